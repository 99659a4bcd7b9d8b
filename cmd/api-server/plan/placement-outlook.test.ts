import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planKind, type Plan, type ServerOutcome } from '#apis/compute/plan.ts';
import { serverGroupKind } from '#apis/compute/server-group.ts';
import { volumeAttachmentKind } from '#apis/compute/volume-attachment.ts';
import { volumeKind } from '#apis/compute/volume.ts';
import { aggregateKind } from '#apis/infrastructure/aggregate.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import { anAggregateBody } from '#test/builders/aggregate.ts';
import { LifeWorld } from '#test/builders/life-world.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';

const compute = 'compute.tycho.dev/v1alpha1';
const namespace = 'default';
const small = { vcpus: 2, memoryMiB: 4_096, diskGiB: 100 };
const hosts = ['host-a', 'host-b', 'host-c', 'host-d'];

let life: LifeWorld;

beforeEach(async () => {
  life = await LifeWorld.start(Object.fromEntries(hosts.map((name) => [name, { inventory: small }])));
});

afterEach(async () => {
  await life.stop();
});

type Manifest = Readonly<Record<string, unknown>>;

function server(name: string, spec: object = {}): Manifest {
  return { apiVersion: compute, kind: 'Server', metadata: { name }, spec: { flavor: 'small', image: 'debian', ...spec } };
}

function group(name: string, policy: string, spec: object = {}): Manifest {
  return { apiVersion: compute, kind: 'ServerGroup', metadata: { name }, spec: { policy, ...spec } };
}

function volume(name: string): Manifest {
  return { apiVersion: compute, kind: 'Volume', metadata: { name }, spec: { sizeGiB: 1, shareable: true } };
}

function attachment(name: string, of: { readonly server: string; readonly volume: string }): Manifest {
  return { apiVersion: compute, kind: 'VolumeAttachment', metadata: { name }, spec: of };
}

async function create(kind: KindDefinition, manifest: Manifest): Promise<void> {
  const metadata = { ...(manifest['metadata'] as object), ...(kind.scope === 'Namespaced' ? { namespace } : {}) };
  await life.world.does(life.world.objects(kind).create({ ...manifest, metadata }));
}

/** What is announced for each server, in order. */
async function announced(...objects: readonly Manifest[]): Promise<readonly (ServerOutcome['placement'] | string)[]> {
  const draft = { apiVersion: compute, kind: 'Plan', metadata: { namespace }, spec: { objects, force: true } };
  const plan = (await life.world.does(life.world.client.resource(planKind).create(draft as never))) as unknown as Plan;
  return plan.status!.objects.flatMap((object) => (object.kind === 'Server' ? [object.refusal ?? object.server?.placement] : []));
}

/** What the scheduler has come to, in the words of an announcement. */
async function placedAs(name: string): Promise<ServerOutcome['placement']> {
  const found = await life.world.getServer(name);
  const scheduled = findCondition(found?.status?.conditions, 'Scheduled');
  if (scheduled?.status === 'False') return { fits: false, message: scheduled.message };
  const newest = (await life.world.instancesOf(name)).at(-1)?.spec.explanation;
  return { fits: true, message: `there is room on ${newest?.hostsLeft} of ${newest?.hostsConsidered} hosts` };
}

/** A server with all that a scheduler has to heed, drawn among so few that they often get in each other's way. */
function randomWish(random: SeededRandom, names: readonly string[]): object {
  const some = <Value>(value: () => Value): Value | undefined => (random.fraction() < 0.3 ? value() : undefined);
  const placement = {
    serverGroup: some(() => random.pick(['apart', 'pairs', 'together', 'near', 'gone'])),
    zone: some(() => random.pick(['east', 'west', 'nowhere'])),
    requiredTraits: some(() => [random.pick(['FAST', 'LOUD'])]),
    differentHostFrom: names.length === 0 ? undefined : some(() => [random.pick(names)]),
    sameHostAs: names.length === 0 ? undefined : some(() => [random.pick(names)]),
  };
  const stated = Object.fromEntries(Object.entries(placement).filter(([, value]) => value !== undefined));
  return { flavor: random.pick(['small', 'small', 'large']), ...(Object.keys(stated).length === 0 ? {} : { placement: stated }) };
}

