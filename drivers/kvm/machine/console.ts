import { option, type Option } from './option.ts';

/** Name of the console's character device, for `ringbuf-read`. */
export const consoleCharacterDevice = 'console';

/** What QEMU keeps of the console until the driver fetches it; a power of two. */
export const consoleRingBytes = 256 * 1024;

/**
 * The serial port. It writes into a ring in QEMU's memory that the driver empties into a file of its own: so the
 * amount is bounded while no driver runs, the newest words are the ones kept, and no file or pipe can fill up or block
 * the guest. A session on the console swaps the ring for a socket (`chardev-change`) while it lasts.
 */
export function consoleDevice(): readonly Option[] {
  return [
    option('-chardev', { backend: 'ringbuf', id: consoleCharacterDevice, size: consoleRingBytes }),
    option('-device', { driver: 'isa-serial', chardev: consoleCharacterDevice, index: 0 }),
  ];
}
