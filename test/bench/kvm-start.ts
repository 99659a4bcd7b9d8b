import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SystemClock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { createConfigDriveDocuments } from '#cmd/node-agent/config-drive/config-drive-documents.ts';
import { SystemProcessRunner, type LaunchedProcess } from '#drivers/kvm/host/process-runner.ts';
import { createKVMDriver } from '#drivers/kvm/kvm-driver.ts';
import { aGuest, aKernelImage, aMark } from '#test/builders/guest.ts';
import { anInstance } from '#test/builders/instance.ts';

/**
 * How long the driver takes from the agent's order to QEMU's exec, step by step, with the image on the host. Needs root
 * and build/guest-image (`hack/build-guest-image.sh build/guest-image`). Run it by `node test/bench/kvm-start.ts [COUNT]`.
 */
const imageFolder = fileURLToPath(new URL('../../build/guest-image', import.meta.url));
const count = Number(process.argv[2] ?? 20);
const random = new SystemRandom();
const clock = new SystemClock();

class WatchedRunner extends SystemProcessRunner {
  launchedAt = 0;
  spawnedAt = 0;
  execAt = 0;

  override async launch(...theArguments: Parameters<SystemProcessRunner['launch']>): Promise<LaunchedProcess> {
    this.launchedAt = performance.now();
    const launched = await super.launch(...theArguments);
    this.spawnedAt = performance.now();
    void this.#watchForQEMU(launched.pid);
    return launched;
  }

  async #watchForQEMU(pid: number): Promise<void> {
    while (
      !readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('-nodefaults\0') ||
      readFileSync(`/proc/${pid}/comm`, 'utf8').trim() !== 'qemu-system-x86'
    ) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.execAt = performance.now();
  }
}

async function main(): Promise<void> {
  const stateDirectory = await mkdtemp(join(tmpdir(), 'tycho-bench-'));
  const runner = new WatchedRunner({ clock });
  const driver = createKVMDriver({ stateDirectory, networkNamespaceName: 'tycho-bench', clock, logger: silentLogger, host: { runner } });
  const documents = createConfigDriveDocuments({ clock, hostSecret: random.bytes(32) });
  await driver.describe();
  await driver.recover();
  // A host that has a guest already: the first of all waits for the network namespace too.
  const neighbour = aGuest({ mark: aMark({ instanceUID: random.uuid() }) });
  await driver.prepare(neighbour);
  const rows: Record<string, number>[] = [];
  for (let round = 0; round < count; round += 1) {
    const startedAt = performance.now();
    const guest = aGuest({
      mark: aMark({ instanceUID: random.uuid() }),
      diskGiB: 1,
      image: aKernelImage({ kernelPath: join(imageFolder, 'vmlinuz'), initrdPath: join(imageFolder, 'initrd.gz') }),
      configDrive: documents({ instance: anInstance(), userData: Buffer.from('#!/bin/sh\necho hello\n') }),
    });
    const documentsAt = performance.now();
    await driver.prepare(guest);
    const preparedAt = performance.now();
    await driver.start(guest);
    const runningAt = performance.now();
    rows.push({
      documents: documentsAt - startedAt,
      prepare: preparedAt - documentsAt,
      'start to spawn': runner.launchedAt - preparedAt,
      'spawn to exec': runner.execAt - runner.launchedAt,
      'ORDER TO EXEC': runner.execAt - startedAt,
      'exec to running and noted': runningAt - runner.execAt,
    });
    await driver.destroy(guest.mark);
  }
  await driver.destroy(neighbour.mark);
  await driver.close();
  await rm(stateDirectory, { recursive: true });
  for (const name of Object.keys(rows[0] ?? {})) {
    const values = rows.map((row) => row[name] ?? 0).sort((left, right) => left - right);
    const at = (fraction: number): string => (values[Math.floor(fraction * (values.length - 1))] ?? 0).toFixed(1).padStart(7);
    console.log(`${name.padEnd(28)} p50 ${at(0.5)} ms   p95 ${at(0.95)} ms   first ${(rows[0]?.[name] ?? 0).toFixed(1).padStart(7)} ms`);
  }
}

await main();
