import { beforeEach, describe, expect, it } from 'vitest';
import type { HostVolume } from '#apis/infrastructure/host-volume.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import { formatKey, keyOf, type ObjectKey } from '#apis/machinery/object-meta.ts';
import { aHostVolume } from '#test/builders/volume.ts';
import { HostObjectsFeed } from './host-objects-feed.ts';

/** The informer's cache, as the feed sees it. */
class Cache {
  readonly objects = new Map<string, HostVolume>();
  revision = 100;

  get(key: ObjectKey): HostVolume | undefined {
    return this.objects.get(formatKey(key));
  }

  put(name: string, metadata: Partial<HostVolume['metadata']> = {}, spec: Partial<HostVolume['spec']> = {}): string {
    const volume = aHostVolume({ metadata: { uid: `uid-${name}`, resourceVersion: String(this.revision), ...metadata, name }, spec });
    this.objects.set(formatKey(keyOf(volume)), volume);
    return formatKey(keyOf(volume));
  }
}

let cache: Cache;
let networks: Map<string, readonly string[]>;
/** What the api-server has, where that is not what the cache shows. */
let live: Map<string, HostVolume | Error>;

beforeEach(() => {
  cache = new Cache();
  networks = new Map();
  live = new Map();
});

function newFeed({ claimRevision = 0 } = {}): HostObjectsFeed {
  const get = async (key: ObjectKey): Promise<HostVolume> => {
    const found = live.get(formatKey(key)) ?? new NotFoundError('gone');
    if (found instanceof Error) throw found;
    return found;
  };
  const peers = { networksOn: () => [...networks.keys()], peersOf: (uid: string) => networks.get(uid) };
  return new HostObjectsFeed(
    {
      hostUID: 'host-a-uid',
      session: 1,
      volumes: cache,
      liveVolumes: { get },
      claimRevision,
      peers,
      toldRevision: () => 42,
      revision: () => cache.revision,
    },
    [...cache.objects.values()],
  );
}

async function all(feed: HostObjectsFeed): Promise<readonly string[]> {
  const words: string[] = [];
  for (let message = await feed.next(); message !== undefined; message = await feed.next()) {
    const { type, uid, generation, tombstone, released, objectJSON } = message;
    const peers =
      type === 'NetworkPeers' && !released
        ? ` ${(JSON.parse(Buffer.from(objectJSON).toString()) as { peers: string[] }).peers.join()}`
        : '';
    words.push(`${type} ${uid} ${generation}${tombstone ? ' tombstone' : ''}${released ? ' released' : ''}${peers}`);
  }
  return words;
}

