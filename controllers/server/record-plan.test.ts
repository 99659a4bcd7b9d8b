import { describe, expect, it } from 'vitest';
import type { ServerActionStatus } from '#apis/compute/server-action.ts';
import type { Server, ServerStatus } from '#apis/compute/server.ts';
import { aServerAction } from '#test/builders/server-action.ts';
import { aServer } from '#test/builders/server.ts';
import { planRecords } from './record-plan.ts';

const now = new Date('2026-06-01T12:05:00Z');

function aRecord(record: { readonly generation?: number; readonly finishedAt?: string; readonly startedAt?: string }, status = {}) {
  return aServerAction({ metadata: { name: 'stop-1' }, spec: { type: 'Record', record: { action: 'stop', ...record } }, status });
}

function aServerAt(generation: number, ready: 'True' | 'False', also: readonly string[] = []): Server {
  const observedGeneration = generation;
  const condition = { status: ready, reason: 'Why', message: 'so it is', lastTransitionTime: '2026-06-01T12:00:00Z', observedGeneration };
  const others = also.map((type) => ({ ...condition, type, status: 'True' as const }));
  const status: ServerStatus = { observedGeneration, conditions: [{ ...condition, type: 'Ready' }, ...others] };
  return aServer({ metadata: { generation }, status });
}

function endOf(record: ReturnType<typeof aRecord>, server: Server | undefined): ServerActionStatus | undefined {
  const [step] = planRecords({ server, records: [record] }, now);
  return step?.kind === 'ReportAction' ? step.status : undefined;
}

describe('a record of a change of a server', () => {
  it('ends at once where it speaks of no generation', () => {
    expect(endOf(aRecord({}), aServerAt(1, 'False'))).toMatchObject({
      phase: 'Succeeded',
      startedAt: '2026-06-01T12:00:00Z',
      finishedAt: '2026-06-01T12:05:00Z',
      serverUID: 'server-uid',
    });
    expect(endOf(aRecord({}, { serverUID: 'server-uid' }), undefined)).toMatchObject({ phase: 'Succeeded', serverUID: 'server-uid' });
  });

  it('ends when it says that it did', () => {
    const record = aRecord({ generation: 9, startedAt: '2026-06-01T11:59:00Z', finishedAt: '2026-06-01T11:59:30Z' });

    expect(endOf(record, aServerAt(1, 'False'))).toMatchObject({
      phase: 'Succeeded',
      startedAt: '2026-06-01T11:59:00Z',
      finishedAt: '2026-06-01T11:59:30Z',
    });
  });

  it('goes on, and costs no write, until the server is as that generation declares', () => {
    const record = aRecord({ generation: 3 });

    expect(endOf(record, aServer())).toBeUndefined();
    expect(endOf(record, aServerAt(2, 'True'))).toBeUndefined();
    expect(endOf(record, aServerAt(3, 'False', ['Reconciling']))).toBeUndefined();
    expect(endOf(record, aServerAt(3, 'True'))).toMatchObject({ phase: 'Succeeded', message: 'so it is' });
    expect(endOf(record, aServerAt(4, 'True'))).toMatchObject({ phase: 'Succeeded' });
  });

  it('is not taken in by a condition that is older than the rest of the status', () => {
    const { status, ...server } = aServerAt(2, 'True');

    expect(endOf(aRecord({ generation: 3 }), { ...server, status: { ...status, observedGeneration: 3 } })).toBeUndefined();
  });

  it('fails with the words of a server that will not come to be so', () => {
    expect(endOf(aRecord({ generation: 3 }), aServerAt(3, 'False', ['Stalled']))).toMatchObject({ phase: 'Failed', message: 'so it is' });
  });

  it('fails when its server is gone, or is another one by now, of which it says nothing', () => {
    const record = aRecord({ generation: 3 }, { serverUID: 'the-one-before' });
    const { status, ...server } = aServerAt(3, 'True');
    const going = { ...server, metadata: { ...server.metadata, deletionTimestamp: '2026-06-01T12:04:00Z' }, status: status! };

    expect(endOf(record, undefined)).toMatchObject({ phase: 'Failed', serverUID: 'the-one-before' });
    expect(endOf(record, aServerAt(3, 'True'))).toMatchObject({ phase: 'Failed', serverUID: 'the-one-before' });
    expect(endOf(aRecord({ generation: 3 }), going)).toMatchObject({ phase: 'Failed', message: 'the server "web" is being deleted' });
  });
});
