import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SystemClock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { createConfigDriveDocuments } from '#cmd/node-agent/config-drive/config-drive-documents.ts';
import type { Driver, Guest, Mark } from '#drivers/contract/driver.ts';
import { createContainerDriver } from '#drivers/container/container-driver.ts';
import { aGuest, aMark } from '#test/builders/guest.ts';
import { anInstance } from '#test/builders/instance.ts';
import { startContainerd, writeBusyboxRoot, type PrivateContainerd } from '#test/harness/containerd.ts';
import { eventually } from '#test/harness/eventually.ts';
import type { DriverOrders } from './driver-to-kill.ts';

export const run = promisify(execFile);
const random = new SystemRandom();

/** One containerd and one small image for all tests of a file. */
export class ContainerTestBed implements AsyncDisposable {
  readonly containerd: PrivateContainerd;
  readonly imagePath: string;

  private constructor(containerd: PrivateContainerd, imagePath: string) {
    this.containerd = containerd;
    this.imagePath = imagePath;
  }

  static async create(): Promise<ContainerTestBed> {
    const containerd = await startContainerd();
    const imagePath = join(containerd.folder, 'busybox.tar');
    await writeBusyboxRoot(imagePath);
    return new ContainerTestBed(containerd, imagePath);
  }

  world(): Promise<ContainerWorld> {
    return ContainerWorld.create(this);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.containerd.stop();
  }
}

/** A host of its own for one test: a state directory and a namespace of containerd that nobody else has. */
export class ContainerWorld implements AsyncDisposable {
  readonly bed: ContainerTestBed;
  readonly stateDirectory: string;
  readonly namespace = `tycho-test-${random.uuid().slice(0, 8)}`;
  readonly idPool = { firstID: 1_006_632_960 + Math.floor(random.fraction() * 8_000) * 65_536, rangeCount: 64 };
  readonly #drivers: Driver[] = [];

  private constructor(bed: ContainerTestBed, stateDirectory: string) {
    this.bed = bed;
    this.stateDirectory = stateDirectory;
  }

  static async create(bed: ContainerTestBed): Promise<ContainerWorld> {
    return new ContainerWorld(bed, await mkdtemp(join(tmpdir(), 'tycho-container-')));
  }

  /** Another driver for the same host, as after a restart of the agent. */
  driver(): Driver {
    const { stateDirectory, namespace, idPool, bed } = this;
    const driver = createContainerDriver({
      stateDirectory,
      namespace,
      idPool,
      containerd: { kind: 'Existing', socketPath: bed.containerd.socketPath },
      clock: new SystemClock(),
      logger: silentLogger,
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
      image: { format: 'RootFS', path: this.bed.imagePath },
      configDrive: documents({ instance, userData: Buffer.from(`#!/bin/sh\n${userData}\n`) }),
      ...overrides,
    });
  }

  /** For a driver of this host in a process of its own. */
  orders(guest: Guest): Omit<DriverOrders, 'savePath'> {
    const { stateDirectory, namespace, idPool, bed } = this;
    return { stateDirectory, namespace, idPool, containerd: { kind: 'Existing', socketPath: bed.containerd.socketPath }, guest };
  }

  directoryOf({ instanceUID }: Mark): string {
    return join(this.stateDirectory, 'instances', instanceUID);
  }

  /** Everything of this world's that is on the host. */
  async traces(): Promise<readonly string[]> {
    const mounts = (await readFile('/proc/self/mountinfo', 'utf8')).split('\n').filter((line) => line.includes(this.stateDirectory));
    const directories = await readdir(join(this.stateDirectory, 'instances')).catch(() => []);
    const client = this.bed.containerd.client(this.namespace);
    const containers = (await client.containers()).map(({ id }) => `container ${id}`);
    const tasks = (await client.tasks()).map(({ containerId }) => `task ${containerId}`);
    client.close();
    const cgroups = await Promise.all(
      (await readdir('/sys/fs/cgroup')).map(async (hierarchy) => {
        const groups = await readdir(join('/sys/fs/cgroup', hierarchy)).catch(() => []);
        return groups.filter((name) => name === this.namespace).map((name) => `cgroup ${hierarchy}/${name}`);
      }),
    );
    const runtime = (await readdir('/run/tycho').catch(() => [])).filter((name) => name === this.namespace);
    return [...mounts, ...directories, ...containers, ...tasks, ...cgroups.flat(), ...runtime];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#drivers.map((each) => each.close()));
    const driver = this.driver();
    for (const { mark } of (await driver.recover()).guests) await driver.destroy(mark);
    await driver.close();
    await rm(this.stateDirectory, { recursive: true, force: true });
    await rm(join('/run/tycho', this.namespace), { recursive: true, force: true });
  }
}

/** What files below a directory take on the disk, in bytes, holes not counted. */
export async function sizeOnDisk(directory: string, pattern = '*'): Promise<number> {
  const { stdout } = await run('find', [directory, '-xdev', '-type', 'f', '-name', pattern, '-printf', '%k\n']);
  return stdout.split('\n').reduce((sum, line) => sum + Number(line) * 1024, 0);
}

/** Waits until the guest's console shows it; gives the whole console. */
export async function consoleShows(driver: Driver, mark: Mark, text: string): Promise<string> {
  return eventually(
    async () => {
      const shown = Buffer.from(await driver.consoleLog(mark, { maximumBytes: 100_000 })).toString();
      if (!shown.includes(text)) throw new Error(`the console does not show ${text}, but:\n${shown}`);
      return shown;
    },
    { withinMilliseconds: 30_000 },
  );
}
