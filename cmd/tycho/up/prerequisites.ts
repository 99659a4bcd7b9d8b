import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { CommandFailure } from '../command-failure.ts';
import type { World } from '../world.ts';
import type { Driver } from './settings.ts';

/** Programs of this machine that the control plane runs, by their full paths. */
export interface Programs {
  readonly etcd: string;
}

/** Where programs are looked for, and by whom. */
type SearchedWorld = Pick<World, 'environment' | 'userID'> & { readonly systemDirectories?: readonly string[] };

/** One thing that must be there: any of the commands will do. */
interface Requirement {
  readonly commands: readonly string[];
  readonly debianPackage: string;
  readonly drivers: readonly Driver[];
}

const requirements: readonly Requirement[] = [
  { commands: ['etcd'], debianPackage: 'etcd-server', drivers: ['kvm', 'container', 'fake'] },
  {
    commands: [process.arch === 'arm64' ? 'qemu-system-aarch64' : 'qemu-system-x86_64'],
    debianPackage: process.arch === 'arm64' ? 'qemu-system-arm' : 'qemu-system-x86',
    drivers: ['kvm'],
  },
  { commands: ['qemu-img'], debianPackage: 'qemu-utils', drivers: ['kvm'] },
  { commands: ['genisoimage', 'xorriso'], debianPackage: 'genisoimage', drivers: ['kvm'] },
  { commands: ['containerd'], debianPackage: 'containerd', drivers: ['container'] },
  { commands: ['runc'], debianPackage: 'runc', drivers: ['container'] },
  { commands: ['ip'], debianPackage: 'iproute2', drivers: ['kvm', 'container'] },
  { commands: ['nft'], debianPackage: 'nftables', drivers: ['kvm', 'container'] },
  { commands: ['dnsmasq'], debianPackage: 'dnsmasq-base', drivers: ['kvm', 'container'] },
];

/** Directories that hold system programs and are missing from the PATH of many users. */
const usualSystemDirectories = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/** etcd alone sets aside 128 MiB for its log. */
const neededMiB = 512;

/** Checks what the machine must have before anything is started. Throws a {@link CommandFailure} with the fix. */
export function checkPrerequisites(drivers: readonly Driver[], stateDirectory: string, world: SearchedWorld): Programs {
  const missing = requirements.filter(
    (each) => each.drivers.some((driver) => drivers.includes(driver)) && !each.commands.some((command) => findProgram(command, world)),
  );
  if (missing.length > 0) {
    const commands = missing.map((each) => each.commands.join(' or ')).join(', ');
    const packages = missing.map((each) => each.debianPackage).join(' ');
    const alone = missing.some((each) => each.debianPackage === 'etcd-server')
      ? ' (and `systemctl disable --now etcd`: we run our own)'
      : '';
    throw new CommandFailure(
      `${commands} ${missing.length === 1 ? 'is' : 'are'} not installed: \`apt-get install --no-install-recommends ${packages}\`${alone}`,
    );
  }
  const real = drivers.find((driver) => driver !== 'fake');
  if (real !== undefined && world.userID !== 0) {
    throw new CommandFailure(
      `the ${real} driver needs root, for network namespaces and a user of its own per guest: run \`sudo tycho up\`, or try it with \`--driver fake\``,
    );
  }
  requirePlace(nearestExisting(stateDirectory));
  return { etcd: findProgram('etcd', world) ?? 'etcd' };
}

/** The full path of a command, or undefined. */
function findProgram(command: string, { environment, systemDirectories = usualSystemDirectories }: SearchedWorld): string | undefined {
  const directories = [...(environment['PATH'] ?? '').split(delimiter).filter((directory) => directory !== ''), ...systemDirectories];
  return directories.map((directory) => join(directory, command)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function requirePlace(directory: string): void {
  try {
    accessSync(directory, constants.W_OK);
  } catch (cause) {
    const why =
      (cause as NodeJS.ErrnoException).code === 'EROFS' ? 'is on a disk that cannot be written to' : 'may not be written to by you';
    throw new CommandFailure(`${directory} ${why}: choose another place with --state-directory`, { cause });
  }
  const { bavail, bsize } = statfsSync(directory);
  const freeMiB = Math.floor((bavail * bsize) / 1024 ** 2);
  if (freeMiB < neededMiB) {
    throw new CommandFailure(
      `the disk that holds ${directory} is full: ${freeMiB} MiB are free and Tycho needs at least ${neededMiB} MiB; make room, or choose another place with --state-directory`,
    );
  }
}

function nearestExisting(directory: string): string {
  return existsSync(directory) || dirname(directory) === directory ? directory : nearestExisting(dirname(directory));
}
