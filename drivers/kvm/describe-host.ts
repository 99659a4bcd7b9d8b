import type { Capability } from '#drivers/contract/capability.ts';
import { DriverError, type HostDescription } from '#drivers/contract/driver.ts';
import type { Acceleration } from './accelerator/accelerator-probe.ts';
import type { DriverParts } from './driver-parts.ts';
import type { HostFacts } from './host/host-facts.ts';

/** What every host of this driver can do. */
const capabilities: readonly Capability[] = [
  'image-raw',
  'image-qcow2',
  'image-kernel',
  'reboot-soft',
  'reboot-hard',
  'console-log',
  'user-data',
  'key-pair',
  'config-drive',
  'metadata-service',
  'pause',
  'suspend',
  'migrate-live',
  'rebuild',
  'rescue',
  'crash-dump',
  'set-password',
  'network',
  'port-attach',
  'volume',
  'volume-attach',
  'volume-extend',
  'volume-boot',
  'volume-multi-attach',
  'console-serial',
  'console-graphical',
];

const gibibyteBytes = 1024 ** 3;

/** Less free room than this, and guests begin to be halted. */
const scarceDiskBytes = gibibyteBytes;

export interface HostDescriptionSources {
  readonly facts: HostFacts;
  readonly stateDirectory: string;
  readonly acceleration: () => Promise<Acceleration>;
  /** Guests that are halted because the disk is full. */
  readonly stalledCount: number;
  /** What else is on the host. */
  readonly parts: Pick<DriverParts, 'programs' | 'firmware' | 'hugePages'>;
}

/**
 * What the host has and can. A host on which no guest can run says so and has no capabilities. The amounts are those of
 * the host and not what happens to be free: they change only when the host does.
 */
export async function describeHost({
  facts,
  stateDirectory,
  acceleration,
  stalledCount,
  parts,
}: HostDescriptionSources): Promise<HostDescription> {
  const disk = await facts.diskSpace(stateDirectory);
  const found = await findAcceleration(facts, acceleration);
  const problem = found.kind === 'none' ? { reason: 'HostBroken', message: found.message } : diskProblem(disk.availableBytes, stalledCount);
  return {
    driver: 'kvm',
    capabilities: found.kind === 'none' ? [] : [...capabilities, ...(await furtherCapabilities(facts, parts))],
    inventory: { vcpus: facts.vcpus, memoryMiB: facts.memoryMiB, diskGiB: Math.floor(disk.totalBytes / gibibyteBytes) },
    architecture: facts.architecture,
    accelerator: found.kind,
    portAttachment: 'Tap',
    ...(problem !== undefined && { problem }),
  };
}

/** What some hosts can do: by the programs that are installed, and by what an operator has set aside. */
async function furtherCapabilities(facts: HostFacts, parts: HostDescriptionSources['parts']): Promise<readonly Capability[]> {
  const [programs, firmware, pools] = await Promise.all([
    parts.programs(),
    parts.firmware(),
    Promise.all([2048, 1024 ** 2].map((pageKiB) => parts.hugePages.find(pageKiB))),
  ]);
  const further: readonly (readonly [boolean, readonly Capability[]])[] = [
    [programs.qemuImg !== undefined, ['snapshot', 'backup', 'shelve', 'resize', 'migrate-cold', 'volume-snapshot']],
    [firmware !== undefined, ['boot-uefi']],
    [programs.swtpm !== undefined, ['tpm']],
    [programs.mke2fs !== undefined && programs.mkswap !== undefined, ['local-disks']],
    [programs.taskset !== undefined && facts.vcpus > 1, ['cpu-pinning']],
    [pools.some((pool) => pool !== undefined && pool.totalCount > 0), ['huge-pages']],
  ];
  return further.flatMap(([isThere, names]) => (isThere ? names : []));
}

async function findAcceleration(facts: HostFacts, acceleration: () => Promise<Acceleration>): Promise<Acceleration> {
  if (facts.architecture !== 'x86_64') return { kind: 'none', message: `guests run on x86_64 and this host is ${facts.architecture}` };
  if (facts.userID !== 0) return { kind: 'none', message: 'the agent must run as root: each guest gets a user of its own' };
  try {
    return await acceleration();
  } catch (error) {
    if (error instanceof DriverError) return { kind: 'none', message: error.message };
    throw error;
  }
}

function diskProblem(availableBytes: number, stalledCount: number): HostDescription['problem'] {
  if (stalledCount > 0) return { reason: 'DiskFull', message: `the disk is full: ${stalledCount} guests are halted until there is room` };
  if (availableBytes >= scarceDiskBytes) return undefined;
  return { reason: 'DiskFull', message: `only ${Math.floor(availableBytes / 1024 ** 2)} MiB of disk are free: guests will be halted` };
}
