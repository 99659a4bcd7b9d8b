import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { CommandFailure } from '../command-failure.ts';
import { BrokenTransferError, requestWithLink, StoreRefusalError, type StoreLink } from './link-request.ts';
import { persist, type PersistenceOptions } from './persistence.ts';

export interface DownloadFileOptions extends PersistenceOptions {
  /**
   * Another link to the same: the store takes a link for used when it has handed the last byte to the network, and a line that is cut then has not carried
   * it to us.
   */
  readonly renewLink: () => Promise<StoreLink>;
  /** Made when all is there; nothing may be there yet. */
  readonly path: string;
  /** Called with how much has come, now and then. */
  readonly onProgress: (receivedBytes: number, totalBytes: number) => void;
}

/** Fetches what a link leads to into a file, goes on where it was when that is cut, and checks the sum. Throws a {@link CommandFailure} for a wrong one. */
export async function downloadFile(
  firstLink: StoreLink,
  options: DownloadFileOptions,
): Promise<{ readonly sha256: string; readonly sizeBytes: number }> {
  const { path, onProgress, signal, renewLink } = options;
  const partPath = `${path}.part`;
  const file = await open(partPath, 'wx', 0o644);
  let link = firstLink;
  let receivedBytes = 0;
  let entityTag = '';
  try {
    await persist(async (madeProgress) => {
      const headers = receivedBytes === 0 ? {} : { range: `bytes=${receivedBytes}-`, 'if-range': entityTag };
      const response = await requestWithLink(link, { method: 'GET', headers, signal }).catch(async (error: unknown) => {
        if (receivedBytes === 0 || !(error instanceof StoreRefusalError) || error.code !== goneCode) throw error;
        link = await renewLink();
        return requestWithLink(link, { method: 'GET', headers, signal });
      });
      if (receivedBytes > 0 && response.statusCode !== 206) throw new CommandFailure('the image store does not go on where it was cut');
      entityTag = response.headers.etag ?? '';
      const totalBytes = receivedBytes + Number(response.headers['content-length']);
      for await (const chunk of response as AsyncIterable<Buffer>) {
        await file.writeFile(chunk);
        receivedBytes += chunk.length;
        madeProgress();
        onProgress(receivedBytes, totalBytes);
      }
      if (receivedBytes < totalBytes) throw new BrokenTransferError(`${receivedBytes} of ${totalBytes} bytes came`);
    }, options);
    await file.close();
    const sha256 = await sumOf(partPath);
    if (entityTag !== `"${sha256}"`) throw new CommandFailure(`what came has the SHA-256 ${sha256}, and should have ${entityTag}`);
    await rename(partPath, path);
    return { sha256, sizeBytes: receivedBytes };
  } catch (error) {
    await file.close().catch(() => {});
    await rm(partPath, { force: true });
    throw error;
  }
}

const goneCode = 410;

async function sumOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}
