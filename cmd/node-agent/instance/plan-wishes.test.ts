import { describe, expect, it } from 'vitest';
import type { InstanceSpec, InstanceVolume } from '#apis/infrastructure/instance.ts';
import { capabilities, type Capability } from '#drivers/contract/capability.ts';
import type { Observation } from '#drivers/contract/driver.ts';
import { anInstance } from '#test/builders/instance.ts';
import { anInstanceObservation, type InstanceObservationOverrides } from '#test/builders/instance-observation.ts';
import type { InstancePlan } from './instance-plan.ts';
import { planInstance } from './plan.ts';
import { mostActionAttempts } from './plan-action.ts';
import type { StepFailure } from './step-failure.ts';

const noon = new Date('2026-06-01T12:00:00Z');
const execution = { startedAt: noon, addresses: [] };
const running: Observation = { kind: 'Running', ...execution };
const paused: Observation = { kind: 'Paused', ...execution };
const suspended: Observation = { kind: 'Suspended' };
const stopped: Observation = { kind: 'Stopped' };
const prepared = { prepared: true, rootDisk: { imageUID: 'image-uid' } } as const;
const { image } = anInstance().spec.machine;

const network = { uid: 'n', name: 'n', vni: 1, cidr: '10.0.0.0/24', nameServers: [], mtu: 1450, nat: false };

type Overrides = InstanceObservationOverrides;

function plan(overrides: Overrides): InstancePlan {
  return planInstance(anInstanceObservation({ progress: prepared, ...overrides }), noon);
}

function wished(spec: Partial<Omit<InstanceSpec, 'machine'>>, machine: Partial<InstanceSpec['machine']> = {}): Overrides {
  return { instance: { spec, machine } };
}

function without(...missing: readonly Capability[]): Overrides {
  return { capabilities: new Set(capabilities.filter((each) => !missing.includes(each))) };
}

function failed(overrides: Partial<StepFailure> = {}): StepFailure {
  const retryAt = new Date(noon.getTime() + 60_000);
  return { generation: 1, reason: 'Temporary', message: 'it did not work', attempts: 1, retryAt, ...overrides };
}

describe('a wish for a power', () => {
  it.each<[InstanceSpec['power'], Observation, string]>([
    ['Running', paused, 'Resume'],
    ['Running', suspended, 'Start'],
    ['Running', stopped, 'Start'],
    ['Stopped', paused, 'Stop'],
    ['Stopped', suspended, 'Stop'],
    ['Stopped', running, 'Stop'],
    ['Paused', running, 'Pause'],
    ['Paused', stopped, 'Start'],
    ['Paused', suspended, 'Start'],
    ['Paused', paused, 'Nothing'],
    ['Suspended', running, 'Suspend'],
    ['Suspended', paused, 'Suspend'],
    ['Suspended', stopped, 'Start'],
    ['Suspended', suspended, 'Nothing'],
    ['Shelved', running, 'Stop'],
    ['Shelved', paused, 'Stop'],
    ['Shelved', suspended, 'Stop'],
    ['Shelved', stopped, 'Save'],
  ])('%s, of a guest that is %o: %s', (power, guest, kind) => {
    expect(plan({ ...wished({ power }), guest }).kind).toBe(kind);
  });

  it.each<[InstanceSpec['power'], readonly Capability[], string]>([
    ['Paused', ['pause'], 'spec.power: Paused needs the feature "pause", which the host of this server does not offer'],
    ['Suspended', ['suspend'], 'spec.power: Suspended needs the feature "suspend", which the host of this server does not offer'],
    [
      'Shelved',
      ['shelve', 'resize', 'migrate-cold'],
      'spec.power: Shelved needs the feature "shelve", which the host of this server does not offer',
    ],
  ])('%s is refused where the driver does not offer it, and the guest is left as it is', (power, missing, message) => {
    for (const guest of [running, stopped]) {
      expect(plan({ ...wished({ power }), ...without(...missing), guest })).toEqual({ kind: 'Wait', reason: 'Unsupported', message });
    }
  });

  it('is tried while the driver has not said what it offers', () => {
    expect(plan({ ...wished({ power: 'Paused' }), guest: running, capabilities: undefined }).kind).toBe('Pause');
  });

  it('is not acted on by an incarnation that gave its right up, whatever it is', () => {
    const retired = { at: '', savedDisk: { sha256: 'a', sizeBytes: 1, format: 'Raw', virtualSizeBytes: 1 } } as const;
    for (const power of ['Running', 'Stopped', 'Paused', 'Suspended', 'Shelved'] as const) {
      expect(plan({ ...wished({ power }), guest: stopped, progress: { ...prepared, retired } })).toEqual({ kind: 'Nothing' });
    }
    expect(plan({ guest: running, progress: { ...prepared, retired } })).toEqual({ kind: 'Stop' });
    expect(
      plan({ ...wished({ action: { uid: 'a', type: 'Snapshot' } }), guest: stopped, progress: { ...prepared, retired } }),
    ).toMatchObject({
      kind: 'DeclineAction',
    });
  });

  it('stops a paused guest that has lost its right to run', () => {
    expect(plan({ guest: paused, runEpoch: 2 })).toEqual({ kind: 'Stop' });
  });

  it('retires a server that boots from a volume without saving anything of it', () => {
    expect(plan({ ...wished({ power: 'Shelved' }, { bootVolumeUID: 'v' }), guest: stopped, progress: { prepared: true } }).kind).toBe(
      'Save',
    );
  });
});

