import { defaultNetworkName } from '#apis/compute/default-network-name.ts';
import { flavorFor, type Flavor } from '#apis/compute/flavor.ts';
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
import { volumePlaceOf } from '#apis/infrastructure/instance-volumes.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { machinePortsOf, type MachinePorts } from '#apis/infrastructure/machine-ports.ts';
import { isMovedFrom, needsPlacement } from '#apis/infrastructure/needs-placement.ts';
import { sharedNamespace } from '#apis/infrastructure/resolve-image.ts';
import { hostToLeave, hostToReturnTo, type PlacementQuestion } from '#apis/placement/decide-placement.ts';
import { liveMoveWord } from '#apis/placement/live-move-word.ts';
import { HostTable } from '#apis/placement/host-table.ts';
import type { References } from '#apis/placement/resolve-machine.ts';
import type { Informer } from '#apis/client/informer.ts';
import type { ObjectIndex } from '#apis/client/lister.ts';
import type { ApiObject, ObjectKey } from '#apis/machinery/object-meta.ts';

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
      else
        this.table.putClaim({
          instance: key.name,
          serverUID: current.spec.server.uid,
          hostUID: current.spec.host.uid,
          amounts: current.spec.claim,
        });
    });
  }

  /** Undefined when there is nothing to place: the server is gone, going, or has an incarnation of which something may be left. */
  observe(key: ObjectKey): PlacementQuestion | undefined {
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
      memberHostUIDs: references.serverGroup === undefined ? [] : this.#memberHostUIDs(references.serverGroup, server),
      ...this.#neighbours(server),
      volumePlace: volumePlaceOf(server, attachments, (volume) => this.#hostVolumeOf(key.namespace!, volume)),
      volumeCount: attachments.length,
      leftHostUID: hostToLeave(server, instances),
      returnHostUID: hostToReturnTo(server, instances),
      moving: this.#movingOf(server, instances),
    };
  }

  #movingOf(server: Server, instances: readonly Instance[]): PlacementQuestion['moving'] {
    const source = instances.find((instance) => isMovedFrom(server, instance));
    if (source === undefined) return undefined;
    const host = this.#informers.hosts.get({ name: source.spec.host.name });
    return { machine: source.spec.machine, word: (host && liveMoveWord(host)) ?? 'migrate-live' };
  }

  #referencesOf(server: Server, instances: readonly Instance[]): References {
    const { metadata, spec, status } = server;
    const namespace = metadata.namespace!;
    const own = <Object extends ApiObject>(informer: Informer<Object>, name: string | undefined): Object | undefined =>
      name === undefined ? undefined : informer.get({ namespace, name });
    const { images, flavors, keyPairs, serverGroups, volumes } = this.#informers;
    const image = this.#imageOf(namespace, spec.image);
    return {
      flavor: flavorFor(server, flavors.get({ name: spec.flavor })),
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

  #neighbours({ metadata, spec: { placement } }: Server): Pick<PlacementQuestion, 'unwantedHostUIDs' | 'wantedHostUIDs'> {
    const { differentHostFrom, sameHostAs } = placement ?? {};
    const hostsOf = (names: readonly string[]): readonly string[] =>
      names.flatMap((name) => {
        const server = this.#informers.servers.get({ namespace: metadata.namespace!, name });
        return server === undefined ? [] : this.#hostUIDsOf(server);
      });
    return {
      ...(differentHostFrom === undefined ? {} : { unwantedHostUIDs: hostsOf(differentHostFrom) }),
      ...(sameHostAs === undefined ? {} : { wantedHostUIDs: hostsOf(sameHostAs) }),
    };
  }

  /** What the server keeps of itself until a resize is confirmed keeps it away from nowhere. */
  #memberHostUIDs(group: ServerGroup, { metadata: { uid } }: Server): readonly string[] {
    return this.#serversByGroup
      .get(`${group.metadata.namespace}/${group.metadata.name}`)
      .flatMap((member) => (member.metadata.uid === uid ? [] : this.#hostUIDsOf(member)));
  }

  #hostUIDsOf({ metadata: { uid } }: Server): readonly string[] {
    return this.#instancesByServer.get(uid).map(({ spec }) => spec.host.uid);
  }
}
