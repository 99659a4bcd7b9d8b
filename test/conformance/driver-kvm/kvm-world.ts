import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { SystemClock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import type { Driver, Guest, Mark } from '#drivers/contract/driver.ts';
import type { GuestVolume } from '#drivers/contract/guest-devices.ts';
import { SystemProcessTable, type ProcessEntry } from '#drivers/kvm/host/process-table.ts';
import { createConfigDriveDocuments } from '#cmd/node-agent/config-drive/config-drive-documents.ts';
import { createKVMDriver } from '#drivers/kvm/kvm-driver.ts';
import { aGuest, aGuestVolume, aKernelImage, aMark } from '#test/builders/guest.ts';
import { anInstance } from '#test/builders/instance.ts';
import { eventually } from '#test/harness/eventually.ts';
import type { DriverOrders } from './driver-to-kill.ts';

export const run = promisify(execFile);

const root = fileURLToPath(new URL('../../..', import.meta.url));
const imageFolder = join(root, 'build/guest-image');
const random = new SystemRandom();

/** Time for a guest to boot on a busy machine without KVM. */
export const bootMilliseconds = 100_000;

/** A host of its own for one test: real QEMU, a state directory and a network namespace that nobody else has. */
export class KVMWorld implements AsyncDisposable {
  readonly folder: string;
  readonly stateDirectory: string;
  readonly networkNamespaceName: string;
  readonly table = new SystemProcessTable();
  readonly #drivers: Driver[] = [];
  readonly #userRange = { firstID: 1_950_000_000 + Math.floor(random.fraction() * 1_000_000) * 100, count: 100 };

  private constructor(folder: string) {
    this.folder = folder;
    // As deep as a home directory may be: the name of a socket has room for 107 bytes only.
    this.stateDirectory = join(folder, 'a-directory-whose-name-alone-is-longer-than-most-paths-of-sockets-may-be', 'state');
    this.networkNamespaceName = `tycho-test-${random.uuid().slice(0, 8)}`;
  }

  static async create(): Promise<KVMWorld> {
    await run(join(root, 'hack/build-guest-image.sh'), [imageFolder]);
    return new KVMWorld(await mkdtemp(join(tmpdir(), 'tycho-kvm-')));
  }

  /** Another driver for the same host, as after a restart of the agent. */
  driver(options: { readonly stateDirectory?: string } = {}): Driver {
    const { stateDirectory, networkNamespaceName } = this;
    const driver = createKVMDriver({
      stateDirectory,
      networkNamespaceName,
      clock: new SystemClock(),
      logger: silentLogger,
      userRange: this.#userRange,
      ...options,
    });
    this.#drivers.push(driver);
    return driver;
  }

  /** A guest of the small image that runs this script once it is up. */
  guest(userData: string, overrides: Partial<Guest> = {}): Guest {
    const documents = createConfigDriveDocuments({ clock: new SystemClock(), hostSecret: random.bytes(32) });
    const keyPair = { name: 'laptop', type: 'SSH', publicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEexample me@laptop' };
    const instance = anInstance({ machine: { hostname: 'tycho-test', keyPair } });
    return aGuest({
      mark: aMark({ instanceUID: random.uuid() }),
      image: aKernelImage({ kernelPath: join(imageFolder, 'vmlinuz'), initrdPath: join(imageFolder, 'initrd.gz') }),
      configDrive: documents({ instance, userData: Buffer.from(`#!/bin/sh\n${userData}\n`) }),
      ...overrides,
    });
  }

  /** A volume of this host, as the volume driver keeps them: in a folder that only root may look into. */
  async volume(overrides: Partial<GuestVolume> = {}): Promise<GuestVolume> {
    const folder = join(this.folder, 'volumes');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const volumeUID = random.uuid();
    const file = { format: 'Raw', path: join(folder, volumeUID), sizeBytes: 64 * 1024 ** 2 } as const;
    await writeFile(file.path, '', { mode: 0o600 });
    await truncate(file.path, file.sizeBytes);
    return aGuestVolume({ attachmentUID: random.uuid(), volumeUID, file, serial: volumeUID.slice(0, 20), ...overrides });
  }

  /** For a driver of this host in a process of its own. */
  orders(guest: Guest): DriverOrders {
    const { stateDirectory, networkNamespaceName, folder } = this;
    return { stateDirectory, networkNamespaceName, userRange: this.#userRange, guest, savedDiskPath: join(folder, 'saved') };
  }

  directoryOf({ instanceUID }: Mark): string {
    return join(this.stateDirectory, 'instances', instanceUID);
  }

  /** The QEMU process of a guest, by looking at the host. */
  async processOf({ instanceUID }: Mark): Promise<ProcessEntry | undefined> {
    return (await this.table.list()).find(({ commandLine }) => commandLine.includes(`guest=${instanceUID},debug-threads=on`));
  }

  async pidOf(mark: Mark): Promise<number> {
    const found = await this.processOf(mark);
    if (found === undefined) throw new Error(`no QEMU of ${mark.instanceUID}`);
    return found.pid;
  }

  /** Everything of this driver's that is on the host. */
  async traces(): Promise<readonly string[]> {
    const [processes, files, namespaces] = await Promise.all([
      this.table.list(),
      filesBelow(this.stateDirectory),
      readdir('/run/netns').catch(() => []),
    ]);
    const { firstID, count } = this.#userRange;
    return [
      ...processes.filter(({ userID }) => userID >= firstID && userID < firstID + count).map(({ pid }) => `process ${pid}`),
      ...files,
      ...namespaces.filter((name) => name === this.networkNamespaceName),
    ];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#drivers.map((driver) => driver.close()));
    const { firstID, count } = this.#userRange;
    for (const entry of await this.table.list()) {
      if (entry.userID >= firstID && entry.userID < firstID + count) await this.table.kill(entry);
    }
    await run('ip', ['netns', 'delete', this.networkNamespaceName]).catch(() => undefined);
    // Those who were killed may be at a last word for their files.
    await rm(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
}

/** Waits until the guest's console shows it, so many times; gives the whole console. */
export async function consoleShows(driver: Driver, mark: Mark, text: string, { times = 1 } = {}): Promise<string> {
  return eventually(
    async () => {
      const shown = Buffer.from(await driver.consoleLog(mark, { maximumBytes: 100_000 })).toString();
      if (shown.split(text).length <= times) throw new Error(`the console does not show ${text} ${times} times, but:\n${shown}`);
      return shown;
    },
    { withinMilliseconds: bootMilliseconds },
  );
}

/** Every file below a directory, with its content: for telling whether anything was touched. */
export async function contentBelow(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = await filesBelow(folder);
  return new Map(await Promise.all(files.map(async (path) => [path, (await readFile(path)).toString('base64')] as const)));
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
}

export async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

/** Time that a process has used, from /proc (utime and stime, in hundredths of a second). */
export async function processorSeconds(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
