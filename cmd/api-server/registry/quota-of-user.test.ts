import { describe, expect, it } from 'vitest';
import { defaultQuotaKind } from '#apis/compute/default-quota.ts';
import { keyPairKind } from '#apis/compute/key-pair.ts';
import { quotaKind } from '#apis/compute/quota.ts';
import { serverGroupKind } from '#apis/compute/server-group.ts';
import { serverKind } from '#apis/compute/server.ts';
import { apiVersionOf, type KindDefinition } from '#apis/machinery/kind.ts';
import { aStartedCloud, type Cloud } from '#test/builders/cloud.ts';
import { refusalOf } from '#test/builders/refusal.ts';
import { plainDelete, plainWrite } from '#test/builders/registry.ts';

const namespace = 'default';
const publicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB1cmVseS1ub3QtYS1yZWFsLWtleS1idXQtb2s= me';

const create = (cloud: Cloud, kind: KindDefinition, name: string, spec: object, user: string): Promise<unknown> =>
  cloud.registry.create(
    kind,
    namespace,
    { apiVersion: apiVersionOf(kind), kind: kind.kind, metadata: { name }, spec },
    { ...plainWrite, user },
  );

describe('the quota of one user', () => {
  it('counts what that user has made and nothing of others, beside the quota of the project', async () => {
    const cloud = await aStartedCloud();
    await cloud.flavor('small', { vcpus: 2 });
    await cloud.quota({ servers: 4 });
    await cloud.quota({ user: 'alice', servers: 2, vcpus: 3 }, 'of-alice');
    await cloud.serverOf('bob', 'b1');
    await cloud.serverOf('alice', 'a1');

    const refused = await refusalOf(cloud.serverOf('alice', 'a2'));
    await cloud.serverOf('bob', 'b2');
    await cloud.serverOf('carol', 'c1');

    expect(refused).toMatchObject({
      code: 403,
      message: expect.stringContaining('exceeded quota: of-alice, requested: vcpus=2, used: vcpus=2, limited: vcpus=3'),
      details: { causes: [{ reason: 'QuotaExceeded', field: 'spec.flavor' }] },
    });
    expect(await refusalOf(cloud.serverOf('bob', 'b3'))).toMatchObject({ message: expect.stringContaining('exceeded quota: limits') });
  });

  it('holds for who has made a server, whoever resizes it', async () => {
    const cloud = await aStartedCloud();
    await cloud.flavor('small', { vcpus: 1 });
    await cloud.flavor('large', { vcpus: 4 });
    await cloud.quota({ user: 'alice', vcpus: 3 }, 'of-alice');
    await cloud.serverOf('alice', 'a');
    await cloud.serverOf('bob', 'b');
    const resize = (name: string, user: string) =>
      cloud.registry.mergePatch(serverKind, { namespace, name }, { spec: { flavor: 'large' } }, { ...plainWrite, user });

    expect(await refusalOf(resize('a', 'bob'))).toMatchObject({ message: expect.stringContaining('requested: vcpus=3, used: vcpus=1') });
    await resize('b', 'alice');
  });

  it('is exact with 64 at once over four api-servers, while others fill the project', async () => {
    const first = await aStartedCloud();
    const clouds = [first, ...(await Promise.all([2, 3, 4].map(async (seed) => aStartedCloud({ beside: first.running, seed }))))];
    await first.flavor('small');
    await first.quota({ servers: 30 });
    await first.quota({ user: 'alice', servers: 9 }, 'of-alice');

    const results = await Promise.allSettled(
      Array.from({ length: 64 }, (_, number) => clouds[number % 4]!.serverOf(number % 8 < 4 ? 'alice' : 'bob', `s${number}`)),
    );

    const made = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.status?.createdBy] : []));
    expect(made.filter((user) => user === 'alice')).toHaveLength(9);
    expect(made).toHaveLength(30);
  });

  it('limits key pairs that are theirs, groups that they made, and members and metadata of what they made', async () => {
    const cloud = await aStartedCloud();
    await cloud.quota({ user: 'alice', keyPairs: 1, serverGroups: 1, serverGroupMembers: 1, serverMetadataItems: 1 }, 'of-alice');
    const keyPair = (name: string, user: string) => create(cloud, keyPairKind, name, { type: 'SSH', publicKey, user }, 'admin');
    const group = (name: string, user: string) => create(cloud, serverGroupKind, name, { policy: 'SoftAffinity' }, user);
    const placement = { serverGroup: 'g1' };
    await keyPair('k1', 'alice');
    await keyPair('k2', 'bob');
    await group('g1', 'alice');
    await group('g2', 'bob');
    await cloud.serverOf('alice', 'a', { placement });
    await cloud.serverOf('bob', 'b', { placement, metadata: { a: '1', b: '2' } });

    const refusals = [
      await refusalOf(keyPair('k3', 'alice')),
      await refusalOf(group('g3', 'alice')),
      await refusalOf(cloud.serverOf('alice', 'a2', { placement })),
      await refusalOf(cloud.serverOf('alice', 'a3', { metadata: { a: '1', b: '2' } })),
    ];

    expect(refusals.map(({ message }) => message?.replace(/^.*of-alice, /, ''))).toEqual([
      'requested: keyPairs=1, used: keyPairs=1, limited: keyPairs=1',
      'requested: serverGroups=1, used: serverGroups=1, limited: serverGroups=1',
      'requested: serverGroupMembers=1, used: serverGroupMembers=1, limited: serverGroupMembers=1',
      'requested: serverMetadataItems=2, used: serverMetadataItems=0, limited: serverMetadataItems=1',
    ]);
  });

  it('refuses by name what nobody counts for a user', async () => {
    const cloud = await aStartedCloud();

    const refused = await refusalOf(cloud.quota({ user: 'alice', volumes: 1, keyPairsPerUser: 1, unlimited: ['vcpus'] }));

    expect(refused).toMatchObject({
      code: 422,
      details: { causes: [{ field: 'spec.volumes' }, { field: 'spec.keyPairsPerUser' }, { field: 'spec.unlimited' }] },
    });
  });
});

