import { describe, expect, it } from 'vitest';
import { catalog } from '#apis/catalog.ts';
import { configMapKind } from '#apis/kubernetes/core.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { aPlainObject } from '#test/builders/api-object.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { MemoryStorage, type MemoryStorageInterceptor } from '../storage/memory/memory-storage.ts';
import { StorageUnavailableError } from '../storage/storage.ts';
import { storageKeyOf } from './object-location.ts';
import { StoredForm } from './stored-form.ts';
import { defaultWatchCacheLimits, WatchCache } from './watch-cache.ts';

const form = new StoredForm(configMapKind);

interface World {
  readonly clock: VirtualClock;
  readonly storage: MemoryStorage;
  readonly cache: WatchCache;
  readonly put: (name: string, value?: Buffer) => Promise<number>;
}

function aWorld(interceptor: MemoryStorageInterceptor = {}): World {
  const clock = new VirtualClock();
  const storage = new MemoryStorage({ clock, interceptor });
  const cache = new WatchCache({ storage, catalog, clock, logger: silentLogger, limits: defaultWatchCacheLimits });
  const put = async (name: string, value = form.store(aPlainObject({ name }))): Promise<number> => {
    const key = storageKeyOf(configMapKind, { namespace: 'default', name });
    return (await storage.transact({ compare: [], operations: [{ kind: 'Put', key, value }] })).revision;
  };
  return { clock, storage, cache, put };
}

function namesIn(cache: WatchCache): readonly string[] {
  return cache
    .of(configMapKind)
    .objects()
    .map(({ name }) => name);
}

describe('WatchCache', () => {
  it('loads everything, in pages, as of one revision, and follows from there', async () => {
    const { cache, put, clock } = aWorld();
    for (let number = 0; number < 1_203; number += 1) await put(`c${number}`);

    await cache.start();
    const loaded = cache.of(configMapKind).objectCount;
    await put('late');
    await clock.settle();

    expect(loaded).toBe(1_203);
    expect(cache.of(configMapKind).objectCount).toBe(1_204);
  });

  it('loses and doubles nothing that is written while it loads', async () => {
    let duringLoad: (() => Promise<void>) | undefined;
    const { cache, put, clock, storage } = aWorld({ beforeRange: async () => await duringLoad?.() });
    for (let number = 0; number < 600; number += 1) await put(`c${number}`);
    let written = 0;
    duringLoad = async () => {
      written += 1;
      await put(`d${written}`);
      await storage.transact({
        compare: [],
        operations: [{ kind: 'Delete', key: storageKeyOf(configMapKind, { namespace: 'default', name: `c${written}` }) }],
      });
    };

    await cache.start();
    duringLoad = undefined;
    await clock.settle();

    expect(written).toBeGreaterThan(1);
    expect(cache.of(configMapKind).objectCount).toBe(600);
    expect(namesIn(cache)).not.toContain('c1');
    expect(namesIn(cache)).toContain('d2');
  });

  it('tries again, with a delay, while the store does not answer', async () => {
    let failures = 3;
    const { cache, put, clock } = aWorld({
      beforeRange: () => {
        failures -= 1;
        if (failures >= 0) throw new StorageUnavailableError('cut', { outcome: 'NotDone' });
      },
    });
    await put('a');

    const started = cache.start();
    await clock.settle();
    expect(cache.isReady).toBe(false);
    await clock.waitFor(started, { limitMilliseconds: 2_000 });

    expect(namesIn(cache)).toEqual(['a']);
  });

  it('starts over after a gap, keeping what it had until the new state is there', async () => {
    const slow = Promise.withResolvers<void>();
    let isSlow = false;
    const { cache, put, clock, storage } = aWorld({ beforeWatchBatch: () => (isSlow ? slow.promise : undefined) });
    await put('a');
    await cache.start();
    await clock.settle();
    const heard: string[] = [];
    cache.listen({ changed: (_, { object }) => heard.push(object.name), caughtUp: () => {}, restarted: () => heard.push('restarted') });
    isSlow = true;
    await put('b');
    await storage.compact(await put('c'));

    slow.resolve();
    await clock.settle();

    expect(heard).toEqual(['restarted']);
    expect(namesIn(cache)).toEqual(['a', 'b', 'c']);
    expect(cache.counters.restarts).toBe(1);
  });

  it('leaves out what it cannot read, says so, and keeps what was there before', async () => {
    const { cache, put, clock } = aWorld();
    await put('broken', Buffer.from('{"storedVersion":99}'));
    await put('good');
    await cache.start();

    await put('good', Buffer.from('x'));
    await put('next');
    await clock.settle();

    expect(namesIn(cache)).toEqual(['good', 'next']);
    expect(cache.counters.unreadable).toBe(2);
  });

  it('passes over keys of kinds that it does not know', async () => {
    const { cache, storage, clock } = aWorld();
    await storage.transact({
      compare: [],
      operations: [{ kind: 'Put', key: '/tycho/example.com/things/default/a', value: Buffer.from('x') }],
    });
    await cache.start();
    await storage.transact({ compare: [], operations: [{ kind: 'Delete', key: '/tycho/example.com/things/default/a' }] });
    await clock.settle();

    expect(cache.revision).toBe(await storage.currentRevision());
  });

  it('knows the revision of every guard', async () => {
    const { cache, storage, clock } = aWorld();
    const guard = '/tycho/guards/host/x';
    const first = await storage.transact({ compare: [], operations: [{ kind: 'Put', key: guard, value: Buffer.from('1') }] });
    await cache.start();
    const loaded = cache.guardRevision(guard);
    const second = await storage.transact({ compare: [], operations: [{ kind: 'Put', key: guard, value: Buffer.from('1') }] });
    await clock.settle();
    const followed = cache.guardRevision(guard);
    await storage.transact({ compare: [], operations: [{ kind: 'Delete', key: guard }] });
    await clock.settle();

    expect([loaded, followed, cache.guardRevision(guard)]).toEqual([first.revision, second.revision, 0]);
  });

  it('says that it lags instead of waiting for ever', async () => {
    const stuck = new Promise<void>(() => {});
    let isStuck = false;
    const { cache, put, clock } = aWorld({ beforeWatchBatch: () => (isStuck ? stuck : undefined) });
    await put('a');
    await cache.start();
    await clock.settle();
    isStuck = true;
    await put('b');

    const fresh = cache.beFresh().catch((error: unknown) => error);
    await clock.advance(3_100);

    expect(await fresh).toMatchObject({ code: 504, reason: 'Timeout' });
  });

  it('shows the newest of what this process wrote, ahead of the watch, and lets go of it when the watch has shown it', async () => {
    const { cache, put, clock } = aWorld();
    await cache.start();
    const objects = cache.of(configMapKind);
    const storageKey = storageKeyOf(configMapKind, { namespace: 'default', name: 'a' });
    const parsed = aPlainObject({ name: 'a' });
    const revision = await put('a');
    const own = cache.built({ storageKey, bytes: form.serve(form.store(parsed), revision), revision, parsed });

    cache.wrote(storageKey, revision, own);
    const ahead = cache.latest(objects, storageKey);
    await clock.settle();

    expect(ahead).toBe(own);
    // The very object: neither its bytes nor its parsed form are made a second time.
    expect(objects.get(storageKey)).toBe(own);
  });
});
