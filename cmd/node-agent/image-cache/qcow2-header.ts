import { ImageError } from './image-error.ts';

/** What matters of a qcow2 file that was found safe. */
export interface Qcow2Header {
  readonly version: 2 | 3;
  readonly virtualSizeBytes: number;
  readonly clusterBytes: number;
  readonly compression: 'zlib' | 'zstd';
}

/** So much of the beginning of a file is enough for {@link parseQcow2Header}. */
export const qcow2HeaderBytes = 65_536;

/** 64 TiB, as for every root disk. */
const maximumVirtualSizeBytes = 64n * 1024n ** 4n;

/** QEMU's own limits: longer tables are refused by it, and reserve memory before that. */
const maximumFirstLevelTableBytes = 32 * 1024 ** 2;
const maximumReferenceTableBytes = 8 * 1024 ** 2;
const maximumSnapshotCount = 65_536;

const versionTwoHeaderBytes = 72;
const versionThreeHeaderBytes = 104;

const incompatibleFeature = { dirty: 0, corrupt: 1, externalDataFile: 2, compressionType: 3, extendedFirstLevel: 4 } as const;
const knownIncompatibleFeatures = 0b11111n;

const extension = { end: 0, externalDataFileName: 0x44415441, diskEncryption: 0x0537be77 } as const;
const maximumExtensionCount = 64;

/**
 * Reads the header of a qcow2 file (docs/interop/qcow2.txt of QEMU) and refuses, with an {@link ImageError}, whatever
 * would make QEMU open a further file, ask for a key, or trust a table that is not there. `start` is the beginning of
 * the file, {@link qcow2HeaderBytes} of it or all.
 */
export function parseQcow2Header(start: Uint8Array, file: { readonly sizeBytes: number }): Qcow2Header {
  const bytes = Buffer.from(start.buffer, start.byteOffset, start.byteLength);
  if (bytes.length < versionTwoHeaderBytes || bytes.toString('latin1', 0, 4) !== 'QFI\xfb') refuse('it does not begin like a qcow2 file');
  const version = bytes.readUInt32BE(4);
  if (version !== 2 && version !== 3) refuse(`its version is ${version}, and only 2 and 3 are known`);
  if (bytes.readBigUInt64BE(8) !== 0n || bytes.readUInt32BE(16) !== 0) refuse('it has a backing file; flatten it (qemu-img convert)');
  if (bytes.readUInt32BE(32) !== 0) refuse('it is encrypted');
  const features =
    version === 3 ? versionThreeFeatures(bytes) : { headerBytes: versionTwoHeaderBytes, entryBytes: 8, compression: 'zlib' as const };
  const clusterBytes = clusterSize(bytes);
  checkExtensions(bytes, { headerBytes: features.headerBytes, clusterBytes });
  checkTables(bytes, { clusterBytes, entryBytes: features.entryBytes, sizeBytes: file.sizeBytes });
  return { version, clusterBytes, virtualSizeBytes: Number(virtualSize(bytes)), compression: features.compression };
}

function versionThreeFeatures(bytes: Buffer): {
  readonly headerBytes: number;
  readonly entryBytes: 8 | 16;
  readonly compression: 'zlib' | 'zstd';
} {
  if (bytes.length < versionThreeHeaderBytes) refuse('it ends within its header');
  const incompatible = bytes.readBigUInt64BE(72);
  if (hasFeature(incompatible, 'externalDataFile')) refuse('its data are in another file');
  if (hasFeature(incompatible, 'corrupt')) refuse('it is marked as corrupt; repair it (qemu-img check -r all)');
  if ((incompatible & ~knownIncompatibleFeatures) !== 0n) refuse(`it needs features that are not known (0x${incompatible.toString(16)})`);
  if (bytes.readUInt32BE(96) > 6) refuse('its reference counts are wider than 64 bits');
  const headerBytes = bytes.readUInt32BE(100);
  if (headerBytes < versionThreeHeaderBytes || headerBytes % 8 !== 0 || headerBytes > bytes.length)
    refuse(`its header is ${headerBytes} bytes long, which cannot be`);
  const compressionType = headerBytes > versionThreeHeaderBytes ? bytes.readUInt8(104) : 0;
  if (compressionType > 1) refuse(`it is compressed in a way that is not known (${compressionType})`);
  if (hasFeature(incompatible, 'compressionType') !== compressionType > 0) refuse('its header contradicts itself about compression');
  return {
    headerBytes,
    entryBytes: hasFeature(incompatible, 'extendedFirstLevel') ? 16 : 8,
    compression: compressionType === 1 ? 'zstd' : 'zlib',
  };
}