describe('rescue', () => {
  const rescueImage = { ...image, uid: 'rescue', name: 'small' };

  it.each<[string, Overrides, string]>([
    ['has its image fetched while the guest runs from its own disk', { guest: running }, 'Fetch'],
    ['stops a guest once its image is there', { guest: running, progress: { ...prepared, fetchedImageUIDs: ['rescue'] } }, 'Stop'],
    ['starts one that is stopped', { guest: stopped }, 'Start'],
    [
      'leaves one alone that is in it',
      { guest: { ...running, inRescue: true }, progress: { ...prepared, rescueImageUID: 'rescue' } },
      'Nothing',
    ],
    [
      'leaves a guest to another rescue image until its own is there',
      { guest: { ...running, inRescue: true }, progress: { ...prepared, rescueImageUID: 'older' } },
      'Fetch',
    ],
    [
      'gives the memory up of one that was suspended before',
      { guest: suspended, progress: { ...prepared, fetchedImageUIDs: ['rescue'] } },
      'Stop',
    ],
  ])('%s', (_what, overrides, kind) => {
    expect(plan({ ...wished({}, { rescueImage }), ...overrides }).kind).toBe(kind);
  });

  it('ends with a stop, to boot from the own disk again', () => {
    expect(plan({ guest: { ...running, inRescue: true }, progress: { ...prepared, rescueImageUID: 'rescue' } }).kind).toBe('Stop');
  });

  it('is refused where it is not offered', () => {
    expect(plan({ ...wished({}, { rescueImage }), ...without('rescue'), guest: running })).toMatchObject({
      reason: 'Unsupported',
      message: expect.stringContaining('spec.rescue.image: small needs the feature "rescue"') as string,
    });
  });
});

describe('another image', () => {
  const newer = { ...image, uid: 'newer', name: 'newer' };

  it.each<[Observation, string, string]>([
    [running, 'Fetch', 'Stop'],
    [paused, 'Fetch', 'Stop'],
    [suspended, 'Fetch', 'Stop'],
    [{ ...running, inRescue: true }, 'Fetch', 'Stop'],
    [stopped, 'Rebuild', 'Rebuild'],
  ])('of a guest that is %o: %s', (guest, kind, kindWhenStopped) => {
    expect(plan({ ...wished({}, { image: newer }), guest }).kind).toBe(kind);
    expect(plan({ ...wished({ power: 'Stopped' }, { image: newer }), guest }).kind).toBe(kindWhenStopped);
  });

  it('is none when it is only what a restored backup wished for: the disk may have been made anew since', () => {
    const restored = { metadata: { annotations: { 'infrastructure.tycho.dev/restored-image': 'newer' } } };
    const { instance, ...rest } = wished({}, { image: newer });
    expect(plan({ ...rest, instance: { ...instance, ...restored }, guest: running })).toEqual({ kind: 'Nothing' });
    expect(plan({ ...rest, instance: { ...instance, ...restored }, guest: stopped }).kind).toBe('Start');
  });

  it('ends the guest once it is on the host', () => {
    const progress = { ...prepared, fetchedImageUIDs: ['newer'] };
    expect(plan({ ...wished({}, { image: newer }), guest: running, progress }).kind).toBe('Stop');
  });

  it('that cannot be had leaves the guest running, paused and rebooted as it is asked to be', () => {
    const failures = new Map([['Fetch newer', failed({ message: 'no such file' })]]);
    const waiting = (spec: Parameters<typeof wished>[0], guest: Observation): InstancePlan =>
      plan({ ...wished(spec, { image: newer }), guest, failures });
    expect(waiting({}, running)).toMatchObject({ kind: 'Wait', step: 'Fetch', message: 'no such file' });
    expect(waiting({ power: 'Paused' }, running)).toEqual({ kind: 'Pause' });
    expect(waiting({ power: 'Suspended' }, suspended)).toMatchObject({ kind: 'Wait', step: 'Fetch' });
    const reboot = { actionUID: 'again', mode: 'Hard' } as const;
    expect(waiting({ reboot }, running)).toEqual({ kind: 'Reboot', ...reboot });
  });

  it('is put on the disk before the disk is saved', () => {
    expect(plan({ ...wished({ power: 'Shelved' }, { image: newer }), guest: stopped }).kind).toBe('Rebuild');
  });

  it('means nothing to a server whose root disk is a volume', () => {
    const overrides = wished({}, { image: newer, bootVolumeUID: 'v' });
    expect(plan({ ...overrides, guest: running, progress: { prepared: true } })).toEqual({ kind: 'Nothing' });
  });

  it('is refused where disks are not rebuilt, and the guest goes on', () => {
    expect(plan({ ...wished({}, { image: newer }), ...without('rebuild'), guest: running })).toMatchObject({
      reason: 'Unsupported',
      message: expect.stringContaining('spec.image: newer needs the feature "rebuild"') as string,
    });
  });

  it('is finished when it was begun, even if the guest looks lost meanwhile', () => {
    const progress = { ...prepared, rootDisk: { imageUID: 'image-uid', isIncomplete: true } };
    expect(plan({ guest: { kind: 'Lost', message: 'no disk' }, progress }).kind).toBe('Rebuild');
  });
});

