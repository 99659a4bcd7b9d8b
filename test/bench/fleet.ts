import { hostKind } from '#apis/infrastructure/host.ts';
import { isConditionTrue } from '#apis/machinery/condition.ts';
import { eventually } from '../harness/eventually.ts';
import { bootServers, prepareSmallServers, type BootTimings } from './measuring/boot-servers.ts';
import { startControlPlane, type ControlPlane } from './measuring/control-plane.ts';
import { CostOfProcesses, type Costs } from './measuring/cost-of-processes.ts';
import { percentile } from './measuring/percentile.ts';
import { printTable } from './measuring/print-table.ts';
import { settle } from './measuring/settle.ts';

/**
 * What a region costs: so many fake hosts, in a few processes, with a real stream each, and so many servers on them. Says what hosts cost that do
 * nothing, what a server costs as there are ever more of them, how soon the hosts are back when their gateway was killed, and how soon everything is
 * served when the whole control plane was. Run it by `node test/bench/fleet.ts [HOSTS] [SERVERS] [PROFILE-DIRECTORY]`.
 */
const hostCount = Number(process.argv[2] ?? 1_000);
const serverCount = Number(process.argv[3] ?? hostCount * 10);
const profileDirectory = process.argv[4];
const hostsOfProcess = 2_000;
const requestsInFlight = 32;
const idleSeconds = 60;
const steps = 10;

async function main(): Promise<void> {
  const beganAt = performance.now();
  const cloud = await startControlPlane({
    settings: { drivers: ['fake'], fakeHostCount: hostCount, hostName: 'fake', separateServices: true },
    profileDirectory,
    agentProcessCount: Math.ceil(hostCount / hostsOfProcess),
    without: ['gitops', 'openstack-services', 'nova-api'],
  });
  console.log(`${hostCount} hosts joined and were Ready in ${((performance.now() - beganAt) / 1000).toFixed(1)} s\n`);
  try {
    await measureIdle(cloud, 'hosts that do nothing');
    await prepareSmallServers(cloud);
    await measureGrowth(cloud);
    await measureIdle(cloud, `hosts with ${serverCount} servers that do nothing`);
    await measureReturn(cloud, ['gateway']);
    await measureReturn(cloud, ['gateway', 'controller-manager', 'image-store', 'api-server', 'etcd']);
  } finally {
    await cloud.stop();
  }
}

async function measureIdle(cloud: ControlPlane, what: string): Promise<void> {
  await settle(cloud);
  const costs = await CostOfProcesses.begin(cloud);
  await new Promise((resolve) => setTimeout(resolve, idleSeconds * 1_000));
  const { processes, etcd, wallSeconds } = await costs.sinceThen();
  console.log(`${hostCount} ${what}, for ${idleSeconds} s\n`);
  printTable(
    ['process', '% of a core', 'RSS MiB', 'PSS MiB'],
    processes.map(({ name, cpuSeconds, residentMiB, proportionalMiB }) => [
      name,
      ((cpuSeconds * 100) / wallSeconds).toFixed(1),
      residentMiB.toFixed(0),
      proportionalMiB.toFixed(0),
    ]),
  );
  console.log(`etcd transactions a second: ${(etcd.transactionCount / wallSeconds).toFixed(1)}\n`);
}

/** The same number of servers again and again: what one costs must not grow with how many there are. */
async function measureGrowth(cloud: ControlPlane): Promise<void> {
  const rows: string[][] = [];
  const count = Math.ceil(serverCount / steps);
  for (let step = 0; step < steps; step += 1) {
    const costs = await CostOfProcesses.begin(cloud);
    const timings = await bootServers(cloud, { prefix: `step-${step}`, count, requestsInFlight });
    const row = growthRow((step + 1) * count, count, timings, await costs.sinceThen());
    console.log(row.join('  '));
    rows.push(row);
  }
  console.log();
  const head = [
    'servers',
    'a second',
    'CPU ms each',
    'POST p50',
    'p99',
    'to Ready p50',
    'p99',
    'Txn each',
    'RSS MiB of api-server',
    'controllers',
    'gateway',
    'etcd',
  ];
  printTable(head, rows);
}

function growthRow(total: number, count: number, { wallSeconds, posts, boots }: BootTimings, { processes, etcd }: Costs): string[] {
  const residentOf = (name: string): string => (processes.find((each) => each.name === name)?.residentMiB ?? 0).toFixed(0);
  const cpuSeconds = processes.reduce((sum, each) => sum + each.cpuSeconds, 0);
  return [
    String(total),
    (count / wallSeconds).toFixed(0),
    ((cpuSeconds * 1_000) / count).toFixed(2),
    ...[posts, boots].flatMap((values) => [percentile(values, 0.5).toFixed(0), percentile(values, 0.99).toFixed(0)]),
    (etcd.transactionCount / count).toFixed(2),
    ...['api-server', 'controller-manager', 'gateway', 'etcd'].map(residentOf),
  ];
}

/** Kills processes, starts them again, and waits until every host is served again by a session of its own. */
async function measureReturn(cloud: ControlPlane, names: readonly string[]): Promise<void> {
  await settle(cloud);
  const sessions = await sessionsOf(cloud);
  const beganAt = performance.now();
  for (const name of names) await cloud.kill(name);
  for (const name of names.toReversed()) await cloud.startAgain(name);
  let lost = 0;
  await eventually(
    async () => {
      const hosts = (await cloud.client.resource(hostKind).list()).items;
      lost = Math.max(lost, hosts.filter(({ status }) => !isConditionTrue(status?.conditions, 'Ready')).length);
      const back = hosts.filter(({ metadata, status }) => (status?.session?.number ?? 0) > (sessions.get(metadata.name) ?? 0)).length;
      if (back < hosts.length || hosts.length < hostCount) throw new Error(`${back} of ${hosts.length} hosts are back`);
    },
    { withinMilliseconds: 600_000, intervalMilliseconds: 500 },
  );
  const seconds = ((performance.now() - beganAt) / 1_000).toFixed(1);
  console.log(`killed ${names.join(', ')}: all hosts back after ${seconds} s; at the worst moment ${lost} were not Ready\n`);
}

async function sessionsOf({ client }: ControlPlane): Promise<ReadonlyMap<string, number>> {
  const { items } = await client.resource(hostKind).list();
  return new Map(items.map(({ metadata, status }) => [metadata.name, status?.session?.number ?? 0]));
}

await main();
