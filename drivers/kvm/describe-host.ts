import type { Capability } from '#drivers/contract/capability.ts';
import { DriverError, type HostDescription } from '#drivers/contract/driver.ts';
import type { Acceleration } from './accelerator/accelerator-probe.ts';
import type { HostFacts } from './host/host-facts.ts';

const capabilities: readonly Capability[] = [
  'image-raw',
  'image-qcow2',
  'image-kernel',
  'reboot-soft',
  'reboot-hard',
  'console-log',
  'user-data',
  'key-pair',
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
}: HostDescriptionSources): Promise<HostDescription> {
  const disk = await facts.diskSpace(stateDirectory);
  const found = await findAcceleration(facts, acceleration);
  const problem = found.kind === 'none' ? { reason: 'HostBroken', message: found.message } : diskProblem(disk.availableBytes, stalledCount);
  return {
    driver: 'kvm',
    capabilities: found.kind === 'none' ? [] : capabilities,
    inventory: { vcpus: facts.vcpus, memoryMiB: facts.memoryMiB, diskGiB: Math.floor(disk.totalBytes / gibibyteBytes) },
    architecture: facts.architecture,
    accelerator: found.kind,
    portAttachment: 'Tap',
    ...(problem !== undefined && { problem }),
  };
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
