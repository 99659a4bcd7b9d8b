import { createReadStream } from 'node:fs';
import { DriverError, type LocalImage } from '#drivers/contract/driver.ts';
import type { GuestProcess } from '../specification/guest-specification.ts';
import { uncompressed } from './uncompressed.ts';

/** What an image is made of. */
export interface ImageLayers {
  /** Tar files, uncompressed, from the bottom up. Each may be opened once. */
  readonly layers: readonly (() => AsyncIterable<Uint8Array>)[];
  readonly process: GuestProcess;
  readonly stopSignal?: number;
}

/** What a root file system starts, when nothing else is said. */
export const initProcess: GuestProcess = {
  arguments: ['/sbin/init'],
  environment: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', 'TERM=vt220', 'container=tycho'],
  workingDirectory: '/',
  userID: 0,
  groupID: 0,
};

/** Throws {@link DriverError} or RangeError when it is none. */
export async function openImage(image: LocalImage): Promise<ImageLayers> {
  switch (image.format) {
    case 'RootFS':
      return { layers: [() => uncompressed(createReadStream(image.path))], process: initProcess };
    case 'OCI':
    case 'Raw':
    case 'Qcow2':
    case 'Kernel':
      throw new DriverError('InvalidImage', `a container cannot be made from an image of format ${image.format}`);
  }
}
