import type { ServerAction } from '#apis/compute/server-action.ts';
import type { Server } from '#apis/compute/server.ts';
import { goingMessage, noServerMessage, restorableUntil } from '#apis/infrastructure/action-refusals.ts';
import { findCondition, isConditionTrue, timestamp } from '#apis/machinery/condition.ts';
import { over, withActionHealth } from './action-history.ts';
import type { Observation } from './observation.ts';
import type { ServerStep } from './server-step.ts';

/**
 * What becomes of records: they do nothing, so they wait for no action and none waits for them. One ends when its server is as the generation that it
 * speaks of declares, or says that it cannot come to be so. Until then nothing is written, so a record costs one write of this loop.
 */
export function planRecords({ server, records }: Pick<Observation, 'server' | 'records'>, now: Date): readonly ServerStep[] {
  return records.flatMap((record) => {
    const end = endOf(record, server, now);
    if (end === undefined) return [];
    const { metadata, spec } = record;
    const begun = { ...record, status: { ...record.status, startedAt: spec.record?.startedAt ?? metadata.creationTimestamp } };
    const at = spec.record?.finishedAt ?? timestamp(now);
    // Of a server that has come to have the name since, it tells nothing.
    const own = isAnother(record, server) ? undefined : server;
    const status = { ...over(begun, own, { ...end, at }, now), startedAt: begun.status.startedAt };
    return [{ kind: 'ReportAction', action: record, status: withActionHealth(record, status, now) }];
  });
}

interface RecordEnd {
  readonly outcome: 'Succeeded' | 'Failed';
  readonly message: string;
}

/** Undefined: it goes on. */
function endOf(record: ServerAction, server: Server | undefined, now: Date): RecordEnd | undefined {
  const { generation, finishedAt } = record.spec.record ?? {};
  if (generation === undefined || finishedAt !== undefined) return { outcome: 'Succeeded', message: 'it was done' };
  if (server === undefined || isAnother(record, server)) return { outcome: 'Failed', message: noServerMessage(record) };
  const isGoing = server.metadata.deletionTimestamp !== undefined && restorableUntil(server, now) === undefined;
  if (isGoing) return { outcome: 'Failed', message: goingMessage(server) };
  const { observedGeneration = 0, conditions } = server.status ?? {};
  const ready = findCondition(conditions, 'Ready');
  // The condition may be older than the rest of the status, which others write too.
  if (ready === undefined || observedGeneration < generation || (ready.observedGeneration ?? 0) < generation) return undefined;
  if (ready.status === 'True') return { outcome: 'Succeeded', message: ready.message };
  return isConditionTrue(conditions, 'Stalled') ? { outcome: 'Failed', message: ready.message } : undefined;
}

function isAnother({ status }: ServerAction, server: Server | undefined): boolean {
  return server !== undefined && status?.serverUID !== undefined && status.serverUID !== server.metadata.uid;
}
