import { DriverError } from '#drivers/contract/driver.ts';

/** A fresh qcow2 disk: empty, or a layer over a file that it leaves alone. */
export interface Qcow2Layer {
  readonly virtualSizeBytes: number;
  readonly backing?: { readonly path: string; readonly format: 'raw' | 'qcow2' };
}

const clusterBits = 16;
const clusterBytes = 2 ** clusterBits;
/** What one entry of the first-level table maps: a cluster full of entries, each for a cluster. */
const mappedBytes = clusterBytes * (clusterBytes / 8);
const headerBytes = 104;
const backingFormatExtension = 0xe2792aca;
/** Longer names are not portable between releases of QEMU. */
const maximumBackingPathBytes = 1023;

/** 64 TiB: the largest root disk. */
export const maximumVirtualSizeBytes = 64 * 1024 ** 4;

/**
 * The first bytes of such a disk, which are all it has. Written here instead of by `qemu-img create`, which takes a
 * process and reads the image (somebody's upload) with the rights of the agent. Layout: docs/interop/qcow2.txt of QEMU,
 * version 3: header, reference count table, one block of counts, first-level table.
 */
export function qcow2Layer({ virtualSizeBytes, backing }: Qcow2Layer): Uint8Array {
  checkLayer(virtualSizeBytes, backing?.path);
  const tableEntryCount = Math.ceil(virtualSizeBytes / mappedBytes);
  const tableClusterCount = Math.max(1, Math.ceil((tableEntryCount * 8) / clusterBytes));
  const clusterCount = 3 + tableClusterCount;
  const bytes = Buffer.alloc(clusterCount * clusterBytes);

  bytes.write('QFI\xfb', 0, 'latin1');
  bytes.writeUInt32BE(3, 4);
  bytes.writeUInt32BE(clusterBits, 20);
  bytes.writeBigUInt64BE(BigInt(virtualSizeBytes), 24);
  bytes.writeUInt32BE(tableEntryCount, 36);
  bytes.writeBigUInt64BE(BigInt(3 * clusterBytes), 40);
  bytes.writeBigUInt64BE(BigInt(clusterBytes), 48);
  bytes.writeUInt32BE(1, 56);
  bytes.writeUInt32BE(4, 96); // reference counts of 2^4 bits
  bytes.writeUInt32BE(headerBytes, 100);
  if (backing !== undefined) writeBacking(bytes, backing);

  bytes.writeBigUInt64BE(BigInt(2 * clusterBytes), clusterBytes);
  for (let cluster = 0; cluster < clusterCount; cluster += 1) bytes.writeUInt16BE(1, 2 * clusterBytes + 2 * cluster);
  return bytes;
}

/** Names format and path of the layer below. We never let QEMU follow it; tools that look at the disk by hand do. */
function writeBacking(bytes: Buffer, backing: NonNullable<Qcow2Layer['backing']>): void {
  bytes.writeUInt32BE(backingFormatExtension, headerBytes);
  bytes.writeUInt32BE(backing.format.length, headerBytes + 4);
  bytes.write(backing.format, headerBytes + 8, 'latin1');
  // The name of the format fills up to eight bytes; eight of zeros end the list of extensions.
  const pathOffset = headerBytes + 8 + 8 + 8;
  const pathBytes = bytes.write(backing.path, pathOffset, 'utf8');
  bytes.writeBigUInt64BE(BigInt(pathOffset), 8);
  bytes.writeUInt32BE(pathBytes, 16);
}

function checkLayer(virtualSizeBytes: number, backingPath: string | undefined): void {
  if (
    !Number.isSafeInteger(virtualSizeBytes) ||
    virtualSizeBytes <= 0 ||
    virtualSizeBytes % 512 !== 0 ||
    virtualSizeBytes > maximumVirtualSizeBytes
  ) {
    throw new DriverError(
      'Unsupported',
      `make a disk of ${virtualSizeBytes} bytes: it must be a multiple of 512, and at most ${maximumVirtualSizeBytes}`,
    );
  }
  if (backingPath !== undefined && Buffer.byteLength(backingPath) > maximumBackingPathBytes) {
    throw new DriverError('HostBroken', `make a disk over ${backingPath}: the path is longer than ${maximumBackingPathBytes} bytes`);
  }
}
