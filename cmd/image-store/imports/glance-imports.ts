import type { ApiClient } from '#apis/client/api-client.ts';
import { Informer } from '#apis/client/informer.ts';
import { imageKind, type Image } from '#apis/compute/image.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { ImageRecords, ImageReference } from '../projects/image-records.ts';
import { StoreRefusal } from '../store-refusal.ts';
import { importImage, ImportRefusal, type ImportDependencies } from './import-image.ts';

export interface GlanceImportsDependencies extends ImportDependencies {
  readonly client: ApiClient;
  readonly images: Pick<ImageRecords, 'markReady' | 'explain'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** How many images are brought at the same time. */
const parallel = 4;
const firstRetrySeconds = 5;
const longestRetrySeconds = 300;
const longestMessage = 1000;

interface Attempts {
  readonly failures: number;
  /** By the monotonic clock. */
  readonly notBeforeMilliseconds: number;
}

/**
 * Brings what Images want from Glance: each one that waits for its bytes, again and again with growing delays until it has them or is gone. Its status says
 * what is in the way. Nothing is remembered but delays: after a start everything that waits is tried at once.
 */
export class GlanceImports {
  readonly #dependencies: GlanceImportsDependencies;
  readonly #informer: Informer<Image>;
  readonly #underWay = new Set<string>();
  readonly #attempts = new Map<string, Attempts>();

  constructor(dependencies: GlanceImportsDependencies) {
    const { client, clock, random, logger } = dependencies;
    this.#dependencies = dependencies;
    this.#informer = new Informer({ client: client.resource(imageKind), clock, random, logger });
  }

  /** Works until the signal is aborted; never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    const running = this.#informer.run(signal);
    const works = new Set<Promise<void>>();
    let wake = Promise.withResolvers<void>();
    const poke = (): void => wake.resolve();
    const stop = this.#informer.onChange(poke);
    signal.addEventListener('abort', poke);
    while (!signal.aborted) {
      wake = Promise.withResolvers<void>();
      for (const image of this.#due()) {
        const work = this.#import(image, signal).finally(() => {
          works.delete(work);
          poke();
        });
        works.add(work);
      }
      const timer = this.#dependencies.clock.setTimer(poke, this.#untilNextMilliseconds());
      await wake.promise;
      timer.cancel();
    }
    stop();
    signal.removeEventListener('abort', poke);
    await Promise.all([running, ...works]);
  }

  /** What is to be begun now. */
  #due(): readonly Image[] {
    const waiting = [...this.#informer.list()].filter(isWaiting);
    const uids = new Set(waiting.map(({ metadata }) => metadata.uid));
    for (const uid of this.#attempts.keys()) if (!uids.has(uid)) this.#attempts.delete(uid);
    const now = this.#dependencies.clock.monotonicMilliseconds();
    return waiting
      .filter(({ metadata: { uid } }) => !this.#underWay.has(uid) && (this.#attempts.get(uid)?.notBeforeMilliseconds ?? 0) <= now)
      .slice(0, parallel - this.#underWay.size);
  }

  /** Until the first of those that failed is tried again; without any, changes are what is waited for. */
  #untilNextMilliseconds(): number {
    const now = this.#dependencies.clock.monotonicMilliseconds();
    const delays = [...this.#attempts.values()]
      .map(({ notBeforeMilliseconds }) => notBeforeMilliseconds - now)
      .filter((delay) => delay > 0);
    return Math.min(longestRetrySeconds * 1000, ...delays);
  }

  async #import(image: Image, signal: AbortSignal): Promise<void> {
    const { images, logger } = this.#dependencies;
    const { uid, name, namespace = '' } = image.metadata;
    const reference: ImageReference = { project: namespace, name, uid };
    this.#underWay.add(uid);
    try {
      const stored = await importImage(image, this.#dependencies, signal);
      await images.markReady(reference, stored);
      // Until it is seen that it waits no more.
      this.#putOff(uid);
      logger.info({ image: `${namespace}/${name}`, ...stored }, 'an image was brought from Glance');
    } catch (error) {
      if (signal.aborted) return;
      // It has its bytes, or is gone: the next change says so.
      if (error instanceof StoreRefusal && (error.reason === 'AlreadyUploaded' || error.reason === 'NotFound')) return this.#putOff(uid);
      this.#putOff(uid);
      logger.warn({ image: `${namespace}/${name}`, error }, 'an image could not be brought from Glance');
      await this.#explain(reference, error as Error);
    } finally {
      this.#underWay.delete(uid);
    }
  }

  #putOff(uid: string): void {
    const failures = (this.#attempts.get(uid)?.failures ?? 0) + 1;
    const seconds = Math.min(longestRetrySeconds, firstRetrySeconds * 2 ** (failures - 1));
    this.#attempts.set(uid, { failures, notBeforeMilliseconds: this.#dependencies.clock.monotonicMilliseconds() + seconds * 1000 });
  }

  async #explain(reference: ImageReference, error: Error): Promise<void> {
    const { images, logger } = this.#dependencies;
    const isKnown = error instanceof ImportRefusal || error instanceof StoreRefusal;
    // Others name addresses, which are not the tenant's to know.
    const message = isKnown ? error.message.slice(0, longestMessage) : 'the bytes cannot be had from Glance now; it is tried again';
    const reason = isKnown ? error.reason : 'GlanceUnavailable';
    await images
      .explain(reference, { reason, message })
      .catch((failure: unknown) => logger.warn({ error: failure }, 'an image could not be told'));
  }
}

function isWaiting({ metadata, spec, status }: Image): boolean {
  return spec.upload?.glance !== undefined && status?.sha256 === undefined && metadata.deletionTimestamp === undefined;
}
