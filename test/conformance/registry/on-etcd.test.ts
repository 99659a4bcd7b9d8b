import { afterEach, describe, expect, it } from 'vitest';
import { catalog } from '#apis/catalog.ts';
import { networkKind } from '#apis/compute/network.ts';
import { portKind, type Port } from '#apis/compute/port.ts';
import { serverKind } from '#apis/compute/server.ts';
import { aggregateKind, type Aggregate } from '#apis/infrastructure/aggregate.ts';
import { configMapKind } from '#apis/kubernetes/core.ts';
import { SystemClock } from '#apis/machinery/clock.ts';
import { ApiError, toStatus } from '#apis/machinery/errors.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { createRegistry, type RunningRegistry } from '#cmd/api-server/registry/create-registry.ts';
import { EtcdStorage } from '#cmd/api-server/storage/etcd/etcd-storage.ts';
import { aServerBody } from '#test/builders/api-bodies.ts';
import { Cloud } from '#test/builders/cloud.ts';
import { plainDelete, plainWrite, RecordingSink } from '#test/builders/registry.ts';
import { startEtcd, type EtcdServer } from '#test/harness/etcd.ts';
import { eventually } from '#test/harness/eventually.ts';

const toUndo: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const undo of toUndo.splice(0).toReversed()) await undo();
});

async function anEtcd(): Promise<EtcdServer> {
  const server = await startEtcd();
  toUndo.push(() => server.stop());
  return server;
}

interface RegistryOnEtcd extends RunningRegistry {
  readonly storage: EtcdStorage;
}

async function aRegistry({ endpoint, credentials, quotaBytes }: EtcdServer): Promise<RegistryOnEtcd> {
  const ambient = { clock: new SystemClock(), random: new SystemRandom(), logger: silentLogger };
  const storage = new EtcdStorage({ ...ambient, endpoints: [endpoint], credentials, quotaBytes });
  const running = createRegistry({ ...ambient, storage, catalog });
  toUndo.push(async () => {
    running.close();
    await storage.close();
  });
  await running.ready;
  return { ...running, storage };
}

const aConfigMapBody = (name: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });

describe('64 creators of ports at once over two api-servers on a real etcd', () => {
  it('get an address each, never the same and never the gateway, until none is left', async () => {
    const etcd = await anEtcd();
    const running = await Promise.all([aRegistry(etcd), aRegistry(etcd)]);
    const apiVersion = apiVersionOf(networkKind);
    const network = { apiVersion, kind: 'Network', metadata: { name: 'backend' }, spec: { cidr: '10.0.0.0/26' } };
    await running[0].registry.create(networkKind, 'default', network, plainWrite);
    const create = async (number: number): Promise<Port> => {
      const body = { apiVersion, kind: 'Port', metadata: { name: `p${number}` }, spec: { network: 'backend' } };
      return (await running[number % 2]!.registry.create(portKind, 'default', body, plainWrite)).object() as Port;
    };

    const results = await Promise.allSettled(Array.from({ length: 64 }, (_, number) => create(number)));

    const addresses = results.flatMap((result) => (result.status === 'fulfilled' ? (result.value.status?.ipAddresses ?? []) : []));
    const reasons = results.flatMap((result) =>
      result.status === 'rejected' ? [toStatus(result.reason).details?.causes?.[0]?.reason] : [],
    );
    expect(new Set(addresses).size).toBe(61);
    expect(addresses).not.toContain('10.0.0.1');
    expect(reasons).toEqual(['NoFreeAddress', 'NoFreeAddress', 'NoFreeAddress']);
  });
});

