import type { FileHandle } from 'node:fs/promises';

/** A piece of a disk that holds something. What lies between pieces is zero. */
export interface DiskPiece {
  readonly offsetBytes: number;
  readonly bytes: Uint8Array;
}

/** What is on a disk, from its beginning to its end. */
export type DiskContent = AsyncIterable<DiskPiece>;

/** The content of a raw file. */
export async function* rawContent(file: FileHandle, { sizeBytes }: { readonly sizeBytes: number }): AsyncGenerator<DiskPiece> {
  const buffer = Buffer.alloc(pieceBytes);
  for (let offsetBytes = 0; offsetBytes < sizeBytes;) {
    const { bytesRead } = await file.read(buffer, 0, pieceBytes, offsetBytes);
    if (bytesRead === 0) return;
    yield { offsetBytes, bytes: buffer.subarray(0, bytesRead) };
    offsetBytes += bytesRead;
  }
}

/** Writes a disk to an empty file, with holes for what is zero, and cuts or lengthens that to `sizeBytes`. Durable once this resolves. */
export async function writeSparse(file: FileHandle, content: DiskContent, { sizeBytes }: { readonly sizeBytes: number }): Promise<void> {
  await file.truncate(0);
  await file.truncate(sizeBytes);
  for await (const { offsetBytes, bytes } of content) {
    for (let start = 0; start < bytes.byteLength; start += holeBytes) {
      const part = bytes.subarray(start, Math.min(start + holeBytes, sizeBytes - offsetBytes));
      if (part.byteLength > 0 && !isZero(part)) await writeWhole(file, part, offsetBytes + start);
    }
  }
  await file.sync();
}

async function writeWhole(file: FileHandle, bytes: Uint8Array, offsetBytes: number): Promise<void> {
  for (let start = 0; start < bytes.byteLength;) {
    const { bytesWritten } = await file.write(bytes, start, bytes.byteLength - start, offsetBytes + start);
    start += bytesWritten;
  }
}

function isZero(bytes: Uint8Array): boolean {
  return zeros.compare(bytes, 0, bytes.byteLength, 0, bytes.byteLength) === 0;
}

const pieceBytes = 1024 * 1024;
/** What is zero in a whole is not written. */
const holeBytes = 64 * 1024;
const zeros = Buffer.alloc(holeBytes);
