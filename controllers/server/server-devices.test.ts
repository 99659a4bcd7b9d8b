import { afterEach, describe, expect, it } from 'vitest';
import { networkKind } from '#apis/compute/network.ts';
import { portKind } from '#apis/compute/port.ts';
import { volumeAttachmentKind } from '#apis/compute/volume-attachment.ts';
import { volumeKind } from '#apis/compute/volume.ts';
import { hostVolumeKind } from '#apis/infrastructure/host-volume.ts';
import { LifeWorld } from '#test/builders/life-world.ts';
import { oldFeatures } from '#test/harness/model-agents.ts';

let life: LifeWorld;

afterEach(async () => {
  await life.stop();
});

const apiVersion = 'compute.tycho.dev/v1alpha1';
const namespace = 'default';

async function network(name: string, cidr: string): Promise<void> {
  const { world } = life;
  await world.does(world.objects(networkKind).create({ apiVersion, kind: 'Network', metadata: { namespace, name }, spec: { cidr } }));
}

async function volume(name: string): Promise<void> {
  const { world } = life;
  await world.does(world.objects(volumeKind).create({ apiVersion, kind: 'Volume', metadata: { namespace, name }, spec: { sizeGiB: 1 } }));
}

async function attach(name: string): Promise<void> {
  const { world } = life;
  await world.does(
    world.objects(volumeAttachmentKind).create({
      apiVersion,
      kind: 'VolumeAttachment',
      metadata: { namespace, name: `${name}-web` },
      spec: { server: 'web', volume: name },
    }),
  );
  await life.pass();
}

async function portNames(): Promise<readonly (string | undefined)[] | undefined> {
  return (await life.world.instanceOf('web')).spec.machine.ports?.map(({ network: { name } }) => name);
}

describe('the ports of a server', () => {
  it('are waited for before it is placed, and come with their addresses', async () => {
    life = await LifeWorld.start();
    await network('default', '10.1.0.0/24');
    await life.create();

    expect(await portNames()).toEqual(['default']);
    // Nobody hears of a wait that is over in a moment.
    expect(await life.world.eventsAbout('web')).toEqual(['Scheduled×1', 'Started×1']);
    expect((await life.world.getServer('web'))?.status?.addresses).toEqual([
      {
        macAddress: expect.any(String) as string,
        ipAddress: expect.stringMatching(/^10\.1\.0\./) as string,
        network: 'default',
        port: expect.any(String) as string,
      },
    ]);
    expect(await life.state()).toBe('Running True/Running');
  });

  it('come and go while it runs', async () => {
    life = await LifeWorld.start();
    await network('front', '10.1.0.0/24');
    await network('back', '10.2.0.0/24');
    await life.create({ networks: [{ network: 'front' }] });
    await life.change({ networks: [{ network: 'front' }, { network: 'back' }] });
    expect(await portNames()).toEqual(['front', 'back']);

    await life.change({ networks: [{ network: 'back' }] });
    expect(await portNames()).toEqual(['back']);
  });

  it('keep it waiting, with words, while there is no such network', async () => {
    life = await LifeWorld.start();
    await life.create({ networks: [{ network: 'front' }] });
    await life.pass();

    expect(await life.state()).toBe('Pending False/WaitingForPlacement');
    expect(await life.message()).toContain('spec.networks[0].network: waits for a port in the network "front"');
    await network('front', '10.1.0.0/24');
    await life.pass();
    expect(await life.state()).toBe('Running True/Running');
  });

  it('that its host cannot plug in while it runs are refused', async () => {
    life = await LifeWorld.start({ old: { features: [...oldFeatures, 'network'] } });
    await network('front', '10.1.0.0/24');
    await life.create({ networks: [] });
    await life.change({ networks: [{ network: 'front' }] });

    expect(await life.state()).toBe('Running False/Unsupported');
    expect(await life.message()).toMatch(
      /^spec.networks: .* needs the feature "port-attach", which the host of this server does not offer$/,
    );
    await life.change({ power: 'Stopped' });
    expect(await portNames()).toEqual(['front']);
  });

  it('go with it to its next incarnation, and with the server when it goes', async () => {
    life = await LifeWorld.start();
    await network('front', '10.1.0.0/24');
    await life.create({ networks: [{ network: 'front' }] });
    const before = (await life.world.instanceOf('web')).spec.machine.ports;
    await life.change({ flavor: 'large' });

    const [kept, next] = await life.world.instancesOf('web');
    expect(next?.spec.machine.ports).toEqual(before);
    expect(kept?.spec.machine.ports).toEqual([]);
    await life.delete();
    await life.pass();
    expect((await life.world.does(life.world.objects(portKind).list({ namespace }))).items).toEqual([]);
  });
});

describe('the volumes of a server', () => {
  it('are handed to its incarnation, and taken away again', async () => {
    life = await LifeWorld.start();
    await life.create();
    await volume('data');
    await attach('data');

    expect((await life.world.instanceOf('web')).spec.volumes).toMatchObject([
      { volume: { name: 'data' }, attachment: { name: 'data-web' } },
    ]);
    expect((await life.world.getServer('web'))?.status?.volumes).toMatchObject([{ volume: 'data', attachment: 'data-web' }]);

    await life.world.does(life.world.objects(volumeAttachmentKind).delete({ namespace, name: 'data-web' }));
    await life.pass();
    expect((await life.world.instanceOf('web')).spec.volumes).toEqual([]);
    expect((await life.world.does(life.world.objects(volumeAttachmentKind).list({ namespace }))).items).toEqual([]);
  });

  it('keep it on their host through a resize, go from the old incarnation to the new one, and forbid it to move', async () => {
    life = await LifeWorld.start();
    await life.create();
    await volume('data');
    await attach('data');
    const [host] = await life.hosts();
    expect((await life.world.does(life.world.objects(hostVolumeKind).list({ namespace }))).items[0]?.spec.host.name).toBe(host);

    expect(await life.act('MigrateCold')).toMatchObject({ phase: 'Failed', message: expect.stringContaining('"data"') as string });
    await life.change({ flavor: 'large' });
    await life.pass();
    expect(await life.hosts()).toEqual([host, host]);
    const [kept, next] = await life.world.instancesOf('web');
    expect(kept?.spec.volumes).toEqual([]);
    expect(next?.spec.volumes).toMatchObject([{ volume: { name: 'data' } }]);
  });
});
