import { afterEach, describe, expect, it } from 'vitest';
import { serverActionKind } from '#apis/compute/server-action.ts';
import { serverKind } from '#apis/compute/server.ts';
import { LifeWorld } from '#test/builders/life-world.ts';

let life: LifeWorld;

afterEach(async () => {
  await life.stop();
});

async function aServerThatRuns(): Promise<void> {
  life = await LifeWorld.start();
  await life.create();
}

const snapshot = { snapshot: { image: 'mine' } };

describe('a snapshot', () => {
  it('becomes an image that belongs to nobody, and outlives the server', async () => {
    await aServerThatRuns();

    expect(await life.act('Snapshot', snapshot)).toMatchObject({
      phase: 'Succeeded',
      image: 'mine',
      serverUID: (await life.world.getServer('web'))?.metadata.uid,
      events: [
        { name: 'SaveDisk', result: 'Succeeded' },
        { name: 'CreateImage', result: 'Succeeded' },
      ],
    });
    const [image] = await life.images();
    expect(image).toMatchObject({
      spec: { format: 'Qcow2', minimumDiskGiB: 10, source: { url: `image-store:${image?.status?.sha256}` } },
      status: { server: 'web', sizeBytes: 4096, conditions: [{ type: 'Ready', status: 'True' }] },
    });
    expect(image?.metadata.ownerReferences).toBeUndefined();
    await life.delete();
    await life.pass();
    expect(await life.imageNames()).toEqual(['mine']);
  });

  it.each(['Stopped', 'Paused', 'Suspended'] as const)('can be taken of a server that is %s', async (power) => {
    await aServerThatRuns();
    await life.change({ power });

    expect(await life.act('Snapshot', snapshot)).toMatchObject({ phase: 'Succeeded' });
  });

  it('fails before anything is done where its name is taken', async () => {
    await aServerThatRuns();
    await life.image('mine');
    const before = await life.world.instanceOf('web');

    expect(await life.act('Snapshot', snapshot)).toMatchObject({
      phase: 'Failed',
      message: 'spec.snapshot.image: there is an image "mine" already; name another',
    });
    expect((await life.world.instanceOf('web')).metadata.resourceVersion).toBe(before.metadata.resourceVersion);
  });

  it('fails where its name is taken while the disk is on its way', async () => {
    await aServerThatRuns();
    life.world.agents.hold('web');
    await life.act('Snapshot', snapshot);
    await life.image('mine');
    life.world.agents.letGo('web');
    await life.pass();

    expect(await life.action('snapshot')).toMatchObject({ phase: 'Failed', message: expect.stringContaining('name another') as string });
  });

  it('fails of a server that is shelved, and names the image that is its disk', async () => {
    await aServerThatRuns();
    await life.change({ power: 'Shelved' });
    const disk = (await life.world.getServer('web'))?.status?.savedImage;

    expect(await life.act('Snapshot', snapshot)).toMatchObject({
      phase: 'Failed',
      message: `the server "web" is shelved: its disk is the image "${disk}"; set spec.power to Running first`,
    });
  });

  it('fails with the words of the agent where that fails', async () => {
    await aServerThatRuns();
    life.world.agents.hold('web');
    await life.act('Snapshot', snapshot);
    const instance = await life.world.instanceOf('web');
    const lastAction = {
      uid: instance.spec.action!.uid,
      outcome: 'Failed',
      message: 'the image store is full',
      at: '2026-06-01T13:00:00Z',
    } as const;
    await life.world.does(life.world.agents.report(instance, { lastAction }));
    await life.pass();

    expect(await life.action('snapshot')).toMatchObject({
      phase: 'Failed',
      message: 'the image store is full',
      finishedAt: '2026-06-01T13:00:00Z',
      events: [{ name: 'SaveDisk', result: 'Failed', message: 'the image store is full' }],
    });
  });
});

