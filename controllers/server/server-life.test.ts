import { afterEach, describe, expect, it } from 'vitest';
import { imageKind } from '#apis/compute/image.ts';
import { quotaKind } from '#apis/compute/quota.ts';
import { serverKind } from '#apis/compute/server.ts';
import { LifeWorld } from '#test/builders/life-world.ts';
import { oldFeatures, type ModelHostOptions } from '#test/harness/model-agents.ts';

let life: LifeWorld;

afterEach(async () => {
  await life.stop();
});

async function aLife(hosts?: Readonly<Record<string, ModelHostOptions>>): Promise<void> {
  life = await LifeWorld.start(hosts);
}

async function savedName(): Promise<string | undefined> {
  return (await life.world.getServer('web'))?.status?.savedImage;
}

describe('a wish for power', () => {
  it('is handed down, whatever it is, and from each to each', async () => {
    await aLife();
    await life.create();
    for (const power of ['Paused', 'Suspended', 'Stopped', 'Suspended', 'Running', 'Stopped', 'Paused'] as const) {
      await life.change({ power });

      expect(await life.state()).toBe(`${power} True/${power}`);
    }
    expect(await life.incarnations()).toEqual(['1 small Paused']);
  });

  it('that its host cannot fulfil is refused in words, and the rest of the wish is handed down', async () => {
    await aLife({ old: { features: oldFeatures } });
    await life.create();

    await life.change({ power: 'Suspended', runPolicy: 'Always', metadata: { team: 'blue' } });

    expect(await life.state()).toBe('Running False/Unsupported');
    expect(await life.message()).toBe('spec.power: Suspended needs the feature "suspend", which the host of this server does not offer');
    expect((await life.world.instanceOf('web')).spec).toMatchObject({
      power: 'Running',
      runPolicy: 'Always',
      machine: { metadata: { team: 'blue' } },
    });
    await life.change({ power: 'Stopped' });
    expect(await life.state()).toBe('Stopped True/Stopped');
  });

  it('keeps a new server away from hosts that could not fulfil it', async () => {
    await aLife({ old: { features: oldFeatures } });
    await life.create({ power: 'Paused' });

    expect(await life.state()).toBe('Pending False/WaitingForPlacement');
    expect(await life.message()).toContain('Capabilities rules out 1');
  });
});

describe('news that are not about power', () => {
  it('are handed down as such, and what is about power as that', async () => {
    await aLife();
    await life.create();
    await life.change({ metadata: { role: 'web' } });
    expect(await generations()).toEqual([2, 1]);

    await life.change({ power: 'Stopped' });
    await life.change({ power: 'Running' });
    await life.change({ hostname: 'other' });
    expect(await generations()).toEqual([5, 4]);
  });

  async function generations(): Promise<readonly (number | undefined)[]> {
    const { metadata, spec } = await life.world.instanceOf('web');
    return [metadata.generation, spec.powerGeneration];
  }
});

describe('what an old host does not know of', () => {
  it.each([
    [{ power: 'Shelved' }, 'spec.power: Shelved needs the feature "shelve"'],
    [{ flavor: 'large' }, 'spec.flavor: large needs the feature "resize"'],
    [{ image: 'fedora' }, 'spec.image: fedora needs the feature "rebuild"'],
    [{ rescue: { image: 'fedora' } }, 'spec.rescue.image: fedora needs the feature "rescue"'],
  ])('as %o is refused before anything happens', async (spec, words) => {
    await aLife({ old: { features: oldFeatures } });
    await life.create();
    const before = await life.world.instanceOf('web');

    await life.change(spec);

    expect(await life.state()).toBe('Running False/Unsupported');
    expect(await life.message()).toContain(`${words}, which the host of this server does not offer`);
    expect((await life.world.instanceOf('web')).metadata.generation).toBe(before.metadata.generation);
  });

  it('fails as an action, at once', async () => {
    await aLife({ old: { features: oldFeatures } });
    await life.create();

    expect(await life.act('Snapshot', { snapshot: { image: 'mine' } })).toMatchObject({
      phase: 'Failed',
      message: 'spec.type: Snapshot needs the feature "snapshot", which the host of this server does not offer',
    });
  });
});

