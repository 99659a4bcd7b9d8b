import { describe, expect, it } from 'vitest';
import { silentLogger } from '#apis/machinery/logger.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { ProgressRequests } from './progress-requests.ts';

interface World {
  readonly progress: ProgressRequests;
  readonly clock: VirtualClock;
  readonly watch: FakeWatch;
  newest: number;
  fences: number;
  reads: number;
}

/** A store with one watch that sees its own writes at once. */
function aWorld(): World {
  const clock = new VirtualClock();
  const watch = new FakeWatch();
  const world: World = {
    clock,
    watch,
    newest: 10,
    fences: 0,
    reads: 0,
    progress: new ProgressRequests({
      watches: new Set([watch]),
      clock,
      logger: silentLogger,
      currentRevision: async () => {
        world.reads += 1;
        return world.newest;
      },
      writeFence: async () => {
        world.fences += 1;
        world.newest += 1;
        if (watch.isConnected) watch.position = world.newest;
      },
    }),
  };
  return world;
}

class FakeWatch {
  position = 10;
  isConnected = true;
  wanted = 0;

  bringTo(revision: number): void {
    this.wanted = revision;
  }
}

describe('ProgressRequests', () => {
  it('tells watches where the newest revision is, and writes nothing when they are there', async () => {
    const world = aWorld();

    world.progress.request();
    await world.clock.advance(1000);

    expect(world.watch.wanted).toBe(10);
    expect(world.fences).toBe(0);
  });

  it('writes nothing while a watch is on its way', async () => {
    const world = aWorld();
    world.newest = 20;

    world.progress.request();
    await world.clock.advance(50);
    world.watch.position = 15;
    await world.clock.advance(1000);

    expect(world.fences).toBe(0);
  });

  it('writes once when a watch is stuck behind revisions that it does not see', async () => {
    const world = aWorld();
    world.newest = 20;

    world.progress.request();
    await world.clock.advance(1000);

    expect(world.fences).toBe(1);
    expect(world.watch.position).toBe(21);
  });

  it('does not pile up writes for a watch that has lost its connection, or for one that stays stuck', async () => {
    const world = aWorld();
    world.newest = 20;
    world.watch.isConnected = false;
    for (let round = 0; round < 50; round += 1) {
      world.progress.request();
      await world.clock.advance(20);
    }
    expect(world.fences).toBe(0);

    world.watch.isConnected = true;
    for (let round = 0; round < 100; round += 1) {
      world.watch.position = 10;
      world.progress.request();
      await world.clock.advance(20);
    }

    expect(world.fences).toBeLessThanOrEqual(2);
  });

  it('makes one round of any number of requests that come during one', async () => {
    const world = aWorld();
    world.newest = 20;

    for (let call = 0; call < 100; call += 1) world.progress.request();
    await world.clock.advance(1000);

    expect(world.reads).toBe(2);
  });
});
