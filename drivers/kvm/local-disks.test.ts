import { open, rm, stat, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import { DriverError } from '#drivers/contract/driver.ts';
import { ScriptedKVMWorld } from '#test/harness/scripted-kvm-world.ts';
import { SystemProcessRunner, type Command, type Outcome } from './host/process-runner.ts';

const sizes = { ephemeralGiB: 1, swapMiB: 16 };
const system = new SystemProcessRunner({ clock: new SystemClock() });

describe('the disks of a size', () => {
  it('are made with a label each, once, and are the guest’s', async () => {
    await using world = await worldThatFormats();
    const { driver, guest } = await world.running(sizes);
    const ephemeral = world.pathOf(guest.mark, 'machine', 'ephemeral0.raw');
    const swap = world.pathOf(guest.mark, 'machine', 'swap.raw');

    expect([(await stat(ephemeral)).size, (await stat(swap)).size]).toEqual([1024 ** 3, 16 * 1024 ** 2]);
    expect((await stat(ephemeral)).mode & 0o777).toBe(0o600);
    expect((await textAt(ephemeral, 1144, 16)).replaceAll('\0', '')).toBe('ephemeral0');
    expect((await textAt(swap, 1052, 16)).replaceAll('\0', '')).toBe('swap');
    expect(await textAt(swap, 4086, 10)).toBe('SWAPSPACE2');
    await driver.stop(guest.mark, { gracePeriodSeconds: 0 });
    await writeFile(swap, 'what the guest wrote', { flag: 'r+' });
    await driver.prepare(guest);
    await driver.start(guest);
    expect(await textAt(swap, 0, 20)).toBe('what the guest wrote');
  });

  it('are made anew by a rebuild, and lost ones are not passed over before', async () => {
    await using world = await worldThatFormats();
    const { driver, guest } = await world.running({ ...sizes, diskGiB: 1 });
    await driver.stop(guest.mark, { gracePeriodSeconds: 0 });
    const swap = world.pathOf(guest.mark, 'machine', 'swap.raw');
    await rm(swap);

    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Lost', message: expect.stringContaining('its disk swap ') as string });
    await expect(driver.start(guest)).rejects.toMatchObject({ reason: 'HostBroken' });
    await expect(driver.prepare(guest)).rejects.toMatchObject({ reason: 'HostBroken' });
    await driver.abilities.rebuilding?.rebuild(guest);

    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Stopped' });
    expect(await textAt(swap, 4086, 10)).toBe('SWAPSPACE2');
  });

  it('that cannot be formatted say why, and a later attempt makes them', async () => {
    const failure = { exitCode: 1, signal: undefined, stdout: '', stderr: 'mkswap: write failed: No space left on device\n' };
    const answers: Outcome[] = [failure];
    await using world = await worldThatFormats((program) => (program.endsWith('mkswap') ? answers.shift() : undefined));
    const driver = world.driver();
    const guest = world.guest(sizes);

    await expect(driver.prepare(guest)).rejects.toEqual(
      new DriverError('DiskFull', `make the disk swap of ${guest.mark.instanceUID}: mkswap: write failed: No space left on device`),
    );
    await driver.prepare(guest);

    expect((await stat(world.pathOf(guest.mark, 'machine', 'swap.raw'))).size).toBe(16 * 1024 ** 2);
  });
});

/** A host without QEMU that has the real programs for making file systems. */
async function worldThatFormats(answer: (program: string) => Outcome | undefined = () => undefined): Promise<ScriptedKVMWorld> {
  const world = await ScriptedKVMWorld.create();
  const scripted = world.host.run.bind(world.host);
  world.host.run = async (command: Command) => {
    const [program] = command;
    if (!/\/(mke2fs|mkswap)$/.test(program)) return scripted(command);
    return answer(program) ?? (await system.run(command, { timeoutMilliseconds: 60_000 }));
  };
  return world;
}

async function textAt(path: string, offset: number, length: number): Promise<string> {
  await using file = await open(path, 'r');
  const { buffer } = await file.read(Buffer.alloc(length), 0, length, offset);
  return buffer.toString('latin1');
}
