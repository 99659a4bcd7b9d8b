import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ApiClient } from '#apis/client/api-client.ts';
import type { Interceptor } from '#apis/client/client-call.ts';
import { ConnectionError } from '#apis/client/transport.ts';
import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import { instanceFinalizer, instanceKind, type Instance } from '#apis/infrastructure/instance.ts';
import { leaseKind, secretKind } from '#apis/kubernetes/core.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { discardedMetrics } from '#apis/machinery/metrics.ts';
import { keyOf } from '#apis/machinery/object-meta.ts';
import { without } from '#apis/machinery/plain-value.ts';
import { anInstance, type InstanceOverrides } from '#test/builders/instance.ts';
import { InProcessApiServer } from '#test/harness/in-process-api-server.ts';
import type { InProcessTransport } from '#test/harness/in-process-transport.ts';
import { ScriptedAgent } from '#test/harness/scripted-agent.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { SharedInformers } from '../runtime/shared-informers.ts';
import { createGateway, type Gateway } from './gateway.ts';

let clock: VirtualClock;
let server: InProcessApiServer;
let client: ApiClient;
let gateway: Gateway;
let transport: InProcessTransport;
let writes: string[];
let stopping: AbortController;
let away: 'No' | 'Watches' | 'All';

const signer = {
  authorityPEM: 'authority',
  publicKeyOf: () => Promise.resolve(new Uint8Array([1])),
  sign: (_request: string, { commonName }: { readonly commonName: string }) => Promise.resolve(`certificate of ${commonName}`),
};

beforeEach(async () => {
  clock = new VirtualClock();
  server = new InProcessApiServer({ clock });
  await done(server.ready);
  client = server.client();
  stopping = new AbortController();
  transport = server.transport();
  writes = [];
  away = 'No';
  gateway = await startGateway('gateway-a');
});

afterEach(async () => {
  away = 'No';
  await done(gateway.stop());
  stopping.abort(new Error('the test is over'));
  server.close();
});

function done<Value>(promise: Promise<Value>): Promise<Value> {
  return clock.waitFor(promise, { limitMilliseconds: 120_000 });
}

/** A gateway on a connection of its own. The writes of the first one are counted, and its connection can fail. */
async function startGateway(name: string): Promise<Gateway> {
  const isFirst = name === 'gateway-a';
  const interceptor: Interceptor = (call, proceed) => {
    const isRead = call.verb === 'watch' || call.verb === 'list';
    if (away === 'All' || (away === 'Watches' && isRead)) throw new ConnectionError('cut by the test', { outcome: 'NotDone' });
    if (!isRead && call.verb !== 'get' && call.resource !== 'leases')
      writes.push(`${call.verb} ${call.resource}/${call.subresource ?? ''}`);
    return proceed();
  };
  const own = new ApiClient({ transport: isFirst ? transport : server.transport(), ...(isFirst ? { interceptor } : {}) });
  const parts = { client: own, clock, random: new SeededRandom(name), logger: silentLogger };
  const informers = new SharedInformers(parts);
  const created = createGateway({ ...parts, informers, name, signer, metrics: discardedMetrics, consoleURL: 'https://gateway.test' });
  void informers.run(stopping.signal);
  await done(created.start());
  return created;
}

/** From now on the first gateway hears of no changes, or reaches the api-server not at all. */
function cutOff(what: 'Watches' | 'All'): void {
  away = what;
  transport.cut();
}

async function createHost(name = 'host-a'): Promise<Host> {
  const spec = { unschedulable: false, gracePeriodSeconds: 60 };
  return done(
    client.resource(hostKind).create({ apiVersion: 'infrastructure.tycho.dev/v1alpha1', kind: 'Host', metadata: { name }, spec }),
  );
}

function hostNow(name = 'host-a'): Promise<Host> {
  return done(client.resource(hostKind).get({ name }));
}

async function createInstance(host: Host, overrides: InstanceOverrides = {}): Promise<Instance> {
  const instance = anInstance({ ...overrides, spec: { host: { name: host.metadata.name, uid: host.metadata.uid }, ...overrides.spec } });
  const { name, namespace } = instance.metadata;
  const metadata = { name, ...(namespace === undefined ? {} : { namespace }) };
  return done(client.resource(instanceKind).create({ ...instance, metadata }));
}

function instanceNow(instance: Instance): Promise<Instance> {
  return done(client.resource(instanceKind).get(keyOf(instance)));
}

