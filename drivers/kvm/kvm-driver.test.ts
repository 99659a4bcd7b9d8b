import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '#apis/machinery/logger.ts';
import type { Driver, Guest, Mark } from '#drivers/contract/driver.ts';
import { aDiskImage, aGuest, aKernelImage, aMark } from '#test/builders/guest.ts';
import { HastyClock, ScriptedHost } from '#test/harness/scripted-qemu.ts';
import type { Acceleration } from './accelerator/accelerator-probe.ts';
import { createKVMDriver, type KVMHost } from './kvm-driver.ts';

const programs = {
  qemu: '/usr/bin/qemu-system-x86_64',
  nsenter: '/usr/bin/nsenter',
  setpriv: '/usr/bin/setpriv',
  flock: '/usr/bin/flock',
  ip: '/usr/sbin/ip',
};

let folder: string;
let host: ScriptedHost;
const drivers: Driver[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kvm-'));
  for (const name of ['kernel', 'initrd', 'disk']) await writeFile(join(folder, name), name);
  host = new ScriptedHost();
});

afterEach(async () => {
  for (const driver of drivers.splice(0)) await driver.close();
  host.restart();
  await rm(folder, { recursive: true });
});

/** A driver for the host of the test; another one is what an agent has after a restart. */
function aDriver(overrides: Partial<KVMHost> = {}): Driver {
  const driver = createKVMDriver({
    stateDirectory: join(folder, 'state'),
    networkNamespaceName: 'guests',
    clock: new HastyClock(),
    logger: silentLogger,
    // One user, the one that the test runs as: files can be given to it without being root.
    userRange: { firstID: (process.getuid?.() ?? 0) - 1, count: 2 },
    host: {
      runner: host,
      table: host,
      facts: {
        vcpus: 4,
        memoryMiB: 8192,
        architecture: 'x86_64',
        userID: 0,
        diskSpace: () => Promise.resolve({ totalBytes: 100 * 1024 ** 3, availableBytes: 50 * 1024 ** 3 }),
      },
      programs: () => Promise.resolve(programs),
      identifyNamespace: (path) =>
        Promise.resolve(
          path.startsWith('/proc')
            ? { kind: 'Namespace', inode: 1 }
            : host.namespaces.has('guests')
              ? { kind: 'Namespace', inode: 2 }
              : { kind: 'Absent' },
        ),
      probe: () => Promise.resolve<Acceleration>({ kind: 'tcg', whyNotKVM: 'a test' }),
      ...overrides,
    },
  });
  drivers.push(driver);
  return driver;
}

function theGuest(overrides: Partial<Guest> = {}): Guest {
  return aGuest({ image: aKernelImage({ kernelPath: join(folder, 'kernel'), initrdPath: join(folder, 'initrd') }), ...overrides });
}

async function aRunningGuest(): Promise<{ readonly driver: Driver; readonly guest: Guest }> {
  const [driver, guest] = [aDriver(), theGuest()];
  await driver.prepare(guest);
  await driver.start(guest);
  return { driver, guest };
}

function pathOf(mark: Mark, ...names: string[]): string {
  return join(folder, 'state', 'instances', mark.instanceUID, ...names);
}

