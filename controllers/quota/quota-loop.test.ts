import { afterEach, describe, expect, it } from 'vitest';
import { flavorKind } from '#apis/compute/flavor.ts';
import { quotaKind, type Quota, type QuotaSpec } from '#apis/compute/quota.ts';
import { serverGroupKind, type ServerGroup } from '#apis/compute/server-group.ts';
import { serverKind } from '#apis/compute/server.ts';
import { volumeKind } from '#apis/compute/volume.ts';
import { LoopWorld } from '#test/harness/loop-world.ts';

const apiVersion = 'compute.tycho.dev/v1alpha1';
const namespace = 'default';
let world: LoopWorld;

afterEach(async () => {
  await world.stop();
});

async function aWorld(): Promise<void> {
  world = await LoopWorld.start();
  await world.does(world.agents.addHost('host-a'));
  await world.clock.advance(1_000);
}

async function declareQuota(spec: QuotaSpec): Promise<void> {
  await world.does(world.objects(quotaKind).create({ apiVersion, kind: 'Quota', metadata: { namespace, name: 'limits' }, spec }));
}

async function quota(): Promise<Quota> {
  return await world.does(world.objects(quotaKind).get({ namespace, name: 'limits' }));
}

async function group(): Promise<ServerGroup> {
  return await world.does(world.objects(serverGroupKind).get({ namespace, name: 'apart' }));
}

describe('the status of a quota', () => {
  it('says what is in use of what it limits, and follows what comes, grows and goes', async () => {
    await aWorld();
    await declareQuota({ servers: 5, vcpus: 10, volumeGiB: 100, resourceClasses: { CUSTOM_GPU: 4 } });
    const volumes = world.objects(volumeKind);
    await world.createServer('a');
    await world.createServer('b', { power: 'Stopped' });
    await world.does(volumes.create({ apiVersion, kind: 'Volume', metadata: { namespace, name: 'v' }, spec: { sizeGiB: 5 } }));
    await world.clock.advance(5_000);

    const { vcpus } = (await world.does(world.objects(flavorKind).get({ name: 'small' }))).spec;
    expect((await quota()).status).toEqual({
      observedGeneration: 1,
      used: { servers: 2, vcpus: 2 * vcpus, volumeGiB: 5, resourceClasses: { CUSTOM_GPU: 0 } },
      summary: `servers: 2/5, vcpus: ${2 * vcpus}/10, volumeGiB: 5/100, CUSTOM_GPU: 0/4`,
    });

    await world.does(volumes.patch({ namespace, name: 'v' }, { spec: { sizeGiB: 7 } }));
    await world.does(world.objects(serverKind).delete({ namespace, name: 'a' }));
    await world.clock.advance(5_000);

    expect((await quota()).status?.used).toMatchObject({ servers: 1, volumeGiB: 7 });
  });

  it('is not written again while it says nothing new', async () => {
    await aWorld();
    await declareQuota({ servers: 5 });
    await world.createServer('a');
    await world.clock.advance(30_000);
    const { resourceVersion } = (await quota()).metadata;

    await world.clock.advance(3_600_000);

    expect((await quota()).metadata.resourceVersion).toBe(resourceVersion);
  });
});

describe('the status of a server group', () => {
  it('names its members, and those that are being deleted no more', async () => {
    await aWorld();
    const spec = { policy: 'SoftAntiAffinity', maximumServersPerHost: 1 } as const;
    await world.does(
      world.objects(serverGroupKind).create({ apiVersion, kind: 'ServerGroup', metadata: { namespace, name: 'apart' }, spec }),
    );
    for (const name of ['b', 'a', 'c']) await world.createServer(name, { placement: { serverGroup: 'apart' } });
    await world.createServer('other');
    await world.clock.advance(5_000);
    const createdBy = expect.any(String) as string;
    expect((await group()).status).toEqual({ createdBy, observedGeneration: 1, memberCount: 3, members: ['a', 'b', 'c'] });

    await world.does(world.objects(serverKind).delete({ namespace, name: 'b' }));
    await world.clock.advance(5_000);

    expect((await group()).status).toMatchObject({ memberCount: 2, members: ['a', 'c'] });
  });
});
