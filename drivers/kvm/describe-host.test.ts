import { describe, expect, it } from 'vitest';
import { DriverError } from '#drivers/contract/driver.ts';
import type { Acceleration } from './accelerator/accelerator-probe.ts';
import { describeHost, type HostDescriptionSources } from './describe-host.ts';
import type { HostFacts } from './host/host-facts.ts';
import { HugePages } from './host/huge-pages.ts';

const gibibyteBytes = 1024 ** 3;

const programs = { qemu: '/qemu', nsenter: '/nsenter', setpriv: '/setpriv', flock: '/flock', ip: '/ip' };

interface Situation extends Partial<HostFacts> {
  readonly totalBytes?: number;
  readonly availableBytes?: number;
  readonly stalledCount?: number;
  readonly acceleration?: () => Promise<Acceleration>;
  readonly parts?: Partial<HostDescriptionSources['parts']>;
}

function describeIn({ totalBytes = 100 * gibibyteBytes, availableBytes = 50 * gibibyteBytes, stalledCount = 0, ...rest }: Situation = {}) {
  const { acceleration = () => Promise.resolve<Acceleration>({ kind: 'tcg', whyNotKVM: 'there is none here' }), parts, ...facts } = rest;
  return describeHost({
    facts: {
      vcpus: 8,
      memoryMiB: 32_768,
      architecture: 'x86_64',
      userID: 0,
      diskSpace: () => Promise.resolve({ totalBytes, availableBytes }),
      ...facts,
    },
    stateDirectory: '/var/lib/tycho',
    acceleration,
    stalledCount,
    parts: {
      programs: () => Promise.resolve(programs),
      firmware: () => Promise.resolve(undefined),
      hugePages: new HugePages({ root: '/nowhere' }),
      ...parts,
    },
  });
}

describe('describeHost', () => {
  it('tells what the host has, in whole GiB of disk, and how guests execute', async () => {
    expect(await describeIn({ totalBytes: 100.9 * gibibyteBytes })).toMatchObject({
      driver: 'kvm',
      inventory: { vcpus: 8, memoryMiB: 32_768, diskGiB: 100 },
      architecture: 'x86_64',
      accelerator: 'tcg',
    });
  });

  it('has no problem to report where all is well', async () => {
    expect(await describeIn()).not.toHaveProperty('problem');
  });

  it('keeps the amounts the same however full the disk is', async () => {
    const [empty, full] = await Promise.all([describeIn({ availableBytes: 99 * gibibyteBytes }), describeIn({ availableBytes: 0 })]);

    expect(full.inventory).toEqual(empty.inventory);
    expect(full.capabilities).toEqual(empty.capabilities);
  });

  it('can do what its programs, firmware and memory allow, and says no more', async () => {
    const bare = await describeIn();
    const full = await describeIn({
      parts: {
        programs: () =>
          Promise.resolve({
            ...programs,
            qemuImg: '/qemu-img',
            swtpm: '/swtpm',
            taskset: '/taskset',
            mke2fs: '/mke2fs',
            mkswap: '/mkswap',
          }),
        firmware: () => Promise.resolve({ codePath: '/code', variablesPath: '/variables' }),
      },
    });
    const further = ['snapshot', 'shelve', 'volume-snapshot', 'boot-uefi', 'tpm', 'cpu-pinning', 'local-disks'];

    expect(bare.capabilities.filter((each) => further.includes(each))).toEqual([]);
    expect(full.capabilities).toEqual(expect.arrayContaining(further));
    expect(full.capabilities).not.toContain('huge-pages');
  });

  it.each([
    ['on another processor', { architecture: 'aarch64' }, /x86_64 .* aarch64/],
    ['without root', { userID: 1000 }, /must run as root/],
    [
      'when the probe says so',
      { acceleration: () => Promise.reject(new DriverError('HostBroken', 'QEMU is not installed')) },
      /not installed/,
    ],
  ])('can do nothing %s, and says why', async (_, situation, message) => {
    expect(await describeIn(situation)).toMatchObject({
      capabilities: [],
      accelerator: 'none',
      problem: { reason: 'HostBroken', message: expect.stringMatching(message) as unknown },
    });
  });

  it('does not take its own mistakes for those of the host', async () => {
    const mistaken = { acceleration: () => Promise.reject(new TypeError('a mistake of ours')) };

    await expect(describeIn(mistaken)).rejects.toThrow('a mistake of ours');
  });

  it('warns while a little room is left, and says when guests are halted', async () => {
    expect(await describeIn({ availableBytes: gibibyteBytes - 1 })).toMatchObject({
      problem: { reason: 'DiskFull', message: 'only 1023 MiB of disk are free: guests will be halted' },
    });
    expect(await describeIn({ availableBytes: 0, stalledCount: 3 })).toMatchObject({
      problem: { reason: 'DiskFull', message: expect.stringContaining('3 guests are halted') as unknown },
    });
    expect(await describeIn({ availableBytes: gibibyteBytes })).not.toHaveProperty('problem');
  });
});
