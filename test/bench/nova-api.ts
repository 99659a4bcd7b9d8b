import { readFile } from 'node:fs/promises';
import { flavorKind } from '#apis/compute/flavor.ts';
import { imageKind } from '#apis/compute/image.ts';
import { ComputeClient } from './measuring/compute-client.ts';
import { startControlPlane, type ControlPlane } from './measuring/control-plane.ts';
import { inFlight } from './measuring/in-flight.ts';
import { percentile } from './measuring/percentile.ts';
import { printTable } from './measuring/print-table.ts';
import { machineCPUSeconds, processCost } from './measuring/process-cost.ts';

/**
 * The Compute API of OpenStack's, on 100 fake hosts: how fast servers boot by it, one by one and in bulk, how fast they are read, and what the control plane takes
 * of memory with 1,000 of them. Nova's figures are of its fake driver on such a machine, all else at rest (Debian 12, OpenStack Zed).
 * `node test/bench/nova-api.ts [PROFILE-DIRECTORY]`; the directory gets a CPU profile of each process.
 */
const profileDirectory = process.argv[2];
const hostCount = 100;
const bootCount = 500;
const requestsInFlight = 32;
const bulkCount = 500;
const singleCount = 20;
const readCount = 5_000;
const readsInFlight = 8;
const pollMilliseconds = 5;
const limitMilliseconds = 120_000;

interface ServerList {
  readonly servers: readonly { readonly id: string; readonly status: string }[];
}

async function main(): Promise<void> {
  const beganAt = performance.now();
  const cloud = await startControlPlane({ settings: { drivers: ['fake'], fakeHostCount: hostCount, hostName: 'fake' }, profileDirectory });
  try {
    const imageID = await prepare(cloud);
    const password = (await readFile(cloud.state.openStackPasswordOf('demo'), 'utf8')).trim();
    const compute = await ComputeClient.login(cloud.identityURL, cloud.computeURL, 'demo', password);
    await bootOne(compute, imageID);
    await measure(cloud, compute, imageID, (performance.now() - beganAt) / 1000);
    compute.close();
  } finally {
    await cloud.stop();
  }
}

async function measure(cloud: ControlPlane, compute: ComputeClient, imageID: string, firstSeconds: number): Promise<void> {
  const machineBefore = machineCPUSeconds();
  const costBefore = cpuSecondsOf(cloud);
  await bootAll(compute, imageID, 'warm', 50);
  const bootsPerSecond = await bootAll(compute, imageID, 'single', bootCount);
  const bulkPerSecond = await bootBulk(compute, imageID);
  const latencies: number[] = [];
  for (let each = 0; each < singleCount; each += 1) latencies.push(await bootOne(compute, imageID));
  const { servers } = await compute.json<ServerList>('GET', '/servers');
  const detail = await timesOf(20, () => compute.ask('GET', '/servers/detail?limit=1000'));
  const id = servers[0]?.id ?? '';
  const readsBegan = performance.now();
  await inFlight(readsInFlight, readCount, async () => void (await compute.ask('GET', `/servers/${id}`)));
  const readsPerSecond = readCount / ((performance.now() - readsBegan) / 1000);
  const memory = cloud.processes.map(({ name, pid }) => [name, processCost(pid).residentMiB] as const);
  const controlPlaneMiB = memory.filter(([name]) => !name.startsWith('node-')).reduce((sum, [, mebibytes]) => sum + mebibytes, 0);
  printTable(
    ['', 'Tycho', 'target', 'Nova'],
    [
      ['boots a second by single POSTs', bootsPerSecond.toFixed(0), '>= 240', '2.4'],
      ['boots a second by min_count', bulkPerSecond.toFixed(0), '>= 300', '3.8'],
      ['POST to ACTIVE, ms at p50', percentile(latencies, 0.5).toFixed(0), '<= 50', '503'],
      ['GET /servers/detail of 1,000, ms at p50', percentile(detail, 0.5).toFixed(1), '<= 25', '1,260'],
      ['GET /servers/ID a second', readsPerSecond.toFixed(0), '>= 3,000', '79'],
      ['RSS of the control plane with 1,000 servers, MiB', controlPlaneMiB.toFixed(0), '<= 550', '4,332'],
      ['start to first ACTIVE, s', firstSeconds.toFixed(1), '<= 5', '26'],
    ],
  );
  printTable(
    ['process', 'RSS MiB'],
    memory.map(([name, mebibytes]) => [name, mebibytes.toFixed(0)]),
  );
  const own = process.cpuUsage();
  const others = machineCPUSeconds() - machineBefore - (cpuSecondsOf(cloud) - costBefore) - (own.user + own.system) / 1e6;
  console.log(`Others on the machine took ${others.toFixed(1)} CPU s meanwhile.\n`);
}