describe('a server whose image is changed', () => {
  it('is rebuilt in place', async () => {
    await aLife();
    await life.create();

    await life.change({ image: 'fedora' });

    expect(await life.state()).toBe('Running True/Running');
    const { spec, status } = await life.world.instanceOf('web');
    expect(spec).toMatchObject({ epoch: 1, machine: { image: { name: 'fedora' } } });
    expect(status?.imageUID).toBe(spec.machine.image.uid);
  });

  it('is not, when an image of the same name was made anew; a Rebuild does that', async () => {
    await aLife();
    await life.create({ image: 'fedora' });
    const before = (await life.world.instanceOf('web')).spec.machine.image.uid;
    await life.world.does(life.world.objects(imageKind).delete({ namespace: 'public', name: 'fedora' }));
    await life.image('fedora', { namespace: 'public' });
    await life.pass();

    expect((await life.world.instanceOf('web')).spec.machine.image.uid).toBe(before);
    expect(await life.act('Rebuild')).toMatchObject({ phase: 'Succeeded', events: [{ name: 'Rebuild', result: 'Succeeded' }] });
    expect((await life.world.instanceOf('web')).spec.machine.image.uid).not.toBe(before);
  });

  it('goes on while there is no image of that name, and says so', async () => {
    await aLife();
    await life.create();
    await life.change({ image: 'arch' });

    expect(await life.state()).toBe('Running False/ImageNotFound');
    expect(await life.message()).toMatch(/^spec.image: there is no image "arch"/);

    await life.image('arch');
    await life.pass();
    expect(await life.state()).toBe('Running True/Running');
    expect((await life.world.instanceOf('web')).spec.machine.image.name).toBe('arch');
  });
});

describe('a server that is rescued', () => {
  it('runs from the rescue image until that is taken away', async () => {
    await aLife();
    await life.create();
    await life.change({ rescue: { image: 'fedora' } });

    expect(await life.state()).toBe('Rescued True/Rescued');
    expect((await life.world.instanceOf('web')).spec.machine.rescueImage?.name).toBe('fedora');

    await life.change({ rescue: null });
    expect(await life.state()).toBe('Running True/Running');
    expect((await life.world.instanceOf('web')).spec.machine.rescueImage).toBeUndefined();
  });

  it('takes its own image when none is named', async () => {
    await aLife();
    await life.create();
    await life.change({ rescue: {} });

    expect((await life.world.instanceOf('web')).spec.machine.rescueImage?.name).toBe('debian');
  });
});

