import { describe, expect, it } from 'vitest';
import { writeIncarnation } from '#cmd/api-server/storage/incarnation.ts';
import { MemoryStorage } from '#cmd/api-server/storage/memory/memory-storage.ts';
import { ShiftedStorage } from '#cmd/api-server/storage/shifted-storage.ts';
import { CompactedError, prefixEnd, StorageUnavailableError } from '#cmd/api-server/storage/storage.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { describeStorage } from './describe-storage.ts';
import { freshPrefix, put, rangeOfPrefix, write } from './storage-under-test.ts';

const offset = 5_000_000_000_000;

describeStorage('storage of a second life', async () => {
  const { clock, inner, storage } = await aSecondLife();
  return { storage, other: new ShiftedStorage(inner), advance: (milliseconds) => clock.advance(milliseconds), stop: () => storage.close() };
});

async function aSecondLife(): Promise<{ readonly clock: VirtualClock; readonly inner: MemoryStorage; readonly storage: ShiftedStorage }> {
  const clock = new VirtualClock();
  const inner = new MemoryStorage({ clock, quotaBytes: 512 * 1024 * 1024 });
  await writeIncarnation(inner, { number: 1, revisionOffset: offset });
  return { clock, inner, storage: new ShiftedStorage(inner) };
}

describe('revisions of a second life', () => {
  it('are above those of the first, whose revisions are no longer kept', async () => {
    const { storage } = await aSecondLife();
    const prefix = freshPrefix();
    const revision = await write(storage, put(`${prefix}a`, '1'));

    expect(revision).toBeGreaterThan(offset);
    await expect(storage.range({ ...rangeOfPrefix(prefix), revision: 4_711 })).rejects.toThrow(
      new CompactedError(4_711, offset + 1).message,
    );
    const watch = storage.watch({ start: prefix, end: prefixEnd(prefix), afterRevision: 4_711, signal: new AbortController().signal });
    await expect(watch[Symbol.asyncIterator]().next()).rejects.toThrow(CompactedError);
  });

  it('make a precondition fail that names one of the first', async () => {
    const { storage } = await aSecondLife();
    const key = `${freshPrefix()}a`;
    const revision = await write(storage, put(key, '1'));

    const result = await storage.transact({ compare: [{ key, modRevision: revision - offset }], operations: [put(key, '2')] });

    expect(result).toMatchObject({ succeeded: false, revision, current: [{ key, modRevision: revision }] });
  });

  it('are not given out while a restore has not ended', async () => {
    const { inner } = await aSecondLife();
    await writeIncarnation(inner, { number: 2, revisionOffset: 2 * offset, isIncomplete: true });

    await expect(new ShiftedStorage(inner).currentRevision()).rejects.toThrow(StorageUnavailableError);
  });
});
