import { catalog } from '#apis/catalog.ts';
import { ApiClient } from '#apis/client/api-client.ts';
import type { ClientCall } from '#apis/client/client-call.ts';
import { ImpersonatingTransport } from '#apis/client/impersonation.ts';
import type { ObjectOf } from '#apis/client/resource-client.ts';
import { gitSyncKind, type GitSync, type GitSyncSpec } from '#apis/gitops/git-sync.ts';
import { eventKind } from '#apis/kubernetes/core.ts';
import { clusterRoleBindingKind, clusterRoleKind, roleBindingKind } from '#apis/kubernetes/rbac.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { discardedMetrics } from '#apis/machinery/metrics.ts';
import { createGitOpsLoop } from '#controllers/gitops/create-gitops-loop.ts';
import type { RepositoryContent, RepositorySource, SourceError, SourceRequest } from '#controllers/gitops/repository-source.ts';
import { EventRecorder } from '#controllers/runtime/event-recorder.ts';
import type { StartableLoop } from '#controllers/runtime/loop.ts';
import { SharedInformers } from '#controllers/runtime/shared-informers.ts';
import { aGitSync } from '../builders/git-sync.ts';
import { InProcessApiServer } from './in-process-api-server.ts';
import { SeededRandom } from './seeded-random.ts';
import { VirtualClock } from './virtual-clock.ts';

/** An object as a manifest has it. */
export interface ManifestObject {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
}

/** A repository in memory, of which everything can be said. */
export class MemoryRepository implements RepositorySource {
  #content: RepositoryContent = { revision: '', documents: [], faults: [] };
  #failure: SourceError | undefined;
  #commitCount = 0;
  readonly requests: SourceRequest[] = [];
  resolveCount = 0;
  readCount = 0;

