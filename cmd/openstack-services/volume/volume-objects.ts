import { imageKind, type Image } from '#apis/compute/image.ts';
import { publicNamespace } from '#apis/compute/public-namespace.ts';
import { volumeAttachmentKind, type VolumeAttachment } from '#apis/compute/volume-attachment.ts';
import { volumeKind, type Volume } from '#apis/compute/volume.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import { keyOf } from '#apis/machinery/object-meta.ts';
import type { Random } from '#apis/machinery/random.ts';
import { createNamed, objectNameOf } from '#apis/openstack/create-named.ts';
import { Fault } from '../http/fault.ts';
import { visibleObjects, type ProjectAccess } from '../http/project-client.ts';
import { projectLimits } from '../http/project-quota.ts';
import type { VolumeChange, VolumeCreation } from './volume-request.ts';
import type { VolumeFacts } from './volume-view.ts';

/** Volumes as a caller finds them. What is being deleted is gone for clients. */
export class VolumeObjects {
  readonly #access: ProjectAccess;

  constructor(access: ProjectAccess) {
    this.#access = access;
  }

  /** Those of the project; for an administrator who asks for it, of all. */
  async list({ ofAllProjects }: { readonly ofAllProjects: boolean }): Promise<readonly VolumeFacts[]> {
    const [volumes, attachments, images] = await Promise.all([
      visibleObjects<Volume>(this.#access, volumeKind, 'Own'),
      visibleObjects<VolumeAttachment>(this.#access, volumeAttachmentKind, 'Own'),
      visibleObjects<Image>(this.#access, imageKind, 'WithPublic'),
    ]);
    const { projectID } = this.#access.caller;
    return volumes
      .filter(({ metadata }) => ofAllProjects || metadata.namespace === projectID)
      .map((volume) => ({
        volume,
        attachments: attachments.filter(
          ({ metadata, spec }) => metadata.namespace === volume.metadata.namespace && spec.volume === volume.metadata.name,
        ),
        imageID: imageNamed(images, volume)?.metadata.uid,
      }));
  }

  /** Throws a {@link Fault} of 404. */
  async find(id: string): Promise<VolumeFacts> {
    const found = (await this.list({ ofAllProjects: true })).find(({ volume }) => volume.metadata.uid === id);
    if (found === undefined) throw new Fault(404, `Volume ${id} could not be found.`);
    return found;
  }

  async create({ name, description, sizeGiB, imageID, isShareable }: VolumeCreation, random: Random): Promise<VolumeFacts> {
    const { client, caller } = this.#access;
    const image = imageID === undefined ? undefined : await this.#reachableImage(imageID);
    const draft = (objectName: string) => ({
      apiVersion: apiVersionOf(volumeKind),
      kind: volumeKind.kind,
      metadata: { namespace: caller.projectID, name: objectName },
      spec: {
        sizeGiB,
        ...(name === '' ? {} : { displayName: name }),
        ...(description === '' ? {} : { description }),
        ...(image === undefined ? {} : { source: { image: image.metadata.name } }),
        ...(isShareable ? { shareable: true } : {}),
      },
    });
    const volume = (await createNamed(client.resource(volumeKind), objectNameOf(name, 'volume'), draft, random)) as Volume;
    return { volume, attachments: [], imageID: image?.metadata.uid };
  }

  async change(id: string, change: VolumeChange | { readonly sizeGiB: number }): Promise<VolumeFacts> {
    const facts = await this.find(id);
    return { ...facts, volume: await this.#access.client.resource(volumeKind).patch(keyOf(facts.volume), { spec: change }) };
  }

  /** Throws a {@link Fault} of 400 while a server has it, as Cinder does. */
  async delete(id: string): Promise<void> {
    const { volume, attachments } = await this.find(id);
    if (attachments.length > 0)
      throw new Fault(400, `Invalid volume: Volume ${id} status must be available or error, and must not be attached to a server.`);
    try {
      await this.#access.client.resource(volumeKind).delete(keyOf(volume), { uid: id });
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
  }

  /** The limits of volumes in a project, and what is in use; -1: no limit. Throws a {@link Fault} of 403 for another project than that of the token. */
  async quota(
    projectID = this.#access.caller.projectID,
  ): Promise<Readonly<Record<'volumes' | 'gigabytes', { readonly limit: number; readonly in_use: number }>>> {
    if (projectID !== this.#access.caller.projectID) throw new Fault(403, 'The quota of another project takes a token for that project.');
    const [limitOf, volumes] = await Promise.all([projectLimits(this.#access, projectID), this.list({ ofAllProjects: false })]);
    return {
      volumes: { limit: limitOf('volumes'), in_use: volumes.length },
      gigabytes: { limit: limitOf('volumeGiB'), in_use: volumes.reduce((total, { volume }) => total + volume.spec.sizeGiB, 0) },
    };
  }

  /** A Volume names its image, and the project's own come before those of everybody. Throws a {@link Fault} of 400. */
  async #reachableImage(id: string): Promise<Image> {
    const images = await visibleObjects<Image>(this.#access, imageKind, 'WithPublic');
    const image = images.find(({ metadata }) => metadata.uid === id);
    const own = images.find(
      ({ metadata }) => metadata.namespace === this.#access.caller.projectID && metadata.name === image?.metadata.name,
    );
    const isReachable = image === own || (image?.metadata.namespace === publicNamespace && own === undefined);
    if (image === undefined || !isReachable) throw new Fault(400, `Invalid image identifier or unable to access requested image: ${id}.`);
    return image;
  }
}

function imageNamed(images: readonly Image[], { metadata, spec }: Volume): Image | undefined {
  const named = images.filter((image) => image.metadata.name === spec.source?.image);
  return (
    named.find((image) => image.metadata.namespace === metadata.namespace) ??
    named.find((image) => image.metadata.namespace === publicNamespace)
  );
}
