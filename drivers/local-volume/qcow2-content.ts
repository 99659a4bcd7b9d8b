import type { FileHandle } from 'node:fs/promises';
import type { Transform } from 'node:stream';
import { constants, createZstdDecompress, inflateRawSync } from 'node:zlib';
import { DriverError } from '../contract/driver.ts';
import type { DiskPiece } from './disk-content.ts';

/**
 * The content of a plain qcow2 file, as docs/interop/qcow2.txt of QEMU describes it. Throws a DriverError `InvalidImage` for one that is damaged, or that
 * needs anything beside itself: a backing file, a key, data elsewhere. Memory is bounded by one table and one cluster.
 */
export async function* qcow2Content(file: FileHandle, { name }: { readonly name: string }): AsyncGenerator<DiskPiece> {
  const layout = await readLayout(file, name);
  const { clusterBytes, entryBytes, firstLevelOffset, firstLevelCount } = layout;
  const entriesPerTable = clusterBytes / entryBytes;
  for (let first = 0; first < firstLevelCount; first += 1) {
    const entry = (await readAt(layout, firstLevelOffset + first * 8, 8)).readBigUInt64BE(0);
    const tableOffset = Number(entry & offsetMask);
    if (tableOffset === 0) continue;
    const table = await readAt(layout, tableOffset, clusterBytes);
    for (let second = 0; second < entriesPerTable; second += 1) {
      const offsetBytes = (first * entriesPerTable + second) * clusterBytes;
      if (offsetBytes >= layout.virtualSizeBytes) return;
      const bytes = await readCluster(layout, table, second * entryBytes);
      if (bytes !== undefined) yield { offsetBytes, bytes };
    }
  }
}

/** How large the disk in a qcow2 file is. Throws as {@link qcow2Content}. */
export async function qcow2VirtualSize(file: FileHandle, { name }: { readonly name: string }): Promise<number> {
  return (await readLayout(file, name)).virtualSizeBytes;
}

interface Layout {
  readonly file: FileHandle;
  readonly name: string;
  readonly clusterBytes: number;
  readonly virtualSizeBytes: number;
  readonly firstLevelOffset: number;
  readonly firstLevelCount: number;
  /** 16 with extended entries, which speak of the 32 parts of a cluster. */
  readonly entryBytes: 8 | 16;
  readonly compression: 'zlib' | 'zstd';
}

const offsetMask = 0x00ff_ffff_ffff_fe00n;
const compressedFlag = 1n << 62n;
const zeroFlag = 1n;
const feature = { externalData: 4n, compressionType: 8n, extendedEntries: 16n, corrupt: 2n, dirty: 1n } as const;
const known = feature.externalData | feature.compressionType | feature.extendedEntries | feature.corrupt | feature.dirty;
/** 64 TiB, and QEMU's own limit of the table. */
const maximumVirtualSizeBytes = 64n * 1024n ** 4n;
const maximumFirstLevelCount = (32 * 1024 ** 2) / 8;

async function readLayout(file: FileHandle, name: string): Promise<Layout> {
  const header = Buffer.alloc(112);
  const { bytesRead } = await file.read(header, 0, header.byteLength, 0);
  const refuse = (why: string): never => {
    throw new DriverError('InvalidImage', `${name}: ${why}`);
  };
  if (bytesRead < 72 || header.toString('latin1', 0, 4) !== 'QFI\xfb') refuse('it does not begin like a qcow2 file');
  const version = header.readUInt32BE(4);
  if (version !== 2 && version !== 3) refuse(`its version is ${version}, and only 2 and 3 are known`);
  if (header.readBigUInt64BE(8) !== 0n) refuse('it has a backing file');
  if (header.readUInt32BE(32) !== 0) refuse('it is encrypted');
  const features = version === 3 ? header.readBigUInt64BE(72) : 0n;
  if ((features & (feature.externalData | feature.corrupt)) !== 0n || (features & ~known) !== 0n) {
    refuse(`it needs what this host does not read (features 0x${features.toString(16)})`);
  }
  const clusterBits = header.readUInt32BE(20);
  const virtualSize = header.readBigUInt64BE(24);
  const firstLevelCount = header.readUInt32BE(36);
  if (clusterBits < 9 || clusterBits > 21) refuse(`its clusters have 2^${clusterBits} bytes`);
  if (virtualSize > maximumVirtualSizeBytes) refuse(`it is a disk of ${virtualSize} bytes`);
  if (firstLevelCount > maximumFirstLevelCount) refuse('its first-level table is too long');
  const isZstd = (features & feature.compressionType) !== 0n && header.readUInt8(104) === 1;
  return {
    file,
    name,
    clusterBytes: 2 ** clusterBits,
    virtualSizeBytes: Number(virtualSize),
    firstLevelOffset: Number(header.readBigUInt64BE(40)),
    firstLevelCount,
    entryBytes: (features & feature.extendedEntries) !== 0n ? 16 : 8,
    compression: isZstd ? 'zstd' : 'zlib',
  };
}

