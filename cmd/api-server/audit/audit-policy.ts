import { computeGroup } from '#apis/compute/group.ts';
import { gitopsGroup } from '#apis/gitops/group.ts';
import { infrastructureGroup } from '#apis/infrastructure/group.ts';
import { processRoles } from '../authorization/bootstrap/process-roles.ts';
import { knownFieldsOf, parseOperatorFile } from '#cmd/bootstrap/operator-file.ts';
import type { User } from '../authentication/user.ts';
import type { Action } from '../exchange/action.ts';

/** How much is recorded of a request: nothing, who did what with which outcome, or what was sent as well. */
export type AuditLevel = (typeof levels)[number];

const levels = ['None', 'Metadata', 'Request'] as const;

/** What a rule looks at. */
export interface AuditedRequest {
  readonly user: User;
  readonly action: Action;
  /** The HTTP status of the answer. */
  readonly code: number;
}

/** A rule says the level for requests that are like it in all that it states. */
export interface AuditRule {
  readonly level: AuditLevel;
  readonly users?: readonly string[];
  readonly userGroups?: readonly string[];
  readonly verbs?: readonly string[];
  readonly namespaces?: readonly string[];
  readonly resources?: readonly AuditedResources[];
  readonly nonResourceURLs?: readonly string[];
  /** Not Kubernetes': HTTP statuses of the answer. */
  readonly responseCodes?: readonly number[];
}

export interface AuditedResources {
  /** Empty for the core group. */
  readonly group: string;
  /** As `secrets`, `servers/status`, `*` for all with their subresources, `servers/*`, or `*` before a subresource. Absent: all. */
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
}

export type AuditPolicy = readonly AuditRule[];

/** The level of the first rule that fits; None if none does. */
export function auditLevelOf(request: AuditedRequest, policy: AuditPolicy): AuditLevel {
  return policy.find((rule) => fits(rule, request))?.level ?? 'None';
}

const writes = ['create', 'update', 'patch', 'delete', 'deletecollection'];

const ownStatus: readonly AuditedResources[] = [computeGroup, infrastructureGroup, gitopsGroup].map((group) => ({
  group,
  resources: ['*/status'],
}));

/**
 * What happens when nobody says otherwise: whoever was refused, whoever read Secrets, and whatever was changed; but not the heartbeats, events and
 * status by which our own processes keep the world up to date.
 */
