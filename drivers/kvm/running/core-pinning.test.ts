import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aGuest, aMark } from '#test/builders/guest.ts';
import { InstanceDirectories } from '../instance-directory/instance-directories.ts';
import type { MachineRecord } from '../instance-directory/instance-directory.ts';
import { CorePinning, coresOf } from './core-pinning.ts';

let stateDirectory: string;

beforeEach(async () => {
  stateDirectory = await mkdtemp(join(tmpdir(), 'cores-'));
});

afterEach(() => rm(stateDirectory, { recursive: true }));

function pinningOf(cores: readonly number[]): CorePinning {
  return new CorePinning({
    directories: new InstanceDirectories({ stateDirectory }),
    runner: { run: () => Promise.reject(new Error('not here')), launch: () => Promise.reject(new Error('not here')) },
    programs: () => Promise.reject(new Error('not here')),
    onlineCores: () => Promise.resolve(cores),
  });
}

const dedicated = (instanceUID: string, vcpus = 1) =>
  aGuest({ mark: aMark({ instanceUID }), vcpus, extraSpecs: { 'hw:cpu_policy': 'dedicated' } });

describe('CorePinning', () => {
  it('gives each processor to one guest only, and the first to none', async () => {
    const pinning = pinningOf([0, 1, 2, 5]);

    const given = await Promise.all([pinning.allocate(dedicated('a', 2)), pinning.allocate(dedicated('b'))]);

    expect(given).toEqual([[1, 2], [5]]);
    await expect(pinning.allocate(dedicated('c'))).rejects.toMatchObject({
      reason: 'Temporary',
      message: expect.stringContaining('0 of the host'),
    });
    await pinning.release('a');
    expect(await pinning.allocate(dedicated('c'))).toEqual([1]);
    expect(await pinning.allocate(dedicated('b'))).toEqual([5]);
  });

  it('knows from the records what was given before', async () => {
    const directory = await new InstanceDirectories({ stateDirectory }).ensure(aMark({ instanceUID: 'before' }));
    await directory.writeMachine({ cores: [1, 3] } as unknown as MachineRecord);

    expect(await pinningOf([0, 1, 2, 3, 4]).allocate(dedicated('a', 2))).toEqual([2, 4]);
    expect(await pinningOf([0, 1, 2, 3, 4]).allocate(dedicated('before', 2))).toEqual([1, 3]);
  });

  it('gives none to guests that share, and refuses what it does not know', async () => {
    const pinning = pinningOf([0, 1]);

    expect(await pinning.allocate(aGuest())).toBeUndefined();
    expect(await pinning.allocate(aGuest({ extraSpecs: { 'hw:cpu_policy': 'shared' } }))).toBeUndefined();
    await expect(pinning.allocate(aGuest({ extraSpecs: { 'hw:cpu_policy': 'mixed' } }))).rejects.toMatchObject({ reason: 'Unsupported' });
  });
});

describe('coresOf', () => {
  it.each<[string, readonly number[]]>([
    ['0', [0]],
    ['0-3', [0, 1, 2, 3]],
    ['0-1,4,6-7', [0, 1, 4, 6, 7]],
    ['', []],
  ])('reads "%s"', (list, expected) => {
    expect(coresOf(list)).toEqual(expected);
  });
});
