import type { ConditionUpdate } from '#apis/machinery/condition.ts';
import type { Storage, StorageUsage } from '../storage/storage.ts';

/** Whether the store has room, told before it has none. Throws {@link StorageUnavailableError}. */
export async function storageCondition(storage: Pick<Storage, 'usage'>): Promise<ConditionUpdate> {
  return conditionOf(await storage.usage());
}

function conditionOf({ usedBytes, quotaBytes, alarms }: StorageUsage): ConditionUpdate {
  const type = 'StorageHealthy';
  if (alarms.length > 0) {
    return {
      type,
      status: 'False',
      reason: 'Alarm',
      message: `The store raises ${alarms.join(', ')}: raise its quota and restart it, then delete what is not needed.`,
    };
  }
  const usedPercent = quotaBytes === 0 ? 0 : Math.floor((usedBytes / quotaBytes) * 100);
  const room = `The store holds ${usedBytes} bytes of ${quotaBytes === 0 ? 'no set limit' : `${quotaBytes} (${usedPercent} %)`}.`;
  if (usedPercent < nearlyFullPercent) return { type, status: 'True', reason: 'HasRoom', message: room };
  return {
    type,
    status: 'False',
    reason: 'NearlyFull',
    message: `${room} When it is full it takes no more writes: delete what is not needed, or raise the quota.`,
  };
}

const nearlyFullPercent = 80;
