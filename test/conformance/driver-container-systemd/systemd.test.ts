import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Driver, Guest } from '#drivers/contract/driver.ts';
import { eventually } from '#test/harness/eventually.ts';
import { consoleShows, ContainerTestBed, run, type ContainerWorld } from '../driver-container/container-world.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const imagePath = `${root}build/debian-root.tar`;

/** A whole Debian with systemd as its first process: what people call a system container. */
describe('a guest of Debian with systemd', { timeout: 240_000 }, () => {
  let bed: ContainerTestBed;
  let world: ContainerWorld;
  let driver: Driver;
  let guest: Guest;

  beforeAll(async () => {
    await run(`${root}hack/build-debian-root.sh`, [imagePath]);
    bed = await ContainerTestBed.create();
    world = await bed.world();
    driver = world.driver();
    guest = world.guest('true', { hostname: 'debian-guest', memoryMiB: 512, diskGiB: 2, image: { format: 'RootFS', path: imagePath } });
    await driver.prepare(guest);
    await driver.start(guest);
  }, 240_000);

  afterAll(async () => {
    await world[Symbol.asyncDispose]();
    await bed[Symbol.asyncDispose]();
  });

  /** As the administrator of the guest would see it. */
  async function inGuest(command: string): Promise<string> {
    const { socketPath } = bed.containerd;
    const exec = ['--address', socketPath, '--namespace', world.namespace, 'task', 'exec', '--exec-id', `look-${performance.now()}`];
    const { stdout } = await run('ctr', [...exec, guest.mark.instanceUID, 'sh', '-c', `${command} || true`]);
    return stdout.trim();
  }

  it('comes up with every unit, in a user namespace and without the right to administer', async () => {
    await eventually(async () => expect(await inGuest('systemctl is-system-running')).toBe('running'), { withinMilliseconds: 90_000 });

    expect(await inGuest('systemctl --failed --no-legend --plain')).toBe('');
    expect(await inGuest('hostnamectl --static; hostname')).toBe('debian-guest\ndebian-guest');
    expect(await inGuest('cat /proc/1/comm; cat /proc/self/uid_map | tr -s " "')).toMatch(/^systemd\n ?0 [0-9]+ 65536$/);
    expect(await consoleShows(driver, guest.mark, 'debian-guest login:')).toContain('Reached target');
  });

  it('lets a user log in on the console with the password that was set', async () => {
    await driver.abilities.passwordSetting!.setPassword(guest.mark, { user: 'root', password: 'correct horse' });

    const session = await driver.abilities.consoles!.openConsole(guest.mark, 'Serial');
    let heard = '';
    session.on('data', (chunk: Buffer) => (heard += String(chunk)));
    session.write('root\r');
    await eventually(async () => expect(heard).toContain('Password:'), { withinMilliseconds: 20_000 });
    session.write('correct horse\r');
    await eventually(async () => expect(heard).toContain('root@debian-guest'), { withinMilliseconds: 20_000 });
    session.destroy();

    expect(heard).toContain('root@debian-guest');
    expect(heard).not.toContain('correct horse');
  });

  it('runs services with limits of their own, and restarts one that ends', async () => {
    // Groups of version 1 do not tell systemd in a container that they are empty: it may find out by its own timeout only.
    await inGuest(
      'systemd-run --unit=looping --property=Restart=always --property=RestartSec=0 --property=TimeoutStopSec=3 sh -c "echo started >>/root/starts; sleep 0.2"',
    );

    await eventually(async () => expect((await inGuest('wc -l </root/starts')).trim()).toMatch(/^[2-9]|^[0-9]{2}/), {
      withinMilliseconds: 20_000,
    });
    expect(await inGuest('systemctl is-active looping; systemctl stop looping')).toMatch(/^activ/);
  });

  it('reboots and turns itself off when it is asked to', async () => {
    await driver.reboot(guest, { mode: 'Soft', gracePeriodSeconds: 60 });
    await eventually(async () => expect(await inGuest('systemctl is-system-running')).toBe('running'), { withinMilliseconds: 90_000 });

    await driver.stop(guest.mark, { gracePeriodSeconds: 120 });

    expect(await driver.observe(guest.mark)).toMatchObject({
      kind: 'Stopped',
      exit: { reason: 'Stopped', message: 'it turned itself off when asked to' },
    });
  });
});
