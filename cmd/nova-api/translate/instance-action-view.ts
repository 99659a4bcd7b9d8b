import type { ServerAction, ServerActionSpec } from '#apis/compute/server-action.ts';
import { userIDAnnotation } from '#apis/openstack/annotations.ts';
import { userIDOf } from '#apis/openstack/caller.ts';
import type { KnownServer } from '../cloud/known-objects.ts';
import { withMicroseconds } from './times.ts';

/** On a Server: the request that made it. */
export const requestIDAnnotation = 'openstack.tycho.dev/request-id';

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
  MigrateLive: 'live-migration',
  ForceMigration: 'live_migration_force_complete',
  AbortMigration: 'live_migration_cancel',
  RevertMigration: 'revertResize',
  Restore: 'restore',
  Record: 'update',
};

/** What Nova calls the one step of an action, or the step that does it (nova/compute/manager.py). */
const eventNames: Readonly<Record<string, string>> = {
  create: 'compute__do_build_and_run_instance',
  start: 'compute_start_instance',
  stop: 'compute_stop_instance',
  reboot: 'compute_reboot_instance',
  pause: 'compute_pause_instance',
  unpause: 'compute_unpause_instance',
  suspend: 'compute_suspend_instance',
  resume: 'compute_resume_instance',
  rescue: 'compute_rescue_instance',
  unrescue: 'compute_unrescue_instance',
  rebuild: 'compute_rebuild_instance',
  delete: 'compute_terminate_instance',
  restore: 'compute_restore_instance',
  shelve: 'compute_shelve_instance',
  unshelve: 'compute_unshelve_instance',
  createImage: 'compute_snapshot_instance',
  createBackup: 'compute_backup_instance',
  changePassword: 'compute_set_admin_password',
  attach_volume: 'compute_attach_volume',
  detach_volume: 'compute_detach_volume',
  attach_interface: 'compute_attach_interface',
  detach_interface: 'compute_detach_interface',
  confirmResize: 'compute_confirm_resize',
  revertResize: 'compute_revert_resize',
  resize: 'compute_prep_resize',
  migrate: 'compute_prep_resize',
  trigger_crash_dump: 'compute_trigger_crash_dump',
};

/** As `compute_save_disk`, for what Nova has no step for. */
function eventOf(name: string): string {
  return eventNames[name] ?? `compute_${name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toLowerCase()}`;
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
    ...(isAdministrator ? { traceback: null, ...(host === undefined ? {} : { host }), details: message ?? null } : {}),
  }));
}
