import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { SystemClock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { createConfigDriveDocuments } from '#cmd/node-agent/config-drive/config-drive-documents.ts';
import type { Guest } from '#drivers/contract/driver.ts';
import { SystemProcessRunner, type Command, type LaunchedProcess, type LaunchOptions } from '#drivers/kvm/host/process-runner.ts';
import { createKVMDriver } from '#drivers/kvm/kvm-driver.ts';
import { aGuest, aGuestVolume, aKernelImage, aMark } from '#test/builders/guest.ts';
import { anInstance } from '#test/builders/instance.ts';

/**
 * How long a stopped server takes from the order to start it to QEMU's exec, with a disk, a volume and a config drive: through the driver, and beside
 * it the very same program started by hand. Needs root and build/guest-image. Run it by `node test/bench/kvm-restart.ts [COUNT]`.
 */
const imageFolder = fileURLToPath(new URL('../../build/guest-image', import.meta.url));
const count = Number(process.argv[2] ?? 20);
const random = new SystemRandom();
const clock = new SystemClock();

class WatchedRunner extends SystemProcessRunner {
  launchedAt = 0;
  exec: Promise<number> = Promise.resolve(0);
  command: Command = [''];

  override async launch(command: Command, options: LaunchOptions): Promise<LaunchedProcess> {
    this.command = command;
    this.launchedAt = performance.now();
    const launched = await super.launch(command, options);
    this.exec = execOf(launched.pid);
    return launched;
  }
}

/** When the process has become QEMU. */
async function execOf(pid: number): Promise<number> {
  while (readFileSync(`/proc/${pid}/comm`, 'utf8').trim() !== 'qemu-system-x86') await new Promise((resolve) => setImmediate(resolve));
  return performance.now();
}

/** Milliseconds from the order to QEMU's exec, by hand: the command line that the driver made, in a fresh process. */
async function byHand(command: Command, workingDirectory: string, guest: Guest, instancePath: string): Promise<number> {
  const { image } = guest;
  if (image.format !== 'Kernel') throw new Error('the guest has a kernel');
  const startedAt = performance.now();
  const paths = [image.kernelPath, image.initrdPath ?? '', join(instancePath, 'config-drive.iso')];
  const files = await Promise.all(paths.map((path) => open(path, 'r')));
  const child: ChildProcess = spawn(command[0], command.slice(1), {
    cwd: workingDirectory,
    stdio: ['ignore', 'ignore', 'ignore', ...files.map(({ fd }) => fd)],
  });
  const execAt = await execOf(child.pid ?? 0);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
  await Promise.all(files.map((file) => file.close()));
  return execAt - startedAt;
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tycho-bench-'));
  const runner = new WatchedRunner({ clock });
  const networkNamespaceName = `tycho-bench-${random.uuid().slice(0, 8)}`;
  const driver = createKVMDriver({ stateDirectory: folder, networkNamespaceName, clock, logger: silentLogger, host: { runner } });
  const volumePath = join(folder, 'volume');
  await promisify(execFile)('truncate', ['--size=64M', volumePath]);
  const guest = aGuest({
    mark: aMark({ instanceUID: random.uuid() }),
    diskGiB: 1,
    image: aKernelImage({ kernelPath: join(imageFolder, 'vmlinuz'), initrdPath: join(imageFolder, 'initrd.gz') }),
    volumes: [aGuestVolume({ file: { format: 'Raw', path: volumePath, sizeBytes: 64 * 1024 ** 2 } })],
    configDrive: createConfigDriveDocuments({ clock, hostSecret: random.bytes(32) })({
      instance: anInstance(),
      userData: Buffer.from('#!/bin/sh\necho hello\n'),
    }),
  });
  const instancePath = join(folder, 'instances', guest.mark.instanceUID);
  await driver.describe();
  await driver.prepare(guest);
  await driver.start(guest);
  const rows: Record<string, number>[] = [];
  for (let round = 0; round < count; round += 1) {
    await driver.stop(guest.mark, { gracePeriodSeconds: 0 });
    const orderedAt = performance.now();
    const starting = driver.start(guest);
    await starting;
    const runningAt = performance.now();
    const execAt = await runner.exec;
    await driver.stop(guest.mark, { gracePeriodSeconds: 0 });
    const handMilliseconds = await byHand(runner.command, join(instancePath, 'machine'), guest, instancePath);
    rows.push({
      'order to spawn': runner.launchedAt - orderedAt,
      'ORDER TO EXEC': execAt - orderedAt,
      'the same by hand': handMilliseconds,
      'order to running and noted': runningAt - orderedAt,
    });
  }
  await driver.destroy(guest.mark);
  await driver.close();
  await rm(folder, { recursive: true });
  for (const name of Object.keys(rows[0] ?? {})) {
    const values = rows.map((row) => row[name] ?? 0).sort((left, right) => left - right);
    const at = (fraction: number): string => (values[Math.floor(fraction * (values.length - 1))] ?? 0).toFixed(1).padStart(7);
    console.log(`${name.padEnd(28)} p50 ${at(0.5)} ms   p95 ${at(0.95)} ms`);
  }
}

await main();
