import type { Informer } from '#apis/client/informer.ts';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import { volumeAttachmentFinalizer, type VolumeAttachment } from '#apis/compute/volume-attachment.ts';
import { volumeFinalizer, volumeKind, type Volume } from '#apis/compute/volume.ts';
import { hostVolumeFinalizer, hostVolumeKind, type HostVolume } from '#apis/infrastructure/host-volume.ts';
import type { Host } from '#apis/infrastructure/host.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { AlreadyExistsError, NotFoundError } from '#apis/machinery/errors.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { formatKey, keyOf, type ApiObject, type ObjectKey } from '#apis/machinery/object-meta.ts';
import { mayHold } from './holders.ts';
import type { VolumeStep } from './plan-volume.ts';

export interface VolumeActuatorOptions {
  readonly volumes: ResourceClient<Volume>;
  readonly attachments: ResourceClient<VolumeAttachment>;
  readonly attachmentInformer: Informer<VolumeAttachment>;
  readonly hostVolumes: ResourceClient<HostVolume>;
  readonly hostVolumeInformer: Informer<HostVolume>;
  readonly instances: ResourceClient<Instance>;
  readonly instanceInformer: Informer<Instance>;
  readonly hosts: ResourceClient<Host>;
  readonly logger: Logger;
}

/** Carries out the volume loop's steps. Every write states what it was decided on; that something is gone is asked of the api-server, never of a cache. */
export class VolumeActuator {
  readonly #options: VolumeActuatorOptions;

  constructor(options: VolumeActuatorOptions) {
    this.#options = options;
  }

  /** Throws ConflictError when the world has moved since the decision. */
  async apply(step: VolumeStep): Promise<void> {
    switch (step.kind) {
      case 'MakeVolume':
        return this.#make(step);
      case 'ChangeVolume':
        return this.#change(step);
      case 'DestroyVolume':
        return this.#destroy(step.hostVolume);
      case 'ReleaseHostVolume':
        return this.#releaseHostVolume(step.hostVolume);
      case 'ReleaseVolume':
        return this.#releaseVolume(step.volume);
    }
  }

  /** Lets an attachment go that no guest has, for all that the caches know. The one that it was handed to may have got it a moment ago. */
  async releaseAttachment(attachment: VolumeAttachment): Promise<void> {
    const { attachments, instances, instanceInformer } = this.#options;
    const { instance } = attachment.status ?? {};
    if (instance !== undefined) {
      const live = await found(instances.get({ namespace: attachment.metadata.namespace!, name: instance }));
      if (live !== undefined) instanceInformer.absorb(live);
      if (live !== undefined && mayHold(live, attachment)) return;
    }
    await this.#dropFinalizer(attachments, attachment, volumeAttachmentFinalizer, 'volume attachment released');
  }

  async deleteAttachment(attachment: VolumeAttachment): Promise<void> {
    const { attachments, attachmentInformer, logger } = this.#options;
    const { uid, resourceVersion } = attachment.metadata;
    const outcome = await found(attachments.delete(keyOf(attachment), { uid, resourceVersion }));
    if (outcome?.kind === 'Terminating') attachmentInformer.absorb(outcome.object);
    logger.info({ attachment: formatKey(keyOf(attachment)) }, 'volume attachment deleted: its server is gone');
  }

  async #make({ volume, instance, source }: VolumeStep & { readonly kind: 'MakeVolume' }): Promise<void> {
    const { hostVolumes, hostVolumeInformer, logger } = this.#options;
    const { name, namespace = '', uid } = volume.metadata;
    const key: ObjectKey = { namespace, name: uid };
    const owner = { apiVersion: apiVersionOf(volumeKind), kind: volumeKind.kind, name, uid, controller: true, blockOwnerDeletion: true };
    const { sizeGiB, shareable = false } = volume.spec;
    try {
      const made = await hostVolumes.create({
        apiVersion: apiVersionOf(hostVolumeKind),
        kind: hostVolumeKind.kind,
        metadata: { ...key, ownerReferences: [owner] },
        spec: { volume: { name, uid }, host: instance.spec.host, sizeGiB, shareable, ...(source === undefined ? {} : { source }) },
      });
      hostVolumeInformer.absorb(made);
      logger.info({ volume: `${namespace}/${name}`, host: instance.spec.host.name, sizeGiB }, 'volume bound to a host');
    } catch (error) {
      if (!(error instanceof AlreadyExistsError)) throw error;
      const existing = await found(hostVolumes.get(key));
      if (existing !== undefined) hostVolumeInformer.absorb(existing);
    }
  }

  async #change({ hostVolume, sizeGiB, shareable }: VolumeStep & { readonly kind: 'ChangeVolume' }): Promise<void> {
    const { hostVolumes, hostVolumeInformer, logger } = this.#options;
    const { resourceVersion } = hostVolume.metadata;
    hostVolumeInformer.absorb(await hostVolumes.patch(keyOf(hostVolume), { spec: { sizeGiB, shareable } }, { resourceVersion }));
    logger.info({ volume: hostVolume.spec.volume.name, sizeGiB, shareable }, 'volume changed');
  }

  async #destroy(hostVolume: HostVolume): Promise<void> {
    const { hostVolumes, hostVolumeInformer, logger } = this.#options;
    const outcome = await found(hostVolumes.delete(keyOf(hostVolume), { uid: hostVolume.metadata.uid }));
    if (outcome?.kind === 'Terminating') hostVolumeInformer.absorb(outcome.object);
    logger.info({ volume: hostVolume.spec.volume.name, host: hostVolume.spec.host.name }, 'volume is to be destroyed');
  }

  async #releaseHostVolume(hostVolume: HostVolume): Promise<void> {
    const { hosts, hostVolumes } = this.#options;
    const { name, uid } = hostVolume.spec.host;
    if ((await found(hosts.get({ name })))?.metadata.uid === uid) return;
    await this.#dropFinalizer(hostVolumes, hostVolume, hostVolumeFinalizer, 'volume released from a host that is gone for good');
  }

  async #releaseVolume(volume: Volume): Promise<void> {
    const { hostVolumes, hostVolumeInformer, volumes } = this.#options;
    const { namespace = '', uid } = volume.metadata;
    const left = await found(hostVolumes.get({ namespace, name: uid }));
    if (left === undefined) return this.#dropFinalizer(volumes, volume, volumeFinalizer, 'volume released');
    hostVolumeInformer.absorb(left);
  }

  async #dropFinalizer<Object extends ApiObject>(
    client: ResourceClient<Object>,
    object: Object,
    name: string,
    words: string,
  ): Promise<void> {
    const { finalizers = [], resourceVersion } = object.metadata;
    const left = finalizers.filter((finalizer) => finalizer !== name);
    await found(client.patch(keyOf(object), { metadata: { finalizers: left } }, { resourceVersion }));
    this.#options.logger.info({ object: formatKey(keyOf(object)) }, words);
  }
}

/** Undefined if it is not there. */
async function found<Value>(work: Promise<Value>): Promise<Value | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}