describe('what a host is told beside its instances', () => {
  it('is all of its volumes, as the API serves them, and who else is in its networks', async () => {
    cache.put('a');
    networks.set('red', ['192.0.2.1', '192.0.2.2']);
    networks.set('blue', []);
    const feed = newFeed();

    const first = await feed.next();

    expect(first).toMatchObject({
      kind: 'DesiredObject',
      type: 'HostVolume',
      uid: 'uid-a',
      session: 1,
      revision: 42,
      tombstone: false,
      released: false,
    });
    expect(JSON.parse(Buffer.from(first!.objectJSON).toString())).toEqual([...cache.objects.values()][0]);
    expect(await all(feed)).toEqual(['NetworkPeers red 100 192.0.2.1,192.0.2.2', 'NetworkPeers blue 100 ']);
  });

  it('is what changes, and no status that it reported itself', async () => {
    const key = cache.put('a');
    const feed = newFeed();
    await all(feed);

    cache.put('a', { resourceVersion: '101' });
    feed.markVolume(key);
    const afterStatus = await all(feed);
    cache.put('a', { generation: 2 });
    feed.markVolume(key);
    feed.markVolume(key);

    expect(afterStatus).toEqual([]);
    expect(await all(feed)).toEqual(['HostVolume uid-a 2']);
  });

  it('is the tombstone of a volume, and then that its record is gone', async () => {
    const key = cache.put('a');
    const feed = newFeed();
    await all(feed);

    cache.put('a', { deletionTimestamp: '2026-06-01T13:00:00Z' });
    feed.markVolume(key);
    const deleted = await all(feed);
    cache.objects.clear();
    feed.markVolume(key);

    expect(deleted).toEqual(['HostVolume uid-a 1 tombstone']);
    expect(await all(feed)).toEqual(['HostVolume uid-a 1 released']);
  });

  it('is the end of one volume before the beginning of its namesake', async () => {
    const key = cache.put('a');
    const feed = newFeed();
    await all(feed);

    cache.put('a', { uid: 'another' });
    feed.markVolume(key);

    expect(await all(feed)).toEqual(['HostVolume uid-a 1 released', 'HostVolume another 1']);
  });

  it('is nothing of a volume that came and went before it was told, nor of other hosts', async () => {
    const feed = newFeed();
    feed.markVolume('default/gone');
    feed.markVolume(cache.put('b', {}, { host: { name: 'host-b', uid: 'host-b-uid' } }));

    expect(await all(feed)).toEqual([]);
  });

  it('is of peers only what is new, numbered upwards, and the end of a network that is not there any more', async () => {
    networks.set('red', []);
    const feed = newFeed();
    await all(feed);

    feed.markNetwork('red');
    const unchanged = await all(feed);
    networks.set('red', ['192.0.2.1']);
    feed.markNetwork('red');
    const changed = await all(feed);
    networks.delete('red');
    feed.markNetwork('red');
    feed.markNetwork('never');

    expect(unchanged).toEqual([]);
    expect(changed).toEqual(['NetworkPeers red 101 192.0.2.1']);
    expect(await all(feed)).toEqual(['NetworkPeers red 102 released']);
  });

  it('tells since when a change has been waiting, so that no message promises too much', async () => {
    cache.put('a', { resourceVersion: '77' });
    const feed = newFeed();
    const before = feed.waitingSince;
    await all(feed);

    expect(before).toBe(77);
    expect(feed.waitingSince).toBe(Infinity);
  });

  it('is no volume that only a cache that lags behind still shows', async () => {
    cache.put('gone');
    cache.put('there');
    cache.put('replaced');
    live.set('default/there', aHostVolume({ metadata: { name: 'there', uid: 'uid-there' } }));
    live.set('default/replaced', aHostVolume({ metadata: { name: 'replaced', uid: 'another' } }));

    expect(await all(newFeed({ claimRevision: 200 }))).toEqual(['HostVolume uid-there 1']);
  });

  it('is not asked for again where the cache, or the volume, is as new as the session', async () => {
    cache.put('young', { resourceVersion: '250' });
    const young = await all(newFeed({ claimRevision: 200 }));
    cache.revision = 300;
    cache.put('old', { resourceVersion: '20' });

    expect(young).toEqual(['HostVolume uid-young 1']);
    expect(await all(newFeed({ claimRevision: 200 }))).toEqual(['HostVolume uid-young 1', 'HostVolume uid-old 1']);
  });

  it('waits when the api-server does not answer, and nothing is lost', async () => {
    cache.put('a');
    live.set('default/a', new Error('away'));
    const feed = newFeed({ claimRevision: 200 });

    await expect(feed.next()).rejects.toThrow('away');
    live.set('default/a', aHostVolume({ metadata: { name: 'a', uid: 'uid-a' } }));

    expect(await all(feed)).toEqual(['HostVolume uid-a 1']);
  });

  it('is also what changes while the api-server is asked', async () => {
    const key = cache.put('a');
    const volume = cache.get({ namespace: 'default', name: 'a' })!;
    live.set(key, volume);
    const feed = newFeed({ claimRevision: 200 });

    const first = feed.next();
    cache.put('a', { deletionTimestamp: '2026-06-01T13:00:00Z' });
    feed.markVolume(key);

    expect((await first)?.tombstone).toBe(false);
    expect(await all(feed)).toEqual(['HostVolume uid-a 1 tombstone']);
  });
});
