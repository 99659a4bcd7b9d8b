import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hostKind } from '#apis/infrastructure/host.ts';
import { instanceKind, type Instance } from '#apis/infrastructure/instance.ts';
import { secretKind } from '#apis/kubernetes/core.ts';
import { SystemClock } from '#apis/machinery/clock.ts';
import { keyOf } from '#apis/machinery/object-meta.ts';
import type { AgentStream } from '#proto/transport/agent-wire.ts';
import { dialGateway } from '#proto/transport/dial-gateway.ts';
import { ResumingCredentials } from '#proto/transport/resuming-credentials.ts';
import { eventually } from '#test/harness/eventually.ts';
import { AgentWorld, type RunningGateway, type TestHost } from './agent-world.ts';

const clock = new SystemClock();
let world: AgentWorld;
let gateway: RunningGateway;

beforeEach(async () => {
  world = await AgentWorld.start();
  gateway = await world.startGateway();
});

afterEach(() => world.stop());

const isRunning = (status: NonNullable<Instance['status']>): boolean => status.phase === 'Running';

/** A stream of the host's own that is spoken on by hand. */
async function dialByHand(host: TestHost, at: RunningGateway, highestSession: number): Promise<AgentStream> {
  const { identity } = host;
  const credentials = new ResumingCredentials({
    authorityPEM: world.certificates.authority.certificatePEM,
    serverName: '127.0.0.1',
    identity,
  });
  const stream = await dialGateway({ address: at.address, credentials, clock, timeoutSeconds: 5 });
  const report = { statusJSON: Buffer.from('{}'), orphanInstanceUIDs: [] };
  await stream.send({ kind: 'Hello', hostUID: identity.hostUID, agentVersion: 'hand', protocolVersion: 1, highestSession, report });
  return stream;
}

