import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Instance, InstanceSpec, InstanceVolume, MachinePort } from '#apis/infrastructure/instance.ts';
import type { HostVolume } from '#apis/infrastructure/host-volume.ts';
import { anInstance, type InstanceOverrides } from '#test/builders/instance.ts';
import { aHostVolume } from '#test/builders/volume.ts';
import { KillPointsWorld } from './kill-points-world.ts';

/** Something that is asked of a server, and what has to be so afterwards, whenever the agent died meanwhile. */
interface Scenario {
  /** What is there before. */
  readonly before: (world: KillPointsWorld) => void;
  readonly ask: (world: KillPointsWorld) => void;
  readonly expect: (world: KillPointsWorld, context: { readonly wasKilled: boolean }) => void;
  /** Ports that are to be plugged in afterwards. */
  readonly ports: readonly string[];
  readonly volumes: readonly string[];
}

const aPort = (name: string): MachinePort => ({
  uid: `${name}-uid`,
  name,
  macAddress: 'fa:16:3e:00:00:11',
  addresses: [{ ipAddress: '10.0.0.5', prefixLength: 24 }],
  network: { uid: 'net', name: 'net', vni: 7, cidr: '10.0.0.0/24', nameServers: [], mtu: 1450, nat: true },
});

const anAttachedVolume = (overrides: Partial<InstanceVolume> = {}): InstanceVolume => ({
  attachment: { name: 'data-web', uid: 'attachment' },
  epoch: 1,
  volume: { name: 'data', uid: 'data-uid' },
  readOnly: false,
  shareable: false,
  serial: 'data',
  ...overrides,
});

const volume = aHostVolume();

/** A server with a port and a volume. */
function web(spec: InstanceOverrides['spec'] = {}, machine: InstanceOverrides['machine'] = {}): Instance {
  return anInstance({ spec: { volumes: [anAttachedVolume()], ...spec }, machine: { ports: [aPort('front')], ...machine } });
}

/** The same server when something else is wanted of it. */
function changed(instance: Instance, spec: Partial<InstanceSpec>, machine: Partial<InstanceSpec['machine']> = {}): Instance {
  const { metadata } = instance;
  return {
    ...instance,
    metadata: { ...metadata, generation: metadata.generation + 1, resourceVersion: String(Number(metadata.resourceVersion) + 1) },
    spec: { ...instance.spec, ...spec, machine: { ...instance.spec.machine, ...machine } },
  };
}

function deleted<Kind extends Instance | HostVolume>(object: Kind): Kind {
  return { ...object, metadata: { ...object.metadata, deletionTimestamp: '2026-06-01T12:00:00Z' } };
}

function withServer(world: KillPointsWorld, instance = web()): void {
  world.desireVolume(volume);
  world.desire(instance);
}

const server = web();
const running = { before: (world: KillPointsWorld) => withServer(world), ports: ['front-uid'], volumes: ['data-uid'] };

const savedVolume = aHostVolume({ metadata: { generation: 2 }, spec: { save: { uid: 'snapshot' } } });
const slowToRebuild = web({}, { metadata: { 'fake.tycho.dev/rebuild': 'delay 2' } });
const slowToSave = web({}, { metadata: { 'fake.tycho.dev/save-disk': 'delay 2' } });
const slowToStart = web({}, { metadata: { 'fake.tycho.dev/prepare': 'delay 1', 'fake.tycho.dev/start': 'delay 2' } });

