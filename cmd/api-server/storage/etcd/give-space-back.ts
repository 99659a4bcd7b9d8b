import type { Logger } from '#apis/machinery/logger.ts';
import type { StorageUsage } from '../storage.ts';
import type { EtcdStorage } from './etcd-storage.ts';

/**
 * Gives back what compactions have freed when etcd's file comes near its quota: the quota counts the file, free pages included. Clears the alarm of
 * a full etcd once there is room. An operator who defragments by other means has it do the latter alone. To be called now and then, after a compaction. Throws {@link StorageUnavailableError}.
 */
export async function giveSpaceBack(
  storage: Pick<EtcdStorage, 'usage' | 'defragment' | 'clearSpaceAlarm'>,
  logger: Logger,
  { mayDefragment = true }: { readonly mayDefragment?: boolean } = {},
): Promise<void> {
  const before = await storage.usage();
  // A full etcd does not know what the last compaction has freed: it finds out at its next write, and takes none.
  const isOfUse = isFull(before) || (shareUsed(before) > crowdedShare && before.reclaimableBytes * 2 > before.usedBytes);
  const isDone = mayDefragment && isOfUse;
  if (isDone) {
    await storage.defragment();
    logger.info({ before, after: await storage.usage() }, 'etcd defragmented');
  }
  const after = isDone ? await storage.usage() : before;
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
