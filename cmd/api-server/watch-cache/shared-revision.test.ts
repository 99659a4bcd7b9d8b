import { describe, expect, it } from 'vitest';
import { StorageUnavailableError } from '../storage/storage.ts';
import { SharedRevision } from './shared-revision.ts';

/** Answers when the test says so. */
function aSlowStore() {
  const reads: PromiseWithResolvers<number>[] = [];
  const currentRevision = (): Promise<number> => {
    const read = Promise.withResolvers<number>();
    reads.push(read);
    return read.promise;
  };
  return { reads, shared: new SharedRevision({ currentRevision }) };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('SharedRevision', () => {
  it('gives a read to all who come before it begins, and the next one to all who come while it runs', async () => {
    const { reads, shared } = aSlowStore();
    const first = shared.newest();
    const later = [shared.newest(), shared.newest(), shared.newest()];
    await turn();
    const beganWith = reads.length;

    reads[0]?.resolve(5);
    await turn();
    reads[1]?.resolve(6);

    expect(beganWith).toBe(1);
    expect(await first).toBe(5);
    expect(await Promise.all(later)).toEqual([6, 6, 6]);
    expect(reads).toHaveLength(2);
  });

  it('does not let a failure spread to those who came later', async () => {
    const { reads, shared } = aSlowStore();
    const first = shared.newest().catch((error: unknown) => error);
    const later = shared.newest();

    reads[0]?.reject(new StorageUnavailableError('cut', { outcome: 'NotDone' }));
    await turn();
    reads[1]?.resolve(7);

    expect(await first).toMatchObject({ code: 503 });
    expect(await later).toBe(7);
  });
});
