import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Driver, Guest } from '#drivers/contract/driver.ts';
import { eventually } from '#test/harness/eventually.ts';
import { consoleShows, ContainerTestBed, run, type ContainerWorld } from './container-world.ts';

let bed: ContainerTestBed;
let world: ContainerWorld;
let driver: Driver;

beforeAll(async () => {
  bed = await ContainerTestBed.create();
});
afterAll(() => bed[Symbol.asyncDispose]());
beforeEach(async () => {
  world = await bed.world();
  driver = world.driver();
});
afterEach(() => world[Symbol.asyncDispose]());

async function started(guest: Guest): Promise<Guest> {
  await driver.prepare(guest);
  await driver.start(guest);
  return guest;
}

describe('a guest', () => {
  it('finds its name, its config drive and its init as first process, and keeps what it writes over a stop and a start', async () => {
    const guest = world.guest(
      'hostname; cat /etc/hostname; cat /root/kept; echo kept-content >/root/kept; echo first process $$; echo done',
      {
        hostname: 'somename',
      },
    );

    await started(guest);
    const first = await consoleShows(driver, guest.mark, 'done');
    await driver.stop(guest.mark, { gracePeriodSeconds: 10 });
    expect(await driver.observe(guest.mark)).toMatchObject({ exit: { reason: 'Stopped', message: 'it turned itself off when asked to' } });
    await driver.start(guest);
    const both = await consoleShows(driver, guest.mark, 'kept-content');

    expect(first).toMatch(/^somename\r\nsomename\r\n/);
    expect(first).toContain('first process 1\r\n');
    expect(both.startsWith(first)).toBe(true);
  });

  it('starts anew when it reboots itself', async () => {
    const guest = world.guest('echo here >>/root/starts; [ $(wc -l </root/starts) -ge 3 ] && echo third start || reboot');

    await started(guest);
    await consoleShows(driver, guest.mark, 'third start');

    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running' });
  });

  it('that is damaged by its own hand crashes, and says so', async () => {
    const guest = await started(world.guest('exit 7'));

    await eventually(async () =>
      expect(await driver.observe(guest.mark)).toMatchObject({
        exit: { reason: 'Crashed', message: 'its first process ended with exit code 7' },
      }),
    );
  });
});

describe('pausing', () => {
  it('makes the guest stand still until it is resumed, and a paused guest can be stopped', async () => {
    const guest = await started(world.guest('i=0; while :; do i=$((i+1)); echo tick $i; sleep 0.05; done'));
    await consoleShows(driver, guest.mark, 'tick 3');

    await driver.abilities.pausing?.pause(guest.mark);
    await driver.abilities.pausing?.pause(guest.mark);
    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Paused' });
    const before = await ticks(guest);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await ticks(guest)).toBe(before);
    await driver.abilities.pausing?.resume(guest.mark);
    await eventually(async () => expect(await ticks(guest)).toBeGreaterThan(before));
    await driver.abilities.pausing?.pause(guest.mark);
    await driver.stop(guest.mark, { gracePeriodSeconds: 30 });

    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Stopped', exit: { reason: 'Stopped' } });
  });

  const ticks = async ({ mark }: Guest): Promise<number> => {
    const text = Buffer.from(await driver.consoleLog(mark, { maximumBytes: 1_000_000 })).toString();
    return text.split('tick').length;
  };
});

describe('the serial console', () => {
  it('answers what is typed, and is logged meanwhile', async () => {
    const guest = await started(world.guest('echo ready; exec sh'));
    await consoleShows(driver, guest.mark, 'ready');

    const session = await driver.abilities.consoles!.openConsole(guest.mark, 'Serial');
    session.write('echo $((6 * 7)) is the answer\n');
    const heard = await hear(session, '42 is the answer');
    session.destroy();

    expect(heard).not.toContain('ready');
    await consoleShows(driver, guest.mark, '42 is the answer');
    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running' });
  });

  it('follows a guest that writes more than the log holds', async () => {
    const guest = await started(world.guest('echo ready; read line; seq 1 200000; echo finished'));
    await consoleShows(driver, guest.mark, 'ready');

    const session = await driver.abilities.consoles!.openConsole(guest.mark, 'Serial');
    session.write('go\n');
    await hear(session, 'finished');
    session.destroy();

    const log = await driver.consoleLog(guest.mark, { maximumBytes: 10_000_000 });
    expect(log.byteLength).toBeLessThanOrEqual(1024 * 1024);
    expect(log.byteLength).toBeGreaterThan(500 * 1024);
  });

  it('is refused when the guest does not run', async () => {
    const guest = world.guest('true');
    await driver.prepare(guest);

    await expect(driver.abilities.consoles!.openConsole(guest.mark, 'Serial')).rejects.toMatchObject({ reason: 'Temporary' });
  });
});

