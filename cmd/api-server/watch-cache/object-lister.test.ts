import { describe, expect, it } from 'vitest';
import { flavorKind } from '#apis/compute/flavor.ts';
import { serverActionKind } from '#apis/compute/server-action.ts';
import { configMapKind, eventKind } from '#apis/kubernetes/core.ts';
import { toStatus, type Status } from '#apis/machinery/errors.ts';
import { aFlavorBody } from '#test/builders/api-bodies.ts';
import { aStartedRegistry, plainDelete, plainWrite, type StartedRegistry } from '#test/builders/registry.ts';
import { formatContinueToken } from './continue-token.ts';
import type { ListRequest } from './object-lister.ts';

async function create({ registry }: StartedRegistry, name: string, labels: Record<string, string> = {}): Promise<number> {
  const body = aFlavorBody(name);
  return (await registry.create(flavorKind, undefined, { ...body, metadata: { name, labels } }, plainWrite)).revision;
}

/** Unlike that of a flavor, its write waits for no cache. */
async function configMap({ registry }: StartedRegistry, namespace: string, name: string): Promise<number> {
  const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } };
  return (await registry.create(configMapKind, namespace, body, plainWrite)).revision;
}

async function names({ registry }: StartedRegistry, request: ListRequest = {}): Promise<readonly string[]> {
  return (await registry.list(flavorKind, request)).items.map((item) => item.object().metadata.name);
}

async function refusal({ registry }: StartedRegistry, request: ListRequest): Promise<Status> {
  return await registry.list(flavorKind, request).then(() => {
    throw new Error('the list was not refused');
  }, toStatus);
}

/** All pages, with what happens in between. */
async function pages(
  running: StartedRegistry,
  limit: number,
  between: () => Promise<void>,
  request: ListRequest = {},
): Promise<readonly (readonly string[])[]> {
  const collected: string[][] = [];
  let continueToken: string | undefined;
  do {
    const list = await running.registry.list(flavorKind, { ...request, limit, ...(continueToken === undefined ? {} : { continueToken }) });
    collected.push(list.items.map((item) => item.object().metadata.name));
    ({ continueToken } = list);
    await between();
  } while (continueToken !== undefined && collected.length < 100);
  return collected;
}

