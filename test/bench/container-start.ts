import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SystemClock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { createContainerDriver } from '#drivers/container/container-driver.ts';
import { aGuest, aMark } from '#test/builders/guest.ts';
import { startContainerd, writeBusyboxRoot } from '#test/harness/containerd.ts';

/**
 * How long the driver takes to make and start a guest whose image is on the host, beside `ctr run` of the same root: user namespace, layer, limits and
 * console against none of these. Needs root. Run it by `node test/bench/container-start.ts [COUNT] [ROOT.tar]`.
 */
const run = promisify(execFile);
const count = Number(process.argv[2] ?? 15);
const random = new SystemRandom();

async function main(): Promise<void> {
  const containerd = await startContainerd();
  const stateDirectory = await mkdtemp(join(tmpdir(), 'tycho-bench-'));
  const namespace = `tycho-bench-${random.uuid().slice(0, 8)}`;
  const path = process.argv[3] ?? join(containerd.folder, 'busybox.tar');
  if (process.argv[3] === undefined) await writeBusyboxRoot(path);
  const driver = createContainerDriver({
    stateDirectory,
    namespace,
    containerd: { kind: 'Existing', socketPath: containerd.socketPath },
    clock: new SystemClock(),
    logger: silentLogger,
  });
  const root = join(containerd.folder, 'plain-root');
  await mkdir(root);
  await run('tar', ['--extract', `--file=${path}`, `--directory=${root}`]);
  const ctr = (...theArguments: readonly string[]): Promise<unknown> =>
    run('ctr', ['--address', containerd.socketPath, '--namespace', 'bench', ...theArguments]);
  const guestOf = (): ReturnType<typeof aGuest> =>
    aGuest({ mark: aMark({ instanceUID: random.uuid() }), diskGiB: 1, memoryMiB: 256, image: { format: 'RootFS', path } });
  // The first guest unpacks the image, and the other guests lie over it.
  const first = guestOf();
  await driver.prepare(first);

  const [prepared, started, byHand]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < count; round += 1) {
    const guest = guestOf();
    const startedAt = performance.now();
    await driver.prepare(guest);
    const preparedAt = performance.now();
    await driver.start(guest);
    started.push(performance.now() - preparedAt);
    prepared.push(preparedAt - startedAt);
    await driver.destroy(guest.mark);

    const name = `plain-${round}`;
    const byHandAt = performance.now();
    await ctr('run', '--detach', '--rootfs', root, name, '/sbin/init');
    byHand.push(performance.now() - byHandAt);
    await ctr('task', 'kill', '--signal', 'SIGKILL', name);
    await ctr('task', 'delete', '--force', name).catch(() => undefined);
    await ctr('container', 'delete', name);
  }
  await driver.destroy(first.mark);
  await driver.close();
  await containerd.stop();
  await rm(stateDirectory, { recursive: true });
  const whole = prepared.map((value, index) => value + started[index]!);
  for (const [label, values] of Object.entries({ prepare: prepared, start: started, 'prepare and start': whole, 'ctr run': byHand })) {
    console.log(`${label.padEnd(20)} p50 ${at(values, 0.5).toFixed(0).padStart(5)} ms   p95 ${at(values, 0.95).toFixed(0).padStart(5)} ms`);
  }
  console.log(
    `start / ctr run: ${(at(started, 0.5) / at(byHand, 0.5)).toFixed(2)}   prepare and start / ctr run: ${(at(whole, 0.5) / at(byHand, 0.5)).toFixed(2)}`,
  );
}

function at(values: readonly number[], fraction: number): number {
  return [...values].sort((left, right) => left - right)[Math.floor(fraction * (values.length - 1))] ?? 0;
}

await main();
