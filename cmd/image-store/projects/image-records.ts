import type { ApiClient } from '#apis/client/api-client.ts';
import { imageKind, type Image } from '#apis/compute/image.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { isConditionTrue } from '#apis/machinery/condition.ts';
import { ConflictError, NotFoundError } from '#apis/machinery/errors.ts';
import { healthy, withHealth, type Health } from '#apis/machinery/health.ts';
import { samePlain } from '#apis/machinery/plain-value.ts';
import type { StoredBlob } from '#proto/image-store/image-store-message.ts';
import { nothingThere, StoreRefusal } from '../store-refusal.ts';

/** The Image that an upload is for. */
export interface ImageReference {
  readonly project: string;
  readonly name: string;
  readonly uid: string;
}

/** Images as objects: whether they wait for bytes, and the note that they have them. Throws {@link StoreRefusal}, and what the client throws. */
export class ImageRecords {
  readonly #client: ApiClient;
  readonly #clock: Pick<Clock, 'now'>;

  constructor({ client, clock }: { readonly client: ApiClient; readonly clock: Pick<Clock, 'now'> }) {
    this.#client = client;
    this.#clock = clock;
  }

  /** Throws `NotFound` for an Image that is gone, and `AlreadyUploaded` for one that has its bytes. */
  async requireWaiting(reference: ImageReference): Promise<Image> {
    const image = await this.#read(reference);
    if (image.spec.upload === undefined || isConditionTrue(image.status?.conditions, 'Ready')) {
      throw new StoreRefusal(
        'AlreadyUploaded',
        `image "${reference.name}" has its bytes already; an image does not change, create another`,
      );
    }
    return image;
  }

  /** Says in the Image's status that its bytes are here. */
  async markReady(reference: ImageReference, { sha256, sizeBytes }: StoredBlob): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const { status, metadata } = await this.requireWaiting(reference);
      const health = healthy('Uploaded', `${sizeBytes} bytes were uploaded`);
      const conditions = withHealth(status?.conditions ?? [], health, metadata.generation, this.#clock);
      try {
        await this.#client
          .resource(imageKind)
          .patchStatus(
            { namespace: reference.project, name: reference.name },
            { status: { sha256, sizeBytes, conditions } },
            { resourceVersion: metadata.resourceVersion },
          );
        return;
      } catch (error) {
        if (!(error instanceof ConflictError) || attempt >= mostAttempts) throw error;
      }
    }
  }

  /** Says in the Image's status why its bytes are not here yet. One that has them, or is gone, is left alone. */
  async explain(reference: ImageReference, { reason, message }: { readonly reason: string; readonly message: string }): Promise<void> {
    const { status, metadata } = await this.requireWaiting(reference);
    const before = status?.conditions ?? [];
    const health: Health = { ready: 'False', reason, message, outlook: 'Reconciling' };
    const conditions = withHealth(before, health, metadata.generation, this.#clock);
    if (samePlain(conditions, before)) return;
    await this.#client
      .resource(imageKind)
      .patchStatus(
        { namespace: reference.project, name: reference.name },
        { status: { conditions } },
        { resourceVersion: metadata.resourceVersion },
      );
  }

  async #read({ project, name, uid }: ImageReference): Promise<Image> {
    try {
      const image = (await this.#client.resource(imageKind).get({ namespace: project, name })) as unknown as Image;
      if (image.metadata.uid === uid) return image;
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
    throw nothingThere();
  }
}

/** Nobody else writes an Image's status often. */
const mostAttempts = 5;
