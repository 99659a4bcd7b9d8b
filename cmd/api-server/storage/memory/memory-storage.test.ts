import { describe, expect, it } from 'vitest';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { keyEnd, keyPrefix, prefixEnd, StorageFullError, StorageUnavailableError, type Operation, type WatchBatch } from '../storage.ts';
import { MemoryStorage } from './memory-storage.ts';

const everything = { start: keyPrefix, end: prefixEnd(keyPrefix) };

function put(key: string, text: string): Operation {
  return { kind: 'Put', key, value: Buffer.from(text) };
}

describe('MemoryStorage', () => {
  it('runs the same way twice, batch by batch', async () => {
    const run = async (): Promise<readonly WatchBatch[]> => {
      const clock = new VirtualClock();
      const storage = new MemoryStorage({ clock });
      const stop = new AbortController();
      const seen: WatchBatch[] = [];
      const reader = (async () => {
        for await (const batch of storage.watch({ ...everything, afterRevision: 1, signal: stop.signal })) seen.push(batch);
      })();
      for (let round = 0; round < 20; round += 1) {
        await storage.transact({ compare: [], operations: [put(`/tycho/a/${round % 7}`, `${round}`), put('/tycho/b', `${round}`)] });
      }
      await clock.settle();
      stop.abort();
      await reader;
      return seen;
    };

    expect(await run()).toEqual(await run());
  });

  it('removes the keys of one second together, at one revision', async () => {
    const clock = new VirtualClock();
    const storage = new MemoryStorage({ clock });
    const operations = ['a', 'b', 'c'].map((name): Operation => ({ ...put(`/tycho/${name}`, name), timeToLiveSeconds: 60 }) as Operation);
    await storage.transact({ compare: [], operations });
    await storage.transact({ compare: [], operations: [put('/tycho/b', 'stays')] });
    const before = await storage.currentRevision();

    await clock.advance(59_000);
    expect((await storage.range(everything)).items).toHaveLength(3);
    await clock.advance(1_000);

    const after = await storage.range(everything);
    expect(after.items.map(({ key }) => key)).toEqual(['/tycho/b']);
    expect(after.revision).toBe(before + 1);
  });

  it('lets a simulation delay a call, fail it, and lose the answer of one that happened', async () => {
    const clock = new VirtualClock();
    const storage = new MemoryStorage({
      clock,
      interceptor: {
        beforeTransact: async ({ operations }) => {
          if (operations[0]?.key === '/tycho/slow') await clock.sleep(1000);
          if (operations[0]?.key === '/tycho/refused') throw new StorageUnavailableError('not now', { outcome: 'NotDone' });
        },
        afterTransact: ({ operations }) => {
          if (operations[0]?.key === '/tycho/lost') throw new StorageUnavailableError('no answer', { outcome: 'Unknown' });
        },
      },
    });

    const slow = storage.transact({ compare: [], operations: [put('/tycho/slow', '1')] });
    await expect(storage.transact({ compare: [], operations: [put('/tycho/refused', '1')] })).rejects.toThrow('not now');
    await expect(storage.transact({ compare: [], operations: [put('/tycho/lost', '1')] })).rejects.toThrow('no answer');
    expect((await storage.range(everything)).items.map(({ key }) => key)).toEqual(['/tycho/lost']);
    await clock.advance(1000);

    await expect(slow).resolves.toMatchObject({ succeeded: true, revision: 3 });
  });

  it('takes no writes above its quota, until a compaction has made room', async () => {
    const storage = new MemoryStorage({ clock: new VirtualClock(), quotaBytes: 300 });
    await storage.transact({ compare: [], operations: [put('/tycho/large', 'x'.repeat(200))] });
    const { revision } = await storage.transact({ compare: [], operations: [put('/tycho/large', 'x'.repeat(100))] });

    await expect(storage.transact({ compare: [], operations: [put('/tycho/more', 'x')] })).rejects.toThrow(StorageFullError);
    expect((await storage.usage()).alarms).toEqual(['NOSPACE']);
    await storage.compact(revision);

    await expect(storage.transact({ compare: [], operations: [put('/tycho/more', 'x')] })).resolves.toMatchObject({ succeeded: true });
  });

  it('answers nothing and ends its watches after it is closed', async () => {
    const storage = new MemoryStorage({ clock: new VirtualClock() });
    const watch = storage.watch({ ...everything, afterRevision: 1, signal: new AbortController().signal });
    const next = watch.next();
    await storage.close();

    await expect(next).resolves.toEqual({ value: undefined, done: true });
    await expect(storage.range({ start: '/tycho/a', end: keyEnd('/tycho/a') })).rejects.toThrow(StorageUnavailableError);
  });
});