describe('preparing a guest', () => {
  it('makes what it needs, closed to everybody else', async () => {
    const guest = theGuest({ diskGiB: 1 });

    await aDriver().prepare(guest);

    expect(await readFile(pathOf(guest.mark, 'mark.json'), 'utf8')).toBe(JSON.stringify(guest.mark));
    const modes = await Promise.all(
      ['', 'machine', 'config-drive.iso', 'machine/disk.qcow2'].map(async (name) => (await stat(pathOf(guest.mark, name))).mode & 0o777),
    );
    expect(modes).toEqual([0o700, 0o700, 0o400, 0o600]);
  });

  it('again keeps the disk and writes the config drive anew', async () => {
    const [driver, guest] = [aDriver(), theGuest({ diskGiB: 1 })];
    await driver.prepare(guest);
    await writeFile(pathOf(guest.mark, 'machine', 'disk.qcow2'), 'what the guest wrote');

    await driver.prepare({ ...guest, configDrive: new Map([['openstack/latest/user_data', Buffer.from('other words')]]) });

    expect(await readFile(pathOf(guest.mark, 'machine', 'disk.qcow2'), 'utf8')).toBe('what the guest wrote');
    expect(await readFile(pathOf(guest.mark, 'config-drive.iso'), 'utf8')).toContain('other words');
  });

  it('never replaces a disk that got lost', async () => {
    const [driver, guest] = [aDriver(), theGuest({ diskGiB: 1 })];
    await driver.prepare(guest);
    await rm(pathOf(guest.mark, 'machine', 'disk.qcow2'));

    expect(await driver.observe(guest.mark)).toEqual({ kind: 'Lost', message: expect.stringContaining('disk.qcow2 is gone') });
    await expect(driver.prepare(guest)).rejects.toMatchObject({ reason: 'HostBroken', message: expect.stringContaining('not replaced') });
    await expect(driver.start(guest)).rejects.toMatchObject({ reason: 'HostBroken' });
  });

  it('completes one that was cut short', async () => {
    const guest = theGuest({ diskGiB: 1 });
    await aDriver().prepare(guest);
    await rm(pathOf(guest.mark, 'prepared.json'));
    await writeFile(pathOf(guest.mark, 'machine', 'disk.qcow2'), 'half of it');
    await mkdir(join(folder, 'state', 'instances', `.new-${guest.mark.instanceUID}`));

    const driver = aDriver();
    expect(await driver.observe(guest.mark)).toEqual({ kind: 'Stopped' });
    await driver.prepare(guest);
    await driver.start(guest);

    expect((await stat(pathOf(guest.mark, 'machine', 'disk.qcow2'))).size).toBe(4 * 65_536);
    expect(await readdir(join(folder, 'state', 'instances'))).toEqual([guest.mark.instanceUID]);
  });

  it.each([
    ['no larger than its image', theGuestWithImage(3.2, 3), "the image is 4 GiB large and the flavor's disk only 3 GiB"],
    ['as large as its image', theGuestWithImage(3, 3), undefined],
    ['of the size of its image', theGuestWithImage(3.2, 0), undefined],
  ])('with a disk %s', async (_, guest, message) => {
    const outcome = await aDriver()
      .prepare(guest())
      .then(
        () => undefined,
        (error: Error) => error,
      );

    expect(outcome?.message.includes(message ?? '')).toBe(message === undefined ? undefined : true);
  });

  it('refuses an instance uid that leads elsewhere', async () => {
    await expect(aDriver().prepare(theGuest({ mark: aMark({ instanceUID: '../../etc' }) }))).rejects.toMatchObject({
      reason: 'Unsupported',
    });
  });
});

function theGuestWithImage(imageGiB: number, diskGiB: number): () => Guest {
  return () => theGuest({ image: aDiskImage({ path: join(folder, 'disk'), virtualSizeBytes: imageGiB * 1024 ** 3 }), diskGiB });
}

