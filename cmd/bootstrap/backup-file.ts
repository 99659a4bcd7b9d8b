import { createHash } from 'node:crypto';

/*
 * A backup of the control plane: lines of JSON. First who made it and of what, then one line an entry, then how many there are and the SHA-256 of all
 * bytes before that last line. Values are the bytes of the store in base64: what is encrypted there is encrypted here.
 */

/** The first line. */
export interface BackupHead {
  readonly format: typeof backupFormat;
  /** Of this format. A release reads all up to its own. */
  readonly version: number;
  /** The release that made it. */
  readonly product: string;
  /** All entries are of this revision: one moment of the store. */
  readonly revision: number;
  /** How often the control plane had been restored before. */
  readonly incarnation: number;
  /** As RFC 3339. */
  readonly takenAt: string;
}

export interface BackupEntry {
  readonly key: string;
  readonly value: Buffer;
}

/** The last line. */
interface BackupEnd {
  readonly entries: number;
  readonly sha256: string;
}

export const backupFormat = 'tycho-backup';
export const backupVersion = 1;

/** The file is no backup, is damaged or cut short, or of a release that is too new. The message says which. */
export class BackupFileError extends Error {
  override readonly name = 'BackupFileError';
}

/** Puts a backup into lines, one after the other. */
export class BackupWriter {
  readonly #hash = createHash('sha256');
  #count = 0;

  head(head: Omit<BackupHead, 'format' | 'version'>): Buffer {
    return this.#line({ format: backupFormat, version: backupVersion, ...head });
  }

  entry({ key, value }: BackupEntry): Buffer {
    this.#count += 1;
    return this.#line({ key, value: value.toString('base64') });
  }

  end(): Buffer {
    const end: BackupEnd = { entries: this.#count, sha256: this.#hash.digest('hex') };
    return Buffer.from(`${JSON.stringify(end)}\n`);
  }

  #line(value: object): Buffer {
    const line = Buffer.from(`${JSON.stringify(value)}\n`);
    this.#hash.update(line);
    return line;
  }
}

/** Reads a backup line by line, without its line ends, and finds out at its end whether it is whole. */
export class BackupReader {
  readonly #hash = createHash('sha256');
  #head: BackupHead | undefined;
  #count = 0;
  #isWhole = false;

  /** What stands in the line; undefined for the first and the last. Throws {@link BackupFileError}. */
  take(line: string): BackupEntry | undefined {
    if (this.#isWhole) throw new BackupFileError('there is more behind the end of the backup');
    const value = parsedLine(line, this.#count + 1);
    if (this.#head === undefined) this.#head = readHead(value);
    else if ('sha256' in value) {
      this.#end(value as unknown as BackupEnd);
      return undefined;
    }
    this.#hash.update(line).update('\n');
    if (!('key' in value)) return undefined;
    this.#count += 1;
    return entryOf(value, this.#count);
  }

  /** Throws {@link BackupFileError} before the first line. */
  get head(): BackupHead {
    if (this.#head === undefined) throw new BackupFileError('it is empty');
    return this.#head;
  }

  get entryCount(): number {
    return this.#count;
  }

  /** To be called after the last line. Throws {@link BackupFileError} when the end of the backup was not among the lines. */
  finish(): void {
    if (this.#isWhole) return;
    throw new BackupFileError(`it is cut short after ${this.#count} entries: its end, which proves that all of it is there, is missing`);
  }

  #end({ entries, sha256 }: BackupEnd): void {
    if (entries !== this.#count) throw new BackupFileError(`it says that it has ${entries} entries, and has ${this.#count}`);
    const found = this.#hash.digest('hex');
    if (found !== sha256) throw new BackupFileError(`it is damaged: its SHA-256 is ${found}, and was ${sha256} when it was made`);
    this.#isWhole = true;
  }
}

/** The entries of a backup. Throws {@link BackupFileError}, at the latest at the end: nothing is to be believed before. */
export async function* backupEntries(lines: AsyncIterable<string>, reader: BackupReader): AsyncGenerator<BackupEntry, void, undefined> {
  for await (const line of lines) {
    const entry = reader.take(line);
    if (entry !== undefined) yield entry;
  }
  reader.finish();
}

function readHead(value: Readonly<Record<string, unknown>>): BackupHead {
  const head = value as unknown as BackupHead;
  if (head.format !== backupFormat) throw new BackupFileError('it is no backup of a control plane: `tycho backup FILE` makes one');
  if (!Number.isSafeInteger(head.version) || head.version > backupVersion)
    throw new BackupFileError(
      `it was made by release ${head.product}, in version ${head.version} of the format; this release reads up to ${backupVersion}`,
    );
  if (!Number.isSafeInteger(head.revision) || !Number.isSafeInteger(head.incarnation) || typeof head.product !== 'string')
    throw new BackupFileError('its first line does not say of which revision and incarnation it is');
  return head;
}

function entryOf({ key, value }: Readonly<Record<string, unknown>>, number: number): BackupEntry {
  if (typeof key !== 'string' || typeof value !== 'string') throw new BackupFileError(`entry ${number} has no key or no value`);
  return { key, value: Buffer.from(value, 'base64') };
}

function parsedLine(line: string, number: number): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch {
    // Said below.
  }
  throw new BackupFileError(
    number === 1
      ? 'it is no backup of a control plane: its first line is not JSON'
      : `what follows entry ${number - 1} is not JSON: it is damaged`,
  );
}
