import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, truncate } from 'node:fs/promises';
import type { StoredBlob } from '#proto/image-store/image-store-message.ts';
import { asDiskFull } from './disk-space.ts';

/** What is kept of an upload beside its bytes. */
export interface UploadRecord {
  readonly id: string;
  /** `host:UID`, or `link:ID` of the token. */
  readonly owner: string;
  readonly project: string;
  readonly purpose: string;
  /** Present once it is finished; its bytes are in the vault then. */
  readonly finished?: StoredBlob;
}

/** Bytes on their way. Whoever writes to it, or ends it, sees to it that nobody else does. */
export class Upload {
  record: UploadRecord;
  /** Where the bytes are. */
  readonly path: string;
  /** When something last came, by the wall clock. */
  touchedAt: Date;
  /** Whether somebody writes to it, or ends it. */
  isBusy = false;
  #sizeBytes: number;
  /** Of all bytes that are there; undefined when some came before this process was started. */
  #hash: Hash | undefined;

  constructor(record: UploadRecord, file: { readonly path: string; readonly sizeBytes: number; readonly touchedAt: Date }) {
    this.record = record;
    this.path = file.path;
    this.touchedAt = file.touchedAt;
    this.#sizeBytes = file.sizeBytes;
    this.#hash = file.sizeBytes === 0 ? createHash('sha256') : undefined;
  }

  /** How many bytes are there. */
  get offsetBytes(): number {
    return this.record.finished?.sizeBytes ?? this.#sizeBytes;
  }

  /**
   * Writes chunks behind what is there, asking `admit` before each. What was written stays, whatever happens then. Throws what the body or `admit`
   * throws, and the refusal `DiskFull`.
   */
  async append(body: AsyncIterable<Uint8Array>, admit: (bytes: number) => Promise<void>): Promise<void> {
    const file = await open(this.path, 'r+');
    try {
      for await (const chunk of body) {
        await admit(chunk.length);
        await writeAll(file, chunk, this.#sizeBytes);
        this.#hash?.update(chunk);
        this.#sizeBytes += chunk.length;
      }
    } catch (error) {
      // Part of a chunk may have been written: what counts is what we know of.
      await file.truncate(this.#sizeBytes).catch(() => {});
      throw asDiskFull(error);
    } finally {
      await file.close();
    }
  }

  /** Makes the bytes survive a power cut, and gives their sum. Reads them all when some came before this process was started. */
  async seal(): Promise<StoredBlob> {
    const file = await open(this.path, 'r+');
    try {
      await file.sync();
    } catch (error) {
      throw asDiskFull(error);
    } finally {
      await file.close();
    }
    this.#hash ??= await hashOf(this.path);
    return { sha256: this.#hash.copy().digest('hex'), sizeBytes: this.#sizeBytes };
  }

  /** Begins at the first byte. */
  async restart(): Promise<void> {
    await truncate(this.path, 0);
    this.#sizeBytes = 0;
    this.#hash = createHash('sha256');
  }
}

async function writeAll(file: Awaited<ReturnType<typeof open>>, chunk: Uint8Array, position: number): Promise<void> {
  let written = 0;
  while (written < chunk.length) {
    const { bytesWritten } = await file.write(chunk, written, chunk.length - written, position + written);
    written += bytesWritten;
  }
}

async function hashOf(path: string): Promise<Hash> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Uint8Array);
  return hash;
}