async function furnish(): Promise<void> {
  const patch = (name: string, spec: object): Promise<unknown> => life.world.does(life.world.objects(hostKind).patch({ name }, { spec }));
  await patch('host-a', { traits: ['FAST'], zone: 'east' });
  await patch('host-d', { traits: ['FAST', 'LOUD'] });
  await create(aggregateKind, anAggregateBody('west', { hosts: ['host-c', 'host-d'], zone: 'west' }) as Manifest);
  await create(aggregateKind, anAggregateBody('few', { hosts: ['host-b'], maximumServersPerHost: 2 }) as Manifest);
  await create(aggregateKind, anAggregateBody('big', { hosts: ['host-d'], isolation: { flavors: ['large'] } }) as Manifest);
  await create(serverGroupKind, group('apart', 'AntiAffinity'));
  await create(serverGroupKind, group('pairs', 'AntiAffinity', { maximumServersPerHost: 2 }));
  await create(serverGroupKind, group('together', 'Affinity'));
  await create(serverGroupKind, group('near', 'SoftAffinity'));
  for (const name of ['data', 'logs']) await create(volumeKind, volume(name));
  await life.pass(2);
}

describe('a placement that a plan announces', () => {
  it.each([1, 2, 3, 4])('is what the scheduler then comes to, whatever is asked for (seed %i)', { timeout: 60_000 }, async (seed) => {
    const random = new SeededRandom(seed);
    await furnish();
    const names: string[] = [];
    const seen = new Set<boolean>();
    for (let step = 0; step < 14; step += 1) {
      const name = `web-${step}`;
      const disk = random.fraction() < 0.6 ? undefined : random.pick(['data', 'logs']);
      const wish = server(name, randomWish(random, names));
      const held = disk === undefined ? [] : [attachment(`${disk}-${step}`, { server: name, volume: disk })];
      const [placement] = await announced(...held, wish);
      for (const each of held) await create(volumeAttachmentKind, each);
      await life.world.createServer(name, wish['spec'] as object);
      await life.pass(3);

      expect({ wish, placement }).toEqual({ wish, placement: await placedAs(name) });
      seen.add((placement as { fits: boolean }).fits);
      names.push(name);
    }
    expect(seen.size).toBe(2);
  });

  it('counts those that the same plan puts into a group, with the group itself', async () => {
    const members = ['a', 'b', 'c', 'd', 'e'].map((name) => server(name, { placement: { serverGroup: 'apart' } }));

    const placements = await announced(group('apart', 'AntiAffinity'), ...members);

    expect(placements.map((each) => (each as { fits: boolean }).fits)).toEqual([true, true, true, true, false]);
    expect(placements.at(-1)).toMatchObject({ message: expect.stringMatching(/0 of 4 hosts fit: ServerGroup rules out 4/) as string });
  });

  it('keeps members of an affine group together, as far as their host has room', async () => {
    const members = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name) => server(name, { placement: { serverGroup: 'together' } }));

    const placements = await announced(group('together', 'Affinity'), ...members);

    // 4,096 MiB without the 512 that are kept back for the host: seven of 512.
    expect(placements.map((each) => (each as { fits: boolean }).fits)).toEqual([true, true, true, true, true, true, true, false]);
  });

  it('heeds aggregates and hosts as the same plan makes them', async () => {
    const kept = anAggregateBody('kept', { hosts, isolation: { projects: ['other'] } }) as Manifest;

    const [placement] = await announced(kept, server('web'));

    expect(placement).toMatchObject({ fits: false, message: expect.stringContaining('AggregateProjects rules out 4') as string });
  });

  it('waits for what a server names and nobody makes, in the words of the scheduler', async () => {
    const [missing, made] = await announced(
      server('one', { placement: { serverGroup: 'nowhere' } }),
      group('somewhere', 'AntiAffinity'),
      server('two', { placement: { serverGroup: 'somewhere' } }),
    );

    expect(missing).toMatchObject({ fits: false, message: expect.stringContaining('there is no server group "nowhere"') as string });
    expect(made).toEqual({ fits: true, message: 'there is room on 4 of 4 hosts' });
  });

  it.each([
    ['a group that holds only its host', { serverGroup: 'apart' }, ['host-b', 'host-c', 'host-d']],
    ['no wish', {}, []],
  ])('is foretold for a resize of a server with %s, and is what comes of it', async (_, placement, cordoned) => {
    await furnish();
    await life.create({ placement });
    for (const name of cordoned) await life.world.does(life.world.objects(hostKind).patch({ name }, { spec: { unschedulable: true } }));
    await life.pass(1);

    const [foretold] = await announced(server('web', { flavor: 'large', placement }));
    await life.change({ flavor: 'large' });
    await life.pass(20);

    expect(foretold).toEqual(await placedAs('web'));
    expect(await life.incarnations()).toHaveLength((foretold as { fits: boolean }).fits ? 2 : 1);
  });
});