describe('an action', () => {
  const asked = (type: NonNullable<InstanceSpec['action']>['type'], spec: Partial<InstanceSpec> = {}): Overrides =>
    wished({ ...spec, action: { uid: 'act', type, ...(type === 'SetPassword' ? { user: 'admin' } : {}) } });
  const secret = { actionUID: 'act', kind: 'Given', value: 'x' } as const;

  it.each<[string, Overrides, Partial<InstancePlan>]>([
    ['a snapshot of a guest that runs', { ...asked('Snapshot'), guest: running }, { kind: 'Snapshot' }],
    ['a snapshot of one that is stopped', { ...asked('Snapshot', { power: 'Stopped' }), guest: stopped }, { kind: 'Snapshot' }],
    ['a snapshot before the disk is saved for good', { ...asked('Snapshot', { power: 'Shelved' }), guest: stopped }, { kind: 'Snapshot' }],
    ['a rebuild: first the image is fetched', { ...asked('Rebuild'), guest: running }, { kind: 'Fetch', imageUIDs: ['image-uid'] }],
    [
      'a rebuild: then the guest ends',
      { ...asked('Rebuild'), guest: running, progress: { ...prepared, fetchedImageUIDs: ['image-uid'] } },
      { kind: 'Stop' },
    ],
    ['a rebuild, once it has ended', { ...asked('Rebuild'), guest: stopped }, { kind: 'Rebuild', fulfilsAction: 'act' }],
    ['a crash dump', { ...asked('CrashDump'), guest: running }, { kind: 'CrashDump' }],
    ['a crash dump of a guest that starts first', { ...asked('CrashDump'), guest: stopped }, { kind: 'Start' }],
    ['a password', { ...asked('SetPassword'), guest: running, actionSecret: secret }, { kind: 'SetPassword', user: 'admin' }],
    ['a reset, at once', { ...asked('Reset'), guest: stopped }, { kind: 'Reset' }],
    ['a reset of a guest that is lost', { ...asked('Reset'), guest: { kind: 'Lost', message: 'gone' } }, { kind: 'Reset' }],
  ])('is done: %s', (_what, overrides, expected) => {
    expect(plan(overrides)).toMatchObject(expected);
  });

  it.each<[string, Overrides, string]>([
    [
      'a snapshot where none are',
      { ...asked('Snapshot'), ...without('snapshot'), guest: running },
      'spec.type: Snapshot needs the feature "snapshot"',
    ],
    [
      'a rebuild where none are, before the guest is stopped',
      { ...asked('Rebuild'), ...without('rebuild'), guest: running },
      'needs the feature "rebuild"',
    ],
    ['a crash dump of a server that is to be paused', { ...asked('CrashDump', { power: 'Paused' }), guest: running }, 'is to be paused'],
    ['a crash dump that was tried before', tried('CrashDump'), 'the agent was restarted during this CrashDump'],
    ['a password that was tried before', tried('SetPassword'), 'the agent was restarted during this SetPassword'],
    [
      'a password that never came',
      { ...asked('SetPassword'), guest: running, actionSecret: { actionUID: 'act', kind: 'None' } },
      'no password',
    ],
    [
      'a password that is not to be had',
      { ...asked('SetPassword'), guest: running, actionSecret: { actionUID: 'act', kind: 'Refused', message: 'no such secret' } },
      'no such secret',
    ],
    [
      'a snapshot of a volume',
      { ...wished({ action: { uid: 'act', type: 'Snapshot' } }, { bootVolumeUID: 'v' }), guest: running },
      'is a volume',
    ],
    ['anything of a lost guest', { ...asked('Snapshot'), guest: { kind: 'Lost', message: 'gone' } }, 'the guest is lost: gone'],
    [
      'what another try will not mend',
      { ...asked('Snapshot'), guest: running, failures: new Map([['Snapshot act', failed({ reason: 'Unsupported' })]]) },
      'it did not work',
    ],
    [
      'a rebuild whose image cannot be had',
      {
        ...asked('Rebuild'),
        guest: running,
        failures: new Map([['Fetch image-uid', failed({ reason: 'InvalidImage', message: 'another checksum' })]]),
      },
      'another checksum',
    ],
    [
      'what was tried often enough',
      { ...asked('Snapshot'), guest: running, failures: new Map([['Snapshot act', failed({ attempts: mostActionAttempts })]]) },
      'it did not work',
    ],
  ])('is declined: %s', (_what, overrides, message) => {
    expect(plan(overrides)).toMatchObject({ kind: 'DeclineAction', actionUID: 'act', message: expect.stringContaining(message) as string });
  });

  function tried(type: 'CrashDump' | 'SetPassword'): Overrides {
    const actionAttempt = { actionUID: 'act', at: '' };
    return { ...asked(type), guest: running, progress: { ...prepared, actionAttempt }, actionSecret: secret };
  }

  it('is done once', () => {
    const lastAction = { uid: 'act', outcome: 'Succeeded', message: '', at: '' } as const;
    for (const type of ['Snapshot', 'Rebuild', 'Reset', 'CrashDump', 'SetPassword'] as const) {
      expect(plan({ ...asked(type), guest: running, progress: { ...prepared, lastAction } })).toEqual({ kind: 'Nothing' });
    }
  });

  it('waits for a secret that an agent had only in its memory', () => {
    expect(plan({ ...asked('SetPassword'), guest: running })).toMatchObject({ kind: 'Wait', reason: 'SecretMissing' });
  });

  it('that resets ends the waiting of a guest that crashed', () => {
    const exit = { reason: 'Crashed', message: 'it died', at: noon } as const;
    const lastExit = { ...exit, at: noon.toISOString(), generation: 1 };
    const guest: Observation = { kind: 'Stopped', exit };
    const progress = { ...prepared, lastExit, restartsInARow: 5 };

    expect(plan({ guest, progress })).toMatchObject({ kind: 'Wait', reason: 'RestartDelay' });
    expect(plan({ guest, progress: { ...progress, resetAt: noon.toISOString() } })).toMatchObject({ kind: 'Start' });
    expect(plan({ ...wished({ runPolicy: 'Manual' }), guest, progress: { ...progress, resetAt: noon.toISOString() } }).kind).toBe('Start');
  });
});

