import { describe, expect, it } from 'vitest';
import { CompactedError, FutureRevisionError, keyPrefix, ownKeyPrefix, prefixEnd } from '#cmd/api-server/storage/storage.ts';
import { freshPrefix, numbers, put, rangeOfPrefix, remove, write, writeAll, type StorageUnderTest } from './storage-under-test.ts';
import { keyOf, revisionOf, WatchRecording } from './watch-recording.ts';

export function describeWatches(underTest: () => StorageUnderTest): void {
  describe('a watch', () => {
    it('gives every change once, in order, in batches of whole revisions', async () => {
      const { storage, other } = underTest();
      const prefix = freshPrefix();
      const recording = new WatchRecording(storage, { ...rangeOfPrefix(prefix), afterRevision: await storage.currentRevision() });
      const transactions = numbers(200).map((number) => [
        put(`${prefix}a`, `${number}`),
        put(`${prefix}b-${number}`, `${number}`),
        ...(number === 0 ? [] : [remove(`${prefix}b-${number - 1}`)]),
      ]);
      for (const [number, operations] of transactions.entries()) await write(number % 2 === 0 ? storage : other, ...operations);

      await recording.reached(await storage.currentRevision());

      const seen = recording.events.map((event) => `${event.kind} ${keyOf(event)}`);
      const expected = transactions.map((operations) => operations.map(({ kind, key }) => `${kind} ${key}`).sort());
      expect(byRevision(recording, seen)).toEqual(expected);
      expectWholeRevisions(recording);
      await recording.stop();
    });

    it('tells what was there before', async () => {
      const { storage } = underTest();
      const key = `${freshPrefix()}a`;
      const recording = new WatchRecording(storage, { ...rangeOfPrefix(key), afterRevision: await storage.currentRevision() });
      const created = await write(storage, put(key, '1'));
      const changed = await write(storage, put(key, '2'));
      const deleted = await write(storage, remove(key));
      const again = await write(storage, put(key, '3'));

      await recording.reached(again);

      const item = (text: string, createRevision: number, modRevision: number): object => ({
        key,
        value: Buffer.from(text),
        createRevision,
        modRevision,
      });
      expect(recording.events).toEqual([
        { kind: 'Put', item: item('1', created, created) },
        { kind: 'Put', item: item('2', created, changed) },
        { kind: 'Delete', key, modRevision: deleted },
        { kind: 'Put', item: item('3', again, again) },
      ]);
      await recording.stop();
    });

    it('that begins in the past catches up with thousands of revisions and goes on', async () => {
      const { storage } = underTest();
      const prefix = freshPrefix();
      const afterRevision = await storage.currentRevision();
      await writeAll(
        storage,
        numbers(3000).map((number) => [put(`${prefix}${number % 100}`, `${number}`)]),
      );
      const recording = new WatchRecording(storage, { ...rangeOfPrefix(prefix), afterRevision });
      await writeAll(
        storage,
        numbers(200).map((number) => [put(`${prefix}${number % 100}`, `late ${number}`)]),
      );

      const newest = await storage.currentRevision();
      await recording.reached(newest);

      expect(recording.events.map(revisionOf)).toEqual(numbers(3200).map((number) => afterRevision + 1 + number));
      expectWholeRevisions(recording);
      await recording.stop();
    });

    it('resumed after any of its batches gives the rest', async () => {
      const { storage } = underTest();
      const prefix = freshPrefix();
      const afterRevision = await storage.currentRevision();
      await writeAll(
        storage,
        numbers(40).map((number) => [put(`${prefix}a`, `${number}`), put(`${prefix}b`, `${number}`)]),
      );
      const newest = await storage.currentRevision();

      for (const point of [afterRevision, afterRevision + 1, afterRevision + 20, newest - 1]) {
        const recording = new WatchRecording(storage, { ...rangeOfPrefix(prefix), afterRevision: point });
        await recording.reached(newest);
        expect(recording.events.map(revisionOf)).toEqual(numbers(2 * (newest - point)).map((number) => point + 1 + Math.floor(number / 2)));
        await recording.stop();
      }
    });

    it('of a part of the keys gives only those', async () => {
      const { storage } = underTest();
      const prefix = freshPrefix();
      const afterRevision = await storage.currentRevision();
      await write(storage, ...['a', 'a/', 'a/b', 'a0', 'b'].map((name) => put(prefix + name, '')));
      await write(storage, put(`${prefix}b`, '2'));
      const newest = await write(storage, put(`${prefix}a/b`, '2'));
      const recording = new WatchRecording(storage, { ...rangeOfPrefix(`${prefix}a/`), afterRevision });

      await recording.reached(newest);

      expect(
        recording.events
          .map(keyOf)
          .map((key) => key.slice(prefix.length))
          .sort(),
      ).toEqual(['a/', 'a/b', 'a/b']);
      await recording.stop();
    });

    it('of everything passes over the keys of the storage itself but not over their revisions', async () => {
      const { storage } = underTest();
      const everything = { start: keyPrefix, end: prefixEnd(keyPrefix) };
      const recording = new WatchRecording(storage, { ...everything, afterRevision: await storage.currentRevision() });
      const revision = await write(storage, put(`${ownKeyPrefix}test`, `${Math.random()}`));

      storage.requestProgress();
      await recording.reached(revision);

      expect(recording.events).toEqual([]);
      await recording.stop();
    });

    it('without changes comes to the newest revision when progress is asked for', async () => {
      const { storage } = underTest();
      const recording = new WatchRecording(storage, { ...rangeOfPrefix(freshPrefix()), afterRevision: await storage.currentRevision() });

      for (const round of numbers(3)) {
        const revision = await write(storage, put(`${freshPrefix()}elsewhere`, `${round}`));
        storage.requestProgress();
        storage.requestProgress();
        await recording.reached(revision);
      }

      expect(recording.events).toEqual([]);
      await recording.stop();
    });

    it('of a revision before the last compaction ends in CompactedError, which tells what is left', async () => {
      const { storage } = underTest();
      const prefix = freshPrefix();
      const before = await write(storage, put(`${prefix}a`, '1'));
      await write(storage, put(`${prefix}a`, '2'));
      const compacted = await write(storage, put(`${prefix}a`, '3'));
      await storage.compact(compacted);

      for (const afterRevision of [before, compacted - 1]) {
        const error = await new WatchRecording(storage, { ...rangeOfPrefix(prefix), afterRevision }).ended;
        expect(error).toBeInstanceOf(CompactedError);
        expect((error as CompactedError).compactRevision).toBe(compacted);
      }
    });

    it('of the revision of the last compaction gives all that followed, deletions too', async () => {
      const { storage } = underTest();
      const prefix = freshPrefix();
      await write(storage, put(`${prefix}a`, '1'), put(`${prefix}b`, '1'));
      const compacted = await write(storage, remove(`${prefix}a`));
      const newest = await write(storage, remove(`${prefix}b`));
      await storage.compact(compacted);
      const recording = new WatchRecording(storage, { ...rangeOfPrefix(prefix), afterRevision: compacted });

      await recording.reached(newest);

      expect(recording.events).toMatchObject([{ kind: 'Delete', key: `${prefix}b`, modRevision: newest }]);
      await recording.stop();
    });

    it('that keeps up does not notice compactions', async () => {
      const { storage } = underTest();
      const prefix = freshPrefix();
      const afterRevision = await storage.currentRevision();
      const recording = new WatchRecording(storage, { ...rangeOfPrefix(prefix), afterRevision });

      for (const round of numbers(20)) {
        const revision = await write(storage, put(`${prefix}a`, `${round}`), put(`${prefix}b`, `${round}`));
        await recording.reached(revision);
        await storage.compact(revision);
      }

      expect(recording.events).toHaveLength(40);
      await recording.stop();
    });

    it('of the future ends in FutureRevisionError', async () => {
      const { storage } = underTest();
      const afterRevision = (await storage.currentRevision()) + 1000;

      expect(await new WatchRecording(storage, { ...rangeOfPrefix(freshPrefix()), afterRevision }).ended).toBeInstanceOf(
        FutureRevisionError,
      );
    });

    it('ends quietly on abort: before it begins, while it waits, and between batches', async () => {
      const { storage } = underTest();
      const prefix = freshPrefix();
      const afterRevision = await storage.currentRevision();
      const revision = await write(storage, put(`${prefix}a`, '1'));

      const early = new WatchRecording(storage, { ...rangeOfPrefix(prefix), afterRevision });
      expect(await early.stop()).toBeUndefined();
      const waiting = new WatchRecording(storage, { ...rangeOfPrefix(prefix), afterRevision });
      await waiting.reached(revision);
      expect(await waiting.stop()).toBeUndefined();
      const stop = new AbortController();
      for await (const { events } of storage.watch({ ...rangeOfPrefix(prefix), afterRevision, signal: stop.signal })) {
        expect(events).toHaveLength(1);
        stop.abort();
      }
    });

    it('may be left by its reader', async () => {
      const { storage } = underTest();
      const prefix = freshPrefix();
      const afterRevision = await storage.currentRevision();
      await write(storage, put(`${prefix}a`, '1'));

      for await (const { events } of storage.watch({ ...rangeOfPrefix(prefix), afterRevision, signal: new AbortController().signal })) {
        expect(events).toHaveLength(1);
        break;
      }
    });

    it('is the same for all who watch', async () => {
      const { storage, other } = underTest();
      const prefix = freshPrefix();
      const afterRevision = await storage.currentRevision();
      const recordings = numbers(6).map(
        (number) => new WatchRecording(number % 2 === 0 ? storage : other, { ...rangeOfPrefix(prefix), afterRevision }),
      );
      await writeAll(
        storage,
        numbers(300).map((number) => [put(`${prefix}${number % 7}`, `${number}`)]),
      );
      const newest = await storage.currentRevision();

      for (const recording of recordings) await recording.reached(newest);

      for (const { events } of recordings) expect(events).toEqual(recordings[0]!.events);
      for (const recording of recordings) await recording.stop();
    });
  });
}

/** No batch goes back, none holds an event beyond its revision, and no two hold events of the same one. */
export function expectWholeRevisions({ batches }: WatchRecording): void {
  let reached = 0;
  for (const { events, revision } of batches) {
    const revisions = events.map(revisionOf);
    expect(Math.min(...revisions, Infinity)).toBeGreaterThan(reached);
    expect(revisions).toEqual([...revisions].sort((one, other) => one - other));
    expect(Math.max(...revisions, reached)).toBeLessThanOrEqual(revision);
    reached = revision;
  }
}

/** What was seen at each revision. etcd does not promise an order within one. */
function byRevision({ events }: WatchRecording, seen: readonly string[]): readonly (readonly string[])[] {
  const groups = new Map<number, string[]>();
  for (const [index, event] of events.entries()) groups.set(revisionOf(event), [...(groups.get(revisionOf(event)) ?? []), seen[index]!]);
  return [...groups.values()].map((group) => group.sort());
}