/** An agent of the host that has said hello and heard everything there was. */
async function connect(
  host: Host,
  options: { readonly manner?: 'Attentive' | 'Mute'; readonly highestSession?: number; readonly at?: Gateway } = {},
): Promise<ScriptedAgent> {
  const { manner = 'Attentive', highestSession = 0, at = gateway } = options;
  // What was written before is in the gateways' caches.
  await clock.advance(500);
  const agent = new ScriptedAgent(at, { clock, hostUID: host.metadata.uid, manner });
  agent.hello({ highestSession }, { driver: 'fake', inventory: { vcpus: 4, memoryMiB: 4096, diskGiB: 100 } });
  await clock.advance(500);
  return agent;
}

const isGone = (error: unknown): boolean => error instanceof NotFoundError;

describe('a gateway that an agent dials', () => {
  it('takes the host in one write, with all that the agent reports', async () => {
    const host = await createHost();
    const agent = await connect(host);

    const { status } = await hostNow();

    expect(agent.heard).toEqual(['Welcome', 'SnapshotEnd']);
    expect(status).toMatchObject({
      driver: 'fake',
      inventory: { vcpus: 4 },
      session: { number: 1, gateway: 'gateway-a', gatewayURL: 'https://gateway.test' },
    });
    expect(writes).toEqual(['patch hosts/status']);
  });

  it('sends the snapshot, its end, and then what changes', async () => {
    const host = await createHost();
    const [a, b] = [await createInstance(host), await createInstance(host, { spec: { server: { name: 'b', uid: 'b' } } })];
    await createInstance(await createHost('host-b'), { spec: { server: { name: 'c', uid: 'c' } } });
    const agent = await connect(host);
    expect(agent.heard).toEqual(['Welcome', 'Desired', 'Desired', 'SnapshotEnd']);

    await done(client.resource(instanceKind).patch(keyOf(a), { spec: { power: 'Stopped' } }));
    await clock.advance(500);

    expect(agent.desired.map(({ instanceUID, generation }) => [instanceUID, generation])).toEqual([
      [a.metadata.uid, 1],
      [b.metadata.uid, 1],
      [a.metadata.uid, 2],
    ]);
    const { metadata, ...rest } = await instanceNow(a);
    // Who owns which field is nothing to an agent.
    expect(JSON.parse(Buffer.from(agent.desired[2]!.instanceJSON).toString())).toEqual({
      ...rest,
      metadata: without(metadata, ['managedFields']),
    });
  });

  it('gives each message a revision up to which the host has been told everything', async () => {
    const host = await createHost();
    const [a, b] = [await createInstance(host), await createInstance(host, { spec: { server: { name: 'b', uid: 'b' } } })];

    const agent = await connect(host);

    const [first, second] = agent.desired;
    expect(first!.revision).toBeLessThan(Number(b.metadata.resourceVersion));
    expect(first!.revision).toBeGreaterThanOrEqual(Number(a.metadata.resourceVersion));
    expect(second!.revision).toBeGreaterThanOrEqual(Number(b.metadata.resourceVersion));
  });

  it('writes what the agent reports, and only what is new, without telling the agent of it', async () => {
    const host = await createHost();
    const web = await createInstance(host);
    const agent = await connect(host);
    writes = [];

    agent.report(agent.desired[0]!, { observedGeneration: 1, phase: 'Running' });
    agent.report(agent.desired[0]!, { observedGeneration: 1, phase: 'Running' });
    await clock.advance(500);
    agent.report(agent.desired[0]!, { observedGeneration: 1, phase: 'Running' });
    await clock.advance(500);

    expect((await instanceNow(web)).status).toMatchObject({ phase: 'Running', observedGeneration: 1 });
    expect(writes).toEqual(['patch instances/status']);
    expect(agent.desired).toHaveLength(1);
  });

  it('takes fields away that the agent reports no more, and leaves conditions of others', async () => {
    const host = await createHost();
    const web = await createInstance(host);
    const agent = await connect(host);
    const other = { type: 'Other', status: 'True', reason: 'Because', message: 'so', lastTransitionTime: '2026-06-01T12:00:00Z' };
    await done(client.resource(instanceKind).patchStatus(keyOf(web), { status: { conditions: [other] } }));
    const own = { ...other, type: 'Converged' };

    agent.report(agent.desired[0]!, { phase: 'Preparing', imageProgress: { downloadedBytes: 1 }, conditions: [own] } as never);
    await clock.advance(500);
    agent.report(agent.desired[0]!, { phase: 'Running', conditions: [own, { ...own, type: 'Ready' }] } as never);
    await clock.advance(500);

    const { status } = await instanceNow(web);
    expect(status?.imageProgress).toBeUndefined();
    expect(status?.conditions?.map(({ type }) => type)).toEqual(['Converged', 'Other']);
  });

  it('lets a record go once the agent has destroyed the guest, and says that it is released', async () => {
    const host = await createHost();
    const web = await createInstance(host);
    const agent = await connect(host);
    await done(client.resource(instanceKind).delete(keyOf(web)));
    await clock.advance(500);
    expect(agent.desired.at(-1)).toMatchObject({ tombstone: true });

    agent.report(agent.desired.at(-1)!, { phase: 'Destroyed' });
    await clock.advance(500);

    await expect(instanceNow(web)).rejects.toSatisfy(isGone);
    expect(agent.messages.find(({ kind }) => kind === 'Released')).toMatchObject({ instanceUID: web.metadata.uid });
  });

  it('lets nothing go that nobody has deleted, whatever the agent says', async () => {
    const host = await createHost();
    const web = await createInstance(host);
    const agent = await connect(host);

    agent.report(agent.desired[0]!, { phase: 'Destroyed' });
    await clock.advance(500);

    expect((await instanceNow(web)).metadata.finalizers).toEqual([instanceFinalizer]);
  });

  it('believes an agent nothing about instances of other hosts', async () => {
    const [mine, other] = [await createHost(), await createHost('host-b')];
    const foreign = await createInstance(other);
    const agent = await connect(mine);

    const { uid: instanceUID } = foreign.metadata;
    agent.say({
      kind: 'Observed',
      session: agent.session,
      instanceUID,
      epoch: 1,
      generation: 1,
      statusJSON: Buffer.from('{"phase":"Lost"}'),
    });
    await clock.advance(1_000);

    expect((await instanceNow(foreign)).status?.phase).toBeUndefined();
  });

  it.each<[string, object]>([
    ['a phase that there is not', { phase: 'Confused' }],
    ['conditions that are no list', { phase: 'Lost', conditions: 'none' }],
    ['a list of no conditions', { phase: 'Lost', conditions: [null] }],
    ['fields of others', { phase: 'Lost', spec: { epoch: 7 } }],
  ])('drops a report with %s, and goes on', async (_, status) => {
    const host = await createHost();
    const web = await createInstance(host);
    const agent = await connect(host);

    agent.report(agent.desired[0]!, status);
    await clock.advance(500);
    expect((await instanceNow(web)).status?.phase).toBeUndefined();
    agent.report(agent.desired[0]!, { phase: 'Running' });
    await clock.advance(500);

    expect((await instanceNow(web)).status?.phase).toBe('Running');
  });

  it('keeps a report until the instance comes into its cache', async () => {
    const host = await createHost();
    const agent = await connect(host);
    cutOff('Watches');
    const web = await createInstance(host);
    const { uid: instanceUID } = web.metadata;
    agent.say({
      kind: 'Observed',
      session: agent.session,
      instanceUID,
      epoch: 1,
      generation: 1,
      statusJSON: Buffer.from('{"phase":"Running"}'),
    });
    await clock.advance(1_000);

    away = 'No';
    await clock.advance(30_000);

    expect((await instanceNow(web)).status?.phase).toBe('Running');
  });

  it('writes the newest of what was reported while the api-server was away', async () => {
    const host = await createHost();
    const web = await createInstance(host);
    const agent = await connect(host);
    cutOff('All');
    for (const phase of ['Preparing', 'Starting', 'Running'] as const) {
      agent.report(agent.desired[0]!, { phase });
      await clock.advance(2_000);
    }

    writes = [];
    away = 'No';
    await clock.advance(60_000);

    expect((await instanceNow(web)).status?.phase).toBe('Running');
  });

  it('notes when a stream ends', async () => {
    const host = await createHost();
    const agent = await connect(host);

    agent.pair.cut();
    await clock.advance(500);

    expect((await hostNow()).status?.session).toMatchObject({ number: 1, disconnectedAt: expect.any(String) as string });
    expect(gateway.sessionCount).toBe(0);
  });

  it('shows that there are guests without a record, and takes that back', async () => {
    const host = await createHost();
    const agent = await connect(host);
    const tell = async (orphanInstanceUIDs: readonly string[]): Promise<string | undefined> => {
      const statusJSON = Buffer.from('{}');
      agent.say({ kind: 'HostReport', session: agent.session, report: { statusJSON, orphanInstanceUIDs } });
      await clock.advance(500);
      return findCondition((await hostNow()).status?.conditions, 'OrphanGuests')?.status;
    };

    expect([await tell(['lost-one']), await tell([])]).toEqual(['True', 'False']);
  });
});

