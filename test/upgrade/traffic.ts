import type { ApiClient } from '#apis/client/api-client.ts';
import { flavorKind } from '#apis/compute/flavor.ts';
import { imageKind } from '#apis/compute/image.ts';
import { serverActionKind, type ServerAction } from '#apis/compute/server-action.ts';
import { serverKind, type Server } from '#apis/compute/server.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import { instanceKind, type Instance } from '#apis/infrastructure/instance.ts';
import { isConditionTrue } from '#apis/machinery/condition.ts';
import { AlreadyExistsError, NotFoundError, type ApiError } from '#apis/machinery/errors.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import { eventually } from '#test/harness/eventually.ts';
import type { SeededRandom } from '#test/harness/seeded-random.ts';

const namespace = 'default';
const patience = { withinMilliseconds: 120_000, intervalMilliseconds: 100 };

/** What one server went through, as its user saw it each time that it had come to rest. */
export type Trace = ReadonlyMap<string, readonly string[]>;

const acts = ['stop', 'start', 'reboot', 'rename'] as const;
type Act = (typeof acts)[number];

/** What is done to one server, between its creation and, for some, its deletion. */
export interface Life {
  readonly name: string;
  readonly acts: readonly Act[];
  readonly isDeleted: boolean;
}

/** Lives that follow from chance alone: the same with an upgrade and without. */
export function livesOf(wave: string, random: SeededRandom, count = 24): readonly Life[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `${wave}-${index}`,
    acts: Array.from({ length: 3 + random.integer(5) }, () => acts[random.integer(acts.length)]!),
    isDeleted: random.fraction() < 0.4,
  }));
}

/** What servers name. Returns once every host is ready. */
export async function declareBasics(client: ApiClient, hostCount: number): Promise<void> {
  const sha256 = '0'.repeat(64);
  await client.resource(flavorKind).create({
    apiVersion: apiVersionOf(flavorKind),
    kind: flavorKind.kind,
    metadata: { name: 'small' },
    spec: { vcpus: 1, memoryMiB: 128, diskGiB: 1 },
  });
  await client.resource(imageKind).create({
    apiVersion: apiVersionOf(imageKind),
    kind: imageKind.kind,
    metadata: { namespace, name: 'guest' },
    spec: { format: 'Raw', source: { url: 'file:///nowhere/guest.img', sha256 }, minimumDiskGiB: 0, minimumMemoryMiB: 0 },
  });
  await eventually(async () => {
    const { items } = await client.resource(hostKind).list();
    const ready = items.filter(({ status }) => isConditionTrue(status?.conditions, 'Ready'));
    if (ready.length < hostCount) throw new Error(`${ready.length} of ${hostCount} hosts are ready`);
  }, patience);
}

/** Lets servers live side by side, and gives what their users saw. A request that was lost is made again, as people and their tools do. */
export async function liveThrough(client: ApiClient, lives: readonly Life[]): Promise<Trace> {
  const trace = new Map<string, readonly string[]>();
  const waiting = [...lives];
  const lane = async (): Promise<void> => {
    for (let life = waiting.shift(); life !== undefined; life = waiting.shift()) trace.set(life.name, await live(client, life));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return trace;
}

/** So many servers live at one time: few, so that the traffic lasts for as long as what is done meanwhile. */
const lanes = 3;

/** What servers that go on living look like now. */
export async function lookAt(client: ApiClient, lives: readonly Life[]): Promise<Trace> {
  const staying = lives.filter(({ isDeleted }) => !isDeleted);
  return new Map(await Promise.all(staying.map(async ({ name }) => [name, [await atRest(client, name, undefined)]] as const)));
}

async function live(client: ApiClient, { name, acts: wanted, isDeleted }: Life): Promise<readonly string[]> {
  const seen: string[] = [];
  const servers = client.resource(serverKind);
  await insisting(
    () =>
      servers.create({
        apiVersion: apiVersionOf(serverKind),
        kind: serverKind.kind,
        metadata: { namespace, name },
        spec: { flavor: 'small', image: 'guest', power: 'Running', runPolicy: 'RerunOnFailure' },
      }),
    AlreadyExistsError,
  );
  seen.push(`created: ${await atRest(client, name, 'Running')}`);
  let power: 'Running' | 'Stopped' = 'Running';
  for (const [index, act] of wanted.entries()) {
    if (act === 'stop' || act === 'start') {
      power = act === 'stop' ? 'Stopped' : 'Running';
      await insisting(() => servers.patch({ namespace, name }, { spec: { power } }));
    } else if (act === 'rename') {
      await insisting(() => servers.patch({ namespace, name }, { metadata: { labels: { renamed: String(index) } } }));
    } else {
      seen.push(`reboot: ${await reboot(client, name, `${name}-reboot-${index}`)}`);
    }
    seen.push(`${act}: ${await atRest(client, name, power)}`);
  }
  if (!isDeleted) return seen;
  await insisting(() => servers.delete({ namespace, name }), NotFoundError);
  await eventually(async () => {
    const left = await insisting(() => servers.get({ namespace, name }), NotFoundError);
    if (left !== undefined) throw new Error(`${name} is not deleted yet: ${JSON.stringify(left.status)}`);
  }, patience);
  return [...seen, 'deleted'];
}

async function reboot(client: ApiClient, server: string, name: string): Promise<string> {
  const actions = client.resource(serverActionKind);
  const spec = { server, type: 'Reboot', reboot: { mode: 'Hard' } } as const;
  await insisting(
    () => actions.create({ apiVersion: apiVersionOf(serverActionKind), kind: serverActionKind.kind, metadata: { namespace, name }, spec }),
    AlreadyExistsError,
  );
  return eventually(async () => {
    const { status } = (await actions.get({ namespace, name })) as ServerAction;
    if (status?.phase !== 'Succeeded' && status?.phase !== 'Failed') throw new Error(`${name} is ${status?.phase ?? 'not begun'}`);
    return status.phase;
  }, patience);
}

/** Waits until the server and its incarnation are as declared, and puts into words what a user sees, and how often it came to be. */
async function atRest(client: ApiClient, name: string, power: 'Running' | 'Stopped' | undefined): Promise<string> {
  return eventually(async () => {
    const { metadata, spec, status } = (await client.resource(serverKind).get({ namespace, name })) as Server;
    const wanted = power ?? spec.power;
    const { items } = await client.resource(instanceKind).list({ namespace });
    const own = items.filter((instance: Instance) => instance.spec.server.uid === metadata.uid);
    const isThere =
      status?.phase === wanted &&
      own.every((instance) => instance.status?.phase === wanted && instance.status.observedGeneration === instance.metadata.generation);
    if (!isThere) throw new Error(`${name} is ${status?.phase}, and to be ${wanted}: ${JSON.stringify(status?.conditions)}`);
    return `${status.phase}, epochs ${own.map((instance) => instance.spec.epoch).join(' ')}, restarts ${status.restartCount ?? 0}, ${JSON.stringify(metadata.labels ?? {})}`;
  }, patience);
}

/** Repeats a request until it is answered. An answer of the class `fine` says that it was done before, and gives undefined. */
async function insisting<Result>(
  request: () => Promise<Result>,
  fine?: abstract new (...words: never[]) => ApiError,
): Promise<Result | undefined> {
  return eventually(async () => {
    try {
      return await request();
    } catch (error) {
      if (fine !== undefined && error instanceof fine) return undefined;
      throw error;
    }
  }, patience);
}
