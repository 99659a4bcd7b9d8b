import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InstanceSpec } from '#apis/infrastructure/instance.ts';
import type { Execution, GuestExit, Observation } from '#drivers/contract/driver.ts';
import { anInstance } from '#test/builders/instance.ts';
import { anInstanceObservation } from '#test/builders/instance-observation.ts';
import type { InstanceProgress } from '../journal/journal-state.ts';
import { isExecuting, type InstanceObservation } from './instance-observation.ts';
import { isStep } from './instance-plan.ts';
import type { DeviceChange, InstanceStep } from './instance-step.ts';
import { planInstance } from './plan.ts';
import {
  progressAfter,
  progressAfterAction,
  progressAfterRebuild,
  progressAfterReboot,
  progressAfterStart,
  progressWhenFulfilled,
} from './progress.ts';
import { portsSettledBy } from './settled-ports.ts';

const noon = new Date('2026-06-01T12:00:00Z');
const { image } = anInstance().spec.machine;
const ready = { kind: 'Ready', file: { format: 'Raw', path: '/v', sizeBytes: 10 }, wantedSizeBytes: 10 } as const;
const network = { uid: 'n', name: 'n', vni: 1, cidr: '10.0.0.0/24', nameServers: [], mtu: 1450, nat: false };

const time = fc.integer({ min: -600, max: 0 }).map((seconds) => new Date(noon.getTime() + seconds * 1000));
const exitReason = fc.constantFrom<GuestExit['reason'][]>('GuestShutdown', 'Crashed', 'Stopped');
const exit = fc.record({ reason: exitReason, message: fc.constant('ended'), at: time });
const execution: fc.Arbitrary<Execution> = fc
  .record({ startedAt: time, inRescue: fc.boolean(), hasPort: fc.boolean(), volumeEpoch: fc.option(fc.integer({ min: 1, max: 3 })) })
  .map(({ startedAt, inRescue, hasPort, volumeEpoch }) => ({
    startedAt,
    addresses: [],
    inRescue,
    portUIDs: hasPort ? ['p'] : [],
    volumes: volumeEpoch === null ? [] : [{ attachmentUID: 'a', epoch: volumeEpoch }],
  }));
const guest: fc.Arbitrary<Observation> = fc.oneof(
  fc.constant<Observation>({ kind: 'Absent' }),
  fc.constant<Observation>({ kind: 'Stopped' }),
  fc.constant<Observation>({ kind: 'Suspended' }),
  exit.map((each): Observation => ({ kind: 'Stopped', exit: each })),
  execution.map((each): Observation => ({ kind: 'Running', ...each })),
  execution.map((each): Observation => ({ kind: 'Paused', ...each })),
  fc.constant<Observation>({ kind: 'Lost', message: 'lost' }),
);
const generation = fc.integer({ min: 1, max: 3 });
const attempt = fc.record({ actionUID: fc.constantFrom('a', 'b'), at: time.map((each) => each.toISOString()) });
const savedDisk = { sha256: 's', sizeBytes: 1, format: 'Raw', virtualSizeBytes: 1 } as const;
const power = fc.constantFrom<InstanceSpec['power'][]>('Running', 'Stopped', 'Paused', 'Suspended', 'Shelved');
const actionType = fc.constantFrom<NonNullable<InstanceSpec['action']>['type'][]>(
  'Snapshot',
  'Rebuild',
  'Reset',
  'CrashDump',
  'SetPassword',
);

const spec = fc.record({
  power,
  runPolicy: fc.constantFrom<InstanceSpec['runPolicy'][]>('Always', 'RerunOnFailure', 'Manual'),
  reboot: fc.option(fc.record({ actionUID: fc.constantFrom('a', 'b'), mode: fc.constantFrom<('Soft' | 'Hard')[]>('Soft', 'Hard') })),
  action: fc.option(fc.record({ uid: fc.constantFrom('a', 'b'), type: actionType })),
  hasVolume: fc.boolean(),
  isVolumeReady: fc.boolean(),
  hasPort: fc.boolean(),
  hasRescue: fc.boolean(),
  imageUID: fc.constantFrom('image-uid', 'newer'),
});

