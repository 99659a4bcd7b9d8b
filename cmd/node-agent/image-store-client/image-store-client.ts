import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Random } from '#apis/machinery/random.ts';
import {
  imageStorePaths,
  projectHeader,
  type IssuedLink,
  type LinkWish,
  type StoredBlob,
  type UploadOffer,
  type UploadState,
} from '#proto/image-store/image-store-message.ts';
import { ImageStoreCall, type ImageStoreCallOptions } from './image-store-call.ts';
import { ImageStoreError } from './image-store-error.ts';
import { Patience } from './patience.ts';

export interface ImageStoreClientOptions extends ImageStoreCallOptions {
  readonly random: Pick<Random, 'fraction'>;
}

/** Bytes of a project, by their sum. */
export interface BlobName {
  /** The namespace. It has an Instance on this host. */
  readonly project: string;
  readonly sha256: string;
}

export interface UploadRequest {
  readonly project: string;
  /** What it is for, as `INSTANCEUID/ACTIONUID`; the same again goes on where it was. */
  readonly purpose: string;
  /** The file. It does not change meanwhile. */
  readonly path: string;
  readonly signal: AbortSignal;
  /** Called now and then with how much is there. */
  readonly onProgress?: (sentBytes: number) => void;
}

/**
 * The image store, as a host sees it. What is cut is gone on with; what the store has no time for is asked again for a while. Throws
 * {@link ImageStoreError} when that did not help, and the signal's reason when that is aborted.
 */
export class ImageStoreClient {
  readonly #call: ImageStoreCall;
  readonly #clock: Clock;
  readonly #random: Pick<Random, 'fraction'>;

  constructor(options: ImageStoreClientOptions) {
    this.#call = new ImageStoreCall(options);
    this.#clock = options.clock;
    this.#random = options.random;
  }

