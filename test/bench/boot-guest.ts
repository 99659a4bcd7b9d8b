import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createHash } from 'node:crypto';
import { flavorKind } from '#apis/compute/flavor.ts';
import { imageKind } from '#apis/compute/image.ts';
import { serverKind } from '#apis/compute/server.ts';
import { eventually } from '../harness/eventually.ts';
import { startControlPlane, type ControlPlane } from './measuring/control-plane.ts';
import { percentile } from './measuring/percentile.ts';
import { printTable } from './measuring/print-table.ts';

/**
 * How long a server takes from the accepted request to QEMU's exec, and to the guest's READY, with its image on the host; beside the same QEMU command
 * by hand. One server after the other, with the whole control plane of real processes. `node test/bench/boot-guest.ts [SERVERS]`; needs root and
 * `make build`.
 */
const serverCount = Number(process.argv[2] ?? 5);
const imageFolder = fileURLToPath(new URL('../../build/guest-image', import.meta.url));
const namespace = 'default';
const apiVersion = 'compute.tycho.dev/v1alpha1';
const execLimitMilliseconds = 60_000;
const bootLimitMilliseconds = 120_000;
const lookMilliseconds = 1;
/** As often as the log is read; the guest shares the machine with us. */
const logIntervalMilliseconds = 100;

interface Boot {
  /** From the answer to the POST, in milliseconds. */
  readonly exec: number;
  readonly ready: number;
  /** From exec to READY, of the same command by hand. */
  readonly byHand: number;
}

/** Guests outlive the control plane: those that are there at the end, after a failure, end with the benchmark. */
const guests = new Set<number>();
process.once('exit', () => {
  for (const pid of guests) process.kill(pid, 'SIGKILL');
});

async function main(): Promise<void> {
  const cloud = await startControlPlane({ settings: { drivers: ['kvm'], hostName: 'bench', imageDirectories: [imageFolder] } });
  try {
    await prepare(cloud);
    // The first one brings the image to the host.
    await boot(cloud, 'first');
    const boots: Boot[] = [];
    for (let number = 0; number < serverCount; number += 1) {
      const each = await boot(cloud, `server-${number}`);
      boots.push(each);
      console.log(
        `server-${number}: exec after ${each.exec.toFixed(0)} ms, READY after ${each.ready.toFixed(0)} ms; by hand ${each.byHand.toFixed(0)} ms`,
      );
    }
    console.log();
    print(boots);
  } finally {
    await deleteAll(cloud);
    await cloud.stop();
  }
}

function print(boots: readonly Boot[]): void {
  const row = (name: string, values: readonly number[], target: string): string[] => [
    name,
    ...[0.5, 0.9, 1].map((fraction) => percentile(values, fraction).toFixed(0)),
    target,
  ];
  const [execs, guests, byHand] = [
    boots.map(({ exec }) => exec),
    boots.map(({ ready, exec }) => ready - exec),
    boots.map((each) => each.byHand),
  ];
  console.log(`${boots.length} servers one after the other, image on the host\n`);
  printTable(
    ['milliseconds', 'p50', 'p90', 'max', 'target p50'],
    [
      row('accepted to QEMU’s exec', execs, '<= 150'),
      row('exec to READY in the server’s log', guests, ''),
      row(
        'accepted to READY',
        boots.map(({ ready }) => ready),
        '',
      ),
      row('the same QEMU by hand, exec to READY', byHand, ''),
    ],
  );
  const ratio =
    percentile(
      boots.map(({ ready }) => ready),
      0.5,
    ) / percentile(byHand, 0.5);
  console.log(`accepted to READY / by hand: ${ratio.toFixed(2)}\n`);
}

async function boot(cloud: ControlPlane, name: string): Promise<Boot> {
  const servers = cloud.client.resource(serverKind);
  const known = new Set(await processIDs());
  const server = await servers.create({
    apiVersion,
    kind: 'Server',
    metadata: { name, namespace },
    spec: { flavor: 'small', image: 'small-guest' },
  } as never);
  const acceptedAt = performance.now();
  const pid = await qemuOf(server.metadata.uid, known);
  const exec = performance.now() - acceptedAt;
  guests.add(pid);
  const directory = await readlink(`/proc/${pid}/cwd`);
  await eventually(() => requireReady(cloud, name), {
    withinMilliseconds: bootLimitMilliseconds,
    intervalMilliseconds: logIntervalMilliseconds,
  });
  const ready = performance.now() - acceptedAt;
  const command = await commandByHand(pid, directory);
  await servers.delete({ namespace, name });
  await eventually(() => requireGone(pid), { withinMilliseconds: execLimitMilliseconds });
  guests.delete(pid);
  try {
    return { exec, ready, byHand: await bootByHand(command) };
  } finally {
    await rm(command.directory, { recursive: true });
  }
}

