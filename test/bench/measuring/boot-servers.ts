import { flavorKind } from '#apis/compute/flavor.ts';
import { imageKind } from '#apis/compute/image.ts';
import { serverKind, type Server } from '#apis/compute/server.ts';
import { isConditionTrue } from '#apis/machinery/condition.ts';
import type { ControlPlane } from './control-plane.ts';
import { inFlight } from './in-flight.ts';

/** How long the servers of one run took. */
export interface BootTimings {
  /** From the first request to the last server that is Ready. */
  readonly wallSeconds: number;
  /** From a request to its answer, in milliseconds. */
  readonly posts: readonly number[];
  /** From a request to the server's being Ready, in milliseconds. */
  readonly boots: readonly number[];
}

export interface BootOptions {
  /** Of the servers' names. */
  readonly prefix: string;
  readonly count: number;
  readonly requestsInFlight: number;
}

/** Creates servers one by one and waits until all are Ready. Rejects if none more is for {@link patienceMilliseconds}. */
export async function bootServers({ client }: ControlPlane, { prefix, count, requestsInFlight }: BootOptions): Promise<BootTimings> {
  const servers = client.resource(serverKind);
  const startedAt = new Map<string, number>();
  const [posts, boots]: [number[], number[]] = [[], []];
  const over = new AbortController();
  const allReady = Promise.withResolvers<void>();
  const giveUp = (): void => allReady.reject(new Error(`${boots.length} of ${count} servers are Ready, and no more`));
  const patience = setTimeout(giveUp, patienceMilliseconds);
  const { resourceVersion } = await servers.list({ namespace, limit: 1 });
  const watching = (async () => {
    for await (const event of servers.watch({ namespace, resourceVersion, signal: over.signal })) {
      if (event.type !== 'MODIFIED') continue;
      const server = event.object as Server;
      const started = startedAt.get(server.metadata.name);
      if (started === undefined || !isConditionTrue(server.status?.conditions, 'Ready')) continue;
      startedAt.delete(server.metadata.name);
      boots.push(performance.now() - started);
      patience.refresh();
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
        apiVersion,
        kind: 'Server',
        metadata: { name, namespace },
        spec: { flavor: 'small', image: 'small-guest' },
      } as never);
      posts.push(performance.now() - at);
    });
    await allReady.promise;
  } finally {
    clearTimeout(patience);
    over.abort();
  }
  return { wallSeconds: (performance.now() - began) / 1000, posts, boots };
}

/** The flavor and the image of these servers. */
export async function prepareSmallServers({ client }: ControlPlane): Promise<void> {
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

const apiVersion = 'compute.tycho.dev/v1alpha1';
const namespace = 'default';
const patienceMilliseconds = 180_000;
