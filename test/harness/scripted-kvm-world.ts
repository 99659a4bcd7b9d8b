import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '#apis/machinery/logger.ts';
import type { Driver, Guest, Mark } from '#drivers/contract/driver.ts';
import type { GuestVolume } from '#drivers/contract/guest-devices.ts';
import type { Acceleration } from '#drivers/kvm/accelerator/accelerator-probe.ts';
import { createKVMDriver, type KVMHost } from '#drivers/kvm/kvm-driver.ts';
import { aGuest, aGuestVolume, aKernelImage } from '#test/builders/guest.ts';
import { HastyClock, ScriptedHost } from './scripted-qemu.ts';

const programs = {
  qemu: '/usr/bin/qemu-system-x86_64',
  nsenter: '/usr/bin/nsenter',
  setpriv: '/usr/bin/setpriv',
  flock: '/usr/bin/flock',
  ip: '/usr/sbin/ip',
  qemuImg: '/usr/bin/qemu-img',
  swtpm: '/usr/bin/swtpm',
  taskset: '/usr/bin/taskset',
  mke2fs: '/usr/sbin/mke2fs',
  mkswap: '/usr/sbin/mkswap',
};

/** A KVM driver on a host without QEMU. Disposing it removes everything. */
export class ScriptedKVMWorld implements AsyncDisposable {
  readonly host = new ScriptedHost();
  readonly folder: string;
  readonly #drivers: Driver[] = [];

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async create(): Promise<ScriptedKVMWorld> {
    const world = new ScriptedKVMWorld(await mkdtemp(join(tmpdir(), 'kvm-')));
    for (const name of ['kernel', 'initrd', 'disk', 'code', 'variables']) await writeFile(join(world.folder, name), name);
    return world;
  }

  /** A driver for this host; another one is what an agent has after a restart. */
  driver(overrides: Partial<KVMHost> = {}): Driver {
    const { host } = this;
    const driver = createKVMDriver({
      stateDirectory: join(this.folder, 'state'),
      networkNamespaceName: 'guests',
      clock: new HastyClock(),
      logger: silentLogger,
      // One user, the one that the test runs as: files can be given to it without being root.
      userRange: { firstID: (process.getuid?.() ?? 0) - 1, count: 2 },
      host: {
        runner: host,
        table: host,
        programs: () => Promise.resolve(programs),
        identifyNamespace: (path) => Promise.resolve(host.identifyNamespace(path)),
        probe: () => Promise.resolve<Acceleration>({ kind: 'tcg', whyNotKVM: 'a test' }),
        firmware: () => Promise.resolve({ codePath: join(this.folder, 'code'), variablesPath: join(this.folder, 'variables') }),
        openTapDevice: () => Promise.resolve(),
        ...overrides,
      },
    });
    this.#drivers.push(driver);
    return driver;
  }

  guest(overrides: Partial<Guest> = {}): Guest {
    const image = aKernelImage({ kernelPath: join(this.folder, 'kernel'), initrdPath: join(this.folder, 'initrd') });
    return aGuest({ image, ...overrides });
  }

  async volume(overrides: Partial<GuestVolume> = {}): Promise<GuestVolume> {
    const folder = join(this.folder, 'volumes');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const volume = aGuestVolume(overrides);
    const path = join(folder, volume.attachmentUID);
    await writeFile(path, 'of the volume', { mode: 0o600 });
    return { ...volume, file: { ...volume.file, path } };
  }

  /** A guest that runs, and the driver that started it. */
  async running(overrides: Partial<Guest> = {}): Promise<{ readonly driver: Driver; readonly guest: Guest }> {
    const [driver, guest] = [this.driver(), this.guest(overrides)];
    await driver.prepare(guest);
    await driver.start(guest);
    return { driver, guest };
  }

  pathOf({ instanceUID }: Mark, ...names: string[]): string {
    return join(this.folder, 'state', 'instances', instanceUID, ...names);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const driver of this.#drivers) await driver.close();
    this.host.restart();
    await rm(this.folder, { recursive: true });
  }
}
