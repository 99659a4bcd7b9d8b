import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NetworkSpec } from '#apis/compute/network.ts';
import { networkKind, type Network } from '#apis/compute/network.ts';
import { portKind, type Port, type PortSpec } from '#apis/compute/port.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import type { ObjectMetaInput } from '#apis/machinery/object-meta.ts';
import { toStatus } from '#apis/machinery/errors.ts';
import { refusalOf } from '#test/builders/refusal.ts';
import { aStartedRegistry, plainDelete, plainWrite, type StartedRegistry } from '#test/builders/registry.ts';
import type { Registry } from './registry.ts';

const namespace = 'default';
const smallNetwork: NetworkSpec = { cidr: '10.0.0.0/29' };

async function createNetwork(registry: Registry, name: string, spec: NetworkSpec = smallNetwork, within = namespace): Promise<Network> {
  const body = { apiVersion: apiVersionOf(networkKind), kind: 'Network', metadata: { name }, spec };
  return (await registry.create(networkKind, within, body, plainWrite)).object() as Network;
}

async function createPort(
  registry: Registry,
  name: string,
  spec: Partial<PortSpec> = {},
  { within = namespace, dryRun = false, metadata = {} }: { within?: string; dryRun?: boolean; metadata?: ObjectMetaInput } = {},
): Promise<Port> {
  const body = { apiVersion: apiVersionOf(portKind), kind: 'Port', metadata: { ...metadata, name }, spec: { network: 'backend', ...spec } };
  return (await registry.create(portKind, within, body, { ...plainWrite, dryRun })).object() as Port;
}

/** Takes its finalizer too, as the network loop does. */
async function removePort(registry: Registry, name: string): Promise<void> {
  await registry.delete(portKind, { namespace, name }, plainDelete);
  await registry.mergePatch(portKind, { namespace, name }, { metadata: { finalizers: null } }, plainWrite);
}

async function twoRegistries(): Promise<readonly [StartedRegistry, StartedRegistry]> {
  const one = await aStartedRegistry();
  return [one, await aStartedRegistry({ beside: one, seed: 2 })];
}

