import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { createContainerDriver } from '#drivers/container/container-driver.ts';
import { endContainerd } from '#drivers/container/containerd-process.ts';
import type { Driver } from '#drivers/contract/driver.ts';
import { aGuest, aMark } from '#test/builders/guest.ts';
import { writeBusyboxRoot } from '#test/harness/containerd.ts';
import { eventually } from '#test/harness/eventually.ts';

const random = new SystemRandom();
let folder: string;
let namespace: string;
let runDirectory: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tycho-own-'));
  namespace = `tycho-test-${random.uuid().slice(0, 8)}`;
  runDirectory = join('/run/tycho', namespace);
  await writeBusyboxRoot(join(folder, 'busybox.tar'));
});

afterAll(async () => {
  await endContainerd({ stateDirectory: join(folder, 'containers', 'containerd'), runDirectory });
  await rm(folder, { recursive: true, force: true });
  await rm(runDirectory, { recursive: true, force: true });
});

const newDriver = (): Driver =>
  createContainerDriver({
    stateDirectory: join(folder, 'containers'),
    namespace,
    containerd: { kind: 'Own', runDirectory },
    clock: new SystemClock(),
    logger: silentLogger,
  });

const containerdPID = async (): Promise<number> => Number(await readFile(join(runDirectory, 'containerd.pid'), 'utf8'));

describe('a containerd of the agent’s own', () => {
  it('comes with the driver, stays for guests that run, comes back when it dies, and goes when no guest is left', async () => {
    const guest = aGuest({ mark: aMark({ instanceUID: random.uuid() }), image: { format: 'RootFS', path: join(folder, 'busybox.tar') } });
    const first = newDriver();
    expect((await first.describe()).problem).toBeUndefined();
    await first.prepare(guest);
    await first.start(guest);
    const before = await first.observe(guest.mark);
    await first.close();
    const pid = await containerdPID();

    const second = newDriver();
    expect(await second.observe(guest.mark)).toEqual(before);
    expect(await containerdPID()).toBe(pid);
    process.kill(pid, 'SIGKILL');
    await eventually(async () => expect(await containerdPID()).not.toBe(pid), { withinMilliseconds: 20_000 });
    await eventually(async () => expect(await second.observe(guest.mark)).toEqual(before), { withinMilliseconds: 20_000 });
    const lastPID = await containerdPID();
    await second.destroy(guest.mark);
    await second.close();

    await eventually(async () => {
      const state = await readFile(`/proc/${lastPID}/status`, 'utf8').catch(() => 'State:\tZ');
      expect(state).toMatch(/^State:\s+Z/m);
    });
  });
});