describe('who speaks for a host', () => {
  it('has a number above every one that the record or the agent knows', async () => {
    const host = await createHost();
    await connect(host);
    await connect(host, { highestSession: 1 });
    await connect(host, { highestSession: 17 });

    expect((await hostNow()).status?.session?.number).toBe(18);
  });

  it('refuses a number that leaves no room above it, and takes the host when it is honest again', async () => {
    const host = await createHost();
    const liar = await connect(host, { highestSession: Number.MAX_SAFE_INTEGER });
    expect(liar.heard).toEqual(['Goodbye']);

    const honest = await connect(host);

    expect(honest.session).toBe(1);
  });

  it('is the newest stream; the one before is told so and ends', async () => {
    const host = await createHost();
    const first = await connect(host);

    const second = await connect(host, { highestSession: 1 });

    expect(first.messages.at(-1)).toMatchObject({ kind: 'Goodbye', final: false });
    expect(gateway.sessionCount).toBe(1);
    expect((await hostNow()).status?.session).toEqual(expect.not.objectContaining({ disconnectedAt: expect.anything() as unknown }));
    expect(second.session).toBe(2);
  });

  it('cannot write once another gateway has taken the host, though it has not heard of that', async () => {
    const host = await createHost();
    const web = await createInstance(host);
    const old = await connect(host);
    cutOff('Watches');
    const other = await startGateway('gateway-b');
    await connect(host, { highestSession: 1, at: other });

    old.report(old.desired[0]!, { phase: 'Lost' });
    await clock.advance(5_000);

    expect((await instanceNow(web)).status?.phase).toBeUndefined();
    expect(await done(old.pair.agent.closed)).toMatchObject({ by: 'Remote' });
    expect((await hostNow()).status?.session).toMatchObject({ number: 2, gateway: 'gateway-b' });
    await done(other.stop());
  });

  it('is told nothing when it speaks in a session that is not its own', async () => {
    const host = await createHost();
    const agent = await connect(host);

    agent.say({ kind: 'Acknowledge', session: 99, revision: 1 });
    await clock.advance(500);

    expect(agent.messages.at(-1)).toMatchObject({ kind: 'Goodbye', reason: expect.stringContaining('session 99') as string });
  });

  it.each([
    ['a host that does not exist', 'nobody', {}, 'no Host with uid'],
    ['a hello in another name than the certificate’s', undefined, { hostUID: 'somebody' }, 'its certificate says'],
    ['no version of the wire', undefined, { protocolVersion: 0 }, 'version 0'],
  ])('is not %s', async (_what, hostUID, hello, words) => {
    const host = await createHost();
    const agent = new ScriptedAgent(gateway, { clock, hostUID: hostUID ?? host.metadata.uid });
    agent.hello(hello);
    await clock.advance(10_000);

    expect(agent.messages).toMatchObject([{ kind: 'Goodbye', final: false, reason: expect.stringContaining(words) as string }]);
  });

  it('is nobody who never says hello', async () => {
    const host = await createHost();
    const agent = new ScriptedAgent(gateway, { clock, hostUID: host.metadata.uid });
    await clock.advance(15_000);

    expect(await done(agent.pair.agent.closed)).toMatchObject({ by: 'Remote' });
  });

  it('may be a host that joined a moment ago, which the cache has not seen', async () => {
    cutOff('Watches');
    const host = await createHost();

    const agent = await connect(host);
    away = 'No';
    await clock.advance(2_500);

    expect(agent.heard).toContain('Welcome');
  });

  it('is dismissed for good when the Host is deleted', async () => {
    const host = await createHost();
    const agent = await connect(host);
    await done(client.resource(hostKind).patch(keyOf(host), { metadata: { finalizers: [] } }));

    await done(client.resource(hostKind).delete(keyOf(host)));
    await clock.advance(500);

    expect(agent.messages.at(-1)).toMatchObject({ kind: 'Goodbye', final: true });
  });
});

