import { describe, expect, it } from 'vitest';
import { aggregateKind, type AggregateSpec } from '#apis/infrastructure/aggregate.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import { anAggregateBody } from '#test/builders/aggregate.ts';
import { aHostBody } from '#test/builders/api-bodies.ts';
import { Cloud } from '#test/builders/cloud.ts';
import { refusalOf } from '#test/builders/refusal.ts';
import { aStartedRegistry, plainDelete, plainWrite } from '#test/builders/registry.ts';

async function aCloud(): Promise<Cloud> {
  return new Cloud(await aStartedRegistry());
}

const aggregate = (cloud: Cloud, name: string, spec: AggregateSpec): Promise<unknown> =>
  cloud.registry.create(aggregateKind, undefined, anAggregateBody(name, spec), plainWrite);

const change = (cloud: Cloud, name: string, spec: object): Promise<unknown> =>
  cloud.registry.mergePatch(aggregateKind, { name }, { spec }, plainWrite);

const changeHost = (cloud: Cloud, name: string, patch: object): Promise<unknown> =>
  cloud.registry.mergePatch(hostKind, { name }, patch, plainWrite);

describe('a host', () => {
  it('may be in many aggregates, of one zone or of none', async () => {
    const cloud = await aCloud();
    await cloud.host('h1');

    await aggregate(cloud, 'east-1', { hosts: ['h1'], zone: 'east' });
    await aggregate(cloud, 'fast', { hosts: ['h1'], metadata: { disk: 'ssd' } });
    await aggregate(cloud, 'east-2', { hosts: ['h1'], zone: 'east' });

    expect((await cloud.registry.list(aggregateKind, {})).items).toHaveLength(3);
  });

  it.each<[string, (cloud: Cloud) => Promise<unknown>]>([
    ['an aggregate that is made', (cloud) => aggregate(cloud, 'west', { hosts: ['h1'], zone: 'west' })],
    ['an aggregate that takes it in', (cloud) => change(cloud, 'other', { hosts: ['h1'] })],
    [
      'an aggregate whose labels it has',
      (cloud) => aggregate(cloud, 'west', { hostSelector: { matchLabels: { rack: 'r1' } }, zone: 'west' }),
    ],
    ['an aggregate that it is in already', (cloud) => change(cloud, 'plain', { zone: 'west' })],
    ['its own spec.zone', (cloud) => changeHost(cloud, 'h1', { spec: { zone: 'west' } })],
    ['labels that it gets', (cloud) => changeHost(cloud, 'h1', { metadata: { labels: { row: '2' } } })],
  ])('is not put into a second zone by %s', async (_, write) => {
    const cloud = await aCloud();
    await cloud.registry.create(hostKind, undefined, { ...aHostBody('h1'), metadata: { name: 'h1', labels: { rack: 'r1' } } }, plainWrite);
    await aggregate(cloud, 'east', { hosts: ['h1'], zone: 'east' });
    await aggregate(cloud, 'other', { hosts: ['h9'], zone: 'west' });
    await aggregate(cloud, 'row-2', { hostSelector: { matchLabels: { row: '2' } }, zone: 'west' });
    await aggregate(cloud, 'plain', { hosts: ['h1'] });

    const refusal = await refusalOf(write(cloud));

    expect(refusal).toMatchObject({ code: 422, details: { causes: [{ field: 'spec.zone' }] } });
    expect(refusal.message).toMatch(
      /host h1 would be in two zones: .*"east" by aggregate "east".*"west"|"west" by its own spec.zone and "east" by aggregate "east"/,
    );
  });

  it('that comes with labels is not put into two zones either', async () => {
    const cloud = await aCloud();
    await aggregate(cloud, 'east', { hosts: ['h1'], zone: 'east' });

    expect(await refusalOf(cloud.host('h1', { zone: 'west' }))).toMatchObject({ code: 422 });
  });
});

describe('the zone of a host with servers', () => {
  async function aPlacedServer(zone: string | undefined) {
    const cloud = await aCloud();
    await aggregate(cloud, 'racks', { hosts: ['h1'], zone: 'east' });
    const [host, flavor] = [await cloud.host('h1'), await cloud.flavor('small')];
    const placement = zone === undefined ? {} : { placement: { zone } };
    const instance = await cloud.place(await cloud.server('web', placement), host, flavor);
    return { cloud, host, flavor, instance };
  }

  it('is what placements go by, and what servers show', async () => {
    const { cloud, host, flavor } = await aPlacedServer('east');

    expect((await cloud.read('web')).status?.zone).toBe('east');
    expect(await cloud.refusal(await cloud.server('other', { placement: { zone: 'west' } }), host, flavor)).toMatchObject({
      code: 409,
      details: { causes: [{ reason: 'OtherZone' }] },
    });
  });

  it.each<[string, (cloud: Cloud) => Promise<unknown>]>([
    ['renamed', (cloud) => change(cloud, 'racks', { zone: 'west' })],
    ['taken away', (cloud) => change(cloud, 'racks', { zone: null })],
    ['left', (cloud) => change(cloud, 'racks', { hosts: [] })],
    ['deleted', (cloud) => cloud.registry.delete(aggregateKind, { name: 'racks' }, plainDelete)],
  ])('is not %s under servers that asked for it', async (_, write) => {
    const { cloud, instance } = await aPlacedServer('east');

    expect(await refusalOf(write(cloud))).toMatchObject({
      code: 409,
      message: expect.stringContaining('of its servers asked for the one that it is in: default/web'),
      details: { causes: [{ reason: 'ZoneInUse' }] },
    });
    await cloud.report(instance, 'Destroyed');
    await write(cloud);
  });

  it('may change under servers that float', async () => {
    const { cloud } = await aPlacedServer(undefined);

    await expect(change(cloud, 'racks', { zone: 'west' })).resolves.toMatchObject({ outcome: 'Changed' });
  });

  it('may be said by somebody else, as long as it is the same', async () => {
    const { cloud } = await aPlacedServer('east');

    await changeHost(cloud, 'h1', { spec: { zone: 'east' } });
    await expect(cloud.registry.delete(aggregateKind, { name: 'racks' }, plainDelete)).resolves.toMatchObject({ kind: 'Gone' });
  });
});

describe('two api-servers', () => {
  it('do not put one host into two zones at once, nor a server into a zone that its host leaves', async () => {
    const first = await aStartedRegistry();
    const second = await aStartedRegistry({ beside: first, seed: 2 });
    const clouds = [new Cloud(first), new Cloud(second)] as const;
    const host = await clouds[0].host('h1');
    const flavor = await clouds[0].flavor('small');

    const made = await Promise.allSettled([
      aggregate(clouds[0], 'east', { hosts: ['h1'], zone: 'east' }),
      aggregate(clouds[1], 'west', { hosts: ['h1'], zone: 'west' }),
    ]);
    expect(made.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);

    const name = made[0].status === 'fulfilled' ? 'east' : 'west';
    const server = await clouds[1].server('web', { placement: { zone: name } });
    const results = await Promise.allSettled([change(clouds[0], name, { zone: 'north' }), clouds[1].place(server, host, flavor)]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});
