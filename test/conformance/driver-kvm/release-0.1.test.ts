import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import type { Driver, Guest } from '#drivers/contract/driver.ts';
import { confinedCommand } from '#drivers/kvm/host/confined-command.ts';
import { SystemProcessRunner } from '#drivers/kvm/host/process-runner.ts';
import { findPrograms } from '#drivers/kvm/host/programs.ts';
import { eventually } from '#test/harness/eventually.ts';
import { bootMilliseconds, consoleShows, KVMWorld } from './kvm-world.ts';

interface OldPreparation {
  readonly userID: number;
  readonly macAddress: string;
  readonly hasRootDisk: boolean;
}

/** Makes and starts a guest as release 0.1 did: with its notes and with its command line, which stand here as they were. */
async function startAsRelease01(world: KVMWorld, driver: Driver, guest: Guest): Promise<void> {
  await driver.prepare(guest);
  await driver.close();
  const folder = world.directoryOf(guest.mark);
  const { userID, macAddress, hasRootDisk } = JSON.parse(await readFile(join(folder, 'prepared.json'), 'utf8')) as OldPreparation;
  await writeFile(join(folder, 'prepared.json'), JSON.stringify({ userID, macAddress, hasRootDisk }));
  if (guest.image.format !== 'Kernel' || guest.image.initrdPath === undefined) throw new Error('the guest is of the small image');
  const text = await readFile(new URL('release-0.1.args', import.meta.url), 'utf8');
  const words = text
    .trim()
    .replaceAll('INSTANCE', guest.mark.instanceUID)
    .split('\n')
    .flatMap((line) => (line.includes(' ') ? [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)] : [line]));
  const programs = await findPrograms();
  const files = await Promise.all([guest.image.kernelPath, guest.image.initrdPath].map((path) => open(path, 'r')));
  const output = await open(join(folder, 'process.log'), 'a');
  const confinement = { lockPath: join(folder, 'lock'), networkNamespacePath: `/run/netns/${world.networkNamespaceName}`, userID };
  const { pid } = await new SystemProcessRunner({ clock: new SystemClock() }).launch(
    confinedCommand(programs, confinement, [programs.qemu, ...words]),
    { workingDirectory: join(folder, 'machine'), descriptors: files.map(({ fd }) => fd), output: output.fd },
  );
  for (const file of [...files, output]) await file.close();
  const entry = await world.table.find(pid);
  const process = { pid, startTicks: entry?.startTicks, bootID: entry?.bootID };
  await writeFile(join(folder, 'run.json'), JSON.stringify({ kind: 'Running', process, startedAt: new Date(0).toISOString() }));
}

describe('a guest that release 0.1 made and started', { timeout: 4 * bootMilliseconds }, () => {
  it('is adopted as it runs, can do all but what its machine cannot, and keeps its places when it is started again', async () => {
    await using world = await KVMWorld.create();
    const guest = world.guest('true', { diskGiB: 1 });
    const volume = await world.volume({ serial: 'the-volume' });
    const [port] = guest.ports;
    await startAsRelease01(world, world.driver(), guest);
    const pid = await eventually(() => world.pidOf(guest.mark));

    const driver = world.driver();
    const { hotPlugging, consoles, pausing, diskSaving, suspending } = driver.abilities;
    expect((await driver.recover()).guests).toMatchObject([{ mark: guest.mark, observation: { kind: 'Running', startedAt: new Date(0) } }]);
    await consoleShows(driver, guest.mark, 'READY');
    if (port !== undefined) await hotPlugging?.attachPort(guest.mark, port);
    await hotPlugging?.attachVolume(guest.mark, volume);
    await consoleShows(driver, guest.mark, 'serial the-volume');
    expect(await driver.observe(guest.mark)).toMatchObject({ portUIDs: [port?.uid], volumes: [{ attachmentUID: volume.attachmentUID }] });
    await pausing?.pause(guest.mark);
    const saved = { disk: 'Root', path: join(world.folder, 'saved'), signal: new AbortController().signal } as const;
    expect(await diskSaving?.saveDisk(guest.mark, saved)).toEqual({ format: 'Qcow2', virtualSizeBytes: 1024 ** 3 });
    await pausing?.resume(guest.mark);
    (await consoles?.openConsole(guest.mark, 'Serial'))?.destroy();
    await expect(suspending?.suspend(guest.mark)).rejects.toMatchObject({ reason: 'Unsupported' });
    await expect(consoles?.openConsole(guest.mark, 'Graphical')).rejects.toMatchObject({ reason: 'Unsupported' });
    await hotPlugging?.detachVolume(guest.mark, volume);
    expect(await world.pidOf(guest.mark)).toBe(pid);

    await driver.stop(guest.mark, { gracePeriodSeconds: 60 });
    expect(await driver.observe(guest.mark)).toMatchObject({ exit: { message: 'it turned itself off when asked to' } });
    await driver.start({ ...guest, volumes: [volume] });
    const card = (await world.processOf(guest.mark))?.commandLine.find((word) => word.startsWith('driver=virtio-net-pci'));
    expect(card).toMatch(/addr=0x02$/);
    await consoleShows(driver, guest.mark, 'READY', { times: 2 });
    await suspending?.suspend(guest.mark);
    await driver.start({ ...guest, volumes: [volume] });
    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running', portUIDs: [port?.uid], volumes: [{ epoch: volume.epoch }] });
    await driver.destroy(guest.mark);
    expect(await world.traces()).toEqual([]);
  });
});
