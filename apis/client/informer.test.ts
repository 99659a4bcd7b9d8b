import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { aPlainObject, type PlainObject } from '#test/builders/api-object.ts';
import { CollectionModel } from '#test/harness/collection-model.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { TimeoutError, TooManyRequestsError } from '../machinery/errors.ts';
import { silentLogger } from '../machinery/logger.ts';
import { formatKey } from '../machinery/object-meta.ts';
import { Informer } from './informer.ts';
import { ConnectionError } from './transport.ts';

const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

interface World {
  readonly clock: VirtualClock;
  readonly model: CollectionModel<PlainObject>;
  readonly informer: Informer<PlainObject>;
  /** What handlers heard, as `+web`, `~web` and `-web`. */
  readonly heard: string[];
}

function aWorld(
  options: { readonly names?: readonly string[]; readonly pageSize?: number; readonly failures?: readonly Error[] } = {},
): World {
  const clock = new VirtualClock();
  const model = new CollectionModel<PlainObject>();
  for (const name of options.names ?? []) model.put(aPlainObject({ name }));
  for (const failure of options.failures ?? []) model.failNext(failure);
  const informer = new Informer<PlainObject>({
    client: model.client(),
    clock,
    random: new SeededRandom(7),
    logger: silentLogger,
    stallLimitSeconds: 180,
    pageSize: options.pageSize ?? 500,
  });
  const heard: string[] = [];
  informer.onChange(({ key, previous, current }) =>
    heard.push(`${previous === undefined ? '+' : current === undefined ? '-' : '~'}${key.name}`),
  );
  const controller = new AbortController();
  const run = informer.run(controller.signal);
  stops.push(async () => {
    controller.abort(new Error('the test is over'));
    await run;
  });
  return { clock, model, informer, heard };
}

function namesIn(informer: Informer<PlainObject>): readonly string[] {
  return [...informer.list()].map((object) => object.metadata.name).toSorted();
}