describe('a guest that runs', () => {
  it("was started as its own user, in the guests' network, once", async () => {
    const { driver, guest } = await aRunningGuest();
    await driver.start(guest);

    expect(host.machine.entry.userID).toBe(process.getuid?.());
    expect(host.machine.entry.commandLine).toContain('/proc/self/fd/3');
    expect([...host.namespaces]).toEqual(['guests']);
    expect(await driver.observe(guest.mark)).toEqual({
      kind: 'Running',
      startedAt: expect.any(Date),
      addresses: [{ macAddress: guest.ports[0]?.macAddress, ipAddress: '10.0.2.15' }],
      portUIDs: [guest.ports[0]?.uid],
    });
  });

  it('stops at its power button', async () => {
    const { driver, guest } = await aRunningGuest();
    const { commands } = host.machine;
    host.machine.write('bye');

    await driver.stop(guest.mark, { gracePeriodSeconds: 60 });

    expect(commands).toEqual(['system_powerdown', 'quit']);
    expect(host.machines).toEqual([]);
    expect(await driver.observe(guest.mark)).toMatchObject({
      kind: 'Stopped',
      exit: { reason: 'Stopped', message: 'it turned itself off when asked to' },
    });
    expect(Buffer.from(await driver.consoleLog(guest.mark, { maximumBytes: 100 })).toString()).toBe('bye');
  });

  it('has the button pressed again and then its power cut when it does not listen', async () => {
    const { driver, guest } = await aRunningGuest();
    host.machine.powerButton = 'Ignored';
    const { commands } = host.machine;

    await driver.stop(guest.mark, { gracePeriodSeconds: 25 });

    expect(commands.slice(0, 3)).toEqual(['system_powerdown', 'system_powerdown', 'system_powerdown']);
    expect(commands.at(-1)).toBe('quit');
    expect(await driver.observe(guest.mark)).toMatchObject({
      exit: { reason: 'Stopped', message: expect.stringContaining('was not off 25 seconds after') },
    });
  });

  it('is killed when its QEMU does not answer', async () => {
    const { driver, guest } = await aRunningGuest();
    host.machine.fallSilent();

    await driver.stop(guest.mark, { gracePeriodSeconds: 1 });

    expect(host.machines).toEqual([]);
    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Stopped', exit: { reason: 'Stopped' } });
  });

  it('reboots in place, hard or softly', async () => {
    const { driver, guest } = await aRunningGuest();
    const machine = host.machine;

    await driver.reboot(guest, { mode: 'Hard', gracePeriodSeconds: 0 });
    await driver.reboot(guest, { mode: 'Soft', gracePeriodSeconds: 60 });

    expect(machine.commands).toEqual(['system_reset', 'system_powerdown', 'system_reset', 'cont']);
    expect(machine.status).toBe('running');
    expect(host.machine).toBe(machine);
    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running' });
  });

  it('gets a new QEMU when the old one does not answer a reboot', async () => {
    const { driver, guest } = await aRunningGuest();
    const { pid } = host.machine.entry;
    host.machine.fallSilent();

    await driver.reboot(guest, { mode: 'Hard', gracePeriodSeconds: 0 });

    expect(host.machine.entry.pid).not.toBe(pid);
    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running' });
  });

  it('goes away whole, and its user is free again', async () => {
    const { driver, guest } = await aRunningGuest();

    await driver.destroy(guest.mark);
    await driver.destroy(guest.mark);

    expect(host.machines).toEqual([]);
    expect([
      await readdir(join(folder, 'state', 'instances')),
      await readdir(join(folder, 'state', 'users')),
      [...host.namespaces],
    ]).toEqual([[], [], []]);
    expect(await driver.observe(guest.mark)).toEqual({ kind: 'Absent' });
    const next = theGuest({ mark: aMark({ instanceUID: '2b2b2b2b-0000-4000-8000-000000000002' }) });
    await driver.prepare(next);
    await driver.start(next);
    expect(host.machine.entry.userID).toBe(process.getuid?.());
  });
});

