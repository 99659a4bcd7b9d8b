import { afterEach, describe, expect, it } from 'vitest';
import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import { LoopWorld } from '#test/harness/loop-world.ts';

let world: LoopWorld | undefined;

afterEach(async () => {
  await world?.stop();
  world = undefined;
});

async function aWorld(): Promise<LoopWorld> {
  world = await LoopWorld.start();
  await world.does(world.agents.addHost('host-a'));
  await world.clock.advance(1_000);
  return world;
}

async function getHost(on: LoopWorld): Promise<Host | undefined> {
  try {
    return await on.does(on.objects(hostKind).get({ name: 'host-a' }));
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

async function conditionOf(on: LoopWorld, type = 'Ready'): Promise<string> {
  const condition = findCondition((await getHost(on))?.status?.conditions, type);
  return `${condition?.status}/${condition?.reason}`;
}

describe('the host loop', () => {
  it('calls a host ready whose agent is connected, and writes nothing while that stays so', async () => {
    const world = await aWorld();
    expect(await conditionOf(world)).toBe('True/AgentConnected');
    const before = (await getHost(world))?.metadata.resourceVersion;

    await world.clock.advance(3_600_000);

    expect((await getHost(world))?.metadata.resourceVersion).toBe(before);
  });

  it('says nothing of a reconnection within seconds', async () => {
    const world = await aWorld();

    await world.does(world.agents.disconnect('host-a'));
    await world.clock.advance(5_000);
    expect(await conditionOf(world)).toBe('True/AgentConnected');
    await world.does(world.agents.connect('host-a'));
    await world.clock.advance(60_000);

    expect(await conditionOf(world)).toBe('True/AgentConnected');
    expect(await world.eventsAbout('host-a', 'tycho-system')).toEqual(['AgentConnected×1']);
  });

  it('goes from silent to lost by the grace period of the host, and tells operators', async () => {
    const world = await aWorld();

    await world.does(world.agents.disconnect('host-a'));
    await world.clock.advance(20_000);
    expect(await conditionOf(world)).toBe('Unknown/AgentSilent');
    await world.clock.advance(45_000);

    expect(await conditionOf(world)).toBe('False/HostLost');
    expect(await world.eventsAbout('host-a', 'tycho-system')).toContain('HostLost×1');
  });

  it('finds the hosts of a gateway lost that died without a word', async () => {
    const world = await aWorld();

    world.agents.stopGateway();
    await world.clock.advance(60_000);
    expect(await conditionOf(world)).toBe('Unknown/AgentSilent');
    await world.clock.advance(30_000);

    expect(await conditionOf(world)).toBe('False/HostLost');
  });

  it('gives hosts their whole grace period again when another replica takes over', async () => {
    const world = await aWorld();
    await world.does(world.agents.disconnect('host-a'));
    await world.clock.advance(50_000);

    for (const loop of world.loops) await world.does(loop.stop());
    for (const loop of world.loops) await world.does(loop.start());
    await world.clock.advance(50_000);
    expect(await conditionOf(world)).toBe('Unknown/AgentSilent');
    await world.clock.advance(15_000);

    expect(await conditionOf(world)).toBe('False/HostLost');
  });

  it('does not take a machine out of service whose agent is connected, and says why', async () => {
    const world = await aWorld();
    await world.createServer('web');
    await world.clock.advance(1_000);

    await world.does(world.objects(hostKind).delete({ name: 'host-a' }));
    await world.clock.advance(300_000);

    expect(await conditionOf(world, 'Removable')).toBe('False/AgentConnected');
    expect(await world.stateOf('web')).toBe('Running True/Running');
  });

  it('lets go of what was on a host whose finalizer somebody took away, though its agent is connected', async () => {
    const world = await aWorld();
    await world.createServer('web');
    await world.clock.advance(1_000);
    await world.does(world.agents.addHost('host-b'));

    await world.does(world.objects(hostKind).patch({ name: 'host-a' }, { metadata: { finalizers: [] } }));
    await world.does(world.objects(hostKind).delete({ name: 'host-a' }));
    await world.clock.advance(5_000);

    expect(await world.stateOf('web')).toBe('Running True/Running');
    expect((await world.instanceOf('web')).spec).toMatchObject({ epoch: 2, host: { name: 'host-b' } });
  });

  it('takes a new host of the same name for another one', async () => {
    const world = await aWorld();
    await world.createServer('web');
    await world.clock.advance(1_000);
    for (const loop of world.loops) await world.does(loop.stop());
    const before = await world.instanceOf('web');

    await world.does(world.objects(hostKind).patch({ name: 'host-a' }, { metadata: { finalizers: [] } }));
    await world.does(world.objects(hostKind).delete({ name: 'host-a' }));
    await world.does(world.agents.addHost('host-a'));
    for (const loop of world.loops) await world.does(loop.start());
    await world.clock.advance(5_000);

    const after = await world.instanceOf('web');
    expect(after.spec.epoch).toBe(2);
    expect(after.spec.host.uid).not.toBe(before.spec.host.uid);
  });

  it('lets a host go that holds nothing, once its agent is stopped', async () => {
    const world = await aWorld();
    await world.does(world.objects(hostKind).delete({ name: 'host-a' }));
    await world.clock.advance(5_000);
    expect(await getHost(world)).toBeDefined();

    await world.does(world.agents.disconnect('host-a'));
    await world.clock.advance(120_000);

    expect(await getHost(world)).toBeUndefined();
  });
});
