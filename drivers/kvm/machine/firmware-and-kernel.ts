import type { Machine } from './machine.ts';
import type { Option } from './option.ts';

/** A kernel image is loaded without a boot loader; every other guest boots its root disk by the board's firmware. */
export function firmwareAndKernel({ guest, files }: Machine): readonly Option[] {
  if (guest.image.format !== 'Kernel') return [];
  const initrd: readonly Option[] = files.initrd === undefined ? [] : [['-initrd', files.initrd]];
  return [['-kernel', files.image], ...initrd, ['-append', guest.image.kernelArguments]];
}
