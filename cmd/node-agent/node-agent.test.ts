import { beforeEach, describe, expect, it } from 'vitest';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import type { Capability } from '#drivers/contract/capability.ts';
import { FakeDriver } from '#drivers/fake/fake-driver.ts';
import { FakeHost } from '#drivers/fake/fake-host.ts';
import { guestScript } from '#drivers/fake/guest-script.ts';
import { anInstance } from '#test/builders/instance.ts';
import { MemoryJournalStorage } from '#test/harness/memory-journal-storage.ts';
import { ScriptedGateway } from '#test/harness/scripted-gateway.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { createNodeAgent, type NodeAgent } from './node-agent.ts';

const identity = { hostUID: 'host-a-uid', controlPlaneUID: 'plane' };

let clock: VirtualClock;
let host: FakeHost;
let storage: MemoryJournalStorage;
let gateway: ScriptedGateway;

beforeEach(() => {
  clock = new VirtualClock();
  host = new FakeHost({ clock });
  storage = new MemoryJournalStorage({ clock });
  gateway = new ScriptedGateway({ clock, controlPlaneUID: identity.controlPlaneUID });
});

/** Starts an agent on the host, as after a start of its process, or of the machine with another `bootID`. */
async function startAgent({ bootID = 'boot-1', without = [] as readonly Capability[] } = {}): Promise<NodeAgent> {
  const agent = createNodeAgent({
    identity,
    bootID,
    dialer: gateway,
    journalStorage: storage,
    driver: new FakeDriver({ host, clock, without }),
    images: { acquire: () => Promise.resolve({ format: 'Raw', path: '/images/guest', virtualSizeBytes: 1 }) },
    configDriveDocuments: ({ instance, userData }) =>
      new Map([
        ['hostname', Buffer.from(instance.spec.machine.hostname)],
        ...(userData === undefined ? [] : ([['openstack/latest/user_data', userData]] as const)),
      ]),
    clock,
    random: new SeededRandom(1),
    logger: silentLogger,
    agentVersion: 'test',
  });
  await clock.waitFor(agent.start(), { limitMilliseconds: 1_000 });
  await clock.settle();
  return agent;
}

/** An agent in its first session, with these instances. */
async function startServedAgent(...instances: readonly Instance[]): Promise<NodeAgent> {
  const agent = await startAgent();
  gateway.serve(1, instances);
  await clock.settle();
  return agent;
}

/** The connection breaks, and the agent dials again. */
async function redial(): Promise<void> {
  const { dialCount } = gateway;
  gateway.stream.cut();
  await clock.advanceUntil(() => gateway.dialCount > dialCount, { limitMilliseconds: 60_000 });
}

function stateOf(instance: Instance): string {
  return host.observe(instance.metadata.uid).kind;
}

/** The same instance after a change of its spec. */
function changed(instance: Instance, spec: Partial<Instance['spec']>): Instance {
  const { metadata } = instance;
  const resourceVersion = String(Number(metadata.resourceVersion) + 1);
  return {
    ...instance,
    metadata: { ...metadata, resourceVersion, generation: metadata.generation + 1 },
    spec: { ...instance.spec, ...spec },
  };
}

function deleted(instance: Instance): Instance {
  const { metadata } = changed(instance, {});
  return { ...instance, metadata: { ...metadata, deletionTimestamp: '2026-06-01T12:00:00Z' } };
}