describe('a stream that is of no use any more', () => {
  it('ends when nothing is heard from the agent', async () => {
    const host = await createHost();
    const agent = await connect(host, { manner: 'Mute' });

    await clock.advance(60_000);

    expect(agent.messages.at(-1)).toMatchObject({ kind: 'Goodbye', reason: expect.stringContaining('nothing was heard') as string });
  });

  it('ends when the agent answers and yet acknowledges nothing', async () => {
    const host = await createHost();
    await createInstance(host);
    const agent = await connect(host, { manner: 'Mute' });
    for (let number = 0; number < 10; number += 1) {
      agent.say({ kind: 'Pong', session: agent.session, number, revision: 0 });
      await clock.advance(10_000);
    }

    expect(agent.messages.at(-1)).toMatchObject({ kind: 'Goodbye', reason: expect.stringContaining('has not acknowledged') as string });
  });

  it('lasts as long as it works, and costs no writes', async () => {
    const host = await createHost();
    const agent = await connect(host);
    const [heard, written] = [agent.heard.length, writes.length];

    await clock.advance(3_600_000);

    expect([agent.heard.length, writes.length]).toEqual([heard, written]);
    expect(agent.messages.filter(({ kind }) => kind === 'Ping').length).toBeGreaterThan(300);
  });
});

