import type { Logger } from '#apis/machinery/logger.ts';
import type { StorageUsage } from '../storage.ts';
import type { EtcdStorage } from './etcd-storage.ts';

/**
 * Gives back what compactions have freed when etcd's file comes near its quota: the quota counts the file, free pages included. Clears the alarm of
 * a full etcd once there is room. To be called now and then, after a compaction. Throws {@link StorageUnavailableError}.
 */
export async function giveSpaceBack(storage: Pick<EtcdStorage, 'usage' | 'defragment' | 'clearSpaceAlarm'>, logger: Logger): Promise<void> {
  const before = await storage.usage();
  // A full etcd does not know what the last compaction has freed: it finds out at its next write, and takes none.
  const isWorthIt = isFull(before) || (shareUsed(before) > crowdedShare && before.reclaimableBytes * 2 > before.usedBytes);
  if (isWorthIt) {
    await storage.defragment();
    logger.info({ before, after: await storage.usage() }, 'etcd defragmented');
  }
  const after = isWorthIt ? await storage.usage() : before;
  if (!isFull(after) || shareUsed(after) > roomyShare) return;
  await storage.clearSpaceAlarm();
  logger.info({ usage: after }, 'etcd has room again and takes writes');
}

/** Defragmenting stops etcd for a moment, so not before it is of use. */
const crowdedShare = 0.5;
/** Below it there is room enough to let writes in again. */
const roomyShare = 0.8;

function isFull({ alarms }: StorageUsage): boolean {
  return alarms.includes('NOSPACE');
}

function shareUsed({ usedBytes, quotaBytes }: StorageUsage): number {
  return quotaBytes === 0 ? 0 : usedBytes / quotaBytes;
}