describe('a new port', () => {
  it('has its addresses from the moment that it is there', async () => {
    const { registry } = await aStartedRegistry();
    const network = await createNetwork(registry, 'backend');

    const port = await createPort(registry, 'front');

    expect(port.status).toEqual({
      observedGeneration: 1,
      conditions: [expect.objectContaining({ type: 'Ready', status: 'True', observedGeneration: 1 })],
      phase: 'Unplugged',
      macAddress: expect.stringMatching(/^02(:[0-9a-f]{2}){5}$/),
      ipAddresses: ['10.0.0.2'],
      networkUID: network.metadata.uid,
      networkNamespace: 'default',
    });
    expect((await registry.get(portKind, { namespace, name: 'front' }, {})).object()).toEqual(port);
  });

  it('has the addresses that it asks for, outside the pool too', async () => {
    const { registry } = await aStartedRegistry();
    await createNetwork(registry, 'backend', { ...smallNetwork, pool: { first: '10.0.0.2', last: '10.0.0.3' } });

    const port = await createPort(registry, 'front', { ipAddress: '10.0.0.6', macAddress: 'fa:16:3e:00:00:01' });

    expect(port.status).toMatchObject({ ipAddresses: ['10.0.0.6'], macAddress: 'fa:16:3e:00:00:01' });
  });

  it('is from the own network of that name before that of `public`, and shares the addresses of the latter with all', async () => {
    const { registry } = await aStartedRegistry();
    const shared = await createNetwork(registry, 'backend', smallNetwork, 'public');
    const first = await createPort(registry, 'first', {}, { within: 'tycho-system' });
    const second = await createPort(registry, 'second');
    const own = await createNetwork(registry, 'backend');
    const third = await createPort(registry, 'third');

    expect([first, second, third].map(({ status }) => [status?.networkUID, status?.networkNamespace, status?.ipAddresses])).toEqual([
      [shared.metadata.uid, 'public', ['10.0.0.2']],
      [shared.metadata.uid, 'public', ['10.0.0.3']],
      [own.metadata.uid, 'default', ['10.0.0.2']],
    ]);
  });

  it('that is made for a server is that server’s from the start', async () => {
    const { registry } = await aStartedRegistry();
    await createNetwork(registry, 'backend');
    const owner = { apiVersion: 'compute.tycho.dev/v1alpha1', kind: 'Server', name: 'web', uid: 'server-uid', controller: true };

    const port = await createPort(registry, 'web-backend', {}, { metadata: { ownerReferences: [owner] } });

    expect(port.status).toMatchObject({ phase: 'Pending', server: 'web', serverUID: 'server-uid' });
  });

  it('is told which field stands in the way', async () => {
    const { registry } = await aStartedRegistry();
    await createNetwork(registry, 'backend', { cidr: '10.0.0.0/29', pool: { first: '10.0.0.1', last: '10.0.0.3' } });
    await createPort(registry, 'one', { macAddress: 'fa:16:3e:00:00:01' });
    await createPort(registry, 'two');

    const refusals = await Promise.all(
      [
        {},
        { network: 'none' },
        { ipAddress: '10.0.0.2' },
        { ipAddress: '10.0.0.1' },
        { ipAddress: '10.0.1.2' },
        { ipAddress: '10.0.0.7' },
        { ipAddress: '::1' },
        { ipAddress: '10.0.0.5', macAddress: 'fa:16:3e:00:00:01' },
      ].map((spec) => refusalOf(createPort(registry, 'three', spec))),
    );

    expect(refusals.map(({ code, message }) => `${code} ${message?.slice(message.indexOf('spec.'))}`)).toEqual([
      '403 spec.network: network "backend" has no free address: 2 of 2 are in use',
      '422 spec.network: Not found: there is no network "none" in namespace "default" or "public"',
      '403 spec.ipAddress: 10.0.0.2 belongs to another port of network "backend"',
      '422 spec.ipAddress: Invalid value: 10.0.0.1 is the gateway of network "backend"',
      '422 spec.ipAddress: Invalid value: must be an address of a guest in 10.0.0.0/29, the range of network "backend"',
      '422 spec.ipAddress: Invalid value: must be an address of a guest in 10.0.0.0/29, the range of network "backend"',
      '422 spec.ipAddress: Invalid value: must be an address of a guest in 10.0.0.0/29, the range of network "backend"',
      '403 spec.macAddress: fa:16:3e:00:00:01 belongs to another port of network "backend"',
    ]);
  });

  it('in a namespace that is not there is told so', async () => {
    const { registry } = await aStartedRegistry();

    expect((await refusalOf(createPort(registry, 'front', {}, { within: 'nowhere' }))).message).toBe('namespaces "nowhere" not found');
  });

  it('of a dry run takes nothing', async () => {
    const { registry } = await aStartedRegistry();
    await createNetwork(registry, 'backend');

    const shown = await createPort(registry, 'front', {}, { dryRun: true });
    const made = await createPort(registry, 'other');

    expect([shown.status?.ipAddresses, made.status?.ipAddresses]).toEqual([['10.0.0.2'], ['10.0.0.2']]);
  });

  it('of a name that is taken takes nothing', async () => {
    const { registry } = await aStartedRegistry();
    await createNetwork(registry, 'backend');
    await createPort(registry, 'front');

    const refusal = await refusalOf(createPort(registry, 'front'));

    expect(refusal).toMatchObject({ code: 409, reason: 'AlreadyExists' });
    expect((await createPort(registry, 'other')).status?.ipAddresses).toEqual(['10.0.0.3']);
  });

  it('gets an address again that was given back, and none that a port on its way out still has', async () => {
    const { registry } = await aStartedRegistry();
    await createNetwork(registry, 'backend', { cidr: '10.0.0.0/29', pool: { first: '10.0.0.2', last: '10.0.0.3' } });
    await createPort(registry, 'one');
    await createPort(registry, 'two');
    await registry.delete(portKind, { namespace, name: 'one' }, plainDelete);

    const refusal = await refusalOf(createPort(registry, 'three'));
    await removePort(registry, 'one');

    expect(refusal.code).toBe(403);
    expect((await createPort(registry, 'three')).status?.ipAddresses).toEqual(['10.0.0.2']);
  });
});