  /** The newest commit from now on. Returns its name. */
  commit(objects: readonly ManifestObject[], faults: readonly string[] = []): string {
    this.#commitCount += 1;
    const revision = String(this.#commitCount).padStart(40, '0');
    const documents = objects.map((object) => ({
      value: { apiVersion: apiVersionOf(object.kind), ...object },
      origin: `${object.metadata.name}.yaml:1`,
    }));
    this.#content = { revision, documents, faults };
    return revision;
  }

  /** What is asked from now on fails; undefined: no more. */
  fail(error: SourceError | undefined): void {
    this.#failure = error;
  }

  async resolve(request: SourceRequest): Promise<string> {
    this.resolveCount += 1;
    this.requests.push(request);
    if (this.#failure !== undefined && this.#failure.revision === undefined) throw this.#failure;
    return this.#content.revision;
  }

  async read(_request: SourceRequest): Promise<RepositoryContent> {
    this.readCount += 1;
    if (this.#failure !== undefined) throw this.#failure;
    return this.#content;
  }
}

function apiVersionOf(kindName: string): string {
  const { group, version } = catalog.find(({ kind }) => kind === kindName)!;
  return group === '' ? version : `${group}/${version}`;
}

/** The loop of GitSyncs on a real api-server and a repository in memory, in one process on a virtual clock. */
export class GitOpsWorld {
  readonly clock = new VirtualClock();
  readonly random = new SeededRandom('gitops');
  readonly repository = new MemoryRepository();
  readonly server: InProcessApiServer;
  /** The user's own connection. */
  readonly client: ApiClient;
  /** Everything that the loop asked of the api-server as a service account. */
  readonly calls: (ClientCall & { readonly userName: string })[] = [];
  #loop: StartableLoop | undefined;
  #stopping = new AbortController();
  #run: Promise<void> = Promise.resolve();

  private constructor() {
    this.server = new InProcessApiServer({ clock: this.clock, random: this.random.child('api-server') });
    this.client = this.server.client();
  }

  static async start(): Promise<GitOpsWorld> {
    const world = new GitOpsWorld();
    await world.clock.waitFor(world.server.ready, { limitMilliseconds: 10_000 });
    await world.does(world.#grant());
    await world.startLoop();
    return world;
  }

  /** The service account `deployer` is a member of the project, and may write Flavors. */
  async #grant(): Promise<void> {
    const account = { kind: 'ServiceAccount', namespace: 'default', name: 'deployer' };
    const rbac = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole' };
    const apiVersion = 'rbac.authorization.k8s.io/v1';
    const rules = [
      { apiGroups: ['compute.tycho.dev'], resources: ['flavors'], verbs: ['get', 'list', 'watch', 'create', 'patch', 'delete'] },
    ];
    const binding = { apiVersion, metadata: { name: 'deployer' }, subjects: [account] };
    await this.client.resource(roleBindingKind).create({
      ...binding,
      kind: 'RoleBinding',
      metadata: { namespace: 'default', name: 'deployer' },
      roleRef: { ...rbac, name: 'tycho:member' },
    });
    await this.client.resource(clusterRoleKind).create({ apiVersion, kind: 'ClusterRole', metadata: { name: 'flavor-writer' }, rules });
    await this.client
      .resource(clusterRoleBindingKind)
      .create({ ...binding, kind: 'ClusterRoleBinding', roleRef: { ...rbac, name: 'flavor-writer' } });
  }

  /** A process that knows nothing yet. */
  async startLoop(): Promise<void> {
    const { clock, server } = this;
    const random = this.random.child('loop');
    const logger = silentLogger;
    const client = server.client();
    const informers = new SharedInformers({ client, clock, random, logger });
    this.#loop = createGitOpsLoop({
      client,
      clientAs: (userName) =>
        new ApiClient({
          transport: new ImpersonatingTransport({ transport: server.transport(), userName }),
          interceptor: (call, proceed) => {
            this.calls.push({ ...call, userName });
            return proceed();
          },
        }),
      source: this.repository,
      kinds: catalog,
      informers,
      events: new EventRecorder({
        events: client.resource(eventKind),
        component: 'test',
        clock,
        random,
        logger,
        metrics: discardedMetrics,
      }),
      clock,
      random,
      logger,
      metrics: discardedMetrics,
    });
    this.#stopping = new AbortController();
    this.#run = informers.run(this.#stopping.signal);
    await this.does(this.#loop.start());
  }

  async stopLoop(): Promise<void> {
    await this.does(this.#loop!.stop());
    this.#stopping.abort(new Error('the loop is stopped'));
    await this.does(this.#run);
  }

  async stop(): Promise<void> {
    await this.stopLoop();
    this.server.close();
  }

  does<Value>(promise: Promise<Value>): Promise<Value> {
    return this.clock.waitFor(promise, { limitMilliseconds: 60_000 });
  }

  /** Lets time pass, and all that happens in it happen. */
  async passes(seconds: number): Promise<void> {
    await this.clock.advance(seconds * 1000);
  }

  /** Makes the GitSync `cloud` in `default`, and lets it do its work. */
  async createSync(spec: Partial<GitSyncSpec> = {}): Promise<void> {
    const { apiVersion, kind, spec: whole } = aGitSync({ spec });
    await this.does(
      this.client.resource(gitSyncKind).create({ apiVersion, kind, metadata: { namespace: 'default', name: 'cloud' }, spec: whole }),
    );
    await this.passes(5);
  }

  async changeSync(spec: Partial<GitSyncSpec>): Promise<void> {
    await this.does(this.client.resource(gitSyncKind).patch({ namespace: 'default', name: 'cloud' }, { spec }));
    await this.passes(5);
  }

  async sync(): Promise<GitSync> {
    return (await this.does(this.client.resource(gitSyncKind).get({ namespace: 'default', name: 'cloud' }))) as GitSync;
  }

  /** As `True Synced`. */
  async ready(): Promise<string> {
    const ready = findCondition((await this.sync()).status?.conditions, 'Ready');
    return ready === undefined ? '-' : `${ready.status} ${ready.reason}`;
  }

  async message(): Promise<string> {
    return findCondition((await this.sync()).status?.conditions, 'Ready')?.message ?? '';
  }

  /** As `Server/web Applied`. */
  async results(): Promise<readonly string[]> {
    return ((await this.sync()).status?.objects ?? []).map(({ kind, name, result }) => `${kind}/${name} ${result}`);
  }

  async get<Kind extends KindDefinition>(kind: Kind, name: string): Promise<ObjectOf<Kind> | undefined> {
    try {
      return await this.does(this.client.resource(kind).get({ ...(kind.scope === 'Namespaced' ? { namespace: 'default' } : {}), name }));
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }
  }

  /** Events about the GitSync, as `Applied×1`. */
  async events(): Promise<readonly string[]> {
    const { items } = await this.does(this.client.resource(eventKind).list({ namespace: 'default' }));
    return items
      .filter(({ involvedObject }) => involvedObject.name === 'cloud')
      .map(({ reason, count }) => `${reason}×${count}`)
      .toSorted();
  }
}
