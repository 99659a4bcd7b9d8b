import { ByteSource } from './byte-source.ts';
import { readPaxRecords, type PaxRecord } from './pax-records.ts';
import { blockBytes, hasContent, paddingAfter, readTarHeader, unambiguous, type TarHeader } from './tar-header.ts';

export interface RootTarLimits {
  /** Of all files together, with {@link fileOverheadBytes} for each. */
  readonly maximumBytes: number;
  readonly maximumFileCount: number;
}

/** An image is not one that may be unpacked. */
export class ForbiddenTarError extends Error {
  override readonly name = 'ForbiddenTarError';
}

/** What a file takes on a disk beside its content, so that a million empty ones count too. */
export const fileOverheadBytes = 512;

/**
 * Passes on the tar file of a root file system, for somebody else to unpack, but only what may become part of a guest's root: no devices, no
 * attributes that mean something to the host, no names that lead out of it. Whoever unpacks it must see what was looked at here, so what two readers could take
 * for different things is written anew or refused. What is too large ends with {@link ForbiddenTarError} before it was
 * passed on.
 */
export class RootTarFilter {
  readonly #limits: RootTarLimits;
  #bytes = 0;
  #fileCount = 0;

  constructor(limits: RootTarLimits) {
    this.#limits = limits;
  }

  /** How much has been passed on so far will take when it is unpacked; of several files together, when there were several. */
  get unpackedBytes(): number {
    return this.#bytes;
  }

  async *pass(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
    const source = new ByteSource(chunks);
    try {
      for (;;) {
        const entry = await readEntry(source);
        if (entry === undefined) break;
        const isPassed = this.#admit(entry);
        if (isPassed) yield entry.headers;
        for await (const piece of source.stream(entry.sizeBytes + paddingAfter(entry.sizeBytes))) if (isPassed) yield piece;
      }
      yield Buffer.alloc(2 * blockBytes);
      // What comes after the end is read, so that whoever sends it comes to an end too.
      while ((await source.take(64 * 1024)).length > 0);
    } catch (error) {
      if (error instanceof RangeError) throw new ForbiddenTarError(error.message, { cause: error });
      throw error;
    } finally {
      await source.close();
    }
  }

