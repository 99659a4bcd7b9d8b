import { ApiClient } from '#apis/client/api-client.ts';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import { serverKind, type Server } from '#apis/compute/server.ts';
import { startApiServerProcess } from '../harness/api-server-process.ts';
import { inFlight } from './measuring/in-flight.ts';
import { openTransport } from './measuring/open-transport.ts';
import { percentile } from './measuring/percentile.ts';
import { printTable } from './measuring/print-table.ts';
import { processCost } from './measuring/process-cost.ts';

/**
 * What single requests cost the api-server, on etcd and in memory: create, get, status patch, apply, list, and the delivery of changes to many watchers.
 * `node test/bench/api-server.ts [OBJECTS]`. The CPU column is the api-server's alone; the client shares the machine with it.
 */
const objectCount = Number(process.argv[2] ?? 2_000);
const namespace = 'default';
const listCount = 10;
const watcherCount = 100;
const watchedUpdates = 200;
const limitMilliseconds = 120_000;

/** kube-apiserver 1.32 on such a machine (2 cores, etcd 3.5 on disk, one custom resource of 1.3 KiB, nothing else running): rates, and CPU ms an operation. */
const reference: Readonly<Record<string, readonly [rate: string, cpu: string]>> = {
  'create, 16 in flight': ['499/s', '3.1-4.2'],
  'get one, 16 in flight': ['1383/s', '0.9-1.6'],
  'status patch, 16 in flight': ['307/s', '5.4-7.7'],
  'server-side apply, 16 in flight': ['210/s', '8.2-13'],
  'list, an object of it': ['7143/s', '0.13'],
  'update to 100 watchers': ['116/s', '9.6'],
};

interface Row {
  readonly name: string;
  readonly perSecond: number;
  readonly milliseconds: readonly number[];
  readonly cpuMilliseconds: number;
}

async function main(): Promise<void> {
  for (const storage of ['etcd', 'memory'] as const) {
    const apiServer = await startApiServerProcess({ storage });
    try {
      const rows = await measure(await apiServer.kubeconfig(), apiServer.pid);
      console.log(`api-server on ${storage === 'etcd' ? 'etcd' : 'memory'}, ${objectCount} servers\n`);
      printTable(
        ['', 'rate', 'p50 ms', 'p99 ms', 'CPU ms each', 'kube-apiserver 1.32: rate', 'CPU ms each'],
        rows.map(({ name, perSecond, milliseconds, cpuMilliseconds }) => [
          name,
          `${perSecond.toFixed(0)}/s`,
          percentile(milliseconds, 0.5).toFixed(1),
          percentile(milliseconds, 0.99).toFixed(1),
          cpuMilliseconds.toFixed(3),
          ...(reference[name] ?? []),
        ]),
      );
      console.log(
        `RSS at the end: ${processCost(apiServer.pid).residentMiB.toFixed(0)} MiB (kube-apiserver 1.32 with 3,000 objects: 376 MiB)\n`,
      );
    } finally {
      await apiServer.stop();
    }
  }
}

async function measure(kubeconfig: string, pid: number): Promise<readonly Row[]> {
  const transport = await openTransport(kubeconfig);
  const servers = new ApiClient({ transport }).resource(serverKind);
  const timed = (name: string, count: number, weight: number, act: (number: number) => Promise<unknown>): Promise<Row> =>
    measured({ name, count, weight, requestsInFlight: weight === 1 ? 16 : 1, pid }, act);
  const create = (name: string): Promise<Server> => servers.create(aServer(name) as never);
  await inFlight(16, 300, async (number) => void (await create(`warm-${number}`)));
  const rows = [
    await timed('create, 16 in flight', objectCount, 1, (number) => create(`server-${number}`)),
    await timed('get one, 16 in flight', objectCount, 1, (number) => servers.get({ namespace, name: `server-${number}` })),
    await timed('status patch, 16 in flight', objectCount, 1, (number) =>
      servers.patchStatus({ namespace, name: `server-${number}` }, { status: { phase: 'Running', observedGeneration: 1 } }),
    ),
    await timed('server-side apply, 16 in flight', objectCount, 1, (number) => applyChange(servers, `server-${number}`)),
    await timed('list, an object of it', listCount, objectCount, () => servers.list({ namespace })),
    await fanOut(transport, pid),
  ];
  await transport.close();
  return rows;
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
  /** Operations that one call stands for. */
  readonly weight: number;
  readonly requestsInFlight: number;
  readonly pid: number;
}

async function measured(
  { name, count, weight, requestsInFlight, pid }: Measurement,
  act: (number: number) => Promise<unknown>,
): Promise<Row> {
  const [cpuBefore, startedAt] = [processCost(pid).cpuSeconds, performance.now()];
  const milliseconds: number[] = [];
  await inFlight(requestsInFlight, count, async (number) => {
    const at = performance.now();
    await act(number);
    milliseconds.push(performance.now() - at);
  });
  const seconds = (performance.now() - startedAt) / 1000;
  const operations = count * weight;
  return {
    name,
    perSecond: operations / seconds,
    milliseconds,
    cpuMilliseconds: ((processCost(pid).cpuSeconds - cpuBefore) * 1000) / operations,
  };
}

/** Updates as fast as one writer can, until every watcher has the last one. The time is from the send of an update to its arrival at a watcher. */
async function fanOut(transport: Awaited<ReturnType<typeof openTransport>>, pid: number): Promise<Row> {
  const servers = new ApiClient({ transport }).resource(serverKind);
  const over = new AbortController();
  const sentAt = new Map<string, number>();
  const milliseconds: number[] = [];
  const { resourceVersion } = await servers.list({ namespace, limit: 1 });
  const watching = Array.from({ length: watcherCount }, async () => {
    let seen = 0;
    for await (const event of servers.watch({ namespace, resourceVersion, signal: over.signal })) {
      const number = event.type === 'MODIFIED' ? event.object.metadata.labels?.['round'] : undefined;
      if (number === undefined) continue;
      milliseconds.push(performance.now() - (sentAt.get(number) ?? 0));
      seen += 1;
      if (seen === watchedUpdates) return;
    }
    throw new Error(`a watch ended after ${seen} of ${watchedUpdates} events`);
  });
  const limit = setTimeout(() => over.abort(new Error(`watchers are not done after ${limitMilliseconds / 1000} s`)), limitMilliseconds);
  try {
    const row = await measured(
      { name: `update to ${watcherCount} watchers`, count: watchedUpdates, weight: 1, requestsInFlight: 1, pid },
      async (number) => {
        sentAt.set(String(number), performance.now());
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

function aServer(name: string): object {
  return {
    apiVersion: 'compute.tycho.dev/v1alpha1',
    kind: 'Server',
    metadata: { name, namespace, labels: { app: 'bench', tier: 'web' }, annotations: { note: 'x'.repeat(600) } },
    spec: { flavor: 'small', image: 'small-guest', metadata: { role: 'web', owner: 'bench' }, description: 'y'.repeat(200) },
  };
}

await main();
