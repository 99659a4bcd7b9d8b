import type { ServerAction, ServerActionSpec } from '#apis/compute/server-action.ts';
import { userIDOf } from '#apis/openstack/caller.ts';
import type { KnownServer } from '../cloud/known-objects.ts';
import { withMicroseconds } from './times.ts';

/** On a Server: the request that made it. */
export const requestIDAnnotation = 'openstack.tycho.dev/request-id';
/** On the record of a creation: who made the server, where somebody else wrote the record. */
export const userIDAnnotation = 'openstack.tycho.dev/user-id';

/** One thing that was done to a server, whatever it is known from. */
export interface PastAction {
  readonly action: string;
  readonly requestID: string;
  readonly userID: string;
  readonly projectID: string;
  readonly startedAt: string;
  readonly updatedAt: string;
  readonly outcome: 'Succeeded' | 'Failed' | undefined;
  readonly events: readonly PastEvent[];
}

interface PastEvent {
  readonly name: string;
  readonly startedAt: string;
  readonly finishedAt?: string | undefined;
  readonly result?: 'Succeeded' | 'Failed' | undefined;
  readonly message?: string | undefined;
}

/** The creation of a server that is there, as the server itself tells it. */
export function creationOf({ metadata, status }: KnownServer): PastAction {
  const { creationTimestamp: startedAt, uid, namespace = '', annotations } = metadata;
  const finishedAt = status?.launchedAt;
  const outcome = finishedAt === undefined ? undefined : 'Succeeded';
  return {
    action: 'create',
    requestID: annotations?.[requestIDAnnotation] ?? `req-${uid}`,
    userID: userIDOf(status?.createdBy ?? '') ?? status?.createdBy ?? '',
    projectID: namespace,
    startedAt,
    updatedAt: finishedAt ?? startedAt,
    outcome,
    events: [{ name: eventOf('create'), startedAt, finishedAt, result: outcome }],
  };
}

/** What a ServerAction tells. */
export function pastActionOf({ metadata, spec, status }: ServerAction): PastAction {
  const action = spec.record?.action ?? namesByType[spec.type];
  const { createdBy = '', phase, events = [], finishedAt, message } = status ?? {};
  const startedAt = spec.record?.startedAt ?? metadata.creationTimestamp;
  const outcome = phase === 'Succeeded' || phase === 'Failed' ? phase : undefined;
  const own = events.map((event) => ({ ...event, name: eventOf(event.name) }));
  const only = { name: eventOf(action), startedAt, finishedAt, result: outcome, message: outcome === 'Failed' ? message : undefined };
  return {
    action,
    requestID: spec.requestID ?? `req-${metadata.uid}`,
    userID: metadata.annotations?.[userIDAnnotation] ?? userIDOf(createdBy) ?? createdBy,
    projectID: metadata.namespace ?? '',
    startedAt,
    updatedAt: [finishedAt, ...events.map(({ finishedAt: at, startedAt: from }) => at ?? from)].reduce<string>(
      (latest, at) => (at !== undefined && Date.parse(at) > Date.parse(latest) ? at : latest),
      startedAt,
    ),
    outcome,
    events: own.length > 0 ? own : [only],
  };
}

const namesByType: Readonly<Record<ServerActionSpec['type'], string>> = {
  Reboot: 'reboot',
  Snapshot: 'createImage',
  Backup: 'createBackup',
  Rebuild: 'rebuild',
  Reset: 'resetState',
  CrashDump: 'trigger_crash_dump',
  SetPassword: 'changePassword',
  ConfirmResize: 'confirmResize',
  MigrateCold: 'migrate',
  RevertMigration: 'revertResize',
  Restore: 'restore',
  Record: 'update',
};

/** As `compute_save_disk`. */
function eventOf(name: string): string {
  return `compute_${name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toLowerCase()}`;
}

/** An action in the newest form, without its events. */
export function instanceActionView(past: PastAction, serverID: string): Record<string, unknown> {
  return {
    action: past.action,
    instance_uuid: serverID,
    request_id: past.requestID,
    user_id: past.userID,
    project_id: past.projectID,
    start_time: withMicroseconds(past.startedAt),
    updated_at: withMicroseconds(past.updatedAt),
    message: past.outcome === 'Failed' ? 'Error' : null,
  };
}

/** Where the server is now, as far as that may be told. */
export interface EventPlace {
  readonly hostID: string;
  /** For administrators. */
  readonly host: string | undefined;
  readonly isAdministrator: boolean;
}

/** The steps of an action in the newest form. Nobody keeps a traceback. */
export function instanceActionEventViews({ events }: PastAction, { hostID, host, isAdministrator }: EventPlace): Record<string, unknown>[] {
  return events.map(({ name, startedAt, finishedAt, result, message }) => ({
    event: name,
    start_time: withMicroseconds(startedAt),
    finish_time: finishedAt === undefined ? null : withMicroseconds(finishedAt),
    result: result === undefined ? null : result === 'Succeeded' ? 'Success' : 'Error',
    hostId: hostID,
    ...(isAdministrator ? { traceback: null, ...(host === undefined ? {} : { host }) } : {}),
    details: message ?? null,
  }));
}
