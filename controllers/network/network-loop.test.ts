import { afterEach, describe, expect, it } from 'vitest';
import { networkKind, type NetworkSpec } from '#apis/compute/network.ts';
import { portKind, type Port, type PortSpec } from '#apis/compute/port.ts';
import { serverKind } from '#apis/compute/server.ts';
import { namespaceKind } from '#apis/kubernetes/core.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import { LoopWorld } from '#test/harness/loop-world.ts';

let world: LoopWorld;

afterEach(async () => {
  await world.stop();
});

async function aWorld(): Promise<void> {
  world = await LoopWorld.start();
  await world.does(world.agents.addHost('host-a'));
  await world.clock.advance(1_000);
}

const compute = 'compute.tycho.dev/v1alpha1';

async function createNetwork(
  name: string,
  { within = 'default', ...spec }: Partial<NetworkSpec> & { within?: string } = {},
): Promise<void> {
  await world.does(
    world.objects(networkKind).create({
      apiVersion: compute,
      kind: 'Network',
      metadata: { namespace: within, name },
      spec: { cidr: '10.1.0.0/24', ...spec },
    }),
  );
}

async function createPort(name: string, spec: Partial<PortSpec> = {}): Promise<void> {
  const body = { apiVersion: compute, kind: 'Port', metadata: { namespace: 'default', name }, spec: { network: 'backend', ...spec } };
  await world.does(world.objects(portKind).create(body));
}

async function ports(): Promise<readonly Port[]> {
  return (await world.does(world.objects(portKind).list({ namespace: 'default' }))).items;
}

/** As `web-backend 10.1.0.2 Plugged web`. */
async function portWords(): Promise<readonly string[]> {
  return (await ports()).map(
    ({ metadata, status }) => `${metadata.name} ${status?.ipAddresses?.[0]} ${status?.phase} ${status?.server ?? '-'}`,
  );
}

async function networkReadyOf(name: string): Promise<string> {
  const condition = findCondition((await world.getServer(name))?.status?.conditions, 'NetworkReady');
  return condition === undefined ? 'nothing' : `${condition.status} ${condition.reason}: ${condition.message}`;
}

async function patchServer(name: string, spec: object): Promise<void> {
  await world.does(world.objects(serverKind).patch({ namespace: 'default', name }, { spec }));
}

async function deleteServer(name: string): Promise<void> {
  await world.does(world.objects(serverKind).delete({ namespace: 'default', name }));
}

