import { afterEach, describe, expect, it } from 'vitest';
import { zoneKind } from '#apis/compute/zone.ts';
import { aggregateKind, type AggregateSpec } from '#apis/infrastructure/aggregate.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import { LoopWorld } from '#test/harness/loop-world.ts';

const apiVersion = 'infrastructure.tycho.dev/v1alpha1';
let world: LoopWorld;

afterEach(async () => {
  await world.stop();
});

async function aWorld(...hosts: readonly string[]): Promise<void> {
  world = await LoopWorld.start();
  for (const host of hosts) await world.does(world.agents.addHost(host));
  await world.clock.advance(1_000);
}

async function declare(name: string, spec: AggregateSpec): Promise<void> {
  await world.does(world.objects(aggregateKind).create({ apiVersion, kind: 'Aggregate', metadata: { name }, spec }));
  await world.clock.advance(1_000);
}

async function zones(): Promise<readonly string[]> {
  const { items } = await world.does(world.objects(zoneKind).list());
  return items.map(({ metadata, status }) => `${metadata.name} ${status?.available === true ? 'available' : 'unavailable'}`).toSorted();
}

async function hostsOf(name: string): Promise<readonly string[] | undefined> {
  return (await world.does(world.objects(aggregateKind).get({ name }))).status?.hosts;
}

describe('the aggregate loop', () => {
  it('says which hosts belong to an aggregate, by name or label, as they come and change', async () => {
    await aWorld('host-a', 'host-b');
    await declare('racks', { hosts: ['host-a', 'host-z'], hostSelector: { matchLabels: { rack: 'r1' } } });
    expect(await hostsOf('racks')).toEqual(['host-a']);

    await world.does(world.objects(hostKind).patch({ name: 'host-b' }, { metadata: { labels: { rack: 'r1' } } }));
    await world.does(world.agents.addHost('host-z'));
    await world.clock.advance(1_000);

    expect(await hostsOf('racks')).toEqual(['host-a', 'host-b', 'host-z']);
  });

  it('shows a zone while a host is in it, and whether one takes servers', async () => {
    await aWorld('host-a', 'host-b');
    expect(await zones()).toEqual([]);

    await declare('racks', { hosts: ['host-a', 'host-b'], zone: 'east' });
    await declare('later', { hosts: ['host-z'], zone: 'west' });
    expect(await zones()).toEqual(['east available']);
    for (const name of ['host-a', 'host-b']) await world.does(world.objects(hostKind).patch({ name }, { spec: { unschedulable: true } }));
    await world.clock.advance(1_000);
    expect(await zones()).toEqual(['east unavailable']);

    await world.does(world.objects(aggregateKind).patch({ name: 'racks' }, { spec: { hosts: [] } }));
    await world.does(world.objects(hostKind).patch({ name: 'host-a' }, { spec: { zone: 'north', unschedulable: false } }));
    await world.clock.advance(1_000);
    expect(await zones()).toEqual(['north available']);
  });

  it('takes away a zone that somebody made by hand', async () => {
    await aWorld('host-a');

    await world.does(
      world.objects(zoneKind).create({ apiVersion: 'compute.tycho.dev/v1alpha1', kind: 'Zone', metadata: { name: 'nowhere' } }),
    );
    await world.clock.advance(1_000);

    expect(await zones()).toEqual([]);
  });
});
