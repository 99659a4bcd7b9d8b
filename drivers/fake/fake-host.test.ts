import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { aMark } from '#test/builders/guest.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import type { Mark } from '../contract/driver.ts';
import { FakeDriver } from './fake-driver.ts';
import type { FakeGuest } from './fake-guest.ts';
import { FakeHost, type FakeGuestStore } from './fake-host.ts';
import { guestScript } from './guest-script.ts';

let clock: VirtualClock;
let host: FakeHost;
/** Every state that was written down: the word for it, or `gone`. */
let written: string[];
let kept: Map<string, FakeGuest>;

const store: FakeGuestStore = {
  load: () => [...kept.values()],
  put: (guest) => {
    written.push(guest.state.kind);
    kept.set(guest.mark.instanceUID, guest);
  },
  remove: (instanceUID) => {
    written.push('gone');
    kept.delete(instanceUID);
  },
};

beforeEach(() => {
  clock = new VirtualClock();
  [written, kept] = [[], new Map()];
  host = new FakeHost({ clock, store });
});

const mark = aMark();
const uid = mark.instanceUID;
const rootDisk = { image: '/images/disk', sizeBytes: 1024 };

/** A guest with that script, that is there and does not run. */
function addGuest(metadata: Record<string, string> = {}, overrides: Partial<Mark> = {}): Mark {
  const own = aMark(overrides);
  host.add({ mark: own, displayName: 'web', macAddress: 'fa:16:3e:0a:0b:0c', script: guestScript(metadata), rootDisk });
  return own;
}

describe('a fake host', () => {
  it('writes every change down before anybody hears of it', () => {
    const heard: number[] = [];
    host.onChange(() => void heard.push(written.length));

    addGuest();
    host.run(uid);
    host.end(uid, { reason: 'Stopped', message: 'stopped' });
    host.remove(uid);

    expect(heard).toEqual([1, 2, 3, 4]);
    expect(written).toEqual(['Stopped', 'Running', 'Stopped', 'gone']);
  });

  it('says nothing when nothing changes', () => {
    addGuest();
    host.run(uid);
    const heard: Mark[] = [];
    host.onChange((each) => void heard.push(each));

    host.run(uid);
    host.end('unknown', { reason: 'Crashed', message: '' });
    host.lose('unknown', '');
    host.remove('unknown');

    expect(heard).toEqual([]);
  });

  it('tells nobody who has stopped listening', () => {
    const heard: Mark[] = [];
    const stop = host.onChange((each) => void heard.push(each));
    stop();

    addGuest();

    expect(heard).toEqual([]);
  });

  it('gives a guest the address that its card stands for', () => {
    addGuest();
    host.run(uid);

    expect(host.observe(uid)).toMatchObject({ addresses: [{ macAddress: 'fa:16:3e:0a:0b:0c', ipAddress: '10.10.11.12' }] });
  });

  it('does not start what is lost', () => {
    addGuest();
    host.lose(uid, 'no disk');

    host.run(uid);

    expect(host.observe(uid)).toEqual({ kind: 'Lost', message: 'no disk' });
  });

  it('keeps how a run ended until the next begins', () => {
    addGuest();
    host.run(uid);
    host.end(uid, { reason: 'GuestShutdown', message: 'off' });
    expect(host.observe(uid)).toEqual({ kind: 'Stopped', exit: { reason: 'GuestShutdown', message: 'off', at: clock.now() } });

    host.run(uid);

    expect(host.observe(uid)).not.toHaveProperty('exit');
  });

  it('keeps guest and disk when the same is added again, with the newest script', async () => {
    addGuest();
    host.run(uid);

    addGuest({ 'fake.tycho.dev/start': 'die-after 5' });

    expect(host.observe(uid).kind).toBe('Running');
    host.end(uid, { reason: 'Stopped', message: 'stopped' });
    host.run(uid);
    await clock.advance(5_000);
    expect(host.observe(uid)).toMatchObject({ kind: 'Stopped', exit: { reason: 'Crashed' } });
  });

  it.each([
    ['stopped', () => host.end(uid, { reason: 'Stopped', message: 'stopped' }), { kind: 'Stopped', exit: { reason: 'Stopped' } }],
    ['removed', () => host.remove(uid), { kind: 'Absent' }],
    ['lost', () => host.lose(uid, 'gone'), { kind: 'Lost', message: 'gone' }],
    ['cut off from power', () => host.powerCycle(), { kind: 'Stopped' }],
  ])('has no guest die later that was %s before its time', async (_what, act, expected) => {
    addGuest({ 'fake.tycho.dev/start': 'die-after 10' });
    host.run(uid);
    await clock.advance(5_000);
    act();

    await clock.advance(60_000);

    expect(host.observe(uid)).toMatchObject(expected);
  });

  it('keeps the last thousand lines of a console', () => {
    addGuest();
    for (let run = 0; run < 700; run += 1) {
      host.run(uid);
      host.end(uid, { reason: 'Stopped', message: `run ${run} ended` });
    }

    const console = host.guest(uid)?.console ?? [];

    expect(console).toHaveLength(1_000);
    expect(console.at(-1)).toContain('run 699 ended');
  });

  it('has every guest of an earlier process, and lets the dead be dead', async () => {
    addGuest({ 'fake.tycho.dev/start': 'die-after 10' });
    host.run(uid);
    // The process was away for longer than the guest had to live; its clock went on.
    const later = new VirtualClock({ startsAt: new Date(clock.now().getTime() + 60_000) });
    const next = new FakeHost({ clock: later, store });
    await later.settle();

    expect(next.observe(uid)).toMatchObject({ kind: 'Stopped', exit: { reason: 'Crashed' } });
  });
});