describe('saving the disk', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tycho-saved-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('gives an image from which another guest goes on, while the first one runs on', async () => {
    const guest = await started(
      world.guest('echo precious >/root/mine; chown 33:44 /root/mine; chmod 4711 /root/mine; rm /bin/vi; echo written; exec sh'),
    );
    await consoleShows(driver, guest.mark, 'written');
    const path = join(folder, 'saved.tar');

    const saved = await driver.abilities.diskSaving!.saveDisk(guest.mark, { disk: 'Root', path, signal: new AbortController().signal });
    expect(saved).toEqual({ format: 'RootFS', virtualSizeBytes: 0 });
    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running' });
    const other = await started(
      world.guest("stat -c '%u:%g %a' /root/mine; ls /bin/vi; cat /root/mine", { image: { format: 'RootFS', path } }),
    );

    const shown = await consoleShows(driver, other.mark, 'precious');
    expect(shown).toContain('33:44 4711');
    expect(shown).toContain('No such file');
  });

  it('works for a guest that is off, and leaves nothing mounted', async () => {
    const guest = await started(world.guest('echo left >/root/mine; echo written'));
    await consoleShows(driver, guest.mark, 'written');
    await driver.stop(guest.mark, { gracePeriodSeconds: 5 });
    const path = join(folder, 'saved.tar');

    await driver.abilities.diskSaving!.saveDisk(guest.mark, { disk: 'Root', path, signal: new AbortController().signal });

    expect((await run('tar', ['--extract', '--to-stdout', `--file=${path}`, './root/mine'])).stdout).toBe('left\n');
    expect((await world.traces()).filter((trace) => trace.includes('/root'))).toEqual([]);
  });

  it('ends with the reason of its signal, and the guest goes on', async () => {
    const guest = await started(world.guest('dd if=/dev/zero of=/root/large bs=1M count=300; echo written'));
    await consoleShows(driver, guest.mark, 'written');
    const controller = new AbortController();
    const path = join(folder, 'saved.tar');

    const saving = driver.abilities.diskSaving!.saveDisk(guest.mark, { disk: 'Root', path, signal: controller.signal });
    const outcome = saving.then(
      () => 'saved',
      (error: unknown) => error,
    );
    await eventually(async () => expect((await stat(path)).size).toBeGreaterThan(0));
    const reason = new Error('no longer wanted');
    controller.abort(reason);

    expect(await outcome).toBe(reason);
    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running' });
  });
});

describe('rebuilding', () => {
  it('gives the guest a new root, and keeps its name', async () => {
    const guest = world.guest('[ -e /root/mine ] && echo it is still there || echo it is gone; touch /root/mine; echo done');
    await started(guest);
    await consoleShows(driver, guest.mark, 'done');
    await driver.stop(guest.mark, { gracePeriodSeconds: 5 });

    await driver.abilities.rebuilding!.rebuild(guest);
    await driver.start(guest);

    await eventually(async () => {
      const text = Buffer.from(await driver.consoleLog(guest.mark, { maximumBytes: 10_000 })).toString();
      expect(text.split('it is gone')).toHaveLength(3);
    });
  });
});

describe('a rescue', () => {
  it('starts on another root, finds the guest’s own, and ends with the next start', async () => {
    const guest = await started(world.guest('touch /root/mine; ls /mnt/rescue/root; touch /mnt/rescue/root/repaired; ls /root; echo done'));
    await consoleShows(driver, guest.mark, 'done');
    await driver.stop(guest.mark, { gracePeriodSeconds: 5 });

    await driver.start({ ...guest, rescueImage: guest.image });
    await consoleShows(driver, guest.mark, 'mine\r\nmine\r\ndone');
    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running', inRescue: true });
    await driver.stop(guest.mark, { gracePeriodSeconds: 5 });
    await driver.start(guest);

    await eventually(async () => {
      const text = Buffer.from(await driver.consoleLog(guest.mark, { maximumBytes: 10_000 })).toString();
      expect(text).toContain('repaired');
    });
    expect(await driver.observe(guest.mark)).not.toHaveProperty('inRescue');
  });
});

describe('setting a password', () => {
  it('changes it inside the guest, and nobody sees it pass', async () => {
    const guest = await started(world.guest('echo ready; while sleep 0.2; do grep ^root: /etc/shadow; done'));
    await consoleShows(driver, guest.mark, 'root:*:');

    await driver.abilities.passwordSetting!.setPassword(guest.mark, { user: 'root', password: 'correct horse' });

    const shown = await consoleShows(driver, guest.mark, 'root:$');
    expect(shown).not.toContain('correct horse');
  });

  it('is unsupported for a user that is not there, and in a guest without chpasswd', async () => {
    const guest = await started(world.guest('read line; rm /sbin/chpasswd; echo removed; sh'));
    const passwordSetting = driver.abilities.passwordSetting!;

    await expect(passwordSetting.setPassword(guest.mark, { user: 'nobody-here', password: 'secret' })).rejects.toMatchObject({
      reason: 'Unsupported',
    });
    const session = await driver.abilities.consoles!.openConsole(guest.mark, 'Serial');
    session.end('go on\n');
    await consoleShows(driver, guest.mark, 'removed');
    await expect(passwordSetting.setPassword(guest.mark, { user: 'root', password: 'secret' })).rejects.toMatchObject({
      reason: 'Unsupported',
    });
  });
});

async function hear(session: Duplex, text: string): Promise<string> {
  let heard = '';
  for await (const chunk of session.iterator({ destroyOnReturn: false })) {
    heard = (heard + String(chunk)).slice(-100_000);
    if (heard.includes(text)) return heard;
  }
  throw new Error(`the console ended without ${text}: ${heard}`);
}
