import { describe, expect, it } from 'vitest';
import { silentLogger } from '#apis/machinery/logger.ts';
import type { StorageUsage } from '../storage.ts';
import { giveSpaceBack } from './give-space-back.ts';

class FakeEtcd {
  usedBytes: number;
  reclaimableBytes: number;
  alarms: readonly string[];
  defragmentCount = 0;

  constructor({
    usedBytes,
    reclaimableBytes,
    alarms = [],
  }: {
    readonly usedBytes: number;
    readonly reclaimableBytes: number;
    readonly alarms?: readonly string[];
  }) {
    this.usedBytes = usedBytes;
    this.reclaimableBytes = reclaimableBytes;
    this.alarms = alarms;
  }

  async usage(): Promise<StorageUsage> {
    const { usedBytes, reclaimableBytes, alarms } = this;
    return { usedBytes, reclaimableBytes, quotaBytes: 100, alarms };
  }

  async defragment(): Promise<void> {
    this.defragmentCount += 1;
    this.usedBytes -= this.reclaimableBytes;
    this.reclaimableBytes = 0;
  }

  async clearSpaceAlarm(): Promise<void> {
    this.alarms = [];
  }
}

describe('giveSpaceBack', () => {
  it.each([
    { when: 'far from its quota', usedBytes: 40, reclaimableBytes: 39, isDone: false },
    { when: 'near its quota, all in use', usedBytes: 90, reclaimableBytes: 40, isDone: false },
    { when: 'near its quota, most of it free', usedBytes: 90, reclaimableBytes: 60, isDone: true },
  ])('defragments an etcd $when: $isDone', async ({ usedBytes, reclaimableBytes, isDone }) => {
    const etcd = new FakeEtcd({ usedBytes, reclaimableBytes });

    await giveSpaceBack(etcd, silentLogger);

    expect(etcd.defragmentCount).toBe(isDone ? 1 : 0);
  });

  it('leaves defragmenting to the operator where that is wished for', async () => {
    const [crowded, full, freed] = [
      new FakeEtcd({ usedBytes: 90, reclaimableBytes: 60 }),
      new FakeEtcd({ usedBytes: 100, reclaimableBytes: 70, alarms: ['NOSPACE'] }),
      new FakeEtcd({ usedBytes: 30, reclaimableBytes: 0, alarms: ['NOSPACE'] }),
    ];

    for (const etcd of [crowded, full, freed]) await giveSpaceBack(etcd, silentLogger, { mayDefragment: false });

    expect([crowded, full, freed].map(({ defragmentCount }) => defragmentCount)).toEqual([0, 0, 0]);
    expect([full, freed].map(({ alarms }) => alarms)).toEqual([['NOSPACE'], []]);
  });

  it('lets writes in again once a full etcd has room, and not before', async () => {
    const full = new FakeEtcd({ usedBytes: 100, reclaimableBytes: 10, alarms: ['NOSPACE'] });
    const freed = new FakeEtcd({ usedBytes: 100, reclaimableBytes: 70, alarms: ['NOSPACE'] });

    await giveSpaceBack(full, silentLogger);
    await giveSpaceBack(freed, silentLogger);

    expect(full).toMatchObject({ alarms: ['NOSPACE'], defragmentCount: 1 });
    expect(freed).toMatchObject({ alarms: [], defragmentCount: 1 });
  });
});
