import type { Caller } from '#apis/openstack/caller.ts';
import type { KnownServer } from '../cloud/known-objects.ts';
import { NovaFault } from '../http/nova-fault.ts';
import type { ServerState, VMState } from '../translate/server-state.ts';

/** When an action is allowed (the decorators of nova/compute/api.py, class API). */
export interface Guard {
  /** Absent: in any. */
  readonly vmStates?: readonly VMState[];
  /** What may be in progress; default nothing. */
  readonly taskStates?: readonly (string | null)[] | 'Any';
  /** Whether it has to have been active once; default yes. */
  readonly mustBeLaunched?: boolean;
  /** Whether a lock forbids it to all but administrators; default yes. */
  readonly heedsLock?: boolean;
}

/** Throws Nova's 409 for an action that the state of the server does not allow. */
export function guardAction(
  action: string,
  guard: Guard,
  facts: { readonly server: KnownServer; readonly state: ServerState },
  caller: Caller,
): void {
  const { server, state } = facts;
  if (guard.heedsLock !== false) refuseLocked(server, caller);
  const { uid } = server.metadata;
  if (guard.vmStates !== undefined && !guard.vmStates.includes(state.vmState)) throw wrongState(action, uid, 'vm_state', state.vmState);
  const tasks = guard.taskStates ?? [null];
  if (tasks !== 'Any' && !tasks.includes(state.taskState)) throw wrongState(action, uid, 'task_state', state.taskState ?? 'None');
  const isLaunched = server.status?.launchedAt !== undefined || state.vmState !== 'building';
  if (guard.mustBeLaunched !== false && !isLaunched) throw wrongState(action, uid, 'launched_at', 'None');
}

/** Throws Nova's 409 when the server is locked and the caller may not go past that. */
export function refuseLocked({ metadata, spec }: KnownServer, { roles }: Caller): void {
  if (spec.lock !== undefined && !roles.has('admin')) throw new NovaFault(409, `Instance ${metadata.uid} is locked`);
}

/** nova/api/openstack/common.py, raise_http_conflict_for_instance_invalid_state. */
function wrongState(action: string, uid: string, attribute: 'vm_state' | 'task_state' | 'launched_at', state: string): NovaFault {
  return new NovaFault(409, `Cannot '${action}' instance ${uid} while it is in ${attribute} ${state}`);
}