describe('a server that is shelved', () => {
  it('leaves nothing on a host, and its disk as an image that belongs to it', async () => {
    await aLife();
    await life.create();
    await life.change({ power: 'Shelved' });

    expect(await life.state()).toBe('Shelved True/Shelved');
    expect(await life.incarnations()).toEqual([]);
    const [image] = await life.images();
    expect(image).toMatchObject({
      metadata: { name: await savedName(), ownerReferences: [{ kind: 'Server', name: 'web' }] },
      spec: { format: 'Qcow2', minimumDiskGiB: 10 },
      status: { server: 'web', conditions: [{ type: 'Ready', status: 'True' }] },
    });
    expect(image?.spec.source?.url).toBe(`image-store:${image?.status?.sha256}`);
    expect(await life.message()).toContain(`its disk is the image "${image?.metadata.name}"`);
  });

  it('comes back from that disk, which then goes', async () => {
    await aLife();
    await life.create();
    await life.change({ power: 'Shelved' });
    const name = await savedName();
    await life.change({ power: 'Running' });

    expect(await life.state()).toBe('Running True/Running');
    const { spec } = await life.world.instanceOf('web');
    expect(spec).toMatchObject({ epoch: 2, machine: { image: { name }, builtFrom: { name: 'debian' } } });
    expect(await savedName()).toBeUndefined();
    expect(await life.imageNames()).toEqual([]);
    expect((await life.world.getServer('web'))?.status?.phase).toBe('Running');
  });

  it('comes back in another size if that was changed meanwhile, with nothing to confirm', async () => {
    await aLife();
    await life.create();
    await life.change({ power: 'Shelved' });
    await life.change({ flavor: 'large' });
    await life.change({ power: 'Running' });

    expect(await life.incarnations()).toEqual(['2 large Running']);
    expect((await life.world.getServer('web'))?.status?.resize).toBeUndefined();
  });

  it('comes back from another image if that was changed meanwhile', async () => {
    await aLife();
    await life.create();
    await life.change({ power: 'Shelved' });
    await life.change({ image: 'fedora' });
    await life.change({ power: 'Running' });

    expect((await life.world.instanceOf('web')).spec.machine.image.name).toBe('fedora');
    expect(await life.imageNames()).toEqual([]);
  });

  it('says so when its saved disk is gone, and starts anew after a Rebuild', async () => {
    await aLife();
    await life.create();
    await life.change({ power: 'Shelved' });
    const name = (await savedName())!;
    await life.world.does(life.world.objects(imageKind).delete({ namespace: 'default', name }));
    await life.change({ power: 'Running' });

    expect(await life.state()).toBe('Pending False/WaitingForPlacement');
    expect(await life.message()).toContain(`the image "${name}" with the disk of the server is gone`);

    expect(await life.act('Rebuild')).toMatchObject({ phase: 'Succeeded' });
    await life.pass();
    expect(await life.state()).toBe('Running True/Running');
    expect((await life.world.instanceOf('web')).spec.machine.image.name).toBe('debian');
  });

  it('comes back even while the host that it left is silent', async () => {
    await aLife();
    await life.create();
    const [left] = await life.hosts();
    life.world.agents.hold('web');
    await life.change({ power: 'Shelved' });
    const savedDisk = { sha256: 'c'.repeat(64), sizeBytes: 1, format: 'Qcow2', virtualSizeBytes: 1 } as const;
    await life.world.does(life.world.agents.report(await life.world.instanceOf('web'), { phase: 'Shelved', savedDisk }));
    await life.world.does(life.world.agents.disconnect(left!));
    life.world.agents.letGo('web');
    await life.pass();
    await life.change({ power: 'Running' });

    expect(await life.state()).toBe('Running True/Running');
    expect(await life.incarnations()).toEqual(['1 small Shelved', '2 small Running']);
    await life.world.does(life.world.agents.connect(left!));
    await life.pass();
    expect(await life.incarnations()).toEqual(['2 small Running']);
    expect(await life.imageNames()).toEqual([]);
  });

  it('from the beginning is placed only when it is to run', async () => {
    await aLife();
    await life.create({ power: 'Shelved' });
    expect(await life.state()).toBe('Shelved True/Shelved');

    await life.change({ power: 'Running' });
    expect(await life.incarnations()).toEqual(['1 small Running']);
  });

  it('leaves nothing at all when it is deleted', async () => {
    await aLife();
    await life.create();
    await life.change({ power: 'Shelved' });
    await life.delete();

    expect(await life.state()).toBe('gone');
    expect(await life.imageNames()).toEqual([]);
  });
});