describe('a guest that changes by itself', () => {
  async function changed(driver: Driver, mark: Mark): Promise<void> {
    await new Promise<void>((resolve) => {
      driver.onChange((each) => {
        if (each.instanceUID === mark.instanceUID) resolve();
      });
    });
  }

  it('is reported when it turns itself off', async () => {
    const { driver, guest } = await aRunningGuest();
    const noticed = changed(driver, guest.mark);

    host.machine.turnOff();
    await noticed;

    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Stopped', exit: { reason: 'GuestShutdown' } });
    expect(host.machines).toEqual([]);
  });

  it('is reported when its QEMU dies, with what is known of why', async () => {
    const { driver, guest } = await aRunningGuest();
    const noticed = changed(driver, guest.mark);

    host.machine.end({ exitCode: undefined, signal: 'SIGSEGV' });
    await noticed;

    expect(await driver.observe(guest.mark)).toMatchObject({
      kind: 'Stopped',
      exit: { reason: 'Crashed', message: 'its QEMU process ended (SIGSEGV)' },
    });
  });

  it('is reported as crashed when QEMU halts it for good', async () => {
    const { driver, guest } = await aRunningGuest();
    const noticed = changed(driver, guest.mark);

    host.machine.halt('internal-error');
    await noticed;

    expect(await driver.observe(guest.mark)).toMatchObject({
      kind: 'Stopped',
      exit: { reason: 'Crashed', message: expect.stringContaining('internal-error') },
    });
  });

  it("is let go on when the disk has room again, and shown as the host's problem meanwhile", async () => {
    const { driver, guest } = await aRunningGuest();

    host.machine.halt('io-error');
    await expect.poll(async () => (await driver.describe()).problem?.reason).toBe('DiskFull');

    host.machine.makeRoom();
    await expect.poll(() => host.machine.status).toBe('running');
    await expect.poll(async () => (await driver.describe()).problem).toBeUndefined();
    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running' });
  });

  it('is reported to nobody who stopped listening, or let go of the guests', async () => {
    const { driver } = await aRunningGuest();
    const heard: string[] = [];
    driver.onChange(() => heard.push('one'))();
    driver.onChange(() => heard.push('other'));

    await driver.close();
    host.machine.turnOff();
    await new HastyClock().sleep(5_000);

    expect(heard).toEqual([]);
    expect(host.machine.status).toBe('shutdown');
  });
});

