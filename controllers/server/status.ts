import type { Server, ServerStatus } from '#apis/compute/server.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { findCondition, withCondition, type ConditionUpdate } from '#apis/machinery/condition.ts';
import type { Occurrence } from '../runtime/event-recorder.ts';
import { progressOf, type Progress } from './progress.ts';
import { currentInstance, type Observation } from './observation.ts';

/** A status to be written, and whether its state is one that will be over in a moment if all goes well. */
export interface ServerReport {
  readonly status: ServerStatus;
  readonly pace: Progress['pace'];
}

/**
 * What is to be known of a server. Placement has said where it is, and scheduling keeps the condition Scheduled: both
 * stay as they are. The rest is derived, every time from the start, from the newest incarnation and its host. No word
 * of it tells a tenant which host that is.
 */
export function serverReport(server: Server, observation: Observation, clock: { readonly now: () => Date }): ServerReport {
  const progress = progressOf(server, observation);
  const before = server.status ?? {};
  const status: ServerStatus = {
    ...before,
    observedGeneration: server.metadata.generation,
    phase: progress.phase,
    conditions: withCondition(before.conditions ?? [], readyCondition(server, progress), clock),
    ...fromInstance(before, currentInstance(observation)),
  };
  return { status, pace: progress.pace };
}

/** Changes that people should hear of, by comparing what was written before with what is written now. */
export function occurrenceOf(before: ServerStatus | undefined, after: ServerStatus): Occurrence | undefined {
  const [was, is] = [findCondition(before?.conditions, 'Ready'), findCondition(after.conditions, 'Ready')];
  if (is === undefined || (before?.phase === after.phase && was?.reason === is.reason)) return undefined;
  switch (after.phase) {
    case 'Running':
      return is.status === 'True' && before?.phase !== 'Running'
        ? { type: 'Normal', reason: 'Started', message: 'The guest runs' }
        : undefined;
    case 'Stopped':
      return { type: 'Normal', reason: is.reason, message: is.message };
    case 'Failed':
    case 'Unknown':
      return { type: 'Warning', reason: is.reason, message: is.message };
    default:
      return undefined;
  }
}

function readyCondition(server: Server, { ready, reason, message }: Progress): ConditionUpdate {
  return { type: 'Ready', status: ready, reason, message, observedGeneration: server.metadata.generation };
}

function fromInstance(before: ServerStatus, instance: Instance | undefined): Partial<ServerStatus> {
  if (instance?.status === undefined) return {};
  const { addresses, startedAt, restartCount } = instance.status;
  const launchedAt = before.launchedAt ?? startedAt;
  const lastActionUID = instance.spec.reboot?.actionUID ?? before.lastActionUID;
  return {
    ...(addresses === undefined ? {} : { addresses }),
    ...(launchedAt === undefined ? {} : { launchedAt }),
    ...(restartCount === undefined ? {} : { restartCount }),
    ...(lastActionUID === undefined ? {} : { lastActionUID }),
  };
}
