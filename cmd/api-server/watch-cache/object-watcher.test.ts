import { describe, expect, it } from 'vitest';
import { flavorKind } from '#apis/compute/flavor.ts';
import { configMapKind } from '#apis/kubernetes/core.ts';
import { toStatus } from '#apis/machinery/errors.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import { aFlavorBody } from '#test/builders/api-bodies.ts';
import { aStartedRegistry, plainDelete, plainWrite, RecordingSink, type StartedRegistry } from '#test/builders/registry.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import type { WatchRequest } from './object-watcher.ts';

const plainWatch = { allowWatchBookmarks: false, sendInitialEvents: false } as const;
const streamed = { allowWatchBookmarks: true, sendInitialEvents: true, resourceVersionMatch: 'NotOlderThan' } as const;

async function watch(
  { registry, clock }: StartedRegistry,
  request: Partial<WatchRequest> = {},
  options: { readonly kind?: KindDefinition; readonly sink?: RecordingSink } = {},
): Promise<RecordingSink> {
  const sink = options.sink ?? new RecordingSink();
  await registry.watch(options.kind ?? flavorKind, { ...plainWatch, ...request }, sink);
  await clock.settle();
  return sink;
}

async function create({ registry }: StartedRegistry, name: string, labels?: Record<string, string>): Promise<number> {
  const body = aFlavorBody(name);
  return (
    await registry.create(
      flavorKind,
      undefined,
      { ...body, metadata: { ...body.metadata, ...(labels === undefined ? {} : { labels }) } },
      plainWrite,
    )
  ).revision;
}

/** Unlike that of a flavor, its write waits for no cache. */
async function configMap({ registry }: StartedRegistry, name: string): Promise<void> {
  await registry.create(configMapKind, 'default', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } }, plainWrite);
}

async function label({ registry }: StartedRegistry, name: string, labels: Record<string, string | null>): Promise<number> {
  return (await registry.mergePatch(flavorKind, { name }, { metadata: { labels } }, plainWrite)).revision;
}

async function remove({ registry }: StartedRegistry, name: string): Promise<void> {
  await registry.delete(flavorKind, { name }, plainDelete);
}

