import { afterEach, describe, expect, it } from 'vitest';
import { serverActionKind } from '#apis/compute/server-action.ts';
import { serverKind } from '#apis/compute/server.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import { LoopWorld } from '#test/harness/loop-world.ts';

let world: LoopWorld | undefined;

afterEach(async () => {
  await world?.stop();
  world = undefined;
});

async function aWorld({ hosts = ['host-a'] }: { readonly hosts?: readonly string[] } = {}): Promise<LoopWorld> {
  world = await LoopWorld.start();
  for (const host of hosts) await world.does(world.agents.addHost(host));
  await world.clock.advance(1_000);
  return world;
}

async function aRunningServer(): Promise<LoopWorld> {
  const started = await aWorld();
  await started.createServer('web');
  await started.clock.advance(1_000);
  return started;
}

const key = { namespace: 'default', name: 'web' };

async function createReboot(on: LoopWorld, name: string, { server = 'web', mode = 'Soft' as const } = {}): Promise<void> {
  await on.does(
    on.objects(serverActionKind).create({
      apiVersion: 'compute.tycho.dev/v1alpha1',
      kind: 'ServerAction',
      metadata: { namespace: 'default', name },
      spec: { server, type: 'Reboot', reboot: { mode } },
    }),
  );
}

async function actionState(on: LoopWorld, name: string): Promise<string> {
  const { status } = await on.does(on.objects(serverActionKind).get({ namespace: 'default', name }));
  return `${status?.phase}: ${status?.message}`;
}

describe('a server that is created', () => {
  it('comes up with at most six transactions of the store, Events included, and one status write of this loop', async () => {
    const world = await aWorld();
    const before = await world.server.storage.currentRevision();

    await world.createServer('web');
    await world.clock.advance(1_500);

    expect(await world.stateOf('web')).toBe('Running True/Running');
    expect(await world.eventsAbout('web')).toEqual(['Scheduled×1', 'Started×1']);
    // Create, placement, the agent's report, this loop's status, two Events.
    expect((await world.server.storage.currentRevision()) - before).toBeLessThanOrEqual(6);
  });

  it('shows its addresses, when it was launched and the generation that this is about', async () => {
    const world = await aRunningServer();

    expect((await world.getServer('web'))?.status).toMatchObject({
      observedGeneration: 1,
      epoch: 1,
      launchedAt: '2026-06-01T12:00:01Z',
      addresses: [{ ipAddress: '10.0.0.2' }],
    });
  });

  it('is placed and prepared even if it is declared stopped', async () => {
    const world = await aWorld();

    await world.createServer('web', { power: 'Stopped' });
    await world.clock.advance(1_000);

    expect(await world.stateOf('web')).toBe('Stopped True/Stopped');
    expect(await world.instancesOf('web')).toHaveLength(1);
  });

  it('says what it waits for while no host fits', async () => {
    const world = await aWorld({ hosts: [] });

    await world.createServer('web');
    await world.clock.advance(1_000);

    expect(await world.stateOf('web')).toBe('Pending False/WaitingForPlacement');
    expect((await world.readyOf('web'))?.message).toMatch(/^waits for a host: /);
  });

  it('says how far a download is, in few writes', async () => {
    const world = await aWorld();
    world.agents.hold('web');
    await world.createServer('web');
    await world.clock.advance(1_000);
    const before = await world.server.storage.currentRevision();

    for (let second = 1; second <= 20; second += 1) {
      const imageProgress = { downloadedBytes: second * 1_048_576, totalBytes: 20 * 1_048_576 };
      await world.does(world.agents.report(await world.instanceOf('web'), { phase: 'Preparing', imageProgress }));
      await world.clock.advance(1_000);
    }

    expect(await world.stateOf('web')).toBe('Starting False/PreparingImage');
    expect((await world.readyOf('web'))?.message).toMatch(/^the image is being downloaded: \d+ MiB of 20 MiB$/);
    const writesOfThisLoop = (await world.server.storage.currentRevision()) - before - 20;
    // The gateway's lease is renewed every five seconds meanwhile.
    expect(writesOfThisLoop).toBeLessThanOrEqual(5 + 4);
  });

  it('passes on the words of a driver that could not start it, with one Event for as long as they stay the same', async () => {
    const world = await aWorld();
    world.agents.hold('web');
    await world.createServer('web');
    await world.clock.advance(1_000);
    const failure = {
      type: 'Converged',
      status: 'False',
      reason: 'InvalidImage',
      message: 'the checksum does not match',
      lastTransitionTime: '2026-06-01T12:00:00Z',
    } as const;

    await world.does(world.agents.report(await world.instanceOf('web'), { phase: 'Failed', conditions: [failure] }));
    await world.clock.advance(1_000);

    expect(await world.stateOf('web')).toBe('Failed False/InvalidImage');
    expect((await world.readyOf('web'))?.message).toMatch(
      /^spec\.image: image "\S+": the checksum does not match; to help: put the right file there/,
    );
    expect(await world.eventsAbout('web')).toEqual(['InvalidImage×1', 'Scheduled×1']);
  });
});

