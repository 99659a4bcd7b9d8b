import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flavorKind } from '#apis/compute/flavor.ts';
import { keyPairKind } from '#apis/compute/key-pair.ts';
import { networkKind } from '#apis/compute/network.ts';
import { portKind } from '#apis/compute/port.ts';
import { quotaKind } from '#apis/compute/quota.ts';
import { serverGroupKind } from '#apis/compute/server-group.ts';
import { serverKind, type Server } from '#apis/compute/server.ts';
import { volumeKind } from '#apis/compute/volume.ts';
import { limitsOf, usageOf } from '#apis/infrastructure/quota-use.ts';
import { instanceKind, type Instance } from '#apis/infrastructure/instance.ts';
import { toStatus, type Status } from '#apis/machinery/errors.ts';
import { apiVersionOf, type KindDefinition } from '#apis/machinery/kind.ts';
import { aServerBody } from '#test/builders/api-bodies.ts';
import { aStartedCloud, type Cloud } from '#test/builders/cloud.ts';
import { refusalOf } from '#test/builders/refusal.ts';
import { plainDelete, plainWrite } from '#test/builders/registry.ts';
import { prefixEnd } from '../storage/storage.ts';
import { flavorIDsGuard } from './guards.ts';
import { guardPrefix } from '../watch-cache/object-location.ts';

const namespace = 'default';
const onStatus = { ...plainWrite, subresource: 'status' } as const;
const publicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB1cmVseS1ub3QtYS1yZWFsLWtleS1idXQtb2s= me';

const patch = (cloud: Cloud, name: string, spec: object, options = plainWrite): Promise<unknown> =>
  cloud.registry.mergePatch(serverKind, { namespace, name }, { spec }, options);

const create = (cloud: Cloud, kind: KindDefinition, name: string, spec: object): Promise<unknown> =>
  cloud.registry.create(kind, namespace, { apiVersion: apiVersionOf(kind), kind: kind.kind, metadata: { name }, spec }, plainWrite);