describe('32 creators of aggregates at once over two api-servers on a real etcd', () => {
  it('get a number each, one after the other, and the next one after some are gone', async () => {
    const etcd = await anEtcd();
    const running = await Promise.all([aRegistry(etcd), aRegistry(etcd)]);
    const create = async (number: number): Promise<number | undefined> => {
      const body = { apiVersion: apiVersionOf(aggregateKind), kind: 'Aggregate', metadata: { name: `a${number}` }, spec: {} };
      const made = await running[number % 2]!.registry.create(aggregateKind, undefined, body, plainWrite);
      return (made.object() as Aggregate).status?.number;
    };

    const numbers = await Promise.all(Array.from({ length: 32 }, (_, number) => create(number)));
    for (const number of numbers.keys()) await running[0].registry.delete(aggregateKind, { name: `a${number}` }, plainDelete);

    expect(numbers.toSorted((one, other) => one! - other!)).toEqual(Array.from({ length: 32 }, (_, index) => index + 1));
    expect(await create(1)).toBe(33);
  });
});

describe('64 creators at once over two api-servers on a real etcd', () => {
  it('fill a quota exactly, with servers that nobody has placed', async () => {
    const etcd = await anEtcd();
    const running = await Promise.all([aRegistry(etcd), aRegistry(etcd)]);
    const cloud = new Cloud(running[0]);
    await cloud.flavor('small', { vcpus: 2 });
    await cloud.quota({ vcpus: 41, servers: 60 });
    const create = (number: number): Promise<unknown> =>
      running[number % 2]!.registry.create(serverKind, 'default', aServerBody(`s${number}`), plainWrite);

    const results = await Promise.allSettled(Array.from({ length: 64 }, (_, number) => create(number)));

    const refusals = results.flatMap((result) => (result.status === 'rejected' ? [toStatus(result.reason)] : []));
    const stored = (await running[1].registry.list(serverKind, {})).items.length;
    expect(stored).toBe(20);
    expect(refusals).toHaveLength(44);
    expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set([403]));
  });
});

describe('64 creators at once over two api-servers on a real etcd, without a quota of the project', () => {
  it('fill the quota of one user and the defaults for all exactly', async () => {
    const etcd = await anEtcd();
    const running = await Promise.all([aRegistry(etcd), aRegistry(etcd)]);
    const clouds = running.map((each) => new Cloud(each));
    await clouds[0]!.flavor('small');
    await clouds[0]!.defaultQuota({ servers: 25 });
    await clouds[0]!.quota({ user: 'alice', servers: 7 }, 'of-alice');

    const results = await Promise.allSettled(
      Array.from({ length: 64 }, (_, number) => clouds[number % 2]!.serverOf(number % 4 < 2 ? 'alice' : 'bob', `s${number}`)),
    );

    const makers = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.status?.createdBy] : []));
    expect(makers.filter((user) => user === 'alice')).toHaveLength(7);
    expect(makers).toHaveLength(25);
  });
});

describe('64 placers at once on a real etcd', () => {
  it('fill one host exactly, and lose no race inside of one api-server', async () => {
    const running = await aRegistry(await anEtcd());
    const cloud = new Cloud(running);
    const flavor = await cloud.flavor('small');
    const host = await cloud.host('h1', {}, { inventory: { vcpus: 16, memoryMiB: 30 * 512 + 512, diskGiB: 1_000 } });
    const servers = await cloud.servers(64);

    const results = await Promise.allSettled(servers.map((server) => cloud.place(server, host, flavor)));

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(30);
    expect(await cloud.instances()).toHaveLength(30);
    expect(running.metrics().placementRetriesTotal).toBe(0);
  });

  it('fill one quota exactly, over many hosts', async () => {
    const running = await aRegistry(await anEtcd());
    const cloud = new Cloud(running);
    // Of a flavor that is not there yet: they count when they are placed.
    const servers = await cloud.servers(64);
    const flavor = await cloud.flavor('small');
    const hosts = await Promise.all(['h1', 'h2', 'h3', 'h4'].map((name) => cloud.host(name)));
    await cloud.quota({ vcpus: 20 });

    const results = await Promise.allSettled(servers.map((server, number) => cloud.place(server, hosts[number % 4]!, flavor)));

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    expect(await cloud.instances()).toHaveLength(20);
    // A quota's create does not wait for the cache: the first on each host may be under way when it is seen, and all others queue.
    expect(running.metrics().placementRetriesTotal).toBeLessThanOrEqual(hosts.length);
  });

  it('are exact across three api-servers, with no more retries than each can lose to the other two', async () => {
    const etcd = await anEtcd();
    const running = await Promise.all([aRegistry(etcd), aRegistry(etcd), aRegistry(etcd)]);
    const clouds = running.map((each) => new Cloud(each));
    const [first] = clouds as [Cloud];
    const servers = await first.servers(64);
    const flavor = await first.flavor('small');
    const host = await first.host('h1');
    await first.quota({ vcpus: 25 });

    const results = await Promise.allSettled(servers.map((server, number) => clouds[number % 3]!.place(server, host, flavor)));

    const retries = running.reduce((sum, { metrics }) => sum + metrics().placementRetriesTotal, 0);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(25);
    expect(await first.instances()).toHaveLength(25);
    expect(retries).toBeLessThanOrEqual(25 * 2);
  });
});