function cpuSecondsOf({ processes }: ControlPlane): number {
  return processes.reduce((sum, { pid }) => sum + processCost(pid).cpuSeconds, 0);
}

/** Returns how many a second. */
async function bootAll(compute: ComputeClient, imageID: string, prefix: string, count: number): Promise<number> {
  const beganAt = performance.now();
  await inFlight(
    requestsInFlight,
    count,
    async (number) => void (await compute.ask('POST', '/servers', wish(`${prefix}-${number}`, imageID))),
  );
  await allActive(compute, `${prefix}-`, count);
  return count / ((performance.now() - beganAt) / 1000);
}

async function bootBulk(compute: ComputeClient, imageID: string): Promise<number> {
  const beganAt = performance.now();
  await compute.ask('POST', '/servers', wish('bulk', imageID, { min_count: bulkCount, max_count: bulkCount }));
  await allActive(compute, 'bulk-', bulkCount);
  return bulkCount / ((performance.now() - beganAt) / 1000);
}

/** Returns the milliseconds from the request to ACTIVE, as somebody sees them who looks every few milliseconds. */
async function bootOne(compute: ComputeClient, imageID: string): Promise<number> {
  const beganAt = performance.now();
  const { server } = await compute.json<{ readonly server: { readonly id: string } }>('POST', '/servers', wish('one', imageID));
  while (performance.now() - beganAt < limitMilliseconds) {
    const shown = await compute.json<{ readonly server: { readonly status: string } }>('GET', `/servers/${server.id}`);
    if (shown.server.status === 'ACTIVE') return performance.now() - beganAt;
    await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
  }
  throw new Error('a server did not become ACTIVE');
}

async function allActive(compute: ComputeClient, prefix: string, count: number): Promise<void> {
  const beganAt = performance.now();
  while (performance.now() - beganAt < limitMilliseconds) {
    const { servers } = await compute.json<ServerList>('GET', `/servers?status=ACTIVE&limit=1000&name=^${prefix}`);
    if (servers.length >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 10 * pollMilliseconds));
  }
  throw new Error(`not all ${count} servers ${prefix} became ACTIVE`);
}

function wish(name: string, imageRef: string, counts: object = {}): object {
  return { server: { name, imageRef, flavorRef: 'tiny', networks: 'none', ...counts } };
}

async function timesOf(count: number, act: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let each = 0; each < count; each += 1) {
    const beganAt = performance.now();
    await act();
    times.push(performance.now() - beganAt);
  }
  return times;
}

/** Returns the id of an image. */
async function prepare({ client }: ControlPlane): Promise<string> {
  await client.resource(flavorKind).create({
    apiVersion: 'compute.tycho.dev/v1alpha1',
    kind: 'Flavor',
    metadata: { name: 'tiny' },
    spec: { vcpus: 1, memoryMiB: 64, diskGiB: 1 },
  });
  const image = await client.resource(imageKind).create({
    apiVersion: 'compute.tycho.dev/v1alpha1',
    kind: 'Image',
    metadata: { namespace: 'public', name: 'debian' },
    spec: {
      format: 'Qcow2',
      source: { url: 'https://images.example/debian.qcow2', sha256: 'a'.repeat(64) },
      minimumDiskGiB: 0,
      minimumMemoryMiB: 0,
    },
  });
  return image.metadata.uid;
}

await main();
