import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Driver, Mark } from '#drivers/contract/driver.ts';
import { ScriptedKVMWorld } from '#test/harness/scripted-kvm-world.ts';

function save(driver: Driver, mark: Mark, path: string, signal = new AbortController().signal): Promise<unknown> | undefined {
  return driver.abilities.diskSaving?.saveDisk(mark, { disk: 'Root', path, signal });
}

describe('saving the disk of a guest that runs', () => {
  it('leaves the copy at its place and nothing behind', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running({ diskGiB: 1 });

    expect(await save(driver, guest.mark, join(world.folder, 'saved'))).toEqual({ format: 'Qcow2', virtualSizeBytes: 1024 ** 3 });

    expect((await stat(join(world.folder, 'saved'))).size).toBeGreaterThan(0);
    expect([...world.host.machine.nodes.keys()]).not.toContain('saved');
    expect(await filesOf(world, guest.mark)).not.toContain('saved.qcow2');
  });

  it('ends when it is told to, and can be done again', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running({ diskGiB: 1 });
    world.host.machine.copying = 'TakesForEver';
    const aborting = new AbortController();
    const reason = new Error('no longer wanted');

    const saving = save(driver, guest.mark, join(world.folder, 'saved'), aborting.signal);
    await expect.poll(() => world.host.machine.commands).toContain('blockdev-backup');
    aborting.abort(reason);

    await expect(saving).rejects.toBe(reason);
    expect([...world.host.machine.nodes.keys()]).not.toContain('saved');
    expect(await filesOf(world, guest.mark)).not.toContain('saved.qcow2');
    world.host.machine.copying = 'Succeeds';
    await save(driver, guest.mark, join(world.folder, 'saved'));
  });

  it('keeps nobody waiting who wants to know how the guest is', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running({ diskGiB: 1 });
    world.host.machine.copying = 'TakesForEver';
    const aborting = new AbortController();
    const saving = save(driver, guest.mark, join(world.folder, 'saved'), aborting.signal)?.catch(() => 'given up');
    await expect.poll(() => world.host.machine.commands).toContain('blockdev-backup');

    world.host.machine.turnOff();
    await expect.poll(async () => (await driver.observe(guest.mark)).kind).toBe('Stopped');

    aborting.abort();
    expect(await saving).toBe('given up');
  });

  it('takes over from a driver that died over it', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running({ diskGiB: 1 });
    world.host.machine.copying = 'TakesForEver';
    const dead = save(driver, guest.mark, join(world.folder, 'saved'))?.catch(() => 'cut short');
    await expect.poll(() => world.host.machine.commands).toContain('blockdev-backup');
    await driver.close();
    expect(await dead).toBe('cut short');
    world.host.machine.copying = 'Succeeds';

    await save(world.driver(), guest.mark, join(world.folder, 'saved'));

    expect((await stat(join(world.folder, 'saved'))).size).toBeGreaterThan(0);
  });

  it('says that the disk of the host is full, and that a guest has no disk', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running({ diskGiB: 1 });
    world.host.machine.copying = 'DiskFull';

    await expect(save(driver, guest.mark, join(world.folder, 'saved'))).rejects.toMatchObject({ reason: 'DiskFull' });

    await driver.destroy(guest.mark);
    const bare = await world.running();
    await expect(save(bare.driver, bare.guest.mark, join(world.folder, 'saved'))).rejects.toMatchObject({ reason: 'Unsupported' });
  });
});

async function filesOf(world: ScriptedKVMWorld, mark: Mark): Promise<readonly string[]> {
  return [...(await readdir(world.pathOf(mark))), ...(await readdir(world.pathOf(mark, 'machine')))];
}
