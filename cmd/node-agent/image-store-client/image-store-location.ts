import { ImageStoreError } from './image-store-error.ts';

/** Where the image store is, as the control plane said last. */
export class ImageStoreLocation {
  #url: string | undefined;

  /** Takes note of the address in a gateway's Welcome; an empty one says that there is no image store. */
  update(url: string): void {
    this.#url = url === '' ? undefined : url.replace(/\/$/, '');
  }

  /** Without a slash at the end. Throws {@link ImageStoreError} when it is not known. */
  get url(): string {
    if (this.#url !== undefined) return this.#url;
    throw new ImageStoreError('Unknown', 'the control plane has not said where its image store is');
  }
}
