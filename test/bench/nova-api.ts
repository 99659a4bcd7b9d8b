import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { flavorKind } from '#apis/compute/flavor.ts';
import { imageKind } from '#apis/compute/image.ts';
import { ComputeClient } from './measuring/compute-client.ts';
import { bootOne, measureCompute } from './measuring/compute-workload.ts';
import { startControlPlane, type ControlPlane } from './measuring/control-plane.ts';
import { printTable } from './measuring/print-table.ts';
import { machineCPUSeconds, processCost } from './measuring/process-cost.ts';
import { quietNova, measureNova, type MeasuredCloud } from './measuring/real-nova.ts';

/**
 * The Compute API of OpenStack's, on 100 fake hosts: how fast servers boot by it, one by one and in bulk, how fast they are read, and what the control plane takes
 * of memory with 1,000 of them. Nova's figures are of its fake driver on such a machine, all else at rest (Debian 12, OpenStack Zed); with --nova one is brought up
 * afterwards and measured here (`hack/install-packages.sh --with-nova`), with fewer servers, since it is slow.
 * `node test/bench/nova-api.ts [--nova] [PROFILE-DIRECTORY]`; the directory gets a CPU profile of each process of ours.
 */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { nova: { type: 'boolean', default: false } } });
const [profileDirectory] = positionals;
const hostCount = 100;
const load = { warm: 50, boots: 500, bootsInFlight: 32, bulk: 500, alone: 20, lists: 20, reads: 5_000 };

/** In which processes give back what they have taken for the load (cmd/bootstrap/quiet-collection.ts). */
const restMilliseconds = 60_000;

async function main(): Promise<void> {
  const ours = await measureOurs();
  const nova = values.nova ? await measureNova() : quietNova;
  print(ours, nova);
}

async function measureOurs(): Promise<MeasuredCloud> {
  const beganAt = performance.now();
  const cloud = await startControlPlane({ settings: { drivers: ['fake'], fakeHostCount: hostCount, hostName: 'fake' }, profileDirectory });
  try {
    const imageID = await prepare(cloud);
    const password = (await readFile(cloud.state.openStackPasswordOf('demo'), 'utf8')).trim();
    const compute = await ComputeClient.login(cloud.identityURL, cloud.computeURL, { user: 'demo', password });
    await bootOne(compute, imageID);
    const firstSeconds = (performance.now() - beganAt) / 1000;
    const [machineBefore, costBefore] = [machineCPUSeconds(), cpuSecondsOf(cloud)];
    const speed = await measureCompute(compute, imageID, load);
    compute.close();
    const others = machineCPUSeconds() - machineBefore - (cpuSecondsOf(cloud) - costBefore) - ownCPUSeconds();
    console.log(`Others on the machine took ${others.toFixed(1)} CPU s meanwhile.\n`);
    const memory = memoryOf(cloud);
    await setTimeout(restMilliseconds);
    console.log('After a minute of rest:\n');
    return { speed, firstSeconds, ...memory, residentAtRestMiB: memoryOf(cloud).residentMiB };
  } finally {
    await cloud.stop();
  }
}

function ownCPUSeconds(): number {
  const own = process.cpuUsage();
  return (own.user + own.system) / 1e6;
}

/** Of the control plane, all processes told one by one. */
function memoryOf({ processes }: ControlPlane): Pick<MeasuredCloud, 'residentMiB' | 'proportionalMiB'> {
  const memory = processes.map(({ name, pid }) => ({ name, ...processCost(pid) }));
  printTable(
    ['process', 'RSS MiB', 'PSS MiB'],
    memory.map(({ name, residentMiB, proportionalMiB }) => [name, residentMiB.toFixed(0), proportionalMiB.toFixed(0)]),
  );
  const controlPlane = memory.filter(({ name }) => !name.startsWith('node-'));
  return {
    residentMiB: controlPlane.reduce((sum, each) => sum + each.residentMiB, 0),
    proportionalMiB: controlPlane.reduce((sum, each) => sum + each.proportionalMiB, 0),
  };
}

function print(ours: MeasuredCloud, nova: MeasuredCloud): void {
  const more = (what: string, target: string, of: (cloud: MeasuredCloud) => number, digits = 0) =>
    row(what, target, of, digits, (own, theirs) => own / theirs);
  const less = (what: string, target: string, of: (cloud: MeasuredCloud) => number, digits = 0) =>
    row(what, target, of, digits, (own, theirs) => theirs / own);
  const row = (
    what: string,
    target: string,
    of: (cloud: MeasuredCloud) => number,
    digits: number,
    ratio: (own: number, theirs: number) => number,
  ): string[] => [what, of(ours).toFixed(digits), target, ...comparedWith(of(nova), ratio(of(ours), of(nova)), digits)];
  const thousand = ({ speed }: MeasuredCloud): number => (speed.detailMilliseconds * 1000) / Math.min(speed.servers, 1000);
  printTable(
    ['', 'Tycho', 'target', 'Nova', 'better'],
    [
      more('boots a second by single POSTs', '>= 240', ({ speed }) => speed.bootsPerSecond, 1),
      more('boots a second by min_count', '>= 300', ({ speed }) => speed.bulkPerSecond, 1),
      less('POST to ACTIVE, ms at p50', '<= 50', ({ speed }) => speed.bootMilliseconds),
      less('GET /servers/detail, ms at p50 for each 1,000', '<= 25', thousand, 1),
      more('GET /servers/ID a second', '>= 3,000', ({ speed }) => speed.readsPerSecond),
      less('RSS of the control plane after the load, MiB', '<= 550', ({ residentMiB }) => residentMiB),
      less('the same, after a minute of rest', '<= 550', ({ residentMiB, residentAtRestMiB = residentMiB }) => residentAtRestMiB),
      less('after the load, shared pages counted once', '', ({ proportionalMiB }) => proportionalMiB),
      less('start to first ACTIVE, s', '<= 5', ({ firstSeconds }) => firstSeconds, 1),
    ],
  );
  console.log(`Servers that there were: ${ours.speed.servers} here, ${nova.speed.servers} with Nova.\n`);
}

/** Nothing where nobody has looked. */
function comparedWith(value: number, ratio: number, digits: number): readonly string[] {
  return Number.isNaN(value) ? [] : [value.toFixed(digits), `${ratio.toFixed(1)} x`];
}

function cpuSecondsOf({ processes }: ControlPlane): number {
  return processes.reduce((sum, { pid }) => sum + processCost(pid).cpuSeconds, 0);
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