  /** The project whose bytes these are, the stated one or `public`. Throws `NotFound` when the stated one may not see them. */
  async ownerOf({ project, sha256 }: BlobName, signal: AbortSignal): Promise<string> {
    return this.#patience(signal).during(async () => {
      const response = await this.#call.open({ method: 'HEAD', path: imageStorePaths.blob(project, sha256), signal });
      response.resume();
      return String(response.headers[projectHeader] ?? project);
    });
  }

  /** The bytes, gone on with when they are cut. */
  async download(
    name: BlobName,
    signal: AbortSignal,
  ): Promise<{ readonly totalBytes: number; readonly chunks: AsyncIterable<Uint8Array> }> {
    const first = await this.#patience(signal).during(() => this.#openAt(name, 0, signal));
    const totalBytes = Number(first.headers['content-length'] ?? Number.NaN);
    return { totalBytes, chunks: this.#chunks(name, { first, totalBytes, signal }) };
  }

  /** Sends a file, and gives its sum once the store has it for good. */
  async upload(request: UploadRequest): Promise<StoredBlob> {
    const { project, path, signal, onProgress } = request;
    const wanted = await sumOf(path, signal);
    const patience = this.#patience(signal);
    let mostBytes = 0;
    let isSecondTry = false;
    for (;;) {
      try {
        const state = await this.#begin(request, wanted);
        if (state.finished !== undefined) return state.finished;
        onProgress?.(state.offsetBytes);
        if (state.offsetBytes > mostBytes) patience.renew();
        mostBytes = state.offsetBytes;
        await this.#sendRest(request, state, wanted);
        return await this.#finish(project, state.uploadID, wanted, signal);
      } catch (error) {
        // What was there was the beginning of another file: an earlier try saved the disk differently. The store has dropped it.
        const isStale = error instanceof ImageStoreError && error.reason === 'WrongContent' && !isSecondTry;
        if (isStale) isSecondTry = true;
        else await patience.wait(error);
      }
    }
  }

  /** A one-time URL to these bytes, for a machine that has no certificate. */
  async linkFor({ project, sha256 }: BlobName, signal: AbortSignal): Promise<IssuedLink> {
    const body: LinkWish = { sha256 };
    return this.#patience(signal).during(() =>
      this.#call.exchange<IssuedLink>({ method: 'POST', path: imageStorePaths.links(project), body, signal }),
    );
  }

  async *#chunks(
    name: BlobName,
    { first, totalBytes, signal }: { readonly first: IncomingMessage; readonly totalBytes: number; readonly signal: AbortSignal },
  ): AsyncGenerator<Uint8Array> {
    const patience = this.#patience(signal);
    let response: IncomingMessage | undefined = first;
    let offsetBytes = 0;
    try {
      for (;;) {
        try {
          response ??= await this.#openAt(name, offsetBytes, signal);
          for await (const chunk of response as AsyncIterable<Uint8Array>) {
            offsetBytes += chunk.length;
            patience.renew();
            yield chunk;
          }
          if (offsetBytes >= totalBytes) return;
          throw new Error(`${offsetBytes} of ${totalBytes} bytes came`);
        } catch (error) {
          signal.throwIfAborted();
          response?.destroy();
          response = undefined;
          await patience.wait(error instanceof ImageStoreError ? error : brokenOff(error as Error));
        }
      }
    } finally {
      response?.destroy();
    }
  }

  async #openAt({ project, sha256 }: BlobName, offsetBytes: number, signal: AbortSignal): Promise<IncomingMessage> {
    const headers = offsetBytes === 0 ? {} : { range: `bytes=${offsetBytes}-`, 'if-range': `"${sha256}"` };
    const response = await this.#call.open({ method: 'GET', path: imageStorePaths.blob(project, sha256), headers, signal });
    if (offsetBytes === 0 || response.statusCode === 206) return response;
    response.destroy();
    throw new ImageStoreError('Internal', 'the image store does not go on where it was cut');
  }

  /** The upload for that purpose. One that cannot become this file, or became another, is begun anew. */
  async #begin({ project, purpose, signal }: UploadRequest, { sha256, sizeBytes }: StoredBlob): Promise<UploadState> {
    const body: UploadOffer = { purpose, sizeBytes };
    const begin = (): Promise<UploadState> =>
      this.#call.exchange<UploadState>({ method: 'POST', path: imageStorePaths.uploads(project), body, signal });
    const state = await begin();
    const isOfAnother = state.finished === undefined ? state.offsetBytes > sizeBytes : state.finished.sha256 !== sha256;
    if (!isOfAnother) return state;
    await this.#call.exchange({ method: 'DELETE', path: imageStorePaths.upload(project, state.uploadID), signal });
    return begin();
  }

  async #sendRest(
    { project, path, signal, onProgress }: UploadRequest,
    { uploadID, offsetBytes }: UploadState,
    { sizeBytes }: StoredBlob,
  ): Promise<void> {
    if (offsetBytes >= sizeBytes) return;
    const body = createReadStream(path, { start: offsetBytes, highWaterMark: chunkBytes });
    let sentBytes = offsetBytes;
    if (onProgress !== undefined) body.on('data', (chunk) => onProgress((sentBytes += chunk.length)));
    await this.#call.exchange({
      method: 'PUT',
      path: `${imageStorePaths.upload(project, uploadID)}?offset=${offsetBytes}`,
      headers: { 'content-length': String(sizeBytes - offsetBytes), 'content-type': 'application/octet-stream' },
      body,
      signal,
    });
  }

  #finish(project: string, uploadID: string, body: StoredBlob, signal: AbortSignal): Promise<StoredBlob> {
    const path = imageStorePaths.finish(project, uploadID);
    return this.#call.exchange<StoredBlob>({ method: 'POST', path, body, silenceSeconds: finishSilenceSeconds, signal });
  }

  #patience(signal: AbortSignal): Patience {
    return new Patience({ clock: this.#clock, random: this.#random, signal });
  }
}

const chunkBytes = 256 * 1024;
/** The store may have to read the whole file again before it answers. */
const finishSilenceSeconds = 1800;

async function sumOf(path: string, signal: AbortSignal): Promise<StoredBlob> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    signal.throwIfAborted();
    hash.update(chunk as Uint8Array);
    sizeBytes += (chunk as Uint8Array).length;
  }
  return { sha256: hash.digest('hex'), sizeBytes };
}

function brokenOff(cause: Error): ImageStoreError {
  return new ImageStoreError('Unreachable', `the image store broke off: ${cause.message}`, { cause });
}
