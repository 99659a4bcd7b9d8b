import { createReadStream } from 'node:fs';
import { constants } from 'node:os';
import { DriverError, type LocalImage } from '#drivers/contract/driver.ts';
import type { GuestProcess } from '../specification/guest-specification.ts';
import { readOCILayout, type OCIConfiguration } from './oci-layout.ts';
import { uncompressed } from './uncompressed.ts';

/** What an image is made of. */
export interface ImageLayers {
  /** Tar files, uncompressed, from the bottom up. Each may be opened once. */
  readonly layers: readonly (() => AsyncIterable<Uint8Array>)[];
  readonly process: GuestProcess;
  /** Number of the signal that asks the first process to end. Absent: the image does not say. */
  readonly stopSignal?: number;
}

const path = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** systemd and others look for `container`. By `product_name`, cloud-init knows of the metadata service: a container has no firmware to say so. */
const ownEnvironment = ['TERM=vt220', 'container=tycho', 'product_name=OpenStack Nova'];

/** What a root file system starts, when nothing else is said. */
export const initProcess: GuestProcess = {
  arguments: ['/sbin/init'],
  environment: [path, ...ownEnvironment],
  workingDirectory: '/',
  userID: 0,
  groupID: 0,
};

/** Throws {@link DriverError}, or RangeError when the file is not what its format says. */
export async function openImage(image: LocalImage, architecture: string): Promise<ImageLayers> {
  switch (image.format) {
    case 'RootFS':
      return { layers: [() => uncompressed(createReadStream(image.path))], process: initProcess };
    case 'OCI': {
      const { layers, configuration } = await readOCILayout(image.path, architecture);
      const stopSignal = signalNumber(configuration.StopSignal);
      return {
        layers: layers.map((open) => () => uncompressed(open())),
        process: processOf(configuration),
        ...(stopSignal !== undefined && { stopSignal }),
      };
    }
    case 'Raw':
    case 'Qcow2':
    case 'Kernel':
      throw new DriverError('InvalidImage', `a container cannot be made from an image of format ${image.format}`);
  }
}

/** The first process that a configuration asks for. Throws RangeError when it cannot be. */
export function processOf({ Env = [], Entrypoint = [], Cmd = [], WorkingDir, User = '' }: OCIConfiguration): GuestProcess {
  const command = [...Entrypoint, ...Cmd];
  const user = /^(?:([0-9]{1,5})(?::([0-9]{1,5}))?|(?:root)?(?::(?:root|0))?)$/.exec(User);
  if (user === null) throw new RangeError(`its first process is to run as "${User}": only numbers and root are understood`);
  return {
    arguments: command.length === 0 ? initProcess.arguments : command,
    environment: [...(Env.some((each) => each.startsWith('PATH=')) ? [] : [path]), ...ownEnvironment, ...Env],
    workingDirectory: WorkingDir || '/',
    userID: Number(user[1] ?? 0),
    groupID: Number(user[2] ?? 0),
  };
}

/** `SIGTERM`, `TERM`, `15` or `SIGRTMIN+3`. Undefined: it is none that is known. */
export function signalNumber(text: string | undefined): number | undefined {
  const name = (text ?? '').toUpperCase().replace(/^SIG/, '');
  if (/^[0-9]{1,2}$/.test(name)) return Number(name);
  const realTime = /^RTMIN(?:\+([0-9]{1,2}))?$/.exec(name);
  if (realTime !== null) return firstRealTimeSignal + Number(realTime[1] ?? 0);
  return constants.signals[`SIG${name}` as NodeJS.Signals];
}

/** As the C library counts: two before it are its own. */
const firstRealTimeSignal = 34;
