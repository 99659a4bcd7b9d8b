import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ApiClient } from '#apis/client/api-client.ts';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import type { Transport } from '#apis/client/transport.ts';
import { clusterRoleBindingKind } from '#apis/kubernetes/rbac.ts';
import { serverKind, type Server } from '#apis/compute/server.ts';
import { startApiServerProcess } from '../harness/api-server-process.ts';
import { inFlight } from './measuring/in-flight.ts';
import { openTransport } from './measuring/open-transport.ts';
import { percentile } from './measuring/percentile.ts';
import { printTable } from './measuring/print-table.ts';
import { processCost } from './measuring/process-cost.ts';

/**
 * What single requests cost the api-server with TLS, roles and a real etcd: create, get, status patch, apply, lists, the delivery of changes to many
 * watchers, and its memory. `node test/bench/api-server.ts [OBJECTS] [MORE_OBJECTS]`. The CPU column is the api-server's alone; the client and etcd share
 * the machine with it.
 */
const objectCount = Number(process.argv[2] ?? 10_000);
/** So many in all for the last figure of memory; 50,000 take a minute. */
const moreObjects = Number(process.argv[3] ?? 0);
const namespace = 'default';
const listCount = 10;
const pageSize = 500;
const watcherCount = 100;
const watchedUpdates = 500;
const updatesPerSecond = 100;
const limitMilliseconds = 120_000;
const collectionPath = `/apis/compute.tycho.dev/v1alpha1/namespaces/${namespace}/servers`;
/** The metadata of a list stands in front of its items. */
const headBytes = 2_000;
/** Several, since the requests of one are bounded to 1,000 a second. */
const userCount = 16;
const benchGroup = 'bench';

/** kube-apiserver 1.32 on such a machine (2 cores, etcd 3.5 on disk, one custom resource of 1.3 KiB, nothing else running): rates, and CPU ms an operation. */
const reference: Readonly<Record<string, readonly [rate: string, cpu: string]>> = {
  'create, 16 in flight': ['499/s', '3.1-4.2'],
  'get, newest, 16 in flight': ['1383/s', '0.9-1.6'],
  'status patch, 16 in flight': ['307/s', '5.4-7.7'],
  'server-side apply, 16 in flight': ['210/s', '8.2-13'],
  'an update to 100 watchers': ['p50 8.2, p99 55 ms', '9.6'],
};

interface Row {
  readonly name: string;
  readonly perSecond: number;
  readonly milliseconds: readonly number[];
  readonly cpuMilliseconds: number;
}

async function main(): Promise<void> {
  process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(new URL('../../build/compile-cache', import.meta.url));
  // As after any start but the first: what Node had compiled is found again, and what strips types is not loaded.
  await (await startApiServerProcess({ storage: 'memory' })).stop();
  const apiServer = await startApiServerProcess({ storage: 'etcd' });
  try {
    const masters = new ApiClient({ transport: await openTransport(await apiServer.kubeconfig()) });
    await masters.resource(clusterRoleBindingKind).create(benchIsAdministrator);
    const transports: Transport[] = [];
    for (let number = 0; number < userCount; number += 1) {
      transports.push(await openTransport(await apiServer.kubeconfig({ name: `bench-${number}`, groups: [benchGroup] })));
    }
    await measure(transports, apiServer.pid);
    for (const transport of transports) await transport.close();
  } finally {
    await apiServer.stop();
  }
}

async function measure(transports: readonly Transport[], pid: number): Promise<void> {
  const transport = transports[0]!;
  const clients = transports.map((each) => new ApiClient({ transport: each }).resource(serverKind));
  let turn = 0;
  const anyone = (): ResourceClient<Server> => clients[(turn += 1) % clients.length]!;
  const inFlightOf16 = (name: string, act: (number: number) => Promise<unknown>): Promise<Row> =>
    measured({ name: `${name}, 16 in flight`, count: objectCount, requestsInFlight: 16, pid }, act);
  const alone = (name: string, count: number, act: (number: number) => Promise<unknown>): Promise<Row> =>
    measured({ name, count, requestsInFlight: 1, pid }, act);
  const key = (number: number): { readonly namespace: string; readonly name: string } => ({ namespace, name: `server-${number}` });
  const create = (name: string): Promise<Server> => anyone().create(aServer(name) as never);
  const residentMiB = (): string => processCost(pid).residentMiB.toFixed(0);
  await inFlight(16, 300, async (number) => void (await create(`warm-${number}`)));
  const rows = [await inFlightOf16('create', (number) => create(`server-${number}`))];
  const afterCreates = residentMiB();
  rows.push(
    await inFlightOf16('get, newest', (number) => anyone().get(key(number))),
    await inFlightOf16('get, from the cache', (number) => anyone().get(key(number), { resourceVersion: '0' })),
    await inFlightOf16('status patch', (number) =>
      anyone().patchStatus(key(number), { status: { phase: 'Running', observedGeneration: 1 } }),
    ),
    await inFlightOf16('server-side apply', (number) => applyChange(anyone(), `server-${number}`)),
    await alone(`list of ${objectCount}`, listCount, () => readThrough(transport, undefined)),
    await alone(`list of ${objectCount} in pages of ${pageSize}`, listCount, () => readThrough(transport, pageSize)),
    await fanOut(transport, pid),
  );
  printTable(
    ['', 'rate', 'p50 ms', 'p99 ms', 'CPU ms each', 'kube-apiserver 1.32: rate', 'CPU ms each'],
    rows.map(({ name, perSecond, milliseconds, cpuMilliseconds }) => [
      name,
      `${perSecond.toFixed(perSecond < 100 ? 1 : 0)}/s`,
      percentile(milliseconds, 0.5).toFixed(1),
      percentile(milliseconds, 0.99).toFixed(1),
      cpuMilliseconds.toFixed(3),
      ...(reference[name] ?? []),
    ]),
  );
  console.log(`RSS MiB: ${afterCreates} after ${objectCount} creates, ${residentMiB()} after all of this`);
  if (moreObjects > objectCount) {
    await inFlight(16, moreObjects - objectCount, async (number) => void (await create(`more-${number}`)));
    console.log(`RSS MiB: ${residentMiB()} with ${moreObjects} objects`);
  }
}