describe('a session between agent and gateway', () => {
  it('takes the host with the first number, and says on it what the host has', async () => {
    const host = await world.addHost('host-a', [gateway]);
    await host.startAgent();

    const record = await world.hostWhen('host-a', ({ status }) => status?.session !== undefined);

    expect(record.status).toMatchObject({
      session: { number: 1, gateway: 'gateway-a' },
      driver: 'fake',
      inventory: { vcpus: 64 },
      agentVersion: 'test',
    });
    expect(record.status?.conditions).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ type: 'Healthy', status: 'True' }),
        expect.objectContaining({ type: 'OrphanGuests', status: 'False' }),
      ]),
    );
  });

  it('takes an instance from its record to a running guest, follows its changes, and lets the record go when it is destroyed', async () => {
    const host = await world.addHost('host-a', [gateway]);
    const early = await world.createInstance(host);
    await host.startAgent();
    await world.instanceWhen(early, isRunning);

    const late = await world.createInstance(host);
    await world.instanceWhen(late, isRunning);
    await world.client.resource(instanceKind).patch(keyOf(late), { spec: { power: 'Stopped' } });
    await world.instanceWhen(late, ({ phase, observedGeneration }) => phase === 'Stopped' && observedGeneration === 2);
    expect(host.stateOf(late)).toBe('Stopped');

    await world.client.resource(instanceKind).delete(keyOf(late));
    await world.gone(late);
    expect(host.stateOf(late)).toBe('Absent');
    expect(host.stateOf(early)).toBe('Running');
  });

  it('raises the number with each connection, and goes on where it was after the agent was killed', async () => {
    const host = await world.addHost('host-a', [gateway]);
    const web = await world.createInstance(host);
    await host.startAgent();
    await world.instanceWhen(web, isRunning);
    const before = host.machine.observe(web.metadata.uid);

    host.killAgent();
    await world.hostWhen('host-a', ({ status }) => status?.session?.disconnectedAt !== undefined);
    await host.startAgent();

    const record = await world.hostWhen('host-a', ({ status }) => status?.session?.number === 2);
    expect(record.status?.session?.disconnectedAt).toBeUndefined();
    expect(host.machine.observe(web.metadata.uid)).toEqual(before);
  });

  it('gives a number above all that the agent has seen, though the record was put back to an older state', async () => {
    const host = await world.addHost('host-a', [gateway]);

    await dialByHand(host, gateway, 41);

    const record = await world.hostWhen('host-a', ({ status }) => status?.session !== undefined);
    expect(record.status?.session?.number).toBe(42);
  });

  it('lets a second stream of the same host take over, and ends the first', async () => {
    const host = await world.addHost('host-a', [gateway]);
    const first = await dialByHand(host, gateway, 0);
    await world.hostWhen('host-a', ({ status }) => status?.session?.number === 1);

    await dialByHand(host, gateway, 1);

    expect(await first.closed).toMatchObject({ by: 'Remote' });
    await world.hostWhen('host-a', ({ status }) => status?.session?.number === 2 && status.session.disconnectedAt === undefined);
  });

  it('ends a stream whose host has been taken by another gateway', async () => {
    const other = await world.startGateway('gateway-b');
    const host = await world.addHost('host-a', [gateway]);
    const first = await dialByHand(host, gateway, 0);
    await world.hostWhen('host-a', ({ status }) => status?.session?.gateway === 'gateway-a');

    await dialByHand(host, other, 1);

    expect(await first.closed).toMatchObject({ by: 'Remote' });
    const record = await world.hostWhen('host-a', ({ status }) => status?.session?.gateway === 'gateway-b');
    expect(record.status?.session?.number).toBe(2);
  });

  it('ends a stream that speaks in another session than its own', async () => {
    const host = await world.addHost('host-a', [gateway]);
    const stream = await dialByHand(host, gateway, 4);
    await world.hostWhen('host-a', ({ status }) => status?.session?.number === 5);

    await stream.send({ kind: 'Acknowledge', session: 4, revision: 1 });

    expect(await stream.closed).toMatchObject({ by: 'Remote' });
  });

  it('makes a stream anew that is alive and acknowledges nothing', async () => {
    const impatient = await world.startGateway('gateway-b', {
      timings: { pingIntervalSeconds: 0.1, silenceLimitSeconds: 30, leaseSeconds: 30, progressLimitSeconds: 0.5 },
    });
    const host = await world.addHost('host-a', [impatient]);
    await world.createInstance(host);
    const stream = await dialByHand(host, impatient, 0);
    const words: string[] = [];
    for await (const message of stream.received) {
      if (message.kind === 'Ping') await stream.send({ kind: 'Pong', session: 1, number: message.number, revision: 0 });
      if (message.kind === 'Goodbye') words.push(message.reason);
    }

    expect(words).toEqual([expect.stringContaining('has not acknowledged revision')]);
  });

  it('reconnects by itself when the gateway is started again', async () => {
    const host = await world.addHost('host-a', [gateway]);
    const web = await world.createInstance(host);
    await host.startAgent();
    await world.instanceWhen(web, isRunning);
    const { port } = gateway.server.address;
    await gateway.stop();
    const { status } = await world.client.resource(hostKind).get({ name: 'host-a' });
    expect(status?.session?.disconnectedAt).toBeDefined();

    await world.startGateway('gateway-a', {}, port);
    await world.client.resource(instanceKind).patch(keyOf(web), { spec: { power: 'Stopped' } });

    await world.instanceWhen(web, ({ phase }) => phase === 'Stopped');
  });

  it('resolves user data on the way, and says what is missing until it is there', async () => {
    const timings = { pingIntervalSeconds: 0.2 };
    const host = await world.addHost('host-a', [await world.startGateway('gateway-b', { timings })]);
    await host.startAgent();
    const machine = { userData: { secretName: 'boot', key: 'userData' } };
    const web = await world.createInstance(host, { machine });
    const waiting = await world.instanceWhen(
      web,
      ({ conditions }) => conditions?.some(({ reason }) => reason === 'UserDataMissing') === true,
    );
    expect(waiting.status?.conditions?.[0]?.message).toContain('there is no secret "boot"');

    const data = { userData: Buffer.from('#!/bin/sh\n').toString('base64') };
    await world.client
      .resource(secretKind)
      .create({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'boot', namespace: 'default' }, type: 'Opaque', data });

    await world.instanceWhen(web, isRunning);
    expect(await readFile(host.journalPath, 'utf8')).toContain(data.userData);
  });

  it('reads a guest’s console through the stream', async () => {
    const host = await world.addHost('host-a', [gateway]);
    const web = await world.createInstance(host);
    await host.startAgent();
    await world.instanceWhen(web, isRunning);

    const log = await gateway.gateway.consoleLog(web.metadata.uid, { maximumBytes: 1000 });

    expect(Buffer.from(log!).toString()).toContain('web started');
    expect(gateway.gateway.consoleLog('unknown', { maximumBytes: 1 })).toBeUndefined();
  });

  it('converges wherever a crash cut the journal’s last record', async () => {
    const host = await world.addHost('host-a', [gateway]);
    const web = await world.createInstance(host);
    await host.startAgent();
    await world.instanceWhen(web, isRunning);
    host.killAgent();
    const journal = await readFile(host.journalPath);
    const lastRecordStart = journal.lastIndexOf(10, journal.byteLength - 2) + 1;
    const step = Math.ceil((journal.byteLength - lastRecordStart) / 8);

    for (let end = lastRecordStart; end < journal.byteLength; end += step) {
      await writeFile(host.journalPath, journal.subarray(0, end));
      const before = (await world.client.resource(hostKind).get({ name: 'host-a' })).status?.session?.number ?? 0;
      await host.startAgent();
      await world.hostWhen('host-a', ({ status }) => (status?.session?.number ?? 0) > before);
      await eventually(async () => expect((await readFile(host.journalPath)).byteLength).toBeGreaterThan(end));
      host.killAgent();
    }

    expect(host.stateOf(web)).toBe('Running');
  }, 60_000);
});
