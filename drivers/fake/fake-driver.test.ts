import { beforeEach, describe, expect, it } from 'vitest';
import { aGuest, aMark } from '#test/builders/guest.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { capabilities } from '../contract/capability.ts';
import type { Guest, Mark } from '../contract/driver.ts';
import { FakeDriver } from './fake-driver.ts';
import { FakeHost } from './fake-host.ts';

let clock: VirtualClock;
let host: FakeHost;
let driver: FakeDriver;

beforeEach(() => {
  clock = new VirtualClock();
  host = new FakeHost({ clock });
  driver = new FakeDriver({ host, clock });
});

const mark = aMark();

function scripted(metadata: Record<string, string>): Guest {
  return aGuest({ metadata });
}

function done<Value>(promise: Promise<Value>): Promise<Value> {
  return clock.waitFor(promise, { limitMilliseconds: 600_000 });
}

/** A guest that runs, and is to end as its metadata says. */
async function run(metadata: Record<string, string> = {}): Promise<Guest> {
  const guest = scripted(metadata);
  await done(driver.prepare(guest));
  await done(driver.start(guest));
  return guest;
}

describe('the fake driver', () => {
  it('offers every feature', async () => {
    expect(await driver.describe()).toMatchObject({
      driver: 'fake',
      capabilities,
      inventory: { vcpus: 64 },
    });
  });

  it('takes a guest through its life', async () => {
    const guest = aGuest();
    expect(await driver.observe(mark)).toEqual({ kind: 'Absent' });
    await done(driver.prepare(guest));
    expect(await driver.observe(mark)).toEqual({ kind: 'Stopped' });
    await done(driver.start(guest));
    expect(await driver.observe(mark)).toMatchObject({
      kind: 'Running',
      addresses: [{ macAddress: guest.ports[0]?.macAddress, ipAddress: '10.18.52.86' }],
    });
    await done(driver.stop(mark));
    expect(await driver.observe(mark)).toMatchObject({ kind: 'Stopped', exit: { reason: 'Stopped' } });
    await done(driver.destroy(mark));
    expect(await driver.observe(mark)).toEqual({ kind: 'Absent' });
  });

  it('may be told everything twice', async () => {
    const guest = await run();
    const { startedAt } = (await driver.observe(mark)) as { startedAt: Date };
    await clock.advance(1_000);

    await done(driver.prepare(guest));
    await done(driver.start(guest));
    expect(await driver.observe(mark)).toMatchObject({ kind: 'Running', startedAt });
    for (let count = 0; count < 2; count += 1) await done(driver.stop(mark));
    for (let count = 0; count < 2; count += 1) await done(driver.destroy(mark));

    expect(await driver.observe(mark)).toEqual({ kind: 'Absent' });
  });

  it('starts nothing that was not prepared', async () => {
    await expect(driver.start(aGuest())).rejects.toMatchObject({
      name: 'DriverError',
      message: expect.stringContaining('was not prepared') as string,
    });
  });

  it('begins a new run with each reboot', async () => {
    const guest = await run();
    await clock.advance(5_000);

    await done(driver.reboot(guest));

    expect(await driver.observe(mark)).toMatchObject({ kind: 'Running', startedAt: clock.now() });
  });

  it('has the disks that came with its size', async () => {
    await driver.prepare(aGuest({ mark, ephemeralGiB: 4, swapMiB: 512 }));

    expect(host.guest(mark.instanceUID)?.localDisks).toEqual({ ephemeralGiB: 4, swapMiB: 512 });
  });

  it('shows the end of the console', async () => {
    const guest = await run();
    await done(driver.reboot(guest));

    const whole = Buffer.from(await driver.consoleLog(mark, { maximumBytes: 10_000 })).toString();
    const tail = Buffer.from(await driver.consoleLog(mark, { maximumBytes: 20 })).toString();

    expect(whole.match(/first started/g)).toHaveLength(2);
    expect(tail).toBe(whole.slice(-20));
    expect((await driver.consoleLog(aMark({ instanceUID: 'unknown' }), { maximumBytes: 10 })).byteLength).toBe(0);
  });
});