describe('user data', () => {
  const machine = { userData: { secretName: 'boot', key: 'userData' } };

  async function createSecret(data: Record<string, string>): Promise<void> {
    const encoded = Object.fromEntries(Object.entries(data).map(([key, text]) => [key, Buffer.from(text).toString('base64')]));
    const metadata = { namespace: 'default', name: 'boot' };
    await done(client.resource(secretKind).create({ apiVersion: 'v1', kind: 'Secret', type: 'Opaque', metadata, data: encoded }));
  }

  it('is added on the way, and is not in the record', async () => {
    const host = await createHost();
    await createSecret({ userData: '#!/bin/sh' });
    const web = await createInstance(host, { machine });

    const agent = await connect(host);

    expect(Buffer.from(agent.desired[0]!.userData).toString()).toBe('#!/bin/sh');
    expect(JSON.stringify(await instanceNow(web))).not.toContain(Buffer.from('#!/bin/sh').toString('base64'));
  });

  it.each([
    ['the secret is missing', undefined, 'there is no secret "boot"'],
    ['the key is missing', { other: 'x' }, 'no key "userData"'],
    ['it is too long', { userData: 'x'.repeat(70_000) }, '70000 bytes'],
  ])('is replaced by words for why when %s', async (_what, data, words) => {
    const host = await createHost();
    if (data !== undefined) await createSecret(data);
    await createInstance(host, { machine });

    const agent = await connect(host);

    expect(agent.desired[0]).toMatchObject({ userDataError: expect.stringContaining(words) as string });
    expect(agent.desired[0]!.userData.byteLength).toBe(0);
  });

  it('follows as soon as the secret is there', async () => {
    const host = await createHost();
    await createInstance(host, { machine });
    const agent = await connect(host);
    await createSecret({ userData: 'late' });

    await clock.advance(15_000);

    expect(agent.desired).toHaveLength(2);
    expect(agent.desired[1]).toMatchObject({ userDataError: '' });
    expect(Buffer.from(agent.desired[1]!.userData).toString()).toBe('late');
  });

  it('is not read again for a guest that is there', async () => {
    const host = await createHost();
    const web = await createInstance(host, { machine });
    await done(client.resource(instanceKind).patchStatus(keyOf(web), { status: { phase: 'Running' } }));

    const agent = await connect(host);

    expect(agent.desired[0]).toMatchObject({ userDataError: '' });
  });
});