describe('a step that fails', () => {
  it('keeps no other wish from happening', () => {
    const failures = new Map([['Suspend', failed()]]);
    const overrides = { guest: running, failures };

    expect(plan({ ...wished({ power: 'Suspended' }), ...overrides })).toMatchObject({ kind: 'Wait', reason: 'Retry' });
    expect(plan({ ...wished({ power: 'Paused' }), ...overrides }).kind).toBe('Pause');
    expect(plan({ ...wished({ power: 'Stopped' }), ...overrides }).kind).toBe('Stop');
    expect(plan({ ...wished({ power: 'Suspended', action: { uid: 'a', type: 'Snapshot' } }), ...overrides }).kind).toBe('Snapshot');
    expect(plan({ ...wished({ power: 'Shelved' }), guest: stopped, failures: new Map([['Save', failed()]]) })).toMatchObject({
      reason: 'Retry',
    });
    expect(plan({ guest: stopped, failures: new Map([['Save', failed()]]) }).kind).toBe('Start');
  });

  it('is told first, and the waiting ends with the first that may be tried again', () => {
    const soon = new Date(noon.getTime() + 1_000);
    const failures = new Map([
      ['Pause', failed()],
      ['Snapshot a', failed({ message: 'no room', retryAt: soon })],
    ]);

    expect(plan({ ...wished({ power: 'Paused', action: { uid: 'a', type: 'Snapshot' } }), guest: running, failures })).toMatchObject({
      message: 'it did not work',
      until: soon,
    });
  });
});

