import type { BlobName, ImageStoreClient } from '../image-store-client/image-store-client.ts';
import { ImageStoreError } from '../image-store-client/image-store-error.ts';
import { ImageError, type ImageProblem } from './image-error.ts';
import type { ImageOrigin } from './image-origin.ts';

/** What the cache needs of the image store. */
export type ImageStoreReader = Pick<ImageStoreClient, 'ownerOf' | 'download'>;

/** The SHA-256 in `image-store:SHA256`, or undefined for another address. */
export function imageStoreSum(address: string): string | undefined {
  return /^image-store:(?<sha256>[0-9a-f]{64})$/.exec(address)?.groups?.['sha256'];
}

/** The project through which `project` may see an image: itself, or `public`. Throws {@link ImageError}. */
export function imageStoreOwner(store: ImageStoreReader, name: BlobName, signal: AbortSignal): Promise<string> {
  return asImageErrors(name, store.ownerOf(name, signal));
}

/** An image of the image store, which is gone on with when it is cut. Throws {@link ImageError}. */
export async function openImageStoreOrigin(store: ImageStoreReader, name: BlobName, signal: AbortSignal): Promise<ImageOrigin> {
  const { totalBytes, chunks } = await asImageErrors(name, store.download(name, signal));
  return { ...(Number.isSafeInteger(totalBytes) && { totalBytes }), chunks: chunksOf(name, chunks) };
}

async function* chunksOf(name: BlobName, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await asImageErrors(name, iterator.next());
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}

async function asImageErrors<Result>({ project, sha256 }: BlobName, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof ImageStoreError)) throw error;
    const message = `image-store:${sha256}, for namespace "${project}": ${error.message}`;
    throw new ImageError(problemOf(error), message, { cause: error });
  }
}

function problemOf({ reason }: ImageStoreError): ImageProblem {
  if (reason === 'NotFound') return 'NotFound';
  return reason === 'Unauthorized' ? 'NotAllowed' : 'Unreachable';
}