describe('how new a list is', () => {
  it('is the newest state without a resourceVersion, whoever wrote it', async () => {
    const first = await aStartedRegistry();
    const second = await aStartedRegistry({ beside: first, seed: 2 });
    const revision = await create(first, 'a');

    const list = await second.registry.list(flavorKind, {});

    expect(list.items.map((item) => item.revision)).toEqual([revision]);
    expect(list.revision).toBeGreaterThanOrEqual(revision);
  });

  it('costs one read of the revision for all requests of a moment, and none from memory', async () => {
    const running = await aStartedRegistry();
    const before = running.metrics().revisionReadsTotal;

    await Promise.all(Array.from({ length: 50 }, () => running.registry.list(flavorKind, {})));
    const shared = running.metrics().revisionReadsTotal - before;
    await Promise.all(Array.from({ length: 50 }, () => running.registry.list(flavorKind, { resourceVersion: '0' })));

    // The first, and one for all that came while it was under way.
    expect(shared).toBeLessThanOrEqual(2);
    expect(running.metrics().revisionReadsTotal - before).toBe(shared);
  });

  it('is at least that of a resourceVersion, for which it waits', async () => {
    const slow = Promise.withResolvers<void>();
    let isSlow = false;
    const running = await aStartedRegistry({ interceptor: { beforeWatchBatch: () => (isSlow ? slow.promise : undefined) } });
    isSlow = true;
    const revision = await configMap(running, 'default', 'a');
    const namesOfMaps = async (request: ListRequest): Promise<readonly string[]> =>
      (await running.registry.list(configMapKind, { namespace: 'default', ...request })).items.map((item) => item.object().metadata.name);

    const stale = await namesOfMaps({ resourceVersion: '0' });
    const fresh = namesOfMaps({ resourceVersion: String(revision), resourceVersionMatch: 'NotOlderThan' });
    isSlow = false;
    slow.resolve();
    await running.clock.settle();

    expect(stale).toEqual([]);
    expect(await fresh).toEqual(['a']);
  });

  it('that is asked from the future is 504 after three seconds, with the cause that clients look for', async () => {
    const running = await aStartedRegistry();
    const future = refusal(running, { resourceVersion: '9999' });

    await running.clock.advance(2_900);
    expect(running.metrics().waitingForCache).toBe(1);
    await running.clock.advance(200);

    expect(await future).toMatchObject({
      code: 504,
      reason: 'Timeout',
      details: { causes: [{ reason: 'ResourceVersionTooLarge' }], retryAfterSeconds: 1 },
    });
  });

  it('is exactly the one asked for: now, in the past, or 410 once that is compacted', async () => {
    const running = await aStartedRegistry();
    const first = await create(running, 'a');
    const second = await create(running, 'b');
    await create(running, 'c');
    const exactly = (revision: number): ListRequest => ({ resourceVersion: String(revision), resourceVersionMatch: 'Exact' });

    const [past, later] = [await running.registry.list(flavorKind, exactly(first)), await names(running, exactly(second))];
    await running.storage.compact(await running.storage.currentRevision());
    const gone = await refusal(running, exactly(first));

    expect(past).toMatchObject({ revision: first, items: [{ revision: first }] });
    expect(later).toEqual(['a', 'b']);
    expect(gone).toMatchObject({ code: 410, reason: 'Expired' });
  });

  it('cannot be said in words that mean nothing', async () => {
    const running = await aStartedRegistry();

    expect(await refusal(running, { resourceVersionMatch: 'Exact' })).toMatchObject({ code: 422, reason: 'Invalid' });
    expect(await refusal(running, { resourceVersion: '0', resourceVersionMatch: 'Exact' })).toMatchObject({ code: 422 });
    expect(await refusal(running, { resourceVersion: '1', resourceVersionMatch: 'Newest' })).toMatchObject({ code: 422 });
    expect(await refusal(running, { resourceVersion: 'x' })).toMatchObject({ code: 400 });
  });
});

