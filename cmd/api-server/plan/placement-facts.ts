import { defaultNetworkName } from '#apis/compute/default-network-name.ts';
import type { Image } from '#apis/compute/image.ts';
import { imageKind } from '#apis/compute/image.ts';
import { keyPairKind, type KeyPair } from '#apis/compute/key-pair.ts';
import { networkKind } from '#apis/compute/network.ts';
import { portKind } from '#apis/compute/port.ts';
import { serverGroupKind, type ServerGroup } from '#apis/compute/server-group.ts';
import { serverKind, type Server } from '#apis/compute/server.ts';
import { volumeAttachmentKind, type VolumeAttachment } from '#apis/compute/volume-attachment.ts';
import { volumeKind, type Volume } from '#apis/compute/volume.ts';
import { aggregateKind, type Aggregate } from '#apis/infrastructure/aggregate.ts';
import { hostVolumeKind, type HostVolume } from '#apis/infrastructure/host-volume.ts';
import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import { volumePlaceOf } from '#apis/infrastructure/instance-volumes.ts';
import { instanceKind, type Instance, type MachinePort } from '#apis/infrastructure/instance.ts';
import { networkWishes, type MachinePorts, type NetworkWish } from '#apis/infrastructure/machine-ports.ts';
import { sharedNamespace } from '#apis/infrastructure/resolve-image.ts';
import { builtFromOf } from '#apis/infrastructure/saved-image.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import { formatKey, keyOf, type ApiObject } from '#apis/machinery/object-meta.ts';
import type { PlacementQuestion } from '#apis/placement/decide-placement.ts';
import { HostTable } from '#apis/placement/host-table.ts';
import type { References } from '#apis/placement/resolve-machine.ts';
import type { PlanWorld } from './plan-world.ts';

/** A server that would need a host. */
export interface PlacementWish {
  /** As it will be. */
  readonly server: Server;
  /** `Image`: from the image that it names, or its boot volume. `SavedDisk`: from what `status.savedImage` names. `OwnDisk`: from the disk it has on its host. */
  readonly startsFrom: 'Image' | 'SavedDisk' | 'OwnDisk';
  /** Whether the room of its present incarnations is free by then. */
  readonly leavesRoom?: boolean;
  /** The host that it is to leave, for a cold migration. */
  readonly leftHostUID?: string | undefined;
}

/**
 * What the scheduler would see once the planned objects are there: the same facts that `controllers/scheduling/observe.ts` reads from its caches. Each list
 * is read once a plan, and only if a server asks for it.
 */
export class PlacementFacts {
  readonly #world: PlanWorld;
  readonly #lists = new Map<string, Promise<readonly ApiObject[]>>();
  /** Hosts that planned servers were thought onto, by the key of the server. */
  readonly #assumed = new Map<string, Assumption>();
  #table: Promise<HostTable> | undefined;
  #incarnations: Promise<ReadonlyMap<string, readonly Instance[]>> | undefined;

  constructor(world: PlanWorld) {
    this.#world = world;
  }

  /** All hosts with what is claimed on them. Shared: what is put into it counts for the servers that are asked about next. */
  table(): Promise<HostTable> {
    this.#table ??= this.#readTable();
    return this.#table;
  }

  /** From now on the server counts as being on that host, too. */
  assume(server: Server, hostUID: string): void {
    this.#assumed.set(formatKey(keyOf(server)), { server, hostUID });
  }