const anything = fc
  .record({
    spec,
    guest,
    tombstone: fc.boolean(),
    claimed: fc.boolean(),
    destroyed: fc.boolean(),
    prepared: fc.boolean(),
    retired: fc.boolean(),
    isIncomplete: fc.boolean(),
    runEpoch: fc.integer({ min: 0, max: 2 }),
    hasRival: fc.boolean(),
    generation,
    fulfilledGeneration: generation,
    rebootAttempt: fc.option(attempt),
    actionAttempt: fc.option(attempt),
    restartsInARow: fc.nat(12),
    hasSecret: fc.boolean(),
  })
  .map((world): InstanceObservation => {
    const { reboot, action, hasVolume, isVolumeReady, hasPort, hasRescue, imageUID, ...rest } = world.spec;
    const progress: Partial<InstanceProgress> = {
      destroyed: world.destroyed,
      prepared: world.prepared,
      fulfilledGeneration: world.fulfilledGeneration,
      restartsInARow: world.restartsInARow,
      ...(world.prepared ? { rootDisk: { imageUID: 'image-uid', isIncomplete: world.isIncomplete } } : {}),
      ...(world.retired ? { retired: { at: '', savedDisk } } : {}),
      ...(world.rebootAttempt === null ? {} : { rebootAttempt: world.rebootAttempt }),
      ...(world.actionAttempt === null ? {} : { actionAttempt: world.actionAttempt }),
    };
    const attachment = {
      attachment: { name: 'a', uid: 'a' },
      epoch: 2,
      volume: { name: 'v', uid: 'v' },
      readOnly: false,
      shareable: false,
    };
    const observation = anInstanceObservation({
      instance: {
        spec: {
          ...rest,
          ...(reboot === null ? {} : { reboot }),
          ...(action === null ? {} : { action }),
          volumes: hasVolume ? [{ ...attachment, serial: 's' }] : [],
        },
        machine: {
          image: { ...image, uid: imageUID },
          ports: hasPort ? [{ uid: 'p', name: 'p', macAddress: 'fa:16:3e:00:00:01', addresses: [], network }] : [],
          ...(hasRescue ? { rescueImage: { ...image, uid: 'rescue' } } : {}),
        },
      },
      desired: { tombstone: world.tombstone, claimed: world.claimed, generation: world.generation },
      progress,
      guest: world.guest,
      runEpoch: world.runEpoch,
      rivals: world.hasRival ? [{ instanceUID: 'other', epoch: 2 }] : [],
      volumes: new Map([['v', isVolumeReady ? ready : { kind: 'NotReady', message: 'it is being made' }]]),
      actionSecret: world.hasSecret && action !== null ? { actionUID: action.uid, kind: 'Given', value: 'x' } : undefined,
    });
    const { record } = observation;
    return { ...observation, record: { ...record, progress: progressAfter(record, world.guest, noon) } };
  });