/** What a cluster holds; undefined when that is nothing but zeros. */
async function readCluster(layout: Layout, table: Buffer, position: number): Promise<Buffer | undefined> {
  const { clusterBytes, entryBytes } = layout;
  const entry = table.readBigUInt64BE(position);
  if ((entry & compressedFlag) !== 0n) return readCompressed(layout, entry);
  const offset = Number(entry & offsetMask);
  if (entryBytes === 8) {
    if (offset === 0 || (entry & zeroFlag) !== 0n) return undefined;
    return readAt(layout, offset, clusterBytes);
  }
  const parts = table.readBigUInt64BE(position + 8);
  const allocated = Number(parts & 0xffff_ffffn);
  if (offset === 0 || allocated === 0) return undefined;
  const cluster = await readAt(layout, offset, clusterBytes);
  const partBytes = clusterBytes / 32;
  for (let part = 0; part < 32; part += 1) {
    if ((allocated & (2 ** part)) === 0) cluster.fill(0, part * partBytes, (part + 1) * partBytes);
  }
  return cluster;
}

/** Where it begins is stated to the byte, how long it is in sectors of 512 bytes. */
async function readCompressed(layout: Layout, entry: bigint): Promise<Buffer> {
  const { clusterBytes, compression, name } = layout;
  const offsetBits = 62n - (BigInt(Math.log2(clusterBytes)) - 8n);
  const offset = Number(entry & ((1n << offsetBits) - 1n));
  const sectorCount = Number((entry & (compressedFlag - 1n)) >> offsetBits) + 1;
  const lengthBytes = sectorCount * 512 - (offset % 512);
  const compressed = await readAt(layout, offset, lengthBytes, { mayEndEarly: true });
  try {
    const whole =
      compression === 'zstd'
        ? await firstBytes(createZstdDecompress(), compressed, clusterBytes)
        : inflateRawSync(compressed, { maxOutputLength: clusterBytes, finishFlush: constants.Z_SYNC_FLUSH });
    if (whole.byteLength === clusterBytes) return whole;
    throw new RangeError(`it gives ${whole.byteLength} bytes`);
  } catch (cause) {
    const why = (cause as Error).message;
    throw new DriverError('InvalidImage', `${name}: a compressed cluster at ${offset} cannot be read: ${why}`, { cause });
  }
}

/** The first bytes that come out. What was put in ends in the midst of the next cluster's, so an error after that means nothing. */
function firstBytes(decompressor: Transform, compressed: Buffer, lengthBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let totalBytes = 0;
    const finish = (error?: Error): void => {
      decompressor.destroy();
      if (totalBytes < lengthBytes && error !== undefined) reject(error);
      else resolve(Buffer.concat(pieces).subarray(0, lengthBytes));
    };
    decompressor.on('data', (piece: Buffer) => {
      pieces.push(piece);
      totalBytes += piece.byteLength;
      if (totalBytes >= lengthBytes) finish();
    });
    decompressor.once('end', () => finish());
    decompressor.on('error', finish);
    decompressor.end(compressed);
  });
}

async function readAt(
  { file, name }: Layout,
  offset: number,
  lengthBytes: number,
  { mayEndEarly = false }: { readonly mayEndEarly?: boolean } = {},
): Promise<Buffer> {
  const bytes = Buffer.alloc(lengthBytes);
  let total = 0;
  while (total < lengthBytes) {
    const { bytesRead } = await file.read(bytes, total, lengthBytes - total, offset + total);
    if (bytesRead === 0) break;
    total += bytesRead;
  }
  if (total < lengthBytes && !mayEndEarly) throw new DriverError('InvalidImage', `${name}: it ends before what it says is at ${offset}`);
  return mayEndEarly ? bytes.subarray(0, total) : bytes;
}
