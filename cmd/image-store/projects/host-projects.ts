import type { ApiClient } from '#apis/client/api-client.ts';
import { Informer } from '#apis/client/informer.ts';
import type { ObjectIndex } from '#apis/client/lister.ts';
import { hostVolumeKind } from '#apis/infrastructure/host-volume.ts';
import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import { instanceKind } from '#apis/infrastructure/instance.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { ApiObject, ObjectMeta } from '#apis/machinery/object-meta.ts';
import type { Random } from '#apis/machinery/random.ts';

export interface HostProjectsDependencies {
  readonly client: ApiClient;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** An Instance or a HostVolume, as far as it matters here. */
interface PlacedObject extends ApiObject {
  readonly spec: { readonly host: { readonly name: string; readonly uid: string } };
}

/** What a project has on a host when the host speaks for it. */
const placedKinds = [instanceKind, hostVolumeKind] as const;

/**
 * Which projects a host speaks for: those with an Instance or a volume on it. A Host that was deleted speaks for none, whatever certificate it holds.
 */
export class HostProjects {
  readonly #dependencies: HostProjectsDependencies;
  readonly #hosts: Informer<Host>;
  readonly #placed: readonly Informer<PlacedObject>[];
  readonly #hostsByUID: ObjectIndex<Host>;
  readonly #placedByHost: readonly ObjectIndex<PlacedObject>[];
  /** Looks at the truth that are under way, by namespace. */
  readonly #looks = new Map<string, Promise<ReadonlyMap<string, string>>>();
  /** When the truth was last looked at in vain, by host and namespace. */
  readonly #misses = new Map<string, number>();

  constructor(dependencies: HostProjectsDependencies) {
    const { client, clock, random, logger } = dependencies;
    this.#dependencies = dependencies;
    this.#hosts = new Informer({ client: client.resource(hostKind), clock, random, logger, reduce: onlyIdentity });
    this.#placed = placedKinds.map(
      (kind) => new Informer({ client: client.resourceAt<PlacedObject>(kind), clock, random, logger, reduce: onlyPlace }),
    );
    this.#hostsByUID = this.#hosts.index('uid', (host) => [host.metadata.uid]);
    this.#placedByHost = this.#placed.map((informer) => informer.index('host', ({ spec }) => [spec.host.uid]));
  }

  /** Follows the api-server until the signal is aborted. Never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all([this.#hosts, ...this.#placed].map((informer) => informer.run(signal)));
  }

  async synced(options: { readonly signal: AbortSignal }): Promise<void> {
    await Promise.all([this.#hosts, ...this.#placed].map((informer) => informer.synced(options)));
  }

  /** What this process has not read yet. */
  obstacles(): readonly string[] {
    const isRead = [this.#hosts, ...this.#placed].every((informer) => informer.hasSynced);
    return isRead ? [] : ['hosts and what is on them: not read yet'];
  }

  /**
   * Whether anything of `project` is on the host. A host may hear of it before we do, so a no is looked up at the api-server, for each host and project
   * every two seconds at most. Throws when that does not answer.
   */
  async isOnHost(hostUID: string, project: string): Promise<boolean> {
    const isSeen = this.#placedByHost.some((index) => index.get(hostUID).some(({ metadata }) => metadata.namespace === project));
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

  /** The hosts with something of a project, uid and name, as the api-server has it now. */
  #hostsOf(project: string): Promise<ReadonlyMap<string, string>> {
    const running = this.#looks.get(project);
    if (running !== undefined) return running;
    const look = this.#list(project).finally(() => this.#looks.delete(project));
    this.#looks.set(project, look);
    return look;
  }

  async #list(namespace: string): Promise<ReadonlyMap<string, string>> {
    const { client } = this.#dependencies;
    const lists = await Promise.all(placedKinds.map((kind) => client.resourceAt<PlacedObject>(kind).list({ namespace })));
    const hosts = lists.flatMap(({ items }) => items.map(({ spec }) => spec.host));
    return new Map(hosts.map(({ uid, name }) => [uid, name]));
  }
}

const missMilliseconds = 2_000;
const mostMisses = 10_000;

function onlyIdentity({ apiVersion, kind, metadata }: Host): Host {
  return { apiVersion, kind, metadata: reduced(metadata), spec: {} } as Host;
}

function onlyPlace({ apiVersion, kind, metadata, spec }: PlacedObject): PlacedObject {
  return { apiVersion, kind, metadata: reduced(metadata), spec: { host: spec.host } };
}

function reduced({ name, namespace, uid, resourceVersion, generation, creationTimestamp }: ObjectMeta): ObjectMeta {
  return { name, uid, resourceVersion, generation, creationTimestamp, ...(namespace === undefined ? {} : { namespace }) };
}
