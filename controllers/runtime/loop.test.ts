import { afterEach, describe, expect, it } from 'vitest';
import { Informer } from '#apis/client/informer.ts';
import { ConflictError } from '#apis/machinery/errors.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { discardedMetrics, type Metrics } from '#apis/machinery/metrics.ts';
import type { ObjectKey } from '#apis/machinery/object-meta.ts';
import { aPlainObject, type PlainObject } from '#test/builders/api-object.ts';
import { CollectionModel } from '#test/harness/collection-model.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { Loop, type LoopOptions } from './loop.ts';
import { TerminalError, type Result } from './reconciler.ts';

const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

interface World {
  readonly clock: VirtualClock;
  readonly model: CollectionModel<PlainObject>;
  readonly loop: Loop;
  /** Keys and times, as `a@0`. */
  readonly reconciled: string[];
  /** What a reconcile does; may be replaced by the test. */
  behaviour: (key: ObjectKey) => Promise<Result>;
}

function aWorld({ names = [], ...overrides }: { readonly names?: readonly string[] } & Partial<LoopOptions> = {}): World {
  const clock = new VirtualClock();
  const model = new CollectionModel<PlainObject>();
  for (const name of names) model.put(aPlainObject({ name }));
  const parts = { clock, random: new SeededRandom(3), logger: silentLogger };
  const informer = new Informer({ ...parts, client: model.client() });
  const reconciled: string[] = [];
  const world = { clock, model, reconciled, behaviour: async () => ({}) } as unknown as World & { loop: Loop };
  const reconciler = {
    reconcile: (key: ObjectKey) => {
      reconciled.push(`${key.name}@${clock.monotonicMilliseconds()}`);
      return world.behaviour(key);
    },
  };
  world.loop = new Loop({ ...parts, name: 'test', reconciler, metrics: discardedMetrics, resyncIntervalSeconds: 100_000, ...overrides });
  world.loop.watch(informer, ({ key }) => [key]);
  const controller = new AbortController();
  const run = informer.run(controller.signal);
  stops.push(async () => {
    await clock.waitFor(world.loop.stop(), { limitMilliseconds: 60_000 });
    controller.abort();
    await run;
  });
  return world;
}

async function started(world: World): Promise<World> {
  await world.clock.waitFor(world.loop.start(), { limitMilliseconds: 1_000 });
  await world.clock.settle();
  return world;
}

