import { crc32 } from 'node:zlib';

/**
 * A batch is what one sync makes durable, and the unit that a power cut leaves whole or not at all: one line of a CRC-32 (8 hexadecimal digits), a
 * blank, and JSON, which never holds a line end.
 */
export function encodeBatch(entries: readonly unknown[]): Buffer {
  const text = JSON.stringify(entries);
  return Buffer.from(`${checksumOf(text)} ${text}\n`);
}

/** What could be read of a journal. */
export interface DecodedBatches {
  readonly entries: readonly unknown[];
  /** Whether bytes follow that are no whole batch: what a crash cut short. */
  readonly torn: boolean;
}

/** Something else than a crash damaged the journal: whole batches follow a broken one. Nothing may be concluded from what is left. */
export class JournalCorruptError extends Error {
  override readonly name = 'JournalCorruptError';
}

/**
 * The entries of all whole batches. A broken one at the end is what a crash leaves behind, since each batch is durable before the next is begun,
 * and nobody was told that it holds. Anywhere else throws {@link JournalCorruptError}.
 */
export function decodeBatches(bytes: Uint8Array): DecodedBatches {
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8').split('\n');
  const unfinished = lines.pop() ?? '';
  const batches = lines.map(decodeLine);
  const firstBroken = batches.indexOf(undefined);
  if (firstBroken >= 0 && batches.slice(firstBroken).some((batch) => batch !== undefined)) {
    throw new JournalCorruptError(`batch ${firstBroken + 1} of the journal is damaged and whole ones follow it`);
  }
  const whole = firstBroken < 0 ? batches : batches.slice(0, firstBroken);
  return { entries: whole.flatMap((batch) => batch ?? []), torn: unfinished !== '' || firstBroken >= 0 };
}

function decodeLine(line: string): readonly unknown[] | undefined {
  const text = line.slice(checksumLength + 1);
  if (line.slice(0, checksumLength) !== checksumOf(text)) return undefined;
  return JSON.parse(text) as readonly unknown[];
}

function checksumOf(text: string): string {
  return crc32(text).toString(16).padStart(checksumLength, '0');
}

const checksumLength = 8;