  async incarnationsOf({ metadata: { uid } }: Server): Promise<readonly Instance[]> {
    this.#incarnations ??= this.#readIncarnations();
    return (await this.#incarnations).get(uid) ?? [];
  }

  async questionFor({ server, startsFrom, leftHostUID }: PlacementWish): Promise<PlacementQuestion> {
    const { namespace = '', name } = server.metadata;
    const attachments = (await this.#listOf<VolumeAttachment>(volumeAttachmentKind, namespace)).filter(
      ({ metadata, spec }) => spec.server === name && metadata.deletionTimestamp === undefined,
    );
    const references = await this.#referencesOf(server, startsFrom);
    const hostVolumes = await this.#hostVolumesOf(server, attachments);
    return {
      server: startsFrom === 'SavedDisk' ? server : withoutSavedDisk(server),
      references,
      memberHostUIDs: references.serverGroup === undefined ? [] : await this.#memberHostUIDs(server),
      ...(await this.#neighbours(server)),
      volumePlace: volumePlaceOf(server, attachments, (volume) => hostVolumes.get(volume)),
      volumeCount: attachments.length,
      leftHostUID,
    };
  }

  async #referencesOf(server: Server, startsFrom: PlacementWish['startsFrom']): Promise<References> {
    const { metadata, spec, status } = server;
    const { namespace = '' } = metadata;
    const own = async <Object extends ApiObject>(kind: KindDefinition, name: string | undefined): Promise<Object | undefined> =>
      name === undefined ? undefined : ((await this.#world.future(kind, { namespace, name })) as Object | undefined);
    const image = await this.#world.image(namespace, spec.image);
    const [newest] = await this.incarnationsOf(server);
    return {
      flavor: await this.#world.flavorOf(server),
      image: image ?? (startsFrom === 'OwnDisk' && newest !== undefined ? imageOfDisk(newest) : undefined),
      keyPair: await own<KeyPair>(keyPairKind, spec.keyPair),
      serverGroup: await own<ServerGroup>(serverGroupKind, spec.placement?.serverGroup),
      savedImage: startsFrom === 'SavedDisk' ? await own<Image>(imageKind, status?.savedImage) : undefined,
      rescueImage: spec.rescue?.image === undefined ? image : await this.#world.image(namespace, spec.rescue.image),
      bootVolume: await own<Volume>(volumeKind, spec.bootVolume),
      ports: await this.#portsOf(server),
    };
  }

  /** Its cards as they will be once the network loop has made their Ports. */
  async #portsOf(server: Server): Promise<MachinePorts> {
    const { namespace = '' } = server.metadata;
    const instances = await this.incarnationsOf(server);
    const hasDefaultNetwork = await this.#hasNetwork(namespace, defaultNetworkName);
    const wishes = networkWishes(server, { ports: [], instances, hasDefaultNetwork });
    if (wishes === undefined) return { ports: undefined, missing: [] };
    const missing: NetworkWish[] = [];
    for (const wish of wishes) {
      const isThere =
        'port' in wish.wants
          ? (await this.#world.future(portKind, { namespace, name: wish.wants.port })) !== undefined
          : await this.#hasNetwork(namespace, wish.wants.network);
      if (!isThere) missing.push(wish);
    }
    // Where a server may be depends on whether it has cards, and not on which.
    return { ports: wishes.map(() => ({}) as MachinePort), missing };
  }

  async #hasNetwork(namespace: string, name: string): Promise<boolean> {
    for (const each of [namespace, sharedNamespace]) {
      if ((await this.#world.future(networkKind, { namespace: each, name })) !== undefined) return true;
    }
    return false;
  }

  /** By the name of their Volume: HostVolumes are named by its uid. */
  async #hostVolumesOf(server: Server, attachments: readonly VolumeAttachment[]): Promise<ReadonlyMap<string, HostVolume>> {
    const { namespace = '' } = server.metadata;
    const kept = new Map<string, HostVolume>();
    for (const name of [server.spec.bootVolume, ...attachments.map(({ spec }) => spec.volume)]) {
      if (name === undefined) continue;
      const volume = await this.#world.future(volumeKind, { namespace, name });
      if (volume === undefined) continue;
      const found = (await this.#listOf<HostVolume>(hostVolumeKind, namespace)).find((each) => each.metadata.name === volume.metadata.uid);
      if (found !== undefined) kept.set(name, found);
    }
    return kept;
  }

  /** The hosts of the other members of its group, those included that were thought onto one. */
  async #memberHostUIDs(server: Server): Promise<readonly string[]> {
    const isMember = ({ metadata, spec }: Server): boolean =>
      metadata.name !== server.metadata.name &&
      metadata.namespace === server.metadata.namespace &&
      spec.placement?.serverGroup === server.spec.placement?.serverGroup;
    const members = (await this.#presentServers(server.metadata.namespace)).filter(isMember);
    const present = await Promise.all(members.map((member) => this.#hostUIDsOf(member)));
    const assumed = [...this.#assumed.values()].filter((each) => isMember(each.server)).map(({ hostUID }) => hostUID);
    return [...present.flat(), ...assumed];
  }

  async #neighbours({ metadata, spec: { placement } }: Server): Promise<Pick<PlacementQuestion, 'unwantedHostUIDs' | 'wantedHostUIDs'>> {
    const { differentHostFrom, sameHostAs } = placement ?? {};
    const hostsOf = async (names: readonly string[]): Promise<readonly string[]> => {
      const named = (await this.#presentServers(metadata.namespace)).filter((each) => names.includes(each.metadata.name));
      const present = await Promise.all(named.map((each) => this.#hostUIDsOf(each)));
      const assumed = names.flatMap((name) => this.#assumed.get(formatKey({ ...keyOf({ metadata }), name }))?.hostUID ?? []);
      return [...present.flat(), ...assumed];
    };
    return {
      ...(differentHostFrom === undefined ? {} : { unwantedHostUIDs: await hostsOf(differentHostFrom) }),
      ...(sameHostAs === undefined ? {} : { wantedHostUIDs: await hostsOf(sameHostAs) }),
    };
  }

  async #hostUIDsOf(server: Server): Promise<readonly string[]> {
    return (await this.incarnationsOf(server)).map(({ spec }) => spec.host.uid);
  }

  /** Those that are there now: one that is to be deleted keeps its place until it is gone. */
  #presentServers(namespace: string | undefined): Promise<readonly Server[]> {
    return this.#once(`present servers of ${namespace}`, () => this.#world.all(serverKind, { namespace: namespace ?? '' }));
  }

  /** As they will be. */
  #listOf<Object extends ApiObject>(kind: KindDefinition, namespace?: string): Promise<readonly Object[]> {
    return this.#once(`${kind.kind} of ${namespace}`, () => this.#world.futureAll(kind, namespace));
  }

  #once<Object extends ApiObject>(name: string, read: () => Promise<readonly ApiObject[]>): Promise<readonly Object[]> {
    const list = this.#lists.get(name) ?? read();
    this.#lists.set(name, list);
    return list as Promise<readonly Object[]>;
  }

  async #readTable(): Promise<HostTable> {
    const table = new HostTable();
    for (const host of await this.#listOf<Host>(hostKind)) table.putHost(host);
    for (const aggregate of await this.#listOf<Aggregate>(aggregateKind)) table.putAggregate(aggregate);
    for (const { metadata, spec } of await this.#listOf<Instance>(instanceKind))
      table.putClaim({ instance: metadata.name, serverUID: spec.server.uid, hostUID: spec.host.uid, amounts: spec.claim });
    return table;
  }

  async #readIncarnations(): Promise<ReadonlyMap<string, readonly Instance[]>> {
    const newestFirst = (await this.#listOf<Instance>(instanceKind)).toSorted((one, other) => other.spec.epoch - one.spec.epoch);
    return Map.groupBy(newestFirst, ({ spec }) => spec.server.uid);
  }
}

interface Assumption {
  readonly server: Server;
  readonly hostUID: string;
}

/** What it starts from is another one by then. */
function withoutSavedDisk(server: Server): Server {
  const { savedImage: _saved, ...status } = server.status ?? {};
  return { ...server, status };
}

/** Stands for the image that the disk of an incarnation will be saved as, where the one that it was made from is gone. */
function imageOfDisk({ metadata, spec: { machine } }: Instance): Image {
  const { name, uid } = builtFromOf(machine);
  const { format, source } = machine.image;
  return {
    apiVersion: 'compute.tycho.dev/v1alpha1',
    kind: imageKind.kind,
    metadata: { ...metadata, name, uid },
    spec: { format, minimumDiskGiB: 0, minimumMemoryMiB: 0, ...(source === undefined ? {} : { source }) },
  };
}
