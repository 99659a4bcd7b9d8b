import { computeGroup } from '#apis/compute/group.ts';
import { gitopsGroup } from '#apis/gitops/group.ts';
import { infrastructureGroup } from '#apis/infrastructure/group.ts';
import type { PolicyRule } from '#apis/kubernetes/rbac.ts';
import { rbacGroup } from '#apis/kubernetes/rbac.ts';
import { allVerbs, readVerbs, rule, unreadVerb, writeVerbs } from './rules.ts';

/** A ClusterRole for people in a project: either rules, or the labels of the roles that it takes in. */
export interface ProjectRole {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly rules?: readonly PolicyRule[];
  readonly selects?: readonly string[];
}

/**
 * What people of a project make and change: whatever they name, and nothing of it reaches beyond their project. A new kind is in none of these lists
 * until somebody decides where it belongs; a test asks for that.
 */
export const memberKinds: readonly string[] = [
  'servers',
  'serveractions',
  'images',
  'keypairs',
  'servergroups',
  'networks',
  'ports',
  'volumes',
  'volumeattachments',
  'volumesnapshots',
];

/** What people of a project see and the operator writes: how much they may have. */
export const operatorKinds: readonly string[] = ['quotas'];

/** Cluster-wide, and readable by all who are known: not a project's business. */
export const catalogKinds: readonly string[] = ['flavors', 'zones', 'defaultquotas'];

/** With such a label, a ClusterRole of anybody's becomes a part of the project role of that name. */
export function aggregationLabel(level: 'reader' | 'member' | 'manager' | 'admin' | 'service'): string {
  return `rbac.tycho.dev/aggregate-to-${level}`;
}

/** Kubernetes' own labels are heeded too, so that what is written for `view`, `edit` and `admin` fits. */
const [toView, toEdit, toAdmin] = ['view', 'edit', 'admin'].map((word) => `rbac.authorization.k8s.io/aggregate-to-${word}`) as [
  string,
  string,
  string,
];

const readerLabels = [aggregationLabel('reader'), toView];
const memberLabels = [...readerLabels, aggregationLabel('member'), toEdit];
const managerLabels = [...memberLabels, aggregationLabel('manager')];
const adminLabels = [...managerLabels, aggregationLabel('admin'), toAdmin];

/** Reads. Never Secrets: what is in them is for guests and for those who wrote it. */
const readerRules: readonly PolicyRule[] = [
  rule(readVerbs, computeGroup, [...memberKinds, ...operatorKinds]),
  rule(['get'], computeGroup, [
    'servers/status',
    'serveractions/status',
    'images/status',
    'networks/status',
    'ports/status',
    'volumes/status',
    'volumeattachments/status',
    'volumesnapshots/status',
    'servergroups/status',
    'quotas/status',
  ]),
  // Writes nothing: each object in it is judged by the rights to that.
  rule(['create'], computeGroup, ['plans']),
  rule(readVerbs, '', ['configmaps', 'events', 'serviceaccounts']),
  rule(readVerbs, 'events.k8s.io', ['events']),
  rule(readVerbs, gitopsGroup, ['gitsyncs']),
  // Its own alone: a RoleBinding reaches no further.
  rule(['get'], '', ['namespaces']),
];

/** Writes, and what shows the inside of a guest. */
const memberRules: readonly PolicyRule[] = [
  rule(writeVerbs, computeGroup, memberKinds),
  rule(['create'], computeGroup, ['servers/restore', 'servers/console', 'images/upload', 'images/download']),
  rule(['get'], computeGroup, ['servers/log']),
  rule(writeVerbs, '', ['configmaps']),
  // Those can be encrypted by a key that is lost.
  rule([...allVerbs, unreadVerb], '', ['secrets']),
];

/** Moves servers between hosts that it does not see: ServerActions of the type MigrateCold. To go back from there is any member's to decide. */
const managerRules: readonly PolicyRule[] = [rule(['migrate'], computeGroup, ['servers'])];

/** Says who belongs to the project and what runs in its name; not how much it may have, which is the operator's. */
const adminRules: readonly PolicyRule[] = [
  rule(allVerbs, rbacGroup, ['roles', 'rolebindings']),
  rule(['create'], 'authorization.k8s.io', ['localsubjectaccessreviews']),
  rule(writeVerbs, '', ['serviceaccounts']),
  rule(['create'], '', ['serviceaccounts/token']),
  rule(['impersonate'], '', ['serviceaccounts']),
  // It names the service account that a repository acts as: whoever writes one has that account's rights.
  rule(writeVerbs, gitopsGroup, ['gitsyncs']),
];

/** Other services that act for a project, as one for storage or addresses: they read it all and tell what became of what is theirs. */
const serviceRules: readonly PolicyRule[] = [
  rule(['update', 'patch'], computeGroup, ['volumes/status', 'volumeattachments/status', 'ports/status']),
  rule(['create', 'patch'], '', ['events']),
  rule(['create', 'patch'], 'events.k8s.io', ['events']),
];

/**
 * OpenStack's administrators, who are those of the whole cloud: everything that a manager may in a project, in all of them; and the operator's kinds. No
 * rights of their own to give: who belongs to a project is for the identity service to say.
 */
export const openStackAdminRules: readonly PolicyRule[] = [
  ...readerRules,
  ...memberRules,
  ...managerRules,
  rule(['place'], computeGroup, ['servers']),
  rule(writeVerbs, computeGroup, [...operatorKinds, 'flavors', 'defaultquotas']),
  rule([...readVerbs, ...writeVerbs], infrastructureGroup, ['hosts', 'aggregates']),
  rule(readVerbs, infrastructureGroup, ['instances', 'hostvolumes']),
];

/** Everybody who is known may read these in the namespace `public`. */
export const publicReaderRules: readonly PolicyRule[] = [
  rule(readVerbs, computeGroup, ['images', 'networks']),
  rule(['get'], '', ['namespaces']),
];

export const projectRoles: readonly ProjectRole[] = [
  part('reader', readerRules),
  part('member', memberRules),
  part('manager', managerRules),
  part('admin', adminRules),
  part('service', serviceRules),
  whole('tycho:reader', readerLabels),
  whole('tycho:member', memberLabels),
  whole('tycho:manager', managerLabels),
  whole('tycho:admin', adminLabels),
  whole('tycho:service', [...readerLabels, aggregationLabel('service')]),
  whole('view', readerLabels),
  whole('edit', memberLabels),
  whole('admin', adminLabels),
];

function part(level: Parameters<typeof aggregationLabel>[0], rules: readonly PolicyRule[]): ProjectRole {
  return { name: `tycho:aggregate-to-${level}`, labels: { [aggregationLabel(level)]: 'true' }, rules };
}

function whole(name: string, selects: readonly string[]): ProjectRole {
  return { name, labels: {}, selects };
}
