import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Driver } from '#drivers/contract/driver.ts';
import { aKernelImage } from '#test/builders/guest.ts';
import { eventually } from '#test/harness/eventually.ts';
import type { SimulatedMachine } from '#test/harness/ironic.ts';
import { IronicWorld } from './ironic-world.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const imageFolder = join(root, 'build/guest-image');

/** An emulated machine takes its time to find its network, fetch a kernel and start it. */
const bootMilliseconds = 100_000;

let world: IronicWorld;
let machine: SimulatedMachine;
let uuid: string;
let driver: Driver;

beforeAll(async () => {
  await promisify(execFile)(join(root, 'hack/build-guest-image.sh'), [imageFolder]);
  world = await IronicWorld.create({ forcesPower: true });
  [machine] = (await world.ironic.startMachines(1)) as [SimulatedMachine];
  [uuid = ''] = await world.ironic.enrol({
    driver: 'ipmi',
    macAddress: machine.mac,
    driverInfo: machine.driver_info,
    interfaces: { deploy_interface: 'ramdisk', boot_interface: 'pxe', automated_clean: false },
  });
  driver = world.driver(uuid, world.watch());
});

afterAll(() => world[Symbol.asyncDispose]());

/** How often the guest has said on its serial line that it is up. */
async function boots(): Promise<number> {
  const log = await readFile(join(machine.dir, 'serial.log'), 'utf8').catch(() => '');
  return log.split('tycho-guest: no config drive').length - 1;
}

async function machinePID(): Promise<number | undefined> {
  const pid = Number(await readFile(join(machine.dir, 'qemu.pid'), 'utf8').catch(() => ''));
  return pid > 0 && (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes(machine.dir) ? pid : undefined;
}

describe('a machine with an IPMI controller', () => {
  it('really boots a server’s kernel, comes on again after a power cut, and is off when the server is gone', async () => {
    const { capabilities } = await driver.describe();
    expect(capabilities.filter((name) => name.startsWith('image-'))).toEqual(['image-kernel']);
    const kernelPath = join(imageFolder, 'vmlinuz');
    const guest = world.guest({
      image: aKernelImage({ kernelPath, initrdPath: join(imageFolder, 'initrd.gz'), kernelArguments: 'console=ttyS0' }),
    });

    await driver.prepare(guest);
    await driver.start(guest);
    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running', addresses: [{ macAddress: machine.mac }] });
    await eventually(async () => expect(await boots()).toBe(1), { withinMilliseconds: bootMilliseconds });

    // Ironic turns on again what went off by itself: that is no stop, and nothing for us to do.
    const pid = await machinePID();
    process.kill(pid!, 'SIGKILL');
    await eventually(async () => expect(await machinePID()).not.toBe(pid), { withinMilliseconds: 30_000 });
    await eventually(async () => expect(await machinePID()).toBeDefined(), { withinMilliseconds: 30_000 });
    await eventually(async () => expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running' }), {
      withinMilliseconds: 30_000,
    });

    await driver.stop(guest.mark, { gracePeriodSeconds: 0 });
    expect(await machinePID()).toBeUndefined();
    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Stopped', exit: { reason: 'Stopped' } });

    await driver.destroy(guest.mark);
    expect(await machinePID()).toBeUndefined();
    expect(await driver.observe(guest.mark)).toEqual({ kind: 'Absent' });
  });
});