describe('devices', () => {
  const port = { uid: 'p', name: 'p', macAddress: 'fa:16:3e:00:00:01', addresses: [], network } as const;
  const withPort = wished({}, { ports: [port] });
  const settledPorts = ['p'];
  const ready = { kind: 'Ready', file: { format: 'Raw', path: '/v', sizeBytes: 10 }, wantedSizeBytes: 10 } as const;
  const volumes = new Map([['v', ready]]);
  const volume = (overrides: Partial<InstanceVolume> = {}): InstanceVolume => ({
    attachment: { name: 'a', uid: 'a' },
    epoch: 2,
    volume: { name: 'v', uid: 'v' },
    readOnly: false,
    shareable: false,
    serial: 's',
    ...overrides,
  });
  const withVolume = wished({ volumes: [volume()] });
  const attached = (epoch: number): Observation => ({ ...running, volumes: [{ attachmentUID: 'a', epoch }] });
  const change = (overrides: Overrides): unknown => {
    const planned = plan(overrides);
    return planned.kind === 'Adjust' ? planned.change : planned;
  };

  it.each<[string, Overrides, unknown]>([
    ['a port that is missing', { ...withPort, guest: { ...running, portUIDs: [] } }, { kind: 'AttachPort', portUID: 'p' }],
    ['a port too many', { ...wished({}, { ports: [] }), guest: { ...running, portUIDs: ['p'] } }, { kind: 'DetachPort', portUID: 'p' }],
    [
      'what the host has for ports, once in a life of the agent',
      { ...withPort, guest: { ...running, portUIDs: ['p'] } },
      { kind: 'SettlePorts', portUIDs: ['p'] },
    ],
    ['nothing of a card without a network', { guest: { ...running, portUIDs: ['mac'] } }, { kind: 'Nothing' }],
    [
      'a volume that is missing',
      { ...withVolume, guest: running, volumes },
      { kind: 'AttachVolume', attachment: { attachmentUID: 'a', epoch: 2 } },
    ],
    ['a volume too many', { guest: attached(1) }, { kind: 'DetachVolume', attachment: { attachmentUID: 'a', epoch: 1 } }],
    [
      'an older epoch, before the newer one is attached',
      { ...withVolume, guest: attached(1), volumes },
      { kind: 'DetachVolume', attachment: { attachmentUID: 'a', epoch: 1 } },
    ],
    ['nothing at a late word of an older epoch', { ...withVolume, guest: attached(3), volumes }, { kind: 'Nothing' }],
    [
      'a volume that grew',
      { ...withVolume, guest: attached(2), volumes: new Map([['v', { ...ready, wantedSizeBytes: 20 }]]) },
      { kind: 'ExtendVolume', attachment: { attachmentUID: 'a', epoch: 2 }, sizeBytes: 20 },
    ],
  ])('change while the guest runs: %s', (_what, overrides, expected) => {
    expect(change(overrides)).toEqual(expected);
  });

  it('wait for a volume that is not ready, and hold up nothing else', () => {
    const notReady = new Map([['v', { kind: 'NotReady', message: 'it is being made' }]] as const);

    expect(plan({ ...withVolume, guest: running, volumes: notReady })).toEqual({
      kind: 'Wait',
      reason: 'VolumeNotReady',
      message: 'volume v: it is being made',
    });
    expect(plan({ ...withVolume, guest: stopped, volumes: notReady })).toMatchObject({ reason: 'VolumeNotReady' });
    expect(plan({ ...wished({ volumes: [volume()], power: 'Paused' }), guest: running, volumes: notReady }).kind).toBe('Pause');
  });

  it('change before a guest is put to sleep, and wait while it sleeps', () => {
    const asleep = { ...wished({ power: 'Suspended', volumes: [volume()] }), volumes };
    expect(change({ ...asleep, guest: running })).toMatchObject({ kind: 'AttachVolume' });
    expect(plan({ ...asleep, guest: suspended })).toEqual({ kind: 'Nothing' });
    expect(plan({ ...wished({ power: 'Paused', volumes: [volume()] }), guest: paused, volumes })).toMatchObject({ reason: 'DevicesWait' });
  });

  it('change at the next start where the driver cannot change them now', () => {
    expect(plan({ ...withVolume, ...without('volume-attach'), guest: running, volumes })).toMatchObject({
      reason: 'Unsupported',
      message: expect.stringContaining('"volume-attach"') as string,
    });
    expect(plan({ ...withPort, ...without('port-attach'), guest: { ...running, portUIDs: [] }, settledPorts })).toMatchObject({
      reason: 'Unsupported',
      message: expect.stringContaining('"port-attach"') as string,
    });
  });
});
