import { beforeEach, describe, expect, it } from 'vitest';
import type { Driver, Guest } from '#drivers/contract/driver.ts';
import type { MemoryNode } from '#test/harness/in-memory-ironic.ts';
import { InMemoryIronicWorld } from '#test/harness/in-memory-ironic-world.ts';

let world: InMemoryIronicWorld;
let node: MemoryNode;
let driver: Driver;
let guest: Guest;

beforeEach(() => {
  world = new InMemoryIronicWorld();
  driver = world.driver();
  ({ node, guest } = world);
});

const hard = { gracePeriodSeconds: 0 } as const;

describe('a node that is not ours', () => {
  it('is counted and otherwise left as it is, whatever is asked', async () => {
    Object.assign(node, {
      instance_uuid: guest.mark.instanceUID,
      instance_info: { by: 'hand' },
      provision_state: 'active',
      power_state: 'power on',
    });
    const before = JSON.stringify(node);

    expect(await world.when(driver.recover())).toEqual({ guests: [], foreignGuestCount: 1 });
    await world.when(driver.stop(guest.mark, hard));
    await world.when(driver.destroy(guest.mark));
    for (const act of [() => driver.prepare(guest), () => driver.start(guest), () => driver.reboot(guest, { mode: 'Hard', ...hard })])
      await expect(world.when(act())).rejects.toMatchObject({ reason: expect.any(String) });
    await expect(world.when(driver.abilities.rebuilding!.rebuild(guest))).rejects.toMatchObject({ reason: 'Temporary' });
    await expect(world.when(driver.abilities.crashDumping!.crashDump(guest.mark))).rejects.toMatchObject({ reason: 'Temporary' });
    await expect(world.when(driver.abilities.consoles!.openConsole(guest.mark, 'Serial'))).rejects.toMatchObject({ reason: 'Temporary' });

    expect(JSON.stringify(node)).toBe(before);
    expect((await world.when(driver.describe())).problem).toMatchObject({ reason: 'NodeTaken' });
  });
});

describe('what a driver hears of its host', () => {
  it('is told when the node changes in the listing, and not when it did that itself', async () => {
    let heard = 0;
    driver.onHostChange!(() => (heard += 1));
    await world.watch.start();
    await world.running(driver);
    await world.clock.advance(30_000);
    const before = heard;

    Object.assign(node, { maintenance: true, maintenance_reason: 'a fan' });
    await world.clock.advance(20_000);
    expect(heard).toBe(before + 1);
    world.ironic.nodes.delete(node.uuid);
    await world.clock.advance(20_000);

    expect(heard).toBe(before + 2);
  });

  it('hears of what changed between its first look and the first listing after it', async () => {
    await world.watch.start();
    const late = world.driver();
    let heard = 0;
    late.onHostChange!(() => (heard += 1));
    await world.when(late.describe());
    node.maintenance = true;

    await world.clock.advance(10_000);

    expect(heard).toBe(1);
  });

  it('costs no request of its own while nothing is done', async () => {
    await world.watch.start();
    await world.running(driver);
    await world.when(driver.observe(guest.mark));
    await world.clock.advance(15_000);
    const before = world.ironic.requests.length;

    for (let look = 0; look < 100; look += 1) await world.when(driver.observe(guest.mark));

    expect(world.ironic.requests).toHaveLength(before);
  });
});

describe('a crash dump', () => {
  it('interrupts a machine that is on, and is unsupported where it cannot be', async () => {
    await world.running(driver);
    await world.when(driver.abilities.crashDumping!.crashDump(guest.mark));
    expect(world.ironic.requests.at(-1)).toContain('inject_nmi');

    world.ironic.failures.set('reboot', 'no such thing');
    await expect(world.when(driver.abilities.crashDumping!.crashDump(guest.mark))).rejects.toMatchObject({ reason: 'Unsupported' });
  });
});

describe('a driver that dies at any request, before or after Ironic took it in', () => {
  /** Takes the guest once round: prepared, started, stopped, rebuilt, started, destroyed. */
  async function roundTrip(each: Driver): Promise<void> {
    await each.prepare(guest);
    await each.start(guest);
    await each.stop(guest.mark, hard);
    await each.abilities.rebuilding!.rebuild(guest);
    await each.start(guest);
    await each.destroy(guest.mark);
  }

  async function dyingAt(number: number, moment: 'Before' | 'After'): Promise<'Died' | 'Lived'> {
    world = new InMemoryIronicWorld();
    ({ node, guest } = world);
    let count = 0;
    const mortal = world.driver({
      exchange: async (request) => {
        count += 1;
        if (count > number) return new Promise<never>(() => {});
        if (count === number && moment === 'Before') return new Promise<never>(() => {});
        const answer = await world.ironic.exchange(request);
        return count === number ? new Promise<never>(() => {}) : answer;
      },
    });
    const round = roundTrip(mortal).then(() => 'Lived' as const);
    const end = await Promise.race([round, world.clock.advance(120_000).then(() => 'Died' as const)]);
    await mortal.close();
    return end;
  }

  it('leaves a world in which its successor does the same work to the same end', async () => {
    let deaths = 0;
    for (const moment of ['Before', 'After'] as const) {
      for (let number = 1; (await dyingAt(number, moment)) === 'Died'; number += 1) {
        const successor = world.driver();
        const [found] = (await world.when(successor.recover())).guests;
        if (found !== undefined) expect(found.mark).toEqual(guest.mark);
        if (node.instance_uuid !== null) await world.when(successor.start(guest));
        if (node.instance_uuid !== null) expect(await world.when(successor.observe(guest.mark))).toMatchObject({ kind: 'Running' });
        await world.when(successor.destroy(guest.mark));
        await world.clock.advance(1_000);
        expect(node).toMatchObject({ provision_state: 'available', instance_uuid: null, instance_info: {}, power_state: 'power off' });
        deaths += 1;
      }
    }
    expect(deaths).toBeGreaterThan(40);
  });
});
