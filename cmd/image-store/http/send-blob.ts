import { pipeline } from 'node:stream/promises';
import { projectHeader } from '#proto/image-store/image-store-message.ts';
import type { OpenBlob } from '../blobs/blob-directory.ts';
import { StoreRefusal } from '../store-refusal.ts';
import type { Exchange } from './answer.ts';
import { wantedRange } from './byte-range.ts';
import type { ReaderSlots } from './reader-slots.ts';

/** How much of a blob was sent. */
export type SendOutcome =
  /** All that was asked for, up to the last byte of the blob. */
  | 'ToTheEnd'
  /** Only what comes before its end, or nothing, as for HEAD; or the reader went away. */
  | 'Partly';

/** Answers GET and HEAD of a blob, with ranges. Closes the blob. Throws `Busy` and `RangeNotSatisfiable`. */
export async function sendBlob(
  exchange: Exchange,
  found: { readonly sha256: string; readonly owner: string; readonly blob: OpenBlob },
  slots: ReaderSlots,
): Promise<SendOutcome> {
  const { request, response } = exchange;
  const { sha256, owner, blob } = found;
  const { sizeBytes } = blob;
  const entityTag = `"${sha256}"`;
  try {
    const range = wantedRange(request.headers, { sizeBytes, entityTag });
    if (range.kind === 'Unsatisfiable') {
      response.setHeader('content-range', `bytes */${sizeBytes}`);
      throw new StoreRefusal('RangeNotSatisfiable', `there are ${sizeBytes} bytes`);
    }
    const { start, end } = range.kind === 'Part' ? range : { start: 0, end: sizeBytes - 1 };
    const headers = {
      'content-type': 'application/octet-stream',
      'content-length': String(end - start + 1),
      'accept-ranges': 'bytes',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      etag: entityTag,
      [projectHeader]: owner,
      ...(range.kind === 'Part' ? { 'content-range': `bytes ${start}-${end}/${sizeBytes}` } : {}),
    };
    const code = range.kind === 'Part' ? 206 : 200;
    if (request.method === 'HEAD' || sizeBytes === 0) {
      response.writeHead(code, headers).end();
      return request.method === 'HEAD' ? 'Partly' : 'ToTheEnd';
    }
    const leave = slots.enter(sha256);
    try {
      response.writeHead(code, headers);
      await pipeline(blob.stream({ start, end }), response);
      return end === sizeBytes - 1 ? 'ToTheEnd' : 'Partly';
    } catch (error) {
      // Whoever was cut off comes again with a range.
      if (response.destroyed) return 'Partly';
      throw error;
    } finally {
      leave();
    }
  } finally {
    await blob.close();
  }
}