describe('where a watch begins', () => {
  it('after the revision that it names: each change once, in order', async () => {
    const running = await aStartedRegistry();
    const first = await create(running, 'a');
    await create(running, 'b');
    const sink = await watch(running, { resourceVersion: String(first) });

    await label(running, 'a', { x: 'y' });
    await remove(running, 'b');
    await running.clock.advance(10);

    expect(sink.changes).toEqual(['ADDED b', 'MODIFIED a', 'DELETED b']);
    const revisions = sink.events.map(({ revision }) => revision ?? 0);
    expect(revisions).toEqual(revisions.toSorted((left, right) => left - right));
    expect(sink.events.map(({ object }) => object?.metadata.resourceVersion)).toEqual(revisions.map(String));
  });

  it('with what there is when it names none, or 0', async () => {
    const running = await aStartedRegistry();
    await create(running, 'a');
    await create(running, 'b');

    const [unset, any] = [await watch(running), await watch(running, { resourceVersion: '0' })];
    await create(running, 'c');
    await running.clock.settle();

    expect(unset.changes).toEqual(['ADDED a', 'ADDED b', 'ADDED c']);
    expect(any.changes).toEqual(['ADDED a', 'ADDED b', 'ADDED c']);
  });

  it('with what there is and a bookmark that marks its end, when the client asks to be told of both', async () => {
    const running = await aStartedRegistry();
    const revision = await create(running, 'a');

    const sink = await watch(running, streamed);
    await create(running, 'b');
    await running.clock.settle();

    expect(sink.types).toEqual(['ADDED', 'BOOKMARK', 'ADDED']);
    expect(sink.events[1]).toMatchObject({ isInitialEnd: true, revision });
  });

  it('marks the end also where there is nothing', async () => {
    const sink = await watch(await aStartedRegistry(), streamed);

    expect(sink.events).toMatchObject([{ type: 'BOOKMARK', isInitialEnd: true }]);
  });

  it('is refused as 422 where the client would wait for ever if it were ignored', async () => {
    const running = await aStartedRegistry();
    const refusals = [
      { ...streamed, resourceVersionMatch: '' },
      { ...streamed, resourceVersionMatch: 'Exact' },
      { resourceVersionMatch: 'NotOlderThan' },
    ];

    for (const request of refusals) expect(await watch(running, request).catch(toStatus)).toMatchObject({ code: 422, reason: 'Invalid' });
  });

  it('is refused when it is no number', async () => {
    const running = await aStartedRegistry();

    for (const resourceVersion of ['abc', '-1', '007', '1.5', '99999999999999999999']) {
      await expect(watch(running, { resourceVersion })).rejects.toMatchObject({ code: 400 });
    }
  });

  it('in the future waits in silence, and then tells only what comes after', async () => {
    const running = await aStartedRegistry();
    const now = await create(running, 'a');
    const sink = await watch(running, { resourceVersion: String(now + 2) });

    await create(running, 'b');
    await create(running, 'c');
    await running.clock.settle();
    const early = [...sink.changes];
    await create(running, 'd');
    await running.clock.settle();

    expect(early).toEqual([]);
    expect(sink.changes).toEqual(['ADDED d']);
  });

  it('too long ago is one ERROR event of 410, and the end of the stream', async () => {
    const running = await aStartedRegistry({ cacheLimits: { windowEvents: 3 } });
    const first = await create(running, 'a');
    for (const name of ['b', 'c', 'd', 'e']) await create(running, name);

    const sink = await watch(running, { resourceVersion: String(first) });

    expect(sink.events).toEqual([{ type: 'ERROR', code: 410 }]);
    expect(sink.hasEnded).toBe(true);
    expect(running.metrics().watches).toBe(0);
  });

  it('may be long ago where nothing has happened since, whatever happened to other kinds', async () => {
    const running = await aStartedRegistry({ cacheLimits: { windowEvents: 3 } });
    const before = (await running.registry.list(configMapKind, {})).revision;
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) await create(running, name);

    const sink = await watch(running, { resourceVersion: String(before) }, { kind: configMapKind });

    expect(sink.hasEnded).toBe(false);
  });

  it('sees what another api-server has written before', async () => {
    const first = await aStartedRegistry();
    const second = await aStartedRegistry({ beside: first, seed: 2 });
    await create(first, 'a');

    expect((await watch(second)).changes).toEqual(['ADDED a']);
  });
});

describe('a watch with selectors', () => {
  it('sends ADDED for what comes into the selection, and DELETED for what leaves it', async () => {
    const running = await aStartedRegistry();
    await create(running, 'in', { tier: 'web' });
    await create(running, 'out');
    const sink = await watch(running, { labelSelector: 'tier=web' });

    await label(running, 'out', { tier: 'web' });
    await label(running, 'out', { other: 'x' });
    const left = await label(running, 'in', { tier: 'db' });
    await remove(running, 'in');
    await remove(running, 'out');
    await running.clock.advance(10);

    expect(sink.changes).toEqual(['ADDED in', 'ADDED out', 'MODIFIED out', 'DELETED in', 'DELETED out']);
    // As it was last seen, at the revision at which it left.
    expect(sink.events[3]).toMatchObject({
      revision: left,
      object: { metadata: { labels: { tier: 'web' }, resourceVersion: String(left) } },
    });
  });

  it('does the same for changes of the past', async () => {
    const running = await aStartedRegistry();
    const start = await create(running, 'in', { tier: 'web' });
    await label(running, 'in', { tier: 'db' });
    await label(running, 'in', { tier: 'web' });

    const sink = await watch(running, { labelSelector: 'tier=web', resourceVersion: String(start) });

    expect(sink.changes).toEqual(['DELETED in', 'ADDED in']);
  });

  it('by name sees that object only, among many that watch others', async () => {
    const running = await aStartedRegistry();
    const sinks = await Promise.all(['a', 'b', 'c'].map((name) => watch(running, { fieldSelector: `metadata.name=${name}` })));

    for (const name of ['a', 'b', 'c']) await create(running, name);
    await running.clock.settle();

    expect(sinks.map(({ changes }) => changes)).toEqual([['ADDED a'], ['ADDED b'], ['ADDED c']]);
  });

  it('by namespace sees that one only', async () => {
    const running = await aStartedRegistry();
    const sink = await watch(running, { namespace: 'public' }, { kind: configMapKind });
    const body = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });

    await running.registry.create(configMapKind, 'default', body('a'), plainWrite);
    await running.registry.create(configMapKind, 'public', body('b'), plainWrite);
    await running.clock.settle();

    expect(sink.changes).toEqual(['ADDED b']);
  });

  it('that cannot be understood is refused', async () => {
    const running = await aStartedRegistry();

    await expect(watch(running, { labelSelector: 'a in' })).rejects.toMatchObject({ code: 400 });
    await expect(watch(running, { fieldSelector: 'spec.vcpus=1' })).rejects.toMatchObject({
      code: 400,
      message: 'field label not supported: spec.vcpus',
    });
  });
});

