import { bootServers, prepareSmallServers } from './measuring/boot-servers.ts';
import { startControlPlane, type ControlPlane } from './measuring/control-plane.ts';
import { countersBetween, etcdCounters } from './measuring/etcd-counters.ts';
import { percentile } from './measuring/percentile.ts';
import { printTable } from './measuring/print-table.ts';
import { machineCPUSeconds, ownCPUSeconds, processCost } from './measuring/process-cost.ts';
import { settle } from './measuring/settle.ts';

/**
 * How fast a fleet of servers boots, and what each costs: 1,000 servers, created one by one with 32 requests in flight, on 100 fake hosts, until all
 * are Ready. Real etcd, api-server, controller-manager and gateway, and one agent process that plays all hosts.
 * `node test/bench/boot-fleet.ts [SERVERS] [PROFILE-DIRECTORY]`; the directory gets a CPU profile of each process.
 */
const serverCount = Number(process.argv[2] ?? 1_000);
const profileDirectory = process.argv[3];
const hostCount = 100;
const requestsInFlight = 32;
/** For so long nothing is asked for, to see what leases cost by themselves. */
const idleSeconds = 10;

async function main(): Promise<void> {
  const cloud = await startControlPlane({ settings: { drivers: ['fake'], fakeHostCount: hostCount, hostName: 'fake' }, profileDirectory });
  try {
    await prepareSmallServers(cloud);
    // Code that has run a few times is compiled; a control plane is measured as it is after its first minutes, not in them.
    await bootServers(cloud, { prefix: 'warm', count: Math.min(200, serverCount), requestsInFlight });
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
  const timings = await bootServers(cloud, { prefix: 'measured', count: serverCount, requestsInFlight });
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

function quantiles(values: readonly number[]): string[] {
  return [0.5, 0.99, 1].map((fraction) => percentile(values, fraction).toFixed(0));
}

await main();