  #admit(entry: Entry): boolean {
    if (entry.isSparse) throw new ForbiddenTarError(`${quote(entry.name)} is a sparse file: make the tar file without --sparse`);
    for (const path of entry.type === '1' ? [entry.name, entry.linkName] : [entry.name]) {
      if (path.split('/').includes('..')) throw new ForbiddenTarError(`${quote(path)} leads out of the root file system`);
    }
    // In a layer it takes something away: its own folder, or the one above.
    if (entry.name.split('/').some((part) => emptyWhiteouts.has(part)))
      throw new ForbiddenTarError(`${quote(entry.name)} takes away more than a file beside it`);
    // Whatever a guest may use it finds in /dev.
    if (entry.type === '3' || entry.type === '4') return false;
    if (!'0\u00001256'.includes(entry.type)) throw new ForbiddenTarError(`${quote(entry.name)} is of an unknown kind ${quote(entry.type)}`);
    this.#fileCount += 1;
    this.#bytes += entry.sizeBytes + fileOverheadBytes;
    const { maximumBytes, maximumFileCount } = this.#limits;
    if (this.#fileCount > maximumFileCount) throw new ForbiddenTarError(`it has more than ${maximumFileCount} files`);
    if (this.#bytes > maximumBytes)
      throw new ForbiddenTarError(
        `unpacked it is larger than ${(maximumBytes / 1024 ** 2).toFixed(0)} MiB, which is what the flavor's disk allows`,
      );
    return true;
  }
}

interface Entry {
  readonly type: string;
  readonly name: string;
  readonly linkName: string;
  readonly sizeBytes: number;
  readonly isSparse: boolean;
  /** The header, and those before it that belong to it. */
  readonly headers: Buffer;
}

const emptyWhiteouts: ReadonlySet<string> = new Set(['.wh.', '.wh..', '.wh...']);

/** Of names and attributes of one file. */
const maximumExtensionBytes = 1024 * 1024;
/** One of each kind: readers do not agree on which of two counts. */
const mostExtensions = 4;

/** The next file, up to its content. */
async function readEntry(source: ByteSource): Promise<Entry | undefined> {
  const passed: Buffer[] = [];
  const changed: { name?: string; linkName?: string; sizeBytes?: number; isSparse?: boolean } = {};
  const seen = new Set<string>();
  for (let count = 0; count <= mostExtensions; count += 1) {
    const block = await source.take(blockBytes);
    if (block.length === 0 && count === 0) return undefined;
    if (block.length < blockBytes) throw new RangeError('it ends in the middle of a header');
    const header = readTarHeader(block);
    if (header === undefined) return undefined;
    if (!'xgLK'.includes(header.type)) return entryOf(header, changed, { passed, block });
    if (seen.has(header.type)) throw new RangeError('a file in it has two headers of one kind');
    seen.add(header.type);
    const content = await extensionOf(header, source);
    switch (header.type) {
      case 'L':
      case 'K':
        state(changed, { [header.type === 'L' ? 'name' : 'linkName']: untilZero(content) });
        passed.push(unambiguous(block, header), padded(content));
        break;
      case 'x': {
        // An empty value means that nothing is said.
        const records = readPaxRecords(content).filter(({ key, value }) => value !== '' && isHarmless(key));
        state(changed, meaningOf(records));
        const kept = Buffer.concat(records.map(({ bytes }) => bytes));
        if (kept.length > 0) passed.push(unambiguous(block, { type: 'x', sizeBytes: kept.length }), padded(kept));
        break;
      }
    }
  }
  throw new RangeError('a file in it has too many headers');
}

async function extensionOf({ sizeBytes }: TarHeader, source: ByteSource): Promise<Buffer> {
  if (sizeBytes > maximumExtensionBytes) throw new RangeError('the names or attributes of a file in it are too long');
  const content = await source.take(sizeBytes + paddingAfter(sizeBytes));
  if (content.length < sizeBytes) throw new RangeError('it ends in the middle of a header');
  return content.subarray(0, sizeBytes);
}

/** Throws RangeError when GNU's way of saying something and that of POSIX are both there: readers do not agree on which counts. */
function state(known: Partial<Entry>, more: Partial<Entry>): void {
  if (Object.keys(more).some((key) => key in known)) throw new RangeError('a file in it is named twice');
  Object.assign(known, more);
}

function entryOf(
  header: TarHeader,
  stated: Partial<Pick<Entry, 'name' | 'linkName' | 'sizeBytes' | 'isSparse'>>,
  { passed, block }: { readonly passed: readonly Buffer[]; readonly block: Buffer },
): Entry {
  const { name, linkName, sizeBytes, ...rest } = { isSparse: header.type === 'S', ...header, ...stated };
  // Old writers say so that it is a directory; some readers go by the name, others by the type.
  const isFolder = '0\0'.includes(rest.type) && name.endsWith('/');
  if (isFolder && sizeBytes > 0) throw new RangeError('a directory in it has content');
  const type = isFolder ? '5' : rest.type;
  const size = hasContent(type) ? sizeBytes : 0;
  return {
    ...rest,
    name,
    linkName,
    type,
    sizeBytes: size,
    headers: Buffer.concat([...passed, unambiguous(block, { type, sizeBytes: size })]),
  };
}

function meaningOf(records: readonly PaxRecord[]): Partial<Entry> {
  let meaning: Partial<Entry> = {};
  for (const { key, value } of records) {
    if (key === 'path') meaning = { ...meaning, name: value };
    else if (key === 'linkpath') meaning = { ...meaning, linkName: value };
    else if (key.startsWith('GNU.sparse.')) meaning = { ...meaning, isSparse: true };
    else if (key === 'size') {
      if (!/^[0-9]{1,15}$/.test(value)) throw new RangeError('a number in it is negative or far too large');
      meaning = { ...meaning, sizeBytes: Number(value) };
    }
  }
  return meaning;
}

/** Extended attributes are left out, but for those of users and the capabilities of programs: others are the host's to set. */
function isHarmless(key: string): boolean {
  const attribute = /^(?:SCHILY\.xattr|LIBARCHIVE\.xattr)\.(.*)$/s.exec(key)?.[1];
  return attribute === undefined || attribute.startsWith('user.') || attribute === 'security.capability';
}

function padded(content: Buffer): Buffer {
  return Buffer.concat([content, Buffer.alloc(paddingAfter(content.length))]);
}

function untilZero(content: Buffer): string {
  const end = content.indexOf(0);
  return content.toString('utf8', 0, end === -1 ? content.length : end);
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 100));
}