describe('bookmarks', () => {
  it('come about once a minute, with the revision of the whole store, to those who want them', async () => {
    const running = await aStartedRegistry();
    const [wanted, unwanted] = [await watch(running, { allowWatchBookmarks: true }), await watch(running)];
    await running.registry.create(configMapKind, 'default', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } }, plainWrite);
    const { revision } = await running.registry.list(configMapKind, {});

    await running.clock.advance(61_000);
    const first = [...wanted.events];
    await running.clock.advance(60_000);

    expect(first).toMatchObject([{ type: 'BOOKMARK', revision, isInitialEnd: false }]);
    expect(wanted.events).toHaveLength(2);
    expect(unwanted.events).toEqual([]);
  });

  it('come before the end, after everything else', async () => {
    const running = await aStartedRegistry();
    const sink = await watch(running, { allowWatchBookmarks: true, timeoutSeconds: 5 });
    await create(running, 'a');
    await running.clock.advance(4_999);
    const second = await create(running, 'b');

    await running.clock.advance(2);

    expect(sink.types).toEqual(['ADDED', 'ADDED', 'BOOKMARK']);
    expect(sink.events.at(-1)?.revision).toBe(second);
    expect(sink.hasEnded).toBe(true);
  });
});

describe('the end of a watch', () => {
  it('comes after the time that the client asks for, or between 30 and 60 minutes', async () => {
    const running = await aStartedRegistry();
    const [asked, unasked] = [await watch(running, { timeoutSeconds: 10 }), await watch(running)];

    await running.clock.advance(10_000);
    expect([asked.hasEnded, unasked.hasEnded]).toEqual([true, false]);
    await running.clock.advance(1_780_000);
    expect(unasked.hasEnded).toBe(false);
    await running.clock.advance(1_820_000);

    expect(unasked.hasEnded).toBe(true);
    expect(unasked.events).toEqual([]);
  });

  it('by the client is final: nothing is written afterwards, and nothing of it is left', async () => {
    const running = await aStartedRegistry();
    const sink = await watch(running);

    sink.leave();
    await create(running, 'a');
    await running.clock.advance(7_200_000);

    expect(sink.events).toEqual([]);
    expect(sink.hasEnded).toBe(false);
    expect(running.metrics()).toMatchObject({ watches: 0, watchGroups: 0 });
  });

  it('comes for who is too slow, and for nobody else', async () => {
    const running = await aStartedRegistry({ watchLimits: { maximumPendingBytes: 1_000 } });
    const [slow, quick] = [await watch(running), await watch(running)];
    slow.stall(1_001);

    await create(running, 'a');
    await running.clock.settle();
    await create(running, 'b');
    await running.clock.advance(10);

    expect(slow.hasEnded).toBe(true);
    expect(slow.changes).toEqual(['ADDED a']);
    expect(quick.changes).toEqual(['ADDED a', 'ADDED b']);
  });

  it('comes for all when the server closes', async () => {
    const running = await aStartedRegistry();
    const sinks = [await watch(running), await watch(running, { labelSelector: 'a' })];

    running.close();

    expect(sinks.map(({ hasEnded }) => hasEnded)).toEqual([true, true]);
  });
});

