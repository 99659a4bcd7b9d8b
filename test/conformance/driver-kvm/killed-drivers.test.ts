import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { eventually } from '#test/harness/eventually.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import type { DriverOrders } from './driver-to-kill.ts';
import { bootMilliseconds, KVMWorld } from './kvm-world.ts';

const roundCount = 24;

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

describe('a driver that is killed at any moment', { timeout: 3 * bootMilliseconds }, () => {
  it('leaves a guest that the next one can start once, and remove without a trace', async () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const random = new SeededRandom(seed);
    await using world = await KVMWorld.create();
    const volume = await world.volume();
    const guest = world.guest('true', { diskGiB: 1, volumes: [volume] });

    for (let round = 0; round < roundCount; round += 1) {
      const milliseconds = Math.floor(random.fraction() * 1500);
      await killedAfter(milliseconds, world.orders(guest));
      const driver = world.driver();
      const { guests } = await driver.recover();
      const when = `seed ${seed}, round ${round}, after ${milliseconds} ms`;
      // One that was being destroyed may have lost its disk already: it is only to be destroyed.
      const isHalfGone = guests[0]?.observation.kind === 'Lost';
      if (!isHalfGone) {
        await driver.prepare(guest);
        // A QEMU that the dead driver launched last may hold the guest's lock before it answers: that is Temporary, and an agent tries again.
        await eventually(() => driver.start(guest), { withinMilliseconds: bootMilliseconds });
        if ((await driver.observe(guest.mark)).kind === 'Paused') await driver.abilities.pausing?.resume(guest.mark);
      }
      const observation = await driver.observe(guest.mark);
      const processes = (await world.traces()).filter((trace) => trace.startsWith('process'));
      await driver.destroy(guest.mark);
      const traces = await world.traces();

      expect({ when, found: guests.map(({ mark }) => mark), observation, processes, traces }).toEqual({
        when,
        found: guests.length === 0 ? [] : [guest.mark],
        observation: expect.objectContaining({ kind: isHalfGone ? 'Lost' : 'Running' }),
        processes: isHalfGone ? [] : [expect.any(String)],
        traces: [],
      });
      await driver.close();
    }
  });
});
