import { kernelOf } from '#drivers/contract/guest.ts';
import type { Machine } from './machine.ts';
import { option, type Option, type Properties } from './option.ts';

/**
 * What starts the guest's first program. A kernel, of an image that is or has one, is loaded without a boot loader; every other guest boots its disk
 * by the board's firmware. UEFI is that of the host, which is read-only, with the guest's own variables.
 */
export function firmwareAndKernel({ guest, files }: Machine): readonly Option[] {
  const booted = kernelOf(guest.rescueImage ?? guest.image);
  const { kernel, firmware } = files;
  const flash: readonly Option[] =
    firmware === undefined
      ? []
      : [
          option('-blockdev', { 'node-name': 'firmware-code', driver: 'file', filename: firmware.code, 'read-only': true }),
          option('-blockdev', { 'node-name': 'firmware-variables', driver: 'file', filename: firmware.variables }),
        ];
  if (booted === undefined || kernel === undefined) return flash;
  const initrd: readonly Option[] = files.initrd === undefined ? [] : [['-initrd', files.initrd]];
  return [...flash, ['-kernel', kernel], ...initrd, ['-append', booted.kernelArguments]];
}

/** For the board: where its firmware is. */
export function firmwareProperties({ files }: Machine): Properties {
  return files.firmware === undefined ? {} : { pflash0: 'firmware-code', pflash1: 'firmware-variables' };
}
