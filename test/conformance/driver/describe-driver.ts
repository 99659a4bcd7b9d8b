import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DriverError, type Driver, type Guest, type Mark } from '#drivers/contract/driver.ts';
import { eventually } from '#test/harness/eventually.ts';
import { describeConsoles } from './describe-consoles.ts';
import { describeDiskSaving } from './describe-disk-saving.ts';
import { describeHotPlugging } from './describe-hot-plugging.ts';
import { describePausing } from './describe-pausing.ts';
import { describeRebuilding } from './describe-rebuilding.ts';
import { describeRescue } from './describe-rescue.ts';
import { describeSuspending } from './describe-suspending.ts';
import type { DriverWorld } from './driver-world.ts';
import type { SuiteContext } from './suite-context.ts';

export type { DriverWorld } from './driver-world.ts';

const cutAtOnce = { gracePeriodSeconds: 0 } as const;

/** What every driver does alike, whatever is below it: one suite for all of them, against the contract's own words. */
export function describeDriver(name: string, createWorld: () => Promise<DriverWorld>): void {
  describe(`the driver ${name}`, () => {
    let world: DriverWorld;
    let driver: Driver;

    beforeEach(async () => {
      world = await createWorld();
      driver = world.driver();
    });

    afterEach(() => world[Symbol.asyncDispose]());

    const prepared = async (guest = world.guest()): Promise<Guest> => {
      await driver.prepare(guest);
      return guest;
    };
    const started = async (guest = world.guest()): Promise<Guest> => {
      await driver.start(await prepared(guest));
      return guest;
    };

    describe('of a guest that is not there', () => {
      it('observes nothing', async () => {
        expect(await driver.observe(world.guest().mark)).toEqual({ kind: 'Absent' });
      });

      it('takes stopping and destroying it for done', async () => {
        const { mark } = world.guest();

        await driver.stop(mark, cutAtOnce);
        await driver.destroy(mark);

        expect(await driver.observe(mark)).toEqual({ kind: 'Absent' });
      });

      it('refuses to start it, with an error that the agent can act on', async () => {
        await expect(driver.start(world.guest())).rejects.toBeInstanceOf(DriverError);
      });

      it('has no console', async () => {
        expect(await driver.consoleLog(world.guest().mark, { maximumBytes: 1024 }).catch(() => new Uint8Array())).toHaveLength(0);
      });
    });

    describe('describing its host', () => {
      it('names itself, what the host has and what it can do', async () => {
        const description = await driver.describe();

        expect(description.driver).not.toBe('');
        expect(description.inventory.vcpus).toBeGreaterThan(0);
        expect(description.inventory.memoryMiB).toBeGreaterThan(0);
        expect(description.inventory.diskGiB).toBeGreaterThan(0);
        expect(description.capabilities.filter((each) => each.startsWith('image-'))).not.toEqual([]);
        expect(new Set(description.capabilities).size).toBe(description.capabilities.length);
      });
    });

    describe('preparing', () => {
      it('makes the guest without starting it', async () => {
        const { mark } = await prepared();

        expect(await driver.observe(mark)).toEqual({ kind: 'Stopped' });
      });

      it('may be repeated', async () => {
        const guest = await prepared();

        await driver.prepare(guest);

        expect(await driver.observe(guest.mark)).toEqual({ kind: 'Stopped' });
      });

      it('leaves a guest alone that runs', async () => {
        const guest = await started();
        const before = await driver.observe(guest.mark);

        await driver.prepare(guest);

        expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running', startedAt: startOf(before) });
      });
    });

    describe('starting', () => {
      it('resolves once the guest runs', async () => {
        const { mark } = await started();

        expect(await driver.observe(mark)).toMatchObject({ kind: 'Running' });
      });

      it('leaves a guest alone that runs', async () => {
        const guest = await started();
        const before = await driver.observe(guest.mark);

        await driver.start(guest);

        expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running', startedAt: startOf(before) });
      });

      it('works again after a stop', async () => {
        const guest = await started();
        await driver.stop(guest.mark, cutAtOnce);

        await driver.start(guest);

        expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running' });
      });
    });

    describe('stopping', () => {
      it('ends the guest, and says that it was asked to', async () => {
        const { mark } = await started();

        await driver.stop(mark, cutAtOnce);

        expect(await driver.observe(mark)).toMatchObject({ kind: 'Stopped', exit: { reason: 'Stopped' } });
      });

      it('may be repeated', async () => {
        const { mark } = await started();
        await driver.stop(mark, cutAtOnce);

        await driver.stop(mark, cutAtOnce);

        expect(await driver.observe(mark)).toMatchObject({ kind: 'Stopped' });
      });

      it('leaves other guests alone', async () => {
        const other = await started();
        const { mark } = await started();

        await driver.stop(mark, cutAtOnce);

        expect(await driver.observe(other.mark)).toMatchObject({ kind: 'Running' });
      });
    });

    describe('rebooting', () => {
      it('leaves the guest running', async () => {
        const guest = await started();

        await driver.reboot(guest, { mode: 'Hard', ...cutAtOnce });

        expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running' });
      });
    });

    describe('destroying', () => {
      it('removes a guest that runs', async () => {
        const { mark } = await started();

        await driver.destroy(mark);

        expect(await driver.observe(mark)).toEqual({ kind: 'Absent' });
      });

      it('may be repeated, and is final', async () => {
        const guest = await prepared();
        await driver.destroy(guest.mark);

        await driver.destroy(guest.mark);

        expect(await marksOf(driver)).toEqual([]);
        await expect(driver.start(guest)).rejects.toBeInstanceOf(DriverError);
      });

      it('lets the same guest be made anew', async () => {
        const guest = await started();
        await driver.destroy(guest.mark);

        await driver.prepare(guest);

        expect(await driver.observe(guest.mark)).toEqual({ kind: 'Stopped' });
      });
    });

    describe('after a restart of the agent', () => {
      it('finds the guests by looking at the host, and disturbs none', async () => {
        const running = await started();
        const stopped = await prepared();
        const before = await driver.observe(running.mark);
        await driver.close();

        const successor = world.driver();
        const { guests } = await successor.recover();

        expect(new Map(guests.map(({ mark, observation }) => [mark.instanceUID, observation.kind]))).toEqual(
          new Map([
            [running.mark.instanceUID, 'Running'],
            [stopped.mark.instanceUID, 'Stopped'],
          ]),
        );
        expect(guests.map(({ mark }) => mark)).toEqual(expect.arrayContaining([running.mark, stopped.mark]));
        expect(await successor.observe(running.mark)).toMatchObject({ kind: 'Running', startedAt: startOf(before) });
      });

      it('stops and destroys what its predecessor started', async () => {
        const { mark } = await started();
        await driver.close();

        const successor = world.driver();
        await successor.recover();
        await successor.stop(mark, cutAtOnce);
        expect(await successor.observe(mark)).toMatchObject({ kind: 'Stopped' });
        await successor.destroy(mark);

        expect(await marksOf(successor)).toEqual([]);
      });
    });

    describe('of a guest that turns itself off', () => {
      it('says so, tells those that listen and no others, and keeps the end of its console', async () => {
        const guest = world.guestThatEnds();
        const [heard, unheard]: string[][] = [[], []];
        driver.onChange((mark) => heard?.push(mark.instanceUID));
        driver.onChange((mark) => unheard?.push(mark.instanceUID))();
        await started(guest);

        await eventually(
          async () => {
            expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Stopped', exit: { reason: 'GuestShutdown' } });
            expect(heard).toContain(guest.mark.instanceUID);
          },
          { withinMilliseconds: world.endWithinMilliseconds },
        );
        const whole = await driver.consoleLog(guest.mark, { maximumBytes: 1024 * 1024 });
        const end = await driver.consoleLog(guest.mark, { maximumBytes: 10 });
        const { capabilities } = await driver.describe();

        expect(unheard).toEqual([]);
        expect(whole.byteLength > 10).toBe(capabilities.includes('console-log'));
        expect(Buffer.from(end)).toEqual(Buffer.from(whole).subarray(-10));
      });
    });

    const context: SuiteContext = {
      world: () => world,
      driver: () => driver,
      newDriver: async () => {
        await driver.close();
        driver = world.driver();
        return driver;
      },
      prepared,
      started,
    };
    describe('pausing', () => {
      describePausing(context);
    });
    describe('suspending', () => {
      describeSuspending(context);
    });
    describe('rebuilding', () => {
      describeRebuilding(context);
    });
    describe('saving disks', () => {
      describeDiskSaving(context);
    });
    describe('rescuing', () => {
      describeRescue(context);
    });
    describe('plugging while it runs', () => {
      describeHotPlugging(context);
    });
    describe('consoles', () => {
      describeConsoles(context);
    });
  });
}

function startOf(observation: Awaited<ReturnType<Driver['observe']>>): Date | undefined {
  return observation.kind === 'Running' ? observation.startedAt : undefined;
}

async function marksOf(driver: Driver): Promise<readonly Mark[]> {
  return (await driver.recover()).guests.map(({ mark }) => mark);
}
