import type { Informer } from '#apis/client/informer.ts';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import type { Image } from '#apis/compute/image.ts';
import type { ServerAction } from '#apis/compute/server-action.ts';
import { awaitedImageUID, imageNameOf } from '#apis/infrastructure/action-refusals.ts';
import { isAwaitingDisk } from '#apis/infrastructure/saved-image.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { withCondition } from '#apis/machinery/condition.ts';
import { AlreadyExistsError, ConflictError, NotFoundError } from '#apis/machinery/errors.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { formatKey, keyOf } from '#apis/machinery/object-meta.ts';
import { samePlain } from '#apis/machinery/plain-value.ts';
import type { StatusWriter } from '../runtime/status-writer.ts';
import { madeByAnnotation, type DiskImage } from './saved-disk.ts';

export interface ImageMakerOptions {
  readonly images: ResourceClient<Image>;
  readonly informer: Informer<Image>;
  readonly statuses: StatusWriter<Image>;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Logger;
}

/** Makes Images of disks that are in the image store, gives those that wait for them their bytes, and deletes them. */
export class ImageMaker {
  readonly #options: ImageMakerOptions;

  constructor(options: ImageMakerOptions) {
    this.#options = options;
  }

  /** Does what is left to do of both writes. Throws {@link ConflictError} where the name belongs to another image: the next look sees it. */
  async make({ draft, status }: DiskImage): Promise<void> {
    await this.#complete(await this.#create(draft), status);
  }

  /** Gives the Image of an action that was there before its bytes what is known of them. Returns why that cannot be. */
  async fill({ draft, status }: DiskImage, action: ServerAction): Promise<string | undefined> {
    const uid = action.metadata.uid;
    const found = await this.#awaited(action);
    if (found === undefined) return `the image "${draft.metadata.name}" that was to get the disk is gone`;
    const isFor = found.status?.actionUID === uid || isAwaitingDisk(found, action.spec.server);
    if (!isFor || found.spec.format !== draft.spec.format) return `the image "${draft.metadata.name}" does not wait for this disk`;
    await this.#complete(found, { ...status, actionUID: uid });
    return undefined;
  }

  /** Deletes the Image that waits for the disk of an action, if it still does. */
  async giveUp(action: ServerAction): Promise<void> {
    const found = await this.#awaited(action);
    if (found !== undefined && isAwaitingDisk(found, action.spec.server)) await this.delete(found);
  }

  /** Asks the api-server itself: the image may be younger than what is known of images here. */
  async #awaited(action: ServerAction): Promise<Image | undefined> {
    try {
      const key = { namespace: action.metadata.namespace!, name: imageNameOf(action) ?? '' };
      const found = await this.#options.images.get(key);
      this.#options.informer.absorb(found);
      return found.metadata.uid === awaitedImageUID(action) ? found : undefined;
    } catch (error) {
      if (error instanceof NotFoundError) return undefined;
      throw error;
    }
  }

  async #complete(image: Image, status: DiskImage['status']): Promise<void> {
    const { statuses, clock, logger } = this.#options;
    const ready = {
      type: 'Ready',
      status: 'True',
      reason: 'Stored',
      message: 'The disk is in the image store.',
      observedGeneration: image.metadata.generation,
    } as const;
    const conditions = withCondition(image.status?.conditions ?? [], ready, clock);
    await statuses.write(image, { ...image.status, ...status, conditions });
    logger.info({ image: formatKey(keyOf(image)), server: status.server, sha256: status.sha256 }, 'image made of a disk');
  }

  /** One that is gone already is success. */
  async delete(image: Image): Promise<void> {
    const { images, logger } = this.#options;
    try {
      await images.delete(keyOf(image), { uid: image.metadata.uid });
    } catch (error) {
      if (error instanceof NotFoundError) return;
      throw error;
    }
    logger.info({ image: formatKey(keyOf(image)) }, 'image deleted');
  }

  async #create(draft: DiskImage['draft']): Promise<Image> {
    const { images, informer } = this.#options;
    try {
      const created = await images.create(draft);
      informer.absorb(created);
      return created;
    } catch (error) {
      if (!(error instanceof AlreadyExistsError)) throw error;
      const { namespace, name } = draft.metadata;
      const found = await images.get({ namespace: namespace!, name: name! });
      informer.absorb(found);
      if (isOurs(found, draft)) return found;
      throw new ConflictError(`make the image ${namespace}/${name}: there is another one of that name`);
    }
  }
}

/**
 * What an action made says which action it was. What it was once built from may read otherwise by now, as when the server was rebuilt from another image
 * before the second look: what was noted at first is true of the disk.
 */
function isOurs(found: Image, { metadata, spec }: DiskImage['draft']): boolean {
  const madeBy = metadata.annotations?.[madeByAnnotation];
  if (madeBy !== undefined) return found.metadata.annotations?.[madeByAnnotation] === madeBy;
  const isMarked = Object.entries(metadata.annotations ?? {}).every(([name, value]) => found.metadata.annotations?.[name] === value);
  return isMarked && samePlain(found.spec.source, spec.source);
}