describe('a node agent', () => {
  it('says hello with what its host has', async () => {
    await startAgent();

    expect(gateway.hello).toMatchObject({ hostUID: 'host-a-uid', highestSession: 0, agentVersion: 'test' });
    const status = JSON.parse(Buffer.from(gateway.hello!.report.statusJSON).toString()) as object;
    expect(status).toMatchObject({ driver: 'fake', inventory: { vcpus: 64 }, foreignGuests: 0 });
  });

  it('starts the instances of the snapshot and reports each once it runs', async () => {
    const web = anInstance();
    await startServedAgent(web);

    expect(stateOf(web)).toBe('Running');
    expect(gateway.reported(web).map((status) => status.phase)).toEqual(['Running']);
    expect(gateway.statusOf(web)?.addresses).toEqual([{ macAddress: 'fa:16:3e:00:00:01', ipAddress: '10.0.0.1' }]);
    expect(gateway.acknowledged).toBe(1000);
  });

  it('stops and starts a guest as its power changes', async () => {
    const web = anInstance();
    await startServedAgent(web);

    const stopped = changed(web, { power: 'Stopped' });
    gateway.desire(stopped);
    await clock.settle();
    expect(stateOf(web)).toBe('Stopped');
    expect(gateway.statusOf(web)).toMatchObject({ phase: 'Stopped', observedGeneration: 2 });

    gateway.desire(changed(stopped, { power: 'Running' }));
    await clock.settle();
    expect(stateOf(web)).toBe('Running');
  });

  it('refuses a wish that its driver does not offer, in the words of everybody else, and leaves the guest as it is', async () => {
    await startAgent({ without: ['suspend', 'rescue', 'snapshot', 'backup', 'shelve', 'resize', 'migrate-cold', 'volume-snapshot'] });
    const web = anInstance();
    gateway.serve(1, [web]);
    await clock.settle();
    const before = host.observe(web.metadata.uid);

    const suspended = changed(web, { power: 'Suspended' });
    gateway.desire(suspended);
    await clock.settle();
    expect(gateway.statusOf(web)).toMatchObject({
      phase: 'Running',
      conditions: [
        {
          reason: 'Unsupported',
          message: 'spec.power: Suspended needs the feature "suspend", which the host of this server does not offer',
        },
      ],
    });

    gateway.desire(changed(suspended, { power: 'Running', action: { uid: 'act', type: 'Snapshot' } }));
    await clock.settle();
    expect(gateway.statusOf(web)?.lastAction).toMatchObject({
      outcome: 'Failed',
      message: 'spec.type: Snapshot needs the feature "snapshot", which the host of this server does not offer',
    });
    expect(host.observe(web.metadata.uid)).toEqual(before);
  });

  it('sets a password that it was sent, and asks for it again after a restart instead of writing it down', async () => {
    const web = anInstance({ metadata: { resourceVersion: '1' } });
    const agent = await startServedAgent(web);
    const asked = changed(web, { power: 'Stopped', action: { uid: 'act', type: 'SetPassword', user: 'admin' } });
    agent.kill();
    await startAgent();
    gateway.serve(2, [], 1);
    gateway.desire(changed(asked, { power: 'Running' }), { actionSecret: Buffer.from('open sesame') });
    await clock.settle();

    expect(gateway.statusOf(web)?.lastAction).toMatchObject({ uid: 'act', outcome: 'Succeeded', message: 'the password of admin was set' });
    expect(Object.keys(host.guest(web.metadata.uid)?.passwords ?? {})).toEqual(['admin']);
    expect(Buffer.from(storage.bytes()).includes('open sesame')).toBe(false);
  });

  it('puts a changed host name on the config drive of the next start, and does not restart the guest for it', async () => {
    const web = anInstance();
    await startServedAgent(web);
    const before = host.observe(web.metadata.uid);

    const renamed = changed(web, { machine: { ...web.spec.machine, hostname: 'renamed' } });
    gateway.desire(renamed);
    await clock.settle();
    expect(host.observe(web.metadata.uid)).toEqual(before);
    expect(gateway.statusOf(web)).toMatchObject({ observedGeneration: 2, conditions: [{ status: 'True' }] });
    expect(host.guest(web.metadata.uid)?.configDrive).toMatchObject({ hostname: 'web' });

    const stopped = changed(renamed, { power: 'Stopped' });
    gateway.desire(stopped);
    await clock.settle();
    gateway.desire(changed(stopped, { power: 'Running' }));
    await clock.settle();
    expect(host.guest(web.metadata.uid)).toMatchObject({ state: { kind: 'Running' }, configDrive: { hostname: 'renamed' } });
  });

  it('leaves the config drive out of a guest that is to have none', async () => {
    const web = anInstance({ machine: { configDrive: false } });
    await startServedAgent(web);

    expect(host.guest(web.metadata.uid)).toMatchObject({ state: { kind: 'Running' }, configDrive: {} });
  });

  it('destroys a guest only by a tombstone, and reports it until the record is released', async () => {
    const web = anInstance();
    await startServedAgent(web);

    gateway.desire(deleted(web));
    await clock.settle();

    expect(stateOf(web)).toBe('Absent');
    expect(gateway.statusOf(web)?.phase).toBe('Destroyed');
    await redial();
    gateway.serve(2, [deleted(web)]);
    await clock.settle();
    expect(gateway.statusOf(web)?.phase).toBe('Destroyed');

    gateway.say({ kind: 'Released', session: 2, revision: 1001, instanceUID: web.metadata.uid });
    await clock.settle();
    await redial();
    gateway.serve(3, []);
    await clock.settle();
    expect(gateway.statusOf(web)).toBeUndefined();
    expect(gateway.acknowledged).toBe(1000);
  });

  it('leaves a guest alone that the control plane no longer knows, and reports it as an orphan', async () => {
    const web = anInstance();
    await startServedAgent(web);
    await redial();

    gateway.serve(2, []);
    await clock.settle();

    expect(stateOf(web)).toBe('Running');
    const report = gateway.messages.findLast((message) => message.kind === 'HostReport');
    expect(report).toMatchObject({ report: { orphanInstanceUIDs: [web.metadata.uid] } });
  });

  it('keeps guests running without the control plane, and starts one again that crashed after the agent itself was killed', async () => {
    const web = anInstance();
    const agent = await startServedAgent(web);
    gateway.reachable = false;
    agent.kill();
    expect(stateOf(web)).toBe('Running');
    host.end(web.metadata.uid, { reason: 'Crashed', message: 'the guest died' });

    await startAgent();
    await clock.advance(5_000);

    expect(stateOf(web)).toBe('Running');
  });

  it('starts guests again after the power of the whole host was gone', async () => {
    const web = anInstance();
    const agent = await startServedAgent(web);
    gateway.reachable = false;
    agent.kill();
    storage.powerCut();
    host.powerCycle();

    await startAgent();

    expect(stateOf(web)).toBe('Running');
  });

  it('refuses a session that is not above all that it has been in', async () => {
    const web = anInstance();
    await startServedAgent(web);
    await redial();

    gateway.serve(1, [deleted(web)]);
    await clock.settle();

    expect(await gateway.stream.agent.closed).toMatchObject({
      by: 'Local',
      reason: expect.stringContaining('session 1 is refused') as string,
    });
    expect(stateOf(web)).toBe('Running');
  });

  it('remembers its highest session over a power cut', async () => {
    const agent = await startServedAgent();
    agent.kill();
    storage.powerCut();

    await startAgent();

    expect(gateway.hello?.highestSession).toBe(1);
  });

  it('refuses the gateway of another control plane', async () => {
    const web = anInstance();
    await startServedAgent(web);
    await redial();

    gateway.welcome(2, { controlPlaneUID: 'another' });
    gateway.desire(deleted(web));
    await clock.settle();

    expect(stateOf(web)).toBe('Running');
  });

  it('does not go back to an older generation that a new session sends', async () => {
    const web = anInstance();
    await startServedAgent(web);
    gateway.desire(changed(web, { power: 'Stopped' }));
    await clock.settle();
    await redial();

    gateway.serve(2, [web]);
    await clock.settle();

    expect(stateOf(web)).toBe('Stopped');
    expect(gateway.statusOf(web)).toMatchObject({ phase: 'Stopped', observedGeneration: 2 });
  });

  it('dials again when it hears nothing more from the gateway', async () => {
    await startServedAgent();
    gateway.stream.swallow();

    await clock.advance(120_000);

    expect(gateway.dialCount).toBeGreaterThan(1);
  });

  it('acknowledges only what would survive a power cut', async () => {
    storage = new MemoryJournalStorage({ clock, syncMilliseconds: () => 50 });
    const web = anInstance();
    await startAgent();
    gateway.welcome(1);
    await clock.advance(60);
    gateway.desire(web);
    await clock.advance(40);
    expect(gateway.acknowledged).toBe(0);
    expect(stateOf(web)).toBe('Absent');

    gateway.say({ kind: 'SnapshotEnd', session: 1, revision: 100 });
    await clock.advance(500);

    expect(gateway.acknowledged).toBe(100);
    expect(stateOf(web)).toBe('Running');
  });

  it('ends the session when its journal cannot be written, acknowledges nothing, and converges once it can', async () => {
    const web = newerThanSnapshot(anInstance());
    await startServedAgent();
    storage.failNext(1);
    gateway.desire(web);
    await clock.settle();
    expect(gateway.acknowledged).toBe(1000);
    expect(await gateway.stream.agent.closed).toMatchObject({ by: 'Local' });
    expect(stateOf(web)).toBe('Absent');

    await clock.advanceUntil(() => gateway.dialCount > 1, { limitMilliseconds: 60_000 });
    gateway.serve(2, [web], 2000);
    await clock.settle();

    expect(stateOf(web)).toBe('Running');
  });

  it('starts no guest after a boot of its host before the control plane has been heard', async () => {
    const web = anInstance();
    const agent = await startServedAgent(web);
    expect(stateOf(web)).toBe('Running');
    agent.kill();
    host.powerCycle();
    gateway.reachable = false;
    const rebooted = await startAgent({ bootID: 'boot-2' });
    await clock.advance(120_000);
    expect(stateOf(web)).toBe('Stopped');

    gateway.reachable = true;
    await clock.advanceUntil(() => gateway.dialCount > 1, { limitMilliseconds: 120_000 });
    gateway.serve(2, [web]);
    await clock.settle();

    expect(stateOf(web)).toBe('Running');
    await rebooted.stop();
  });

  it('never starts after a boot what the control plane has given up meanwhile', async () => {
    const web = anInstance();
    const agent = await startServedAgent(web);
    agent.kill();
    host.powerCycle();

    await startAgent({ bootID: 'boot-2' });
    gateway.serve(2, [], 2000);
    await clock.advance(120_000);

    expect(stateOf(web)).toBe('Stopped');
  });

  it('makes nothing anew that it has destroyed, at the word of a gateway that looks at an old world', async () => {
    const web = anInstance();
    await startServedAgent();
    gateway.stream.cut();
    await clock.advanceUntil(() => gateway.dialCount > 1, { limitMilliseconds: 60_000 });

    gateway.serve(2, [web], 500);
    await clock.settle();

    expect(stateOf(web)).toBe('Absent');
  });

  it('lets a newer incarnation run only after the older one of the same server has stopped', async () => {
    const older = anInstance({ machine: { metadata: { 'fake.tycho.dev/stop': 'delay 30' } } });
    const newer = newerThanSnapshot(anInstance({ spec: { epoch: 2 } }));
    await startServedAgent(older);

    gateway.desire(newer);
    await clock.advance(10_000);
    expect([stateOf(older), stateOf(newer)]).toEqual(['Running', 'Stopped']);
    expect(gateway.statusOf(newer)?.conditions).toMatchObject([{ reason: 'OtherIncarnationRuns' }]);

    await clock.advance(90_000);
    expect([stateOf(older), stateOf(newer)]).toEqual(['Stopped', 'Running']);
    expect(gateway.statusOf(older)?.conditions).toMatchObject([{ status: 'False', reason: 'StaleEpoch' }]);
  });

  it('lets a newer incarnation run once the older one is gone, though the agent had found that when it started', async () => {
    const older = anInstance();
    const agent = await startServedAgent(older);
    await agent.stop();
    gateway.reachable = true;
    await startAgent();
    gateway.serve(2, [older]);
    await clock.settle();

    const gone = deleted(older);
    gateway.desire(gone);
    await clock.settle();
    gateway.say({ kind: 'Released', session: 2, revision: Number(gone.metadata.resourceVersion), instanceUID: older.metadata.uid });
    const newer = newerThanSnapshot(anInstance({ spec: { epoch: 2 } }));
    gateway.desire(newer);
    await clock.advance(10_000);

    expect([stateOf(older), stateOf(newer)]).toEqual(['Absent', 'Running']);
  });

  it('never starts an older incarnation again, also when the newer one is gone', async () => {
    const older = anInstance();
    const newer = anInstance({ spec: { epoch: 2 } });
    await startServedAgent(older, newer);
    gateway.desire(deleted(newer));
    await clock.settle();
    gateway.say({ kind: 'Released', session: 1, revision: 2000, instanceUID: newer.metadata.uid });

    await clock.advance(120_000);

    expect(stateOf(older)).not.toBe('Running');
  });

  it('waits for user data that cannot be resolved instead of creating the guest without it', async () => {
    const web = anInstance({ machine: { userData: { secretName: 'boot', key: 'userData' } } });
    await startAgent();
    gateway.welcome(1);
    gateway.desire(web, { userDataError: 'secret "boot" is not there' });
    gateway.say({ kind: 'SnapshotEnd', session: 1, revision: 100 });
    await clock.advance(5_000);
    expect(stateOf(web)).toBe('Absent');
    expect(gateway.statusOf(web)?.conditions).toMatchObject([{ reason: 'UserDataMissing', message: 'secret "boot" is not there' }]);

    gateway.desire(web, { userData: Buffer.from('#!/bin/sh') });
    await clock.settle();

    expect(stateOf(web)).toBe('Running');
  });

  it('reboots once for each request, however often it is told', async () => {
    const web = anInstance();
    await startServedAgent(web);
    const startedAt = host.observe(web.metadata.uid);
    await clock.advance(10_000);

    const rebooting = changed(web, { reboot: { actionUID: 'action-1', mode: 'Hard' } });
    gateway.desire(rebooting);
    await clock.settle();
    const rebootedAt = host.observe(web.metadata.uid);
    await clock.advance(10_000);
    gateway.desire(rebooting);
    await clock.advance(120_000);

    expect(rebootedAt).not.toEqual(startedAt);
    expect(host.observe(web.metadata.uid)).toEqual(rebootedAt);
    expect(gateway.statusOf(web)?.lastReboot).toMatchObject({ actionUID: 'action-1', outcome: 'Succeeded' });
  });

  it('retries with growing delays what the driver cannot do yet, and says why meanwhile', async () => {
    const web = anInstance({ machine: { metadata: { 'fake.tycho.dev/start': 'fail 3' } } });
    await startServedAgent(web);
    expect(gateway.statusOf(web)).toMatchObject({ phase: 'Failed' });
    expect(gateway.statusOf(web)?.conditions?.[0]?.message).toContain('failure 1 of 3');

    await clock.advance(30_000);

    expect(gateway.reported(web).filter(({ phase }) => phase === 'Failed')).toHaveLength(3);
    expect(gateway.statusOf(web)?.phase).toBe('Running');
  });

  it('starts a guest again that died, waiting longer each time, and counts', async () => {
    const web = anInstance({ machine: { metadata: { 'fake.tycho.dev/start': 'die-after 5' } } });
    await startServedAgent(web);

    await clock.advance(60_000);

    const status = gateway.statusOf(web);
    expect(status?.restartCount).toBeGreaterThanOrEqual(3);
    expect(status?.restartCount).toBeLessThanOrEqual(5);
    expect(status?.lastExit).toMatchObject({ reason: 'Crashed', generation: 1 });
  });

  it('leaves a guest off that turned itself off, until the wish is stated anew', async () => {
    const web = anInstance({ machine: { metadata: { 'fake.tycho.dev/start': 'shutdown-after 5' } } });
    await startServedAgent(web);
    await clock.advance(120_000);
    expect(stateOf(web)).toBe('Stopped');
    expect(gateway.statusOf(web)).toMatchObject({ phase: 'Stopped', lastExit: { reason: 'GuestShutdown', generation: 1 } });

    gateway.desire(changed(web, {}));
    await clock.settle();

    expect(stateOf(web)).toBe('Running');
  });

  it('leaves it off whatever is said of its metadata and its ports, also after a restart of the agent, and starts it for a wish about power', async () => {
    const web = anInstance({ spec: { runPolicy: 'Manual' }, machine: { metadata: { 'fake.tycho.dev/start': 'shutdown-after 5' } } });
    const agent = await startServedAgent(web);
    await clock.advance(120_000);
    const { machine } = web.spec;

    const renamed = changed(web, { powerGeneration: 1, machine: { ...machine, hostname: 'other' } });
    gateway.desire(renamed);
    await clock.advance(60_000);
    expect(gateway.statusOf(web)).toMatchObject({ observedGeneration: 2, phase: 'Stopped', conditions: [{ reason: 'GuestEnded' }] });

    agent.kill();
    gateway.reachable = true;
    await startAgent();
    const portless = changed(renamed, { machine: { ...renamed.spec.machine, ports: [] } });
    gateway.serve(2, [portless]);
    await clock.advance(60_000);
    expect(gateway.statusOf(web)).toMatchObject({ observedGeneration: 3, phase: 'Stopped' });

    // Stopped and started again at generations 4 and 5, told something at 6; only the last arrives.
    const { metadata } = portless;
    gateway.desire({
      ...changed(portless, { powerGeneration: 5 }),
      metadata: { ...metadata, resourceVersion: '2000', generation: 6 },
    });
    await clock.settle();
    expect(stateOf(web)).toBe('Running');
  });

  it('leaves a guest off that ended while its agent was away, where only ports have changed meanwhile', async () => {
    const web = anInstance({ spec: { runPolicy: 'Manual' }, machine: { metadata: { 'fake.tycho.dev/start': 'shutdown-after 5' } } });
    const agent = await startServedAgent(web);
    agent.kill();
    gateway.reachable = true;
    await clock.advance(60_000);

    await startAgent();
    gateway.serve(2, [changed(web, { powerGeneration: 1, machine: { ...web.spec.machine, ports: [] } })]);
    await clock.advance(60_000);

    expect(gateway.statusOf(web)).toMatchObject({ observedGeneration: 2, phase: 'Stopped', lastExit: { generation: 1 } });
  });

  it('reports a guest whose disk is gone as lost, and does not make another one in its place', async () => {
    const web = anInstance({ machine: { metadata: { 'fake.tycho.dev/lost': 'after 5' } } });
    await startServedAgent(web);

    await clock.advance(120_000);

    expect(gateway.statusOf(web)).toMatchObject({ phase: 'Lost' });
    expect(stateOf(web)).toBe('Lost');
  });

  it('answers a request for the console', async () => {
    const web = anInstance();
    await startServedAgent(web);
    gateway.say({ kind: 'ConsoleRequest', session: 1, request: 7, instanceUID: web.metadata.uid, maximumBytes: 1000 });
    await clock.settle();

    const chunk = gateway.messages.find((message) => message.kind === 'ConsoleChunk');
    expect(chunk).toMatchObject({ request: 7, last: true, error: '' });
    expect(Buffer.from((chunk as { data: Uint8Array }).data).toString()).toContain('web started');
  });

  it('touches no guest that it has no record of', async () => {
    const mark = { controlPlaneUID: 'plane', serverUID: 's', instanceUID: 'unknown', epoch: 1 };
    host.add({
      mark,
      displayName: 'x',
      macAddress: 'fa:16:3e:00:00:09',
      script: guestScript({}),
      rootDisk: { image: '/images/guest', sizeBytes: 1 },
    });
    host.run('unknown');

    await startServedAgent(anInstance());
    await clock.advance(600_000);

    expect(host.observe('unknown').kind).toBe('Running');
    expect(gateway.hello?.report.orphanInstanceUIDs).toEqual(['unknown']);
  });

  it('answers pings with the newest durable revision', async () => {
    await startServedAgent();
    gateway.say({ kind: 'Ping', session: 1, number: 5, leaseSeconds: 30 });
    await clock.settle();

    expect(gateway.messages.findLast((message) => message.kind === 'Pong')).toEqual({
      kind: 'Pong',
      session: 1,
      number: 5,
      revision: 1000,
    });
  });

  it('stops dialing once it is dismissed, and leaves its guests running', async () => {
    const web = anInstance();
    await startServedAgent(web);
    gateway.say({ kind: 'Goodbye', reason: 'the host was deleted', final: true });
    await clock.advance(3_600_000);

    expect(gateway.dialCount).toBe(1);
    expect(stateOf(web)).toBe('Running');
  });
});

/** As if it had been made after the snapshots of these tests. */
function newerThanSnapshot(instance: Instance): Instance {
  return { ...instance, metadata: { ...instance.metadata, resourceVersion: '1001' } };
}