describe('fan-out', () => {
  it('encodes an event once for all watches of one form, and writes the same bytes to all of a group', async () => {
    const running = await aStartedRegistry();
    const sinks = await Promise.all(Array.from({ length: 100 }, () => watch(running)));
    const others = await Promise.all(Array.from({ length: 10 }, () => watch(running, { labelSelector: '!x' })));
    const before = running.metrics().encodedEventsTotal;

    await create(running, 'a');
    await running.clock.settle();

    expect(running.metrics()).toMatchObject({ watches: 110, watchGroups: 2, encodedEventsTotal: before + 1 });
    expect([...sinks, ...others].map(({ changes }) => changes)).toEqual(Array.from({ length: 110 }, () => ['ADDED a']));
    expect(sinks.every(({ writes }) => writes[0] === sinks[0]?.writes[0])).toBe(true);
  });

  it('writes at once while little happens, and in batches while much does', async () => {
    const running = await aStartedRegistry();
    const sink = await watch(running);

    await create(running, 'a');
    await running.clock.settle();
    const atOnce = sink.writes.length;
    for (let number = 0; number < 50; number += 1) await create(running, `b${number}`);
    await running.clock.advance(10);

    expect(atOnce).toBe(1);
    expect(sink.changes).toHaveLength(51);
    expect(sink.writes.length).toBeLessThanOrEqual(3);
  });

  it('gives who joins a busy group nothing twice', async () => {
    const running = await aStartedRegistry();
    const early = await watch(running);
    await create(running, 'a');
    await running.clock.settle();
    await create(running, 'b');
    await running.clock.settle();

    const late = new RecordingSink();
    await running.registry.watch(flavorKind, plainWatch, late);
    await running.clock.advance(10);

    expect(early.changes).toEqual(['ADDED a', 'ADDED b']);
    expect(late.changes).toEqual(['ADDED a', 'ADDED b']);
  });
});

describe('catching up', () => {
  async function aRegistryWithMany(): Promise<StartedRegistry> {
    const running = await aStartedRegistry();
    for (let number = 0; number < 1_200; number += 1) await create(running, `f${String(number).padStart(4, '0')}`);
    return running;
  }

  it('goes at the pace of the client, and misses nothing that happens meanwhile', async () => {
    const running = await aRegistryWithMany();
    const sink = new RecordingSink();
    sink.stall(100_000_000);
    await running.registry.watch(flavorKind, { ...plainWatch, ...streamed }, sink);
    await running.clock.settle();
    const first = sink.changes.length;

    await label(running, 'f0000', { x: 'y' });
    await remove(running, 'f1199');
    await create(running, 'g');
    sink.stall(0);
    await running.clock.advance(1_000);

    expect(first).toBe(500);
    expect(sink.changes.slice(0, 1_200)).toEqual(Array.from({ length: 1_200 }, (_, number) => `ADDED f${String(number).padStart(4, '0')}`));
    expect(sink.types.indexOf('BOOKMARK')).toBe(1_200);
    expect(sink.changes.slice(1_200)).toEqual(['MODIFIED f0000', 'DELETED f1199', 'ADDED g']);
  });

  it('ends for a client that takes nothing for too long', async () => {
    const running = await aRegistryWithMany();
    const sink = new RecordingSink();
    sink.stall(100_000_000);
    await running.registry.watch(flavorKind, plainWatch, sink);

    await running.clock.advance(61_000);

    expect(sink.hasEnded).toBe(true);
    expect(sink.changes).toHaveLength(500);
  });
});

describe('a gap in the history of the store', () => {
  it('ends all watches with 410, after which lists and new watches are right again', async () => {
    const slow = Promise.withResolvers<void>();
    let isSlow = false;
    const running = await aStartedRegistry({ interceptor: { beforeWatchBatch: () => (isSlow ? slow.promise : undefined) } });
    await configMap(running, 'a');
    const sink = await watch(running, {}, { kind: configMapKind });
    isSlow = true;
    await configMap(running, 'b');
    await configMap(running, 'c');
    await running.storage.compact(await running.storage.currentRevision());

    isSlow = false;
    slow.resolve();
    await running.clock.advance(1_000);

    expect(sink.events.at(-1)).toEqual({ type: 'ERROR', code: 410 });
    expect(sink.hasEnded).toBe(true);
    expect((await running.registry.list(configMapKind, {})).items).toHaveLength(3);
    const again = await watch(running, {}, { kind: configMapKind });
    await configMap(running, 'd');
    await running.clock.settle();
    expect(again.changes).toEqual(['ADDED a', 'ADDED b', 'ADDED c', 'ADDED d']);
    expect(running.metrics().cacheRestartsTotal).toBe(1);
  });
});