describe('a new driver', () => {
  it('finds a guest that runs, and does not disturb it', async () => {
    const { driver, guest } = await aRunningGuest();
    const before = await driver.observe(guest.mark);
    await driver.close();
    host.machine.write('more words');

    const next = aDriver();

    expect(await next.recover()).toEqual({ guests: [{ mark: guest.mark, observation: before }], foreignGuestCount: 0 });
    expect(host.machine.commands).toEqual([]);
    expect(Buffer.from(await next.consoleLog(guest.mark, { maximumBytes: 5 })).toString()).toBe('words');
    await next.stop(guest.mark, { gracePeriodSeconds: 60 });
    expect(host.machines).toEqual([]);
  });

  it('finds it also when the one before died between the start and the note of it', async () => {
    const { driver, guest } = await aRunningGuest();
    await driver.close();
    await rm(pathOf(guest.mark, 'run.json'));

    const next = aDriver();

    expect(await next.observe(guest.mark)).toMatchObject({ kind: 'Running' });
    expect(JSON.parse(await readFile(pathOf(guest.mark, 'run.json'), 'utf8'))).toMatchObject({
      kind: 'Running',
      process: { pid: host.machine.entry.pid },
    });
  });

  it.each<[string, () => void, object]>([
    ['turned itself off', () => host.machine.turnOff(), { reason: 'GuestShutdown' }],
    [
      'crashed',
      () => host.machine.end({ exitCode: 1, signal: undefined }),
      { reason: 'Crashed', message: expect.stringContaining('while nobody watched') },
    ],
    ['went down with the host', () => host.restart(), { reason: 'Crashed', message: 'the host was restarted' }],
  ])('knows that a guest %s while no driver was there', async (_, happen, exit) => {
    const { driver, guest } = await aRunningGuest();
    await driver.close();
    happen();

    const next = aDriver();

    expect((await next.recover()).guests).toMatchObject([{ observation: { kind: 'Stopped', exit } }]);
    expect(host.machines).toEqual([]);
    await next.start(guest);
    expect(await next.observe(guest.mark)).toMatchObject({ kind: 'Running' });
  });

  it('knows that a stop was under way', async () => {
    const { driver, guest } = await aRunningGuest();
    host.machine.powerButton = 'Ignored';
    const stopping = driver.stop(guest.mark, { gracePeriodSeconds: 1_000 });
    stopping.catch(() => undefined);
    await expect.poll(() => host.machine.commands).toContain('system_powerdown');
    await driver.close();
    host.machine.turnOff();

    expect((await aDriver().recover()).guests).toMatchObject([{ observation: { kind: 'Stopped', exit: { reason: 'Stopped' } } }]);
  });

  it('takes over a QEMU that appears only after it looked', async () => {
    const { driver, guest } = await aRunningGuest();
    const { pid } = host.machine.entry;
    await driver.close();
    let isThere = false;
    const table = {
      find: (each: number) => host.find(each),
      bootID: () => host.bootID(),
      kill: host.kill.bind(host),
      list: () => (isThere ? host.list() : Promise.resolve([])),
    };
    const next = aDriver({ table });
    expect((await next.recover()).guests).toMatchObject([{ observation: { kind: 'Stopped' } }]);
    isThere = true;
    host.startScript = { kind: 'Fails', words: '', exitCode: 75 };

    await next.start(guest);

    expect(host.machine.entry.pid).toBe(pid);
    expect(await next.observe(guest.mark)).toMatchObject({ kind: 'Running' });
  });

  it('lets a guest go on whose reboot was cut short', async () => {
    const { driver, guest } = await aRunningGuest();
    await driver.close();
    host.machine.turnOff();
    host.machine.reset();

    const next = aDriver();

    expect(await next.observe(guest.mark)).toMatchObject({ kind: 'Running' });
    expect(host.machine.status).toBe('running');
  });

  it('counts foreign machines and takes none for its own', async () => {
    const { driver, guest } = await aRunningGuest();
    await driver.stop(guest.mark, { gracePeriodSeconds: 60 });
    const name = `guest=${guest.mark.instanceUID},debug-threads=on`;
    host.addForeign(['/usr/bin/qemu-system-x86_64', '-name', name], 12_345);
    host.addForeign(['/usr/libexec/qemu-kvm', '-name', 'guest=theirs'], process.getuid?.());
    host.addForeign(['/usr/bin/vim', 'qemu-system-x86_64', name], process.getuid?.());

    const recovery = await aDriver().recover();

    expect(recovery).toMatchObject({ foreignGuestCount: 2, guests: [{ observation: { kind: 'Stopped' } }] });
  });

  it('does not touch a directory without our mark, or with another', async () => {
    const { driver, guest } = await aRunningGuest();
    const other = { ...guest.mark, epoch: 2 };

    await driver.stop(other, { gracePeriodSeconds: 0 });
    await driver.destroy(other);

    expect(await driver.observe(other)).toEqual({ kind: 'Absent' });
    await expect(driver.prepare({ ...guest, mark: other })).rejects.toMatchObject({ reason: 'HostBroken' });
    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running' });
  });
});

