import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { flavorKind } from '#apis/compute/flavor.ts';
import { quotaKind } from '#apis/compute/quota.ts';
import { serverGroupKind } from '#apis/compute/server-group.ts';
import { serverKind } from '#apis/compute/server.ts';
import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import { instanceKind } from '#apis/infrastructure/instance.ts';
import { aMachine, aPlacement } from '#test/builders/api-bodies.ts';
import { aStartedCloud } from '#test/builders/cloud.ts';
import { aStartedRegistry, plainDelete, plainWrite } from '#test/builders/registry.ts';

const namespace = 'default';
const onStatus = { ...plainWrite, subresource: 'status' } as const;

describe('a placement', () => {
  it('makes the incarnation and tells the server, at one revision', async () => {
    const cloud = await aStartedCloud();
    const [host, flavor, server] = [await cloud.host('h1', { zone: 'east' }), await cloud.flavor('small'), await cloud.server('web')];

    const instance = await cloud.place(server, host, flavor);

    const placed = await cloud.read('web');
    expect(instance.metadata).toMatchObject({
      name: `${server.metadata.uid}-1`,
      namespace,
      finalizers: ['infrastructure.tycho.dev/agent'],
      ownerReferences: [
        {
          apiVersion: 'compute.tycho.dev/v1alpha1',
          kind: 'Server',
          name: 'web',
          uid: server.metadata.uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    });
    expect(instance.spec).toMatchObject({
      server: { name: 'web', uid: server.metadata.uid },
      epoch: 1,
      host: { name: 'h1', uid: host.metadata.uid },
      claim: { vcpus: 1, memoryMiB: 512, diskGiB: 1 },
      power: 'Running',
      runPolicy: 'RerunOnFailure',
    });
    expect(placed.status).toMatchObject({
      epoch: 1,
      instance: instance.metadata.name,
      hostID: createHash('sha224').update(`default${host.metadata.uid}`).digest('hex'),
      zone: 'east',
      resources: { vcpus: 1, memoryMiB: 512, diskGiB: 1 },
      phase: 'Starting',
      observedGeneration: 1,
      conditions: [
        { type: 'Scheduled', status: 'True', reason: 'Placed', observedGeneration: 1 },
        { type: 'Ready', status: 'False', reason: 'WaitingForAgent', observedGeneration: 1 },
        { type: 'Reconciling', status: 'True', reason: 'WaitingForAgent', observedGeneration: 1 },
      ],
    });
    expect(placed.metadata.generation).toBe(1);
    expect(placed.metadata.resourceVersion).toBe(instance.metadata.resourceVersion);
  });

  it('in a dry run decides and stores nothing', async () => {
    const cloud = await aStartedCloud();
    const [host, flavor, server] = [await cloud.host('h1'), await cloud.flavor('small'), await cloud.server('web')];

    const placement = aPlacement(server.metadata.resourceVersion, host, aMachine(flavor));
    const shown = await cloud.registry.place({ namespace, name: 'web' }, placement, { dryRun: true });

    expect(shown.object()).toMatchObject({ spec: { epoch: 1 } });
    expect(await cloud.instances()).toEqual([]);
  });

  it('of a server that has changed since the decision is a Conflict', async () => {
    const cloud = await aStartedCloud();
    const [host, flavor, server] = [await cloud.host('h1'), await cloud.flavor('small'), await cloud.server('web')];
    await cloud.registry.mergePatch(serverKind, { namespace, name: 'web' }, { spec: { power: 'Stopped' } }, plainWrite);

    expect(await cloud.refusal(server, host, flavor)).toMatchObject({
      code: 409,
      reason: 'Conflict',
      details: { name: 'web', kind: 'servers' },
    });
    expect(await cloud.instances()).toEqual([]);
  });

  it('of a server that is not there is NotFound, and of one that is being deleted a Conflict', async () => {
    const cloud = await aStartedCloud();
    const [host, flavor, server] = [await cloud.host('h1'), await cloud.flavor('small'), await cloud.server('web')];
    const gone = { ...server, metadata: { ...server.metadata, name: 'gone' } };
    await cloud.registry.delete(serverKind, { namespace, name: 'web' }, plainDelete);

    expect(await cloud.refusal(gone, host, flavor)).toMatchObject({ code: 404 });
    expect(await cloud.refusal(await cloud.read('web'), host, flavor)).toMatchObject({
      code: 409,
      details: { causes: [{ reason: 'ServerTerminating' }] },
    });
  });

  it('of a server with a live incarnation is a Conflict, lost or not, until its host has destroyed it; then it gets the next epoch', async () => {
    const cloud = await aStartedCloud();
    const [host, flavor, server] = [await cloud.host('h1'), await cloud.flavor('small'), await cloud.server('web')];
    const first = await cloud.place(server, host, flavor);

    const refusal = await cloud.refusal(await cloud.read('web'), host, flavor);
    await cloud.report(first, 'Lost');
    const refusalWhenLost = await cloud.refusal(await cloud.read('web'), host, flavor);
    await cloud.report(first, 'Destroyed');
    const second = await cloud.place(await cloud.read('web'), host, flavor);

    expect(refusalWhenLost).toMatchObject({ code: 409, details: { causes: [{ reason: 'AlreadyPlaced' }] } });
    expect(refusal).toMatchObject({ code: 409, details: { causes: [{ reason: 'AlreadyPlaced', field: 'status.instance' }] } });
    expect(second.metadata.name).toBe(`${server.metadata.uid}-2`);
    expect((await cloud.read('web')).status).toMatchObject({ epoch: 2, instance: second.metadata.name });
  });

  it('is refused with a reason by a host that cannot take it', async () => {
    const cloud = await aStartedCloud();
    const [flavor, server] = [await cloud.flavor('small'), await cloud.server('web')];
    const cordoned = await cloud.host('cordoned', { unschedulable: true });
    const silent = await cloud.host('silent', {}, { conditions: [] });
    const good = await cloud.host('good');
    const impostor: Host = { ...good, metadata: { ...good.metadata, uid: 'other' } };
    await cloud.registry.mergePatch(hostKind, { name: 'silent' }, { status: { conditions: null } }, onStatus);

    const reasons = [];
    for (const host of [cordoned, silent, impostor]) reasons.push((await cloud.refusal(server, host, flavor)).details?.causes?.[0]?.reason);

    expect(reasons).toEqual(['HostCordoned', 'HostNotReady', 'HostMissing']);
  });

  it('takes a flavor that is kept for other projects for one that is not there', async () => {
    const cloud = await aStartedCloud();
    const [host, flavor] = [await cloud.host('h1'), await cloud.flavor('large', { projects: ['others'] })];
    const server = await cloud.server('web', { flavor: 'large' });

    const refusal = await cloud.refusal(server, host, flavor);

    expect(server.status?.requestedResources).toBeUndefined();
    expect(refusal).toMatchObject({ code: 409, details: { causes: [{ reason: 'FlavorMissing', field: 'machine.flavor' }] } });
  });

  it('keeps to what a host may promise: inventory less the reserve, times the ratio', async () => {
    const cloud = await aStartedCloud();
    const flavor = await cloud.flavor('large', { vcpus: 2, memoryMiB: 1024, diskGiB: 0 });
    // 512 MiB are kept back by default: room for two.
    const host = await cloud.host('h1', {}, { inventory: { vcpus: 1, memoryMiB: 2 * 1024 + 512, diskGiB: 10 } });
    const [a, b, c] = await cloud.servers(3, { flavor: 'large' });

    await cloud.place(a!, host, flavor);
    await cloud.place(b!, host, flavor);
    const full = await cloud.refusal(c!, host, flavor);

    expect(full).toMatchObject({
      code: 409,
      reason: 'Conflict',
      message: expect.stringContaining('host h1 is full'),
      details: {
        causes: [
          { reason: 'HostFull', field: 'machine.vcpus', message: 'requested: vcpus=2, claimed: vcpus=4, allocatable: vcpus=4' },
          { reason: 'HostFull', field: 'machine.memoryMiB' },
        ],
      },
    });
  });

  it('gives a machine that one server takes whole to one server of its size, and to no other beside it', async () => {
    const cloud = await aStartedCloud();
    const [metal, small] = [
      await cloud.flavor('metal', { vcpus: 8, memoryMiB: 4096 }),
      await cloud.flavor('tiny', { vcpus: 1, memoryMiB: 64 }),
    ];
    const host = await cloud.host('h1', {}, { inventory: { vcpus: 8, memoryMiB: 4096, diskGiB: 10 }, exclusive: true });
    const a = await cloud.server('a', { flavor: 'metal' });
    const [b, c] = [await cloud.server('b', { flavor: 'metal' }), await cloud.server('c', { flavor: 'tiny' })];

    const wasteful = await cloud.refusal(c, host, small);
    await cloud.place(a, host, metal);
    const second = await cloud.refusal(b, host, metal);

    const message = 'requested: vcpus=1, claimed: vcpus=0, allocatable: vcpus=8, and one server takes the host whole';
    expect(wasteful).toMatchObject({ code: 409, details: { causes: [{ reason: 'HostFull', field: 'machine.vcpus', message }, {}] } });
    expect(second).toMatchObject({ code: 409, details: { causes: [{ reason: 'HostFull' }, { reason: 'HostFull' }] } });
  });

  it('counts the claim of an incarnation until it is gone, lost or not', async () => {
    const cloud = await aStartedCloud();
    const flavor = await cloud.flavor('small');
    const host = await cloud.host('h1', {}, { inventory: { vcpus: 16, memoryMiB: 1024, diskGiB: 10 } });
    const [a, b] = await cloud.servers(2);
    const first = await cloud.place(a!, host, flavor);
    await cloud.report(first, 'Destroyed');

    const full = await cloud.refusal(b!, host, flavor);
    await cloud.registry.mergePatch(instanceKind, { namespace, name: first.metadata.name }, { metadata: { finalizers: null } }, plainWrite);
    await cloud.registry.delete(instanceKind, { namespace, name: first.metadata.name }, plainDelete);
    const second = await cloud.place(b!, host, flavor);

    expect(full).toMatchObject({ details: { causes: [{ reason: 'HostFull' }] } });
    expect(second.spec.host.name).toBe('h1');
  });

  it('of a size that the flavor has no more is a Conflict', async () => {
    const cloud = await aStartedCloud();
    const [host, flavor, server] = [await cloud.host('h1'), await cloud.flavor('small'), await cloud.server('web')];
    await cloud.registry.mergePatch(flavorKind, { name: 'small' }, { spec: { vcpus: 8 } }, plainWrite);

    const changed = await cloud.refusal(server, host, flavor);
    await cloud.registry.delete(flavorKind, { name: 'small' }, plainDelete);
    const missing = await cloud.refusal(await cloud.server('later'), host, flavor);

    expect([changed, missing].map((each) => each.details?.causes?.[0]?.reason)).toEqual(['FlavorChanged', 'FlavorMissing']);
  });

  it('may be of a size that its flavor had when it was named, where that is gone since', async () => {
    const cloud = await aStartedCloud();
    const [host, flavor, server] = [await cloud.host('h1'), await cloud.flavor('small'), await cloud.server('web')];
    await cloud.registry.delete(flavorKind, { name: 'small' }, plainDelete);
    const larger = { ...flavor, spec: { ...flavor.spec, vcpus: flavor.spec.vcpus + 1 } };

    expect(await cloud.refusal(server, host, larger)).toMatchObject({ details: { causes: [{ reason: 'FlavorChanged' }] } });
    expect((await cloud.place(server, host, flavor)).spec.machine.flavor).toBe('small');
  });

  it('with a body that it does not understand is refused before anything else', async () => {
    const cloud = await aStartedCloud();
    const [host, flavor, server] = [await cloud.host('h1'), await cloud.flavor('small'), await cloud.server('web')];
    const placement = aPlacement(server.metadata.resourceVersion, host, aMachine(flavor));
    const place = (body: unknown) => cloud.registry.place({ namespace, name: 'web' }, body as typeof placement, { dryRun: false });

    await expect(place({ ...placement, zzz: 1 })).rejects.toMatchObject({
      code: 400,
      message: 'strict decoding error: unknown field "zzz"',
    });
    await expect(place({ ...placement, host: undefined })).rejects.toMatchObject({ code: 400 });
    await expect(place({ ...placement, serverResourceVersion: 'new' })).rejects.toMatchObject({ code: 400 });
  });
});

describe('a server that is resized', () => {
  async function aResizedServer() {
    const cloud = await aStartedCloud();
    const [host, small] = [await cloud.host('h1', { allocationRatios: { vcpus: 1 } }), await cloud.flavor('small', { vcpus: 6 })];
    const large = await cloud.flavor('large', { vcpus: 10 });
    const kept = await cloud.place(await cloud.server('web'), host, small);
    return { cloud, host, small, large, kept };
  }

  /** What the server loop and the agent write down before the next placement. */
  async function keep(
    { cloud, kept }: Awaited<ReturnType<typeof aResizedServer>>,
    { isSaved }: { readonly isSaved: boolean },
  ): Promise<void> {
    const { registry } = cloud;
    const key = { namespace, name: kept.metadata.name };
    await registry.mergePatch(instanceKind, key, { spec: { power: 'Shelved' } }, plainWrite);
    if (isSaved) await registry.mergePatch(instanceKind, key, { status: { phase: 'Shelved' } }, onStatus);
    const web = { namespace, name: 'web' };
    const resize = { keptInstance: kept.metadata.name, previousFlavor: 'small' };
    await registry.mergePatch(serverKind, web, { spec: { flavor: 'large' } }, plainWrite);
    await registry.mergePatch(serverKind, web, { status: { resize } }, onStatus);
  }

  it('is placed beside what is kept of it; on one host the larger of both counts, and one for the project', async () => {
    const world = await aResizedServer();
    const { cloud, host, large, small } = world;
    await keep(world, { isSaved: true });
    await cloud.quota({ servers: 1, vcpus: 10 });

    const next = await cloud.place(await cloud.read('web'), host, large);

    expect(next.spec).toMatchObject({ epoch: 2, claim: { vcpus: 10 } });
    expect((await cloud.read('web')).status).toMatchObject({ resources: { vcpus: 10 }, resize: { previousFlavor: 'small' } });
    await cloud.running.registry.delete(quotaKind, { namespace, name: 'limits' }, plainDelete);
    await cloud.place(await cloud.server('other'), host, small);
    expect(await cloud.refusal(await cloud.server('one-more'), host, small)).toMatchObject({
      message: expect.stringContaining('requested: vcpus=6, claimed: vcpus=16, allocatable: vcpus=16') as string,
    });
  });

  it('is not placed before the old incarnation has given its right to run up', async () => {
    const world = await aResizedServer();
    await keep(world, { isSaved: false });

    expect(await world.cloud.refusal(await world.cloud.read('web'), world.host, world.large)).toMatchObject({
      code: 409,
      details: { causes: [{ reason: 'AlreadyPlaced' }] },
    });
  });

  it('is not placed while it is to be shelved', async () => {
    const world = await aResizedServer();
    await keep(world, { isSaved: true });
    await world.cloud.registry.mergePatch(serverKind, { namespace, name: 'web' }, { spec: { power: 'Shelved' } }, plainWrite);

    expect(await world.cloud.refusal(await world.cloud.read('web'), world.host, world.large)).toMatchObject({
      details: { causes: [{ reason: 'ServerShelved' }] },
    });
  });
});

describe('a quota, for servers whose flavor was not there when they were made', () => {
  it('refuses what would exceed it, in the words that Kubernetes uses', async () => {
    const cloud = await aStartedCloud();
    await cloud.quota({ vcpus: 8, servers: 10 });
    const [a, b] = [await cloud.server('a', { flavor: 'large' }), await cloud.server('b', { flavor: 'two' })];
    const [large, two, host] = [await cloud.flavor('large', { vcpus: 7 }), await cloud.flavor('two', { vcpus: 2 }), await cloud.host('h1')];
    await cloud.place(a, host, large);

    const refusal = await cloud.refusal(b, host, two);

    expect(refusal).toMatchObject({
      code: 403,
      reason: 'Forbidden',
      message: 'servers.compute.tycho.dev "b" is forbidden: exceeded quota: limits, requested: vcpus=2, used: vcpus=7, limited: vcpus=8',
      details: { causes: [{ reason: 'QuotaExceeded', field: 'spec.flavor' }] },
    });
  });

  it('counts servers, so that the next incarnation of one needs no more', async () => {
    const cloud = await aStartedCloud();
    const [host, flavor, server] = [await cloud.host('h1'), await cloud.flavor('small'), await cloud.server('web')];
    await cloud.quota({ servers: 1, vcpus: 1 });
    const first = await cloud.place(server, host, flavor);
    await cloud.report(first, 'Destroyed');

    const second = await cloud.place(await cloud.read('web'), host, flavor);

    expect(second.spec.epoch).toBe(2);
  });

  it('holds against 64 placements at once: exactly as many as it allows, without a lost race', async () => {
    const cloud = await aStartedCloud();
    const servers = await cloud.servers(64);
    const flavor = await cloud.flavor('small');
    const hosts = await Promise.all(Array.from({ length: 8 }, (_, number) => cloud.host(`h${number}`)));
    await cloud.quota({ vcpus: 20 });

    const results = await Promise.allSettled(servers.map((server, number) => cloud.place(server, hosts[number % 8]!, flavor)));

    const refused = results.filter((result) => result.status === 'rejected');
    expect(results.length - refused.length).toBe(20);
    expect(new Set(refused.map(({ reason }) => (reason as { reason: string }).reason))).toEqual(new Set(['Forbidden']));
    expect(await cloud.instances()).toHaveLength(20);
    expect(cloud.running.metrics().placementRetriesTotal).toBe(0);
  });

  it('that the cache sees late is waited for by those who queued without it, instead of raced for', async () => {
    const slow = Promise.withResolvers<void>();
    let isSlow = false;
    const cloud = await aStartedCloud({ interceptor: { beforeWatchBatch: () => (isSlow ? slow.promise : undefined) } });
    const servers = await cloud.servers(64);
    const flavor = await cloud.flavor('small');
    const hosts = await Promise.all(Array.from({ length: 8 }, (_, number) => cloud.host(`h${number}`)));
    isSlow = true;
    const made = cloud.quota({ vcpus: 20 });
    await cloud.running.clock.settle();

    const results = Promise.allSettled(servers.map((server, number) => cloud.place(server, hosts[number % 8]!, flavor)));
    await cloud.running.clock.settle();
    isSlow = false;
    slow.resolve();
    await cloud.running.clock.settle();

    expect((await results).filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    await made;
    expect(await cloud.instances()).toHaveLength(20);
    // The first on each host, which were under way when the quota came.
    expect(cloud.running.metrics().placementRetriesTotal).toBeLessThanOrEqual(hosts.length);
  });

  it('that comes in the middle counts all placements before it', async () => {
    const cloud = await aStartedCloud();
    const servers = await cloud.servers(32);
    const later = await cloud.server('later');
    const flavor = await cloud.flavor('small');
    const host = await cloud.host('h1');

    const results = Promise.allSettled(servers.map((server) => cloud.place(server, host, flavor)));
    await cloud.quota({ vcpus: 12 });
    const placed = (await results).filter(({ status }) => status === 'fulfilled').length;

    expect(placed).toBeGreaterThanOrEqual(12);
    expect(await cloud.refusal(later, host, flavor)).toMatchObject({
      code: 403,
      message: expect.stringContaining(`used: vcpus=${placed}`),
    });
  });
});

describe('a full host', () => {
  it('holds against 64 placements at once: exactly as many as there is room for, without a lost race', async () => {
    const cloud = await aStartedCloud();
    const flavor = await cloud.flavor('small');
    const host = await cloud.host('h1', {}, { inventory: { vcpus: 16, memoryMiB: 30 * 512 + 512, diskGiB: 1_000 } });
    const servers = await cloud.servers(64);

    const results = await Promise.allSettled(servers.map((server) => cloud.place(server, host, flavor)));

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(30);
    expect(await cloud.instances()).toHaveLength(30);
    expect(cloud.running.metrics()).toMatchObject({ placementsTotal: 30, placementRetriesTotal: 0 });
  });

  it('holds across four api-servers, with no more retries than each can lose to the other three', async () => {
    const first = await aStartedCloud();
    const others = await Promise.all([2, 3, 4].map(async (seed) => aStartedCloud({ beside: first.running, seed })));
    const clouds = [first, ...others];
    const flavor = await first.flavor('small');
    const host = await first.host('h1', {}, { inventory: { vcpus: 16, memoryMiB: 30 * 512 + 512, diskGiB: 1_000 } });
    const servers = await first.servers(64);

    const results = await Promise.allSettled(servers.map((server, number) => clouds[number % clouds.length]!.place(server, host, flavor)));

    const retries = clouds.reduce((sum, { running }) => sum + running.metrics().placementRetriesTotal, 0);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(30);
    expect(await first.instances()).toHaveLength(30);
    expect(retries).toBeLessThanOrEqual(30 * 3);
  });

  it('that loses its room or is cordoned in the same moment takes nothing any more', async () => {
    const slow = Promise.withResolvers<void>();
    let isSlow = false;
    const first = await aStartedCloud({ interceptor: { beforeWatchBatch: () => (isSlow ? slow.promise : undefined) } });
    const [host, flavor, server] = [await first.host('h1'), await first.flavor('small'), await first.server('web')];
    await first.read('web');
    const second = await aStartedRegistry({ beside: first.running, seed: 2 });
    isSlow = true;
    await second.registry.mergePatch(hostKind, { name: 'h1' }, { spec: { unschedulable: true } }, plainWrite);

    const refusal = first.refusal(server, host, flavor);
    await first.running.clock.settle();
    slow.resolve();
    await first.running.clock.settle();

    expect(await refusal).toMatchObject({ code: 409, details: { causes: [{ reason: 'HostCordoned' }] } });
  });
});

describe('a server group', () => {
  const inGroup = { placement: { serverGroup: 'apart' } };

  it('that spreads its members refuses a host that has its share', async () => {
    const cloud = await aStartedCloud();
    const [h1, h2, flavor] = [await cloud.host('h1'), await cloud.host('h2'), await cloud.flavor('small')];
    await cloud.group('apart');
    const [a, b, c] = await cloud.servers(3, inGroup);
    const outsider = await cloud.server('outsider');

    await cloud.place(a!, h1, flavor);
    await cloud.place(outsider, h1, flavor);
    const refusal = await cloud.refusal(b!, h1, flavor);
    await cloud.place(b!, h2, flavor);

    expect(refusal).toMatchObject({ code: 409, details: { causes: [{ reason: 'AntiAffinity', field: 'spec.placement.serverGroup' }] } });
    expect((await cloud.refusal(c!, h2, flavor)).details?.causes?.[0]?.reason).toBe('AntiAffinity');
  });

  it('holds against 64 members at once on one host', async () => {
    const cloud = await aStartedCloud();
    const [host, flavor] = [await cloud.host('h1'), await cloud.flavor('small')];
    await cloud.group('apart', { maximumServersPerHost: 3 });
    const servers = await cloud.servers(64, inGroup);

    const results = await Promise.allSettled(servers.map((server) => cloud.place(server, host, flavor)));

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  });

  it('that keeps its members together holds against members that come to different hosts at once', async () => {
    const cloud = await aStartedCloud();
    const other = await aStartedCloud({ beside: cloud.running, seed: 2 });
    const hosts = [await cloud.host('h1'), await cloud.host('h2')];
    const flavor = await cloud.flavor('small');
    await cloud.group('apart', { policy: 'Affinity' });
    const servers = await cloud.servers(16, inGroup);

    await Promise.allSettled(servers.map((server, number) => [cloud, other][number % 2]!.place(server, hosts[number % 2]!, flavor)));

    const used = new Set((await cloud.instances()).map((instance) => instance.spec.host.name));
    expect(used.size).toBe(1);
    expect(await cloud.instances()).toHaveLength(8);
  });

  it('that only wishes refuses nothing', async () => {
    const cloud = await aStartedCloud();
    const [host, flavor] = [await cloud.host('h1'), await cloud.flavor('small')];
    await cloud.group('apart', { policy: 'SoftAntiAffinity' });
    const servers = await cloud.servers(3, inGroup);

    for (const server of servers) await cloud.place(server, host, flavor);

    expect(await cloud.instances()).toHaveLength(3);
  });

  it('that was deleted lets its members move', async () => {
    const cloud = await aStartedCloud();
    const [host, flavor] = [await cloud.host('h1'), await cloud.flavor('small')];
    await cloud.group('apart');
    const [a, b] = await cloud.servers(2, inGroup);
    const first = await cloud.place(a!, host, flavor);
    await cloud.registry.delete(serverGroupKind, { namespace, name: 'apart' }, plainDelete);
    await cloud.report(first, 'Destroyed');

    const second = await cloud.place(await cloud.read('s0'), host, flavor);

    expect(second.spec.epoch).toBe(2);
    expect((await cloud.refusal(b!, host, flavor)).details?.causes?.[0]?.reason).toBe('ServerGroupMissing');
  });

  it('that does not exist is a Conflict, since it may come', async () => {
    const cloud = await aStartedCloud();
    const [host, flavor] = [await cloud.host('h1'), await cloud.flavor('small')];
    const [server] = await cloud.servers(1, inGroup);

    expect((await cloud.refusal(server!, host, flavor)).details?.causes?.[0]?.reason).toBe('ServerGroupMissing');
  });
});
