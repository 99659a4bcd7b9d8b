/** Bytes that are on their way from where an image is kept. */
export interface ImageOrigin {
  /** Absent when the source does not say. */
  readonly totalBytes?: number;
  /** Throws {@link ImageError}. Ending the loop early closes the source. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** An address as it may be shown: without the password that may be in it. */
export function nameOf(url: URL): string {
  const shown = new URL(url.href);
  shown.username = '';
  shown.password = '';
  return shown.href;
}