describe('a host that is not well', () => {
  it.each([
    ['qemu-system-x86_64: write: No space left on device', 1, 'DiskFull'],
    ['qemu-system-x86_64: -blockdev ...: Image is not in qcow2 format', 1, 'InvalidImage'],
    ['setpriv: failed to execute qemu-system-x86_64: No such file or directory', 127, 'HostBroken'],
    ['qemu-system-x86_64: cannot set up guest memory: Cannot allocate memory', 1, 'Temporary'],
  ])('says why QEMU did not start: %s', async (words, exitCode, reason) => {
    const [driver, guest] = [aDriver(), theGuest()];
    await driver.prepare(guest);
    host.startScript = { kind: 'Fails', words, exitCode };

    await expect(driver.start(guest)).rejects.toMatchObject({ reason, message: expect.stringContaining(words) });

    host.startScript = { kind: 'Runs' };
    await driver.start(guest);
    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running' });
  });

  it('is rid of a QEMU that never answers', async () => {
    const [driver, guest] = [aDriver(), theGuest()];
    await driver.prepare(guest);
    host.startScript = { kind: 'Hangs' };

    await expect(driver.start(guest)).rejects.toMatchObject({ reason: 'Temporary', message: expect.stringContaining('within 30 seconds') });

    expect(host.machines).toEqual([]);
    expect(await driver.observe(guest.mark)).toEqual({ kind: 'Stopped' });
  });

  it('asks for an image that is gone from the cache', async () => {
    const [driver, guest] = [aDriver(), theGuest()];
    await driver.prepare(guest);
    await rm(join(folder, 'kernel'));

    await expect(driver.start(guest)).rejects.toMatchObject({ reason: 'Temporary', message: expect.stringContaining('prepare it again') });
  });

  it('starts nothing before it is prepared', async () => {
    await expect(aDriver().start(theGuest())).rejects.toMatchObject({
      reason: 'Temporary',
      message: expect.stringContaining('not prepared'),
    });
  });

  it('has no capabilities when no guest can run, and looks again', async () => {
    let acceleration: Acceleration = { kind: 'none', message: 'QEMU does not run a guest' };
    const driver = aDriver({ probe: () => Promise.resolve(acceleration) });

    expect(await driver.describe()).toMatchObject({
      capabilities: [],
      accelerator: 'none',
      problem: { reason: 'HostBroken', message: 'QEMU does not run a guest' },
    });
    acceleration = { kind: 'kvm' };

    expect(await driver.describe()).toEqual({
      driver: 'kvm',
      capabilities: expect.arrayContaining(['image-qcow2', 'reboot-soft', 'user-data']),
      inventory: { vcpus: 4, memoryMiB: 8192, diskGiB: 100 },
      architecture: 'x86_64',
      accelerator: 'kvm',
      portAttachment: 'Tap',
    });
  });

  it('is asked how it executes guests only once', async () => {
    let probeCount = 0;
    const driver = aDriver({
      probe: () => {
        probeCount += 1;
        return Promise.resolve({ kind: 'tcg', whyNotKVM: 'a test' });
      },
    });

    await Promise.all([driver.describe(), driver.describe()]);
    await driver.describe();

    expect(probeCount).toBe(1);
  });

  it('waits with the end of a guest until it can be noted', async () => {
    const { driver, guest } = await aRunningGuest();
    await mkdir(pathOf(guest.mark, 'run.json.new'));

    host.machine.turnOff();
    const look = () => driver.observe(guest.mark).then(({ kind }) => kind, String);
    await expect.poll(look).toContain('run.json.new');
    expect(host.machines).toHaveLength(1);
    await rm(pathOf(guest.mark, 'run.json.new'), { recursive: true });

    await expect.poll(() => host.machines).toEqual([]);
    expect(await driver.observe(guest.mark)).toMatchObject({ exit: { reason: 'GuestShutdown' } });
  });

  it('stops a guest also when nothing can be noted any more', async () => {
    const { driver, guest } = await aRunningGuest();
    await mkdir(pathOf(guest.mark, 'run.json.new'));

    await driver.stop(guest.mark, { gracePeriodSeconds: 60 });

    expect(host.machines).toEqual([]);
    expect(await driver.observe(guest.mark)).toEqual({ kind: 'Stopped' });
  });

  it('reads no console of a guest that is not there, and all of one that was just made', async () => {
    const [driver, guest] = [aDriver(), theGuest()];
    expect(await driver.consoleLog(guest.mark, { maximumBytes: 10 })).toHaveLength(0);
    await driver.prepare(guest);
    expect(await driver.consoleLog(guest.mark, { maximumBytes: 10 })).toHaveLength(0);
  });
});
