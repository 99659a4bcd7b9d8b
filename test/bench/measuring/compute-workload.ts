import { inFlight } from './in-flight.ts';
import type { ComputeClient } from './compute-client.ts';
import { percentile } from './percentile.ts';

/** How much is asked of a Compute API. */
export interface ComputeLoad {
  /** Servers that are booted before anything is measured. */
  readonly warm: number;
  readonly boots: number;
  readonly bootsInFlight: number;
  readonly bulk: number;
  /** Boots one after the other. */
  readonly alone: number;
  readonly lists: number;
  readonly reads: number;
}

export interface ComputeSpeed {
  readonly bootsPerSecond: number;
  readonly bulkPerSecond: number;
  /** From the request to ACTIVE, at p50. */
  readonly bootMilliseconds: number;
  /** Of `GET /servers/detail` with all servers that there are, up to 1,000, at p50. */
  readonly detailMilliseconds: number;
  readonly servers: number;
  readonly readsPerSecond: number;
}

interface ServerList {
  readonly servers: readonly { readonly id: string; readonly status: string }[];
}

const readsInFlight = 8;
const pollMilliseconds = 5;
const limitMilliseconds = 120_000;

/** Boots servers one by one and in bulk, and reads them. Rejects when one does not become ACTIVE. */
export async function measureCompute(compute: ComputeClient, imageID: string, load: ComputeLoad): Promise<ComputeSpeed> {
  await bootAll(compute, imageID, 'warm', load.warm, load.bootsInFlight);
  const bootsPerSecond = await bootAll(compute, imageID, 'single', load.boots, load.bootsInFlight);
  const bulkPerSecond = await bootBulk(compute, imageID, load.bulk);
  const latencies: number[] = [];
  for (let each = 0; each < load.alone; each += 1) latencies.push(await bootOne(compute, imageID));
  const { servers } = await compute.json<ServerList>('GET', '/servers');
  const detail = await timesOf(load.lists, () => compute.ask('GET', '/servers/detail?limit=1000'));
  const id = servers[0]?.id ?? '';
  const readsBegan = performance.now();
  await inFlight(readsInFlight, load.reads, async () => void (await compute.ask('GET', `/servers/${id}`)));
  return {
    bootsPerSecond,
    bulkPerSecond,
    bootMilliseconds: percentile(latencies, 0.5),
    detailMilliseconds: percentile(detail, 0.5),
    servers: servers.length,
    readsPerSecond: load.reads / ((performance.now() - readsBegan) / 1000),
  };
}

/** Returns how many a second. */
async function bootAll(compute: ComputeClient, imageID: string, prefix: string, count: number, requestsInFlight: number): Promise<number> {
  const beganAt = performance.now();
  await inFlight(
    requestsInFlight,
    count,
    async (number) => void (await compute.ask('POST', '/servers', wish(`${prefix}-${number}`, imageID))),
  );
  await allActive(compute, `${prefix}-`, count);
  return count / ((performance.now() - beganAt) / 1000);
}

async function bootBulk(compute: ComputeClient, imageID: string, bulkCount: number): Promise<number> {
  const beganAt = performance.now();
  await compute.ask('POST', '/servers', wish('bulk', imageID, { min_count: bulkCount, max_count: bulkCount }));
  await allActive(compute, 'bulk-', bulkCount);
  return bulkCount / ((performance.now() - beganAt) / 1000);
}

/** Returns the milliseconds from the request to ACTIVE, as somebody sees them who looks every few milliseconds. */
export async function bootOne(compute: ComputeClient, imageID: string): Promise<number> {
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
