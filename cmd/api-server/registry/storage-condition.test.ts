import { describe, expect, it } from 'vitest';
import type { StorageUsage } from '../storage/storage.ts';
import { storageCondition } from './storage-condition.ts';

const usage: StorageUsage = { usedBytes: 10, reclaimableBytes: 0, quotaBytes: 100, alarms: [] };

async function condition(overrides: Partial<StorageUsage>): Promise<unknown> {
  return await storageCondition({ usage: async () => ({ ...usage, ...overrides }) });
}

describe('the condition of the store', () => {
  it('is well while there is room, or no limit', async () => {
    expect(await condition({})).toMatchObject({ type: 'StorageHealthy', status: 'True', reason: 'HasRoom' });
    expect(await condition({ quotaBytes: 0, usedBytes: 10_000 })).toMatchObject({ status: 'True' });
  });

  it('says so before the store is full, and what would help', async () => {
    expect(await condition({ usedBytes: 80 })).toMatchObject({
      status: 'False',
      reason: 'NearlyFull',
      message: expect.stringContaining('80 %'),
    });
  });

  it('passes on the store\u2019s own alarms', async () => {
    expect(await condition({ alarms: ['NOSPACE'] })).toMatchObject({
      status: 'False',
      reason: 'Alarm',
      message: expect.stringContaining('NOSPACE'),
    });
  });
});
