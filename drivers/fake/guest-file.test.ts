import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aGuest, aMark } from '#test/builders/guest.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { FakeDriver } from './fake-driver.ts';
import { FakeHost } from './fake-host.ts';
import { FakeGuestFile } from './guest-file.ts';

let directory: string;
let path: string;
let clock: VirtualClock;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tycho-fake-'));
  path = join(directory, 'guests.jsonl');
  clock = new VirtualClock();
});

afterEach(() => rm(directory, { recursive: true }));

/** The machine as a process finds it that starts now. */
function startProcess(): FakeDriver {
  return new FakeDriver({ host: new FakeHost({ clock, store: new FakeGuestFile({ path }) }), clock });
}

describe('fake guests in a file', () => {
  it('outlive the process', async () => {
    const driver = startProcess();
    await driver.prepare(aGuest());
    await driver.start(aGuest());
    const before = await driver.observe(aMark());

    expect(await startProcess().observe(aMark())).toEqual(before);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('die when their time has come, whichever process is there', async () => {
    const guest = aGuest({ metadata: { 'fake.tycho.dev/start': 'die-after 10' } });
    const driver = startProcess();
    await driver.prepare(guest);
    await driver.start(guest);
    await clock.advance(4_000);

    const next = startProcess();
    await clock.advance(5_999);
    expect((await next.observe(aMark())).kind).toBe('Running');
    await clock.advance(1);

    expect(await next.observe(aMark())).toMatchObject({ kind: 'Stopped', exit: { reason: 'Crashed', at: clock.now() } });
  });

  it('hang for ever in the next process, too', async () => {
    await startProcess().prepare(aGuest({ metadata: { 'fake.tycho.dev/start': 'hang' } }));
    let returned = false;
    void startProcess()
      .start(aGuest())
      .finally(() => (returned = true));

    await clock.advance(3_600_000);

    expect(returned).toBe(false);
  });

  it('are as their last whole line says when the process died in the middle of one', async () => {
    await startProcess().prepare(aGuest());
    await appendFile(path, '{"guest":{"mark":{"instanceUID":"hal');

    const next = startProcess();
    await next.start(aGuest());

    expect((await startProcess().observe(aMark())).kind).toBe('Running');
    expect((await startProcess().recover()).guests).toHaveLength(1);
  });

  it('are forgotten with their removal, and the file stays small', async () => {
    const driver = startProcess();
    for (let round = 0; round < 2_000; round += 1) {
      await driver.prepare(aGuest());
      await driver.destroy(aMark());
    }

    expect((await startProcess().recover()).guests).toEqual([]);
    expect((await readFile(path, 'utf8')).split('\n').length).toBeLessThan(1_001);
  });

  it('are none when there is no file', async () => {
    expect((await startProcess().recover()).guests).toEqual([]);
  });
});
