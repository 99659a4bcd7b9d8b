import { open } from 'node:fs/promises';
import { ImageError } from './image-error.ts';
import { parseQcow2Header, qcow2HeaderBytes } from './qcow2-header.ts';

/**
 * The size of the disk that a file holds, in bytes. The format is what the image says, and the file must not contradict
 * it. Throws {@link ImageError}.
 */
export async function diskSizeBytes(path: string, format: 'Raw' | 'Qcow2'): Promise<number> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(qcow2HeaderBytes), 0, qcow2HeaderBytes, 0);
    const start = buffer.subarray(0, bytesRead);
    if (format === 'Qcow2') return parseQcow2Header(start, { sizeBytes: size }).virtualSizeBytes;
    refuseOtherFormats(start);
    if (size === 0) throw new ImageError('WrongContent', 'it is empty');
    return Math.ceil(size / 512) * 512;
  } finally {
    await file.close();
  }
}

/** How files begin that are no plain disk, by what people call them. A disk begins with a boot sector, or zeros. */
const signatures: readonly (readonly [what: string, signature: string, hint: string])[] = [
  ['a qcow2 file', 'QFI\xfb', 'say format Qcow2'],
  ['a VMDK file', 'KDMV', 'convert it to qcow2'],
  ['the description of a VMDK file', '# Disk DescriptorFile', 'convert it to qcow2'],
  ['a VHDX file', 'vhdxfile', 'convert it to qcow2'],
  ['a VHD file', 'conectix', 'convert it to qcow2'],
  ['a QED file', 'QED\0', 'convert it to qcow2'],
  ['a VDI file', '<<< ', 'convert it to qcow2'],
  ['compressed by gzip', '\x1f\x8b\x08', 'unpack it'],
  ['compressed by xz', '\xfd7zXZ\0', 'unpack it'],
  ['compressed by zstd', '\x28\xb5\x2f\xfd', 'unpack it'],
  ['compressed by bzip2', 'BZh', 'unpack it'],
];

function refuseOtherFormats(start: Buffer): void {
  const found = signatures.find(([, signature]) => start.toString('latin1', 0, signature.length) === signature);
  if (found !== undefined) throw new ImageError('WrongContent', `it is ${found[0]}, and the image says Raw: ${found[2]}`);
}
