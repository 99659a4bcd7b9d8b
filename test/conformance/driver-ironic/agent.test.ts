import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { Draft, ObjectOf } from '#apis/client/resource-client.ts';
import { flavorKind } from '#apis/compute/flavor.ts';
import { imageKind } from '#apis/compute/image.ts';
import { keyPairKind } from '#apis/compute/key-pair.ts';
import { serverKind } from '#apis/compute/server.ts';
import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import { instanceKind, type Instance } from '#apis/infrastructure/instance.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import { keyOf } from '#apis/machinery/object-meta.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { anInstance } from '#test/builders/instance.ts';
import { eventually } from '#test/harness/eventually.ts';
import { startIronic, type IronicServer } from '#test/harness/ironic.ts';
import { AgentWorld, type RunningGateway } from '../agent/agent-world.ts';

const main = new URL('../../../cmd/node-agent/main.ts', import.meta.url).pathname;
const random = new SystemRandom();

let ironic: IronicServer;
let world: AgentWorld;
let gateway: RunningGateway;
let agent: ChildProcess;
let state: string;
let ours: readonly string[];
let theirs: string;

beforeAll(async () => {
  [ironic, world] = await Promise.all([startIronic(), AgentWorld.start()]);
  gateway = await world.startGateway();
  state = await mkdtemp(join(world.directory, 'state-'));
  await writeFile(join(world.directory, 'ca.crt'), world.certificates.authority.certificatePEM);
  await writeFile(join(world.directory, 'token'), `${await world.joinToken()}\n`);
  ours = await ironic.enrol({ count: 2, prefix: 'rack-1-', resourceClass: 'metal' });
  [theirs = ''] = await ironic.enrol({ resourceClass: 'other' });
});

afterAll(async () => {
  await end(agent);
  await world.stop();
  await ironic.stop();
});

