import { defaultNetworkName } from '#apis/compute/default-network-name.ts';
import type { Flavor } from '#apis/compute/flavor.ts';
import type { Image } from '#apis/compute/image.ts';
import type { KeyPair } from '#apis/compute/key-pair.ts';
import type { Network } from '#apis/compute/network.ts';
import type { Port } from '#apis/compute/port.ts';
import type { ServerGroup } from '#apis/compute/server-group.ts';
import type { Server } from '#apis/compute/server.ts';
import type { VolumeAttachment } from '#apis/compute/volume-attachment.ts';
import type { Volume } from '#apis/compute/volume.ts';
import type { Aggregate } from '#apis/infrastructure/aggregate.ts';
import type { HostVolume } from '#apis/infrastructure/host-volume.ts';
import type { Host } from '#apis/infrastructure/host.ts';
import { volumePlaceOf, type VolumePlace } from '#apis/infrastructure/instance-volumes.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { machinePortsOf, type MachinePorts } from '#apis/infrastructure/machine-ports.ts';
import { isKept, needsPlacement } from '#apis/infrastructure/needs-placement.ts';
import { sharedNamespace } from '#apis/infrastructure/resolve-image.ts';
import type { Informer } from '#apis/client/informer.ts';
import type { ObjectIndex } from '#apis/client/lister.ts';
import type { ApiObject, ObjectKey } from '#apis/machinery/object-meta.ts';
import { Bitset } from './bitset.ts';
import { HostTable } from './host-table.ts';
import type { PlacementRequest } from './placement-request.ts';
import type { References } from './resolve-machine.ts';

/** The caches that decisions are made from. */
export interface SchedulingInformers {
  readonly servers: Informer<Server>;
  readonly instances: Informer<Instance>;
  readonly hosts: Informer<Host>;
  readonly flavors: Informer<Flavor>;
  readonly images: Informer<Image>;
  readonly keyPairs: Informer<KeyPair>;
  readonly serverGroups: Informer<ServerGroup>;
  readonly networks: Informer<Network>;
  readonly ports: Informer<Port>;
  readonly volumes: Informer<Volume>;
  readonly attachments: Informer<VolumeAttachment>;
  readonly hostVolumes: Informer<HostVolume>;
  readonly aggregates: Informer<Aggregate>;
}

/** A server that has no incarnation and is to get one, with all that the decision needs. */
export interface Observation {
  readonly server: Server;
  readonly references: References;
  readonly groupHosts: PlacementRequest['groupHosts'];
  readonly softGroup: PlacementRequest['softGroup'] | undefined;
  /** Where the servers are that it names as neighbours, wanted or not. */
  readonly neighbours: Pick<PlacementRequest, 'unwantedHosts' | 'wantedHosts'>;
  /** Of the image that it names. */
  readonly imageLabels: PlacementRequest['imageLabels'];
  readonly volumePlace: VolumePlace;
  /** How many volumes are to be attached to it. */
  readonly volumeCount: number;
  /** The host that it is to leave, for a cold migration. */
  readonly leftHostUID: string | undefined;
}

/** Reads the world for the scheduling loop, and keeps the {@link HostTable} true to it. */
export class Observer {
  readonly table = new HostTable();
  readonly #informers: SchedulingInformers;
  readonly #instancesByServer: ObjectIndex<Instance>;
  readonly #serversByGroup: ObjectIndex<Server>;
  readonly #portsByServer: ObjectIndex<Port>;
  readonly #attachmentsByServer: ObjectIndex<VolumeAttachment>;