describe('64 creators at once over two api-servers', () => {
  it('get an address each and never the same, and when the pool is empty are told so', async () => {
    const registries = await twoRegistries();
    await createNetwork(registries[0].registry, 'backend', { cidr: '10.0.0.0/26' });

    const results = await Promise.allSettled(
      Array.from({ length: 64 }, (_, number) => createPort(registries[number % 2]!.registry, `p${number}`)),
    );

    const made = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    const refusals = results.flatMap((result) => (result.status === 'rejected' ? [toStatus(result.reason)] : []));
    expect(new Set(made.map(({ status }) => status?.ipAddresses?.[0])).size).toBe(61);
    expect(made).toHaveLength(61);
    expect(made.every(({ status }) => status?.ipAddresses?.[0] !== '10.0.0.1')).toBe(true);
    expect(refusals.map(({ details }) => details?.causes?.[0]?.reason)).toEqual(Array.from({ length: 3 }, () => 'NoFreeAddress'));
  });

  it('never give one MAC address twice', async () => {
    const registries = await twoRegistries();
    await createNetwork(registries[0].registry, 'backend', { cidr: '10.0.0.0/24' });

    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, number) =>
        createPort(registries[number % 2]!.registry, `p${number}`, { macAddress: 'fa:16:3e:00:00:01' }),
      ),
    );

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('never give two networks one number', async () => {
    // Both draw the same numbers by chance.
    const one = await aStartedRegistry();
    const registries = [one, await aStartedRegistry({ beside: one, seed: 1 })];

    const made = await Promise.all(
      Array.from({ length: 32 }, (_, number) => createNetwork(registries[number % 2]!.registry, `n${number}`)),
    );

    expect(new Set(made.map(({ status }) => status?.vni)).size).toBe(32);
  });
});