describe('creating servers under a quota', () => {
  it('is refused in the words of Kubernetes, with causes that name fields', async () => {
    const cloud = await aStartedCloud();
    await cloud.flavor('small');
    await cloud.quota({ servers: 10, vcpus: 10, memoryMiB: 100_000 });
    await cloud.servers(10);

    expect(await refusalOf(cloud.server('web'))).toMatchObject({
      code: 403,
      reason: 'Forbidden',
      message:
        'servers.compute.tycho.dev "web" is forbidden: exceeded quota: limits, requested: servers=1,vcpus=1, used: servers=10,vcpus=10, limited: servers=10,vcpus=10',
      details: {
        name: 'web',
        causes: [
          { reason: 'QuotaExceeded', field: 'metadata.namespace' },
          { reason: 'QuotaExceeded', field: 'spec.flavor' },
        ],
      },
    });
  });

  it('counts the size of the flavor, whatever the power, from the moment that they exist, and no more after the flavor was edited', async () => {
    const cloud = await aStartedCloud();
    await cloud.flavor('small', { vcpus: 4 });
    await cloud.quota({ vcpus: 8 });
    await cloud.server('a', { power: 'Stopped' });

    await cloud.registry.mergePatch(flavorKind, { name: 'small' }, { spec: { vcpus: 5 } }, plainWrite);

    expect(await refusalOf(cloud.server('b'))).toMatchObject({ message: expect.stringContaining('requested: vcpus=5, used: vcpus=4') });
    await cloud.registry.mergePatch(flavorKind, { name: 'small' }, { spec: { vcpus: 4 } }, plainWrite);
    await cloud.server('b');
    expect(await refusalOf(cloud.server('c'))).toMatchObject({ message: expect.stringContaining('used: vcpus=8') });
  });

  it('in a dry run is refused as well, and takes nothing', async () => {
    const cloud = await aStartedCloud();
    await cloud.quota({ servers: 1 });
    const dry = (name: string) => cloud.registry.create(serverKind, namespace, aServerBody(name), { ...plainWrite, dryRun: true });

    await dry('a');
    await cloud.server('a');

    expect(await refusalOf(dry('b'))).toMatchObject({ code: 403 });
  });

  it('is exact with 64 at once, without a lost race inside of one api-server', async () => {
    const cloud = await aStartedCloud();
    await cloud.flavor('small');
    await cloud.quota({ vcpus: 20 });
    const before = cloud.running.metrics().lostRacesTotal;

    const results = await Promise.allSettled(Array.from({ length: 64 }, (_, number) => cloud.server(`s${number}`)));

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    expect(cloud.running.metrics().lostRacesTotal).toBe(before);
  });

  it('is exact with 64 at once over four api-servers', async () => {
    const first = await aStartedCloud();
    const clouds = [first, ...(await Promise.all([2, 3, 4].map(async (seed) => aStartedCloud({ beside: first.running, seed }))))];
    await first.flavor('small');
    await first.quota({ servers: 20 });

    const results = await Promise.allSettled(Array.from({ length: 64 }, (_, number) => clouds[number % 4]!.server(`s${number}`)));

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
  });

  it('sees every server that was made before the quota came', async () => {
    const cloud = await aStartedCloud();
    const other = await aStartedCloud({ beside: cloud.running, seed: 2 });

    const creations = Promise.allSettled(Array.from({ length: 32 }, (_, number) => [cloud, other][number % 2]!.server(`s${number}`)));
    await cloud.quota({ servers: 12 });
    const made = (await creations).filter(({ status }) => status === 'fulfilled').length;

    expect(made).toBeGreaterThanOrEqual(12);
    expect(await refusalOf(other.server('later'))).toMatchObject({ message: expect.stringContaining(`used: servers=${made}`) });
  });

  it('writes no guard in a namespace without one, so that nobody waits', async () => {
    const cloud = await aStartedCloud();
    await cloud.flavor('small');

    await cloud.servers(8);

    const { items } = await cloud.running.storage.range({ start: guardPrefix, end: prefixEnd(guardPrefix) });
    expect(items.map(({ key }) => key)).toEqual([flavorIDsGuard]);
  });

  it('gives back what a deleted server had at once, and asks again when the deletion is taken back', async () => {
    const cloud = await aStartedCloud();
    const key = { namespace, name: 'a' };
    await cloud.quota({ servers: 1 });
    await cloud.server('a', { softDeleteSeconds: 600 });
    await cloud.registry.delete(serverKind, key, plainDelete);
    await cloud.server('b');

    const refused = await refusalOf(cloud.registry.restore(serverKind, key, { dryRun: false }));
    await cloud.registry.delete(serverKind, { namespace, name: 'b' }, plainDelete);
    const restored = await cloud.registry.restore(serverKind, key, { dryRun: false });

    expect(refused).toMatchObject({ code: 403, details: { causes: [{ reason: 'QuotaExceeded' }] } });
    expect(restored.object().metadata.deletionTimestamp).toBeUndefined();
  });
});

describe('a quota that is set below what is in use', () => {
  it('is accepted, and blocks growth and nothing else', async () => {
    const cloud = await aStartedCloud();
    await cloud.flavor('small', { vcpus: 2 });
    await cloud.flavor('tiny', { vcpus: 1 });
    await cloud.quota({ servers: 5, vcpus: 10 });
    const [a] = await cloud.servers(3);

    await cloud.registry.mergePatch(quotaKind, { namespace, name: 'limits' }, { spec: { servers: 1, vcpus: 1 } }, plainWrite);

    expect(await refusalOf(cloud.server('d'))).toMatchObject({ message: expect.stringContaining('used: servers=3') });
    await patch(cloud, 's1', { power: 'Stopped', metadata: { role: 'web' } });
    await patch(cloud, 's1', { flavor: 'tiny' });
    await cloud.place(a!, await cloud.host('h1'), { metadata: { name: 'small' }, spec: { vcpus: 2, memoryMiB: 512, diskGiB: 1 } } as never);
    expect(await cloud.instances()).toHaveLength(1);
  });
});

