import type { ServerAction } from '#apis/compute/server-action.ts';
import type { Server } from '#apis/compute/server.ts';
import { findCondition, isConditionTrue } from '#apis/machinery/condition.ts';

/** On a Server that an administrator declared to be in error: clients see it so, and nothing goes by it. */
export const resetStateAnnotation = 'openstack.tycho.dev/reset-state';

/** What is so (nova/compute/vm_states.py). */
export type VMState =
  | 'active'
  | 'building'
  | 'paused'
  | 'suspended'
  | 'stopped'
  | 'rescued'
  | 'resized'
  | 'soft-delete'
  | 'deleted'
  | 'error'
  | 'shelved'
  | 'shelved_offloaded';

/** The three states of Nova's and the word that they make together. */
export interface ServerState {
  readonly vmState: VMState;
  /** What is in progress (nova/compute/task_states.py); null: nothing. */
  readonly taskState: string | null;
  /** 0 no state, 1 running, 3 paused, 4 shut down, 6 crashed, 7 suspended (nova/compute/power_state.py). */
  readonly powerState: 0 | 1 | 3 | 4 | 6 | 7;
  readonly status: string;
}

/** The states of a server, derived from what it is to be, what it is, and what it was asked to do. `actions`: those of it that are not over yet. */
export function serverState(server: Server, actions: readonly ServerAction[]): ServerState {
  const vmState = vmStateOf(server, actions);
  const taskState = taskStateOf(server, vmState, actions);
  return { vmState, taskState, powerState: powerStateOf(server, vmState), status: statusOf(vmState, taskState) };
}

/** Why Nova would call the server failed; undefined for one that has not. */
export function failureOf(server: Server): { readonly message: string; readonly at: string } | undefined {
  const scheduled = findCondition(server.status?.conditions, 'Scheduled');
  const hasNoPlace = scheduled?.status === 'False' && server.status?.launchedAt === undefined;
  if (hasNoPlace && server.status?.instance === undefined)
    return { message: `No valid host was found. ${scheduled.message}`, at: scheduled.lastTransitionTime };
  const isStuckOnItsWayBack = server.status?.resize?.revertedEpoch !== undefined && isConditionTrue(server.status.conditions, 'Stalled');
  if (server.status?.phase !== 'Failed' && !isStuckOnItsWayBack) return undefined;
  const ready = findCondition(server.status.conditions, 'Ready');
  return { message: ready?.message ?? 'it could not be started', at: ready?.lastTransitionTime ?? server.metadata.creationTimestamp };
}

function vmStateOf(server: Server, actions: readonly ServerAction[]): VMState {
  const { status } = server;
  const isReverting = actions.some(isRevert) || status?.resize?.revertedEpoch !== undefined;
  if (failureOf(server) !== undefined || server.metadata.annotations?.[resetStateAnnotation] === 'error') return 'error';
  if (status?.phase !== 'SoftDeleted' && status?.launchedAt === undefined && status?.phase !== 'Shelved') {
    return isBuilt(server) ? settledState(server) : 'building';
  }
  const isOnItsWay = wayPhases.has(status?.phase ?? '');
  if (isOnItsWay && isReverting) return 'resized';
  if (isOnItsWay && actions.some(({ spec }) => spec.type === 'Reboot')) return 'active';
  return settledState(server);
}

/** In which a server passes through states that Nova does not show: it stays what it was until what was asked for is done. */
const wayPhases: ReadonlySet<string> = new Set(['Pending', 'Starting', 'Stopping', 'Resizing', 'Stopped']);

function isRevert({ spec }: ServerAction): boolean {
  return spec.type === 'RevertMigration' || (spec.type === 'Record' && spec.record?.action === 'revertResize');
}

/** One that was made stopped never runs, and is there all the same. */
function isBuilt({ status }: Server): boolean {
  return status?.phase === 'Stopped';
}

/** On the way from one state to another, Nova's state is the one before. */
function settledState({ status, spec }: Server): VMState {
  switch (status?.phase) {
    case 'Paused':
      return 'paused';
    case 'Suspended':
      return 'suspended';
    case 'Stopped':
      return 'stopped';
    case 'Shelved':
      return 'shelved_offloaded';
    case 'Rescued':
      return 'rescued';
    case 'VerifyResize':
      return 'resized';
    case 'SoftDeleted':
      return 'soft-delete';
    case 'Starting':
    case 'Pending':
      return status.savedImage === undefined ? 'stopped' : 'shelved_offloaded';
    case 'Resizing':
    case 'Rebuilding':
      return spec.power === 'Stopped' ? 'stopped' : 'active';
    default:
      return 'active';
  }
}

function taskStateOf(server: Server, vmState: VMState, actions: readonly ServerAction[]): string | null {
  if (server.metadata.deletionTimestamp !== undefined && vmState !== 'soft-delete') return 'deleting';
  if (vmState === 'error') return null;
  if (vmState === 'building') return server.status?.instance === undefined ? 'scheduling' : 'spawning';
  for (const action of actions) {
    const task = taskOfAction(action, server);
    if (task !== undefined) return task;
  }
  return taskOfWish(server, vmState);
}