describe('a registry whose etcd is killed and comes back', () => {
  it('has lost nothing that it accepted, and its watches have told each change once', async () => {
    const etcd = await anEtcd();
    const { registry } = await aRegistry(etcd);
    const sink = new RecordingSink();
    await registry.watch(configMapKind, { allowWatchBookmarks: false, sendInitialEvents: false }, sink);
    const accepted: string[] = [];
    const refused = new Set<number>();
    const stop = new AbortController();
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let number = 0; !stop.signal.aborted; number += 1) {
        const name = `c${writer}-${number}`;
        try {
          await registry.create(configMapKind, 'default', aConfigMapBody(name), plainWrite);
          accepted.push(name);
        } catch (error) {
          refused.add(error instanceof ApiError ? error.code : 0);
        }
      }
    });

    for (let round = 0; round < 2; round += 1) {
      const before = accepted.length;
      await eventually(() => expect(accepted.length).toBeGreaterThan(before + 50));
      await etcd.kill();
      await etcd.restart();
    }
    const before = accepted.length;
    await eventually(() => expect(accepted.length).toBeGreaterThan(before + 50));
    stop.abort();
    await Promise.all(writers);

    const listed = (await registry.list(configMapKind, {})).items.map((item) => item.object().metadata.name);
    expect(accepted.filter((name) => !listed.includes(name))).toEqual([]);
    await eventually(() => expect(sink.changes.toSorted()).toEqual(listed.map((name) => `ADDED ${name}`).toSorted()));
    // Only what a client may try again.
    for (const code of refused) expect([503, 504]).toContain(code);
  });
});

describe('a list in pages on a real etcd', () => {
  it('goes on from the store when memory has let go of the snapshot, until that is compacted', async () => {
    const { registry, storage } = await aRegistry(await anEtcd());
    for (let number = 0; number < 20; number += 1)
      await registry.create(configMapKind, 'default', aConfigMapBody(`c${number + 10}`), plainWrite);
    const first = await registry.list(configMapKind, { limit: 5 });
    for (let number = 0; number < 12; number += 1) {
      await registry.create(configMapKind, 'default', aConfigMapBody(`d${number}`), plainWrite);
      await registry.list(configMapKind, { limit: 1 });
    }

    const second = await registry.list(configMapKind, { limit: 5, continueToken: first.continueToken! });
    await storage.compact(await storage.currentRevision());
    const third = await registry.list(configMapKind, { limit: 5, continueToken: second.continueToken! }).catch(toStatus);

    expect(second).toMatchObject({ revision: first.revision, remainingItemCount: 10 });
    expect(second.items.map((item) => item.object().metadata.name)).toEqual(['c15', 'c16', 'c17', 'c18', 'c19']);
    expect(third).toMatchObject({ code: 410, reason: 'Expired' });
  });
});
