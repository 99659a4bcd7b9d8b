import { json, text } from 'node:stream/consumers';
import type { Console } from '#apis/compute/console.ts';
import { openWebSocket } from '#cmd/tycho/api/web-socket.ts';
import { ApiClient } from '#apis/client/api-client.ts';
import { flavorKind } from '#apis/compute/flavor.ts';
import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import { ApiError } from '#apis/machinery/errors.ts';
import { eventually } from '#test/harness/eventually.ts';
import type { LocalTycho } from '../../../end-to-end/local-tycho.ts';
import { openTransport, transportOptions } from '../../../bench/measuring/open-transport.ts';
import type { DriverProfile } from './driver-profile.ts';
import type { ParityWorld } from './parity-world.ts';

/** What a profile cannot know before its hosts are there. */
export type ProfilePlan = Omit<DriverProfile, 'capabilities' | 'zone'>;

export interface LocalWorldOptions {
  readonly tycho: LocalTycho;
  readonly plan: ProfilePlan;
  /** Of the smaller flavor, for hosts that a server takes whole. */
  readonly memoryMiB?: number;
  /** Which of the hosts are meant, and how many there have to be. */
  readonly isMeant: (host: Host) => boolean;
  readonly hostCount?: number;
  /** Ends what needs Tycho to the end; servers are gone by then. */
  readonly beforeStop?: () => Promise<void>;
  /** Ends what was started beside Tycho. */
  readonly stop?: () => Promise<void>;
}

/** Makes a Tycho that runs on this machine ready for stories on one driver: a zone of its own, and two sizes. */
export async function localWorld(options: LocalWorldOptions): Promise<ParityWorld> {
  const { tycho, plan, memoryMiB = 128, isMeant, hostCount = 1, beforeStop, stop } = options;
  const transport = await openTransport(tycho.kubeconfig);
  const client = new ApiClient({ transport });
  const hosts = await eventually(
    async () => {
      const { items } = await client.resource(hostKind).list();
      const found = items.filter((each) => isMeant(each) && (each.status?.capabilities?.length ?? 0) > 0);
      if (found.length < hostCount) throw new Error(`${plan.name} misses hosts: ${JSON.stringify(items.map(({ status }) => status))}`);
      return found;
    },
    { withinMilliseconds: 120_000 },
  );
  const zone = `zone-${plan.name}`;
  for (const { metadata } of hosts) await client.resource(hostKind).patch({ name: metadata.name }, { spec: { zone } });
  await makeFlavors(client, plan.flavor, memoryMiB);
  return {
    profile: { ...plan, zone, capabilities: new Set(hosts[0]?.status?.capabilities) },
    client,
    consoleLog: (namespace, server) => readConsole(client, { namespace, server }),
    openConsole: async (namespace, server, type) => {
      const console: Console = { apiVersion: 'compute.tycho.dev/v1alpha1', kind: 'Console', spec: { type } };
      const path = `/apis/${console.apiVersion}/namespaces/${namespace}/servers/${server}/console`;
      const headers = { accept: 'application/json', 'content-type': 'application/json' };
      const { body } = await client.raw({ method: 'POST', path, headers, body: JSON.stringify(console) });
      const { status } = (await json(body)) as Required<Console>;
      return openWebSocket(await transportOptions(tycho.kubeconfig), status.webSocketPath);
    },
    stop: async () => {
      await transport.close();
      await beforeStop?.();
      await tycho[Symbol.asyncDispose]();
      await stop?.();
    },
  };
}

/** What `tycho logs` prints, without a process for each look: stories look often. Nothing while there is no guest yet. */
async function readConsole(
  client: ApiClient,
  { namespace, server }: { readonly namespace: string; readonly server: string },
): Promise<string> {
  const path = `/apis/compute.tycho.dev/v1alpha1/namespaces/${namespace}/servers/${server}/log`;
  try {
    return await text((await client.raw({ method: 'GET', path, headers: { accept: 'text/plain, */*' } })).body);
  } catch (error) {
    if (error instanceof ApiError) return '';
    throw error;
  }
}

async function makeFlavors(client: ApiClient, { small, large }: DriverProfile['flavor'], memoryMiB: number): Promise<void> {
  const sizes = { [small]: { vcpus: 1, memoryMiB, diskGiB: 1 }, [large]: { vcpus: 1, memoryMiB: memoryMiB + 64, diskGiB: 1 } };
  for (const [name, spec] of Object.entries(sizes))
    await client.resource(flavorKind).create({ apiVersion: 'compute.tycho.dev/v1alpha1', kind: 'Flavor', metadata: { name }, spec });
}
