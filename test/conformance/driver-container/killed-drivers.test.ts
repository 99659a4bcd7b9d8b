import { spawn } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DriverError, type Driver, type Guest } from '#drivers/contract/driver.ts';
import { eventually } from '#test/harness/eventually.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { consoleShows, ContainerTestBed } from './container-world.ts';
import type { DriverOrders } from './driver-to-kill.ts';

const roundCount = 12;

let bed: ContainerTestBed;

beforeAll(async () => {
  bed = await ContainerTestBed.create();
});
afterAll(() => bed[Symbol.asyncDispose]());

/** Has a driver in a process of its own work on the guest, and kills it after so long. */
async function killedAfter(milliseconds: number, orders: DriverOrders): Promise<void> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('driver-to-kill.ts', import.meta.url)), JSON.stringify(orders)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await Promise.race([new Promise((resolve) => child.stdout.once('data', resolve)), ended]);
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  child.kill('SIGKILL');
  await ended;
}

/** As an agent starts it: what is temporary is tried again. On a busy machine containerd takes long to give up what a killed driver had begun. */
async function startedInTheEnd(driver: Pick<Driver, 'start'>, guest: Guest): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await driver.start(guest);
      return;
    } catch (error) {
      if (!(error instanceof DriverError && error.reason === 'Temporary') || attempt === 3) throw error;
    }
  }
}

describe('a driver that is killed at any moment', { timeout: 180_000 }, () => {
  it('leaves a guest that the next one can start once, and remove without a trace', async () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const random = new SeededRandom(seed);
    await using world = await bed.world();
    const guest = world.guest('true', { diskGiB: 1 });
    const orders: DriverOrders = { ...world.orders(guest), savePath: join(world.stateDirectory, 'saved.tar') };

    for (let round = 0; round < roundCount; round += 1) {
      const milliseconds = Math.floor(random.fraction() * 1_500);
      await killedAfter(milliseconds, orders);
      const driver = world.driver();
      const { guests } = await driver.recover();
      const when = `seed ${seed}, round ${round}, after ${milliseconds} ms`;
      // One that was being destroyed may have lost its disk already: it is only to be destroyed.
      const isHalfGone = guests[0]?.observation.kind === 'Lost';
      if (!isHalfGone) {
        await driver.prepare(guest);
        await startedInTheEnd(driver, guest);
      }
      const observation = await driver.observe(guest.mark);
      await driver.destroy(guest.mark);
      // What is unmounted while it is in use goes a moment later.
      const traces = await eventually(async () => {
        const found = await world.traces();
        expect(found).toEqual([]);
        return found;
      });

      expect({ when, found: guests.map(({ mark }) => mark), observation, traces }).toEqual({
        when,
        found: guests.length === 0 ? [] : [guest.mark],
        observation: expect.objectContaining({ kind: isHalfGone ? 'Lost' : 'Running' }) as object,
        traces: [],
      });
      await driver.close();
    }
  });
});

describe('a driver that was killed when its last guest had just gone', () => {
  it('removes, when it is back, what that guest has left', async () => {
    await using world = await bed.world();
    const place = join('/run/tycho', world.namespace);
    await mkdir(join(place, 'runc', world.namespace), { recursive: true });

    const { guests } = await world.driver().recover();

    expect({ guests, left: await readdir(place) }).toEqual({ guests: [], left: [] });
  });
});

describe('a containerd that is killed', () => {
  it('disturbs no guest, and the driver goes on when it is back', async () => {
    await using world = await bed.world();
    const driver = world.driver();
    const guest = world.guest('i=0; while :; do i=$((i+1)); echo tick $i; [ ! -e /root/end ] || poweroff; sleep 0.05; done');
    await driver.prepare(guest);
    await driver.start(guest);
    await consoleShows(driver, guest.mark, 'tick 3');
    const before = await driver.observe(guest.mark);
    const heard: string[] = [];

    await bed.containerd.kill();
    await expect(driver.observe(guest.mark)).rejects.toMatchObject({ reason: 'Temporary' });
    await bed.containerd.restart();
    await eventually(async () => expect(await driver.observe(guest.mark)).toEqual(before), { withinMilliseconds: 20_000 });
    const ticked = Buffer.from(await driver.consoleLog(guest.mark, { maximumBytes: 100_000 }))
      .toString()
      .split('tick').length;
    await consoleShows(driver, guest.mark, `tick ${ticked + 5}`);

    driver.onChange(({ instanceUID }) => heard.push(instanceUID));
    const session = await driver.abilities.consoles!.openConsole(guest.mark, 'Serial');
    session.destroy();
    await driver.stop(guest.mark, { gracePeriodSeconds: 5 });
    await eventually(async () => expect(heard).toContain(guest.mark.instanceUID), { withinMilliseconds: 20_000 });
    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Stopped', exit: { reason: 'Stopped' } });
  });
});