describe('a resize under a quota', () => {
  async function aServerOfSize(limits: { readonly vcpus: number }) {
    const cloud = await aStartedCloud();
    const [small, large, host] = [
      await cloud.flavor('small', { vcpus: 2 }),
      await cloud.flavor('large', { vcpus: 6 }),
      await cloud.host('h1'),
    ];
    await cloud.quota(limits);
    const first = await cloud.place(await cloud.server('web'), host, small);
    return { cloud, small, large, host, first };
  }

  /** What the server loop and the agent note before the next placement. */
  async function keep(cloud: Cloud, instance: Instance): Promise<void> {
    const key = { namespace, name: instance.metadata.name };
    await cloud.registry.mergePatch(instanceKind, key, { spec: { power: 'Shelved' } }, plainWrite);
    await cloud.registry.mergePatch(instanceKind, key, { status: { phase: 'Shelved' } }, onStatus);
    const resize = { keptInstance: instance.metadata.name, previousFlavor: instance.spec.machine.flavor };
    await cloud.registry.mergePatch(serverKind, { namespace, name: 'web' }, { status: { resize } }, onStatus);
  }

  const confirm = (cloud: Cloud): Promise<unknown> =>
    cloud.registry.mergePatch(serverKind, { namespace, name: 'web' }, { status: { resize: null } }, onStatus);

  it('is refused when its flavor is named, and changes nothing', async () => {
    const { cloud } = await aServerOfSize({ vcpus: 5 });

    expect(await refusalOf(patch(cloud, 'web', { flavor: 'large' }))).toMatchObject({
      code: 403,
      message: expect.stringContaining('requested: vcpus=4, used: vcpus=2, limited: vcpus=5'),
      details: { causes: [{ field: 'spec.flavor' }] },
    });
    expect((await cloud.read('web')).spec.flavor).toBe('small');
  });

  it('counts from then on, and no more when it is taken back', async () => {
    const { cloud } = await aServerOfSize({ vcpus: 6 });

    await patch(cloud, 'web', { flavor: 'large' });
    expect(await refusalOf(cloud.server('other'))).toMatchObject({ message: expect.stringContaining('used: vcpus=6') });
    await patch(cloud, 'web', { flavor: 'small' });

    await cloud.server('other');
    expect((await cloud.read('web')).status).not.toHaveProperty('requestedResources');
  });

  it('to a smaller size keeps the larger until it is confirmed, so that the way back needs no quota', async () => {
    const { cloud, small, large, host, first } = await aServerOfSize({ vcpus: 6 });
    await patch(cloud, 'web', { flavor: 'large' });
    await keep(cloud, first);
    const second = await cloud.place(await cloud.read('web'), host, large);
    await confirm(cloud);
    await cloud.report(first, 'Destroyed');
    await patch(cloud, 'web', { flavor: 'small' });
    await keep(cloud, second);
    await cloud.place(await cloud.read('web'), host, small);

    expect(await refusalOf(cloud.server('other'))).toMatchObject({ message: expect.stringContaining('used: vcpus=6') });
    await cloud.registry.mergePatch(quotaKind, { namespace, name: 'limits' }, { spec: { vcpus: 0 } }, plainWrite);
    await patch(cloud, 'web', { flavor: 'large' });
    await patch(cloud, 'web', { flavor: 'small' });
    await cloud.registry.mergePatch(quotaKind, { namespace, name: 'limits' }, { spec: { vcpus: 6 } }, plainWrite);
    await confirm(cloud);

    await cloud.server('other');
    expect(await refusalOf(cloud.server('third', { flavor: 'large' }))).toMatchObject({
      message: expect.stringContaining('used: vcpus=4'),
    });
  });

  it('never stands in the way of a move, also when the flavor was made larger meanwhile', async () => {
    const { cloud, host, first } = await aServerOfSize({ vcpus: 2 });
    await cloud.registry.mergePatch(flavorKind, { name: 'small' }, { spec: { vcpus: 3 } }, plainWrite);
    const grown = (await cloud.registry.get(flavorKind, { name: 'small' }, {})).object() as Awaited<ReturnType<Cloud['flavor']>>;
    await cloud.registry.mergePatch(quotaKind, { namespace, name: 'limits' }, { spec: { vcpus: 0, servers: 0 } }, plainWrite);
    await cloud.report(first, 'Destroyed');

    const second = await cloud.place(await cloud.read('web'), host, grown);

    expect(second.spec.epoch).toBe(2);
    expect((await cloud.read('web')).status?.resources).toMatchObject({ flavor: 'small', vcpus: 3 });
  });
});