/** What an action that is not over is called. */
function taskOfAction({ spec }: ServerAction, { status }: Server): string | undefined {
  switch (spec.type) {
    case 'Reboot':
      return spec.reboot?.mode === 'Hard' ? 'rebooting_hard' : 'rebooting';
    case 'Snapshot':
      return 'image_uploading';
    case 'Backup':
      return 'image_backup';
    case 'Rebuild':
      return 'rebuilding';
    case 'SetPassword':
      return 'updating_password';
    case 'MigrateCold':
      return status?.phase === 'VerifyResize' ? undefined : 'resize_migrating';
    case 'MigrateLive':
      return 'migrating';
    case 'RevertMigration':
      return 'resize_reverting';
    case 'Restore':
      return 'restoring';
    case 'Record':
      return tasksByRecord[spec.record?.action ?? ''];
    default:
      return undefined;
  }
}

/** What cannot be told from the declaration alone: until the loop has taken it up, a server looks as before. */
const tasksByRecord: Readonly<Record<string, string>> = { rebuild: 'rebuilding', revertResize: 'resize_reverting' };

/** What is to be done so that the server becomes what it is to be. */
function taskOfWish(server: Server, vmState: VMState): string | null {
  const { spec, status } = server;
  if (status?.resize?.revertedEpoch !== undefined) return 'resize_reverting';
  if (status?.resize !== undefined && vmState === 'resized')
    return spec.flavor === status.resize.previousFlavor && status.resize.actionUID === undefined ? 'resize_reverting' : null;
  if (status?.phase === 'Rebuilding') return 'rebuilding';
  if (status?.phase === 'Resizing') return 'resize_migrating';
  const size = status?.resources?.flavor;
  if (size !== undefined && size !== spec.flavor && (vmState === 'active' || vmState === 'stopped')) return 'resize_prep';
  if (spec.rescue !== undefined && vmState !== 'rescued') return 'rescuing';
  if (spec.rescue === undefined && vmState === 'rescued') return 'unrescuing';
  // A guest that turned itself off stays so, and nobody is about to start it.
  const isLeftAlone =
    status?.phase === 'Stopped' && spec.runPolicy === 'Manual' && status.observedGeneration === server.metadata.generation;
  if (isLeftAlone) return null;
  return vmState === 'rescued' ? null : (tasksByWish[vmState]?.[spec.power] ?? null);
}

const tasksByWish: Readonly<Partial<Record<VMState, Readonly<Partial<Record<Server['spec']['power'], string>>>>>> = {
  active: { Stopped: 'powering-off', Paused: 'pausing', Suspended: 'suspending', Shelved: 'shelving' },
  stopped: { Running: 'powering-on', Shelved: 'shelving' },
  paused: { Running: 'unpausing', Stopped: 'powering-off', Shelved: 'shelving' },
  suspended: { Running: 'resuming', Stopped: 'powering-off', Shelved: 'shelving' },
  shelved_offloaded: { Running: 'unshelving', Stopped: 'unshelving' },
};

function powerStateOf({ status }: Server, vmState: VMState): ServerState['powerState'] {
  switch (vmState) {
    case 'active':
    case 'rescued':
      return 1;
    case 'resized':
      return status?.conditions?.some(({ type, reason }) => type === 'Ready' && reason === 'Stopped') === true ? 4 : 1;
    case 'paused':
      return 3;
    case 'suspended':
    case 'stopped':
    case 'shelved':
    case 'shelved_offloaded':
    case 'soft-delete':
      return 4;
    case 'building':
    case 'deleted':
    case 'error':
      return 0;
  }
}

/** Nova's public word (nova/api/openstack/common.py). */
export function statusOf(vmState: VMState, taskState: string | null): string {
  const { usual, byTask = {} } = statusTable[vmState];
  return (taskState === null ? undefined : byTask[taskState]) ?? usual;
}

const rebuilds = { rebuilding: 'REBUILD', rebuild_block_device_mapping: 'REBUILD', rebuild_spawning: 'REBUILD' };
const resizes = { resize_prep: 'RESIZE', resize_migrating: 'RESIZE', resize_migrated: 'RESIZE', resize_finish: 'RESIZE' };

const statusTable: Readonly<Record<VMState, { readonly usual: string; readonly byTask?: Readonly<Record<string, string>> }>> = {
  active: {
    usual: 'ACTIVE',
    byTask: {
      rebooting: 'REBOOT',
      reboot_pending: 'REBOOT',
      reboot_started: 'REBOOT',
      rebooting_hard: 'HARD_REBOOT',
      reboot_pending_hard: 'HARD_REBOOT',
      reboot_started_hard: 'HARD_REBOOT',
      updating_password: 'PASSWORD',
      migrating: 'MIGRATING',
      ...rebuilds,
      ...resizes,
    },
  },
  building: { usual: 'BUILD' },
  stopped: { usual: 'SHUTOFF', byTask: { ...rebuilds, ...resizes } },
  resized: { usual: 'VERIFY_RESIZE', byTask: { resize_reverting: 'REVERT_RESIZE' } },
  paused: { usual: 'PAUSED', byTask: { migrating: 'MIGRATING' } },
  suspended: { usual: 'SUSPENDED' },
  rescued: { usual: 'RESCUE' },
  error: { usual: 'ERROR', byTask: rebuilds },
  deleted: { usual: 'DELETED' },
  'soft-delete': { usual: 'SOFT_DELETED' },
  shelved: { usual: 'SHELVED' },
  shelved_offloaded: { usual: 'SHELVED_OFFLOADED' },
};

/** The states that a public word can stand for: for filters of lists. */
export function statesOfStatus(status: string): readonly VMState[] {
  return (Object.keys(statusTable) as VMState[]).filter(
    (vmState) => statusTable[vmState].usual === status || Object.values(statusTable[vmState].byTask ?? {}).includes(status),
  );
}
