import { chmod, stat } from 'node:fs/promises';
import { DriverError } from '#drivers/contract/driver.ts';

const path = '/dev/net/tun';

/**
 * Lets QEMU, which has no rights, open the device by which it gets at a tap. Every distribution with udev has it open to all: the kernel itself asks
 * for rights to make a tap, or to take one that is somebody else's (Documentation/networking/tuntap.rst). Throws {@link DriverError}.
 */
export async function openTapDevice(): Promise<void> {
  try {
    const { mode } = await stat(path);
    if ((mode & 0o006) !== 0o006) await chmod(path, 0o666);
  } catch (cause) {
    throw new DriverError('HostBroken', `open ${path} to the guests: ${(cause as Error).message}`, { cause });
  }
}
