import { flavorKind } from '#apis/compute/flavor.ts';
import { imageKind } from '#apis/compute/image.ts';
import { serverKind, type Server } from '#apis/compute/server.ts';
import { isConditionTrue } from '#apis/machinery/condition.ts';
import { startControlPlane, type ControlPlane } from './measuring/control-plane.ts';
import { countersBetween, etcdCounters } from './measuring/etcd-counters.ts';
import { inFlight } from './measuring/in-flight.ts';
import { percentile } from './measuring/percentile.ts';
import { printTable } from './measuring/print-table.ts';
import { machineCPUSeconds, processCost } from './measuring/process-cost.ts';

/**
 * How fast a fleet of servers boots, and what each costs: 1,000 servers, created one by one with 32 requests in flight, on 100 fake hosts, until all
 * are Ready. Real etcd, api-server, controller-manager and gateway, and one agent process that plays all hosts.
 * `node test/bench/boot-fleet.ts [SERVERS] [PROFILE-DIRECTORY]`; the directory gets a CPU profile of each process.
 */
const serverCount = Number(process.argv[2] ?? 1_000);
const profileDirectory = process.argv[3];
const hostCount = 100;
const requestsInFlight = 32;
const limitMilliseconds = 180_000;
/** What is written about a server that runs already (Events, late status) is its cost too: until so little happens in a second. */
const quietTransactions = 3;
const settleLimitSeconds = 120;
/** For so long nothing is asked for, to see what leases cost by themselves. */
const idleSeconds = 10;
const namespace = 'default';

async function main(): Promise<void> {
  const cloud = await startControlPlane({ settings: { drivers: ['fake'], fakeHostCount: hostCount, hostName: 'fake' }, profileDirectory });
  try {
    await prepare(cloud);
    // Code that has run a few times is compiled; a control plane is measured as it is after its first minutes, not in them.
    await bootServers(cloud, 'warm', Math.min(200, serverCount));
    await settle(cloud);
    await measure(cloud);
  } finally {
    await cloud.stop();
  }
}

async function measure(cloud: ControlPlane): Promise<void> {
  const idlePerSecond = await idleTransactionsPerSecond(cloud);
  const beganAt = performance.now();
  const costsOf = (): ReturnType<typeof processCost>[] => cloud.processes.map(({ pid }) => processCost(pid));
  const [etcdBefore, costsBefore, machineBefore, ownBefore] = [
    etcdCounters(await cloud.etcdMetrics()),
    costsOf(),
    machineCPUSeconds(),
    ownCPUSeconds(),
  ];
  const timings = await bootServers(cloud, 'measured', serverCount);
  const [costsRunning, machineSeconds, ownSeconds] = [costsOf(), machineCPUSeconds() - machineBefore, ownCPUSeconds() - ownBefore];
  await settle(cloud);
  const idleCount = (idlePerSecond * (performance.now() - beganAt)) / 1000;
  const [costsAfter, etcd] = [costsOf(), countersBetween(etcdBefore, etcdCounters(await cloud.etcdMetrics()))];
  const each = (value: number): string => (value / serverCount).toFixed(2);
  const cpuMilliseconds = cloud.processes.map(
    (_, index) => ((costsAfter[index]!.cpuSeconds - costsBefore[index]!.cpuSeconds) * 1000) / serverCount,
  );
  const totalMilliseconds = cpuMilliseconds.reduce((left, right) => left + right, 0);
  const busySeconds = costsRunning.reduce((total, cost, index) => total + cost.cpuSeconds - costsBefore[index]!.cpuSeconds, 0);

  console.log(`${serverCount} servers on ${hostCount} fake hosts, ${requestsInFlight} requests in flight\n`);
  printTable(
    ['', 'Tycho', 'target', 'Nova (fake driver, such a machine)'],
    [
      ['servers/s until all are Ready', (serverCount / timings.wallSeconds).toFixed(1), '>= 100', '2.4 at best'],
      ['servers/s that 2 cores give by the CPU used', (2000 / (totalMilliseconds + (ownSeconds * 1000) / serverCount)).toFixed(1), '', ''],
      ['CPU ms a server, all processes', totalMilliseconds.toFixed(2), '', '750'],
      ['etcd transactions a server, without idle leases', each(etcd.transactionCount - idleCount), '<= 6', ''],
      ['KB sent to etcd a server', each(etcd.receivedBytes / 1000), '<= 12', ''],
    ],
  );
  printTable(
    ['milliseconds', 'p50', 'p99', 'max'],
    [
      ['POST', ...quantiles(timings.posts)],
      ['POST sent to Ready', ...quantiles(timings.boots)],
    ],
  );
  printTable(
    ['process', 'CPU ms a server', 'RSS MiB'],
    cloud.processes.map(({ name }, index) => [name, cpuMilliseconds[index]!.toFixed(2), costsAfter[index]!.residentMiB.toFixed(0)]),
  );
  printTable(
    ['etcd, a server', ''],
    [
      ['Txn, Put and DeleteRange', each(etcd.transactionCount)],
      ['of these, idle leases', each(idleCount)],
      ['entries of its log', each(etcd.proposalCount)],
      ['keys put', each(etcd.putCount)],
      ['Range', each(etcd.rangeCount)],
      ['KB received', each(etcd.receivedBytes / 1000)],
      ['KB to its log', each(etcd.loggedBytes / 1000)],
    ],
  );
  const others = machineSeconds - busySeconds - ownSeconds;
  console.log(
    `${timings.wallSeconds.toFixed(1)} s; this load generator took ${ownSeconds.toFixed(1)} CPU s, others on the machine ${others.toFixed(1)}\n`,
  );
}