describe('Informer', () => {
  it('has synced when the first list is in, however many pages it takes', async () => {
    const { clock, informer, model } = aWorld({ names: ['a', 'b', 'c', 'd', 'e'], pageSize: 2 });

    expect(informer.hasSynced).toBe(false);
    await clock.settle();

    expect(informer.hasSynced).toBe(true);
    expect(namesIn(informer)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(model.requests).toEqual(['list', 'list', 'list', 'watch 15']);
  });

  it('tells of each change once, after the cache holds it', async () => {
    const { clock, model, informer, heard } = aWorld({ names: ['a'] });
    await clock.settle();
    const seen: (string | undefined)[] = [];
    informer.onChange(({ key }) => seen.push(informer.get(key)?.metadata.resourceVersion));

    model.put(aPlainObject({ name: 'b' }));
    model.put(aPlainObject({ name: 'b' }));
    model.remove({ namespace: 'default', name: 'a' });
    await clock.settle();

    expect(heard).toEqual(['+a', '+b', '~b', '-a']);
    expect(seen).toEqual(['12', '13', undefined]);
  });

  it('goes on from the last revision it saw when the connection is lost, and misses nothing', async () => {
    const { clock, model, informer, heard } = aWorld({ names: ['a'] });
    await clock.settle();

    model.cutWatches(new ConnectionError('cut', { outcome: 'Unknown' }));
    model.remove({ namespace: 'default', name: 'a' });
    model.put(aPlainObject({ name: 'b' }));
    await clock.advance(1_000);

    expect(namesIn(informer)).toEqual(['b']);
    expect(heard).toEqual(['+a', '-a', '+b']);
    expect(model.requests).toEqual(['list', 'watch 11', 'watch 11']);
  });

  it('goes on from a bookmark', async () => {
    const { clock, model } = aWorld({ names: ['a'] });
    await clock.settle();

    model.bookmark();
    await clock.settle();
    model.cutWatches();
    await clock.advance(1_000);

    expect(model.requests.at(-1)).toBe('watch 12');
  });

  it('lists again when its revision is no longer kept, and tells of what went meanwhile', async () => {
    const { clock, model, informer, heard } = aWorld({ names: ['a', 'b'] });
    await clock.settle();

    model.cutWatches();
    model.remove({ namespace: 'default', name: 'a' });
    model.put(aPlainObject({ name: 'c' }));
    model.compact();
    await clock.advance(2_000);

    expect(namesIn(informer)).toEqual(['b', 'c']);
    expect(heard).toEqual(['+a', '+b', '+c', '-a']);
  });

  it('tells of a namesake that took the place of a deleted object while nobody watched', async () => {
    const { clock, model, informer } = aWorld({ names: ['a'] });
    await clock.settle();
    const uids: (string | undefined)[][] = [];
    informer.onChange(({ previous, current }) => uids.push([previous?.metadata.uid, current?.metadata.uid]));

    model.cutWatches();
    model.remove({ namespace: 'default', name: 'a' });
    model.put(aPlainObject({ name: 'a', uid: 'another' }));
    model.compact();
    await clock.advance(2_000);

    expect(uids).toEqual([['uid-of-default-a', 'another']]);
  });

  it('makes a watch anew on which nothing came for too long', async () => {
    const { clock, model, informer } = aWorld({ names: ['a'] });
    await clock.settle();
    model.isSilent = true;
    model.put(aPlainObject({ name: 'b' }));

    await clock.advance(179_000);
    expect(namesIn(informer)).toEqual(['a']);
    await clock.advance(2_000);

    expect(namesIn(informer)).toEqual(['a', 'b']);
    expect(model.watchCount).toBe(1);
  });

  it('waits as long as a busy server asks for', async () => {
    const { clock, informer } = aWorld({ failures: [new TooManyRequestsError('slow down', { details: { retryAfterSeconds: 30 } })] });

    await clock.advance(29_000);
    expect(informer.hasSynced).toBe(false);
    await clock.advance(2_000);

    expect(informer.hasSynced).toBe(true);
  });

  it('pauses longer and longer while the server is away', async () => {
    const { clock, model } = aWorld({
      failures: Array.from({ length: 100 }, () => new ConnectionError('refused', { outcome: 'NotDone' })),
    });

    await clock.advance(60_000);

    expect(model.requests.length).toBeGreaterThan(6);
    expect(model.requests.length).toBeLessThan(20);
  });

  it('tells the other handlers when one fails', async () => {
    const { clock, model, informer } = aWorld();
    const heard: string[] = [];
    informer.onChange(() => {
      throw new Error('a bug');
    });
    informer.onChange(({ key }) => heard.push(key.name));
    await clock.settle();

    model.put(aPlainObject({ name: 'a' }));
    await clock.settle();

    expect(heard).toEqual(['a']);
  });

  it('keeps only what it is told to keep of each object', async () => {
    const model = new CollectionModel<PlainObject>();
    model.put(aPlainObject({ data: { password: 'secret' } }));
    const clock = new VirtualClock();
    const reduce = ({ apiVersion, kind, metadata }: PlainObject): PlainObject => ({ apiVersion, kind, metadata });
    const informer = new Informer({ client: model.client(), clock, random: new SeededRandom(1), logger: silentLogger, reduce });
    const controller = new AbortController();
    const run = informer.run(controller.signal);
    await clock.settle();

    expect(informer.get({ namespace: 'default', name: 'web' })).not.toHaveProperty('data');
    controller.abort();
    await run;
  });
});

describe('Informer.absorb', () => {
  it('shows a written object at once and takes no notice of its event later', async () => {
    const { clock, model, informer, heard } = aWorld({ names: ['a'] });
    await clock.settle();

    informer.absorb(model.put(aPlainObject({ name: 'a', data: { b: 'c' } })));
    expect(informer.get({ namespace: 'default', name: 'a' })?.data).toEqual({ b: 'c' });
    await clock.settle();

    expect(heard).toEqual(['+a', '~a']);
  });

  it('does not bring back what was deleted before the answer of the write arrived', async () => {
    const { clock, model, informer, heard } = aWorld({ names: ['a'] });
    await clock.settle();

    const written = model.put(aPlainObject({ name: 'a' }));
    model.remove({ namespace: 'default', name: 'a' });
    await clock.settle();
    informer.absorb(written);

    expect(namesIn(informer)).toEqual([]);
    expect(heard).toEqual(['+a', '~a', '-a']);
  });

  it('is not undone by events and lists from before the write', async () => {
    const { clock, model, informer } = aWorld({ names: ['a'] });
    await clock.settle();
    model.isSilent = true;
    model.put(aPlainObject({ name: 'a', data: { by: 'another' } }));

    informer.absorb(model.put(aPlainObject({ name: 'a', data: { by: 'us' } })));
    model.isSilent = false;
    model.cutWatches();
    await clock.advance(1_000);

    expect(informer.get({ namespace: 'default', name: 'a' })?.data).toEqual({ by: 'us' });
  });
});

describe('Informer.waitForRevision', () => {
  it('resolves when an event or a bookmark brings the cache there', async () => {
    const { clock, model, informer } = aWorld();
    await clock.settle();

    const reached = informer.waitForRevision('11', { timeoutSeconds: 60 });
    expect(informer.hasReached('11')).toBe(false);
    model.bookmark();

    await clock.waitFor(reached, { limitMilliseconds: 0 });
    expect(informer.hasReached('11')).toBe(true);
  });

  it('gives up after its time, or with the reason of an abort', async () => {
    const { clock, informer } = aWorld();
    const controller = new AbortController();
    const late = informer.waitForRevision('99', { timeoutSeconds: 5 });
    const aborted = informer.waitForRevision('99', { timeoutSeconds: 5, signal: controller.signal });

    controller.abort(new Error('no longer of interest'));

    await expect(aborted).rejects.toThrow('no longer of interest');
    await expect(clock.waitFor(late, { limitMilliseconds: 6_000 })).rejects.toThrow(TimeoutError);
  });
});

describe('an informer under faults', () => {
  it('ends up equal to the collection, having told of every difference, whatever happens', async () => {
    const act = fc.oneof(
      fc.record({ kind: fc.constant('put' as const), name: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ kind: fc.constant('remove' as const), name: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ kind: fc.constantFrom('cut' as const, 'compact' as const, 'fail' as const, 'bookmark' as const, 'wait' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 40, size: 'max' }), async (acts) => {
        const { clock, model, informer } = aWorld({ pageSize: 2 });
        const told = new Map<string, string>();
        informer.onChange(({ key, current }) => {
          if (current === undefined) told.delete(formatKey(key));
          else told.set(formatKey(key), current.metadata.resourceVersion);
        });
        const present = new Map<string, string>();
        for (const one of acts) {
          if (one.kind === 'put') present.set(`default/${one.name}`, model.put(aPlainObject({ name: one.name })).metadata.resourceVersion);
          else if (one.kind === 'remove' && present.delete(`default/${one.name}`)) model.remove({ namespace: 'default', name: one.name });
          else if (one.kind === 'cut') model.cutWatches(new ConnectionError('cut', { outcome: 'Unknown' }));
          else if (one.kind === 'compact') model.compact();
          else if (one.kind === 'fail') model.failNext(new ConnectionError('refused', { outcome: 'NotDone' }));
          else if (one.kind === 'bookmark') model.bookmark();
          else await clock.advance(150);
        }
        await clock.advance(120_000);

        expect(told).toEqual(present);
        expect(new Map([...informer.list()].map((object) => [`default/${object.metadata.name}`, object.metadata.resourceVersion]))).toEqual(
          present,
        );
      }),
      { numRuns: 200 },
    );
  });
});
