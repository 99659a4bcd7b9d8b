import { describe, expect, it } from 'vitest';
import type { ServerStatus } from '#apis/compute/server.ts';
import type { Condition } from '#apis/machinery/condition.ts';
import { anInstance } from '#test/builders/instance.ts';
import { aServer } from '#test/builders/server.ts';
import { noReferences, type Observation } from './observation.ts';
import { occurrenceOf, serverReport } from './status.ts';

const clock = { now: () => new Date('2026-06-01T12:34:56Z') };
const scheduled = {
  type: 'Scheduled',
  status: 'True',
  reason: 'Placed',
  message: 'A host was found.',
  lastTransitionTime: '2026-06-01T12:00:00Z',
} as const;

function observing(instance = anInstance({ status: { observedGeneration: 1, phase: 'Running' } })): Observation {
  return {
    server: undefined,
    instances: [instance],
    host: { kind: 'Connected' },
    actions: [],
    records: [],
    migrations: [],
    references: noReferences,
  };
}

const off = {
  phase: 'Stopped',
  lastExit: { reason: 'GuestShutdown', message: '', at: '2026-06-01T12:00:00Z', generation: 1 },
} as const;

describe('serverReport', () => {
  it('keeps what placement and scheduling have written', () => {
    const placed: ServerStatus = { epoch: 3, hostID: 'abc', resources: { vcpus: 1, memoryMiB: 2, diskGiB: 3 }, conditions: [scheduled] };

    const { status } = serverReport(aServer({ status: placed }), observing(), clock);

    expect(status).toMatchObject({ epoch: 3, hostID: 'abc', resources: placed.resources });
    expect(status.conditions).toContain(scheduled);
  });

  it('says of which generation it speaks, in the status and in the condition', () => {
    const { status } = serverReport(aServer({ metadata: { generation: 7 } }), observing(), clock);

    expect(status.observedGeneration).toBe(7);
    expect(status.conditions).toMatchObject([{ type: 'Ready', observedGeneration: 7 }]);
  });

  it.each([
    ['nobody took it up yet', {}, undefined, { kind: 'Connected' }, ['Ready False', 'Reconciling True']],
    ['it is stopped, as declared', { power: 'Stopped' }, { phase: 'Stopped' }, { kind: 'Connected' }, ['Ready True']],
    ['its start failed and is tried again', {}, { phase: 'Failed' }, { kind: 'Connected' }, ['Ready False', 'Reconciling True']],
    ['its guest turned itself off', {}, off, { kind: 'Connected' }, ['Ready False', 'Stalled True']],
    ['its host is lost', {}, { phase: 'Running' }, { kind: 'Lost' }, ['Ready Unknown', 'Stalled True']],
  ] as const)('says whether there is hope, when %s', (_, spec, told, host, words) => {
    const instance = anInstance({ spec, status: { observedGeneration: 1, ...told } });
    const { status } = serverReport(aServer({ spec }), { ...observing(instance), host }, clock);

    expect(status.conditions?.map(({ type, status: is }) => `${type} ${is}`)).toEqual(words);
  });

  it('remembers when the guest first ran, over restarts', () => {
    const again = anInstance({ status: { observedGeneration: 1, phase: 'Running', startedAt: '2026-06-01T12:30:00Z' } });

    expect(serverReport(aServer(), observing(again), clock).status.launchedAt).toBe('2026-06-01T12:30:00Z');
    expect(serverReport(aServer({ status: { launchedAt: '2026-05-01T00:00:00Z' } }), observing(again), clock).status.launchedAt).toBe(
      '2026-05-01T00:00:00Z',
    );
  });

  it('is the same when nothing has changed', () => {
    const first = serverReport(aServer(), observing(), clock).status;
    const later = { now: () => new Date('2026-06-02T00:00:00Z') };

    expect(serverReport(aServer({ status: first }), observing(), later).status).toEqual(first);
  });
});

describe('occurrenceOf', () => {
  it('tells of a guest that was changed on its host, and of one that is as declared again', () => {
    const drifted = (status: 'True' | 'False', message: string) => ({
      conditions: [{ type: 'Drifted', status, reason: 'R', message, lastTransitionTime: '2026-06-01T12:00:00Z' }],
    });

    expect(occurrenceOf(undefined, drifted('True', 'paused'))).toEqual({ type: 'Warning', reason: 'Drifted', message: 'paused' });
    expect(occurrenceOf(drifted('True', 'paused'), drifted('True', 'paused'))).toBeUndefined();
    expect(occurrenceOf(drifted('True', 'paused'), drifted('False', 'healed'))).toMatchObject({ type: 'Normal', reason: 'DriftHealed' });
    expect(occurrenceOf(drifted('False', 'healed'), {})).toBeUndefined();
  });

  const ready = (status: 'True' | 'False' | 'Unknown', reason: string): readonly Condition[] => [
    { type: 'Ready', status, reason, message: 'words', lastTransitionTime: '2026-06-01T12:00:00Z' },
  ];
  const running: ServerStatus = { phase: 'Running', conditions: ready('True', 'Running') };

  it('tells of a start, and of nothing on the way there', () => {
    expect(occurrenceOf(undefined, { phase: 'Starting', conditions: ready('False', 'Preparing') })).toBeUndefined();
    expect(occurrenceOf({ phase: 'Starting' }, running)).toMatchObject({ type: 'Normal', reason: 'Started' });
  });

  it('warns of failures and of hosts that cannot be reached', () => {
    expect(occurrenceOf(running, { phase: 'Failed', conditions: ready('False', 'StartFailed') })).toMatchObject({
      type: 'Warning',
      reason: 'StartFailed',
    });
    expect(occurrenceOf(running, { phase: 'Unknown', conditions: ready('Unknown', 'HostUnreachable') })).toMatchObject({ type: 'Warning' });
  });

  it('is silent while phase and reason stay the same, whatever the words', () => {
    expect(occurrenceOf(running, { ...running, restartCount: 3 })).toBeUndefined();
  });

  it('does not call a reboot a start', () => {
    expect(occurrenceOf({ phase: 'Running', conditions: ready('False', 'Reboot') }, running)).toBeUndefined();
  });
});
