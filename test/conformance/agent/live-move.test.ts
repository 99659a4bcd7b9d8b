import { describe, expect, it } from 'vitest';
import { LiveMoveWorld } from './live-move-world.ts';

/** A server that moves, and what of it is there in the end. */
async function moved(
  kill?: LiveMoveWorld['killed'],
  orders: (world: LiveMoveWorld) => Promise<void> | void = () => {},
): Promise<LiveMoveWorld> {
  const world = new LiveMoveWorld();
  await world.begin();
  expect(world.executing).toHaveLength(1);
  if (kill !== undefined) world.arm(kill);
  world.order('MigrateLive');
  await orders(world);
  await world.settle();
  return world;
}

describe('a guest that goes from agent to agent', () => {
  it('runs there, once, with its console; and nothing is left where it was', async () => {
    const world = await moved();

    expect(world.violations).toEqual([]);
    expect(world.actions).toMatchObject([{ status: { phase: 'Succeeded' } }]);
    expect(world.executing).toEqual([world.instances[0]?.metadata.uid]);
    expect(world.hosts.a.machine.guests()).toEqual([]);
    expect(world.hosts.b.machine.guests()).toMatchObject([{ state: { kind: 'Running' }, console: expect.arrayContaining(['kernel: up']) }]);
    expect(world.server.status?.move).toBeUndefined();
    await world.finish();
  });

  it.each([
    ['a', false],
    ['b', false],
    ['a', true],
    ['b', true],
  ] as const)('runs once, whenever the agent of host %s is killed (with its power: %s)', async (host, powerCut) => {
    let moment = 0;
    for (;;) {
      moment += 1;
      const world = await moved({ host, moment, powerCut });
      const isOver = world.momentCount < moment;
      const where = `killed at moment ${moment}`;

      expect([where, world.violations]).toEqual([where, []]);
      expect([where, world.server.status?.move]).toEqual([where, undefined]);
      expect([where, world.executing]).toEqual([where, [world.instances[0]?.metadata.uid]]);
      expect([where, world.instances]).toMatchObject([where, [{ status: { phase: 'Running' } }]]);
      expect([where, world.actions[0]?.status?.phase]).toEqual([where, expect.stringMatching(/^(Succeeded|Failed)$/)]);
      await world.finish();
      if (isOver) break;
      expect(moment).toBeLessThan(200);
    }
    // There was something to be killed in.
    expect(moment).toBeGreaterThan(8);
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7])('is here or there, and not both, when it is aborted after %s rounds', async (rounds) => {
    const world = await moved(undefined, async (each) => {
      await each.settle(rounds);
      each.order('AbortMigration');
    });

    expect(world.violations).toEqual([]);
    expect(world.executing).toEqual([world.instances[0]?.metadata.uid]);
    expect(world.instances).toHaveLength(1);
    expect(world.server.status?.move).toBeUndefined();
    await world.finish();
  });
});
