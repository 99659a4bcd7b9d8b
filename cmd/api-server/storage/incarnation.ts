import { ownKeyPrefix, type Revision, type Storage } from './storage.ts';

/** Which life of the control plane a store belongs to. A store that was never restored into has no record of it. */
export interface Incarnation {
  /** 0 for the first life, one more with each restore. */
  readonly number: number;
  /** Added to each revision of the store before anybody sees it: so all are above those that an earlier life handed out. */
  readonly revisionOffset: Revision;
  /** A restore was begun and has not ended: what is in the store is not whole. */
  readonly isIncomplete?: boolean;
  /** When the restore was made, as RFC 3339, by the clock of who made it. Absent for the first life. */
  readonly restoredAt?: string;
}

/** Where it is kept. */
export const incarnationKey = `${ownKeyPrefix}incarnation`;

export const firstIncarnation: Incarnation = { number: 0, revisionOffset: 0 };

/** So far is each life ahead of the last revision that is known of the one before: at 10,000 writes a second that one would have gone on for three years. */
export const revisionsAhead = 1_000_000_000_000;

/** Reads it from a store that shifts nothing. Throws {@link StorageUnavailableError}, and a RangeError for a record of a newer release. */
export async function readIncarnation(storage: Pick<Storage, 'transact'>): Promise<Incarnation> {
  const result = await storage.transact({ compare: [{ key: incarnationKey, modRevision: 0 }], operations: [] });
  const [item] = result.succeeded ? [] : result.current;
  if (item === undefined) return firstIncarnation;
  const record = JSON.parse(item.value.toString('utf8')) as Incarnation;
  if (!Number.isSafeInteger(record.number) || !Number.isSafeInteger(record.revisionOffset) || record.revisionOffset < 0)
    throw new RangeError(`the store says of its incarnation what this release does not understand: ${item.value.toString('utf8')}`);
  return record;
}

/** Writes it to a store that shifts nothing. */
export async function writeIncarnation(storage: Pick<Storage, 'transact'>, incarnation: Incarnation): Promise<void> {
  const value = Buffer.from(JSON.stringify(incarnation));
  await storage.transact({ compare: [], operations: [{ kind: 'Put', key: incarnationKey, value }] });
}
