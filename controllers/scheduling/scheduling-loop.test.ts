import { afterEach, describe, expect, it } from 'vitest';
import { flavorKind } from '#apis/compute/flavor.ts';
import { quotaKind } from '#apis/compute/quota.ts';
import { serverGroupKind } from '#apis/compute/server-group.ts';
import { serverKind } from '#apis/compute/server.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import { eventKind } from '#apis/kubernetes/core.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import { aFlavorBody, aQuotaBody, aServerGroupBody } from '#test/builders/api-bodies.ts';
import { LoopWorld } from '#test/harness/loop-world.ts';

let world: LoopWorld | undefined;

afterEach(async () => {
  await world?.stop();
  world = undefined;
});

async function aWorld(...hosts: readonly string[]): Promise<LoopWorld> {
  world = await LoopWorld.start();
  for (const host of hosts) await world.does(world.agents.addHost(host));
  await world.clock.advance(1_000);
  return world;
}

/** Whether and why not a server has a place: `True Placed`, `False NoHostFits`. */
async function scheduledState(on: LoopWorld, name: string): Promise<string> {
  const condition = findCondition((await on.getServer(name))?.status?.conditions, 'Scheduled');
  return condition === undefined ? 'unknown' : `${condition.status} ${condition.reason}`;
}

async function messageOf(on: LoopWorld, name: string): Promise<string | undefined> {
  return findCondition((await on.getServer(name))?.status?.conditions, 'Scheduled')?.message;
}

describe('a server without a place', () => {
  it('says so while there are no hosts, and is placed when one connects', async () => {
    const world = await aWorld();
    await world.createServer('web');
    await world.clock.advance(1_000);
    expect(await scheduledState(world, 'web')).toBe('False NoHostFits');

    await world.does(world.agents.addHost('host-a'));
    await world.clock.advance(3_000);

    expect(await scheduledState(world, 'web')).toBe('True Placed');
    expect(await world.stateOf('web')).toBe('Running True/Running');
  });

  it('waits for its flavor, names the field, and is placed when the flavor is created', async () => {
    const world = await aWorld('host-a');
    await world.createServer('web', { flavor: 'huge' });
    await world.clock.advance(3_000);
    expect(await scheduledState(world, 'web')).toBe('False FlavorNotFound');
    expect(await messageOf(world, 'web')).toContain('spec.flavor');

    await world.does(world.objects(flavorKind).create(aFlavorBody('huge')));
    await world.clock.advance(3_000);

    expect(await scheduledState(world, 'web')).toBe('True Placed');
  });

  it('is not said to wait for a flavor that is created in the moment after it', async () => {
    const world = await aWorld('host-a');
    await world.createServer('web', { flavor: 'huge' });
    await world.clock.advance(1_000);
    await world.does(world.objects(flavorKind).create(aFlavorBody('huge')));
    await world.clock.advance(3_000);

    expect(await scheduledState(world, 'web')).toBe('True Placed');
    const { items } = await world.objects(eventKind).list();
    expect(items.filter(({ type }) => type === 'Warning')).toEqual([]);
  });

  it('is told how many hosts each constraint ruled out, and is placed when a cordon is lifted', async () => {
    const world = await aWorld('host-a', 'host-b');
    await world.does(world.objects(hostKind).patch({ name: 'host-a' }, { spec: { unschedulable: true } }));
    await world.does(world.objects(hostKind).patch({ name: 'host-b' }, { spec: { zone: 'b' } }));
    await world.clock.advance(500);
    await world.createServer('web', { placement: { zone: 'a' } });
    await world.clock.advance(1_000);
    expect(await messageOf(world, 'web')).toContain('0 of 2 hosts fit: Zone rules out 2, NotCordoned rules out 1');

    await world.does(world.objects(hostKind).patch({ name: 'host-a' }, { spec: { unschedulable: false, zone: 'a' } }));
    await world.clock.advance(3_000);

    expect((await world.instanceOf('web')).spec.host.name).toBe('host-a');
  });

  it('waits while the quota is used up, and is placed when another server is gone', async () => {
    const world = await aWorld('host-a');
    await world.does(
      world.objects(quotaKind).create({ ...aQuotaBody('limit', { vcpus: 1 }), metadata: { name: 'limit', namespace: 'default' } }),
    );
    await world.createServer('first');
    await world.clock.advance(1_000);
    // Its flavor is not there yet: its size counts when it is placed.
    await world.createServer('second', { flavor: 'later' });
    await world.does(world.objects(flavorKind).create(aFlavorBody('later')));
    await world.clock.advance(3_000);
    expect(await scheduledState(world, 'second')).toBe('False QuotaExceeded');

    await world.does(world.objects(serverKind).delete({ namespace: 'default', name: 'first' }));
    await world.clock.advance(20_000);

    expect(await scheduledState(world, 'second')).toBe('True Placed');
  });

  it('costs no writes while it waits', async () => {
    const world = await aWorld('host-a');
    await world.createServer('web', { flavor: 'huge' });
    await world.clock.advance(5_000);
    const { metadata } = (await world.getServer('web'))!;

    await world.clock.advance(600_000);

    expect((await world.getServer('web'))!.metadata.resourceVersion).toBe(metadata.resourceVersion);
  });
});

