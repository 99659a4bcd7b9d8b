import { describe, expect, it } from 'vitest';
import type { InstanceArrival, InstanceDeparture } from '#apis/infrastructure/instance.ts';
import { anInstanceObservation } from '#test/builders/instance-observation.ts';
import type { Arrival, Departure } from '../journal/journal-state.ts';
import type { InstanceObservation } from './instance-observation.ts';
import { planInstance } from './plan.ts';

const noon = new Date('2026-07-01T12:00:00Z');
const at = noon.toISOString();
const execution = { startedAt: noon, addresses: [] };
const running = { kind: 'Running', ...execution } as const;
const still = { kind: 'Paused', ...execution } as const;
const stopped = { kind: 'Stopped' } as const;

const wordsOf = (observation: InstanceObservation): string => {
  const plan = planInstance(observation, noon);
  return plan.kind === 'Wait' ? `Wait ${plan.reason}` : plan.kind;
};

describe('an incarnation that comes from another host', () => {
  const coming = (
    wanted: Partial<InstanceArrival>,
    kind: Arrival['kind'] | undefined,
    guest: InstanceObservation['guest'],
    isPrepared = true,
  ): InstanceObservation =>
    anInstanceObservation({
      instance: { spec: { arrival: { actionUID: 'move', source: { instance: 'a-1', uid: 'one' }, ...wanted } } },
      progress: { prepared: isPrepared, ...(kind === undefined ? {} : { arrival: { kind, at } }) },
      guest,
    });

  it.each<[string, InstanceObservation, string]>([
    ['is prepared first', coming({}, undefined, { kind: 'Absent' }, false), 'Prepare'],
    ['waits for the other host', coming({}, undefined, stopped), 'Wait Arriving'],
    ['is received once it is known from whom', coming({ certificate: 'PEM' }, undefined, stopped), 'Receive'],
    ['is refused when that is given up before', coming({ certificate: 'PEM', cancelled: true }, undefined, stopped), 'Refuse'],
    ['is refused when nobody saw how it came', coming({ certificate: 'PEM' }, 'Receiving', still), 'Refuse'],
    ['does not run before its old host has given up the right', coming({}, 'Whole', still), 'Wait Arriving'],
    ['runs when that is known', coming({ sourceLeft: true }, 'Whole', still), 'Admit'],
    ['runs though it was given up, if it was left already', coming({ sourceLeft: true, cancelled: true }, 'Whole', still), 'Admit'],
    ['is refused when it was given up and not left', coming({ cancelled: true }, 'Whole', still), 'Refuse'],
    ['is refused when its memory is gone, whoever has left', coming({ sourceLeft: true }, 'Whole', stopped), 'Refuse'],
    ['is refused when its disk is gone', coming({ certificate: 'PEM' }, 'Whole', { kind: 'Lost', message: 'gone' }), 'Refuse'],
    ['stops when it was refused, whatever is said later', coming({ sourceLeft: true }, 'Refused', still), 'Stop'],
    ['never starts when it was refused', coming({ sourceLeft: true }, 'Refused', stopped), 'Wait Refused'],
    ['is as any other once it has the right', coming({ sourceLeft: true, cancelled: true }, 'Admitted', still), 'Resume'],
    ['starts from its disk when it crashed with the right', coming({}, 'Admitted', stopped), 'Start'],
  ])('%s', (_, observation, expected) => {
    expect(wordsOf(observation)).toBe(expected);
  });

  it('is refused where the host takes no part', () => {
    const here = coming({}, undefined, { kind: 'Absent' }, false);

    expect(wordsOf({ ...here, capabilities: new Set() })).toBe('Refuse');
  });
});

describe('an incarnation that goes to another host', () => {
  const place = { address: '192.0.2.2:4000', certificate: 'PEM' };
  const going = (
    wanted: Partial<InstanceDeparture> | undefined,
    left: Departure['kind'] | undefined,
    guest: InstanceObservation['guest'],
    offeredTransfer: string | undefined = 'two',
  ): InstanceObservation =>
    anInstanceObservation({
      instance:
        wanted === undefined ? {} : { spec: { departure: { actionUID: 'move', destination: { instance: 'a-2', uid: 'two' }, ...wanted } } },
      progress: { prepared: true, ...(left === undefined ? {} : { departure: { transfer: 'two', kind: left, at } }) },
      guest,
      offeredTransfer,
    });

  it.each<[string, InstanceObservation, string]>([
    ['makes what it proves itself with', going({}, undefined, running, 'of an older life'), 'OfferTransfer'],
    ['goes on while the other host gets ready', going({}, undefined, running), 'Nothing'],
    ['is sent once it is known where to', going(place, undefined, running), 'Send'],
    ['stays when its agent was restarted: nobody would know it', going(place, undefined, running, 'of an older life'), 'Stay'],
    ['stays when that is given up', going({ ...place, cancelled: true }, undefined, running), 'Stay'],
    ['goes on after an attempt that failed, and is not sent twice', going(place, 'Failed', running), 'Nothing'],
    ['goes on when a crash left it standing still before it gave up its right', going(place, undefined, still), 'Resume'],
    ['stands still once it gave up its right', going(place, 'Left', still), 'Wait Left'],
    ['is stopped should it run without the right', going(place, 'Left', running), 'Pause'],
    ['is not started without the right', going(place, 'Left', stopped), 'Wait Left'],
    ['has no right, also when nobody speaks of a move any more', going(undefined, 'Left', stopped), 'Wait Left'],
    ['has its right again when it never ran there', going({ ...place, mayReturn: true }, 'Left', still), 'Stay'],
    ['goes on then', going({ ...place, mayReturn: true }, 'Failed', still), 'Resume'],
    ['is started then, if its memory is gone', going({ ...place, mayReturn: true }, 'Failed', stopped), 'Start'],
  ])('%s', (_, observation, expected) => {
    expect(wordsOf(observation)).toBe(expected);
  });

  it('does not have its right again for what is said of another move', () => {
    const other = { ...place, destination: { instance: 'a-3', uid: 'three' }, mayReturn: true };

    expect(wordsOf(going(other, 'Left', still))).toBe('Wait Left');
  });
});
