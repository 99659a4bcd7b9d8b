import type { Host } from './host.ts';

/** An amount of each resource that servers claim. */
export interface Amounts {
  readonly vcpus: number;
  readonly memoryMiB: number;
  readonly diskGiB: number;
}

/** The names of the resources, in the order in which people are told of them. */
export const resourceNames = ['vcpus', 'memoryMiB', 'diskGiB'] as const;

export type ResourceName = (typeof resourceNames)[number];

/** Nova's first-start defaults for compute hosts (nova/conf/compute.py: initial_*_allocation_ratio, reserved_host_memory_mb). */
const defaultRatios: Amounts = { vcpus: 4, memoryMiB: 1, diskGiB: 1 };
const defaultReserved: Amounts = { vcpus: 0, memoryMiB: 512, diskGiB: 0 };

/**
 * What servers may claim on a host in all: (inventory - reserved) × allocation ratio, rounded down, never negative.
 * Undefined while the host has not reported an inventory.
 */
export function allocatable(host: Pick<Host, 'spec' | 'status'>): Amounts | undefined {
  const inventory = host.status?.inventory;
  if (inventory === undefined) return undefined;
  const promised = (name: ResourceName): number => {
    const reserved = host.spec.reserved?.[name] ?? defaultReserved[name];
    const ratio = host.spec.allocationRatios?.[name] ?? defaultRatios[name];
    return Math.max(0, Math.floor((inventory[name] - reserved) * ratio));
  };
  return { vcpus: promised('vcpus'), memoryMiB: promised('memoryMiB'), diskGiB: promised('diskGiB') };
}

/** The sum of both. */
export function addAmounts(left: Amounts, right: Amounts): Amounts {
  return { vcpus: left.vcpus + right.vcpus, memoryMiB: left.memoryMiB + right.memoryMiB, diskGiB: left.diskGiB + right.diskGiB };
}

/** Nothing of anything. */
export const noAmounts: Amounts = { vcpus: 0, memoryMiB: 0, diskGiB: 0 };
