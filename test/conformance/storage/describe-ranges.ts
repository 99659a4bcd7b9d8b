import { describe, expect, it } from 'vitest';
import { CompactedError, FutureRevisionError, keyEnd, keyPrefix, ownKeyPrefix, prefixEnd } from '#cmd/api-server/storage/storage.ts';
import { freshPrefix, numbers, put, rangeOfPrefix, remove, texts, write, writeAll, type StorageUnderTest } from './storage-under-test.ts';

export function describeRanges(underTest: () => StorageUnderTest): void {
  describe('a range', () => {
    it('without keys is empty and tells the newest revision', async () => {
      const { storage } = underTest();
      const revision = await write(storage, put(`${freshPrefix()}a`, '1'));

      expect(await storage.range(rangeOfPrefix(freshPrefix()))).toEqual({ items: [], revision, more: false, remainingCount: 0 });
    });

    it('gives items whole and in the order of their UTF-8 bytes', async () => {
      const { storage } = underTest();
      const prefix = freshPrefix();
      const names = ['b', 'a', 'ab', 'a/b', 'a-b', 'é', '\u{1F600}', '\uFFFD', 'Z'];
      const created = await write(storage, ...names.map((name) => put(prefix + name, name)));
      const changed = await write(storage, put(`${prefix}b`, Buffer.from([0, 255, 10])));

      const { items, revision } = await storage.range(rangeOfPrefix(prefix));

      const sorted = [...names].sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
      expect(items.map(({ key }) => key)).toEqual(sorted.map((name) => prefix + name));
      expect(revision).toBe(changed);
      expect(items.find(({ key }) => key === `${prefix}b`)).toEqual({
        key: `${prefix}b`,
        value: Buffer.from([0, 255, 10]),
        createRevision: created,
        modRevision: changed,
      });
    });

    it('holds what begins with the prefix and nothing beside it', async () => {
      const { storage } = underTest();
      const prefix = freshPrefix();
      await write(storage, ...['a', 'a/', 'a/b', 'a0', 'a/\u{10FFFF}', 'b'].map((name) => put(prefix + name, '')));

      const { items } = await storage.range(rangeOfPrefix(`${prefix}a/`));
      const single = await storage.range({ start: `${prefix}a`, end: keyEnd(`${prefix}a`) });

      expect(texts(items)).toEqual(['a/=', 'a/b=', 'a/\u{10FFFF}=']);
      expect(texts(single.items)).toEqual(['a=']);
    });

    it('cut short by its limit counts what is left, and goes on from the same snapshot', async () => {
      const { storage } = underTest();
      const prefix = freshPrefix();
      await write(storage, ...numbers(10).map((number) => put(`${prefix}${number}`, 'old')));

      const first = await storage.range({ ...rangeOfPrefix(prefix), limit: 4 });
      await write(storage, remove(`${prefix}4`), put(`${prefix}5`, 'new'), put(`${prefix}99`, 'new'));
      const rest = { start: keyEnd(first.items.at(-1)!.key), end: prefixEnd(prefix), revision: first.revision };
      const second = await storage.range({ ...rest, limit: 4 });
      const all = await storage.range(rest);

      expect(first).toMatchObject({ more: true, remainingCount: 6 });
      expect(second).toMatchObject({ more: true, remainingCount: 2, revision: first.revision });
      expect(texts(second.items)).toEqual(['4=old', '5=old', '6=old', '7=old']);
      expect(all).toMatchObject({ more: false, remainingCount: 0 });
      expect(texts(all.items)).toEqual(['4=old', '5=old', '6=old', '7=old', '8=old', '9=old']);
    });

    it('whose limit is just its size is not cut short', async () => {
      const { storage } = underTest();
      const prefix = freshPrefix();
      await write(storage, put(`${prefix}a`, '1'), put(`${prefix}b`, '2'));

      expect(await storage.range({ ...rangeOfPrefix(prefix), limit: 2 })).toMatchObject({ more: false, remainingCount: 0 });
    });

    it('shows the past as it was', async () => {
      const { storage } = underTest();
      const prefix = freshPrefix();
      const history = [
        await write(storage, put(`${prefix}a`, '1'), put(`${prefix}b`, '1')),
        await write(storage, put(`${prefix}a`, '2')),
        await write(storage, remove(`${prefix}b`), put(`${prefix}c`, '3')),
        await write(storage, put(`${prefix}b`, '4')),
      ];

      const seen = await Promise.all(history.map((revision) => storage.range({ ...rangeOfPrefix(prefix), revision })));

      expect(seen.map(({ items }) => texts(items))).toEqual([
        ['a=1', 'b=1'],
        ['a=2', 'b=1'],
        ['a=2', 'c=3'],
        ['a=2', 'b=4', 'c=3'],
      ]);
      expect(seen.map(({ revision }) => revision)).toEqual(history);
      expect(seen[3]!.items[1]!.createRevision).toBe(history[3]);
    });

    it('of the future does not exist', async () => {
      const { storage } = underTest();
      const revision = (await storage.currentRevision()) + 1000;

      await expect(storage.range({ ...rangeOfPrefix(freshPrefix()), revision })).rejects.toThrow(FutureRevisionError);
    });

    it('of a revision before the last compaction is gone, and of that revision itself is there', async () => {
      const { storage } = underTest();
      const prefix = freshPrefix();
      const before = await write(storage, put(`${prefix}a`, '1'));
      const compacted = await write(storage, put(`${prefix}a`, '2'));
      await write(storage, put(`${prefix}a`, '3'));
      await storage.compact(compacted);

      await expect(storage.range({ ...rangeOfPrefix(prefix), revision: before })).rejects.toThrow(CompactedError);
      expect(texts((await storage.range({ ...rangeOfPrefix(prefix), revision: compacted })).items)).toEqual(['a=2']);
      expect(texts((await storage.range(rangeOfPrefix(prefix))).items)).toEqual(['a=3']);
    });

    it('passes over the keys of the storage itself', async () => {
      const { storage } = underTest();
      await write(storage, put(`${ownKeyPrefix}test`, 'own'));
      const revision = await write(storage, put(`${freshPrefix()}a`, '1'));

      const everything = { start: keyPrefix, end: prefixEnd(keyPrefix), revision };
      const { items } = await storage.range(everything);
      const cut = await storage.range({ ...everything, limit: 1 });

      expect(items.filter(({ key }) => key.startsWith(ownKeyPrefix))).toEqual([]);
      expect(cut.remainingCount).toBe(items.length - 1);
    });

    it('reads 50 MB of keys whole, and over 4 MB at once', async () => {
      const { storage } = underTest();
      const prefix = freshPrefix();
      const key = (number: number): string => `${prefix}${String(number).padStart(5, '0')}`;
      const value = (number: number): Buffer => Buffer.alloc(10_000, `${number},`);
      const transactions = numbers(50).map((group) => numbers(100).map((each) => put(key(group * 100 + each), value(group * 100 + each))));
      await writeAll(storage, transactions);

      const { items, more } = await storage.range(rangeOfPrefix(prefix));
      const part = await storage.range({ ...rangeOfPrefix(prefix), limit: 1000 });

      expect(items).toHaveLength(5000);
      expect(more).toBe(false);
      const wrong = items.filter((item, number) => item.key !== key(number) || !item.value.equals(value(number)));
      expect(wrong).toEqual([]);
      expect(part).toMatchObject({ more: true, remainingCount: 4000 });
      expect(part.items.reduce((bytes, { value }) => bytes + value.length, 0)).toBe(10_000_000);
    });

    it('between a start and an end that hold nothing is a mistake', async () => {
      const { storage } = underTest();

      await expect(storage.range({ start: '/tycho/b', end: '/tycho/a' })).rejects.toThrow(RangeError);
    });
  });

  describe('the newest revision', () => {
    it('is at or above every write acknowledged before, whoever made it', async () => {
      const { storage, other } = underTest();
      const prefix = freshPrefix();

      for (const round of numbers(50)) {
        const written = await write(round % 2 === 0 ? storage : other, put(`${prefix}a`, `${round}`));
        const [here, there] = await Promise.all([storage.currentRevision(), other.currentRevision()]);
        expect(Math.min(here, there)).toBeGreaterThanOrEqual(written);
      }
    });
  });

  describe('compaction', () => {
    it('may be asked for again, and for less', async () => {
      const { storage } = underTest();
      const prefix = freshPrefix();
      const first = await write(storage, put(`${prefix}a`, '1'));
      const second = await write(storage, put(`${prefix}a`, '2'));

      await storage.compact(second);
      await storage.compact(second);
      await storage.compact(first);

      expect(texts((await storage.range(rangeOfPrefix(prefix))).items)).toEqual(['a=2']);
    });

    it('of the future is refused', async () => {
      const { storage } = underTest();

      await expect(storage.compact((await storage.currentRevision()) + 1000)).rejects.toThrow(FutureRevisionError);
    });

    it('keeps a deleted key deleted', async () => {
      const { storage } = underTest();
      const prefix = freshPrefix();
      await write(storage, put(`${prefix}a`, '1'), put(`${prefix}b`, '1'));
      const deleted = await write(storage, remove(`${prefix}a`));
      await storage.compact(deleted);

      const again = await storage.transact({ compare: [{ key: `${prefix}a`, modRevision: 0 }], operations: [put(`${prefix}a`, '2')] });
      const { items } = await storage.range(rangeOfPrefix(prefix));

      expect(again.succeeded).toBe(true);
      expect(items[0]).toMatchObject({ createRevision: again.revision, modRevision: again.revision });
    });
  });

  describe('usage', () => {
    it('tells how much of the quota is used', async () => {
      const { storage } = underTest();

      const { usedBytes, reclaimableBytes, quotaBytes, alarms } = await storage.usage();

      expect(usedBytes).toBeGreaterThan(0);
      expect(reclaimableBytes).toBeLessThanOrEqual(usedBytes);
      expect(quotaBytes).toBeGreaterThan(usedBytes);
      expect(alarms).toEqual([]);
    });
  });
}