describe('a server that names a network', () => {
  it('gets a port there before it is placed, and the port says when the guest has it', async () => {
    await aWorld();
    await createNetwork('backend');

    await world.createServer('web', { networks: [{ network: 'backend', tag: 'blue' }] });
    await world.clock.advance(2_000);

    const instance = await world.instanceOf('web');
    expect(instance.spec.machine.ports).toMatchObject([
      { name: 'web-backend', tag: 'blue', addresses: [{ ipAddress: '10.1.0.2', prefixLength: 24, gateway: '10.1.0.1' }] },
    ]);
    expect(await portWords()).toEqual(['web-backend 10.1.0.2 Plugged web']);
    expect((await ports())[0]?.metadata).toMatchObject({
      labels: { 'compute.tycho.dev/network-index': '0' },
      ownerReferences: [{ kind: 'Server', name: 'web' }],
    });
    expect(await networkReadyOf('web')).toBe('nothing');
  });

  it('waits for the network, says so, and goes on when it is there', async () => {
    await aWorld();

    await world.createServer('web', { networks: [{ network: 'backend' }] });
    await world.clock.advance(2_000);
    const before = [await networkReadyOf('web'), await world.stateOf('web')];
    await createNetwork('backend', { within: 'public' });
    await world.clock.advance(3_000);

    expect(before).toEqual([
      'False NetworkNotFound: spec.networks[0].network: there is no network "backend" in namespace "default" or "public"; create it (tycho get networks)',
      'Pending False/WaitingForPlacement',
    ]);
    expect(await networkReadyOf('web')).toBe('True PortsReady: there is a port for each network that it names');
    expect(await world.stateOf('web')).toBe('Running True/Running');
    expect(await world.eventsAbout('web')).toContain('NetworkNotFound×1');
  });

  it('waits for an address, and gets the next one that is given back', async () => {
    await aWorld();
    await createNetwork('backend', { pool: { first: '10.1.0.5', last: '10.1.0.5' } });
    await createPort('front');

    await world.createServer('web', { networks: [{ network: 'backend' }] });
    await world.clock.advance(2_000);
    const before = await networkReadyOf('web');
    await world.does(world.objects(portKind).delete({ namespace: 'default', name: 'front' }));
    await world.clock.advance(20_000);

    expect(before).toBe('False NoFreeAddress: spec.networks[0].network: network "backend" has no free address: 1 of 1 are in use');
    expect(await portWords()).toEqual(['web-backend 10.1.0.5 Plugged web']);
  });

  it('takes its ports with it when it goes, and not before its guest', async () => {
    await aWorld();
    await createNetwork('backend');
    await world.createServer('web', { networks: [{ network: 'backend' }] });
    await world.clock.advance(2_000);

    world.agents.hold('web');
    await deleteServer('web');
    await world.clock.advance(5_000);
    const during = await portWords();
    world.agents.letGo('web');
    await world.clock.advance(10_000);

    expect(during).toEqual(['web-backend 10.1.0.2 Plugged web']);
    expect(await portWords()).toEqual([]);
  });

  it('gets a port under another name when somebody else has that one, and people hear of it', async () => {
    await aWorld();
    await createNetwork('backend');
    await createPort('web-backend');

    await world.createServer('web', { networks: [{ network: 'backend' }] });
    await world.clock.advance(2_000);

    expect(await portWords()).toEqual(['web-backend 10.1.0.2 Unplugged -', 'web-backend-2 10.1.0.3 Plugged web']);
    expect(await world.eventsAbout('web')).toContain('PortNameTaken×1');
  });

  it('that names none is plugged into `default` of `public`, if that is there when it is placed', async () => {
    await aWorld();
    await world.createServer('early');
    await world.clock.advance(2_000);
    await createNetwork('default', { within: 'public' });
    await world.createServer('late');
    await world.clock.advance(2_000);

    expect(await portWords()).toEqual(['late-default 10.1.0.2 Plugged late']);
    expect((await world.instanceOf('early')).spec.machine.ports).toBeUndefined();
  });
});

describe('a server that runs', () => {
  it('is plugged into another network, and out of it, while it runs', async () => {
    await aWorld();
    await createNetwork('backend');
    await createNetwork('storage', { cidr: '10.2.0.0/24' });
    await world.createServer('web', { networks: [{ network: 'backend' }] });
    await world.clock.advance(2_000);

    await patchServer('web', { networks: [{ network: 'storage' }, { network: 'backend' }] });
    await world.clock.advance(3_000);
    const during = [...(await portWords())];
    const names = (await world.instanceOf('web')).spec.machine.ports?.map(({ name }) => name);
    await patchServer('web', { networks: [{ network: 'storage' }] });
    await world.clock.advance(5_000);

    expect(during).toEqual(['web-backend 10.1.0.2 Plugged web', 'web-storage 10.2.0.2 Plugged web']);
    expect(names).toEqual(['web-storage', 'web-backend']);
    expect(await portWords()).toEqual(['web-storage 10.2.0.2 Plugged web']);
  });

  it('keeps the address of a port that is deleted until its host has taken it out', async () => {
    await aWorld();
    await createNetwork('backend');
    await createPort('front');
    await world.createServer('web', { networks: [{ port: 'front' }] });
    await world.clock.advance(2_000);
    world.agents.hold('web');

    await world.does(world.objects(portKind).delete({ namespace: 'default', name: 'front' }));
    await world.clock.advance(3_000);
    const during = (await ports())[0];
    const rival = await world.does(
      world
        .objects(portKind)
        .create({
          apiVersion: compute,
          kind: 'Port',
          metadata: { namespace: 'default', name: 'rival' },
          spec: { network: 'backend', ipAddress: '10.1.0.2' },
        })
        .then(
          () => 'made',
          (error: Error) => error.message,
        ),
    );
    world.agents.letGo('web');
    await world.clock.advance(3_000);

    expect(during?.status?.phase).toBe('Plugged');
    expect(findCondition(during?.status?.conditions, 'Removable')).toMatchObject({ status: 'False', reason: 'InUse' });
    expect(rival).toContain('10.1.0.2 belongs to another port');
    expect(await portWords()).toEqual([]);
    expect(await networkReadyOf('web')).toContain('False PortNotFound: spec.networks[0].port');
  });
});