/** The QEMU of a server, as soon as it is one: before its exec the process is still a tool that gives up rights. */
async function qemuOf(serverUID: string, known: ReadonlySet<string>): Promise<number> {
  const endsAt = performance.now() + execLimitMilliseconds;
  while (performance.now() < endsAt) {
    for (const pid of await processIDs()) {
      if (known.has(pid)) continue;
      const [command, name] = await Promise.all([textOf(`/proc/${pid}/cmdline`), textOf(`/proc/${pid}/comm`)]);
      if (name.startsWith('qemu-system') && command.includes(serverUID)) return Number(pid);
    }
    await new Promise((resolve) => setTimeout(resolve, lookMilliseconds));
  }
  throw new Error(`no QEMU of server ${serverUID} within ${execLimitMilliseconds / 1000} s`);
}

interface CommandByHand {
  readonly program: string;
  readonly parameters: readonly string[];
  /** A copy of the guest's disks. */
  readonly directory: string;
}

/** What that QEMU was started with, on copies of its files, and with the console on standard output. */
async function commandByHand(pid: number, from: string): Promise<CommandByHand> {
  const directory = await mkdtemp(join(tmpdir(), 'tycho-bench-hand-'));
  const [program = '', ...words] = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').slice(0, -1);
  const sources = [from, dirname(from)];
  for (const source of sources) {
    for (const file of await readdir(source)) {
      if (/\.(qcow2|raw|iso|img)$/.test(file)) await cp(join(source, file), join(directory, file));
    }
  }
  const parameters: string[] = [];
  for (const word of words) {
    const descriptor = /\/proc\/self\/fd\/(?<number>\d+)/.exec(word)?.groups?.['number'];
    const opened = descriptor === undefined ? '' : await readlink(`/proc/${pid}/fd/${descriptor}`);
    parameters.push(
      // An image is read where it lies, and the guest's own files from the copies.
      sources
        .reduce((text, source) => text.replaceAll(`${source}/`, `${directory}/`), word.replace(/\/proc\/self\/fd\/\d+/, opened))
        .replace(/^backend=ringbuf,id=console.*/, 'backend=stdio,id=console,signal=off'),
    );
  }
  return { program, parameters, directory };
}

async function bootByHand({ program, parameters, directory }: CommandByHand): Promise<number> {
  const startedAt = performance.now();
  const qemu = spawn(program, parameters, { cwd: directory, stdio: ['pipe', 'pipe', 'pipe'] });
  const exited = once(qemu, 'exit');
  const limit = setTimeout(() => qemu.kill('SIGKILL'), bootLimitMilliseconds);
  let complaint = '';
  qemu.stderr.on('data', (chunk) => (complaint += String(chunk)));
  try {
    for await (const line of createInterface({ input: qemu.stdout })) {
      if (readyPattern.test(line)) return performance.now() - startedAt;
    }
    throw new Error(`QEMU by hand ended before READY: ${complaint}`);
  } finally {
    clearTimeout(limit);
    qemu.kill('SIGKILL');
    await exited;
  }
}

const readyPattern = /tycho-guest: READY/;

async function requireReady({ transport }: ControlPlane, name: string): Promise<void> {
  const path = `/apis/${apiVersion}/namespaces/${namespace}/servers/${name}/log`;
  const { status, body } = await transport.request({ method: 'GET', path, answer: 'Bounded' });
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  if (status !== 200 || !readyPattern.test(Buffer.concat(chunks).toString())) throw new Error(`${name} has not said READY`);
}

async function requireGone(pid: number): Promise<void> {
  if ((await processIDs()).includes(String(pid))) throw new Error(`QEMU ${pid} is still there`);
}

async function processIDs(): Promise<string[]> {
  return (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
}

function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

async function prepare({ client }: ControlPlane): Promise<void> {
  await client.resource(flavorKind).create({
    apiVersion,
    kind: 'Flavor',
    metadata: { name: 'small' },
    spec: { vcpus: 1, memoryMiB: 128, diskGiB: 1 },
  });
  const file = async (name: string): Promise<{ readonly url: string; readonly sha256: string }> => {
    const path = join(imageFolder, name);
    return {
      url: `file://${path}`,
      sha256: createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    };
  };
  await client.resource(imageKind).create({
    apiVersion,
    kind: 'Image',
    metadata: { name: 'small-guest', namespace },
    spec: { format: 'Kernel', kernel: await file('vmlinuz'), initrd: await file('initrd.gz'), minimumMemoryMiB: 96 },
  } as never);
}

/** Guests outlive the control plane, so they go first. */
async function deleteAll({ client }: ControlPlane): Promise<void> {
  const servers = client.resource(serverKind);
  for (const { metadata } of (await servers.list({ namespace })).items) await servers.delete({ namespace, name: metadata.name });
  await eventually(
    async () => {
      const { items } = await servers.list({ namespace });
      if (items.length > 0) throw new Error(`${items.length} servers are still there`);
    },
    { withinMilliseconds: execLimitMilliseconds },
  );
}

await main();