describe('planInstance over anything that can be', () => {
  it('decides the same twice', () => {
    fc.assert(
      fc.property(anything, (world) => {
        expect(planInstance(world, noon)).toEqual(planInstance(world, noon));
      }),
    );
  });

  it('destroys nothing without a tombstone, and nothing but destroys with one', () => {
    fc.assert(
      fc.property(anything, (world) => {
        const { desired, progress } = world.record;
        const destroys = planInstance(world, noon).kind === 'Destroy';
        expect(destroys).toBe(desired.tombstone && !progress.destroyed);
      }),
    );
  });

  it('makes nothing execute that is not to, has no record, gave its right up or lost it, or would run beside another incarnation', () => {
    fc.assert(
      fc.property(anything, (world) => {
        const { kind } = planInstance(world, noon);
        if (kind !== 'Start' && kind !== 'Resume' && kind !== 'Reboot') return;
        const { desired, progress } = world.record;
        expect(['Running', 'Paused', 'Suspended']).toContain(desired.instance.spec.power);
        expect([desired.claimed, desired.tombstone, progress.retired]).toEqual([true, false, undefined]);
        expect(world.runEpoch).toBeLessThanOrEqual(desired.epoch);
        if (kind === 'Start') expect(world.rivals).toEqual([]);
      }),
    );
  });

  it('starts nothing from a disk that is half made, or made from another image than the one wished for', () => {
    fc.assert(
      fc.property(anything, (world) => {
        if (planInstance(world, noon).kind !== 'Start') return;
        const { desired, progress } = world.record;
        expect(progress.rootDisk?.isIncomplete ?? false).toBe(false);
        expect(progress.rootDisk?.imageUID).toBe(desired.instance.spec.machine.image.uid);
      }),
    );
  });

  it('starts no guest without a disk of its own, and never takes a disk away that was attached since', () => {
    fc.assert(
      fc.property(anything, (world) => {
        const plan = planInstance(world, noon);
        const [wanted] = world.record.desired.instance.spec.volumes ?? [];
        if (plan.kind === 'Start' && wanted !== undefined) expect(world.volumes.get('v')?.kind).toBe('Ready');
        if (plan.kind !== 'Adjust' || plan.change.kind !== 'DetachVolume') return;
        expect(plan.change.attachment.epoch).not.toBe(wanted?.epoch);
        if (wanted !== undefined) expect(plan.change.attachment.epoch).toBeLessThan(wanted.epoch);
      }),
    );
  });

  it('does nothing a second time that may happen once only', () => {
    fc.assert(
      fc.property(anything, (world) => {
        const plan = planInstance(world, noon);
        if (plan.kind !== 'CrashDump' && plan.kind !== 'SetPassword') return;
        expect(world.record.progress.actionAttempt?.actionUID).not.toBe(plan.actionUID);
        expect(world.guest.kind).toBe('Running');
      }),
    );
  });

  it('touches nothing that the control plane has no record of', () => {
    fc.assert(
      fc.property(anything, (world) => {
        const { claimed, tombstone } = world.record.desired;
        if (!claimed && !tombstone) expect(['Wait', 'Nothing']).toContain(planInstance(world, noon).kind);
      }),
    );
  });

  it('comes to rest within a few steps when every step works, and then all is as wished for', () => {
    fc.assert(
      fc.property(anything, (world) => {
        let [current, steps] = [{ ...world, rivals: [] as InstanceObservation['rivals'] }, 0];
        let next = planInstance(current, noon);
        for (; isStep(next); steps += 1) {
          expect(steps).toBeLessThan(16);
          current = afterStep(current, next);
          next = planInstance(current, noon);
        }
        if (next.kind === 'Nothing') expectAsWished(current);
        const rest = { ...current, record: { ...current.record, progress: progressWhenFulfilled(current.record) } };
        expect(planInstance(rest, noon)).toEqual(next);
      }),
      { numRuns: 2_000 },
    );
  });
});

function expectAsWished({ record, guest: seen }: InstanceObservation): void {
  const { desired, progress } = record;
  const { power: wish, machine, volumes = [] } = desired.instance.spec;
  if (progress.destroyed) return;
  if (progress.retired !== undefined) {
    expect(isExecuting(seen)).toBe(false);
    return;
  }
  expect(seen.kind).toBe(wish);
  if (!isExecuting(seen)) return;
  expect(seen.inRescue).toBe(machine.rescueImage !== undefined);
  expect(seen.portUIDs).toEqual((machine.ports ?? []).map(({ uid }) => uid));
  if (volumes.length === 0) expect(seen.volumes).toEqual([]);
}

/** The world after a step that worked. */
function afterStep(world: InstanceObservation, step: InstanceStep): InstanceObservation {
  const { record } = world;
  const [seen, progress] = outcomeOf(step, world);
  const settledPorts = portsSettledBy(step, record) ?? world.settledPorts;
  const after = { ...record, progress };
  return { ...world, guest: seen, settledPorts, record: { ...after, progress: progressAfter(after, seen, noon) } };
}