describe('servers with room everywhere', () => {
  it('spread over the hosts, also when they come in one breath', async () => {
    const world = await aWorld('host-a', 'host-b', 'host-c');

    await Promise.all(Array.from({ length: 9 }, (_, index) => world.createServer(`web-${index}`)));
    await world.clock.advance(3_000);

    const hosts = await Promise.all(Array.from({ length: 9 }, async (_, index) => (await world.instanceOf(`web-${index}`)).spec.host.name));
    expect(hosts.toSorted()).toEqual(['host-a', 'host-a', 'host-a', 'host-b', 'host-b', 'host-b', 'host-c', 'host-c', 'host-c']);
  });

  it('keep apart as their group wants, and wait when no host is left for another', async () => {
    const world = await aWorld('host-a', 'host-b');
    const group = aServerGroupBody('apart', { policy: 'AntiAffinity' });
    await world.does(
      world.objects(serverGroupKind).create({
        ...group,
        metadata: { name: 'apart', namespace: 'default' },
        spec: { policy: 'AntiAffinity', maximumServersPerHost: 1 },
      }),
    );

    for (const name of ['one', 'two', 'three']) {
      await world.createServer(name, { placement: { serverGroup: 'apart' } });
      await world.clock.advance(2_000);
    }

    const [one, two] = [await world.instanceOf('one'), await world.instanceOf('two')];
    expect(one.spec.host.name).not.toBe(two.spec.host.name);
    expect(await scheduledState(world, 'three')).toBe('False NoHostFits');
    expect(await messageOf(world, 'three')).toContain('ServerGroup rules out 2');
  });

  it('stay together as their group wants', async () => {
    const world = await aWorld('host-a', 'host-b', 'host-c');
    await world.does(
      world.objects(serverGroupKind).create({
        ...aServerGroupBody('together'),
        metadata: { name: 'together', namespace: 'default' },
        spec: { policy: 'Affinity', maximumServersPerHost: 1 },
      }),
    );

    for (const name of ['one', 'two', 'three']) {
      await world.createServer(name, { placement: { serverGroup: 'together' } });
      await world.clock.advance(2_000);
    }

    const hosts = await Promise.all(['one', 'two', 'three'].map(async (name) => (await world.instanceOf(name)).spec.host.name));
    expect(new Set(hosts).size).toBe(1);
  });
});

describe('the explanation of a placement', () => {
  it('is stored with the incarnation', async () => {
    const world = await aWorld('host-a', 'host-b');
    await world.does(world.objects(hostKind).patch({ name: 'host-b' }, { spec: { unschedulable: true } }));
    await world.clock.advance(500);

    await world.createServer('web');
    await world.clock.advance(1_000);

    expect((await world.instanceOf('web')).spec.explanation).toMatchObject({
      hostsConsidered: 2,
      hostsLeft: 1,
      constraints: expect.arrayContaining([
        { name: 'NotCordoned', removed: 1 },
        { name: 'Ready', removed: 0 },
      ]) as unknown[],
    });
  });
});
