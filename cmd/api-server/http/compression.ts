import { promisify } from 'node:util';
import { createGzip, gzip, type Gzip } from 'node:zlib';

/** Below this an answer is sent as it is, as Kubernetes does: to compress costs more time than it saves. */
export const smallestCompressedBytes = 128 * 1024;

/** Whether the client takes gzip (RFC 9110 §12.5.3). */
export function takesGzip(acceptEncoding: string | undefined): boolean {
  if (acceptEncoding === undefined) return false;
  return acceptEncoding.split(',', mostCodings).some((coding) => /^\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*$).*)?$/i.test(coding));
}

const mostCodings = 16;

/** Compresses on another thread. */
export function compress(bytes: Buffer): Promise<Buffer> {
  return gzipBytes(bytes, { level });
}

/** A stream that compresses what goes through it, on another thread. */
export function compressor(): Gzip {
  return createGzip({ level });
}

/** The fastest. Most of what there is to win is won by it. */
const level = 1;

const gzipBytes = promisify<Buffer, { level: number }, Buffer>(gzip);
