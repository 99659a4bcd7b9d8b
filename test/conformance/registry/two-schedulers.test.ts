import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '#apis/client/api-client.ts';
import { flavorKind } from '#apis/compute/flavor.ts';
import { imageKind } from '#apis/compute/image.ts';
import { serverGroupKind, type ServerGroupSpec } from '#apis/compute/server-group.ts';
import { serverKind, type Server, type ServerSpec } from '#apis/compute/server.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import { instanceKind } from '#apis/infrastructure/instance.ts';
import { eventKind } from '#apis/kubernetes/core.ts';
import { SystemClock } from '#apis/machinery/clock.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { discardedMetrics } from '#apis/machinery/metrics.ts';
import { EtcdStorage } from '#cmd/api-server/storage/etcd/etcd-storage.ts';
import { createControllers } from '#cmd/controller-manager/all-controllers.ts';
import { EventRecorder } from '#controllers/runtime/event-recorder.ts';
import { SharedInformers } from '#controllers/runtime/shared-informers.ts';
import { aFlavorBody, aHostBody, aHostStatus, aServerBody, aServerGroupBody } from '#test/builders/api-bodies.ts';
import { startEtcd, type EtcdServer } from '#test/harness/etcd.ts';
import { eventually } from '#test/harness/eventually.ts';
import { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { processPeers } from '#test/harness/in-process-transport.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';

/** Two schedulers that do not know of each other, each on an api-server of its own, over one real etcd. */
const memberCount = 32;
const namespace = 'default';
const clock = new SystemClock();
interface Member {
  readonly group: string;
  readonly host: string;
}

const toUndo: (() => Promise<unknown> | void)[] = [];

let client: ApiClient;
/** The Instances that the watch has told of, by name. */
const present = new Map<string, Member>();
/** For each group the most members that one host has had at any moment, as the watch told it. */
const mostOnOneHost = new Map<string, number>();

beforeAll(async () => {
  const etcd = await startEtcd();
  toUndo.push(() => etcd.stop());
  const servers = await Promise.all([1, 2].map((seed) => anApiServer(etcd, seed)));
  client = servers[0]!.client();
  await furnish();
  for (const [index, server] of servers.entries()) await startScheduler(server, index);
  await watchHistory(servers[1]!);
}, 60_000);

afterAll(async () => {
  for (const undo of toUndo.toReversed()) await undo();
});

async function anApiServer({ endpoint, credentials, quotaBytes }: EtcdServer, seed: number): Promise<InProcessApiServer> {
  const random = new SeededRandom(seed);
  const storage = new EtcdStorage({ clock, random, logger: silentLogger, endpoints: [endpoint], credentials, quotaBytes });
  const server = new InProcessApiServer({ clock, random, storage });
  toUndo.push(() => {
    server.close();
    return storage.close();
  });
  await server.ready;
  return server;
}

/** As many hosts as members, each with room for all of them. */
async function furnish(): Promise<void> {
  await client.resource(flavorKind).create(aFlavorBody('small'));
  const source = { url: 'https://images.test/debian', sha256: 'b'.repeat(64) };
  const spec = { format: 'Qcow2', source, minimumDiskGiB: 0, minimumMemoryMiB: 0 } as const;
  const apiVersion = 'compute.tycho.dev/v1alpha1';
  await client.resource(imageKind).create({ apiVersion, kind: 'Image', metadata: { name: 'debian', namespace }, spec });
  await Promise.all(
    Array.from({ length: memberCount }, async (_, number) => {
      const name = `host-${number}`;
      await client.resource(hostKind).create(aHostBody(name) as never);
      await client.resource(hostKind).patchStatus({ name }, { status: aHostStatus({ capabilities: ['image-qcow2'] }) });
    }),
  );
}

async function startScheduler(server: InProcessApiServer, index: number): Promise<void> {
  const own = server.client({ peer: processPeers.controllerManager });
  const parts = { clock, random: new SeededRandom(`scheduler-${index}`), logger: silentLogger };
  const informers = new SharedInformers({ ...parts, client: own });
  const metrics = discardedMetrics;
  const events = new EventRecorder({ ...parts, metrics, events: own.resource(eventKind), component: 'test' });
  const loops = createControllers(['scheduling'], { ...parts, client: own, informers, events, metrics });
  const stopping = new AbortController();
  const run = informers.run(stopping.signal);
  toUndo.push(async () => {
    await Promise.all(loops.map((loop) => loop.stop()));
    stopping.abort(new Error('the test is over'));
    await run;
  });
  await Promise.all(loops.map((loop) => loop.start()));
}

/** From now on every change of an Instance counts, in the order of the store. */
async function watchHistory(server: InProcessApiServer): Promise<void> {
  const informers = new SharedInformers({ clock, random: new SeededRandom('watch'), logger: silentLogger, client: server.client() });
  const instances = informers.for(instanceKind);
  instances.onChange(({ key, current }) => {
    if (current === undefined) present.delete(key.name);
    else present.set(key.name, { group: current.spec.server.name.split('-')[0]!, host: current.spec.host.name });
    for (const [place, { length }] of countsOf(present.values())) {
      const group = place.split(' ')[0]!;
      mostOnOneHost.set(group, Math.max(mostOnOneHost.get(group) ?? 0, length));
    }
  });
  const stopping = new AbortController();
  const run = informers.run(stopping.signal);
  toUndo.push(async () => {
    stopping.abort(new Error('the test is over'));
    await run;
  });
  await eventually(() => expect(instances.hasSynced).toBe(true));
}

function countsOf(members: Iterable<Member>): ReadonlyMap<string, readonly Member[]> {
  return Map.groupBy(members, ({ group, host }) => `${group} ${host}`);
}

/** A group, and all of its members at once. */
async function createMembers(group: string, policy: ServerGroupSpec['policy']): Promise<void> {
  const body = { ...aServerGroupBody(group), metadata: { name: group, namespace }, spec: { policy, maximumServersPerHost: 1 } };
  await client.resource(serverGroupKind).create(body);
  await Promise.all(Array.from({ length: memberCount }, (_, number) => createMember(group, `${group}-${number}`)));
}

async function createMember(group: string, name: string): Promise<Server> {
  const body = aServerBody(name, { placement: { serverGroup: group } }, { namespace });
  return client.resource(serverKind).create(body as typeof body & { readonly spec: ServerSpec });
}

/** The host of each member, once all have one. */
async function hostsOf(group: string): Promise<readonly string[]> {
  return eventually(
    async () => {
      const { items } = await client.resource(instanceKind).list({ namespace });
      const hosts = items.filter(({ spec }) => spec.server.name.startsWith(`${group}-`)).map(({ spec }) => spec.host.name);
      expect(hosts).toHaveLength(memberCount);
      // The history is as far, too.
      expect([...present.values()].filter((member) => member.group === group)).toHaveLength(memberCount);
      return hosts;
    },
    { withinMilliseconds: 60_000, intervalMilliseconds: 100 },
  );
}

describe('two schedulers at once over two api-servers on a real etcd', () => {
  it('never put two members of a group that wants them apart on one host, and leave the one waiting for which there is none', async () => {
    await createMembers('apart', 'AntiAffinity');

    expect(new Set(await hostsOf('apart')).size).toBe(memberCount);
    await createMember('apart', 'apart-more');
    await eventually(
      async () => {
        const { status } = await client.resource(serverKind).get({ namespace, name: 'apart-more' });
        expect(findCondition(status?.conditions, 'Scheduled')).toMatchObject({
          status: 'False',
          reason: 'NoHostFits',
          message: expect.stringContaining(`0 of ${memberCount} hosts fit: ServerGroup rules out ${memberCount}`) as string,
        });
      },
      { withinMilliseconds: 60_000 },
    );
    await hostsOf('apart');
    expect(mostOnOneHost.get('apart')).toBe(1);
  }, 120_000);

  it('put all members of a group that wants them together on one host', async () => {
    await createMembers('together', 'Affinity');

    expect(new Set(await hostsOf('together')).size).toBe(1);
    expect(mostOnOneHost.get('together')).toBe(memberCount);
  }, 120_000);
});
