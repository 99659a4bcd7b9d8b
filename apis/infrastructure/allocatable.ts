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

/** On a machine that one server takes whole, nothing of the host's runs beside it. */
const defaultRatiosOfExclusive: Amounts = { vcpus: 1, memoryMiB: 1, diskGiB: 1 };

/**
 * What servers may claim on a host in all: (inventory - reserved) × allocation ratio, rounded down, never negative.
 * Undefined while the host has not reported an inventory.
 */
export function allocatable(host: Pick<Host, 'spec' | 'status'>): Amounts | undefined {
  const inventory = host.status?.inventory;
  if (inventory === undefined) return undefined;
  const isExclusive = host.status?.exclusive === true;
  const promised = (name: ResourceName): number => {
    const reserved = host.spec.reserved?.[name] ?? (isExclusive ? noAmounts : defaultReserved)[name];
    const ratio = host.spec.allocationRatios?.[name] ?? (isExclusive ? defaultRatiosOfExclusive : defaultRatios)[name];
    return Math.max(0, Math.floor((inventory[name] - reserved) * ratio));
  };
  return { vcpus: promised('vcpus'), memoryMiB: promised('memoryMiB'), diskGiB: promised('diskGiB') };
}

/** A host as far as it matters to whether something fits on it. */
export interface Room {
  /** See {@link allocatable}. */
  readonly allocatable: Amounts;
  /** What is claimed already. */
  readonly claimed: Amounts;
  readonly isExclusive: boolean;
}

/** Whether one more server of that size has room. */
export function hasRoom(room: Room, size: Amounts): boolean {
  return !(lacks(room, size, 'vcpus') || lacks(room, size, 'memoryMiB') || lacks(room, size, 'diskGiB'));
}

/** The resources that it has no room in. */
export function resourcesWithoutRoom(room: Room, size: Amounts): readonly ResourceName[] {
  return resourceNames.filter((name) => lacks(room, size, name));
}

/**
 * An exclusive host takes one server, and one that asks for just its CPUs and memory:
 * a small server on a large machine would waste it, and nothing else would keep it away.
 */
function lacks({ allocatable: limit, claimed, isExclusive }: Room, size: Amounts, name: ResourceName): boolean {
  if (isExclusive && name !== 'diskGiB') return claimed[name] > 0 || size[name] !== limit[name];
  return size[name] > 0 && claimed[name] + size[name] > limit[name];
}

/** The sum of both. */
export function addAmounts(left: Amounts, right: Amounts): Amounts {
  return { vcpus: left.vcpus + right.vcpus, memoryMiB: left.memoryMiB + right.memoryMiB, diskGiB: left.diskGiB + right.diskGiB };
}

/** What is left of the one without the other. */
export function subtractAmounts(from: Amounts, amounts: Amounts): Amounts {
  return { vcpus: from.vcpus - amounts.vcpus, memoryMiB: from.memoryMiB - amounts.memoryMiB, diskGiB: from.diskGiB - amounts.diskGiB };
}

/** Of each resource the larger amount. */
export function mostAmounts(left: Amounts, right: Amounts): Amounts {
  return {
    vcpus: Math.max(left.vcpus, right.vcpus),
    memoryMiB: Math.max(left.memoryMiB, right.memoryMiB),
    diskGiB: Math.max(left.diskGiB, right.diskGiB),
  };
}

/** Nothing of anything. */
export const noAmounts: Amounts = { vcpus: 0, memoryMiB: 0, diskGiB: 0 };
