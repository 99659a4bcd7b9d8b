import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { requestWithLink, textOf, type StoreLink } from './link-request.ts';
import { persist, type PersistenceOptions } from './persistence.ts';

export interface UploadFileOptions extends PersistenceOptions {
  readonly path: string;
  /** Called with how much was sent, now and then. */
  readonly onProgress: (sentBytes: number, totalBytes: number) => void;
}

/** Sends a file with a link, and goes on where it was when that is cut. Gives what the store says of it. */
export async function uploadFile(
  link: StoreLink,
  options: UploadFileOptions,
): Promise<{ readonly sha256: string; readonly sizeBytes: number }> {
  const { path, onProgress, signal } = options;
  const { size } = await stat(path);
  let answer = '';
  let isFirst = true;
  await persist(async (madeProgress) => {
    const offset = isFirst ? 0 : await offsetOf(link, signal);
    if (offset > 0) madeProgress();
    isFirst = false;
    let sentBytes = offset;
    const body = createReadStream(path, { start: offset, highWaterMark: 256 * 1024 });
    body.on('data', (chunk) => onProgress((sentBytes += chunk.length), size));
    const headers = {
      'content-type': 'application/octet-stream',
      'content-length': String(size - offset),
      ...(size > offset ? { 'content-range': `bytes ${offset}-${size - 1}/${size}` } : {}),
    };
    answer = await textOf(await requestWithLink(link, { method: 'PUT', headers, body, signal }));
  }, options);
  return JSON.parse(answer) as { readonly sha256: string; readonly sizeBytes: number };
}

async function offsetOf(link: StoreLink, signal: AbortSignal): Promise<number> {
  const response = await requestWithLink(link, { method: 'HEAD', signal });
  response.resume();
  return Number(response.headers['upload-offset'] ?? 0);
}