  constructor(informers: SchedulingInformers) {
    this.#informers = informers;
    this.#instancesByServer = informers.instances.index('server', (instance) => [instance.spec.server.uid]);
    this.#serversByGroup = informers.servers.index('group', (server) => {
      const group = server.spec.placement?.serverGroup;
      return group === undefined ? [] : [`${server.metadata.namespace}/${group}`];
    });
    this.#portsByServer = informers.ports.index('server', ({ status }) => (status?.serverUID === undefined ? [] : [status.serverUID]));
    this.#attachmentsByServer = informers.attachments.index('server', ({ metadata, spec }) => [`${metadata.namespace}/${spec.server}`]);
    informers.hosts.onChange(({ previous, current }) => {
      if (current !== undefined) this.table.putHost(current);
      if (previous !== undefined && previous.metadata.uid !== current?.metadata.uid) this.table.removeHost(previous.metadata.uid);
    });
    informers.aggregates.onChange(({ key, current }) => {
      if (current === undefined) this.table.removeAggregate(key.name);
      else this.table.putAggregate(current);
    });
    informers.instances.onChange(({ key, current }) => {
      if (current === undefined) this.table.removeClaim(key.name);
      else this.table.putClaim({ instance: key.name, hostUID: current.spec.host.uid, amounts: current.spec.claim });
    });
  }

  /** Undefined when there is nothing to place: the server is gone, going, or has an incarnation of which something may be left. */
  observe(key: ObjectKey): Observation | undefined {
    const server = this.#informers.servers.get(key);
    if (server === undefined) return undefined;
    const instances = this.#instancesByServer.get(server.metadata.uid);
    if (!needsPlacement(server, instances)) return undefined;
    const attachments = this.#attachmentsByServer
      .get(`${key.namespace}/${key.name}`)
      .filter(({ metadata }) => metadata.deletionTimestamp === undefined);
    const references = this.#referencesOf(server, instances);
    return {
      server,
      references,
      ...this.#groupWishes(references.serverGroup, server),
      neighbours: this.#neighbours(server),
      imageLabels: (references.image ?? references.savedImage)?.metadata.labels ?? {},
      volumePlace: volumePlaceOf(server, attachments, (volume) => this.#hostVolumeOf(key.namespace!, volume)),
      volumeCount: attachments.length,
      leftHostUID: hostToLeave(server, instances),
    };
  }

  #referencesOf(server: Server, instances: readonly Instance[]): References {
    const { metadata, spec, status } = server;
    const namespace = metadata.namespace!;
    const own = <Object extends ApiObject>(informer: Informer<Object>, name: string | undefined): Object | undefined =>
      name === undefined ? undefined : informer.get({ namespace, name });
    const { images, flavors, keyPairs, serverGroups, volumes } = this.#informers;
    const image = this.#imageOf(namespace, spec.image);
    return {
      flavor: flavors.get({ name: spec.flavor }),
      image,
      keyPair: own(keyPairs, spec.keyPair),
      serverGroup: own(serverGroups, spec.placement?.serverGroup),
      savedImage: own(images, status?.savedImage),
      rescueImage: spec.rescue?.image === undefined ? image : this.#imageOf(namespace, spec.rescue.image),
      bootVolume: own(volumes, spec.bootVolume),
      ports: this.#portsOf(server, instances),
    };
  }

  #imageOf(namespace: string, name: string | undefined): Image | undefined {
    if (name === undefined) return undefined;
    return this.#informers.images.get({ namespace, name }) ?? this.#informers.images.get({ namespace: sharedNamespace, name });
  }

  #portsOf(server: Server, instances: readonly Instance[]): MachinePorts {
    const { networks } = this.#informers;
    const { namespace = '', uid } = server.metadata;
    return machinePortsOf(server, {
      ports: this.#portsByServer.get(uid),
      instances,
      hasDefaultNetwork: [namespace, sharedNamespace].some(
        (each) => networks.get({ namespace: each, name: defaultNetworkName }) !== undefined,
      ),
      networkOf: ({ spec, status }) =>
        status?.networkNamespace === undefined ? undefined : networks.get({ namespace: status.networkNamespace, name: spec.network }),
    });
  }

  /** HostVolumes are named by the uid of their Volume. */
  #hostVolumeOf(namespace: string, name: string): HostVolume | undefined {
    const volume = this.#informers.volumes.get({ namespace, name });
    return volume === undefined ? undefined : this.#informers.hostVolumes.get({ namespace, name: volume.metadata.uid });
  }

  /** What the group leaves open, given where its other members are: Affinity their host, AntiAffinity all hosts that are not full of them. */
  #groupWishes(group: ServerGroup | undefined, server: Server): Pick<Observation, 'groupHosts' | 'softGroup'> {
    const nothing = { groupHosts: undefined, softGroup: undefined };
    const membersBySlot = group === undefined ? noMembers : this.#membersBySlot(group, server);
    if (group === undefined || membersBySlot.size === 0) return nothing;
    const { policy, maximumServersPerHost } = group.spec;
    const hostsWith = (least: number): Bitset => {
      const hosts = new Bitset();
      for (const [slot, count] of membersBySlot) hosts.set(slot, count >= least);
      return hosts;
    };
    switch (policy) {
      case 'Affinity':
        return { ...nothing, groupHosts: { allowed: hostsWith(1) } };
      case 'AntiAffinity':
        return { ...nothing, groupHosts: { refused: hostsWith(maximumServersPerHost) } };
      case 'SoftAffinity':
        return { ...nothing, softGroup: { prefers: 'Together', membersBySlot } };
      case 'SoftAntiAffinity':
        return { ...nothing, softGroup: { prefers: 'Apart', membersBySlot } };
    }
  }

  #neighbours({ metadata, spec: { placement } }: Server): Observation['neighbours'] {
    const { differentHostFrom, sameHostAs } = placement ?? {};
    const hostsOf = (names: readonly string[]): Bitset => {
      const hosts = new Bitset();
      for (const name of names) {
        const server = this.#informers.servers.get({ namespace: metadata.namespace!, name });
        for (const instance of server === undefined ? [] : this.#instancesByServer.get(server.metadata.uid)) {
          const slot = this.table.slotOf(instance.spec.host.uid);
          if (slot !== undefined) hosts.set(slot, true);
        }
      }
      return hosts;
    };
    return {
      ...(differentHostFrom === undefined ? {} : { unwantedHosts: hostsOf(differentHostFrom) }),
      ...(sameHostAs === undefined ? {} : { wantedHosts: hostsOf(sameHostAs) }),
    };
  }

  #membersBySlot(group: ServerGroup, { metadata: { uid } }: Server): ReadonlyMap<number, number> {
    const membersBySlot = new Map<number, number>();
    for (const member of this.#serversByGroup.get(`${group.metadata.namespace}/${group.metadata.name}`)) {
      // What it keeps of itself until a resize is confirmed keeps it away from nowhere.
      if (member.metadata.uid === uid) continue;
      for (const instance of this.#instancesByServer.get(member.metadata.uid)) {
        const slot = this.table.slotOf(instance.spec.host.uid);
        if (slot !== undefined) membersBySlot.set(slot, (membersBySlot.get(slot) ?? 0) + 1);
      }
    }
    return membersBySlot;
  }
}

const noMembers: ReadonlyMap<number, number> = new Map();

/** A cold migration that is not confirmed leads away from the host that keeps the old incarnation. */
function hostToLeave(server: Server, instances: readonly Instance[]): string | undefined {
  if (server.status?.resize?.actionUID === undefined) return undefined;
  return instances.find((instance) => isKept(server, instance))?.spec.host.uid;
}