describe('backups of a series', () => {
  it('replace the oldest of their own, and leave everything else alone', async () => {
    await aServerThatRuns();
    await life.act('Snapshot', snapshot);
    for (const day of ['mon', 'tue', 'wed']) {
      const backup = { image: `daily-${day}`, series: 'daily', rotation: 2 };
      expect(await life.act('Backup', { name: day, backup })).toMatchObject({ phase: 'Succeeded', image: `daily-${day}` });
    }
    await life.act('Backup', { name: 'other', backup: { image: 'weekly', series: 'weekly', rotation: 1 } });

    expect(await life.imageNames()).toEqual(['daily-tue', 'daily-wed', 'mine', 'weekly']);
    expect((await life.action('wed')).events?.map(({ name }) => name)).toEqual(['SaveDisk', 'CreateImage', 'RotateBackups']);
  });

  it('with a rotation of none are all deleted, the new one too, once', async () => {
    await aServerThatRuns();

    const backup = { image: 'daily-mon', series: 'daily', rotation: 0 };
    expect(await life.act('Backup', { backup })).toMatchObject({ phase: 'Succeeded' });
    expect(await life.imageNames()).toEqual([]);
  });
});

describe('actions', () => {
  it.each([
    ['Reset', {}],
    ['CrashDump', {}],
    ['SetPassword', { setPassword: { user: 'root', secretName: 'secret', key: 'password' } }],
    ['Rebuild', {}],
  ] as const)('of type %s are carried out by the agent', async (type, details) => {
    await aServerThatRuns();

    expect(await life.act(type, details)).toMatchObject({ phase: 'Succeeded', message: `${type} was done`, events: [{ name: type }] });
    const { metadata } = await life.world.does(
      life.world.objects(serverActionKind).get({ namespace: 'default', name: type.toLowerCase() }),
    );
    expect((await life.world.getServer('web'))?.status?.lastActionUID).toBe(metadata.uid);
  });

  it('hand the secret of a password down by name', async () => {
    await aServerThatRuns();
    await life.act('SetPassword', { setPassword: { user: 'admin', secretName: 'secret', key: 'word' } });

    expect((await life.world.instanceOf('web')).spec.action).toMatchObject({
      type: 'SetPassword',
      user: 'admin',
      secret: { secretName: 'secret', key: 'word' },
    });
  });

  it.each(['CrashDump', 'SetPassword', 'Reboot'] as const)('of type %s fail at once where the server is declared paused', async (type) => {
    await aServerThatRuns();
    await life.change({ power: 'Paused' });
    const setPassword = type === 'SetPassword' ? { setPassword: { user: 'root', secretName: 's', key: 'k' } } : {};

    expect(await life.act(type, setPassword)).toMatchObject({
      phase: 'Failed',
      message: 'the server "web" is declared paused: set spec.power to Running first',
    });
  });

  it('wait for each other, the oldest first', async () => {
    await aServerThatRuns();
    life.world.agents.hold('web');
    await life.act('Snapshot', snapshot);
    const later = await life.act('Reboot');
    expect(later).toMatchObject({ phase: 'Pending', message: 'waits for the action "snapshot" to end' });

    life.world.agents.letGo('web');
    await life.pass();
    await life.pass();
    expect(await life.action('reboot')).toMatchObject({ phase: 'Succeeded' });
  });

  it('that cannot be repeated fail when the incarnation that was asked is lost', async () => {
    await aServerThatRuns();
    life.world.agents.hold('web');
    await life.act('CrashDump');
    await life.world.does(life.world.agents.report(await life.world.instanceOf('web'), { phase: 'Lost' }));
    await life.pass(1);
    life.world.agents.letGo('web');
    await life.pass();
    await life.pass();

    expect(await life.incarnations()).toEqual(['2 small Running']);
    expect(await life.action('crashdump')).toMatchObject({
      phase: 'Failed',
      message: 'the incarnation that was asked for it is gone, and whether it was done is not known',
    });
    expect((await life.world.instanceOf('web')).spec.action).toBeUndefined();
  });

  it('fail when the server is deleted under them, and stay on record', async () => {
    await aServerThatRuns();
    life.world.agents.hold('web');
    await life.act('Snapshot', snapshot);
    await life.world.does(life.world.objects(serverKind).delete({ namespace: 'default', name: 'web' }));
    await life.pass(1);
    life.world.agents.letGo('web');
    await life.pass();

    expect(await life.state()).toBe('gone');
    expect(await life.action('snapshot')).toMatchObject({ phase: 'Failed', events: [{ name: 'SaveDisk', result: 'Failed' }] });
    expect(await life.imageNames()).toEqual([]);
  });
});