describe('a shelved server', () => {
  it('counts as a server only once it is on no host, and asks for its size again when it is to come back', async () => {
    const cloud = await aStartedCloud();
    const [small, host] = [await cloud.flavor('small', { vcpus: 2 }), await cloud.host('h1')];
    await cloud.quota({ servers: 2, vcpus: 2 });
    await cloud.place(await cloud.server('web'), host, small);

    await patch(cloud, 'web', { power: 'Shelved' });
    expect(await refusalOf(cloud.server('other'))).toMatchObject({ message: expect.stringContaining('used: vcpus=2') });
    await cloud.registry.mergePatch(serverKind, { namespace, name: 'web' }, { status: { hostID: null, phase: 'Shelved' } }, onStatus);
    await cloud.server('other');
    const refused = await refusalOf(patch(cloud, 'web', { power: 'Running' }));
    await cloud.registry.delete(serverKind, { namespace, name: 'other' }, plainDelete);
    await patch(cloud, 'web', { power: 'Running' });

    expect(refused).toMatchObject({ code: 403, message: expect.stringContaining('requested: vcpus=2, used: vcpus=2, limited: vcpus=2') });
    expect(await refusalOf(cloud.server('another'))).toMatchObject({ code: 403 });
  });
});

describe('a quota of other things', () => {
  it('limits volumes and their storage, also when one is extended', async () => {
    const cloud = await aStartedCloud();
    await cloud.quota({ volumes: 2, volumeGiB: 10 });
    await create(cloud, volumeKind, 'a', { sizeGiB: 4 });
    await create(cloud, volumeKind, 'b', { sizeGiB: 4 });
    const extend = (sizeGiB: number) => cloud.registry.mergePatch(volumeKind, { namespace, name: 'a' }, { spec: { sizeGiB } }, plainWrite);

    expect(await refusalOf(create(cloud, volumeKind, 'c', { sizeGiB: 1 }))).toMatchObject({
      message: expect.stringContaining('volumes=2'),
    });
    expect(await refusalOf(extend(7))).toMatchObject({
      message: expect.stringContaining('requested: volumeGiB=3, used: volumeGiB=8, limited: volumeGiB=10'),
      details: { causes: [{ field: 'spec.sizeGiB' }] },
    });
    await extend(6);
  });

  it('is exact when many volumes are extended at once', async () => {
    const cloud = await aStartedCloud();
    const names = Array.from({ length: 32 }, (_, number) => `v${number}`);
    for (const name of names) await create(cloud, volumeKind, name, { sizeGiB: 1 });
    await cloud.quota({ volumeGiB: 32 + 9 });

    const results = await Promise.allSettled(
      names.map((name) => cloud.registry.mergePatch(volumeKind, { namespace, name }, { spec: { sizeGiB: 2 } }, plainWrite)),
    );

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(9);
  });

  it('limits ports and addresses', async () => {
    const cloud = await aStartedCloud();
    await create(cloud, networkKind, 'net', { cidr: '10.0.0.0/24' });
    await cloud.quota({ ports: 5, addresses: 2 });
    await create(cloud, portKind, 'a', { network: 'net' });
    await create(cloud, portKind, 'b', { network: 'net' });

    expect(await refusalOf(create(cloud, portKind, 'c', { network: 'net' }))).toMatchObject({
      message: expect.stringContaining('requested: addresses=1, used: addresses=2, limited: addresses=2'),
      details: { causes: [{ field: 'spec.network' }] },
    });
  });

  it('limits key pairs, server groups, members of each group and pairs of metadata of each server', async () => {
    const cloud = await aStartedCloud();
    await cloud.quota({ keyPairs: 0, serverGroups: 1, serverGroupMembers: 2, serverMetadataItems: 1 });
    await cloud.group('one');
    const inGroup = { placement: { serverGroup: 'one' } };
    await cloud.server('a', { ...inGroup, metadata: { a: '1' } });
    await cloud.server('b', inGroup);

    const refusals = [
      await refusalOf(create(cloud, keyPairKind, 'mine', { type: 'SSH', publicKey })),
      await refusalOf(create(cloud, serverGroupKind, 'two', { policy: 'Affinity' })),
      await refusalOf(cloud.server('c', inGroup)),
      await refusalOf(patch(cloud, 'a', { metadata: { b: '2' } })),
    ];

    expect(refusals.map(({ message }) => message?.replace(/^.*limits, /, ''))).toEqual([
      'requested: keyPairs=1, used: keyPairs=0, limited: keyPairs=0',
      'requested: serverGroups=1, used: serverGroups=1, limited: serverGroups=1',
      'requested: serverGroupMembers=1, used: serverGroupMembers=2, limited: serverGroupMembers=2',
      'requested: serverMetadataItems=1, used: serverMetadataItems=1, limited: serverMetadataItems=1',
    ]);
    expect(refusals.map(({ details }) => details?.causes?.[0]?.field)).toEqual([
      'metadata.namespace',
      'metadata.namespace',
      'spec.placement.serverGroup',
      'spec.metadata',
    ]);
    await patch(cloud, 'a', { metadata: { a: null, b: '2' } });
  });

  it('limits the key pairs of each user apart, and not those that are everybody’s', async () => {
    const cloud = await aStartedCloud();
    await cloud.quota({ keyPairsPerUser: 1 });
    const keyPair = (name: string, user?: string) => create(cloud, keyPairKind, name, { type: 'SSH', publicKey, ...(user && { user }) });
    await keyPair('of-all-1');
    await keyPair('of-all-2');
    await keyPair('of-alice', 'openstack:alice');
    await keyPair('of-bob', 'openstack:bob');

    expect(await refusalOf(keyPair('second-of-alice', 'openstack:alice'))).toMatchObject({
      code: 403,
      message: expect.stringContaining('requested: keyPairsPerUser=1, used: keyPairsPerUser=1, limited: keyPairsPerUser=1'),
      details: { causes: [{ field: 'spec.user' }] },
    });
  });

  it('limits resource classes, those of the flavor itself and those of its extraSpecs', async () => {
    const cloud = await aStartedCloud();
    await cloud.flavor('gpu', { extraSpecs: { 'resources:CUSTOM_GPU': '2', 'resources1:CUSTOM_GPU': '1' } });
    await cloud.quota({ resourceClasses: { CUSTOM_GPU: 5, VCPU: 50 } });
    await cloud.server('a', { flavor: 'gpu' });

    expect(await refusalOf(cloud.server('b', { flavor: 'gpu' }))).toMatchObject({
      message: expect.stringContaining('requested: CUSTOM_GPU=3, used: CUSTOM_GPU=3, limited: CUSTOM_GPU=5'),
    });
  });

  it('counts ephemeral and swap disk as disk, swap in whole GiB', async () => {
    const cloud = await aStartedCloud();
    await cloud.flavor('scratch', { diskGiB: 1, ephemeralGiB: 3, swapMiB: 1025 });
    await cloud.quota({ diskGiB: 11 });
    const server = await cloud.server('a', { flavor: 'scratch' });

    expect(server.status?.requestedResources).toMatchObject({ diskGiB: 6, ephemeralGiB: 3, swapMiB: 1025 });
    expect(await refusalOf(cloud.server('b', { flavor: 'scratch' }))).toMatchObject({
      message: expect.stringContaining('requested: diskGiB=6, used: diskGiB=6, limited: diskGiB=11'),
    });
  });

  it('names a resource class that is none', async () => {
    const cloud = await aStartedCloud();

    expect(await refusalOf(cloud.quota({ resourceClasses: { 'gpu!': 1 } }))).toMatchObject({
      code: 422,
      details: { causes: [{ field: 'spec.resourceClasses["gpu!"]' }] },
    });
  });
});