describe('the addresses of a network', () => {
  it('are never given twice and never the gateway, whatever comes and goes', async () => {
    const step = fc.record({
      kind: fc.constantFrom('Create', 'Create', 'Remove'),
      at: fc.nat(1),
      name: fc.nat(12),
      asked: fc.option(fc.nat(7)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const registries = await twoRegistries();
        await createNetwork(registries[0].registry, 'backend', { ...smallNetwork, gateway: '10.0.0.3' });
        for (const { kind, at, name, asked } of steps) {
          const { registry } = registries[at]!;
          const spec = asked === null ? {} : { ipAddress: `10.0.0.${asked}` };
          const work: Promise<unknown> = kind === 'Create' ? createPort(registry, `p${name}`, spec) : removePort(registry, `p${name}`);
          await work.catch(() => undefined);
        }
        const ports = (await registries[0].registry.list(portKind, {})).items.map((each) => each.object() as Port);
        const addresses = ports.flatMap(({ status }) => status?.ipAddresses ?? []);

        expect(new Set(addresses).size).toBe(ports.length);
        for (const address of addresses) expect(address).toMatch(/^10\.0\.0\.[12456]$/);
        // Whatever is not in use can be had.
        for (let free = addresses.length; free < 5; free += 1) await createPort(registries[1].registry, `fill${free}`);
        expect((await refusalOf(createPort(registries[0].registry, 'one-too-many'))).code).toBe(403);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a network', () => {
  it('gets its gateway and a number when it is made', async () => {
    const { registry } = await aStartedRegistry();

    const network = await createNetwork(registry, 'backend', { cidr: '10.0.0.0/24', gateway: '10.0.0.254' });

    expect(network.status).toEqual({
      conditions: [expect.objectContaining({ type: 'Ready', status: 'True' })],
      gateway: '10.0.0.254',
      vni: expect.any(Number),
    });
  });

  it('with ports is not deleted, and the refusal names them', async () => {
    const { registry } = await aStartedRegistry();
    await createNetwork(registry, 'backend', { cidr: '10.0.0.0/24' });
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) await createPort(registry, name);

    const refusal = await refusalOf(registry.delete(networkKind, { namespace, name: 'backend' }, plainDelete));

    expect(refusal).toMatchObject({ code: 409, reason: 'Conflict', details: { causes: [{ reason: 'NetworkInUse' }] } });
    expect(refusal.message).toContain(
      '6 ports are in it: default/a, default/b, default/c, default/d, default/e and 1 more; delete them first',
    );
  });

  it('that is deleted while a port is made has either the port or its end, not both', async () => {
    for (let round = 0; round < 8; round += 1) {
      const [one, other] = await twoRegistries();
      await createNetwork(one.registry, 'backend');
      // So that its guard was written, and swept with it.
      await createPort(one.registry, 'before');
      await removePort(one.registry, 'before');

      const [port, deletion] = await Promise.allSettled([
        createPort(other.registry, 'front'),
        one.registry.delete(networkKind, { namespace, name: 'backend' }, plainDelete),
      ]);

      expect([port.status, deletion.status].toSorted()).toEqual(['fulfilled', 'rejected']);
    }
  });

  it('that is on its way out takes no new ports', async () => {
    const { registry } = await aStartedRegistry();
    await createNetwork(registry, 'backend');
    await registry.mergePatch(networkKind, { namespace, name: 'backend' }, { metadata: { finalizers: ['example.com/wait'] } }, plainWrite);
    await registry.delete(networkKind, { namespace, name: 'backend' }, plainDelete);

    expect(await refusalOf(createPort(registry, 'front'))).toMatchObject({
      code: 403,
      details: { causes: [{ reason: 'NetworkTerminating' }] },
    });
  });

  describe('without addresses', () => {
    const change = (registry: Registry, spec: object): Promise<unknown> =>
      registry.mergePatch(networkKind, { namespace, name: 'backend' }, { spec }, plainWrite);
    const statusOf = async (registry: Registry): Promise<Network['status']> =>
      ((await registry.get(networkKind, { namespace, name: 'backend' }, {})).object() as Network).status;

    it('has a number and no gateway, and takes no port, until it is given some', async () => {
      const { registry } = await aStartedRegistry();
      const network = await createNetwork(registry, 'backend', {});

      expect(network.status).not.toHaveProperty('gateway');
      expect(await refusalOf(createPort(registry, 'front'))).toMatchObject({
        code: 403,
        details: { causes: [{ reason: 'NetworkWithoutAddresses', field: 'spec.network' }] },
      });
      await change(registry, { cidr: '10.7.0.0/29', pool: { first: '10.7.0.5', last: '10.7.0.6' } });
      expect(await statusOf(registry)).toMatchObject({ vni: network.status?.vni, gateway: '10.7.0.1' });
      expect((await createPort(registry, 'front')).status?.ipAddresses).toEqual(['10.7.0.5']);
    });

    it('is one that had some once nobody is in it any more, and may get others then', async () => {
      const { registry } = await aStartedRegistry();
      await createNetwork(registry, 'backend');
      await createPort(registry, 'front');
      const take = () => change(registry, { cidr: null });

      expect(await refusalOf(take())).toMatchObject({ code: 409, details: { causes: [{ reason: 'NetworkInUse' }] } });
      await removePort(registry, 'front');
      await take();
      expect(await statusOf(registry)).not.toHaveProperty('gateway');
      await change(registry, { cidr: '10.8.0.0/28', gateway: '10.8.0.14' });
      expect((await createPort(registry, 'front')).status?.ipAddresses).toEqual(['10.8.0.1']);
      expect(await refusalOf(createPort(registry, 'back', { ipAddress: '10.0.0.3' }))).toMatchObject({
        details: { causes: [{ field: 'spec.ipAddress', message: expect.stringContaining('10.8.0.0/28') }] },
      });
    });

    it('or with a new port, not both, when both are asked for at once', async () => {
      for (let round = 0; round < 8; round += 1) {
        const [one, other] = await twoRegistries();
        await createNetwork(one.registry, 'backend');
        await createPort(one.registry, 'before');
        await removePort(one.registry, 'before');

        const [port, taking] = await Promise.allSettled([createPort(other.registry, 'front'), change(one.registry, { cidr: null })]);

        expect([port.status, taking.status].toSorted()).toEqual(['fulfilled', 'rejected']);
      }
    });

    it.each<[NetworkSpec, string]>([
      [{ gateway: '10.0.0.1' }, 'spec.gateway'],
      [{ pool: { first: '10.0.0.1', last: '10.0.0.2' } }, 'spec.pool'],
      [{ nameServers: ['nobody'] }, 'spec.nameServers[0]'],
    ])('cannot have %o', async (spec, field) => {
      const { registry } = await aStartedRegistry();

      expect(await refusalOf(createNetwork(registry, 'backend', spec))).toMatchObject({ code: 422, details: { causes: [{ field }] } });
    });

    it('is no way to give other addresses at once', async () => {
      const { registry } = await aStartedRegistry();
      await createNetwork(registry, 'backend');

      expect(await refusalOf(change(registry, { cidr: '10.9.0.0/24' }))).toMatchObject({
        code: 422,
        details: { causes: [{ field: 'spec.cidr' }] },
      });
    });
  });
});
