import { access, constants, statfs } from 'node:fs/promises';
import { availableParallelism, machine, totalmem } from 'node:os';
import type { Capability } from '#drivers/contract/capability.ts';
import type { HostDescription } from '#drivers/contract/driver.ts';

const capabilities: readonly Capability[] = [
  'image-rootfs',
  'image-oci',
  'key-pair',
  'user-data',
  'config-drive',
  'metadata-service',
  'pause',
  'shelve',
  'resize',
  'migrate-cold',
  'rebuild',
  'rescue',
  'reboot-soft',
  'reboot-hard',
  'snapshot',
  'backup',
  'set-password',
  'network',
  'port-attach',
  'console-log',
  'console-serial',
];

const gibibyteBytes = 1024 ** 3;

/** Less free room than this, and guests begin to meet a full disk. */
const scarceDiskBytes = gibibyteBytes;

/** Programs of the host that the driver starts, with Debian's names of the packages that have them. */
const wanted: readonly (readonly [program: string, packageName: string])[] = [
  ['mkfs.ext4', 'e2fsprogs'],
  ['mkfifo', 'coreutils'],
  ['mount', 'mount'],
  ['nsenter', 'util-linux'],
  ['perl', 'perl-base'],
  ['runc', 'runc'],
  ['tar', 'tar'],
  ['umount', 'mount'],
  ['unshare', 'util-linux'],
  ['xz', 'xz-utils'],
];

export interface HostDescriptionSources {
  readonly stateDirectory: string;
  /** Throws when containerd does not answer. */
  readonly containerdVersion: () => Promise<string>;
}

/** What the host has and can. One on which no guest can run says so and has no capabilities. */
export async function describeHost({ stateDirectory, containerdVersion }: HostDescriptionSources): Promise<HostDescription> {
  const { bsize, blocks, bavail } = await statfs(stateDirectory);
  const broken = (await brokenness()) ?? (await silence(containerdVersion));
  const problem = broken === undefined ? diskProblem(bavail * bsize) : { reason: 'HostBroken', message: broken };
  return {
    driver: 'container',
    capabilities: broken === undefined ? capabilities : [],
    inventory: {
      vcpus: availableParallelism(),
      memoryMiB: Math.floor(totalmem() / 1024 ** 2),
      diskGiB: Math.floor((blocks * bsize) / gibibyteBytes),
    },
    architecture: machine(),
    accelerator: 'none',
    portAttachment: 'Interface',
    ...(problem !== undefined && { problem }),
  };
}

async function brokenness(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return 'the agent must run as root: each guest gets ids of its own';
  const missing: string[] = [];
  for (const [program, packageName] of wanted) if (!(await isInstalled(program))) missing.push(`${program} (package ${packageName})`);
  return missing.length === 0 ? undefined : `this host has no ${missing.join(', ')}`;
}

async function silence(containerdVersion: () => Promise<string>): Promise<string | undefined> {
  try {
    await containerdVersion();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

async function isInstalled(program: string): Promise<boolean> {
  for (const folder of ['/usr/sbin', '/usr/bin', '/sbin', '/bin']) {
    if (
      await access(`${folder}/${program}`, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return true;
  }
  return false;
}

function diskProblem(availableBytes: number): HostDescription['problem'] {
  if (availableBytes >= scarceDiskBytes) return undefined;
  return {
    reason: 'DiskFull',
    message: `only ${Math.floor(availableBytes / 1024 ** 2)} MiB of disk are free: guests will meet a full disk`,
  };
}