const sizes = { small: 1, medium: 3, large: 8 } as const;
const limits = { servers: 5, vcpus: 12, volumes: 3, volumeGiB: 9 };

/** A wish of a user, as far as a quota is concerned. */
const someWish = fc.oneof(
  fc.record({
    verb: fc.constantFrom('create', 'delete', 'resize', 'power', 'restore'),
    number: fc.nat(7),
    flavor: fc.constantFrom('small', 'medium', 'large'),
    power: fc.constantFrom('Running', 'Stopped', 'Shelved'),
  }),
  fc.record({ verb: fc.constantFrom('makeVolume', 'extend', 'deleteVolume'), number: fc.nat(4), sizeGiB: fc.integer({ min: 1, max: 6 }) }),
);

describe('for any sequence of wishes', () => {
  it('what is accepted never exceeds the limits, and nothing within them is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(someWish, { minLength: 10, maxLength: 30 }), async (wishes) => {
        const cloud = await aStartedCloud();
        for (const [name, vcpus] of Object.entries(sizes)) await cloud.flavor(name, { vcpus });
        await cloud.quota(limits);
        for (const wish of wishes) {
          const before = await usage(cloud);
          const refused = await carriedOut(cloud, wish);
          const after = await usage(cloud);
          for (const [name, limit] of Object.entries(limitsOf(limits))) expect(after[name] ?? 0).toBeLessThanOrEqual(limit);
          if (refused?.code === 403) expect(wouldExceed(before, refused)).toBe(true);
        }
      }),
      { numRuns: 12, seed: 7 },
    );
  });
});