describe('a gateway’s life', () => {
  it('keeps a Lease of its own name while it runs, and gives it back', async () => {
    const lease = { namespace: 'tycho-system', name: 'gateway-a' };
    expect((await done(client.resource(leaseKind).get(lease))).spec?.holderIdentity).toBe('gateway-a');

    await done(gateway.stop());

    expect((await done(client.resource(leaseKind).get(lease))).spec?.holderIdentity ?? '').toBe('');
  });

  it('says goodbye to all agents when it stops, and notes that they are gone', async () => {
    const host = await createHost();
    const agent = await connect(host);

    await done(gateway.stop());

    expect(agent.messages.at(-1)).toMatchObject({ kind: 'Goodbye', final: false });
    expect((await hostNow()).status?.session?.disconnectedAt).toBeDefined();
  });

  it('turns agents away before it is open', async () => {
    const host = await createHost();
    await done(gateway.stop());

    const agent = await connect(host);

    expect(agent.heard).toEqual(['Goodbye']);
    await expect(gateway.join({ token: 'a.b', hostName: 'h', certificateRequestPEM: '', agentVersion: '' })).rejects.toMatchObject({
      reason: 'Unavailable',
    });
  });

  it('notes the end of sessions that its former life has left behind', async () => {
    const host = await createHost();
    const session = { number: 5, gateway: 'gateway-a', connectedAt: '2026-06-01T11:00:00Z' };
    await done(client.resource(hostKind).patchStatus(keyOf(host), { status: { session } }));

    await clock.advance(120_000);

    expect((await hostNow()).status?.session).toMatchObject({ number: 5, disconnectedAt: expect.any(String) as string });
  });

  it('leaves sessions of other gateways alone', async () => {
    const host = await createHost();
    const session = { number: 5, gateway: 'gateway-z', connectedAt: '2026-06-01T11:00:00Z' };
    await done(client.resource(hostKind).patchStatus(keyOf(host), { status: { session } }));

    await clock.advance(120_000);

    expect((await hostNow()).status?.session?.disconnectedAt).toBeUndefined();
  });

  it('lets an agent begin anew whose session is said to have ended', async () => {
    const host = await createHost();
    const agent = await connect(host);
    await done(client.resource(hostKind).patchStatus(keyOf(host), { status: { session: { disconnectedAt: '2026-06-01T12:00:30Z' } } }));
    await clock.advance(500);

    expect(agent.messages.at(-1)).toMatchObject({ kind: 'Goodbye', final: false });
  });
});

describe('a console', () => {
  const answer = (agent: ScriptedAgent, text: string, last: boolean, error = ''): void => {
    const request = agent.messages.findLast((message) => message.kind === 'ConsoleRequest')!;
    agent.say({ kind: 'ConsoleChunk', request: request.request, data: Buffer.from(text), last, error });
  };

  it('is read piece by piece', async () => {
    const host = await createHost();
    const web = await createInstance(host);
    const agent = await connect(host);
    const log = gateway.consoleLog(web.metadata.uid, { maximumBytes: 100 });
    await clock.advance(100);
    expect(agent.messages.at(-1)).toMatchObject({ kind: 'ConsoleRequest', instanceUID: web.metadata.uid, maximumBytes: 100 });

    answer(agent, 'hello ', false);
    answer(agent, 'world', true);

    expect(Buffer.from(await done(log!)).toString()).toBe('hello world');
  });

  it.each([
    ['the agent says why not', (agent: ScriptedAgent) => answer(agent, '', true, 'no such guest'), 'no such guest'],
    ['the agent sends more than was asked for', (agent: ScriptedAgent) => answer(agent, 'x'.repeat(101), true), 'more than was asked for'],
    ['the agent does not answer', () => {}, 'did not answer within'],
    ['the stream ends', (agent: ScriptedAgent) => agent.pair.cut(), 'connection to the host was lost'],
  ])('is not read when %s', async (_what, act, words) => {
    const host = await createHost();
    const web = await createInstance(host);
    const agent = await connect(host);
    const log = gateway.consoleLog(web.metadata.uid, { maximumBytes: 100 })!;
    log.catch(() => {});
    await clock.advance(100);

    act(agent);

    await expect(done(log)).rejects.toMatchObject({ name: 'ConsoleUnavailableError', message: expect.stringContaining(words) as string });
  });

  it('is not read for too many at once', async () => {
    const host = await createHost();
    const web = await createInstance(host);
    await connect(host);
    const logs = Array.from({ length: 20 }, () => gateway.consoleLog(web.metadata.uid, { maximumBytes: 1 })!);

    const outcomes = Promise.allSettled(logs);

    expect((await done(outcomes)).filter(({ status }) => status === 'rejected')).toHaveLength(20);
    await expect(logs[19]).rejects.toMatchObject({ message: expect.stringContaining('too many') as string });
  });

  it('is somebody else’s to read when the host has no stream here', async () => {
    const web = await createInstance(await createHost());
    await clock.advance(100);

    expect(gateway.consoleLog(web.metadata.uid, { maximumBytes: 1 })).toBeUndefined();
  });
});