describe('a server whose flavor is changed', () => {
  async function resized(spec: Readonly<Record<string, unknown>> = {}): Promise<void> {
    await aLife();
    await life.create();
    await life.change({ flavor: 'large', ...spec });
  }

  it('comes up in the new size with its disk, and keeps what it was', async () => {
    await resized();

    expect(await life.state()).toBe('VerifyResize True/Running');
    expect(await life.incarnations()).toEqual(['1 small Shelved', '2 large Running']);
    expect((await life.world.getServer('web'))?.status).toMatchObject({
      resize: { previousFlavor: 'small', runningSince: expect.any(String) as string },
      resources: { vcpus: 2, diskGiB: 20 },
    });
    expect(await life.message()).toContain('set spec.flavor to "small" to go back');
    expect(await life.imageNames()).toHaveLength(1);
  });

  it('lets go of it when that is confirmed', async () => {
    await resized();

    expect(await life.act('ConfirmResize')).toMatchObject({ phase: 'Succeeded' });
    await life.pass();
    expect(await life.state()).toBe('Running True/Running');
    expect(await life.incarnations()).toEqual(['2 large Running']);
    expect(await life.imageNames()).toEqual([]);
    expect((await life.world.getServer('web'))?.status?.resize).toBeUndefined();
    expect(await life.act('ConfirmResize', { name: 'again' })).toMatchObject({
      phase: 'Failed',
      message: expect.stringContaining('no resize') as string,
    });
  });

  it('confirms itself after the time that it was given', async () => {
    await resized({ resize: { autoConfirmSeconds: 60 } });
    expect(await life.state()).toBe('VerifyResize True/Running');

    await life.pass(90);
    expect(await life.state()).toBe('Running True/Running');
    expect(await life.incarnations()).toEqual(['2 large Running']);
  });

  it('goes back to the disk from before when the flavor is set back', async () => {
    await resized();
    const kept = await savedName();
    await life.change({ flavor: 'small' });
    await life.pass();

    expect(await life.state()).toBe('Running True/Running');
    expect(await life.incarnations()).toEqual(['3 small Running']);
    expect((await life.world.instanceOf('web')).spec.machine).toMatchObject({ image: { name: kept }, builtFrom: { name: 'debian' } });
    expect(await life.imageNames()).toEqual([]);
  });

  it('puts the saved disk back if somebody deletes it before it is needed', async () => {
    await resized();
    const name = (await savedName())!;
    await life.world.does(life.world.objects(imageKind).delete({ namespace: 'default', name }));
    await life.change({ flavor: 'small' });
    await life.pass();

    expect(await life.incarnations()).toEqual(['3 small Running']);
    expect((await life.world.instanceOf('web')).spec.machine.image.name).toBe(name);
  });

  it('to yet another one is taken as a confirmation', async () => {
    await resized();
    await life.flavor('huge', { vcpus: 4, diskGiB: 40 });
    await life.change({ flavor: 'huge' });
    await life.pass();

    expect(await life.state()).toBe('VerifyResize True/Running');
    expect(await life.incarnations()).toEqual(['2 large Shelved', '3 huge Running']);
    expect(await life.imageNames()).toEqual([await savedName()]);
  });

  it('and that is shelved before it is confirmed is shelved as it is', async () => {
    await resized();
    await life.change({ power: 'Shelved' });
    await life.pass();

    expect(await life.state()).toBe('Shelved True/Shelved');
    expect(await life.incarnations()).toEqual([]);
    expect(await life.imageNames()).toEqual([await savedName()]);
    await life.change({ power: 'Running' });
    expect(await life.incarnations()).toEqual(['3 large Running']);
  });

  it('goes on as it is when there is no such flavor, or it is too small', async () => {
    await aLife();
    await life.create();
    await life.flavor('tiny', { diskGiB: 5 });
    await life.change({ flavor: 'nothing' });
    expect(await life.state()).toBe('Running False/FlavorNotFound');
    await life.change({ flavor: 'tiny' });
    expect(await life.state()).toBe('Running False/FlavorTooSmall');
    expect(await life.message()).toContain('the server goes on as "small"');

    await life.flavor('nothing', { diskGiB: 30 });
    await life.change({ flavor: 'nothing' });
    expect(await life.state()).toBe('VerifyResize True/Running');
  });

  it('that no host has room for waits, says how to go back, and comes up again when it is set back', async () => {
    await aLife();
    await life.create();
    await life.flavor('giant', { vcpus: 1000 });
    await life.change({ flavor: 'giant' });

    expect(await life.state()).toBe('Resizing False/WaitingForPlacement');
    expect(await life.message()).toMatch(/^waits for a host: 0 of 2 hosts fit: .*set spec.flavor to "small" to go back$/);
    expect(await life.incarnations()).toEqual(['1 small Shelved']);

    await life.change({ flavor: 'small' });
    await life.pass();
    expect(await life.state()).toBe('Running True/Running');
    expect(await life.incarnations()).toEqual(['2 small Running']);
    expect(await life.imageNames()).toEqual([]);
  });

  it('goes back even where its old host is full but for what it kept', async () => {
    await aLife({ only: { inventory: { vcpus: 1, memoryMiB: 1024, diskGiB: 10 } } });
    await life.create();
    await life.change({ flavor: 'large' });
    expect(await life.state()).toBe('Resizing False/WaitingForPlacement');

    await life.change({ flavor: 'small' });
    await life.pass();
    expect(await life.incarnations()).toEqual(['2 small Running']);
  });

  it('stays stopped, if that is what it is to be', async () => {
    await aLife();
    await life.create({ power: 'Stopped' });
    await life.change({ flavor: 'large' });

    expect(await life.state()).toBe('VerifyResize True/Stopped');
    expect(await life.incarnations()).toEqual(['1 small Shelved', '2 large Stopped']);
  });

  it('leaves nothing when it is deleted at any moment', async () => {
    for (const seconds of [0, 0.05, 0.12, 0.2, 0.25, 0.3, 0.4, 0.6, 1, 3]) {
      await aLife();
      await life.create();
      await life.world.does(life.world.objects(serverKind).patch({ namespace: 'default', name: 'web' }, { spec: { flavor: 'large' } }));
      await life.pass(seconds);
      await life.delete();
      await life.pass();

      expect(await life.state()).toBe('gone');
      expect(await life.incarnations()).toEqual([]);
      expect(await life.imageNames()).toEqual([]);
      if (seconds < 3) await life.stop();
    }
  });
});

