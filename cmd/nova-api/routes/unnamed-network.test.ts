import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { networkKind } from '#apis/compute/network.ts';
import { serverKind, type Server } from '#apis/compute/server.ts';
import { eventually } from '#test/harness/eventually.ts';
import { NovaDesk } from '#test/harness/nova-desk.ts';
import { draftOf, stockCloud } from '#test/harness/nova-servers.ts';

describe('the networks of a new server', () => {
  let desk: NovaDesk;
  let imageID: string;

  beforeAll(async () => {
    desk = await NovaDesk.open();
    ({ imageID } = await stockCloud(desk));
  });

  afterAll(() => desk[Symbol.asyncDispose]());

  const ask = (project: string, more: object, version = '2.96') =>
    desk.ask(`member@${project}`, 'POST', '/servers', {
      version,
      body: { server: { name: 's', flavorRef: 'm1.tiny', imageRef: imageID, ...more } },
    });
  const makeNetwork = async (project: string, name: string, spec: object): Promise<string> => {
    // Has the project be there.
    await desk.ask(`member@${project}`, 'POST', '/os-server-groups', {
      version: '2.96',
      body: { server_group: { name, policy: 'affinity' } },
    });
    return (await desk.operator.resource(networkKind).create(draftOf(networkKind, name, spec, project))).metadata.uid;
  };
  const networksOf = async (project: string): Promise<readonly Server['spec']['networks'][]> =>
    (await desk.operator.resource(serverKind).list({ namespace: project })).items.map(({ spec }) => spec.networks);

  it('may be one that another process made just now, and none without addresses', async () => {
    const [made, bare] = [await makeNetwork('p1', 'just-now', { cidr: '10.11.0.0/24' }), await makeNetwork('p1', 'bare', {})];

    expect(await ask('p1', { networks: [{ uuid: made }] })).toMatchObject({ code: 202 });
    expect(await ask('p1', { networks: [{ uuid: bare }] })).toMatchObject({
      code: 400,
      body: { badRequest: { message: `Network ${bare} requires a subnet in order to boot instances on.` } },
    });
  });

  it('are the one that there is, if none is named', async () => {
    await makeNetwork('p2', 'only', { cidr: '10.12.0.0/24' });

    expect((await ask('p2', { networks: 'auto' })).code).toBe(202);
    expect((await ask('p2', {}, '2.1')).code).toBe(202);
    expect(await networksOf('p2')).toEqual([[{ network: 'only' }], [{ network: 'only' }]]);
  });

  it('have to be named where there are several, but for one called default', async () => {
    for (const name of ['one', 'two']) await makeNetwork('p3', name, { cidr: '10.13.0.0/24' });
    await eventually(() => expect(desk.known.networks.get({ namespace: 'p3', name: 'two' })).toBeDefined());
    expect(await ask('p3', { networks: 'auto' })).toMatchObject({
      code: 409,
      body: { conflictingRequest: { message: 'Multiple possible networks found, use a Network ID to be more specific.' } },
    });

    await makeNetwork('p3', 'default', { cidr: '10.14.0.0/24' });
    // The copy hears of it in its own time, since it knew of networks.
    await eventually(async () => expect((await ask('p3', { networks: 'auto' })).code).toBe(202));
    expect(await networksOf('p3')).toEqual([undefined]);
  });

  it('are made where there are none, once for all who ask for auto at the same time, and not for who asks in an older version', async () => {
    expect((await ask('p4', {}, '2.36')).code).toBe(202);
    expect((await ask('p4', { networks: 'none' })).code).toBe(202);
    const codes = await Promise.all(
      Array.from({ length: 4 }, () => ask('p4', { networks: 'auto', min_count: 2 }).then(({ code }) => code)),
    );

    expect(codes).toEqual([202, 202, 202, 202]);
    const { items } = await desk.operator.resource(networkKind).list({ namespace: 'p4' });
    expect(items.map(({ spec }) => spec)).toEqual([{ displayName: 'auto_allocated_network', cidr: '10.0.0.0/20' }]);
    const networks = (await networksOf('p4')).map((each) => JSON.stringify(each));
    expect(networks.filter((each) => each === JSON.stringify([{ network: 'auto-allocated-network' }]))).toHaveLength(8);
  });

  it('are not made for a server that is refused', async () => {
    await desk.ask('admin@p9', 'PUT', '/os-quota-sets/p5', { body: { quota_set: { instances: 0 } } });

    expect((await ask('p5', { networks: 'auto' })).code).toBe(403);
    expect((await desk.operator.resource(networkKind).list({ namespace: 'p5' })).items).toEqual([]);
  });
});
