import { serviceAccountUser } from '#apis/kubernetes/service-account-user.ts';
import { isAuthenticated, type User } from '../authentication/user.ts';
import { processRoles } from '../authorization/bootstrap/process-roles.ts';
import { mastersGroup } from '../authorization/rbac-authorizer.ts';
import type { Action } from '../exchange/action.ts';

/** How urgent a request is, by who sends it. Every level has seats of its own, so none can take those of another. */
export type PriorityLevel =
  /** Not limited at all: administrators, who have to get in when everything else is stuck, and questions after the server's health. */
  | 'Exempt'
  /** Our own processes and the hosts: without them nothing becomes true. */
  | 'System'
  /** Programs that work for all projects, as GitOps: service accounts of `tycho-system`. */
  | 'WorkloadHigh'
  /** Everybody else who is known. */
  | 'WorkloadLow'
  /** Whoever did not say who they are. */
  | 'CatchAll';

/** Levels whose requests are counted. */
export type LimitedLevel = Exclude<PriorityLevel, 'Exempt'>;

/** How many parts of all seats a level has. */
export const shares: Readonly<Record<LimitedLevel, number>> = { System: 4, WorkloadHigh: 3, WorkloadLow: 4, CatchAll: 1 };

export const limitedLevels = Object.keys(shares) as readonly LimitedLevel[];

export function priorityLevelOf(user: User, action: Action): PriorityLevel {
  const { name, groups } = user;
  if (action.kind === 'Path' && healthPaths.has(action.path)) return 'Exempt';
  if (groups.includes(mastersGroup)) return 'Exempt';
  if (ownProcesses.has(name) || groups.some((group) => systemGroups.has(group))) return 'System';
  if (name.startsWith(systemServiceAccounts)) return 'WorkloadHigh';
  return isAuthenticated(user) ? 'WorkloadLow' : 'CatchAll';
}

const healthPaths = new Set(['/healthz', '/livez', '/readyz']);
const ownProcesses: ReadonlySet<string> = new Set(processRoles.map(({ user }) => user));
/** What our processes were in up to 0.1.0, and what Kubernetes has hosts in. */
const systemGroups = new Set(['tycho:control-plane', 'system:nodes']);
const systemServiceAccounts = serviceAccountUser('tycho-system', '');