describe('a cold migration', () => {
  async function moved(): Promise<void> {
    await aLife();
    await life.create();
    await life.act('MigrateCold');
    expect(await life.state()).toBe('VerifyResize True/Running');
  }

  it('brings the server to another host, and keeps the old incarnation until it is confirmed', async () => {
    await aLife();
    await life.create();
    const [before] = await life.hosts();

    expect(await life.act('MigrateCold')).toMatchObject({
      phase: 'Succeeded',
      events: ['SaveDisk', 'Place', 'Start'].map((name) => ({ name, result: 'Succeeded' })),
    });
    expect(await life.state()).toBe('VerifyResize True/Running');
    const hosts = await life.hosts();
    expect(hosts[0]).toBe(before);
    expect(hosts[1]).not.toBe(before);
    expect(await life.act('MigrateCold', { name: 'again' })).toMatchObject({ phase: 'Failed' });
    expect(await life.act('ConfirmResize')).toMatchObject({ phase: 'Succeeded' });
    await life.pass();
    expect(await life.incarnations()).toEqual(['2 small Running']);
    expect(await life.imageNames()).toEqual([]);
  });

  it('goes back to the disk from before when that is asked for', async () => {
    await moved();
    const kept = await savedName();
    expect(await life.message()).toContain('or go back with one of type RevertMigration');

    await life.act('RevertMigration');
    await life.pass();
    expect(await life.action('revertmigration')).toMatchObject({
      phase: 'Succeeded',
      events: ['GiveUpNewIncarnation', 'Start'].map((name) => ({ name, result: 'Succeeded' })),
    });
    expect(await life.state()).toBe('Running True/Running');
    expect(await life.incarnations()).toEqual(['3 small Running']);
    expect((await life.world.instanceOf('web')).spec.machine).toMatchObject({ image: { name: kept }, builtFrom: { name: 'debian' } });
    expect(await life.imageNames()).toEqual([]);
    expect((await life.world.getServer('web'))?.status?.resize).toBeUndefined();
  });

  it('can be gone back from while it does not come up where it went', async () => {
    await aLife();
    await life.create();
    life.world.agents.hold('web');
    await life.act('MigrateCold');
    const savedDisk = { sha256: 'c'.repeat(64), sizeBytes: 4096, format: 'Qcow2', virtualSizeBytes: 1024 ** 3 } as const;
    await life.world.does(life.world.agents.report(await life.world.instanceOf('web'), { phase: 'Shelved', savedDisk }));
    await life.pass();
    await life.world.does(life.world.agents.report(await life.world.instanceOf('web'), { phase: 'Failed' }));
    await life.pass();
    expect(await life.incarnations()).toEqual(['1 small Shelved', '2 small Failed']);
    expect(await life.action('migratecold')).toMatchObject({ phase: 'Running' });

    await life.act('RevertMigration');
    life.world.agents.letGo('web');
    await life.pass();
    await life.pass();
    expect(await life.action('migratecold')).toMatchObject({
      phase: 'Failed',
      message: 'it is taken back by the action "revertmigration"',
    });
    expect(await life.action('revertmigration')).toMatchObject({ phase: 'Succeeded' });
    expect(await life.incarnations()).toEqual(['3 small Running']);
  });

  it('that is confirmed, and a resize, cannot be taken back by an action', async () => {
    await moved();
    await life.act('ConfirmResize');
    await life.pass();
    expect(await life.act('RevertMigration')).toMatchObject({
      phase: 'Failed',
      message: 'the server "web" has no cold migration that waits to be confirmed',
    });

    await life.change({ flavor: 'large' });
    expect(await life.act('RevertMigration', { name: 'again' })).toMatchObject({
      phase: 'Failed',
      message: 'the server "web" was resized: set spec.flavor to "small" to go back',
    });
    expect(await life.state()).toBe('VerifyResize True/Running');
  });

  it('without another host fails, and the server comes up again where it was', async () => {
    await aLife({ only: {} });
    await life.create();

    expect(await life.act('MigrateCold')).toMatchObject({
      phase: 'Failed',
      message: expect.stringContaining('there is no other host for it') as string,
    });
    await life.pass();
    expect(await life.state()).toBe('Running True/Running');
    expect(await life.incarnations()).toEqual(['2 small Running']);
    expect(await life.imageNames()).toEqual([]);
  });
});

