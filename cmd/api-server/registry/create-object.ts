import { ApiError, BadRequestError, ForbiddenError } from '#apis/machinery/errors.ts';
import { timestamp } from '#apis/machinery/condition.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import { groupResourceOf } from '#apis/machinery/kind.ts';
import type { ApiObject, ObjectMeta } from '#apis/machinery/object-meta.ts';
import { nameSuffix } from '#apis/machinery/random.ts';
import { eventKind, eventTimeToLiveSeconds, namespaceKind } from '#apis/kubernetes/core.ts';
import type { DecodedBody } from '../admission/admission.ts';
import type { Draft } from '../admission/draft.ts';
import { alreadyExists, changedMeanwhile, forbidden, invalid, notFound } from '../admission/rejection.ts';
import type { CachedObject } from '../watch-cache/cached-object.ts';
import { storageKeyOf } from '../watch-cache/object-location.ts';
import type { Allocation } from './allocator.ts';
import type { ObjectWrite } from './committer.ts';
import { withFirstHealth } from './first-health.ts';
import { withGivenStatus } from './given-status.ts';
import { sessionComparison } from './host-session.ts';
import type { WriteOptions, WrittenObject } from './registry.ts';
import type { RegistryParts } from './registry-parts.ts';
import { settleNamespace } from './write-request.ts';
import { written } from './written-object.ts';

/** Makes new objects. */
export class ObjectCreator {
  readonly #parts: RegistryParts;

  constructor(parts: RegistryParts) {
    this.#parts = parts;
  }