const scenarios: Readonly<Record<string, Scenario>> = {
  'create with a port and a volume': {
    ...running,
    before: () => {},
    ask: (world) => withServer(world),
    expect: (world) => {
      expect(world.guest(server)).toMatchObject({
        state: { kind: 'Running' },
        devices: { ports: [{ uid: 'front-uid' }], volumes: [{ volumeUID: 'data-uid' }] },
        rootDisk: { image: '/images/image-uid' },
      });
      expect(world.gateway.statusOf(server)).toMatchObject({ phase: 'Running', ports: ['front-uid'], volumes: [{ phase: 'Attached' }] });
    },
  },
  'create, and ask for another image meanwhile': {
    ...running,
    before: () => {},
    ask: (world) => {
      const slow = web({}, { metadata: { 'fake.tycho.dev/prepare': 'delay 2' } });
      withServer(world, slow);
      world.desireLater(changed(slow, {}, { image: { ...slow.spec.machine.image, uid: 'other' } }), 1_000);
    },
    expect: (world) => {
      expect(world.guest(server)).toMatchObject({ state: { kind: 'Running' }, rootDisk: { image: '/images/other' } });
      expect(world.gateway.statusOf(server)).toMatchObject({ imageUID: 'other' });
    },
  },
  stop: {
    ...running,
    ask: (world) => world.desire(changed(server, { power: 'Stopped' })),
    expect: (world) => {
      expect(world.guest(server)?.state.kind).toBe('Stopped');
      expect(world.gateway.statusOf(server)).toMatchObject({ phase: 'Stopped', volumes: [{ phase: 'Attached' }] });
    },
    ports: [],
  },
  pause: {
    ...running,
    ask: (world) => world.desire(changed(server, { power: 'Paused' })),
    expect: (world) => expect(world.gateway.statusOf(server)).toMatchObject({ phase: 'Paused' }),
  },
  'suspend, from nothing': {
    ...running,
    before: () => {},
    ask: (world) => withServer(world, web({ power: 'Suspended' })),
    expect: (world) => {
      expect(world.guest(server)?.state.kind).toBe('Suspended');
      expect(world.gateway.statusOf(server)).toMatchObject({ phase: 'Suspended' });
    },
    ports: [],
  },
  rescue: {
    ...running,
    ask: (world) => world.desire(changed(server, {}, { rescueImage: { ...server.spec.machine.image, uid: 'rescue' } })),
    expect: (world) => expect(world.gateway.statusOf(server)).toMatchObject({ phase: 'Running', inRescue: true }),
  },
  'save the disk for a resize or a move': {
    ...running,
    ask: (world) => world.desire(changed(server, { power: 'Shelved' })),
    expect: (world) => {
      expect(world.guest(server)?.state.kind).toBe('Stopped');
      expect(world.gateway.statusOf(server)).toMatchObject({
        phase: 'Shelved',
        savedDisk: { sha256: 'root disk made from /images/image-uid' },
      });
      expect([...world.stored.keys()]).toEqual([`${server.metadata.uid}/shelve`]);
    },
    ports: [],
  },
  'shelve, and wish back what was given up': {
    ...running,
    before: (world) => withServer(world, slowToSave),
    ask: (world) => {
      const shelved = changed(slowToSave, { power: 'Shelved' });
      world.desire(shelved);
      world.desireLater(changed(shelved, { power: 'Running' }), 1_000);
    },
    expect: (world) => {
      // Either the wish came in time, or nothing of it ever runs again.
      const { phase, savedDisk } = world.gateway.statusOf(server)!;
      expect([phase, savedDisk !== undefined, world.guest(server)?.state.kind]).toEqual(
        phase === 'Shelved' ? ['Shelved', true, 'Stopped'] : ['Running', false, 'Running'],
      );
    },
    ports: [],
  },
  'shelve and delete': {
    ...running,
    before: (world) => withServer(world, slowToSave),
    ask: (world) => {
      const shelved = changed(slowToSave, { power: 'Shelved' });
      world.desire(shelved);
      world.desireLater(deleted(shelved), 1_000);
    },
    expect: (world) => {
      expect(world.guest(server)).toBeUndefined();
      expect(world.gateway.statusOf(server)).toMatchObject({ phase: 'Destroyed' });
    },
    ports: [],
  },
  snapshot: {
    ...running,
    ask: (world) => world.desire(changed(server, { action: { uid: 'act', type: 'Snapshot' } })),
    expect: (world) => {
      expect(world.gateway.statusOf(server)).toMatchObject({
        phase: 'Running',
        lastAction: { uid: 'act', outcome: 'Succeeded', savedDisk: { sha256: 'root disk made from /images/image-uid' } },
      });
      expect([...world.stored.keys()]).toEqual([`${server.metadata.uid}/act`]);
    },
  },
  'attach a port and a volume': {
    before: (world) => withServer(world, web({ volumes: [] }, { ports: [] })),
    ask: (world) => world.desire(changed(server, {})),
    expect: (world) => {
      const devices = { ports: [{ uid: 'front-uid' }], volumes: [{ volumeUID: 'data-uid' }] };
      expect(world.guest(server)).toMatchObject({ state: { kind: 'Running' }, devices });
      expect(world.gateway.statusOf(server)).toMatchObject({ ports: ['front-uid'], volumes: [{ phase: 'Attached' }] });
    },
    ports: ['front-uid'],
    volumes: ['data-uid'],
  },
  'detach a port and a volume': {
    ...running,
    ask: (world) => world.desire(changed(server, { volumes: [] }, { ports: [] })),
    expect: (world) => {
      expect(world.guest(server)).toMatchObject({ state: { kind: 'Running' }, devices: { ports: [], volumes: [] } });
      expect(world.gateway.statusOf(server)).not.toHaveProperty('volumes');
      expect(world.gateway.statusOf(server)).not.toHaveProperty('ports');
    },
    ports: [],
  },
  'detach a volume and destroy it': {
    ...running,
    ask: (world) => {
      world.desire(changed(server, { volumes: [] }));
      world.desireVolume(deleted(volume));
    },
    expect: (world) => {
      expect(world.guest(server)).toMatchObject({ devices: { volumes: [] } });
      expect(world.volumeStatus(volume)).toMatchObject({ phase: 'Destroyed' });
    },
    volumes: [],
  },
  'start with a volume that was attached while the guest was off, and wish it away again': {
    before: (world) => withServer(world, web({ power: 'Stopped', volumes: [] }, { metadata: { 'fake.tycho.dev/start': 'delay 2' } })),
    ask: (world) => {
      const started = changed(web({}, { metadata: { 'fake.tycho.dev/start': 'delay 2' } }), {});
      world.desire(started);
      world.desireLater(changed(started, { volumes: [] }), 1_000);
      world.desireVolumeLater(deleted(volume), 1_000);
    },
    expect: (world) => {
      expect(world.guest(server)).toMatchObject({ state: { kind: 'Running' }, devices: { volumes: [] } });
      expect(world.volumeStatus(volume)).toMatchObject({ phase: 'Destroyed' });
    },
    ports: ['front-uid'],
    volumes: [],
  },
  'hand an attachment over to a newer epoch': {
    ...running,
    ask: (world) => world.desire(changed(server, { volumes: [anAttachedVolume({ epoch: 2 })] })),
    expect: (world) => {
      expect(world.guest(server)?.devices?.volumes).toMatchObject([{ attachmentUID: 'attachment', epoch: 2 }]);
      expect(world.gateway.statusOf(server)?.volumes).toEqual([{ attachmentUID: 'attachment', epoch: 2, phase: 'Attached' }]);
    },
  },
  'make an attached volume larger': {
    ...running,
    ask: (world) => world.desireVolume(aHostVolume({ metadata: { generation: 2 }, spec: { sizeGiB: 9 } })),
    expect: (world) => {
      expect(world.guest(server)?.devices?.volumes).toMatchObject([{ sizeBytes: 9 * 1024 ** 3 }]);
      expect(world.volumeStatus(volume)).toMatchObject({ phase: 'Ready', sizeGiB: 9, observedGeneration: 2 });
    },
  },
  'copy a volume that a guest has': {
    ...running,
    before: (world) => withServer(world, slowToSave),
    ask: (world) => world.desireVolume(savedVolume),
    expect: (world) => {
      expect(world.guest(server)?.devices?.volumes).toMatchObject([{ volumeUID: 'data-uid' }]);
      expect(world.volumeStatus(volume)).toMatchObject({ phase: 'Ready', saved: { uid: 'snapshot', disk: { sha256: 'volume data-uid' } } });
    },
  },
  'copy a volume that no guest has, and attach it meanwhile': {
    ...running,
    before: (world) => withServer(world, web({ volumes: [] })),
    ask: (world) => {
      world.desireVolume(savedVolume);
      world.desire(changed(server, { volumes: [anAttachedVolume()] }));
    },
    expect: (world) => {
      expect(world.guest(server)?.devices?.volumes).toMatchObject([{ volumeUID: 'data-uid' }]);
      expect(world.volumeStatus(volume)).toMatchObject({ phase: 'Ready', saved: { uid: 'snapshot', disk: { sha256: 'volume data-uid' } } });
    },
  },
  'copy a volume that a guest has, and detach and destroy it meanwhile': {
    ...running,
    before: (world) => withServer(world, slowToSave),
    ask: (world) => {
      world.desireVolume(savedVolume);
      world.clock.setTimer(() => world.desire(changed(slowToSave, { volumes: [] })), 1_000);
      world.desireVolumeLater(deleted(savedVolume), 1_500);
    },
    expect: (world) => {
      expect(world.guest(server)).toMatchObject({ devices: { volumes: [] } });
      expect(world.volumeStatus(volume)).toMatchObject({ phase: 'Destroyed' });
    },
    volumes: [],
  },
  'rebuild from another image': {
    ...running,
    ask: (world) => world.desire(changed(server, {}, { image: { ...server.spec.machine.image, uid: 'newer' } })),
    expect: (world) => {
      expect(world.guest(server)).toMatchObject({ state: { kind: 'Running' }, rootDisk: { image: '/images/newer' } });
      expect(world.guest(server)?.rootDisk).not.toHaveProperty('isBroken');
      expect(world.gateway.statusOf(server)).toMatchObject({ phase: 'Running', imageUID: 'newer' });
    },
  },
  'rebuild from another image, and wish for the first one again': {
    ...running,
    before: (world) => withServer(world, slowToRebuild),
    ask: (world) => {
      const newer = changed(slowToRebuild, {}, { image: { ...server.spec.machine.image, uid: 'newer' } });
      world.desire(newer);
      world.desireLater(changed(newer, {}, { image: server.spec.machine.image }), 1_000);
    },
    expect: (world) => {
      expect(world.guest(server)).toMatchObject({ state: { kind: 'Running' }, rootDisk: { image: '/images/image-uid' } });
      expect(world.guest(server)?.rootDisk).not.toHaveProperty('isBroken');
      expect(world.gateway.statusOf(server)).toMatchObject({ phase: 'Running', imageUID: 'image-uid' });
    },
  },
  'rebuild from the same image': {
    ...running,
    ask: (world) => world.desire(changed(server, { action: { uid: 'act', type: 'Rebuild' } })),
    expect: (world) => {
      expect(world.guest(server)).toMatchObject({ state: { kind: 'Running' }, rootDisk: { image: '/images/image-uid' } });
      expect(world.gateway.statusOf(server)).toMatchObject({ phase: 'Running', lastAction: { uid: 'act', outcome: 'Succeeded' } });
    },
  },
  'interrupt the kernel': {
    ...running,
    ask: (world) => world.desire(changed(server, { action: { uid: 'act', type: 'CrashDump' } })),
    expect: (world, { wasKilled }) => {
      const { lastAction } = world.gateway.statusOf(server)!;
      expect(world.guest(server)?.crashDumpCount ?? 0).toBeLessThanOrEqual(1);
      expect(lastAction).toMatchObject({ uid: 'act' });
      if (lastAction?.outcome === 'Succeeded') expect(world.guest(server)?.crashDumpCount).toBe(1);
      else expect([wasKilled, lastAction?.message]).toEqual([true, expect.stringContaining('whether it was done is not known')]);
    },
  },
  'set a password': {
    ...running,
    ask: (world) =>
      world.desire(changed(server, { action: { uid: 'act', type: 'SetPassword', user: 'root' } }), { actionSecret: Buffer.from('secret') }),
    expect: (world, { wasKilled }) => {
      const { lastAction } = world.gateway.statusOf(server)!;
      const hash = createHash('sha256').update('secret').digest('hex');
      expect(lastAction).toMatchObject({ uid: 'act' });
      if (lastAction?.outcome === 'Succeeded') expect(world.guest(server)?.passwords).toEqual({ root: hash });
      else expect([wasKilled, lastAction?.message]).toEqual([true, expect.stringContaining('whether it was done is not known')]);
      expect(Buffer.from(world.storage.bytes()).includes('secret"')).toBe(false);
      expect(
        Buffer.from(world.storage.bytes())
          .toString()
          .match(/\bsecret\b/),
      ).toBeNull();
    },
  },
  reboot: {
    ...running,
    ask: (world) => world.desire(changed(server, { reboot: { actionUID: 'act', mode: 'Hard' } })),
    expect: (world) => {
      expect(world.guest(server)?.state.kind).toBe('Running');
      expect(world.gateway.statusOf(server)).toMatchObject({ lastReboot: { actionUID: 'act' } });
    },
  },
  'delete, running': {
    ...running,
    ask: (world) => {
      world.desire(deleted(server));
      world.desireVolume(deleted(volume));
    },
    expect: (world) => {
      expect(world.guest(server)).toBeUndefined();
      expect(world.gateway.statusOf(server)).toMatchObject({ phase: 'Destroyed' });
      expect(world.volumeStatus(volume)).toMatchObject({ phase: 'Destroyed' });
    },
    ports: [],
    volumes: [],
  },
  'delete while it is made': {
    before: () => {},
    ask: (world) => {
      withServer(world, slowToStart);
      world.desireLater(deleted(slowToStart), 2_000);
      world.desireVolumeLater(deleted(volume), 2_000);
    },
    expect: (world) => {
      expect(world.guest(server)).toBeUndefined();
      expect(world.volumeStatus(volume)).toMatchObject({ phase: 'Destroyed' });
    },
    ports: [],
    volumes: [],
  },
};