describe('a server whose deletion can be taken back', () => {
  it('is stopped and kept, and runs again after a Restore', async () => {
    await aLife();
    await life.create({ softDeleteSeconds: 3600 });
    await life.delete();

    expect(await life.state()).toBe('SoftDeleted False/SoftDeleted');
    expect(await life.incarnations()).toEqual(['1 small Stopped']);
    expect(await life.act('Reboot')).toMatchObject({ phase: 'Failed' });

    expect(await life.act('Restore')).toMatchObject({ phase: 'Succeeded' });
    expect(await life.state()).toBe('Running True/Running');
    expect(await life.act('Restore', { name: 'again' })).toMatchObject({ phase: 'Failed' });
  });

  it('is not brought back where a quota says no, and the action says so', async () => {
    await aLife();
    const { world } = life;
    await life.create({ softDeleteSeconds: 3600 });
    await life.delete();
    const quota = { apiVersion: 'compute.tycho.dev/v1alpha1', kind: 'Quota', metadata: { namespace: 'default', name: 'limits' } };
    await world.does(world.objects(quotaKind).create({ ...quota, spec: { servers: 0 } }));

    const action = await life.act('Restore');

    expect(action).toMatchObject({ phase: 'Failed', message: expect.stringContaining('exceeded quota: limits, requested: servers=1') });
    expect(await life.state()).toBe('SoftDeleted False/SoftDeleted');
  });

  it('goes when its time is over, and what was done to it stays on record', async () => {
    await aLife();
    await life.create({ softDeleteSeconds: 60 });
    await life.act('Reboot');
    await life.delete();
    await life.pass(90);

    expect(await life.state()).toBe('gone');
    expect(await life.action('reboot')).toMatchObject({ phase: 'Succeeded', events: [{ name: 'Reboot', result: 'Succeeded' }] });
    expect(await life.act('Restore')).toMatchObject({ phase: 'Failed', message: 'there is no server "web" in this namespace' });
  });

  it('goes at once when a second deletion says so', async () => {
    await aLife();
    await life.create({ softDeleteSeconds: 3600 });
    await life.delete();
    await life.world.does(life.world.objects(serverKind).delete({ namespace: 'default', name: 'web' }, { gracePeriodSeconds: 0 }));
    await life.pass();

    expect(await life.state()).toBe('gone');
  });

  it('while it is resized goes on with that when it is restored', async () => {
    await aLife();
    await life.create({ softDeleteSeconds: 3600 });
    await life.change({ flavor: 'large' });
    await life.delete();
    expect(await life.incarnations()).toEqual(['1 small Shelved', '2 large Stopped']);

    await life.act('Restore');
    expect(await life.state()).toBe('VerifyResize True/Running');
  });
});