function startAgent(...more: readonly string[]): void {
  const flags = {
    gateway: gateway.address,
    'gateway-ca': join(world.directory, 'ca.crt'),
    'state-directory': state,
    'host-name': 'metal',
    driver: 'ironic',
    'ironic-url': ironic.url.href,
    'ironic-nodes': 'resource_class=metal',
    'ironic-image-directory': join(ironic.folder, 'shelf'),
    'ironic-interval': '1',
    'allow-image-directory': world.directory,
    'log-level': 'error',
  };
  const parameters = Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
  agent = spawn(process.execPath, [main, ...parameters, ...more], { stdio: ['ignore', 'ignore', 'inherit'] });
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

function healthOf({ status }: Host): string | undefined {
  return status?.conditions?.find(({ type }) => type === 'Healthy')?.reason;
}

async function hostNames(): Promise<ReadonlySet<string>> {
  const { items } = await world.client.resource(hostKind).list();
  return new Set(items.map(({ metadata }) => metadata.name));
}

/** A server of the machine's size is placed on it, with an image that no machine here will ever run. */
async function placeOn(hostName: string): Promise<Instance> {
  const content = 'a kernel';
  const path = join(world.directory, 'kernel');
  await writeFile(path, content);
  const kernel = { url: pathToFileURL(path).href, sha256: createHash('sha256').update(content).digest('hex') };
  const { metadata } = await world.client.resource(hostKind).get({ name: hostName });
  const instance = anInstance({
    spec: { server: { name: 'web', uid: random.uuid() }, host: { name: hostName, uid: metadata.uid } },
    machine: { vcpus: 8, memoryMiB: 16_384, image: { name: 'guest', uid: 'image-uid', format: 'Kernel', kernel } },
  });
  const { name, namespace = 'default' } = instance.metadata;
  return world.client.resource(instanceKind).create({ ...instance, metadata: { name, namespace } });
}

async function nodeOf(uuid: string): Promise<Readonly<Record<string, unknown>>> {
  return JSON.parse((await ironic.call('GET', `/v1/nodes/${uuid}`)).text) as Readonly<Record<string, unknown>>;
}

describe('the example for bare machines', () => {
  it('is what the api-server takes, with a flavor of just the size of the made-up machines', async () => {
    const text = await readFile(new URL('../../../manifests/examples/bare-metal/bare-metal.yaml', import.meta.url), 'utf8');
    const objects = parseAllDocuments(text).map((document) => document.toJS() as { kind: string; metadata: { name: string } });
    const of = <Kind extends KindDefinition>({ kind }: Kind): Draft<ObjectOf<Kind>> => {
      const found = objects.find((each) => each.kind === kind) as unknown as Draft<ObjectOf<Kind>>;
      return { ...found, metadata: { ...found.metadata, ...(kind !== 'Flavor' && { namespace: 'default' }) } };
    };

    const flavor = await world.client.resource(flavorKind).create(of(flavorKind));
    await world.client.resource(imageKind).create(of(imageKind));
    await world.client.resource(keyPairKind).create(of(keyPairKind));
    await world.client.resource(serverKind).create(of(serverKind));

    expect(flavor.spec).toEqual({ vcpus: 8, memoryMiB: 16_384, diskGiB: 100 });
  });
});

describe('the agent in front of an Ironic', () => {
  it('presents the nodes that it was told to use as hosts, and those that come later', async () => {
    startAgent('--join-token-file', join(world.directory, 'token'));
    const host = await world.hostWhen('metal-rack-1-0', (each) => healthOf(each) === 'Healthy');

    expect(host.status).toMatchObject({
      driver: 'ironic',
      exclusive: true,
      inventory: { vcpus: 8, memoryMiB: 16_384, diskGiB: 100 },
      foreignGuests: 0,
    });
    await eventually(async () => expect(await hostNames()).toEqual(new Set(['metal-rack-1-0', 'metal-rack-1-1'])));

    await ironic.enrol({ prefix: 'rack-2-', resourceClass: 'metal' });
    await eventually(async () => expect((await hostNames()).size).toBe(3));
  });

  it('deploys a server, keeps it over kill -9 of itself, and gives the node back', async () => {
    const before = await nodeOf(theirs);
    const instance = await placeOn('metal-rack-1-0');
    const running = await world.instanceWhen(instance, ({ phase }) => phase === 'Running');
    expect(await nodeOf(ours[0]!)).toMatchObject({
      provision_state: 'active',
      power_state: 'power on',
      instance_uuid: instance.metadata.uid,
    });

    await end(agent);
    startAgent();
    await world.hostWhen('metal-rack-1-0', ({ status }) => status?.session?.number === 2);
    const still = await world.instanceWhen(instance, ({ phase }) => phase === 'Running');
    expect(still.status?.startedAt).toBe(running.status?.startedAt);

    await world.client.resource(instanceKind).delete(keyOf(instance));
    await world.gone(instance);
    await eventually(async () => expect(await nodeOf(ours[0]!)).toMatchObject({ provision_state: 'available', instance_uuid: null }));
    expect(await nodeOf(ours[1]!)).toMatchObject({ provision_state: 'available', instance_uuid: null, instance_info: {} });
    expect(await nodeOf(theirs)).toEqual(before);
  });

  it('gives up a deployment that hangs when its server is deleted', async () => {
    const peer = { hang: ['deploy'] };
    await ironic.call('PATCH', `/v1/nodes/${ours[1]!}`, [{ op: 'add', path: '/driver_info/peer', value: peer }]);
    const instance = await placeOn('metal-rack-1-1');
    await eventually(async () => expect(await nodeOf(ours[1]!)).toMatchObject({ provision_state: 'wait call-back', reservation: null }));
    await world.instanceWhen(instance, ({ phase }) => phase === 'Starting');

    await world.client.resource(instanceKind).delete(keyOf(instance));

    await world.gone(instance);
    await eventually(async () => expect(await nodeOf(ours[1]!)).toMatchObject({ provision_state: 'available', instance_uuid: null }));
  });

  it('says within moments that a node is in maintenance, and that it is well again', async () => {
    await ironic.call('PUT', `/v1/nodes/${ours[1]!}/maintenance`, { reason: 'a fan' });
    const host = await world.hostWhen('metal-rack-1-1', (each) => healthOf(each) === 'NodeInMaintenance');
    expect(JSON.stringify(host.status?.conditions)).toContain('a fan');

    await ironic.call('DELETE', `/v1/nodes/${ours[1]!}/maintenance`);
    await world.hostWhen('metal-rack-1-1', (each) => healthOf(each) === 'Healthy');
  });
});
