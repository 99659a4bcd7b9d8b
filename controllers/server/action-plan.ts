import type { ServerAction, ServerActionStatus } from '#apis/compute/server-action.ts';
import type { InstanceSpec } from '#apis/infrastructure/instance.ts';
import { timestamp } from '#apis/machinery/condition.ts';
import { currentInstance, type Observation } from './observation.ts';

/** What becomes of a server's unfinished actions. */
export interface ActionPlan {
  /** Those whose status says something new. */
  readonly reports: readonly { readonly action: ServerAction; readonly status: ServerActionStatus }[];
  /** The reboot that the current incarnation is to have been told of. */
  readonly reboot: InstanceSpec['reboot'];
}

/**
 * One action at a time, the oldest first. An action runs from when the incarnation is told of it until the agent
 * reports its outcome, and fails at once where nothing could ever come of it. What has ended is history and not looked
 * at again, even when the server is gone.
 */
export function planActions(observation: Observation, now: Date): ActionPlan {
  const [oldest, ...later] = observation.actions;
  if (oldest === undefined) return { reports: [], reboot: undefined };
  const impossible = whyImpossible(observation);
  if (impossible !== undefined) {
    return {
      reports: news(observation.actions.map((action) => [action, failed(action, observation, impossible, now)])),
      reboot: undefined,
    };
  }
  const waiting = later.map((action): Report => [action, pending(action, `waits for the action "${oldest.metadata.name}" to end`)]);
  const instance = currentInstance(observation);
  if (instance === undefined) {
    return { reports: news([[oldest, pending(oldest, 'waits for the server to be placed on a host')], ...waiting]), reboot: undefined };
  }
  const outcome = instance.status?.lastReboot;
  if (outcome?.actionUID === oldest.metadata.uid) {
    const ended = { ...started(oldest, observation, now), phase: outcome.outcome, finishedAt: outcome.at, message: outcome.message };
    return { reports: news([[oldest, ended], ...waiting]), reboot: undefined };
  }
  const reboot = { actionUID: oldest.metadata.uid, mode: oldest.spec.reboot?.mode ?? 'Soft' };
  return { reports: news([[oldest, running(oldest, observation, now)], ...waiting]), reboot };
}

type Report = readonly [ServerAction, ServerActionStatus];

function whyImpossible({ server, actions }: Observation): string | undefined {
  const name = actions[0]?.spec.server;
  if (server === undefined) return `there is no server "${name}" in this namespace`;
  if (server.metadata.deletionTimestamp !== undefined) return `the server "${name}" is being deleted`;
  if (server.spec.power === 'Stopped') return `the server "${name}" is declared stopped: set spec.power to Running, which starts it anew`;
  return undefined;
}

function pending(action: ServerAction, message: string): ServerActionStatus {
  return { ...action.status, observedGeneration: action.metadata.generation, phase: 'Pending', message };
}

function started(action: ServerAction, { server }: Observation, now: Date): ServerActionStatus {
  const serverUID = server?.metadata.uid;
  return {
    ...action.status,
    observedGeneration: action.metadata.generation,
    startedAt: action.status?.startedAt ?? timestamp(now),
    ...(serverUID === undefined ? {} : { serverUID }),
  };
}

function running(action: ServerAction, observation: Observation, now: Date): ServerActionStatus {
  return { ...started(action, observation, now), phase: 'Running', message: 'the agent of its host has been told' };
}

function failed(action: ServerAction, { server }: Observation, message: string, now: Date): ServerActionStatus {
  const serverUID = server?.metadata.uid;
  return {
    ...action.status,
    observedGeneration: action.metadata.generation,
    phase: 'Failed',
    finishedAt: timestamp(now),
    message,
    ...(serverUID === undefined ? {} : { serverUID }),
  };
}

/** Only what says something new is written. */
function news(reports: readonly Report[]): ActionPlan['reports'] {
  return reports
    .filter(([action, status]) => action.status?.phase !== status.phase || action.status?.message !== status.message)
    .map(([action, status]) => ({ action, status }));
}
