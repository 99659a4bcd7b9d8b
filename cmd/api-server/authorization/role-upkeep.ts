import { clusterRoleKind, type ClusterRole, type RoleBinding } from '#apis/kubernetes/rbac.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { AlreadyExistsError, ConflictError, NotFoundError } from '#apis/machinery/errors.ts';
import { groupResourceOf } from '#apis/machinery/kind.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { keyOf, type ObjectKey } from '#apis/machinery/object-meta.ts';
import type { Registry, WriteOptions } from '../registry/registry.ts';
import type { KindCache } from '../watch-cache/kind-cache.ts';
import type { CacheListener, WatchCache } from '../watch-cache/watch-cache.ts';
import { planAggregation } from './aggregation.ts';
import { planAddition } from './bootstrap/plan-addition.ts';
import { asDraft, bootstrapPolicy, type PolicyObject } from './bootstrap/policy.ts';

export interface RoleUpkeepOptions {
  readonly registry: Registry;
  readonly cache: WatchCache;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Keeps the roles of the installation: once at its start those that have to be there, and from then on the rules of aggregated ones. Each api-server does
 * it, since writing what is so already changes nothing; who loses a race looks again.
 */
export class RoleUpkeep implements CacheListener {
  readonly #options: RoleUpkeepOptions;
  readonly #stop = new AbortController();
  #wake = Promise.withResolvers<void>();

  constructor(options: RoleUpkeepOptions) {
    this.#options = options;
    options.cache.listen(this);
  }

  /** Resolves when all roles are as they should be, or on {@link close}; goes on until then. To be called when the cache is loaded. */
  async start(): Promise<void> {
    const first = Promise.withResolvers<void>();
    void this.#run(first.resolve);
    await first.promise;
  }

  close(): void {
    this.#stop.abort();
    this.#wake.resolve();
  }

  changed({ kind }: KindCache): void {
    if (groupResourceOf(kind) === groupResourceOf(clusterRoleKind)) this.#wake.resolve();
  }

  caughtUp(): void {}

  restarted(): void {
    this.#wake.resolve();
  }

  async #run(onFirst: () => void): Promise<void> {
    const { clock, logger } = this.#options;
    let hasPolicy = false;
    let delayMilliseconds = firstRetryMilliseconds;
    while (!this.#stop.signal.aborted) {
      try {
        if (!hasPolicy) await this.#ensureAll();
        hasPolicy = true;
        await this.#aggregate();
        delayMilliseconds = firstRetryMilliseconds;
        onFirst();
        await this.#wake.promise;
        this.#wake = Promise.withResolvers<void>();
      } catch (error) {
        if (this.#stop.signal.aborted) break;
        if (!(error instanceof ConflictError)) logger.warn({ error }, 'roles of the installation could not be written; trying again');
        await clock.sleep(delayMilliseconds, { signal: this.#stop.signal }).catch(() => undefined);
        delayMilliseconds = Math.min(delayMilliseconds * 2, longestRetryMilliseconds);
      }
    }
    onFirst();
  }

  async #ensureAll(): Promise<void> {
    const { cache } = this.#options;
    let newest = 0;
    for (const wanted of bootstrapPolicy()) newest = Math.max(newest, await this.#ensure(wanted));
    await cache.waitFor(newest, ownWriteWaitMilliseconds);
  }

  /** Returns the revision of what was written; 0 if nothing was. */
  async #ensure(wanted: PolicyObject): Promise<number> {
    const { registry, logger } = this.#options;
    const { kind, metadata } = wanted;
    const { namespace } = metadata;
    const key: ObjectKey = namespace === undefined ? { name: metadata.name } : { namespace, name: metadata.name };
    const current = await this.#find(wanted, key);
    if (current === undefined)
      return (await registry.create(kind, namespace, asDraft(wanted), ownWrite).catch(ignoreExisting))?.revision ?? 0;
    const patch = planAddition(current, wanted);
    if (patch === undefined) return 0;
    const { resourceVersion } = current.metadata;
    const { revision } = await registry.mergePatch(kind, key, withRevision(patch, resourceVersion), ownWrite);
    logger.info({ kind: kind.kind, name: key.name }, 'role or binding of the installation completed');
    return revision;
  }

  async #find({ kind }: PolicyObject, key: ObjectKey): Promise<ClusterRole | RoleBinding | undefined> {
    try {
      return (await this.#options.registry.get(kind, key, { resourceVersion: '0' })).object();
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }
  }

  /** Until nothing changes: a role may take in one that takes in others. */
  async #aggregate(): Promise<void> {
    const { cache, registry, logger } = this.#options;
    for (let pass = 1; pass <= mostPasses; pass += 1) {
      const roles = cache.of(clusterRoleKind).objects();
      const changes = planAggregation(roles.map((each) => each.object() as ClusterRole));
      if (changes.length === 0) return;
      let newest = 0;
      for (const { role, rules } of changes) {
        const patch = withRevision({ rules }, role.metadata.resourceVersion);
        newest = (await registry.mergePatch(clusterRoleKind, keyOf(role), patch, ownWrite)).revision;
      }
      await cache.waitFor(newest, ownWriteWaitMilliseconds);
    }
    logger.warn({ passes: mostPasses }, 'aggregated roles take each other in without end; they are left as they are until one changes');
  }
}

function withRevision(patch: { readonly metadata?: object; readonly rules?: unknown }, resourceVersion: string): object {
  return { ...patch, metadata: { ...patch.metadata, resourceVersion } };
}

/** Another api-server was faster; what is there is looked at when this one starts the next time. */
function ignoreExisting(error: unknown): undefined {
  if (!(error instanceof AlreadyExistsError)) throw error;
}

const ownWrite: WriteOptions = { dryRun: false, fieldValidation: 'Strict', fieldManager: 'tycho-api-server', user: 'system:apiserver' };

const ownWriteWaitMilliseconds = 3_000;
const mostPasses = 8;
const firstRetryMilliseconds = 500;
const longestRetryMilliseconds = 30_000;