describe('list and watch as one history', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    'gives a client that lists, watches and reconnects at any moment exactly what a list shows (seed %i)',
    async (seed) => {
      const random = new SeededRandom(seed);
      const running = await aStartedRegistry({ seed, cacheLimits: { windowEvents: 60 } });
      const selectors = ['', 'tier=web', 'tier!=web', 'tier in (web,db),!gone'];
      const clients = selectors.map((labelSelector) => new MirroringClient(running, labelSelector));
      for (let step = 0; step < 300; step += 1) {
        const name = `f${random.integer(12)}`;
        const change = random.integer(4);
        if (change === 0) await create(running, name, { tier: 'web' }).catch(() => undefined);
        if (change === 1) await remove(running, name).catch(() => undefined);
        if (change > 1)
          await label(running, name, { tier: ['web', 'db', null][random.integer(3)]!, gone: [null, 'x'][random.integer(2)]! }).catch(
            () => undefined,
          );
        for (const client of clients) if (random.integer(20) === 0) await client.reconnect();
        if (random.integer(5) === 0) await running.clock.advance(random.integer(8));
      }
      await running.clock.advance(1_000);

      for (const [index, client] of clients.entries()) {
        const listed = await running.registry.list(flavorKind, { labelSelector: selectors[index]! });
        await client.reconnect();
        await running.clock.advance(10);
        expect(client.state()).toEqual(listed.items.map((item) => item.bytes.toString()));
        expect(client.faults).toEqual([]);
      }
    },
  );
});

/** Keeps a copy the way an informer does, and notes whatever an informer would trip over. */
class MirroringClient {
  readonly faults: string[] = [];
  readonly #running: StartedRegistry;
  readonly #labelSelector: string;
  readonly #objects = new Map<string, string>();
  #sink: RecordingSink | undefined;
  #taken = 0;
  #revision = 0;

  constructor(running: StartedRegistry, labelSelector: string) {
    this.#running = running;
    this.#labelSelector = labelSelector;
  }

  async reconnect(): Promise<void> {
    this.#take();
    this.#sink?.leave();
    if (this.#revision === 0) await this.#list();
    await this.#watch();
  }

  state(): readonly string[] {
    this.#take();
    return [...this.#objects].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, text]) => text);
  }

  async #list(): Promise<void> {
    const list = await this.#running.registry.list(flavorKind, { labelSelector: this.#labelSelector });
    this.#objects.clear();
    for (const item of list.items) this.#objects.set(item.object().metadata.name, item.bytes.toString());
    this.#revision = list.revision;
  }

  async #watch(): Promise<void> {
    this.#sink = new RecordingSink();
    this.#taken = 0;
    const request = { ...plainWatch, labelSelector: this.#labelSelector, resourceVersion: String(this.#revision) };
    await this.#running.registry.watch(flavorKind, request, this.#sink);
    if (this.#sink.events[0]?.type !== 'ERROR') return;
    this.#revision = 0;
    await this.#list();
    await this.#watch();
  }

  #take(): void {
    for (const event of this.#sink?.events.slice(this.#taken) ?? []) {
      this.#taken += 1;
      const { type, name = '', revision = 0 } = event;
      if (type === 'ERROR' || type === 'BOOKMARK') continue;
      if (revision <= this.#revision) this.faults.push(`${type} ${name} at ${revision} after ${this.#revision}`);
      if ((type === 'ADDED') === this.#objects.has(name))
        this.faults.push(`${type} ${name} at ${revision} although it was ${type === 'ADDED' ? '' : 'not '}there`);
      if (type === 'DELETED') this.#objects.delete(name);
      else this.#objects.set(name, JSON.stringify(event.object));
      this.#revision = revision;
    }
  }
}