describe('a scripted guest', () => {
  it('fails as often as it says, counted over agents', async () => {
    const guest = scripted({ 'fake.tycho.dev/prepare': 'fail 2 DiskFull' });
    await expect(driver.prepare(guest)).rejects.toMatchObject({
      reason: 'DiskFull',
      message: expect.stringContaining('failure 1 of 2') as string,
    });
    const next = new FakeDriver({ host, clock });
    await expect(next.prepare(guest)).rejects.toMatchObject({ message: expect.stringContaining('failure 2 of 2') as string });

    await next.prepare(guest);

    expect(await next.observe(mark)).toEqual({ kind: 'Stopped' });
  });

  it('takes its time', async () => {
    const guest = scripted({ 'fake.tycho.dev/start': 'delay 5' });
    await driver.prepare(guest);
    const starting = driver.start(guest);
    await clock.advance(4_999);
    expect((await driver.observe(mark)).kind).toBe('Stopped');

    await clock.advance(1);
    await starting;

    expect((await driver.observe(mark)).kind).toBe('Running');
  });

  it('hangs for a while and then fails', async () => {
    const guest = scripted({ 'fake.tycho.dev/start': 'hang 30' });
    await driver.prepare(guest);

    await expect(done(driver.start(guest))).rejects.toMatchObject({
      reason: 'Temporary',
      message: expect.stringContaining('nothing came of it in 30 s') as string,
    });
  });

  it('hangs for as long as the agent lives', async () => {
    const guest = scripted({ 'fake.tycho.dev/stop': 'hang' });
    await driver.prepare(guest);
    await driver.start(guest);
    let returned = false;
    void driver.stop(mark).finally(() => (returned = true));
    await clock.advance(3_600_000);

    expect(returned).toBe(false);
  });

  it.each([
    [{ 'fake.tycho.dev/start': 'die-after 10' }, { kind: 'Stopped', exit: { reason: 'Crashed' } }],
    [{ 'fake.tycho.dev/start': 'shutdown-after 10' }, { kind: 'Stopped', exit: { reason: 'GuestShutdown' } }],
    [{ 'fake.tycho.dev/lost': 'after 10' }, { kind: 'Lost' }],
  ])('ends by itself as %j says, and says so', async (metadata: Record<string, string>, expected) => {
    const changed: Mark[] = [];
    await run(metadata);
    driver.onChange((each) => void changed.push(each));
    await clock.advance(9_999);
    expect([(await driver.observe(mark)).kind, changed]).toEqual(['Running', []]);

    await clock.advance(1);

    expect(await driver.observe(mark)).toMatchObject(expected);
    expect(changed).toEqual([mark]);
  });

  it('dies again after each start', async () => {
    const guest = await run({ 'fake.tycho.dev/start': 'die-after 10' });
    await clock.advance(10_000);
    await driver.start(guest);
    expect((await driver.observe(mark)).kind).toBe('Running');

    await clock.advance(10_000);

    expect((await driver.observe(mark)).kind).toBe('Stopped');
  });

  it('refuses a script that it does not understand', async () => {
    await expect(driver.prepare(scripted({ 'fake.tycho.dev/start': 'explode' }))).rejects.toMatchObject({ reason: 'Unsupported' });
  });
});

describe('a fake host', () => {
  it('keeps its guests when the agent goes, and shows them to the next', async () => {
    await run();
    await driver.close();

    const { guests, foreignGuestCount } = await new FakeDriver({ host, clock }).recover();

    expect(guests).toMatchObject([{ mark, observation: { kind: 'Running' } }]);
    expect(foreignGuestCount).toBe(0);
  });

  it('hears nothing more of what was under way when its agent was closed', async () => {
    const guest = scripted({ 'fake.tycho.dev/start': 'delay 5' });
    await driver.prepare(guest);
    void driver.start(guest);
    await driver.close();

    await clock.advance(60_000);

    expect((await driver.observe(mark)).kind).toBe('Stopped');
  });

  it('obeys nobody who was closed', async () => {
    const guest = await run();
    const before = await driver.observe(mark);
    await driver.close();
    await clock.advance(1_000);

    for (const order of [driver.stop(mark), driver.reboot(guest), driver.destroy(mark)]) void order;
    await clock.advance(60_000);

    expect(await driver.observe(mark)).toEqual(before);
  });

  it('forgets how a run ended when its power goes', async () => {
    await run();

    host.powerCycle();

    expect(await driver.observe(mark)).toEqual({ kind: 'Stopped' });
  });

  it('counts guests that are not ours, and nothing more', async () => {
    host.foreignGuestCount = 3;

    expect(await driver.recover()).toEqual({ guests: [], foreignGuestCount: 3 });
  });
});