describe('power', () => {
  it('follows what is declared', async () => {
    const world = await aRunningServer();

    await world.does(world.objects(serverKind).patch(key, { spec: { power: 'Stopped' } }));
    await world.clock.advance(1_000);
    expect(await world.stateOf('web')).toBe('Stopped True/Stopped');

    await world.does(world.objects(serverKind).patch(key, { spec: { power: 'Running' } }));
    await world.clock.advance(1_000);
    expect(await world.stateOf('web')).toBe('Running True/Running');
  });

  it('is not called ready before the agent has taken up the newest wish', async () => {
    const world = await aRunningServer();
    world.agents.hold('web');

    await world.does(world.objects(serverKind).patch(key, { spec: { power: 'Stopped' } }));
    await world.does(world.objects(serverKind).patch(key, { spec: { power: 'Running' } }));
    await world.clock.advance(500);

    const server = await world.getServer('web');
    expect(server?.status?.observedGeneration).toBe(1);
    expect(server?.metadata.generation).toBe(3);
  });

  it('tells a guest that turned itself off from one that was stopped', async () => {
    const world = await aRunningServer();
    world.agents.hold('web');

    const lastExit = { reason: 'GuestShutdown', message: 'the guest powered off', at: '2026-06-01T12:00:05Z', generation: 1 } as const;
    await world.does(world.agents.report(await world.instanceOf('web'), { phase: 'Stopped', lastExit }));
    await world.clock.advance(1_000);

    expect(await world.stateOf('web')).toBe('Stopped False/GuestShutDown');
    expect(await world.eventsAbout('web')).toContain('GuestShutDown×1');
  });

  it('changes reach the incarnation once the controllers are back', async () => {
    const world = await aRunningServer();
    for (const loop of world.loops) await world.does(loop.stop());

    await world.does(world.objects(serverKind).patch(key, { spec: { power: 'Stopped', runPolicy: 'Manual' } }));
    await world.clock.advance(5_000);
    expect((await world.instanceOf('web')).spec.power).toBe('Running');
    for (const loop of world.loops) await world.does(loop.start());
    await world.clock.advance(1_000);

    expect((await world.instanceOf('web')).spec).toMatchObject({ power: 'Stopped', runPolicy: 'Manual' });
    expect(await world.stateOf('web')).toBe('Stopped True/Stopped');
  });
});

describe('a reboot', () => {
  it('succeeds when the agent says so', async () => {
    const world = await aRunningServer();

    await createReboot(world, 'reboot-1', { mode: 'Soft' });
    await world.clock.advance(1_000);

    expect(await actionState(world, 'reboot-1')).toBe('Succeeded: the guest was restarted');
    expect(await world.stateOf('web')).toBe('Running True/Running');
  });

  it('waits for the one before it', async () => {
    const world = await aRunningServer();
    world.agents.hold('web');
    await createReboot(world, 'reboot-1');
    await world.clock.advance(1_500);
    await createReboot(world, 'reboot-2');
    await world.clock.advance(500);

    expect(await actionState(world, 'reboot-1')).toBe('Running: the agent of its host has been told');
    expect(await actionState(world, 'reboot-2')).toBe('Pending: waits for the action "reboot-1" to end');
    world.agents.letGo('web');
    await world.clock.advance(2_000);

    expect(await actionState(world, 'reboot-1')).toMatch(/^Succeeded/);
    expect(await actionState(world, 'reboot-2')).toMatch(/^Succeeded/);
  });

  it('of a server that does not exist fails at once', async () => {
    const world = await aWorld();

    await createReboot(world, 'reboot-1', { server: 'nobody' });
    await world.clock.advance(500);

    expect(await actionState(world, 'reboot-1')).toBe('Failed: there is no server "nobody" in this namespace');
  });

  it('of a server that is declared stopped fails with words for what to do', async () => {
    const world = await aWorld();
    await world.createServer('web', { power: 'Stopped' });
    await world.clock.advance(1_000);

    await createReboot(world, 'reboot-1');
    await world.clock.advance(500);

    expect(await actionState(world, 'reboot-1')).toMatch(/^Failed: the server "web" is declared stopped: set spec.power to Running/);
  });

  it('stays as history when its server is gone', async () => {
    const world = await aRunningServer();
    await createReboot(world, 'reboot-1');
    await world.clock.advance(1_000);

    await world.does(world.objects(serverKind).delete(key));
    await world.clock.advance(3_000);

    expect(await world.stateOf('web')).toBe('gone');
    expect(await actionState(world, 'reboot-1')).toMatch(/^Succeeded/);
  });
});

