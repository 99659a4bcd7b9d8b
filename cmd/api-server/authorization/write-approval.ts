import { computeGroup, computeVersion } from '#apis/compute/group.ts';
import type { ServerAction } from '#apis/compute/server-action.ts';
import type { Server } from '#apis/compute/server.ts';
import {
  clusterRoleKind,
  rbacGroup,
  rbacVersion,
  type ClusterRole,
  type PolicyRule,
  type RoleBinding,
  type RoleReference,
} from '#apis/kubernetes/rbac.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import { groupResourceOf } from '#apis/machinery/kind.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import { samePlain, without } from '#apis/machinery/plain-value.ts';
import { forbidden } from '../admission/rejection.ts';
import type { User } from '../authentication/user.ts';
import type { ResourceAction } from '../exchange/action.ts';
import type { ProposedWrite, WriteApproval } from '../registry/registry.ts';
import type { Authorizer } from './authorizer.ts';
import { everything } from './rbac-authorizer.ts';
import { compactRules, ruleText, uncoveredRules, wordsText } from './rule-cover.ts';
import { refusal } from './refusal.ts';

/**
 * What of a write by `user` depends on more than verb and resource. Roles and bindings, as in Kubernetes: nobody gives rights away that they do not
 * have, unless they may `escalate` the role or `bind` it. A ServerAction that moves a server needs the right to `migrate` it,
 * and a choice of its host the right to `place` it. And what holds an object until
 * nothing of it is left on a host is taken away by those only who may `update` its `finalizers`. Throws {@link ForbiddenError}, and {@link NotFoundError}
 * for a binding to a role that is not there.
 */
export function writeApproval(user: User, authorizer: Authorizer): WriteApproval {
  return (write) => {
    examineFinalizers({ user, authorizer }, write);
    const examine = examinations[groupResourceOf(write.kind)];
    if (examine !== undefined && !isUpkeepOnly(write)) examine({ user, authorizer }, write);
  };
}

interface Rights {
  readonly user: User;
  readonly authorizer: Authorizer;
}

const examinations: Readonly<Record<string, ((rights: Rights, write: ProposedWrite) => void) | undefined>> = {
  [`roles.${rbacGroup}`]: examineRole,
  [`clusterroles.${rbacGroup}`]: examineRole,
  [`rolebindings.${rbacGroup}`]: examineBinding,
  [`clusterrolebindings.${rbacGroup}`]: examineBinding,
  [`serveractions.${computeGroup}`]: examineServerAction,
  [`servers.${computeGroup}`]: examineServer,
};

/** Whoever takes care of owners and finalizers needs no right to what the object grants. */
function isUpkeepOnly({ next, previous }: ProposedWrite): boolean {
  return previous !== undefined && samePlain(withoutUpkeep(next), withoutUpkeep(previous));
}

function withoutUpkeep(object: ApiObject): object {
  const metadata = without(object.metadata, ['ownerReferences', 'finalizers', 'generation', 'resourceVersion']);
  return { ...object, metadata: { ...metadata, managedFields: undefined } };
}

/** Those that the kind itself has; whoever adds others may take them away again. */
function examineFinalizers({ user, authorizer }: Rights, { kind, next, previous }: ProposedWrite): void {
  const [before = [], after = []] = [previous?.metadata.finalizers, next.metadata.finalizers];
  if (!kind.finalizers.some((each) => before.includes(each) && !after.includes(each))) return;
  const { group, version, plural: resource } = kind;
  const { namespace, name } = next.metadata;
  const release: ResourceAction = {
    kind: 'Resource',
    verb: 'update',
    group,
    version,
    resource,
    subresource: 'finalizers',
    namespace,
    name,
  };
  if (!authorizer.mayDo(user, release)) throw refusal(user, release);
}

function examineRole({ user, authorizer }: Rights, { kind, next, previous }: ProposedWrite): void {
  const { name, namespace } = next.metadata;
  const escalation = rbacAction('escalate', kind.plural, namespace, previous === undefined ? undefined : name);
  if (authorizer.mayDo(user, escalation)) return;
  const isAggregated = [next, previous].some((each) => (each as Partial<ClusterRole> | undefined)?.aggregationRule !== undefined);
  if (isAggregated && uncoveredRules(authorizer.rulesFor(user, undefined), everything).length > 0) {
    throw forbidden(kind, name, 'must have cluster-admin privileges to use the aggregationRule');
  }
  const why = escalationIn({ user, authorizer }, namespace, (next as ClusterRole).rules ?? []);
  if (why !== undefined) throw forbidden(kind, name, why);
}

function examineBinding({ user, authorizer }: Rights, { kind, next }: ProposedWrite): void {
  const { roleRef, metadata } = next as RoleBinding;
  const { name, namespace } = metadata;
  const plural = roleRef.kind === 'ClusterRole' ? clusterRoleKind.plural : 'roles';
  if (authorizer.mayDo(user, rbacAction('bind', plural, namespace, roleRef.name))) return;
  const rules = authorizer.rulesOfRole(roleRef, namespace);
  if (rules === undefined) throw roleNotFound(roleRef, plural);
  const why = escalationIn({ user, authorizer }, namespace, rules);
  if (why !== undefined) throw forbidden(kind, name, why);
}

function examineServerAction({ user, authorizer }: Rights, { next, previous }: ProposedWrite): void {
  const { spec, metadata } = next as ServerAction;
  if (previous !== undefined || !movingActions.has(spec.type)) return;
  const migration = serverAction('migrate', metadata.namespace, spec.server);
  if (!authorizer.mayDo(user, migration)) throw refusal(user, migration);
}

/** Which host a server goes to is the operator's to say. What was said may stay, and be taken away by whoever may change the server. */
function examineServer({ user, authorizer }: Rights, { next, previous }: ProposedWrite): void {
  const { spec, metadata } = next as Server;
  if (spec.destination === undefined || samePlain(spec.destination, (previous as Server | undefined)?.spec.destination)) return;
  const placing = serverAction('place', metadata.namespace, metadata.name);
  if (!authorizer.mayDo(user, placing)) throw refusal(user, placing);
}

function serverAction(verb: string, namespace: string | undefined, name: string): ResourceAction {
  return {
    kind: 'Resource',
    verb,
    group: computeGroup,
    version: computeVersion,
    resource: 'servers',
    subresource: undefined,
    namespace,
    name,
  };
}

const movingActions: ReadonlySet<string> = new Set<ServerAction['spec']['type']>([
  'MigrateCold',
  'MigrateLive',
  'ForceMigration',
  'AbortMigration',
]);

/** In Kubernetes' words which of `wanted` the user lacks; undefined if none. */
function escalationIn({ user, authorizer }: Rights, namespace: string | undefined, wanted: readonly PolicyRule[]): string | undefined {
  const missing = uncoveredRules(authorizer.rulesFor(user, namespace), wanted);
  if (missing.length === 0) return undefined;
  const lines = compactRules(missing).map(ruleText).toSorted();
  return `user ${JSON.stringify(user.name)} (groups=${wordsText(user.groups)}) is attempting to grant RBAC permissions not currently held:\n${lines.join('\n')}`;
}

function roleNotFound({ name }: RoleReference, plural: string): NotFoundError {
  return new NotFoundError(`${plural}.${rbacGroup} ${JSON.stringify(name)} not found`, {
    details: { name, group: rbacGroup, kind: plural },
  });
}

function rbacAction(verb: string, resource: string, namespace: string | undefined, name: string | undefined): ResourceAction {
  return { kind: 'Resource', verb, group: rbacGroup, version: rbacVersion, resource, subresource: undefined, namespace, name };
}
