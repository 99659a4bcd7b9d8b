import type { Informer } from '#apis/client/informer.ts';
import type { ObjectIndex } from '#apis/client/lister.ts';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import type { Flavor } from '#apis/compute/flavor.ts';
import type { Image } from '#apis/compute/image.ts';
import type { KeyPair } from '#apis/compute/key-pair.ts';
import type { ServerAction } from '#apis/compute/server-action.ts';
import type { Server } from '#apis/compute/server.ts';
import type { Host } from '#apis/infrastructure/host.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import type { Migration } from '#apis/infrastructure/migration.ts';
import { withoutHostIdentity } from '#apis/infrastructure/without-host-identity.ts';
import { sharedNamespace } from '#apis/infrastructure/resolve-image.ts';
import type { Namespace } from '#apis/kubernetes/core.ts';
import { projectNameAnnotation } from '#apis/openstack/annotations.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import { formatKey, keyOf, type ObjectKey } from '#apis/machinery/object-meta.ts';
import { currentInstance, noReferences, type HostState, type Observation } from './observation.ts';
import type { ReferenceReader } from './observe-references.ts';

export interface ObserverOptions {
  readonly servers: Informer<Server>;
  readonly instances: Informer<Instance>;
  readonly hosts: Informer<Host>;
  readonly actions: Informer<ServerAction>;
  readonly migrations: Informer<Migration>;
  readonly references: ReferenceReader;
  readonly namespaces: Informer<Namespace>;
  /** For what a cache that lags behind must not decide. */
  readonly liveServers: ResourceClient<Server>;
}

/** Reads the world for the server loop. */
export class Observer {
  readonly #options: ObserverOptions;
  readonly #instancesByServer: ObjectIndex<Instance>;
  readonly #instancesByHost: ObjectIndex<Instance>;
  readonly #actionsByServer: ObjectIndex<ServerAction>;
  readonly #migrationsByServer: ObjectIndex<Migration>;
  readonly #serversByImage: ObjectIndex<Server>;
  readonly #serversByFlavor: ObjectIndex<Server>;
  readonly #serversByKeyPair: ObjectIndex<Server>;
  readonly #capabilitySets = new WeakMap<readonly string[], ReadonlySet<string>>();