describe('Loop', () => {
  it('looks at everything when it starts, and then at what changes', async () => {
    const { clock, model, reconciled } = await started(aWorld({ names: ['a', 'b'] }));
    expect(reconciled).toEqual(['a@0', 'b@0']);

    model.put(aPlainObject({ name: 'b' }));
    model.remove({ namespace: 'default', name: 'a' });
    await clock.settle();

    expect(reconciled.slice(2).toSorted()).toEqual(['a@0', 'b@0']);
  });

  it('looks again after the time that a reconcile asks for', async () => {
    const world = aWorld({ names: ['a'] });
    world.behaviour = async () => ({ requeueAfterSeconds: 5 });
    await started(world);

    await world.clock.advance(11_000);

    expect(world.reconciled).toEqual(['a@0', 'a@5000', 'a@10000']);
  });

  it('lets the newest answer decide when to look again', async () => {
    const world = aWorld({ names: ['a'] });
    world.behaviour = async () => ({ requeueAfterSeconds: 5 });
    await started(world);
    world.behaviour = async () => ({});

    world.model.put(aPlainObject({ name: 'a' }));
    await world.clock.advance(20_000);

    expect(world.reconciled).toEqual(['a@0', 'a@0']);
  });

  it('tries again with growing delay after an error, and with the shortest after a success', async () => {
    const world = aWorld({ names: ['a'] });
    world.behaviour = async () => {
      throw new Error('not yet');
    };
    await started(world);
    await world.clock.advance(400);
    expect(world.reconciled).toEqual(['a@0', 'a@50', 'a@150', 'a@350']);

    world.behaviour = async () => ({});
    await world.clock.advance(1_000);

    expect(world.reconciled.at(-1)).toBe('a@750');
  });

  it('does not try again after a terminal error until something changes', async () => {
    const world = aWorld({ names: ['a'] });
    world.behaviour = async () => {
      throw new TerminalError('never');
    };
    await started(world);
    await world.clock.advance(60_000);
    expect(world.reconciled).toHaveLength(1);

    world.model.put(aPlainObject({ name: 'a' }));
    await world.clock.settle();

    expect(world.reconciled).toHaveLength(2);
  });

  it('counts each reconcile by its outcome', async () => {
    const outcomes: (string | undefined)[] = [];
    const metrics: Metrics = { ...discardedMetrics, counter: () => ({ increment: (labels) => outcomes.push(labels?.['outcome']) }) };
    const world = aWorld({ names: ['ok', 'later', 'conflict', 'error', 'terminal'], metrics });
    world.behaviour = async ({ name }) => {
      if (name === 'later') return { requeueAfterSeconds: 1000 };
      if (name === 'conflict') throw new ConflictError('changed');
      if (name === 'error') throw new Error('oops');
      if (name === 'terminal') throw new TerminalError('never');
      return {};
    };

    await started(world);

    expect(new Set(outcomes)).toEqual(new Set(['conflict', 'error', 'requeue', 'success', 'terminal']));
  });

  it('logs a lasting failure ever more rarely, and a lost race not at all', async () => {
    const warnings: object[] = [];
    const logger: Logger = { ...silentLogger, warn: (fields) => warnings.push(fields), child: () => logger };
    const world = aWorld({ names: ['broken', 'raced'], logger });
    world.behaviour = async ({ name }) => {
      throw name === 'raced' ? new ConflictError('changed') : new Error('broken');
    };
    await started(world);

    await world.clock.advance(300_000);

    expect(warnings.map((fields) => (fields as { failureCount: number }).failureCount)).toEqual([1, 2, 4, 8]);
    expect(warnings.every((fields) => (fields as { key: string }).key === 'default/broken')).toBe(true);
  });

  it('looks at no object twice at the same time', async () => {
    const world = aWorld({ names: ['a'] });
    const underWay = new Set<string>();
    let isBroken = false;
    world.behaviour = async ({ name }) => {
      isBroken ||= underWay.has(name);
      underWay.add(name);
      await world.clock.sleep(100);
      underWay.delete(name);
      return {};
    };
    await started(world);

    for (let change = 0; change < 10; change += 1) {
      world.model.put(aPlainObject({ name: 'a' }));
      await world.clock.advance(30);
    }

    expect(isBroken).toBe(false);
  });

  it('looks at as many objects side by side as it has workers', async () => {
    const world = aWorld({ names: ['a', 'b', 'c', 'd'], workerCount: 2 });
    world.behaviour = async () => {
      await world.clock.sleep(100);
      return {};
    };
    await started(world);
    await world.clock.advance(1_000);

    expect(world.reconciled).toEqual(['a@0', 'b@0', 'c@100', 'd@100']);
  });

  it('finds what did not fit into its queue by going over everything', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `object-${index}`);
    const world = await started(aWorld({ names, queueCapacity: 3, workerCount: 1 }));

    expect(new Set(world.reconciled.map((entry) => entry.split('@')[0]))).toEqual(new Set(names));
  });

  it('goes over everything now and then, in case a change was missed', async () => {
    const world = await started(aWorld({ names: ['a'], resyncIntervalSeconds: 100 }));

    await world.clock.advance(350_000);

    expect(world.reconciled).toHaveLength(4);
  });

  it('does nothing while it is stopped, and looks at everything when it starts again', async () => {
    const world = await started(aWorld({ names: ['a'] }));
    await world.loop.stop();

    world.model.put(aPlainObject({ name: 'b' }));
    await world.clock.advance(10_000);
    expect(world.reconciled).toHaveLength(1);
    await started(world);

    expect(world.reconciled.slice(1)).toEqual(['a@10000', 'b@10000']);
  });

  it('has stopped only when no reconcile is under way', async () => {
    const world = aWorld({ names: ['a'] });
    const finish = Promise.withResolvers<void>();
    world.behaviour = async () => {
      await finish.promise;
      return {};
    };
    await started(world);
    let hasStopped = false;
    const stop = world.loop.stop().then(() => (hasStopped = true));

    await world.clock.advance(1_000);
    expect(hasStopped).toBe(false);
    finish.resolve();
    await world.clock.waitFor(stop, { limitMilliseconds: 1_000 });

    expect(hasStopped).toBe(true);
  });
});