describe('a port that a user made', () => {
  it('is the first server’s that asks, survives it with its address, and is then the next one’s', async () => {
    await aWorld();
    await createNetwork('backend');
    await createPort('front', { ipAddress: '10.1.0.77' });

    await world.createServer('web', { networks: [{ port: 'front' }] });
    await world.clock.advance(2_000);
    await world.createServer('standby', { networks: [{ port: 'front' }] });
    await world.clock.advance(2_000);
    const before = [...(await portWords()), await networkReadyOf('standby')];
    await deleteServer('web');
    await world.clock.advance(20_000);

    expect(before).toEqual([
      'front 10.1.0.77 Plugged web',
      'False PortInUse: spec.networks[0].port: server "web" has port "front"; name another, or take it out of that server',
    ]);
    expect(await portWords()).toEqual(['front 10.1.0.77 Plugged standby']);
    expect(await world.stateOf('standby')).toBe('Running True/Running');
  });

  it('goes back to nobody when its server, which has no guest, does not name it any more', async () => {
    await aWorld();
    await createNetwork('backend');
    await createPort('front');
    await world.createServer('web', { flavor: 'none', networks: [{ port: 'front' }] });
    await world.clock.advance(2_000);
    const before = await portWords();

    await patchServer('web', { networks: [] });
    await world.clock.advance(2_000);

    expect(before).toEqual(['front 10.1.0.2 Pending web']);
    expect(await portWords()).toEqual(['front 10.1.0.2 Unplugged -']);
  });
});

describe('a namespace that goes', () => {
  it('takes its ports and then its networks with it', async () => {
    await aWorld();
    const namespaces = world.objects(namespaceKind);
    await world.does(namespaces.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'blue' } }));
    await createNetwork('backend', { within: 'blue' });
    const port = { apiVersion: compute, kind: 'Port', metadata: { namespace: 'blue', name: 'front' }, spec: { network: 'backend' } };
    await world.does(world.objects(portKind).create(port));

    await world.does(namespaces.delete({ name: 'blue' }));
    await world.clock.advance(60_000);

    expect((await world.does(namespaces.list())).items.map(({ metadata }) => metadata.name)).not.toContain('blue');
  });
});

describe('a server in a network without addresses', () => {
  it('waits, says for what, and gets its port as soon as there are some', async () => {
    await aWorld();
    await createNetwork('backend', { cidr: undefined } as never);
    await world.createServer('web', { networks: [{ network: 'backend' }] });
    await world.clock.advance(5_000);
    expect(await networkReadyOf('web')).toMatch(/^False .*network "backend" has no addresses yet/);

    await world.does(world.objects(networkKind).patch({ namespace: 'default', name: 'backend' }, { spec: { cidr: '10.5.0.0/24' } }));
    await world.clock.advance(30_000);

    expect(await networkReadyOf('web')).toMatch(/^True /);
    expect(await portWords()).toEqual([expect.stringContaining('10.5.0.2 Plugged web')]);
  });
});
