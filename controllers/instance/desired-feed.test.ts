import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import { formatKey, keyOf, type ObjectKey } from '#apis/machinery/object-meta.ts';
import { anInstance } from '#test/builders/instance.ts';
import { ActionSecretResolver } from './action-secret.ts';
import { DesiredFeed } from './desired-feed.ts';
import { UserDataResolver } from './user-data.ts';

/** The informer's cache, as the feed sees it. */
class Cache {
  readonly objects = new Map<string, Instance>();
  revision = 0;

  get(key: ObjectKey): Instance | undefined {
    return this.objects.get(formatKey(key));
  }
}

const hostUID = 'host-a-uid';
let cache: Cache;
let secretReads: (() => Promise<never>)[];

beforeEach(() => {
  cache = new Cache();
  secretReads = [];
});

function newFeed(): DesiredFeed {
  const secrets = { get: () => secretReads.shift()?.() ?? Promise.reject(new NotFoundError('none')) };
  const userData = new UserDataResolver({ secrets: secrets as never });
  const mine = [...cache.objects.values()].filter(({ spec }) => spec.host.uid === hostUID);
  const actionSecrets = new ActionSecretResolver({ secrets: secrets as never });
  return new DesiredFeed({ hostUID, session: 1, instances: cache, userData, actionSecrets }, mine);
}

interface State {
  readonly revision: number;
  readonly generation?: number;
  readonly uid?: string;
  readonly isDeleted?: boolean;
  readonly userData?: boolean;
}

function instanceOf(server: string, { revision, generation = 1, uid, isDeleted = false, userData = false }: State): Instance {
  return anInstance({
    metadata: {
      uid: uid ?? `uid-${server}`,
      resourceVersion: String(revision),
      generation,
      ...(isDeleted ? { deletionTimestamp: '2026-06-01T12:00:00Z' } : {}),
    },
    spec: { server: { name: server, uid: server } },
    ...(userData ? { machine: { userData: { secretName: 'boot', key: 'userData' } } } : {}),
  });
}

/** The cache reads an event. */
function read(server: string, state: State): string {
  const instance = instanceOf(server, state);
  const key = formatKey(keyOf(instance));
  cache.objects.set(key, instance);
  cache.revision = Math.max(cache.revision, state.revision);
  return key;
}

async function all(feed: DesiredFeed): Promise<string[]> {
  const words: string[] = [];
  for (let message = await feed.next(); message !== undefined; message = await feed.next()) {
    const subject = message.kind === 'SnapshotEnd' ? '' : ` ${message.instanceUID}`;
    const detail = message.kind === 'Desired' ? `${message.tombstone ? ' tombstone' : ''} generation ${message.generation}` : '';
    words.push(`${message.kind}${subject}${detail} @${message.revision}`);
  }
  return words;
}

