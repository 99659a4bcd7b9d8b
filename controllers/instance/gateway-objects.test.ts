import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApiClient } from '#apis/client/api-client.ts';
import { hostVolumeKind, type HostVolume } from '#apis/infrastructure/host-volume.ts';
import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import { instanceKind, type Instance, type MachinePort } from '#apis/infrastructure/instance.ts';
import { machinePortOf } from '#apis/infrastructure/machine-ports.ts';
import { secretKind } from '#apis/kubernetes/core.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { discardedMetrics } from '#apis/machinery/metrics.ts';
import { keyOf } from '#apis/machinery/object-meta.ts';
import type { DesiredObject } from '#proto/transport/gateway-message.ts';
import { anInstance, type InstanceOverrides } from '#test/builders/instance.ts';
import { aNetwork, aPort } from '#test/builders/network.ts';
import { aHostVolume } from '#test/builders/volume.ts';
import { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import { ScriptedAgent } from '#test/harness/scripted-agent.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { SharedInformers } from '../runtime/shared-informers.ts';
import { createGateway, type Gateway } from './gateway.ts';

let clock: VirtualClock;
let server: InProcessApiServer;
let client: ApiClient;
let gateway: Gateway;
let stopping: AbortController;

beforeEach(async () => {
  clock = new VirtualClock();
  server = new InProcessApiServer({ clock });
  await done(server.ready);
  client = server.client();
  stopping = new AbortController();
  const parts = { client: server.client(), clock, random: new SeededRandom('gateway-a'), logger: silentLogger };
  const informers = new SharedInformers(parts);
  const signer = { authorityPEM: '', publicKeyOf: () => Promise.resolve(new Uint8Array()), sign: () => Promise.resolve('') };
  gateway = createGateway({ ...parts, informers, name: 'gateway-a', signer, metrics: discardedMetrics });
  void informers.run(stopping.signal);
  await done(gateway.start());
});

afterEach(async () => {
  await done(gateway.stop());
  stopping.abort(new Error('the test is over'));
  server.close();
});

function done<Value>(promise: Promise<Value>): Promise<Value> {
  return clock.waitFor(promise, { limitMilliseconds: 120_000 });
}

async function createHost(name: string): Promise<Host> {
  const spec = { unschedulable: false, gracePeriodSeconds: 60 };
  return done(
    client.resource(hostKind).create({ apiVersion: 'infrastructure.tycho.dev/v1alpha1', kind: 'Host', metadata: { name }, spec }),
  );
}

async function createInstance(host: Host, overrides: InstanceOverrides = {}): Promise<Instance> {
  const { name, uid } = host.metadata;
  const instance = anInstance({ ...overrides, spec: { ...overrides.spec, host: { name, uid } } });
  const metadata = { namespace: 'default', name: instance.metadata.name };
  return done(client.resource(instanceKind).create({ ...instance, metadata }));
}

async function createVolume(host: Host): Promise<HostVolume> {
  const { name, uid } = host.metadata;
  const { metadata, ...volume } = aHostVolume({ spec: { host: { name, uid } } });
  return done(client.resource(hostVolumeKind).create({ ...volume, metadata: { namespace: 'default', name: metadata.name } }));
}

async function connect(host: Host, status: object = {}): Promise<ScriptedAgent> {
  await clock.advance(500);
  const agent = new ScriptedAgent(gateway, { clock, hostUID: host.metadata.uid });
  agent.hello({}, { driver: 'fake', ...status });
  await clock.advance(500);
  return agent;
}

function objectsOf(agent: ScriptedAgent): readonly DesiredObject[] {
  return agent.messages.filter((message): message is DesiredObject => message.kind === 'DesiredObject');
}

function reportVolume(agent: ScriptedAgent, { uid, generation }: DesiredObject, status: object): void {
  agent.say({
    kind: 'ObservedObject',
    session: agent.session,
    type: 'HostVolume',
    uid,
    generation,
    statusJSON: Buffer.from(JSON.stringify(status)),
  });
}

describe('a volume of a host', () => {
  it('is in the snapshot, and what its agent says of it becomes its status', async () => {
    const host = await createHost('host-a');
    const volume = await createVolume(host);
    await createInstance(host);

    const agent = await connect(host);
    const [told] = objectsOf(agent);
    reportVolume(agent, told!, { phase: 'Ready', sizeGiB: 5 });
    await clock.advance(500);

    expect(agent.heard).toEqual(['Welcome', 'DesiredObject', 'Desired', 'SnapshotEnd']);
    expect(JSON.parse(Buffer.from(told!.objectJSON).toString())).toMatchObject({ kind: 'HostVolume', spec: { sizeGiB: 5 } });
    expect((await done(client.resource(hostVolumeKind).get(keyOf(volume)))).status).toMatchObject({
      phase: 'Ready',
      sizeGiB: 5,
      observedGeneration: 1,
    });
  });

  it('goes when its agent says that nothing is left of it, and the agent hears of that', async () => {
    const host = await createHost('host-a');
    const agent = await connect(host);
    const volume = await createVolume(host);
    await clock.advance(500);
    await done(client.resource(hostVolumeKind).delete(keyOf(volume)));
    await clock.advance(500);
    reportVolume(agent, objectsOf(agent).at(-1)!, { phase: 'Destroyed' });
    await clock.advance(500);

    expect(objectsOf(agent).map(({ tombstone, released }) => [tombstone, released])).toEqual([
      [false, false],
      [true, false],
      [false, true],
    ]);
    const gone = done(client.resource(hostVolumeKind).get(keyOf(volume)));
    await expect(gone).rejects.toSatisfy((error) => error instanceof NotFoundError);
  });

  it('is nobody else’s to report on', async () => {
    const volume = await createVolume(await createHost('host-a'));
    const agent = await connect(await createHost('host-b'));

    agent.say({
      kind: 'ObservedObject',
      session: 1,
      type: 'HostVolume',
      uid: volume.metadata.uid,
      generation: 1,
      statusJSON: Buffer.from('{"phase":"Ready"}'),
    });
    await clock.advance(500);

    expect((await done(client.resource(hostVolumeKind).get(keyOf(volume)))).status).toBeUndefined();
  });
});

describe('the hosts of a network', () => {
  const [port] = [machinePortOf(aPort(), aNetwork(), undefined)] as [MachinePort];
  const peersOf = (agent: ScriptedAgent): readonly unknown[] =>
    objectsOf(agent).map(({ objectJSON, released }) => (released ? 'released' : JSON.parse(Buffer.from(objectJSON).toString())));

  it('hear of each other when guests of theirs are in it, and when they are not any more', async () => {
    const [a, b] = [await createHost('host-a'), await createHost('host-b')];
    const agentA = await connect(a, { overlayAddress: '192.0.2.1' });
    const agentB = await connect(b, { overlayAddress: '192.0.2.2' });

    await createInstance(a, { machine: { ports: [port] } });
    await clock.advance(500);
    const onB = await createInstance(b, { spec: { server: { name: 'db', uid: 'db-uid' } }, machine: { ports: [port] } });
    await clock.advance(500);
    await done(client.resource(instanceKind).patch(keyOf(onB), { metadata: { finalizers: null } }));
    await done(client.resource(instanceKind).delete(keyOf(onB)));
    await clock.advance(500);

    expect(peersOf(agentA)).toEqual([{ peers: [] }, { peers: ['192.0.2.2'] }, { peers: [] }]);
    expect(peersOf(agentB)).toEqual([{ peers: ['192.0.2.1'] }, 'released']);
  });

  it('are in the snapshot of an agent that connects later', async () => {
    const [a, b] = [await createHost('host-a'), await createHost('host-b')];
    await connect(a, { overlayAddress: '192.0.2.1' });
    await createInstance(a, { machine: { ports: [port] } });
    await createInstance(b, { spec: { server: { name: 'db', uid: 'db-uid' } }, machine: { ports: [port] } });

    const agent = await connect(b, { overlayAddress: '192.0.2.2' });

    expect(peersOf(agent)).toEqual([{ peers: ['192.0.2.1'] }]);
    expect(objectsOf(agent)[0]).toMatchObject({ type: 'NetworkPeers', uid: 'backend-uid' });
  });
});

describe('the secret of an action', () => {
  const action = { uid: 'action-1', type: 'SetPassword', user: 'root', secret: { secretName: 'password', key: 'value' } } as const;

  async function createSecret(): Promise<void> {
    const data = { value: Buffer.from('hunter2').toString('base64') };
    const metadata = { namespace: 'default', name: 'password' };
    await done(client.resource(secretKind).create({ apiVersion: 'v1', kind: 'Secret', type: 'Opaque', metadata, data }));
  }

  it('is added on the way while the action is not done', async () => {
    const host = await createHost('host-a');
    await createSecret();
    await createInstance(host, { spec: { action } });

    const agent = await connect(host);

    expect(Buffer.from(agent.desired[0]!.actionSecret).toString()).toBe('hunter2');
  });

  it('is not read again when the action is done', async () => {
    const host = await createHost('host-a');
    await createSecret();
    const web = await createInstance(host, { spec: { action } });
    const lastAction = { uid: 'action-1', outcome: 'Succeeded', message: 'done', at: '2026-06-01T12:00:00Z' };
    await done(client.resource(instanceKind).patchStatus(keyOf(web), { status: { lastAction } }));

    const agent = await connect(host);

    expect(agent.desired[0]!.actionSecret.byteLength).toBe(0);
    expect(agent.desired[0]!.actionSecretError).toBe('');
  });

  it('is replaced by words for why when it is missing', async () => {
    const host = await createHost('host-a');
    await createInstance(host, { spec: { action } });

    const agent = await connect(host);

    expect(agent.desired[0]!.actionSecretError).toBe('there is no secret "password" in namespace "default"; create it, and ask again');
  });
});

describe('a live console', () => {
  it('is opened at the agent, and ends with its stream', async () => {
    const host = await createHost('host-a');
    const web = await createInstance(host);
    const agent = await connect(host);

    const console = gateway.openConsole(web.metadata.uid, 'serial')!;
    const ended = new Promise<Error>((resolve) => console.once('error', resolve));
    const heard: string[] = [];
    console.on('data', (data: Buffer) => heard.push(data.toString()));
    console.write('root\n');
    await clock.advance(100);
    const opened = agent.messages.find((message) => message.kind === 'ConsoleOpen')!;
    agent.say({ kind: 'ConsoleChunk', request: opened.request, data: Buffer.from('login: '), last: false, error: '' });
    await clock.advance(100);
    agent.pair.cut();
    await clock.advance(100);

    expect(opened).toMatchObject({ instanceUID: web.metadata.uid, console: 'serial' });
    expect(agent.messages.find((message) => message.kind === 'ConsoleInput')).toMatchObject({
      request: opened.request,
      data: Buffer.from('root\n'),
    });
    expect(heard).toEqual(['login: ']);
    expect((await ended).message).toBe('the connection to the host was lost');
  });

  it('is somebody else’s to open when the host has no stream here', async () => {
    const web = await createInstance(await createHost('host-a'));
    await clock.advance(500);

    expect(gateway.openConsole(web.metadata.uid, 'graphical')).toBeUndefined();
  });
});
