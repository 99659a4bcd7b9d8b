import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aMark } from '#test/builders/guest.ts';
import { exitOf, readRecord, recordLabels, sameMark, type GuestRecord, type RunRecord } from './guest-record.ts';

const record: GuestRecord = { mark: aMark(), idRange: { firstID: 1_006_632_960, count: 65_536 }, imageKey: 'abc', isPrepared: true };
const running: RunRecord = {
  kind: 'Running',
  startedAt: '2026-01-02T03:04:05.000Z',
  inRescue: false,
  ports: [{ uid: 'p', macAddress: '52:54:00:00:00:01', ipAddresses: ['192.0.2.1'] }],
};
const containerOf = (each: GuestRecord): { readonly id: string; readonly labels: Record<string, string> } => ({
  id: each.mark.instanceUID,
  labels: recordLabels(each),
});

describe('a guest’s record', () => {
  it.each<[string, Partial<GuestRecord>]>([
    ['of a guest that was never started', {}],
    ['that is not prepared yet', { isPrepared: false }],
    ['of one that runs', { run: running }],
    ['of one in a rescue that is being saved', { run: { ...running, inRescue: true }, rescueImageKey: 'def', isHeldForSaving: true }],
    ['of one that ended', { run: { kind: 'Ended', exit: { reason: 'Crashed', message: 'no "good"\n', at: '2026-01-02T03:04:05.000Z' } } }],
  ])('%s is read as it was written', (_, changes) => {
    expect(readRecord(containerOf({ ...record, ...changes }))).toEqual({ ...record, ...changes });
  });

  it('is none of ours when any of its mark is missing, or when it names another container', () => {
    const { id, labels } = containerOf(record);
    for (const name of ['control-plane', 'server', 'instance', 'ids']) {
      const { [`tycho.dev/${name}`]: _, ...others } = labels;
      expect(readRecord({ id, labels: others })).toBeUndefined();
    }
    expect(readRecord({ id: 'another', labels })).toBeUndefined();
    expect(readRecord({ id, labels: { ...labels, 'tycho.dev/epoch': 'x' } })).toBeUndefined();
    expect(readRecord(undefined)).toBeUndefined();
    expect(readRecord({ id, labels: {} })).toBeUndefined();
  });

  it('is read although its run means nothing', () => {
    const { id, labels } = containerOf(record);

    expect(readRecord({ id, labels: { ...labels, 'tycho.dev/run': '{"kind":' } })).toEqual(record);
  });

  it('never holds a label that containerd refuses, however a run ended', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 6000 }), (message) => {
        const run: RunRecord = { kind: 'Ended', exit: { reason: 'Crashed', message, at: 'now' } };
        for (const [name, value] of Object.entries(recordLabels({ ...record, run })))
          expect(Buffer.byteLength(name + value)).toBeLessThanOrEqual(4096);
      }),
    );
  });

  it('refuses more ports than it can hold', () => {
    const ports = Array.from({ length: 60 }, () => running.ports[0]!);

    expect(() => recordLabels({ ...record, run: { ...running, ports } })).toThrow('60 ports');
  });
});

describe('exitOf', () => {
  it('gives the time as a time', () => {
    expect(exitOf({ kind: 'Ended', exit: { reason: 'Stopped', message: 'm', at: '2026-01-02T03:04:05.000Z' } })?.at).toEqual(
      new Date('2026-01-02T03:04:05Z'),
    );
    expect(exitOf(running)).toBeUndefined();
    expect(exitOf(undefined)).toBeUndefined();
  });
});

describe('sameMark', () => {
  it.each(['serverUID', 'controlPlaneUID', 'instanceUID', 'epoch'] as const)('is not given when %s differs', (field) => {
    expect(sameMark({ ...aMark(), [field]: field === 'epoch' ? 9 : 'x' }, aMark())).toBe(false);
    expect(sameMark(aMark(), aMark())).toBe(true);
  });
});
