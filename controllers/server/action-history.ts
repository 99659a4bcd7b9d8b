import type { ServerAction, ServerActionStatus } from '#apis/compute/server-action.ts';
import type { Server } from '#apis/compute/server.ts';
import { timestamp } from '#apis/machinery/condition.ts';
import { withHealth } from '#apis/machinery/health.ts';

type Events = NonNullable<ServerActionStatus['events']>;
type Outcome = 'Succeeded' | 'Failed';

/** The status of an action that has not begun, and why. */
export function pending(action: ServerAction, message: string): ServerActionStatus {
  return { ...action.status, observedGeneration: action.metadata.generation, phase: 'Pending', message };
}

/** The status of an action that is under way with the step `event`; the steps before it are over. */
export function running(action: ServerAction, server: Server, event: string, message: string, now: Date): ServerActionStatus {
  const before = action.status?.events ?? [];
  const isKnown = before.at(-1)?.name === event;
  const events = isKnown ? before : [...ended(before, 'Succeeded', undefined, timestamp(now)), { name: event, startedAt: timestamp(now) }];
  return { ...begun(action, server, now), phase: 'Running', message, events: events.slice(-mostEvents) };
}

/** The status of an action that is over. `at` is when, if somebody else said so. */
export function over(
  action: ServerAction,
  server: Server | undefined,
  result: { readonly outcome: Outcome; readonly message: string; readonly image?: string | undefined; readonly at?: string | undefined },
  now: Date,
): ServerActionStatus {
  const { outcome, message, image, at = timestamp(now) } = result;
  const events = action.status?.events;
  const hasBegun = action.status?.startedAt !== undefined || outcome === 'Succeeded';
  const start = server !== undefined && hasBegun ? begun(action, server, now) : unbegun(action, server);
  return {
    ...start,
    phase: outcome,
    finishedAt: at,
    message,
    ...(image === undefined ? {} : { image }),
    ...(events === undefined ? {} : { events: ended(events, outcome, outcome === 'Failed' ? message : undefined, at) }),
  };
}

/** The status with the conditions that follow from its phase. One that failed stays so: another action has to be made. */
export function withActionHealth({ metadata }: ServerAction, status: ServerActionStatus, now: Date): ServerActionStatus {
  const { phase = 'Pending', message = '', conditions = [] } = status;
  const ready = phase === 'Succeeded' ? 'True' : 'False';
  const outlook = phase === 'Failed' ? 'Stalled' : 'Reconciling';
  return {
    ...status,
    conditions: withHealth(conditions, { ready, reason: phase, message, outlook }, metadata.generation, { now: () => now }),
  };
}

function begun(action: ServerAction, server: Server, now: Date): ServerActionStatus {
  return { ...unbegun(action, server), startedAt: action.status?.startedAt ?? timestamp(now) };
}

function unbegun({ metadata, status }: ServerAction, server: Server | undefined): ServerActionStatus {
  return { ...status, observedGeneration: metadata.generation, ...(server === undefined ? {} : { serverUID: server.metadata.uid }) };
}

function ended(events: Events, result: Outcome, message: string | undefined, finishedAt: string): Events {
  return events.map((event) =>
    event.result === undefined ? { ...event, finishedAt, result, ...(message === undefined ? {} : { message }) } : event,
  );
}

/** As many as the schema takes. */
const mostEvents = 32;
