import type { Clock } from '#apis/machinery/clock.ts';
import type { Random } from '#apis/machinery/random.ts';
import { imageStorePaths } from '#proto/image-store/image-store-message.ts';
import { signLink, type LinkGrant } from '#proto/image-store/link-token.ts';

export interface ImageStoreAccess {
  /** Where people reach the image store, without a slash at the end. */
  readonly url: string;
  /** The image store has the same. */
  readonly linkKey: Uint8Array;
  /** PEM of who signs the store's certificate; absent: whoever people trust anyway. */
  readonly authorityPEM: string | undefined;
}

export interface ImageLinksOptions extends ImageStoreAccess {
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'uuid'>;
}

export interface IssuedImageLink {
  readonly url: string;
  readonly expiresAt: Date;
  readonly authorityPEM: string | undefined;
}

/** Signs URLs with which people get at the bytes of images, one use each. The image store is not asked: it knows them by the key. */
export class ImageLinks {
  readonly #options: ImageLinksOptions;

  constructor(options: ImageLinksOptions) {
    this.#options = options;
  }

  issue(grant: Omit<LinkGrant, 'id' | 'expiresAt'>): IssuedImageLink {
    const { url, linkKey, authorityPEM, clock, random } = this.#options;
    const expiresAt = new Date(clock.now().getTime() + validitySeconds * 1000);
    const token = signLink({ ...grant, id: random.uuid(), expiresAt }, linkKey);
    return { url: `${url}${imageStorePaths.link(token)}`, expiresAt, authorityPEM };
  }
}

/** Time to begin, and to go on with what was cut. */
const validitySeconds = 3600;