describe('a server that is deleted', () => {
  it('goes when its agent has cleared everything away', async () => {
    const world = await aRunningServer();

    await world.does(world.objects(serverKind).delete(key));
    await world.clock.advance(2_000);

    expect(await world.stateOf('web')).toBe('gone');
    expect(await world.instancesOf('web')).toEqual([]);
  });

  it('goes at once while it waits for a place', async () => {
    const world = await aWorld({ hosts: [] });
    await world.createServer('web');
    await world.clock.advance(1_000);

    await world.does(world.objects(serverKind).delete(key));
    await world.clock.advance(500);

    expect(await world.stateOf('web')).toBe('gone');
  });

  it('waits for a silent host and says so, until the operator attests that the host is gone', async () => {
    const world = await aRunningServer();
    await world.does(world.agents.disconnect('host-a'));
    await world.clock.advance(120_000);

    await world.does(world.objects(serverKind).delete(key));
    await world.clock.advance(10_000);
    expect(await world.stateOf('web')).toBe('Terminating False/WaitingForAgent');
    expect((await world.readyOf('web'))?.message).not.toContain('host-a');

    await world.does(world.objects(hostKind).delete({ name: 'host-a' }));
    await world.clock.advance(120_000);
    expect(await world.stateOf('web')).toBe('gone');
    expect((await world.does(world.objects(hostKind).list())).items).toEqual([]);
  });

  it('can be created anew under its name, with an incarnation of its own', async () => {
    const world = await aRunningServer();
    const [first] = await world.instancesOf('web');

    await world.does(world.objects(serverKind).delete(key));
    await world.clock.advance(2_000);
    await world.createServer('web');
    await world.clock.advance(1_000);

    expect(await world.stateOf('web')).toBe('Running True/Running');
    expect((await world.instanceOf('web')).metadata.uid).not.toBe(first?.metadata.uid);
  });
});

describe('a server whose incarnation is lost for good', () => {
  it('gets another with the next epoch', async () => {
    const world = await aRunningServer();

    await world.does(world.agents.report(await world.instanceOf('web'), { phase: 'Lost' }));
    await world.clock.advance(3_000);

    expect(await world.stateOf('web')).toBe('Running True/Running');
    expect((await world.instancesOf('web')).map(({ spec }) => spec.epoch)).toEqual([2]);
    expect(await world.eventsAbout('web')).toContain('Lost×1');
  });
});

describe('a server on a host that falls silent', () => {
  it('is Unknown once the host is lost, keeps its incarnation, and is Running again when the agent is back', async () => {
    const world = await aRunningServer();
    const before = await world.instanceOf('web');

    await world.does(world.agents.disconnect('host-a'));
    await world.clock.advance(30_000);
    expect(await world.stateOf('web')).toBe('Running True/Running');
    await world.clock.advance(60_000);
    expect(await world.stateOf('web')).toBe('Unknown Unknown/HostUnreachable');
    expect(await world.instanceOf('web')).toEqual(before);

    await world.does(world.agents.connect('host-a'));
    await world.clock.advance(2_000);
    expect(await world.stateOf('web')).toBe('Running True/Running');
  });

  it('comes back elsewhere when the operator deletes the host', async () => {
    const world = await aRunningServer();
    await world.does(world.agents.addHost('host-b'));
    await world.does(world.agents.disconnect('host-a'));
    await world.clock.advance(120_000);

    await world.does(world.objects(hostKind).delete({ name: 'host-a' }));
    await world.clock.advance(30_000);

    expect(await world.stateOf('web')).toBe('Running True/Running');
    expect(await world.instanceOf('web')).toMatchObject({ spec: { epoch: 2, host: { name: 'host-b' } } });
  });
});

describe('a cut connection', () => {
  it('loses nothing that was declared meanwhile', async () => {
    const world = await aRunningServer();

    for (let round = 0; round < 4; round += 1) {
      world.transport.cut();
      await world.does(world.objects(serverKind).patch(key, { spec: { power: round % 2 === 0 ? 'Stopped' : 'Running' } }));
      await world.clock.advance(200);
    }
    await world.clock.advance(30_000);

    expect(await world.stateOf('web')).toBe('Running True/Running');
  });
});
