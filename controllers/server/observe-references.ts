import { imageNameOf } from '#apis/infrastructure/action-refusals.ts';
import type { Informer } from '#apis/client/informer.ts';
import type { ObjectIndex } from '#apis/client/lister.ts';
import { defaultNetworkName } from '#apis/compute/default-network-name.ts';
import { flavorFor, type Flavor } from '#apis/compute/flavor.ts';
import type { Image } from '#apis/compute/image.ts';
import type { KeyPair } from '#apis/compute/key-pair.ts';
import type { Network } from '#apis/compute/network.ts';
import type { Port } from '#apis/compute/port.ts';
import type { ServerAction } from '#apis/compute/server-action.ts';
import { serverKind, type Server } from '#apis/compute/server.ts';
import type { VolumeAttachment } from '#apis/compute/volume-attachment.ts';
import type { Volume } from '#apis/compute/volume.ts';
import { instanceVolumesOf } from '#apis/infrastructure/instance-volumes.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { machinePortsOf, type MachinePorts } from '#apis/infrastructure/machine-ports.ts';
import { sharedNamespace } from '#apis/infrastructure/resolve-image.ts';
import { formatKey, type ObjectKey } from '#apis/machinery/object-meta.ts';
import type { References } from './observation.ts';
import { isComplete } from './saved-disk.ts';

export interface ReferenceInformers {
  readonly flavors: Informer<Flavor>;
  readonly images: Informer<Image>;
  readonly keyPairs: Informer<KeyPair>;
  readonly networks: Informer<Network>;
  readonly ports: Informer<Port>;
  readonly volumes: Informer<Volume>;
  readonly attachments: Informer<VolumeAttachment>;
}

/** Looks up what servers and their actions refer to. */
export class ReferenceReader {
  readonly #informers: ReferenceInformers;
  readonly #imagesByOwner: ObjectIndex<Image>;
  readonly #backupsBySeries: ObjectIndex<Image>;
  readonly #portsByServer: ObjectIndex<Port>;
  readonly #portsByNetwork: ObjectIndex<Port>;
  readonly #attachmentsByServer: ObjectIndex<VolumeAttachment>;

  constructor(informers: ReferenceInformers) {
    this.#informers = informers;
    this.#imagesByOwner = informers.images.index('owning-server', (image) => owningServers(image).map(({ uid }) => uid));
    this.#backupsBySeries = informers.images.index('backup-series', (image) =>
      image.status?.backupSeries === undefined ? [] : [seriesKey(image.status.serverUID ?? '', image.status.backupSeries)],
    );
    this.#portsByServer = informers.ports.index('server', ({ status }) => (status?.serverUID === undefined ? [] : [status.serverUID]));
    this.#portsByNetwork = informers.ports.index('network', ({ status }) => (status?.networkUID === undefined ? [] : [status.networkUID]));
    this.#attachmentsByServer = informers.attachments.index('server', ({ metadata, spec }) => [
      formatKey({ namespace: metadata.namespace!, name: spec.server }),
    ]);
  }

  read(server: Server, instances: readonly Instance[], oldest: ServerAction | undefined): References {
    const { metadata, spec } = server;
    const namespace = metadata.namespace!;
    const image = this.#imageOf(namespace, spec.image);
    const [newest] = instances;
    const actionImageName = oldest === undefined ? undefined : imageNameOf(oldest);
    return {
      flavor: flavorFor(server, this.#informers.flavors.get({ name: spec.flavor })),
      image,
      rescueImage: spec.rescue?.image === undefined ? image : this.#imageOf(namespace, spec.rescue.image),
      keyPair: spec.keyPair === undefined ? undefined : this.#informers.keyPairs.get({ namespace, name: spec.keyPair }),
      ports: this.#portsOf(server, instances),
      volumes:
        newest === undefined
          ? []
          : instanceVolumesOf(newest, this.#attachmentsByServer.get(formatKey({ namespace, name: metadata.name })), (attachment) =>
              this.#informers.volumes.get({ namespace, name: attachment.spec.volume }),
            ),
      savedDisks: this.#imagesByOwner.get(metadata.uid),
      actionImage: actionImageName === undefined ? undefined : this.#informers.images.get({ namespace, name: actionImageName }),
      backups: this.#backupsOf(server, oldest),
    };
  }

  /** The servers that have a port in a network. */
  *serversIn({ metadata }: Network): Iterable<ObjectKey> {
    for (const port of this.#portsByNetwork.get(metadata.uid)) {
      if (port.status?.server !== undefined) yield { namespace: port.metadata.namespace!, name: port.status.server };
    }
  }

  #imageOf(namespace: string, name: string | undefined): Image | undefined {
    if (name === undefined) return undefined;
    return this.#informers.images.get({ namespace, name }) ?? this.#informers.images.get({ namespace: sharedNamespace, name });
  }

  #portsOf(server: Server, instances: readonly Instance[]): MachinePorts {
    const { networks } = this.#informers;
    const { namespace = '', uid } = server.metadata;
    const hasDefaultNetwork = [namespace, sharedNamespace].some(
      (each) => networks.get({ namespace: each, name: defaultNetworkName }) !== undefined,
    );
    return machinePortsOf(server, {
      ports: this.#portsByServer.get(uid),
      instances,
      hasDefaultNetwork,
      networkOf: ({ spec, status }) =>
        status?.networkNamespace === undefined ? undefined : networks.get({ namespace: status.networkNamespace, name: spec.network }),
    });
  }

  #backupsOf({ metadata: { uid, namespace } }: Server, oldest: ServerAction | undefined): readonly Image[] {
    const series = oldest?.spec.backup?.series;
    if (series === undefined) return [];
    return this.#backupsBySeries
      .get(seriesKey(uid, series))
      .filter((image) => image.metadata.namespace === namespace && isComplete(image) && image.metadata.deletionTimestamp === undefined)
      .toSorted(byAgeDescending);
  }
}

/** The servers that an image belongs to. */
export function owningServers({ metadata }: Image): readonly { readonly name: string; readonly uid: string }[] {
  return metadata.ownerReferences?.filter(({ kind }) => kind === serverKind.kind) ?? [];
}

function seriesKey(serverUID: string, series: string): string {
  return `${serverUID}/${series}`;
}

function byAgeDescending({ metadata: one }: Image, { metadata: other }: Image): number {
  const [first, second] = [one, other].map(({ creationTimestamp, name }) => `${creationTimestamp} ${name}`);
  return first! < second! ? 1 : -1;
}
