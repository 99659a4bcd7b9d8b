import { describe, expect, it } from 'vitest';
import {
  keyEnd,
  maxTransactionOperations,
  TransactionTooLargeError,
  type Storage,
  type TransactionResult,
} from '#cmd/api-server/storage/storage.ts';
import { eventually } from '#test/harness/eventually.ts';
import { freshPrefix, numbers, put, rangeOfPrefix, remove, texts, write, type StorageUnderTest } from './storage-under-test.ts';
import { WatchRecording } from './watch-recording.ts';

export function describeTransactions(underTest: () => StorageUnderTest): void {
  describe('a transaction', () => {
    it('writes all its keys at one new revision', async () => {
      const { storage } = underTest();
      const prefix = freshPrefix();
      const first = await write(storage, put(`${prefix}a`, '1'), put(`${prefix}b`, '1'));
      const second = await write(storage, put(`${prefix}a`, '2'), put(`${prefix}c`, '2'), remove(`${prefix}b`));

      const { items, revision } = await storage.range(rangeOfPrefix(prefix));

      expect(second).toBe(first + 1);
      expect(revision).toBe(second);
      expect(items.map(({ createRevision, modRevision }) => [createRevision, modRevision])).toEqual([
        [first, second],
        [second, second],
      ]);
    });

    it('does nothing if one comparison fails, and tells how the compared keys are now', async () => {
      const { storage } = underTest();
      const prefix = freshPrefix();
      const revision = await write(storage, put(`${prefix}a`, '1'), put(`${prefix}b`, '1'));

      const result = await storage.transact({
        compare: [
          { key: `${prefix}a`, modRevision: revision },
          { key: `${prefix}b`, modRevision: 0 },
          { key: `${prefix}absent`, modRevision: 0 },
        ],
        operations: [put(`${prefix}a`, '2'), remove(`${prefix}b`)],
      });

      expect(result).toMatchObject({ succeeded: false, revision });
      expect(texts(result.succeeded ? [] : result.current)).toEqual(['a=1', 'b=1']);
      expect(texts((await storage.range(rangeOfPrefix(prefix))).items)).toEqual(['a=1', 'b=1']);
    });

    it('takes a key that was deleted for one that does not exist, and its old revision for a wrong one', async () => {
      const { storage } = underTest();
      const key = `${freshPrefix()}a`;
      const created = await write(storage, put(key, '1'));
      await write(storage, remove(key));

      const stale = await storage.transact({ compare: [{ key, modRevision: created }], operations: [put(key, 'stale')] });
      const fresh = await storage.transact({ compare: [{ key, modRevision: 0 }], operations: [put(key, 'fresh')] });

      expect(stale).toMatchObject({ succeeded: false, current: [] });
      expect(fresh.succeeded).toBe(true);
    });

    it('that changes nothing has no revision of its own', async () => {
      const { storage } = underTest();
      const prefix = freshPrefix();
      const revision = await write(storage, put(`${prefix}a`, '1'));

      const compared = await storage.transact({ compare: [{ key: `${prefix}a`, modRevision: revision }], operations: [] });
      const deleted = await storage.transact({ compare: [], operations: [remove(`${prefix}absent`)] });

      expect([compared, deleted]).toEqual([
        { succeeded: true, revision },
        { succeeded: true, revision },
      ]);
      expect(await storage.currentRevision()).toBe(revision);
    });

    it('of 64 that compare one key at once is the only one to win, round after round', async () => {
      const { storage, other } = underTest();
      const key = `${freshPrefix()}contended`;
      let revision = await write(storage, put(key, 'start'));

      for (const round of numbers(20)) {
        const contenders = numbers(64).map((number) =>
          incrementIf(number % 2 === 0 ? storage : other, key, revision, `${round}/${number}`),
        );
        const results = await Promise.all(contenders);
        const winners = results.filter(({ succeeded }) => succeeded);
        expect(winners).toHaveLength(1);
        expect(winners[0]!.revision).toBe(revision + 1);
        revision = winners[0]!.revision;
      }
    });

    it('guards one key while it writes another', async () => {
      const { storage } = underTest();
      const prefix = freshPrefix();
      const guard = `${prefix}guard`;
      const revision = await write(storage, put(guard, ''));

      const claims = numbers(16).map((number) =>
        storage.transact({
          compare: [{ key: guard, modRevision: revision }],
          operations: [put(guard, ''), put(`${prefix}claim-${number}`, '')],
        }),
      );
      const results = await Promise.all(claims);

      expect(results.filter(({ succeeded }) => succeeded)).toHaveLength(1);
      expect((await storage.range(rangeOfPrefix(`${prefix}claim-`))).items).toHaveLength(1);
    });

    it('takes as many operations and comparisons as it promises', async () => {
      const { storage } = underTest();
      const prefix = freshPrefix();
      const keys = numbers(maxTransactionOperations).map((number) => `${prefix}${number}`);

      const compare = keys.map((key) => ({ key, modRevision: 0 }));
      const created = await storage.transact({ compare, operations: keys.map((key) => put(key, '')) });
      const again = await storage.transact({ compare, operations: keys.map((key) => put(key, '')) });

      expect(created.succeeded).toBe(true);
      expect(again.succeeded ? [] : again.current).toHaveLength(maxTransactionOperations);
    });

    it('refuses what no implementation can do, before it does anything', async () => {
      const { storage } = underTest();
      const prefix = freshPrefix();
      const tooMany = numbers(maxTransactionOperations + 1).map((number) => put(`${prefix}${number}`, ''));

      await expect(write(storage, ...tooMany)).rejects.toThrow(RangeError);
      await expect(write(storage, put(`${prefix}a`, '1'), remove(`${prefix}a`))).rejects.toThrow(RangeError);
      await expect(write(storage, put('/elsewhere/a', '1'))).rejects.toThrow(RangeError);
      await expect(write(storage, put(`${prefix}a`, Buffer.alloc(1_500_000)))).rejects.toThrow(TransactionTooLargeError);
      expect((await storage.range(rangeOfPrefix(prefix))).items).toEqual([]);
    });

    it('takes a value of nearly the largest size', async () => {
      const { storage } = underTest();
      const key = `${freshPrefix()}large`;
      const value = Buffer.alloc(1_499_900, 'x');
      await write(storage, put(key, value));

      const { items } = await storage.range({ start: key, end: keyEnd(key) });

      expect(items[0]!.value.equals(value)).toBe(true);
    });
  });

  describe('a key with a time to live', () => {
    it('goes by itself, and watches see it go', async () => {
      const { storage, advance } = underTest();
      const prefix = freshPrefix();
      const afterRevision = await write(
        storage,
        put(`${prefix}short`, 'gone soon', { timeToLiveSeconds: 1 }),
        put(`${prefix}long`, 'stays'),
      );
      const recording = new WatchRecording(storage, { ...rangeOfPrefix(prefix), afterRevision });

      await advance(5_000);
      await eventually(() => expect(recording.events).toHaveLength(1));

      expect(recording.events[0]).toMatchObject({ kind: 'Delete', key: `${prefix}short` });
      expect(texts((await storage.range(rangeOfPrefix(prefix))).items)).toEqual(['long=stays']);
      await recording.stop();
    });

    it('stays for good when it is written again without one', async () => {
      const { storage, advance } = underTest();
      const prefix = freshPrefix();
      await write(storage, ...['witness', 'rewritten'].map((name) => put(prefix + name, '', { timeToLiveSeconds: 1 })));
      await write(storage, put(`${prefix}rewritten`, 'for good'));

      await advance(5_000);

      await eventually(async () => expect(texts((await storage.range(rangeOfPrefix(prefix))).items)).toEqual(['rewritten=for good']));
    });
  });
}

function incrementIf(storage: Storage, key: string, modRevision: number, text: string): Promise<TransactionResult> {
  return storage.transact({ compare: [{ key, modRevision }], operations: [put(key, text)] });
}
