import type { Readable } from 'node:stream';

/**
 * Bytes by their SHA-256. Whatever is here is whole, is what its name says, and survives a power cut. It knows nothing of projects. The one
 * implementation keeps files; one that keeps objects elsewhere (S3) would stand beside it, and take a file by sending it there.
 */
export interface BlobDirectory {
  /** Undefined when it is not there. What is open can be read to its end though it is removed meanwhile. */
  open(sha256: string): Promise<OpenBlob | undefined>;
  /** Takes over a file that is whole, checked and synced; it is gone from `path` afterwards. Harmless when the bytes are here already. */
  take(path: string, sha256: string): Promise<void>;
  /** Harmless when it is not there. */
  remove(sha256: string): Promise<void>;
  /** Everything that is here. */
  list(): Promise<readonly StoredName[]>;
}

export interface OpenBlob {
  readonly sizeBytes: number;
  /** The bytes from number `start` to number `end`, both included. Closes the blob at its end; called at most once. */
  stream(range: { readonly start: number; readonly end: number }): Readable;
  /** Lets go of it. Harmless after {@link OpenBlob.stream}. */
  close(): Promise<void>;
}

export interface StoredName {
  readonly sha256: string;
  readonly storedAt: Date;
}