function hasFeature(features: bigint, name: keyof typeof incompatibleFeature): boolean {
  return (features & (1n << BigInt(incompatibleFeature[name]))) !== 0n;
}

function clusterSize(bytes: Buffer): number {
  const clusterBits = bytes.readUInt32BE(20);
  if (clusterBits < 9 || clusterBits > 21) refuse(`its clusters have 2^${clusterBits} bytes, and 2^9 to 2^21 are possible`);
  return 2 ** clusterBits;
}

function virtualSize(bytes: Buffer): bigint {
  const size = bytes.readBigUInt64BE(24);
  if (size === 0n) refuse('it is a disk of no size');
  if (size > maximumVirtualSizeBytes) refuse(`it is a disk of ${size} bytes, and ${maximumVirtualSizeBytes} are the most`);
  return size;
}

/** They follow the header, each with its type and length, up to one of type 0; all within the first cluster. */
function checkExtensions(
  bytes: Buffer,
  { headerBytes, clusterBytes }: { readonly headerBytes: number; readonly clusterBytes: number },
): void {
  const end = Math.min(bytes.length, clusterBytes);
  let offset = headerBytes;
  for (let count = 0; offset + 8 <= end; count += 1) {
    const type = bytes.readUInt32BE(offset);
    const length = bytes.readUInt32BE(offset + 4);
    if (type === extension.end) return;
    if (type === extension.externalDataFileName) refuse('its data are in another file');
    if (type === extension.diskEncryption) refuse('it is encrypted');
    if (count >= maximumExtensionCount) refuse(`it has more than ${maximumExtensionCount} header extensions`);
    offset += 8 + Math.ceil(length / 8) * 8;
  }
  if (offset > end) refuse('a header extension does not end within the header');
}

interface TableBounds {
  readonly clusterBytes: number;
  /** Of one entry of a second-level table. */
  readonly entryBytes: number;
  readonly sizeBytes: number;
}

function checkTables(bytes: Buffer, { clusterBytes, entryBytes, sizeBytes }: TableBounds): void {
  const entryCount = bytes.readUInt32BE(36);
  const mappedBytes = BigInt(clusterBytes) * BigInt(clusterBytes / entryBytes);
  if (entryCount * 8 > maximumFirstLevelTableBytes) refuse('its first-level table is too long');
  if (BigInt(entryCount) * mappedBytes < virtualSize(bytes)) refuse('its first-level table is too short for its size');
  checkTable('first-level table', { offset: bytes.readBigUInt64BE(40), lengthBytes: entryCount * 8, clusterBytes, sizeBytes });
  const referenceTableBytes = bytes.readUInt32BE(56) * clusterBytes;
  if (referenceTableBytes === 0 || referenceTableBytes > maximumReferenceTableBytes)
    refuse('its table of reference counts has an impossible length');
  checkTable('table of reference counts', { offset: bytes.readBigUInt64BE(48), lengthBytes: referenceTableBytes, clusterBytes, sizeBytes });
  const snapshotCount = bytes.readUInt32BE(60);
  if (snapshotCount > maximumSnapshotCount) refuse('it has too many snapshots');
  if (snapshotCount > 0)
    checkTable('table of snapshots', { offset: bytes.readBigUInt64BE(64), lengthBytes: 40 * snapshotCount, clusterBytes, sizeBytes });
}

interface Table {
  readonly offset: bigint;
  readonly lengthBytes: number;
  readonly clusterBytes: number;
  readonly sizeBytes: number;
}

function checkTable(name: string, { offset, lengthBytes, clusterBytes, sizeBytes }: Table): void {
  if (offset === 0n || offset % BigInt(clusterBytes) !== 0n) refuse(`its ${name} begins in the middle of a cluster`);
  if (offset + BigInt(lengthBytes) > BigInt(sizeBytes))
    refuse(`its ${name} lies beyond the end of the file, which may have been cut short`);
}

function refuse(why: string): never {
  throw new ImageError('WrongContent', why);
}
