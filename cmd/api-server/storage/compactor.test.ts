import { describe, expect, it } from 'vitest';
import { silentLogger } from '#apis/machinery/logger.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { Compactor } from './compactor.ts';
import { MemoryStorage } from './memory/memory-storage.ts';
import type { Revision, Storage } from './storage.ts';

const historySeconds = 300;

function aStorage(
  clock: VirtualClock,
  options: { readonly quotaBytes?: number } = {},
): { readonly storage: MemoryStorage; readonly compacted: Revision[] } {
  const storage = new MemoryStorage({ clock, ...options });
  const compacted: Revision[] = [];
  const compact = storage.compact.bind(storage);
  storage.compact = async (revision) => {
    compacted.push(revision);
    await compact(revision);
  };
  return { storage, compacted };
}

function start(storage: Storage, clock: VirtualClock, seed: number): AbortController {
  const stop = new AbortController();
  const compactor = new Compactor({ storage, clock, random: new SeededRandom(seed), logger: silentLogger, historySeconds });
  void compactor.run({ signal: stop.signal });
  return stop;
}

async function write(storage: Storage, text: string): Promise<Revision> {
  const { revision } = await storage.transact({ compare: [], operations: [{ kind: 'Put', key: '/tycho/a', value: Buffer.from(text) }] });
  return revision;
}

describe('Compactor', () => {
  it('keeps all of the history that it promises, and not much more than twice as much', async () => {
    const clock = new VirtualClock();
    const { storage } = aStorage(clock);
    const stop = start(storage, clock, 1);
    const written: Revision[] = [];
    const isKept = (revision: Revision): Promise<boolean> =>
      storage.range({ start: '/tycho/a', end: '/tycho/b', revision }).then(
        () => true,
        () => false,
      );

    for (let minute = 0; minute < 60; minute += 1) {
      written.push(await write(storage, `${minute}`));
      await clock.advance(60_000);
      expect(await isKept(written[Math.max(0, minute - 4)]!)).toBe(true);
      if (minute > 13) expect(await isKept(written[minute - 13]!)).toBe(false);
    }

    stop.abort();
  });

  it('is done once a round by many, and goes on when the one that did it is gone', async () => {
    const clock = new VirtualClock();
    const { storage, compacted } = aStorage(clock);
    const stops = [1, 2, 3].map((seed) => start(storage, clock, seed));
    await clock.advance(historySeconds * 1000 * 20);
    expect(compacted.length).toBeGreaterThan(15);
    expect(compacted.length).toBeLessThanOrEqual(20);
    expect(compacted).toEqual([...compacted].sort((one, other) => one - other));

    stops[0]!.abort();
    const before = compacted.length;
    await clock.advance(historySeconds * 1000 * 10);
    stops[1]!.abort();
    await clock.advance(historySeconds * 1000 * 10);

    expect(compacted.length - before).toBeGreaterThan(14);
    stops[2]!.abort();
  });

  it('compacts a storage that is too full to take its turn', async () => {
    const clock = new VirtualClock();
    const { storage } = aStorage(clock, { quotaBytes: 5000 });
    const stop = start(storage, clock, 1);
    await clock.settle();
    for (let round = 0; round < 5; round += 1) await write(storage, 'x'.repeat(1000));
    await expect(write(storage, 'more')).rejects.toThrow('quota');

    await clock.advance(historySeconds * 1000 * 3);

    await expect(write(storage, 'more')).resolves.toBeGreaterThan(0);
    stop.abort();
  });
});
