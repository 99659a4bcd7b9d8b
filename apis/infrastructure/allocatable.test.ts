import { describe, expect, it } from 'vitest';
import { aHost } from '#test/builders/host.ts';
import { allocatable, hasRoom, noAmounts, resourcesWithoutRoom } from './allocatable.ts';

const machine = { vcpus: 8, memoryMiB: 16_384, diskGiB: 100 } as const;

describe('what servers may claim on a host', () => {
  it('leaves the host some memory and promises processors several times, unless the operator says otherwise', () => {
    expect(allocatable(aHost({ status: { inventory: machine } }))).toEqual({ vcpus: 32, memoryMiB: 15_872, diskGiB: 100 });
    expect(allocatable(aHost({ status: { inventory: machine }, spec: { allocationRatios: { vcpus: 1 } } }))?.vcpus).toBe(8);
  });

  it('is all of a machine that one server takes whole', () => {
    expect(allocatable(aHost({ status: { inventory: machine, exclusive: true } }))).toEqual(machine);
  });
});

describe('room on a machine that one server takes whole', () => {
  const free = { allocatable: machine, claimed: noAmounts, isExclusive: true } as const;

  it('is there for a server of just its processors and memory, with any disk that fits', () => {
    expect(hasRoom(free, machine)).toBe(true);
    expect(hasRoom(free, { ...machine, diskGiB: 10 })).toBe(true);
    expect(resourcesWithoutRoom(free, { ...machine, diskGiB: 101 })).toEqual(['diskGiB']);
  });

  it('is not there for a smaller server, which would waste it', () => {
    expect(resourcesWithoutRoom(free, { vcpus: 1, memoryMiB: 16_384, diskGiB: 1 })).toEqual(['vcpus']);
    expect(hasRoom(free, { vcpus: 8, memoryMiB: 1024, diskGiB: 1 })).toBe(false);
  });

  it('is not there for a second one, however small', () => {
    const taken = { ...free, claimed: machine };

    expect(resourcesWithoutRoom(taken, machine)).toEqual(['vcpus', 'memoryMiB', 'diskGiB']);
    expect(hasRoom(taken, { vcpus: 1, memoryMiB: 16, diskGiB: 0 })).toBe(false);
  });
});