describe('pages of a list', () => {
  async function aRegistryWithTen(): Promise<StartedRegistry> {
    const running = await aStartedRegistry({ cacheLimits: { snapshots: 2 } });
    for (let number = 0; number < 10; number += 1) await create(running, `f${number}`, { odd: String(number % 2) });
    return running;
  }

  const firstTen = ['f0', 'f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'f7', 'f8', 'f9'];

  it('are all of one snapshot, whatever is written in between', async () => {
    const running = await aRegistryWithTen();
    let written = 0;
    const between = async (): Promise<void> => {
      await running.registry.delete(flavorKind, { name: `f${9 - written}` }, plainDelete);
      await create(running, `a${written}`);
      written += 1;
    };

    const collected = await pages(running, 3, between);

    expect(collected).toEqual([firstTen.slice(0, 3), firstTen.slice(3, 6), firstTen.slice(6, 9), ['f9']]);
  });

  it('carry the revision of the snapshot and how many are left; the last has no token', async () => {
    const running = await aRegistryWithTen();

    const first = await running.registry.list(flavorKind, { limit: 4 });
    await create(running, 'later');
    const second = await running.registry.list(flavorKind, { limit: 4, continueToken: first.continueToken! });
    const third = await running.registry.list(flavorKind, { limit: 4, continueToken: second.continueToken! });
    const exact = await running.registry.list(flavorKind, { limit: 11 });

    expect([first, second, third].map(({ revision }) => revision)).toEqual([first.revision, first.revision, first.revision]);
    expect([first, second, third].map(({ remainingItemCount }) => remainingItemCount)).toEqual([6, 2, undefined]);
    expect(third.continueToken).toBeUndefined();
    expect(exact.continueToken).toBeUndefined();
  });

  it('come from the store once the snapshot is no longer in memory', async () => {
    const running = await aRegistryWithTen();
    const first = await running.registry.list(flavorKind, { limit: 3 });
    for (let number = 0; number < 5; number += 1) {
      await create(running, `x${number}`);
      await running.registry.list(flavorKind, { limit: 1 });
    }

    const second = await running.registry.list(flavorKind, { limit: 3, continueToken: first.continueToken! });
    const filtered = await running.registry.list(flavorKind, { limit: 2, continueToken: first.continueToken!, labelSelector: 'odd=1' });

    expect(second).toMatchObject({ revision: first.revision, remainingItemCount: 4 });
    expect(second.items.map((item) => item.object().metadata.name)).toEqual(['f3', 'f4', 'f5']);
    expect(filtered.items.map((item) => item.object().metadata.name)).toEqual(['f3', 'f5']);
    expect(filtered).toMatchObject({ remainingItemCount: undefined });
    expect(filtered.continueToken).toBeDefined();
  });

  it('that are too old are 410 with a token that goes on from the newest state', async () => {
    const running = await aRegistryWithTen();
    const first = await running.registry.list(flavorKind, { limit: 3 });
    for (let number = 0; number < 5; number += 1) {
      await create(running, `x${number}`);
      await running.registry.list(flavorKind, { limit: 1 });
    }
    await running.storage.compact(await running.storage.currentRevision());

    const expired = await refusal(running, { limit: 3, continueToken: first.continueToken! });
    const rest = await running.registry.list(flavorKind, { continueToken: expired.metadata.continue! });

    expect(expired).toMatchObject({ code: 410, reason: 'Expired' });
    expect(rest.items.map((item) => item.object().metadata.name)).toEqual([...firstTen.slice(3), 'x0', 'x1', 'x2', 'x3', 'x4']);
    expect(rest.revision).toBeGreaterThan(first.revision);
  });

  it('through a selector leave out how many remain, and have no token when nothing more matches', async () => {
    const running = await aRegistryWithTen();

    const first = await running.registry.list(flavorKind, { limit: 4, labelSelector: 'odd=1' });
    const second = await running.registry.list(flavorKind, { limit: 1, labelSelector: 'odd=1', continueToken: first.continueToken! });

    expect(first.items.map((item) => item.object().metadata.name)).toEqual(['f1', 'f3', 'f5', 'f7']);
    expect(first.remainingItemCount).toBeUndefined();
    expect(second.items.map((item) => item.object().metadata.name)).toEqual(['f9']);
    expect(second.continueToken).toBeUndefined();
  });

  it('do not follow tokens that lead elsewhere, or are none', async () => {
    const running = await aRegistryWithTen();
    await configMap(running, 'default', 'secret-plans');
    const elsewhere = formatContinueToken({ revision: 5, after: '/tycho/core/configmaps/default/a' });
    const bad = [
      '',
      'x',
      elsewhere,
      Buffer.from('[2,5,"/tycho/x"]').toString('base64url'),
      Buffer.from('[1,-5,"/tycho/compute.tycho.dev/flavors/a"]').toString('base64url'),
    ];

    expect((await running.registry.list(flavorKind, { continueToken: bad[0]! })).items).toHaveLength(10);
    for (const continueToken of bad.slice(1)) expect(await refusal(running, { continueToken })).toMatchObject({ code: 400 });
    const good = (await running.registry.list(flavorKind, { limit: 1 })).continueToken!;
    expect(await refusal(running, { continueToken: good, resourceVersion: '7' })).toMatchObject({ code: 400 });
  });
});

describe('what a list shows', () => {
  it('is in the order of namespace and name, and one namespace if one is asked for', async () => {
    const running = await aStartedRegistry();
    for (const [namespace, name] of [
      ['public', 'b'],
      ['default', 'z'],
      ['public', 'a'],
      ['default', 'a-b'],
      ['default', 'a'],
    ] as const) {
      await configMap(running, namespace, name);
    }
    const listed = async (request: ListRequest): Promise<readonly string[]> =>
      (await running.registry.list(configMapKind, request)).items.map(
        (item) => `${item.object().metadata.namespace}/${item.object().metadata.name}`,
      );

    expect(await listed({})).toEqual(['default/a', 'default/a-b', 'default/z', 'public/a', 'public/b']);
    expect(await listed({ namespace: 'public' })).toEqual(['public/a', 'public/b']);
    expect(await listed({ fieldSelector: 'metadata.name=a' })).toEqual(['default/a', 'public/a']);
    expect(await listed({ namespace: 'public', fieldSelector: 'metadata.name=a' })).toEqual(['public/a']);
    expect(await listed({ fieldSelector: 'metadata.namespace!=public,metadata.name!=z' })).toEqual(['default/a', 'default/a-b']);
    expect(await listed({ namespace: 'nowhere' })).toEqual([]);
  });

  it('can be chosen by name: one look, not all', async () => {
    const running = await aStartedRegistry();
    for (const name of ['a', 'ab', 'b']) await create(running, name);

    expect(await names(running, { fieldSelector: 'metadata.name=ab' })).toEqual(['ab']);
    expect(await names(running, { fieldSelector: 'metadata.name=aa' })).toEqual([]);
    expect(await names(running, { fieldSelector: 'metadata.name=ab', limit: 500, resourceVersion: '0' })).toEqual(['ab']);
  });

  it('can be chosen by the object that an Event is about, before and after it changes', async () => {
    const running = await aStartedRegistry();
    const event = async (name: string, about: string, reason: string): Promise<void> => {
      const body = {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name },
        involvedObject: { kind: 'Server', name: about },
        reason,
        type: 'Normal',
      };
      await running.registry.create(eventKind, 'default', body, plainWrite);
    };
    await event('e1', 'web', 'Placed');
    await event('e2', 'db', 'Placed');
    await event('e3', 'web', 'Started');
    const listed = async (fieldSelector: string): Promise<readonly string[]> =>
      (await running.registry.list(eventKind, { fieldSelector })).items.map((item) => item.object().metadata.name);

    expect(await listed('involvedObject.name=web,involvedObject.kind=Server')).toEqual(['e1', 'e3']);
    expect(await listed('involvedObject.name=web,reason!=Placed')).toEqual(['e3']);
    await running.registry.mergePatch(eventKind, { namespace: 'default', name: 'e1' }, { involvedObject: { name: 'db' } }, plainWrite);
    await running.registry.delete(eventKind, { namespace: 'default', name: 'e3' }, plainDelete);
    expect(await listed('involvedObject.name=web')).toEqual([]);
    expect(await listed('involvedObject.name=db')).toEqual(['e1', 'e2']);
  });

  it('by an index is the same at a revision of the past', async () => {
    const running = await aStartedRegistry();
    const action = async (name: string): Promise<void> => {
      const body = {
        apiVersion: 'compute.tycho.dev/v1alpha1',
        kind: 'ServerAction',
        metadata: { name },
        spec: { server: 'web', type: 'Reboot' },
      };
      await running.registry.create(serverActionKind, 'default', body, plainWrite);
    };
    for (const name of ['a', 'b', 'c']) await action(name);
    const first = await running.registry.list(serverActionKind, { fieldSelector: 'spec.server=web', limit: 1 });
    await running.registry.delete(serverActionKind, { namespace: 'default', name: 'b' }, plainDelete);

    const rest = await running.registry.list(serverActionKind, { fieldSelector: 'spec.server=web', continueToken: first.continueToken! });

    expect(rest.items.map((item) => item.object().metadata.name)).toEqual(['b', 'c']);
  });

  it('is answered with 503 while the cache is being loaded', async () => {
    const stuck = new Promise<void>(() => {});
    const { createRegistry } = await import('../registry/create-registry.ts');
    const running = await aStartedRegistry();
    const { SeededRandom } = await import('#test/harness/seeded-random.ts');
    const { silentLogger } = await import('#apis/machinery/logger.ts');
    const { catalog } = await import('#apis/catalog.ts');
    const storage = Object.create(running.storage, {
      range: { value: () => stuck },
      currentRevision: { value: () => running.storage.currentRevision() },
      requestProgress: { value: () => {} },
    });
    const loading = createRegistry({ storage, catalog, clock: running.clock, random: new SeededRandom(3), logger: silentLogger });

    const [newest, any] = [
      loading.registry.list(flavorKind, {}).catch(toStatus),
      loading.registry.list(flavorKind, { resourceVersion: '0' }).catch(toStatus),
    ];
    await running.clock.advance(3_100);

    expect([await newest, await any]).toMatchObject([{ code: 503 }, { code: 503 }]);
  });
});