  /** Throws {@link AlreadyExistsError}, {@link NotFoundError} or {@link ForbiddenError} for the namespace, and the errors of admission. */
  async create(kind: KindDefinition, namespace: string | undefined, body: unknown, options: WriteOptions): Promise<WrittenObject> {
    const { admission, owners } = this.#parts;
    return await this.#create(kind, namespace, admission.decode(kind, body, options), options, (object) =>
      owners.created(kind, object, options),
    );
  }

  /** The same for a configuration that is applied where there is nothing: its applier owns what it says, and nobody the rest. */
  async createByApply(kind: KindDefinition, configuration: Draft, options: WriteOptions): Promise<WrittenObject> {
    const { admission, owners } = this.#parts;
    const decoded = admission.decode(kind, configuration, { fieldValidation: 'Ignore' });
    return await this.#create(kind, configuration.metadata.namespace, { ...decoded, warnings: [] }, options, (object) =>
      owners.createdByApply(kind, object, configuration, options),
    );
  }

  async #create(
    kind: KindDefinition,
    namespace: string | undefined,
    decoded: DecodedBody,
    options: WriteOptions,
    owned: (object: ApiObject) => ApiObject,
  ): Promise<WrittenObject> {
    settleNamespace(kind, decoded.draft, namespace);
    if ((decoded.draft.metadata.resourceVersion ?? '') !== '')
      throw new BadRequestError('resourceVersion should not be set on objects to be created');
    const { name = '', generateName = '' } = decoded.draft.metadata;
    if (name === '' && generateName === '') {
      throw invalid(kind, '', [
        { reason: 'FieldValueRequired', message: 'Required value: name or generateName is required', field: 'metadata.name' },
      ]);
    }
    const attempts = name === '' ? generatedNameAttempts : 1;
    for (let attempt = 1; ; attempt += 1) {
      const object = this.#build(
        kind,
        decoded,
        name === '' ? `${generateName.slice(0, longestGeneratedBase)}${nameSuffix(this.#parts.random)}` : name,
        options,
      );
      await this.#certainly(() => options.approve?.({ kind, next: object, previous: undefined }));
      const created = await this.#store(kind, owned(object), options);
      if (created !== undefined) return written(created, 'Created', decoded.warnings);
      if (attempt === attempts) throw alreadyExists(kind, object.metadata.name);
    }
  }

  #build(kind: KindDefinition, { draft, causes }: DecodedBody, name: string, { user }: WriteOptions): ApiObject {
    const { generateName, namespace, labels, annotations, ownerReferences, finalizers } = draft.metadata;
    const metadata: ObjectMeta = {
      name,
      ...(generateName === undefined ? {} : { generateName }),
      ...(namespace === undefined ? {} : { namespace }),
      uid: this.#parts.random.uuid(),
      resourceVersion: '',
      generation: 1,
      creationTimestamp: timestamp(this.#parts.clock.now()),
      ...withoutEmpty({ labels, annotations, ownerReferences, finalizers: [...new Set([...(finalizers ?? []), ...kind.finalizers])] }),
    };
    const { status, ...fields } = draft;
    const next = { ...fields, metadata, ...(kind.statusSubresource || status === undefined ? {} : { status }) };
    const settled = this.#parts.admission.settle(kind, next, undefined, 'Main', causes);
    return withGivenStatus(kind, withFirstHealth(kind, settled, this.#parts.clock), { user, cache: this.#parts.cache });
  }

  /** Undefined if the name is taken. */
  async #store(kind: KindDefinition, object: ApiObject, options: WriteOptions): Promise<CachedObject | undefined> {
    const { name, namespace } = object.metadata;
    const allocator = this.#parts.allocators.get(groupResourceOf(kind));
    // A namespace that is not there is told first.
    if (allocator !== undefined && namespace !== undefined) await this.#namespaceComparison(kind, name, namespace);
    const decide = (): Promise<Decision> => this.#certainly(() => this.#decide(kind, object));
    const allocated = allocator === undefined ? [] : await this.#certainly(() => allocator.guards(object));
    const guards = [...allocated, ...this.#parts.numbers.queueFor(kind, object)];
    // A quota that comes at this moment makes for a second turn.
    for (let turn = 1; turn <= lostRaceAttempts; turn += 1) {
      const queue = [...guards, ...this.#parts.quota.queueFor({ kind, previous: undefined, next: object })];
      const created = await this.#parts.mutex.run(queue, async () => {
        const stored = await this.#commit(kind, object, { decide, options, queue });
        // Who comes next in the queue is to see it.
        const isSeen = queue.length === 0 || options.dryRun || stored === undefined || stored === 'NeedsTurn';
        if (!isSeen) await this.#parts.cache.waitFor(stored.revision, lostRaceWaitMilliseconds);
        return stored;
      });
      if (created !== 'NeedsTurn') return created;
    }
    throw changedMeanwhile(kind, name);
  }

  /** What is to be stored, and what that rests on, as the cache is now. */
  #decide(kind: KindDefinition, wished: ApiObject): Decision {
    const { allocators, quota, sizes } = this.#parts;
    const { object, compare } = allocators.get(groupResourceOf(kind))?.allocate(wished) ?? { object: wished, compare: [] };
    const next = sizes.noted(kind, object, undefined);
    const terms = quota.check({ kind, previous: undefined, next });
    return { object: next, compare: [...compare, ...terms.compare], guards: terms.guards };
  }

  /**
   * Undefined if the name is taken; `NeedsTurn` if it has to queue for more than what is held. `decide` is asked anew after each race that was lost.
   */
  async #commit(
    kind: KindDefinition,
    { metadata: { name, namespace } }: ApiObject,
    { decide, options, queue }: CommitOptions,
  ): Promise<CachedObject | undefined | 'NeedsTurn'> {
    const { cache, committer, numbers } = this.#parts;
    const storageKey = storageKeyOf(kind, namespace === undefined ? { name } : { namespace, name });
    const attempts = queue.length === 0 ? lostRaceAttempts : allocationAttempts;
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const decision = await decide().catch((error: unknown) => {
        // That there is one of that name already says more than that there is no room for another.
        if (error instanceof ForbiddenError && cache.of(kind).get(storageKey) !== undefined) return undefined;
        throw error;
      });
      if (decision === undefined) return undefined;
      const { object, compare: basis, guards } = decision;
      if (guards.some((guard) => !queue.includes(guard))) return 'NeedsTurn';
      const numbered = options.dryRun ? { object, compare: [], counters: [] } : await numbers.give(kind, object);
      const write: ObjectWrite = { kind, storageKey, previous: undefined, next: numbered.object, ...timeToLive(kind) };
      const compare = [
        ...basis,
        ...numbered.compare,
        ...(namespace === undefined ? [] : [await this.#namespaceComparison(kind, name, namespace)]),
        ...(options.hostSession === undefined ? [] : [await sessionComparison(cache, options.hostSession)]),
      ];
      if (options.dryRun) {
        await cache.beFresh();
        return cache.of(kind).get(storageKey) === undefined ? committer.preview(write) : undefined;
      }
      const result = await committer.commit([write], { compare, guards, counters: numbered.counters });
      if (result.kind === 'Committed') return result.objects[0];
      if (result.current.has(storageKey)) return undefined;
      await cache.waitFor(result.revision, lostRaceWaitMilliseconds);
    }
    throw changedMeanwhile(kind, name);
  }

  /** The cache may be behind what somebody has just made or deleted elsewhere: a refusal is decided a second time, with certainty. */
  async #certainly<Value>(decide: () => Value): Promise<Value> {
    try {
      return decide();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      await this.#parts.cache.beFresh();
      return decide();
    }
  }

  /**
   * New objects need a namespace that stays: it is compared in the transaction, so that nothing comes into one whose end has begun.
   */
  async #namespaceComparison(
    kind: KindDefinition,
    name: string,
    namespace: string,
  ): Promise<{ readonly key: string; readonly modRevision: number }> {
    const { cache } = this.#parts;
    const key = storageKeyOf(namespaceKind, { name: namespace });
    const namespaces = cache.of(namespaceKind);
    if (namespaces.get(key) === undefined) await cache.beFresh();
    const found = namespaces.get(key);
    if (found === undefined) throw notFound(namespaceKind, namespace);
    if (found.object().metadata.deletionTimestamp !== undefined) {
      throw forbidden(kind, name, `unable to create new content in namespace ${namespace} because it is being terminated`, [
        { reason: 'NamespaceTerminating', message: `namespace ${namespace} is being terminated`, field: 'metadata.namespace' },
      ]);
    }
    return { key, modRevision: found.revision };
  }
}

interface CommitOptions {
  readonly decide: () => Promise<Decision>;
  readonly options: WriteOptions;
  /** What is held in the mutex. */
  readonly queue: readonly string[];
}

/** An {@link Allocation}, and the guards to write beside those that follow from the object. */
interface Decision extends Allocation {
  readonly guards: readonly string[];
}

/** Events go by themselves. */
export function timeToLive(kind: KindDefinition): { readonly timeToLiveSeconds?: number } {
  return groupResourceOf(kind) === groupResourceOf(eventKind) ? { timeToLiveSeconds: eventTimeToLiveSeconds } : {};
}

/** Empty lists and maps are the same as none, and are not stored. */
export function withoutEmpty<Fields extends Record<string, object | undefined>>(
  fields: Fields,
): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && Object.keys(value).length > 0),
  ) as ReturnType<typeof withoutEmpty<Fields>>;
}

/** As in Kubernetes: 63 characters in all, so that a generated name is a label too. */
const longestGeneratedBase = 58;
const generatedNameAttempts = 8;
const lostRaceAttempts = 8;
/** All creators of one other api-server may be faster, one after the other. */
const allocationAttempts = 256;
const lostRaceWaitMilliseconds = 3_000;