describe('what a host is told', () => {
  it('is its snapshot by age, and how far that goes', async () => {
    read('b', { revision: 20 });
    read('a', { revision: 10 });
    cache.revision = 33;

    expect(await all(newFeed())).toEqual(['Desired uid-a generation 1 @19', 'Desired uid-b generation 1 @33', 'SnapshotEnd @33']);
  });

  it('is the end of the snapshot, also when there is nothing in it', async () => {
    cache.revision = 7;

    expect(await all(newFeed())).toEqual(['SnapshotEnd @7']);
  });

  it('is each change of a spec or a deletion, and no mere status', async () => {
    const key = read('a', { revision: 10 });
    const feed = newFeed();
    await all(feed);

    read('a', { revision: 11 });
    feed.mark(key);
    expect(await all(feed)).toEqual([]);
    read('a', { revision: 12, generation: 2 });
    feed.mark(key);
    expect(await all(feed)).toEqual(['Desired uid-a generation 2 @12']);
    read('a', { revision: 13, generation: 2, isDeleted: true });
    feed.mark(key);
    expect(await all(feed)).toEqual(['Desired uid-a tombstone generation 2 @13']);
  });

  it('is only the newest of many changes', async () => {
    const key = read('a', { revision: 10 });
    const feed = newFeed();
    await all(feed);
    for (let generation = 2; generation <= 9; generation += 1) {
      read('a', { revision: 10 + generation, generation });
      feed.mark(key);
    }

    expect(await all(feed)).toEqual(['Desired uid-a generation 9 @19']);
  });

  it('is that a record is gone', async () => {
    const key = read('a', { revision: 10 });
    const feed = newFeed();
    await all(feed);
    cache.objects.delete(key);
    cache.revision = 15;
    feed.mark(key);

    expect(await all(feed)).toEqual(['Released uid-a @15']);
  });

  it('is nothing of a record that came and went unseen', async () => {
    const feed = newFeed();
    await all(feed);
    const key = read('a', { revision: 10 });
    feed.mark(key);
    cache.objects.delete(key);
    feed.mark(key);

    expect(await all(feed)).toEqual([]);
  });

  it('is that a record is gone before its namesake', async () => {
    const key = read('a', { revision: 10 });
    const feed = newFeed();
    await all(feed);
    read('a', { revision: 20, uid: 'second' });
    feed.mark(key);

    expect(await all(feed)).toEqual(['Released uid-a @19', 'Desired second generation 1 @20']);
  });

  it('is not lost when a secret cannot be read at the moment, nor promised', async () => {
    read('a', { revision: 10, userData: true });
    read('b', { revision: 20 });
    secretReads.push(() => Promise.reject(new Error('the api-server is away')));
    const feed = newFeed();

    await expect(feed.next()).rejects.toThrow('the api-server is away');

    expect((await all(feed)).toSorted()).toEqual(['Desired uid-a generation 1 @20', 'Desired uid-b generation 1 @9', 'SnapshotEnd @20']);
  });

  it('is said again for a missing secret only when the words change', async () => {
    const key = read('a', { revision: 10, userData: true });
    const feed = newFeed();
    expect(await all(feed)).toHaveLength(2);
    expect(feed.waitingForUserData).toEqual([key]);

    feed.mark(key);

    expect(await all(feed)).toEqual([]);
  });

  it('never promises more than it has been told, whatever happens', async () => {
    const server = fc.constantFrom('a', 'b', 'c', 'd');
    const event = fc.oneof(
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('Change' as const), server, isHeld: fc.boolean() }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('Remove' as const), server, isHeld: fc.constant(false) }) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('Send' as const), server, isHeld: fc.constant(false) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 40 }), async (events) => {
        cache = new Cache();
        const feed = newFeed();
        const world = new Map<string, number>();
        const told = new Map<string, number>();
        let now = 0;
        /** Everything in the world up to the promised revision has been told. */
        const check = (promised: number): void => {
          for (const [name, generation] of world) {
            if (generation <= promised)
              expect(told.get(name) ?? 0, `${name} at ${generation}, promised ${promised}`).toBeGreaterThanOrEqual(generation);
          }
        };
        const send = async (): Promise<boolean> => {
          const message = await feed.next();
          if (message?.kind === 'Desired') told.set(message.instanceUID.slice(4), message.generation);
          if (message?.kind === 'Released') told.set(message.instanceUID.slice(4), Infinity);
          if (message !== undefined) check(message.revision);
          return message !== undefined;
        };
        for (const { kind, server: name, isHeld } of events) {
          now += 1;
          if (kind === 'Send') await send();
          else if (kind === 'Change') {
            // What was written from here is in the cache before the watch brings it: the revision lags behind then.
            const before = cache.revision;
            world.set(name, now);
            feed.mark(read(name, { revision: now, generation: now }));
            if (isHeld && before === now - 1) cache.revision = before;
          } else {
            const key = read(name, { revision: now });
            cache.objects.delete(key);
            world.delete(name);
            feed.mark(key);
          }
        }
        while (await send());
        for (const [name, generation] of world) expect(told.get(name)).toBe(generation);
      }),
      { numRuns: 300 },
    );
  });
});