function outcomeOf(step: InstanceStep, { record, guest: before }: InstanceObservation): [Observation, InstanceProgress] {
  const { progress, desired } = record;
  const { machine, volumes = [] } = desired.instance.spec;
  const running: Observation = {
    kind: 'Running',
    startedAt: noon,
    addresses: [],
    inRescue: machine.rescueImage !== undefined,
    portUIDs: (machine.ports ?? []).map(({ uid }) => uid),
    volumes: volumes.map(({ attachment, epoch }) => ({ attachmentUID: attachment.uid, epoch })),
  };
  const done = { outcome: 'Succeeded', message: '' } as const;
  switch (step.kind) {
    case 'Prepare':
      return [{ kind: 'Stopped' }, { ...progress, prepared: true, rootDisk: progress.rootDisk ?? { imageUID: machine.image.uid } }];
    case 'Start': {
      const isWoken = before.kind === 'Suspended';
      return [
        running,
        isWoken ? progressAfterStart(record, { ...step, fulfilsReboot: undefined }, noon) : progressAfterStart(record, step, noon),
      ];
    }
    case 'Stop':
      return [{ kind: 'Stopped', exit: { reason: 'Stopped', message: 'stopped', at: noon } }, progress];
    case 'Pause':
      return [{ ...(before as typeof running), kind: 'Paused' }, progress];
    case 'Resume':
      return [{ ...(before as typeof running), kind: 'Running' }, progress];
    case 'Suspend':
      return [{ kind: 'Suspended' }, progress];
    case 'Fetch':
      return [before, { ...progress, fetchedImageUIDs: step.imageUIDs }];
    case 'Rebuild':
      return [{ kind: 'Stopped' }, progressAfterRebuild(record, { imageUID: machine.image.uid, fulfilsAction: step.fulfilsAction }, noon)];
    case 'Save':
      return [before, { ...progress, retired: { at: '', savedDisk } }];
    case 'Adjust':
      return [changedGuest(before, step.change), progress];
    case 'Reboot':
      return [running, progressAfterReboot(record, { actionUID: step.actionUID, ...done }, noon)];
    case 'OfferTransfer':
      return [before, progress];
    case 'Send':
      return [
        { ...(before as typeof running), kind: 'Paused' },
        { ...progress, departure: { transfer: step.transfer, kind: 'Left', at: '' } },
      ];
    case 'Stay':
      return [before, { ...progress, departure: { transfer: step.transfer, kind: 'Failed', at: '' } }];
    case 'Receive':
    case 'Admit':
      return [running, { ...progress, arrival: { kind: 'Admitted', at: '' } }];
    case 'Refuse':
      return [before, { ...progress, arrival: { kind: 'Refused', at: '' } }];
    case 'DeclineReboot':
      return [before, progressAfterReboot(record, { actionUID: step.actionUID, ...done, outcome: 'Failed' }, noon)];
    case 'Snapshot':
    case 'CrashDump':
    case 'SetPassword':
    case 'Reset':
    case 'DeclineAction':
      return [before, progressAfterAction(record, { actionUID: step.actionUID, ...done }, noon)];
    case 'Destroy':
      return [{ kind: 'Absent' }, { ...progress, destroyed: true }];
  }
}

function changedGuest(seen: Observation, change: DeviceChange): Observation {
  if (!isExecuting(seen)) return seen;
  const { portUIDs = [], volumes = [] } = seen;
  switch (change.kind) {
    case 'AttachPort':
      return { ...seen, portUIDs: [...portUIDs, change.portUID] };
    case 'DetachPort':
      return { ...seen, portUIDs: portUIDs.filter((uid) => uid !== change.portUID) };
    case 'AttachVolume':
      return { ...seen, volumes: [...volumes, change.attachment] };
    case 'DetachVolume':
      return { ...seen, volumes: volumes.filter(({ epoch }) => epoch !== change.attachment.epoch) };
    case 'ExtendVolume':
    case 'SettlePorts':
      return seen;
  }
}
