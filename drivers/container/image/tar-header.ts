export const blockBytes = 512;

/** One header of a tar file, as POSIX (ustar, pax) and GNU write it. */
export interface TarHeader {
  readonly type: string;
  readonly name: string;
  readonly linkName: string;
  readonly sizeBytes: number;
}

/** Reads one block. Undefined: the end of the file, a block of zeros. Throws RangeError on what is no header. */
export function readTarHeader(block: Buffer): TarHeader | undefined {
  if (block.every((byte) => byte === 0)) return undefined;
  if (numberIn(block, checksumField) !== checksumOf(block)) throw new RangeError('it is no tar file, or a damaged one');
  const prefix = block.toString('latin1', 257, 262) === 'ustar' && block[262] === 0 ? textIn(block, prefixField) : '';
  const name = textIn(block, nameField);
  const type = block.toString('latin1', typeStart, typeStart + 1);
  return {
    type,
    name: prefix === '' ? name : `${prefix}/${name}`,
    linkName: textIn(block, linkNameField),
    sizeBytes: hasContent(type) ? numberIn(block, sizeField) : 0,
  };
}

/** Links, devices, directories and pipes have none, whatever size their header says: some writers put that of the link's target there. */
export function hasContent(type: string): boolean {
  return !'123456'.includes(type);
}

/**
 * The same header in words that every reader takes alike: the size as it was read, or as it is to be, and nothing where one reader sees times, another
 * the rest of a sparse file, and a third one the beginning of the name.
 */
export function unambiguous(block: Buffer, { type, sizeBytes }: Pick<TarHeader, 'type' | 'sizeBytes'>): Buffer {
  const changed = Buffer.from(block);
  changed.fill(0, block.toString('latin1', 257, 263) === 'ustar\0' ? prefixField.end : prefixField.start);
  changed.write(type, typeStart, 'latin1');
  return withSize(changed, sizeBytes);
}

/** The same header, for content of another size. */
function withSize(block: Buffer, sizeBytes: number): Buffer {
  const changed = Buffer.from(block);
  changed.fill(0, sizeField.start, sizeField.end);
  if (sizeBytes <= largestOctal) changed.write(`${sizeBytes.toString(8).padStart(11, '0')}\0`, sizeField.start, 'latin1');
  else {
    changed[sizeField.start] = 0x80;
    changed.writeBigUInt64BE(BigInt(sizeBytes), sizeField.end - 8);
  }
  changed.write(`${checksumOf(changed).toString(8).padStart(6, '0')}\0 `, checksumField.start, 'latin1');
  return changed;
}

/** How many bytes of padding follow on content of that size. */
export function paddingAfter(sizeBytes: number): number {
  return (blockBytes - (sizeBytes % blockBytes)) % blockBytes;
}

interface Field {
  readonly start: number;
  readonly end: number;
}

/** Of eleven digits. */
const largestOctal = 8 ** 11 - 1;
const typeStart = 156;
const nameField: Field = { start: 0, end: 100 };
const sizeField: Field = { start: 124, end: 136 };
const checksumField: Field = { start: 148, end: 156 };
const linkNameField: Field = { start: 157, end: 257 };
const prefixField: Field = { start: 345, end: 500 };

function textIn(block: Buffer, { start, end }: Field): string {
  const field = block.subarray(start, end);
  const length = field.indexOf(0);
  return field.toString('utf8', 0, length === -1 ? field.length : length);
}

/** Octal digits; or, with the highest bit set, a binary number. */
function numberIn(block: Buffer, { start, end }: Field): number {
  const first = block[start] ?? 0;
  if (first >= 0x80) {
    const value = Number(block.readBigUInt64BE(end - 8));
    if (first !== 0x80 || !Number.isSafeInteger(value)) throw new RangeError('a number in it is negative or far too large');
    return value;
  }
  const digits = textIn(block, { start, end }).trim();
  if (!/^[0-7]*$/.test(digits)) throw new RangeError('it is no tar file, or a damaged one');
  return digits === '' ? 0 : Number.parseInt(digits, 8);
}

/** The sum of all bytes, those of the checksum itself taken for spaces. */
function checksumOf(block: Buffer): number {
  let sum = 8 * 0x20;
  for (let index = 0; index < blockBytes; index += 1) {
    if (index < checksumField.start || index >= checksumField.end) sum += block[index] ?? 0;
  }
  return sum;
}
