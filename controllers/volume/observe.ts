import type { Informer } from '#apis/client/informer.ts';
import type { ObjectIndex } from '#apis/client/lister.ts';
import type { Image } from '#apis/compute/image.ts';
import type { Server } from '#apis/compute/server.ts';
import type { VolumeAttachment } from '#apis/compute/volume-attachment.ts';
import type { Volume } from '#apis/compute/volume.ts';
import type { HostVolume } from '#apis/infrastructure/host-volume.ts';
import type { Host } from '#apis/infrastructure/host.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { withoutHostIdentity } from '#apis/infrastructure/without-host-identity.ts';
import { sharedNamespace } from '#apis/infrastructure/resolve-image.ts';
import { formatKey, keyOf, type ObjectKey } from '#apis/machinery/object-meta.ts';
import { inLine, mayHold, receivingInstance } from './holders.ts';
import type { AttachmentObservation, VolumeObservation } from './observation.ts';

export interface VolumeInformers {
  readonly volumes: Informer<Volume>;
  readonly attachments: Informer<VolumeAttachment>;
  readonly hostVolumes: Informer<HostVolume>;
  readonly servers: Informer<Server>;
  readonly instances: Informer<Instance>;
  readonly hosts: Informer<Host>;
  readonly images: Informer<Image>;
}

/** Reads the world for the volume loop, and knows which volumes a change concerns. */
export class Observer {
  readonly #informers: VolumeInformers;
  readonly #attachmentsByVolume: ObjectIndex<VolumeAttachment>;
  readonly #attachmentsByServer: ObjectIndex<VolumeAttachment>;
  readonly #attachmentsByUID: ObjectIndex<VolumeAttachment>;
  readonly #instancesByServer: ObjectIndex<Instance>;
  readonly #instancesByAttachment: ObjectIndex<Instance>;
  readonly #hostVolumesByHost: ObjectIndex<HostVolume>;
  readonly #volumesByImage: ObjectIndex<Volume>;

  constructor(informers: VolumeInformers) {
    this.#informers = informers;
    const { volumes, attachments, instances, hostVolumes } = informers;
    this.#attachmentsByVolume = attachments.index('volume', (attachment) => [formatKey(volumeKeyOf(attachment))]);
    this.#attachmentsByServer = attachments.index('server', ({ metadata, spec }) => [`${metadata.namespace}/${spec.server}`]);
    this.#attachmentsByUID = attachments.index('uid', ({ metadata }) => [metadata.uid]);
    this.#instancesByServer = instances.index('server', (instance) => [instance.spec.server.uid]);
    this.#instancesByAttachment = instances.index('attachment', attachmentUIDsOf);
    this.#hostVolumesByHost = hostVolumes.index('host-name', ({ spec }) => [spec.host.name]);
    this.#volumesByImage = volumes.index('image', ({ spec }) => (spec.source === undefined ? [] : [spec.source.image]));
  }

  /** What there is of that name. */
  observe(key: ObjectKey): VolumeObservation {
    const { volumes, hostVolumes } = this.#informers;
    const volume = volumes.get(key);
    const found = volume === undefined ? undefined : hostVolumes.get({ namespace: key.namespace!, name: volume.metadata.uid });
    // What a volume says of itself is read by tenants.
    const hostVolume = found === undefined ? undefined : withoutHostIdentity(found);
    return {
      volume,
      hostVolume,
      host: hostVolume === undefined ? undefined : this.#host(hostVolume.spec.host),
      sourceImage: volume === undefined ? undefined : this.#sourceImage(volume),
      attachments: inLine(this.#attachmentsByVolume.get(formatKey(key))).map((attachment) => this.#attachment(attachment)),
    };
  }

  /** Attachments that are there for a server. */
  attachmentsOf({ metadata }: Server): readonly VolumeAttachment[] {
    return this.#attachmentsByServer.get(`${metadata.namespace}/${metadata.name}`);
  }

  volumesOfServer(server: Server): readonly ObjectKey[] {
    return this.attachmentsOf(server).map(volumeKeyOf);
  }

  /** Volumes that what an incarnation is, or was, says something of. */
  volumesOfInstance(instance: Instance): readonly ObjectKey[] {
    const ofServer = this.#attachmentsByServer.get(`${instance.metadata.namespace}/${instance.spec.server.name}`);
    const named = attachmentUIDsOf(instance).flatMap((uid) => this.#attachmentsByUID.get(uid));
    return [...new Set([...ofServer, ...named])].map(volumeKeyOf);
  }

  volumesOnHost({ metadata }: Host): readonly ObjectKey[] {
    return this.#hostVolumesByHost.get(metadata.name).map(volumeKeyOfHostVolume);
  }

  volumesFromImage({ metadata }: Image): readonly ObjectKey[] {
    return this.#volumesByImage.get(metadata.name).map(keyOf);
  }

  #attachment(attachment: VolumeAttachment): AttachmentObservation {
    const { servers, instances } = this.#informers;
    const namespace = attachment.metadata.namespace!;
    const server = servers.get({ namespace, name: attachment.spec.server });
    const ofServer = server === undefined ? [] : this.#instancesByServer.get(server.metadata.uid).map(withoutHostIdentity);
    const handedTo = attachment.status?.instance;
    const named = handedTo === undefined ? undefined : instances.get({ namespace, name: handedTo });
    const handed = named === undefined ? undefined : withoutHostIdentity(named);
    const suspects = new Set([
      ...this.#instancesByAttachment.get(attachment.metadata.uid).map(withoutHostIdentity),
      ...(handed === undefined ? [] : [handed]),
    ]);
    const current = receivingInstance(ofServer);
    return {
      attachment,
      server,
      current,
      currentHost: current === undefined ? undefined : this.#host(current.spec.host),
      holders: [...suspects].filter((instance) => mayHold(instance, attachment)),
    };
  }

  #host({ name, uid }: { readonly name: string; readonly uid: string }): Host | undefined {
    const host = this.#informers.hosts.get({ name });
    return host?.metadata.uid === uid ? host : undefined;
  }

  #sourceImage({ metadata, spec }: Volume): Image | undefined {
    const { images } = this.#informers;
    if (spec.source === undefined) return undefined;
    const name = spec.source.image;
    return images.get({ namespace: metadata.namespace!, name }) ?? images.get({ namespace: sharedNamespace, name });
  }
}

export function volumeKeyOf({ metadata, spec }: VolumeAttachment): ObjectKey {
  return { namespace: metadata.namespace!, name: spec.volume };
}

export function volumeKeyOfHostVolume({ metadata, spec }: HostVolume): ObjectKey {
  return { namespace: metadata.namespace!, name: spec.volume.name };
}

function attachmentUIDsOf({ spec, status }: Instance): readonly string[] {
  return [
    ...new Set([
      ...(spec.volumes ?? []).map(({ attachment }) => attachment.uid),
      ...(status?.volumes ?? []).map(({ attachmentUID }) => attachmentUID),
    ]),
  ];
}