async function idleTransactionsPerSecond(cloud: ControlPlane): Promise<number> {
  const before = etcdCounters(await cloud.etcdMetrics()).transactionCount;
  await new Promise((resolve) => setTimeout(resolve, idleSeconds * 1_000));
  return (etcdCounters(await cloud.etcdMetrics()).transactionCount - before) / idleSeconds;
}

async function settle(cloud: ControlPlane): Promise<void> {
  let before = etcdCounters(await cloud.etcdMetrics()).transactionCount;
  for (let second = 0; second < settleLimitSeconds; second += 1) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const after = etcdCounters(await cloud.etcdMetrics()).transactionCount;
    if (after - before <= quietTransactions) return;
    before = after;
  }
  throw new Error(`etcd is still written to after ${settleLimitSeconds} s`);
}

function quantiles(values: readonly number[]): string[] {
  return [0.5, 0.99, 1].map((fraction) => percentile(values, fraction).toFixed(0));
}

interface Timings {
  readonly wallSeconds: number;
  /** Milliseconds. */
  readonly posts: readonly number[];
  readonly boots: readonly number[];
}

async function bootServers({ client }: ControlPlane, prefix: string, count: number): Promise<Timings> {
  const servers = client.resource(serverKind);
  const startedAt = new Map<string, number>();
  const posts: number[] = [];
  const boots: number[] = [];
  const over = new AbortController();
  const allReady = Promise.withResolvers<void>();
  const limit = setTimeout(
    () => allReady.reject(new Error(`${boots.length} of ${count} servers are Ready after ${limitMilliseconds / 1000} s`)),
    limitMilliseconds,
  );
  const { resourceVersion } = await servers.list({ namespace, limit: 1 });
  const watching = (async () => {
    for await (const event of servers.watch({ namespace, resourceVersion, signal: over.signal })) {
      if (event.type !== 'MODIFIED') continue;
      const server = event.object as Server;
      const started = startedAt.get(server.metadata.name);
      if (started === undefined || !isConditionTrue(server.status?.conditions, 'Ready')) continue;
      startedAt.delete(server.metadata.name);
      boots.push(performance.now() - started);
      if (boots.length === count) return;
    }
    throw new Error('the watch ended');
  })();
  watching.then(allReady.resolve, allReady.reject);
  const began = performance.now();
  try {
    await inFlight(requestsInFlight, count, async (number) => {
      const name = `${prefix}-${number}`;
      const at = performance.now();
      startedAt.set(name, at);
      await servers.create({
        apiVersion: 'compute.tycho.dev/v1alpha1',
        kind: 'Server',
        metadata: { name, namespace },
        spec: { flavor: 'small', image: 'small-guest' },
      } as never);
      posts.push(performance.now() - at);
    });
    await allReady.promise;
  } finally {
    clearTimeout(limit);
    over.abort();
  }
  return { wallSeconds: (performance.now() - began) / 1000, posts, boots };
}

async function prepare({ client }: ControlPlane): Promise<void> {
  const apiVersion = 'compute.tycho.dev/v1alpha1';
  await client.resource(flavorKind).create({
    apiVersion,
    kind: 'Flavor',
    metadata: { name: 'small' },
    spec: { vcpus: 1, memoryMiB: 512, diskGiB: 1 },
  });
  await client.resource(imageKind).create({
    apiVersion,
    kind: 'Image',
    metadata: { name: 'small-guest', namespace },
    spec: { format: 'Raw', source: { url: 'https://images.example.org/small.raw', sha256: '0'.repeat(64) } },
  } as never);
}

function ownCPUSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}

await main();
