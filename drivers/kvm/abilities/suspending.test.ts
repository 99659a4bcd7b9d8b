import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { ScriptedKVMWorld } from '#test/harness/scripted-kvm-world.ts';

describe('suspending', () => {
  it('keeps the memory in a file of the agent, and start begins with it', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running();

    await driver.abilities.suspending?.suspend(guest.mark);
    expect(world.host.machines).toEqual([]);
    expect(await readFile(world.pathOf(guest.mark, 'memory'), 'utf8')).toBe('the memory of the guest');
    await driver.start(guest);

    expect(world.host.machine.entry.commandLine.slice(-3)).toEqual(['-S', '-incoming', expect.stringMatching(/^fd:\d+$/)]);
    expect(world.host.machine.status).toBe('running');
    expect(await readdir(world.pathOf(guest.mark))).not.toContain('memory');
  });

  it('starts the machine that the memory is of, whatever the guest would be now', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running();
    await driver.abilities.suspending?.suspend(guest.mark);

    await driver.start({ ...guest, vcpus: 4, memoryMiB: 4096 });

    expect(world.host.machine.entry.commandLine).toContain('size=128M');
  });

  it('that was cut short before the process ended is completed, and no memory is used beside the guest that wrote it', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running();
    await driver.abilities.pausing?.pause(guest.mark);
    await driver.close();
    await writeFile(world.pathOf(guest.mark, 'run.json'), JSON.stringify({ kind: 'Suspended' }));

    const next = world.driver();

    expect(await next.observe(guest.mark)).toEqual({ kind: 'Suspended' });
    expect(world.host.machines).toEqual([]);
  });

  it('that was cut short before the memory was whole leaves the guest running', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running();
    await driver.close();
    await writeFile(world.pathOf(guest.mark, 'memory.new'), 'half of');

    expect(await world.driver().observe(guest.mark)).toMatchObject({ kind: 'Running' });
  });

  it('lets the guest go on when its memory cannot be written', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running();
    world.host.machine.sending = 'Fails';

    await expect(driver.abilities.suspending?.suspend(guest.mark)).rejects.toMatchObject({
      reason: 'Temporary',
      message: expect.stringContaining('the wire broke'),
    });

    expect(world.host.machine.status).toBe('running');
    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running' });
    expect((await readdir(world.pathOf(guest.mark))).filter((name) => name.startsWith('memory'))).toEqual([]);
  });

  it('holds over a restart of the host, and is given up by a stop', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running();
    await driver.abilities.suspending?.suspend(guest.mark);
    await driver.close();
    world.host.restart();

    const next = world.driver();
    expect((await next.recover()).guests).toEqual([{ mark: guest.mark, observation: { kind: 'Suspended' } }]);
    await next.stop(guest.mark, { gracePeriodSeconds: 60 });

    expect(await next.observe(guest.mark)).toMatchObject({ kind: 'Stopped', exit: { reason: 'Stopped' } });
    expect(await readdir(world.pathOf(guest.mark))).not.toContain('memory');
    await next.start(guest);
    expect(world.host.machine.entry.commandLine).not.toContain('-incoming');
  });

  it('is refused for a machine that release 0.1 started', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running();
    await driver.close();
    await rm(world.pathOf(guest.mark, 'machine.json'));

    await expect(world.driver().abilities.suspending?.suspend(guest.mark)).rejects.toMatchObject({ reason: 'Unsupported' });
    expect(world.host.machine.status).toBe('running');
  });
});