/** Plays a scenario with a death at that moment; how many moments there were. */
async function play(scenario: Scenario, killAtMoment: number): Promise<number> {
  const world = new KillPointsWorld();
  await world.start();
  scenario.before(world);
  await world.settle();
  world.arm(killAtMoment);
  scenario.ask(world);
  await world.settle();
  const moments = world.momentCount;
  try {
    scenario.expect(world, { wasKilled: world.wasKilled });
    await expectNoLeaks(world, scenario);
  } catch (error) {
    throw new Error(`killed at moment ${killAtMoment}: ${(error as Error).message}`, { cause: error });
  }
  return moments;
}

async function expectNoLeaks(world: KillPointsWorld, { ports, volumes }: Scenario): Promise<void> {
  const isRunning = world.guest(server)?.state.kind === 'Running' && world.gateway.statusOf(server)?.phase === 'Running';
  const plugged = [...world.plugged.values()].flatMap((uids) => [...uids]);
  // A wish that came in time leaves the server as it was.
  expect(plugged).toEqual(isRunning && world.guest(server)?.devices?.ports.length === 1 ? ['front-uid'] : ports);
  expect([...world.files.volumes.values()].map(({ volumeUID }) => volumeUID)).toEqual(volumes);
  expect([...world.spool]).toEqual([]);
  expect(world.violations).toEqual([]);
  const state = await world.finish();
  expect(state.instances.size).toBe(1);
}

describe('an agent that is killed at any moment', () => {
  it.each(Object.entries(scenarios))('goes on afterwards as if nothing had been: %s', async (_name, scenario) => {
    const moments = await play(scenario, Infinity);
    expect(moments).toBeGreaterThan(2);
    for (let moment = 1; moment <= moments; moment += 1) await play(scenario, moment);
  });
});
