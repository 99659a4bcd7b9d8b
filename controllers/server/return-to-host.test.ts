import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { flavorKind } from '#apis/compute/flavor.ts';
import { hostIDOf } from '#apis/infrastructure/host-id.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import { LifeWorld } from '#test/builders/life-world.ts';

describe('what goes back from a resize or a cold migration', () => {
  let life: LifeWorld;

  /** On a host with room for just this server, among many that are empty. */
  beforeEach(async () => {
    life = await LifeWorld.start({ home: { inventory: { vcpus: 4, memoryMiB: 1024, diskGiB: 100 } } });
    await life.create();
    for (const name of ['away-1', 'away-2', 'away-3', 'away-4']) await life.world.does(life.world.agents.addHost(name));
    await life.pass();
  });

  afterEach(() => life.stop());

  async function cordon(name: string, unschedulable: boolean): Promise<void> {
    await life.world.does(life.world.objects(hostKind).patch({ name }, { spec: { unschedulable } }));
  }

  it('goes to the host that has kept its room for it', async () => {
    await life.act('MigrateCold');
    expect(await life.hosts()).toEqual(['home', expect.stringContaining('away')]);
    for (const name of ['away-1', 'away-2', 'away-3', 'away-4']) await cordon(name, true);
    await life.world.createServer('other');
    await life.pass();
    expect(await life.world.stateOf('other')).toBe('Pending False/WaitingForPlacement');

    await life.act('RevertMigration');
    await life.pass();

    expect(await life.action('revertmigration')).toMatchObject({ phase: 'Succeeded' });
    expect([await life.state(), await life.hosts()]).toEqual(['Running True/Running', ['home']]);
    expect(await life.world.stateOf('other')).toBe('Pending False/WaitingForPlacement');
  });

  it('does so in its old size, though the flavor is gone', async () => {
    await life.change({ flavor: 'large' });
    expect(await life.state()).toBe('VerifyResize True/Running');
    await life.world.does(life.world.objects(flavorKind).delete({ name: 'small' }));

    await life.change({ flavor: 'small' });

    expect([await life.state(), await life.hosts()]).toEqual(['Running True/Running', ['home']]);
    expect((await life.world.instanceOf('web')).spec.claim).toEqual({ vcpus: 1, memoryMiB: 512, diskGiB: 10 });
    expect((await life.world.getServer('web'))?.status?.resize).toBeUndefined();
    expect(await life.imageNames()).toEqual([]);
  });

  it('goes to another one where its host takes nothing any more', async () => {
    await life.change({ flavor: 'large' });
    await cordon('home', true);

    await life.change({ flavor: 'small' });

    expect([await life.state(), await life.hosts()]).toEqual(['Running True/Running', [expect.stringContaining('away')]]);
  });

  it('stays where it was if it could go nowhere, and the wish is taken back', async () => {
    await life.flavor('huge', { vcpus: 1_000 });
    await life.change({ flavor: 'huge' });
    expect(await life.incarnations()).toEqual(['1 small Shelved']);

    await life.change({ flavor: 'small' });

    expect([await life.state(), await life.hosts()]).toEqual(['Running True/Running', ['home']]);
  });

  it('goes where an operator sends it, once', async () => {
    const away = await life.world.does(life.world.objects(hostKind).get({ name: 'away-3' }));
    await life.change({ destination: { epoch: 2, hostID: hostIDOf('default', away.metadata.uid) } });
    expect(await life.hosts()).toEqual(['home']);

    await life.act('MigrateCold');
    expect((await life.hosts()).at(-1)).toBe('away-3');
    await life.act('ConfirmResize');
    await life.pass();
    await life.act('MigrateCold', { name: 'further' });

    expect([await life.state(), (await life.hosts()).at(-1) === 'away-3']).toEqual(['VerifyResize True/Running', false]);
  });

  it('waits, and says why, where an operator sends it to a host that takes it not', async () => {
    await life.change({ power: 'Shelved' });
    await life.change({ power: 'Running', destination: { epoch: 2, hostID: 'a'.repeat(56) } });
    expect(await life.message()).toContain('Destination rules out 5');

    await life.change({ destination: null });

    expect(await life.state()).toBe('Running True/Running');
  });
});