describe('hundreds of fake hosts', () => {
  it('live side by side, each with its own guests', async () => {
    const hosts = Array.from({ length: 300 }, () => new FakeHost({ clock }));
    hosts.forEach((each, index) => {
      each.add({
        mark: aMark({ instanceUID: `uid-${index}` }),
        displayName: 'web',
        macAddress: 'fa:16:3e:00:00:01',
        script: guestScript({ 'fake.tycho.dev/start': `die-after ${index + 1}` }),
        rootDisk,
      });
      each.run(`uid-${index}`);
    });

    await clock.advance(100_000);

    const running = hosts.filter((each, index) => each.observe(`uid-${index}`).kind === 'Running');
    expect(running).toHaveLength(200);
    expect(hosts.every((each) => each.guests().length === 1)).toBe(true);
  });
});

describe('whatever is done to a fake guest', () => {
  const order = fc.constantFrom('prepare', 'start', 'stop', 'reboot', 'destroy', 'crash', 'power', 'restart');

  it('leaves it as the last order that worked says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(order, { maxLength: 25 }), async (orders) => {
        host = new FakeHost({ clock });
        let driver = new FakeDriver({ host, clock });
        const guest = {
          mark,
          displayName: 'web',
          hostname: 'web',
          vcpus: 1,
          memoryMiB: 1,
          diskGiB: 1,
          macAddress: 'fa:16:3e:00:00:01',
          metadata: {},
        };
        const whole = {
          ...guest,
          image: { format: 'Raw', path: '/x', virtualSizeBytes: 1 },
          ports: [],
          volumes: [],
          firmware: 'BIOS',
          hasTPM: false,
          extraSpecs: {},
          configDrive: new Map<string, Uint8Array>(),
        } as const;
        let expected: 'Absent' | 'Stopped' | 'Running' = 'Absent';
        for (const each of orders) {
          const isThere: boolean = expected !== 'Absent';
          switch (each) {
            case 'prepare':
              await driver.prepare(whole);
              expected = isThere ? expected : 'Stopped';
              break;
            case 'start':
            case 'reboot':
              await (each === 'start' ? driver.start(whole) : driver.reboot(whole)).catch(() => {});
              expected = isThere ? 'Running' : 'Absent';
              break;
            case 'stop':
              await driver.stop(mark);
              expected = isThere ? 'Stopped' : 'Absent';
              break;
            case 'destroy':
              await driver.destroy(mark);
              expected = 'Absent';
              break;
            case 'crash':
              host.end(uid, { reason: 'Crashed', message: 'crashed' });
              expected = isThere ? 'Stopped' : 'Absent';
              break;
            case 'power':
              host.powerCycle();
              expected = isThere ? 'Stopped' : 'Absent';
              break;
            case 'restart':
              await driver.close();
              driver = new FakeDriver({ host, clock });
          }
          const observation = await driver.observe(mark);
          expect(observation.kind).toBe(expected);
          const { guests } = await driver.recover();
          expect(guests).toEqual(expected === 'Absent' ? [] : [{ mark, observation }]);
        }
      }),
    );
  });
});