export const defaultAuditPolicy: AuditPolicy = [
  { level: 'Metadata', responseCodes: [401, 403] },
  { level: 'None', nonResourceURLs: ['*'] },
  {
    level: 'None',
    resources: [
      { group: 'coordination.k8s.io', resources: ['leases'] },
      { group: '', resources: ['events'] },
      { group: 'events.k8s.io', resources: ['events'] },
      { group: 'authentication.k8s.io', resources: ['selfsubjectreviews'] },
      { group: 'authorization.k8s.io', resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'] },
    ],
  },
  { level: 'None', users: processRoles.map(({ user }) => user), resources: ownStatus },
  // As in v0.1.0, whose certificates name this group.
  { level: 'None', userGroups: ['tycho:control-plane'], resources: ownStatus },
  { level: 'Metadata', verbs: ['get', 'list', 'watch'], resources: [{ group: '', resources: ['secrets'] }] },
  { level: 'Metadata', verbs: writes },
];

function fits(rule: AuditRule, { user, action, code }: AuditedRequest): boolean {
  if (rule.users !== undefined && !rule.users.includes(user.name)) return false;
  if (rule.userGroups !== undefined && !rule.userGroups.some((group) => user.groups.includes(group))) return false;
  if (rule.verbs !== undefined && !rule.verbs.includes('*') && !rule.verbs.includes(action.verb)) return false;
  if (rule.responseCodes !== undefined && !rule.responseCodes.includes(code)) return false;
  return action.kind === 'Path' ? fitsPath(rule, action.path) : fitsResource(rule, action);
}

function fitsPath({ nonResourceURLs, resources, namespaces }: AuditRule, path: string): boolean {
  if (resources !== undefined || namespaces !== undefined) return false;
  return (
    nonResourceURLs === undefined ||
    nonResourceURLs.some((each) => (each.endsWith('*') ? path.startsWith(each.slice(0, -1)) : path === each))
  );
}

function fitsResource(rule: AuditRule, action: Extract<Action, { kind: 'Resource' }>): boolean {
  if (rule.nonResourceURLs !== undefined) return false;
  if (rule.namespaces !== undefined && !rule.namespaces.includes(action.namespace ?? '')) return false;
  return rule.resources === undefined || rule.resources.some((each) => isAmong(each, action));
}

function isAmong({ group, resources, resourceNames }: AuditedResources, action: Extract<Action, { kind: 'Resource' }>): boolean {
  if (group !== action.group) return false;
  if (resourceNames !== undefined && resourceNames.length > 0 && !resourceNames.includes(action.name ?? '')) return false;
  if (resources === undefined || resources.length === 0) return true;
  const { resource, subresource } = action;
  const words = subresource === undefined ? [resource] : [`${resource}/${subresource}`, `${resource}/*`, `*/${subresource}`];
  return resources.some((each) => each === '*' || words.includes(each));
}

const ruleFields = {
  users: 'string',
  userGroups: 'string',
  verbs: 'string',
  namespaces: 'string',
  nonResourceURLs: 'string',
  responseCodes: 'number',
} as const;

/** Reads a `Policy` of `audit.k8s.io/v1`. Throws a RangeError that names the field, also for what Kubernetes knows and we do not. */
export function parseAuditPolicy(text: string): AuditPolicy {
  const value = parseOperatorFile(text, 'the audit policy');
  const policy = knownFieldsOf(value, 'the audit policy', ['apiVersion', 'kind', 'metadata', 'rules']);
  if (policy['kind'] !== 'Policy' || policy['apiVersion'] !== 'audit.k8s.io/v1') {
    throw new RangeError('kind: it has to be a Policy of audit.k8s.io/v1');
  }
  return listOf(policy['rules'], 'rules').map((rule, position) => ruleOf(rule, `rules[${position}]`));
}

function ruleOf(value: unknown, field: string): AuditRule {
  const rule = knownFieldsOf(value, field, ['level', 'resources', ...Object.keys(ruleFields)]);
  const level = levels.find((each) => each === rule['level']);
  if (level === undefined) throw new RangeError(`${field}.level: it is one of ${levels.join(', ')}`);
  for (const [name, type] of Object.entries(ruleFields)) {
    // eslint-disable-next-line valid-typeof
    const isGood = rule[name] === undefined || listOf(rule[name], `${field}.${name}`).every((each) => typeof each === type);
    if (!isGood) throw new RangeError(`${field}.${name}: it has to be a list of ${type}s`);
  }
  const resources = rule['resources'] === undefined ? undefined : listOf(rule['resources'], `${field}.resources`);
  const parsed = resources?.map((each, position) => resourcesOf(each, `${field}.resources[${position}]`));
  return { ...(rule as Omit<AuditRule, 'level' | 'resources'>), level, ...(parsed === undefined ? {} : { resources: parsed }) };
}

function resourcesOf(value: unknown, field: string): AuditedResources {
  const { group = '', ...lists } = knownFieldsOf(value, field, ['group', 'resources', 'resourceNames']);
  if (typeof group !== 'string') throw new RangeError(`${field}.group: it has to be a string`);
  for (const [name, list] of Object.entries(lists)) {
    if (!listOf(list, `${field}.${name}`).every((each) => typeof each === 'string')) {
      throw new RangeError(`${field}.${name}: it has to be a list of strings`);
    }
  }
  return { group, ...lists };
}

function listOf(value: unknown, field: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new RangeError(`${field}: it has to be a list`);
  return value;
}