type Wish = typeof someWish extends fc.Arbitrary<infer Value> ? Value : never;

async function carriedOut(cloud: Cloud, wish: Wish): Promise<Status | undefined> {
  const { registry } = cloud;
  const [server, volume] = [`s${wish.number}`, { namespace, name: `v${wish.number}` }];
  const work = (): Promise<unknown> => {
    if ('sizeGiB' in wish) {
      if (wish.verb === 'makeVolume') return create(cloud, volumeKind, volume.name, { sizeGiB: wish.sizeGiB });
      if (wish.verb === 'extend') return registry.mergePatch(volumeKind, volume, { spec: { sizeGiB: wish.sizeGiB } }, plainWrite);
      return registry.delete(volumeKind, volume, plainDelete);
    }
    const { verb, flavor, power } = wish;
    if (verb === 'create') return cloud.server(server, { flavor, power, softDeleteSeconds: 600 });
    if (verb === 'resize') return patch(cloud, server, { flavor });
    if (verb === 'power') return patch(cloud, server, { power });
    if (verb === 'restore') return registry.restore(serverKind, { namespace, name: server }, { dryRun: false });
    return registry.delete(serverKind, { namespace, name: server }, plainDelete);
  };
  return await work().then(() => undefined, toStatus);
}

async function usage(cloud: Cloud): Promise<Readonly<Record<string, number>>> {
  const objects = await Promise.all(
    [serverKind, volumeKind].map(async (kind) =>
      (await cloud.registry.list(kind, {})).items.map((item) => ({ kind, object: item.object() })),
    ),
  );
  return usageOf(objects.flat());
}

/** Reads the words of the refusal, and holds them against what is really in use. */
function wouldExceed(before: Readonly<Record<string, number>>, { message = '' }: Status): boolean {
  const amounts = (word: string) =>
    Object.fromEntries(
      (new RegExp(`${word}: ([^ ]+?)(,? |$)`).exec(message)?.[1] ?? '').split(',').map((each) => {
        const [name = '', amount = ''] = each.split('=');
        return [name, Number(amount)];
      }),
    );
  const [requested, used, limited] = [amounts('requested'), amounts('used'), amounts('limited')];
  return Object.keys(requested).every(
    (name) =>
      used[name] === (before[name] ?? 0) && (requested[name] ?? 0) > 0 && (used[name] ?? 0) + (requested[name] ?? 0) > (limited[name] ?? 0),
  );
}

describe('what a server counts', () => {
  it('is written down with it', async () => {
    const cloud = await aStartedCloud();
    await cloud.flavor('gpu', { vcpus: 2, extraSpecs: { 'resources:CUSTOM_GPU': '1' } });

    const server: Server = await cloud.server('web', { flavor: 'gpu' });

    expect(server.status).toEqual({
      createdBy: 'tester',
      requestedResources: { flavor: 'gpu', vcpus: 2, memoryMiB: 512, diskGiB: 1, classes: { CUSTOM_GPU: 1 } },
    });
  });
});