  constructor(options: ObserverOptions) {
    this.#options = options;
    this.#instancesByServer = options.instances.index('server', (instance) => [instance.spec.server.uid]);
    this.#instancesByHost = options.instances.index('host', (instance) => [instance.spec.host.uid]);
    this.#serversByImage = options.servers.index('image', ({ spec }) =>
      [spec.image, spec.rescue?.image].filter((name) => name !== undefined),
    );
    this.#serversByFlavor = options.servers.index('flavor', ({ spec }) => [spec.flavor]);
    this.#serversByKeyPair = options.servers.index('key-pair', ({ metadata, spec }) =>
      spec.keyPair === undefined ? [] : [formatKey({ namespace: metadata.namespace!, name: spec.keyPair })],
    );
    this.#migrationsByServer = options.migrations.index('server', (migration) => [formatKey(serverKeyOfMigration(migration))]);
    this.#actionsByServer = options.actions.index('unfinished-by-server', (action) =>
      isFinished(action) ? [] : [formatKey(serverKeyOf(action))],
    );
  }

  /** Undefined when there is neither a server of that name nor an unfinished action or move of it. */
  async observe(key: ObjectKey): Promise<Observation | undefined> {
    const unfinished = this.#actionsByServer.get(formatKey(key));
    const records = unfinished.filter(isRecord);
    const actions = unfinished.filter((action) => !isRecord(action)).toSorted(byAge);
    const migrations = this.#migrationsByServer.get(formatKey(key));
    const hasOpenRecord = unfinished.length > 0 || migrations.some(({ status }) => status?.finishedAt === undefined);
    const cached = this.#options.servers.get(key);
    const server = cached ?? (hasOpenRecord ? await this.#readServer(key) : undefined);
    if (server === undefined)
      return hasOpenRecord
        ? { server, instances: [], host: { kind: 'None' }, actions, records, migrations, references: noReferences }
        : undefined;
    const newestFirst = this.#instancesByServer.get(server.metadata.uid).toSorted((one, other) => other.spec.epoch - one.spec.epoch);
    // What the server and its actions say of themselves is read by tenants.
    const instances = newestFirst.map(withoutHostIdentity);
    const references = this.#options.references.read(server, instances, actions[0]);
    const host = this.#hostState(instances);
    const endsAreRecorded = server.metadata.deletionTimestamp !== undefined && this.#isOpenStackProject(key.namespace);
    return { server, instances, host, actions, records, migrations, references, endsAreRecorded };
  }

  /** The servers whose newest incarnation may be on that host. */
  *serversOn(host: Host): Iterable<ObjectKey> {
    for (const instance of this.#instancesByHost.get(host.metadata.uid)) yield serverKeyOfInstance(instance);
  }

  /** The servers that name an image, as what they boot or are rescued with. */
  *serversNaming({ metadata }: Image): Iterable<ObjectKey> {
    for (const server of this.#serversByImage.get(metadata.name)) {
      if (metadata.namespace === sharedNamespace || metadata.namespace === server.metadata.namespace) yield keyOf(server);
    }
  }

  /** The servers that are to have a flavor and have another one, as far as their incarnations tell. */
  *serversResizingTo({ metadata }: Flavor): Iterable<ObjectKey> {
    for (const server of this.#serversByFlavor.get(metadata.name)) {
      const instances = this.#instancesByServer.get(server.metadata.uid);
      if (instances.some(({ spec }) => spec.machine.flavor !== metadata.name)) yield keyOf(server);
    }
  }

  /** The servers that name a key pair and have another one. */
  *serversAwaiting({ metadata }: KeyPair): Iterable<ObjectKey> {
    for (const server of this.#serversByKeyPair.get(formatKey({ namespace: metadata.namespace!, name: metadata.name }))) {
      const instances = this.#instancesByServer.get(server.metadata.uid);
      if (instances.some(({ spec }) => spec.machine.keyPair?.object !== metadata.name)) yield keyOf(server);
    }
  }

  /** OpenStack's clients read the history of servers that are gone; who else asks has the audit log. */
  #isOpenStackProject(name: string | undefined): boolean {
    const namespace = name === undefined ? undefined : this.#options.namespaces.get({ name });
    return namespace?.metadata.annotations?.[projectNameAnnotation] !== undefined;
  }

  async #readServer(key: ObjectKey): Promise<Server | undefined> {
    try {
      return await this.#options.liveServers.get(key);
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }
  }

  #hostState(instances: readonly Instance[]): HostState {
    const instance = currentInstance({ instances }) ?? instances[0];
    if (instance === undefined) return { kind: 'None' };
    const { name, uid } = instance.spec.host;
    const host = this.#options.hosts.get({ name });
    if (host?.metadata.uid !== uid) return { kind: 'Gone' };
    const { capabilities } = host.status ?? {};
    return {
      kind: isLost(host) ? 'Lost' : 'Connected',
      ...(capabilities === undefined ? {} : { capabilities: this.#capabilitySet(capabilities) }),
    };
  }

  /** Lists of a cached object are the same until it changes, so their sets are made once. */
  #capabilitySet(list: readonly string[]): ReadonlySet<string> {
    const known = this.#capabilitySets.get(list);
    if (known !== undefined) return known;
    const made = new Set(list);
    this.#capabilitySets.set(list, made);
    return made;
  }
}

/** Whether the host loop has given the host up for the time being. A host that is silent for a moment only is not lost. */
export function isLost(host: Host): boolean {
  return findCondition(host.status?.conditions, 'Ready')?.reason === 'HostLost';
}

export function serverKeyOf(action: ServerAction): ObjectKey {
  return { namespace: action.metadata.namespace!, name: action.spec.server };
}

export function serverKeyOfMigration(migration: Migration): ObjectKey {
  return { namespace: migration.metadata.namespace!, name: migration.spec.server.name };
}

export function serverKeyOfInstance(instance: Instance): ObjectKey {
  return { namespace: instance.metadata.namespace!, name: instance.spec.server.name };
}

function isFinished(action: ServerAction): boolean {
  return action.status?.phase === 'Succeeded' || action.status?.phase === 'Failed';
}

function isRecord({ spec }: ServerAction): boolean {
  return spec.type === 'Record';
}

function byAge(one: ServerAction, other: ServerAction): number {
  const [first, second] = [one.metadata, other.metadata].map(({ creationTimestamp, name }) => `${creationTimestamp} ${name}`);
  return first! < second! ? -1 : 1;
}