/** Takes the bytes of a list and looks at nothing but where it goes on: what is to be measured is the server. */
async function readThrough(transport: Transport, limit: number | undefined): Promise<void> {
  let continueToken: string | undefined;
  do {
    const query = {
      ...(limit === undefined ? {} : { limit: String(limit) }),
      ...(continueToken === undefined ? {} : { continue: continueToken }),
    };
    const { status, body } = await transport.request({ method: 'GET', path: collectionPath, query });
    if (status !== 200) throw new Error(`a list was answered with ${status}`);
    let head = '';
    for await (const chunk of body) if (head.length < headBytes) head += Buffer.from(chunk).toString('latin1', 0, headBytes);
    continueToken = /"continue":"(?<token>[^"]+)"/.exec(head)?.groups?.['token'];
  } while (continueToken !== undefined);
}

function applyChange(servers: ResourceClient<Server>, name: string): Promise<Server> {
  const { metadata, ...server } = aServer(name) as { metadata: { name: string }; apiVersion: string; kind: string; spec: object };
  const spec = { ...server.spec, description: 'z'.repeat(200) };
  const configuration = { ...server, metadata: { name: metadata.name, namespace, labels: { app: 'bench' } }, spec };
  return servers.apply(configuration, { fieldManager: 'bench', force: true });
}

interface Measurement {
  readonly name: string;
  readonly count: number;
  readonly requestsInFlight: number;
  readonly pid: number;
}

async function measured({ name, count, requestsInFlight, pid }: Measurement, act: (number: number) => Promise<unknown>): Promise<Row> {
  const [cpuBefore, startedAt] = [processCost(pid).cpuSeconds, performance.now()];
  const milliseconds: number[] = [];
  await inFlight(requestsInFlight, count, async (number) => {
    const at = performance.now();
    await act(number);
    milliseconds.push(performance.now() - at);
  });
  const seconds = (performance.now() - startedAt) / 1000;
  return { name, perSecond: count / seconds, milliseconds, cpuMilliseconds: ((processCost(pid).cpuSeconds - cpuBefore) * 1000) / count };
}

/** So many updates a second, until every watcher has the last one. The time is from the send of an update to its arrival at a watcher. */
async function fanOut(transport: Transport, pid: number): Promise<Row> {
  const servers = new ApiClient({ transport }).resource(serverKind);
  const over = new AbortController();
  const sentAt: number[] = [];
  const milliseconds: number[] = [];
  const { resourceVersion } = await servers.list({ namespace, limit: 1 });
  const arrived = (number: number): void => void milliseconds.push(performance.now() - sentAt[number]!);
  const opened = await Promise.all(
    Array.from({ length: watcherCount }, () => openWatch(transport, { resourceVersion, signal: over.signal })),
  );
  const watching = opened.map((chunks) => readRounds(chunks, arrived));
  const limit = globalThis.setTimeout(() => over.abort(new Error(`not done after ${limitMilliseconds / 1000} s`)), limitMilliseconds);
  const startedAt = performance.now();
  try {
    const row = await measured(
      { name: `an update to ${watcherCount} watchers`, count: watchedUpdates, requestsInFlight: 16, pid },
      async (number) => {
        await setTimeout(Math.max(0, startedAt + (number * 1000) / updatesPerSecond - performance.now()));
        sentAt[number] = performance.now();
        await servers.patch({ namespace, name: `server-${number}` }, { metadata: { labels: { round: String(number) } } });
        if (number === watchedUpdates - 1) await Promise.all(watching);
      },
    );
    return { ...row, milliseconds };
  } finally {
    clearTimeout(limit);
    over.abort();
    await Promise.allSettled(watching);
  }
}

async function openWatch(
  transport: Transport,
  { resourceVersion, signal }: { readonly resourceVersion: string; readonly signal: AbortSignal },
): Promise<AsyncIterable<Uint8Array>> {
  const query = { watch: '1', resourceVersion };
  const { status, body } = await transport.request({ method: 'GET', path: collectionPath, query, answer: 'Endless', signal });
  if (status !== 200) throw new Error(`a watch was answered with ${status}`);
  return body;
}

/** Looks for the label in the bytes alone: a client that parses a hundred times what is sent once would be what is measured. */
async function readRounds(chunks: AsyncIterable<Uint8Array>, arrived: (number: number) => void): Promise<void> {
  let seen = 0;
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const number = /"round":"(?<number>\d+)"/.exec(line)?.groups?.['number'];
      if (number === undefined) continue;
      arrived(Number(number));
      seen += 1;
      if (seen === watchedUpdates) return;
    }
  }
  throw new Error(`a watch ended after ${seen} of ${watchedUpdates} updates`);
}

/** So that each request is judged by roles. */
const benchIsAdministrator = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  metadata: { name: 'bench' },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
  subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: benchGroup }],
};

function aServer(name: string): object {
  return {
    apiVersion: 'compute.tycho.dev/v1alpha1',
    kind: 'Server',
    metadata: { name, namespace, labels: { app: 'bench', tier: 'web' }, annotations: { note: 'x'.repeat(600) } },
    spec: { flavor: 'small', image: 'small-guest', metadata: { role: 'web', owner: 'bench' }, description: 'y'.repeat(200) },
  };
}

await main();
