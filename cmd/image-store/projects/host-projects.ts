import type { ApiClient } from '#apis/client/api-client.ts';
import { Informer } from '#apis/client/informer.ts';
import type { ObjectIndex } from '#apis/client/lister.ts';
import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import { instanceKind, type Instance } from '#apis/infrastructure/instance.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';

export interface HostProjectsDependencies {
  readonly client: ApiClient;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** Which projects a host speaks for: those with an Instance on it. A Host that was deleted speaks for none, whatever certificate it holds. */
export class HostProjects {
  readonly #dependencies: HostProjectsDependencies;
  readonly #hosts: Informer<Host>;
  readonly #instances: Informer<Instance>;
  readonly #hostsByUID: ObjectIndex<Host>;
  readonly #instancesByHost: ObjectIndex<Instance>;
  /** Looks at the truth that are under way, by namespace. */
  readonly #looks = new Map<string, Promise<ReadonlyMap<string, string>>>();
  /** When the truth was last looked at in vain, by host and namespace. */
  readonly #misses = new Map<string, number>();

  constructor(dependencies: HostProjectsDependencies) {
    const { client, clock, random, logger } = dependencies;
    this.#dependencies = dependencies;
    this.#hosts = new Informer({ client: client.resource(hostKind), clock, random, logger, reduce: onlyIdentity });
    this.#instances = new Informer({ client: client.resource(instanceKind), clock, random, logger, reduce: onlyPlace });
    this.#hostsByUID = this.#hosts.index('uid', (host) => [host.metadata.uid]);
    this.#instancesByHost = this.#instances.index('host', (instance) => [instance.spec.host.uid]);
  }

  /** Follows the api-server until the signal is aborted. Never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all([this.#hosts.run(signal), this.#instances.run(signal)]);
  }

  async synced(options: { readonly signal: AbortSignal }): Promise<void> {
    await Promise.all([this.#hosts.synced(options), this.#instances.synced(options)]);
  }

  /** What this process has not read yet. */
  obstacles(): readonly string[] {
    return [...(this.#hosts.hasSynced ? [] : ['hosts: not read yet']), ...(this.#instances.hasSynced ? [] : ['instances: not read yet'])];
  }

  /**
   * Whether an Instance of `project` is on the host. A host may hear of a new Instance before we do, so a no is looked up at the api-server, for each
   * host and project every two seconds at most. Throws when that does not answer.
   */
  async isOnHost(hostUID: string, project: string): Promise<boolean> {
    const isSeen = this.#instancesByHost.get(hostUID).some(({ metadata }) => metadata.namespace === project);
    if (isSeen && this.#hostsByUID.get(hostUID).length > 0) return true;
    const { clock } = this.#dependencies;
    const key = `${hostUID} ${project}`;
    const now = clock.monotonicMilliseconds();
    if (now - (this.#misses.get(key) ?? Number.NEGATIVE_INFINITY) < missMilliseconds) return false;
    if (await this.#isThere((await this.#hostsOf(project)).get(hostUID), hostUID)) return true;
    if (this.#misses.size >= mostMisses) this.#misses.clear();
    this.#misses.set(key, now);
    return false;
  }

  /** Whether the api-server has a Host of that name with that uid. */
  async #isThere(name: string | undefined, uid: string): Promise<boolean> {
    if (name === undefined) return false;
    if (this.#hostsByUID.get(uid).length > 0) return true;
    try {
      return (await this.#dependencies.client.resource(hostKind).get({ name })).metadata.uid === uid;
    } catch (error) {
      if (error instanceof NotFoundError) return false;
      throw error;
    }
  }

  /** The hosts with Instances of a project, uid and name, as the api-server has it now. */
  #hostsOf(project: string): Promise<ReadonlyMap<string, string>> {
    const running = this.#looks.get(project);
    if (running !== undefined) return running;
    const look = this.#list(project).finally(() => this.#looks.delete(project));
    this.#looks.set(project, look);
    return look;
  }

  async #list(namespace: string): Promise<ReadonlyMap<string, string>> {
    const { items } = await this.#dependencies.client.resource(instanceKind).list({ namespace });
    const hosts = items.map((instance) => (instance as unknown as Instance).spec.host);
    return new Map(hosts.map(({ uid, name }) => [uid, name]));
  }
}

const missMilliseconds = 2_000;
const mostMisses = 10_000;

function onlyIdentity({ apiVersion, kind, metadata }: Host): Host {
  return { apiVersion, kind, metadata: reduced(metadata), spec: {} } as Host;
}

function onlyPlace({ apiVersion, kind, metadata, spec }: Instance): Instance {
  return { apiVersion, kind, metadata: reduced(metadata), spec: { host: spec.host } } as Instance;
}

function reduced({ name, namespace, uid, resourceVersion }: Host['metadata']): Partial<Host['metadata']> {
  return { name, uid, resourceVersion, ...(namespace === undefined ? {} : { namespace }) };
}
