import { describe, expect, it } from 'vitest';
import { eventually } from '#test/harness/eventually.ts';
import { bootMilliseconds, consoleShows, KVMWorld, processorSeconds } from './kvm-world.ts';

const several = 4 * bootMilliseconds;

describe('a guest on real QEMU', { timeout: several }, () => {
  it('is made, starts, stops at its power button, starts again, reboots, and leaves nothing behind', async () => {
    await using world = await KVMWorld.create();
    const driver = world.driver();
    const guest = world.guest('echo "hello from $(hostname)"', { diskGiB: 1 });

    expect(await driver.observe(guest.mark)).toEqual({ kind: 'Absent' });
    await driver.prepare(guest);
    expect(await driver.observe(guest.mark)).toEqual({ kind: 'Stopped' });
    await driver.start(guest);
    await driver.start(guest);
    const shown = await consoleShows(driver, guest.mark, 'READY');
    expect(shown).toContain('tycho-guest: user-data | hello from tycho-test');
    expect(shown).toContain('tycho-guest: instance-id server-uid');
    expect(shown).toContain('tycho-guest: ssh-key laptop ssh-ed25519');
    expect(shown).toContain('tycho-guest: disk vda 1024 MiB');
    expect(shown).toContain('tycho-guest: address 10.0.2.15/24');
    expect(await driver.observe(guest.mark)).toMatchObject({
      kind: 'Running',
      addresses: [{ macAddress: guest.ports[0]?.macAddress, ipAddress: '10.0.2.15' }],
    });

    await driver.stop(guest.mark, { gracePeriodSeconds: 60 });
    expect(await driver.observe(guest.mark)).toMatchObject({
      kind: 'Stopped',
      exit: { reason: 'Stopped', message: 'it turned itself off when asked to' },
    });
    expect(await world.processOf(guest.mark)).toBeUndefined();
    await consoleShows(driver, guest.mark, 'power button pressed');

    await driver.start(guest);
    await consoleShows(driver, guest.mark, 'READY', { times: 2 });
    const pid = await world.pidOf(guest.mark);
    await driver.reboot(guest, { mode: 'Hard', gracePeriodSeconds: 0 });
    await consoleShows(driver, guest.mark, 'READY', { times: 3 });
    await driver.reboot(guest, { mode: 'Soft', gracePeriodSeconds: 60 });
    await consoleShows(driver, guest.mark, 'READY', { times: 4 });
    await consoleShows(driver, guest.mark, 'power button pressed', { times: 2 });
    expect(await world.pidOf(guest.mark)).toBe(pid);

    await driver.destroy(guest.mark);
    await driver.destroy(guest.mark);
    expect(await driver.observe(guest.mark)).toEqual({ kind: 'Absent' });
    expect(await world.traces()).toEqual([]);
  });

  it('that turns itself off is reported so, seen or not', async () => {
    await using world = await KVMWorld.create();
    const guest = world.guest('echo going; sleep 1; poweroff');
    const driver = world.driver();
    const changes: string[] = [];
    driver.onChange((mark) => changes.push(mark.instanceUID));
    await driver.prepare(guest);
    const turnedOff = { kind: 'Stopped', exit: { reason: 'GuestShutdown' } };

    await driver.start(guest);
    await eventually(async () => expect(await driver.observe(guest.mark)).toMatchObject(turnedOff), {
      withinMilliseconds: bootMilliseconds,
    });
    expect(changes).toContain(guest.mark.instanceUID);
    expect(await world.processOf(guest.mark)).toBeUndefined();

    await driver.start(guest);
    await driver.close();
    await halted(await world.pidOf(guest.mark));
    const next = world.driver();
    await eventually(async () => expect(await next.observe(guest.mark)).toMatchObject(turnedOff), { withinMilliseconds: bootMilliseconds });
    expect((await consoleShows(next, guest.mark, 'going', { times: 2 })).split('Power down')).toHaveLength(3);
  });

  it('whose QEMU dies is reported as crashed, seen or not, and one that hangs can still be stopped', async () => {
    await using world = await KVMWorld.create();
    const guest = world.guest('true');
    const driver = world.driver();
    await driver.prepare(guest);
    await driver.start(guest);
    process.kill(await world.pidOf(guest.mark), 'SIGKILL');
    await eventually(async () =>
      expect(await driver.observe(guest.mark)).toMatchObject({
        kind: 'Stopped',
        exit: { reason: 'Crashed', message: expect.stringContaining('SIGKILL') },
      }),
    );

    await driver.start(guest);
    await driver.close();
    process.kill(await world.pidOf(guest.mark), 'SIGKILL');
    await eventually(async () => expect(await world.processOf(guest.mark)).toBeUndefined());
    const next = world.driver();
    expect(await next.recover()).toMatchObject({
      guests: [{ mark: guest.mark, observation: { kind: 'Stopped', exit: { reason: 'Crashed' } } }],
    });

    await next.start(guest);
    process.kill(await world.pidOf(guest.mark), 'SIGSTOP');
    await next.stop(guest.mark, { gracePeriodSeconds: 1 });
    expect(await world.processOf(guest.mark)).toBeUndefined();
    expect(await next.observe(guest.mark)).toMatchObject({
      exit: { reason: 'Stopped', message: expect.stringContaining('power was cut') },
    });
  });

  it('is found again by a new driver without noticing', async () => {
    await using world = await KVMWorld.create();
    const guest = world.guest('while true; do echo tick; sleep 0.2; done');
    const driver = world.driver();
    await driver.prepare(guest);
    await driver.start(guest);
    await consoleShows(driver, guest.mark, 'tick');
    const [pid, before] = [await world.pidOf(guest.mark), await driver.observe(guest.mark)];

    await driver.close();
    const next = world.driver();
    const recovery = await next.recover();

    expect(recovery.guests).toEqual([{ mark: guest.mark, observation: before }]);
    expect(await world.pidOf(guest.mark)).toBe(pid);
    await consoleShows(next, guest.mark, 'tick', { times: 10 });
    await next.destroy(guest.mark);
    expect(await world.traces()).toEqual([]);
  });
});

/** Waits until a guest that nobody watches has booted and turned itself off: its QEMU uses no more time then. */
async function halted(pid: number): Promise<void> {
  let seen = { seconds: 0, at: 0 };
  await eventually(
    async () => {
      const seconds = await processorSeconds(pid);
      if (seconds !== seen.seconds) seen = { seconds, at: performance.now() };
      expect(seconds).toBeGreaterThan(2);
      expect(performance.now() - seen.at).toBeGreaterThan(2000);
    },
    { withinMilliseconds: bootMilliseconds },
  );
}
