import type { Amounts } from './allocatable.ts';

/** A size, as a flavor or a machine states it. */
export interface StatedSize {
  readonly vcpus: number;
  readonly memoryMiB: number;
  readonly diskGiB: number;
  readonly ephemeralGiB?: number;
  readonly swapMiB?: number;
}

/** All disk that a size takes on its host, in GiB: root, ephemeral, and swap, which counts in whole GiB as in Nova. */
export function localDiskGiB({ diskGiB, ephemeralGiB = 0, swapMiB = 0 }: Omit<StatedSize, 'vcpus' | 'memoryMiB'>): number {
  return diskGiB + ephemeralGiB + Math.ceil(swapMiB / 1024);
}

/** What a machine of that size takes from its host. */
export function amountsOf(size: StatedSize): Amounts {
  return { vcpus: size.vcpus, memoryMiB: size.memoryMiB, diskGiB: localDiskGiB(size) };
}

/** The disks of a size beside the root disk, as far as it has any. */
export function extraDisksOf({ ephemeralGiB = 0, swapMiB = 0 }: Pick<StatedSize, 'ephemeralGiB' | 'swapMiB'>): {
  readonly ephemeralGiB?: number;
  readonly swapMiB?: number;
} {
  return { ...(ephemeralGiB > 0 ? { ephemeralGiB } : {}), ...(swapMiB > 0 ? { swapMiB } : {}) };
}

/** Whether a size has disks beside the root disk. */
export function hasExtraDisks(size: Pick<StatedSize, 'ephemeralGiB' | 'swapMiB'>): boolean {
  return (size.ephemeralGiB ?? 0) > 0 || (size.swapMiB ?? 0) > 0;
}
