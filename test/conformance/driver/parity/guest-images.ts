import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImageSpec } from '#apis/compute/image.ts';
import { guestImageFolder } from '../../../end-to-end/local-tycho.ts';

/** The small guest as an image for virtual machines. */
export function kernelImage(): ImageSpec {
  return {
    format: 'Kernel',
    kernel: fileOf('vmlinuz'),
    initrd: fileOf('initrd.gz'),
    kernelArguments: 'console=ttyS0 quiet panic=-1',
    minimumDiskGiB: 0,
    minimumMemoryMiB: 0,
  };
}

/** The small guest as an image for containers. */
export function rootFileSystemImage(): ImageSpec {
  return { format: 'RootFS', source: fileOf('rootfs.tar.gz'), minimumDiskGiB: 0, minimumMemoryMiB: 0 };
}

function fileOf(name: string): { readonly url: string; readonly sha256: string } {
  const sums = readFileSync(join(guestImageFolder, 'SHA256SUMS'), 'utf8');
  const sha256 = sums
    .split('\n')
    .find((line) => line.endsWith(`  ${name}`))
    ?.split(' ')[0];
  if (sha256 === undefined) throw new Error(`${guestImageFolder}/SHA256SUMS does not name ${name}`);
  return { url: `file://${join(guestImageFolder, name)}`, sha256 };
}
