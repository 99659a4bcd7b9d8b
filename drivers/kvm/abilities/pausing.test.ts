import { describe, expect, it } from 'vitest';
import { HastyClock } from '#test/harness/scripted-qemu.ts';
import { ScriptedKVMWorld } from '#test/harness/scripted-kvm-world.ts';
import { readFile, writeFile } from 'node:fs/promises';

describe('pausing', () => {
  it('halts the processors and lets them go on', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running();

    await driver.abilities.pausing?.pause(guest.mark);
    expect(world.host.machine.status).toBe('paused');
    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Paused' });
    await driver.abilities.pausing?.resume(guest.mark);

    expect(world.host.machine.status).toBe('running');
    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running' });
  });

  it('is no reason for another driver to let the guest go on', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running();
    await driver.abilities.pausing?.pause(guest.mark);
    await driver.close();

    const next = world.driver();

    expect(await next.observe(guest.mark)).toMatchObject({ kind: 'Paused' });
    expect(world.host.machine.status).toBe('paused');
    await next.reboot(guest, { mode: 'Soft', gracePeriodSeconds: 1_000_000 });
    expect(await next.observe(guest.mark)).toMatchObject({ kind: 'Running' });
    await next.close();
    expect(await world.driver().observe(guest.mark)).toMatchObject({ kind: 'Running' });
  });

  it('is told from a guest that is halted because the disk is full, and keeps such a guest from going on', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running();
    world.host.machine.halt('io-error');
    await expect.poll(async () => (await driver.describe()).problem?.message).toContain('1 guests are halted');
    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Running' });

    await driver.abilities.pausing?.pause(guest.mark);
    world.host.machine.makeRoom();
    await new HastyClock().sleep(40_000);
    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Paused' });
    expect(world.host.machine.status).toBe('io-error');
    await driver.abilities.pausing?.resume(guest.mark);

    expect(world.host.machine.status).toBe('running');
  });

  it('that was noted and not done is no pause', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running();
    await driver.close();
    const path = world.pathOf(guest.mark, 'run.json');
    await writeFile(path, JSON.stringify({ ...(JSON.parse(await readFile(path, 'utf8')) as object), isPaused: true }));

    expect(await world.driver().observe(guest.mark)).toMatchObject({ kind: 'Running' });
  });

  it('ends with the guest, which is cut off at once', async () => {
    await using world = await ScriptedKVMWorld.create();
    const { driver, guest } = await world.running();
    await driver.abilities.pausing?.pause(guest.mark);
    const { commands } = world.host.machine;

    await driver.stop(guest.mark, { gracePeriodSeconds: 1_000_000 });

    expect(commands).toEqual(['stop', 'quit']);
    expect(await driver.observe(guest.mark)).toMatchObject({ kind: 'Stopped', exit: { message: 'it was paused, and its power was cut' } });
  });
});