describe('a default quota', () => {
  it('limits every project in what no quota of its own speaks of, limit by limit', async () => {
    const cloud = await aStartedCloud();
    await cloud.flavor('small', { vcpus: 2 });
    await cloud.defaultQuota({ servers: 2, vcpus: 100, volumes: 0 });
    await cloud.quota({ vcpus: 3 });
    await cloud.server('a');

    expect(await refusalOf(cloud.server('b'))).toMatchObject({
      message: expect.stringContaining('exceeded quota: limits, requested: vcpus=2'),
    });
    await cloud.registry.mergePatch(quotaKind, { namespace, name: 'limits' }, { spec: { vcpus: 50 } }, plainWrite);
    await cloud.server('b');
    expect(await refusalOf(cloud.server('c'))).toMatchObject({
      code: 403,
      message: expect.stringContaining('exceeded quota: DefaultQuota/defaults, requested: servers=1, used: servers=2, limited: servers=2'),
    });
  });

  it('leaves alone what a project states to have no limit, and is not moved by the quota of a user', async () => {
    const cloud = await aStartedCloud();
    await cloud.flavor('gpu', { vcpus: 4, extraSpecs: { 'resources:CUSTOM_GPU': '3' } });
    await cloud.defaultQuota({ servers: 1, vcpus: 1, resourceClasses: { CUSTOM_GPU: 1 } });
    await cloud.quota({ unlimited: ['vcpus', 'CUSTOM_GPU'] });
    await cloud.quota({ user: 'tester', servers: 10 }, 'of-tester');

    await cloud.server('a', { flavor: 'gpu' });

    expect(await refusalOf(cloud.server('b', { flavor: 'gpu' }))).toMatchObject({
      message: expect.stringContaining('exceeded quota: DefaultQuota/defaults, requested: servers=1'),
    });
  });

  it('sees every server that was made before it came, and lets go when it goes', async () => {
    const cloud = await aStartedCloud();
    const other = await aStartedCloud({ beside: cloud.running, seed: 2 });

    const creations = Promise.allSettled(Array.from({ length: 32 }, (_, number) => [cloud, other][number % 2]!.server(`s${number}`)));
    await cloud.defaultQuota({ servers: 12 });
    const made = (await creations).filter(({ status }) => status === 'fulfilled').length;

    expect(made).toBeGreaterThanOrEqual(12);
    expect(await refusalOf(other.server('later'))).toMatchObject({ message: expect.stringContaining(`used: servers=${made}`) });
    await cloud.registry.delete(defaultQuotaKind, { name: 'defaults' }, plainDelete);
    await other.server('later');
  });

  it('is exact with 64 at once over four api-servers', async () => {
    const first = await aStartedCloud();
    const clouds = [first, ...(await Promise.all([2, 3, 4].map(async (seed) => aStartedCloud({ beside: first.running, seed }))))];
    await first.defaultQuota({ servers: 20 });

    const results = await Promise.allSettled(Array.from({ length: 64 }, (_, number) => clouds[number % 4]!.server(`s${number}`)));

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
  });

  it('names what it cannot mean', async () => {
    const cloud = await aStartedCloud();

    expect(await refusalOf(cloud.defaultQuota({ vcpus: 1, unlimited: ['vcpus', 'cores'], resourceClasses: { gpu: 1 } }))).toMatchObject({
      code: 422,
      details: { causes: [{ field: 'spec.resourceClasses["gpu"]' }, { field: 'spec.unlimited[0]' }, { field: 'spec.unlimited[1]' }] },
    });
  });
});
