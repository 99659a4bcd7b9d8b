import { timestamp } from '#apis/machinery/condition.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import { BackupFileError, type BackupEntry, type BackupHead } from '#cmd/bootstrap/backup-file.ts';
import { readIncarnation, revisionsAhead, writeIncarnation, type Incarnation } from '../storage/incarnation.ts';
import {
  keyEnd,
  keyPrefix,
  maxTransactionBytes,
  maxTransactionOperations,
  prefixEnd,
  type Operation,
  type Storage,
  type StoredItem,
} from '../storage/storage.ts';
import { kindPrefix } from '../watch-cache/object-location.ts';
import { changedKinds, restoredObject, type NewLife } from './restored-object.ts';

export interface RestoreOptions {
  /** The store, as it is: nothing is shifted and nothing decrypted. */
  readonly storage: Pick<Storage, 'range' | 'transact'>;
  /** The same store through its encryption, or itself. */
  readonly decrypting: Pick<Storage, 'range' | 'transact'>;
  /** What the backup holds, after it was found to be whole. */
  readonly entries: AsyncIterable<BackupEntry>;
  readonly head: BackupHead;
  readonly clock: Pick<Clock, 'now'>;
}

export interface RestoreReport {
  readonly incarnation: number;
  readonly entryCount: number;
}

/** The store holds something, or what it holds cannot be read. Nothing was changed, or the restore has to be made again from its start. */
export class RestoreError extends Error {
  override readonly name = 'RestoreError';
}

/**
 * Puts a backup into an empty store as the next life of its control plane. Until the end no api-server takes the store for whole; one that was cut short
 * is made again from its start. Throws {@link RestoreError}.
 */
export async function restoreBackup({ storage, decrypting, entries, head, clock }: RestoreOptions): Promise<RestoreReport> {
  await makeRoom(storage);
  const life: NewLife = { number: head.incarnation + 1, restoredAt: clock.now(), takenAt: new Date(head.takenAt) };
  const incarnation: Incarnation = {
    number: life.number,
    revisionOffset: head.revision + revisionsAhead,
    restoredAt: timestamp(life.restoredAt),
  };
  await writeIncarnation(storage, { ...incarnation, isIncomplete: true });
  const entryCount = await putAll(storage, entries);
  for (const kind of changedKinds) await changeAll(decrypting, kind, life);
  const found = await countAll(storage);
  if (found !== entryCount)
    throw new RestoreError(
      `the store holds ${found} keys, and ${entryCount} were put there: is an api-server running? Stop it, and restore again`,
    );
  await writeIncarnation(storage, incarnation);
  return { incarnation: life.number, entryCount };
}

/** Makes sure that there is nothing, or takes away what a restore that was cut short has left. */
async function makeRoom(storage: RestoreOptions['storage']): Promise<void> {
  const { isIncomplete, number } = await readIncarnation(storage);
  const { items } = await storage.range({ start: keyPrefix, end: prefixEnd(keyPrefix), limit: 1 });
  if (items.length === 0 && number === 0) return;
  if (isIncomplete !== true)
    throw new RestoreError('the store is not empty: a backup is restored into a new etcd, so that nothing is lost that is there');
  for await (const page of pagesOf(storage)) {
    const operations = page.map(({ key }): Operation => ({ kind: 'Delete', key }));
    await storage.transact({ compare: [], operations });
  }
}

async function putAll(storage: RestoreOptions['storage'], entries: AsyncIterable<BackupEntry>): Promise<number> {
  let batch: Operation[] = [];
  let bytes = 0;
  let count = 0;
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await storage.transact({ compare: [], operations: batch });
    [batch, bytes] = [[], 0];
  };
  for await (const { key, value } of entries) {
    if (!key.startsWith(keyPrefix)) throw new BackupFileError(`entry "${key}" does not belong to a control plane`);
    const size = key.length + value.length;
    if (batch.length === maxTransactionOperations || bytes + size > maxTransactionBytes) await flush();
    batch.push({ kind: 'Put', key, value });
    bytes += size;
    count += 1;
  }
  await flush();
  return count;
}

async function changeAll(storage: RestoreOptions['decrypting'], kind: KindDefinition, life: NewLife): Promise<void> {
  for await (const page of pagesOf(storage, kindPrefix(kind))) {
    for (const item of page) {
      const object = objectIn(item);
      const next = restoredObject(kind, object, life);
      if (next === object) continue;
      const value = Buffer.from(JSON.stringify(next));
      const result = await storage.transact({
        compare: [{ key: item.key, modRevision: item.modRevision }],
        operations: [{ kind: 'Put', key: item.key, value }],
      });
      if (!result.succeeded)
        throw new RestoreError(`somebody else has written ${item.key}: is an api-server running? Stop it, and restore again`);
    }
  }
}

function objectIn({ key, value, fault }: StoredItem): ApiObject {
  if (fault !== undefined)
    throw new RestoreError(`${key} cannot be read: ${fault}. The encryption configuration has to be that of the time of the backup`);
  try {
    return JSON.parse(value.toString('utf8')) as ApiObject;
  } catch (cause) {
    throw new RestoreError(`${key} does not hold an object`, { cause });
  }
}

async function countAll(storage: RestoreOptions['storage']): Promise<number> {
  let count = 0;
  for await (const page of pagesOf(storage)) count += page.length;
  return count;
}

async function* pagesOf(
  storage: Pick<Storage, 'range'>,
  prefix: string = keyPrefix,
): AsyncGenerator<readonly StoredItem[], void, undefined> {
  const end = prefixEnd(prefix);
  for (let start = prefix; ;) {
    const { items, more } = await storage.range({ start, end, limit: pageItems });
    if (items.length > 0) yield items;
    const last = items.at(-1);
    if (!more || last === undefined) return;
    start = keyEnd(last.key);
  }
}

const pageItems = maxTransactionOperations;
