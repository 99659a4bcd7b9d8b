import { computeGroup } from '#apis/compute/group.ts';
import {
  clusterRoleBindingKind,
  clusterRoleKind,
  rbacGroup,
  roleBindingKind,
  type ClusterRole,
  type PolicyRule,
  type RoleBinding,
  type Subject,
} from '#apis/kubernetes/rbac.ts';
import { apiVersionOf, type KindDefinition } from '#apis/machinery/kind.ts';
import { adminGroup } from '#apis/openstack/caller.ts';
import { authenticatedGroup, unauthenticatedGroup } from '../../authentication/user.ts';
import { everything } from '../rbac-authorizer.ts';
import { catalogKinds, openStackAdminRules, projectRoles, publicReaderRules } from './project-roles.ts';
import { processRoles } from './process-roles.ts';
import { pathRule, readVerbs, rule } from './rules.ts';

/** The metadata of a role or binding that every api-server keeps. */
interface PolicyMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** A role or binding that every api-server keeps: what it lacks is added, and nothing is taken away. */
export type PolicyObject = { readonly kind: KindDefinition; readonly metadata: PolicyMeta } & (
  | { readonly body: Pick<ClusterRole, 'rules' | 'aggregationRule'> }
  | { readonly body: Pick<RoleBinding, 'roleRef' | 'subjects'> }
);

/** An operator who sets this to `false` keeps what they changed, also what they took away. */
export const autoUpdateAnnotation = 'rbac.authorization.kubernetes.io/autoupdate';

/** What is there in every installation. Names with `system:` are Kubernetes' own and mean the same here. */
export function bootstrapPolicy(): readonly PolicyObject[] {
  return [
    clusterRole('cluster-admin', everything),
    clusterRole('system:discovery', [
      pathRule('/api', '/api/*', '/apis', '/apis/*', '/healthz', '/livez', '/openapi', '/openapi/*', '/readyz', '/version', '/version/'),
    ]),
    clusterRole('system:service-account-issuer-discovery', [pathRule('/.well-known/openid-configuration', '/openid/v1/jwks')]),
    clusterRole('system:public-info-viewer', [pathRule('/healthz', '/livez', '/readyz', '/version', '/version/', '/console/*')]),
    clusterRole('system:basic-user', [
      rule(['create'], 'authorization.k8s.io', ['selfsubjectaccessreviews', 'selfsubjectrulesreviews']),
      rule(['create'], 'authentication.k8s.io', ['selfsubjectreviews']),
    ]),
    clusterRole('system:auth-delegator', [
      rule(['create'], 'authentication.k8s.io', ['tokenreviews']),
      rule(['create'], 'authorization.k8s.io', ['subjectaccessreviews']),
    ]),
    clusterRole('system:monitoring', [pathRule('/healthz', '/healthz/*', '/livez', '/livez/*', '/metrics', '/readyz', '/readyz/*')]),
    clusterRole('tycho:catalog-reader', [rule(readVerbs, computeGroup, catalogKinds)]),
    clusterRole('tycho:public-reader', publicReaderRules),
    clusterRole('tycho:openstack-admin', openStackAdminRules),
    ...projectRoles.map(({ name, labels, rules, selects }) =>
      selects === undefined ? clusterRole(name, rules ?? [], labels) : aggregatedRole(name, selects, labels),
    ),
    ...processRoles.map(({ name, rules }) => clusterRole(name, rules)),
    clusterBinding('cluster-admin', 'cluster-admin', [group('system:masters')]),
    clusterBinding('system:discovery', 'system:discovery', [group(authenticatedGroup)]),
    clusterBinding('system:service-account-issuer-discovery', 'system:service-account-issuer-discovery', [group(authenticatedGroup)]),
    clusterBinding('system:basic-user', 'system:basic-user', [group(authenticatedGroup)]),
    clusterBinding('system:public-info-viewer', 'system:public-info-viewer', [group(authenticatedGroup), group(unauthenticatedGroup)]),
    clusterBinding('system:monitoring', 'system:monitoring', [group('system:monitoring')]),
    clusterBinding('tycho:catalog-reader', 'tycho:catalog-reader', [group(authenticatedGroup)]),
    clusterBinding('tycho:openstack-admin', 'tycho:openstack-admin', [group(adminGroup)]),
    ...processRoles.map(({ name, user }) => clusterBinding(name, name, [{ kind: 'User', apiGroup: rbacGroup, name: user }])),
    // Processes of v0.1.0 show this group in their certificates. To be removed with the release after the next.
    clusterBinding('tycho:control-plane', 'cluster-admin', [group('tycho:control-plane')]),
    {
      ...clusterBinding('tycho:public-reader', 'tycho:public-reader', [group(authenticatedGroup)]),
      kind: roleBindingKind,
      metadata: { ...metadataOf('tycho:public-reader'), namespace: 'public' },
    },
  ];
}

/** The whole object as it is first stored. */
export function asDraft({ kind, metadata, body }: PolicyObject): object {
  return { apiVersion: apiVersionOf(kind), kind: kind.kind, metadata, ...body };
}

function clusterRole(name: string, rules: readonly PolicyRule[], labels: Readonly<Record<string, string>> = {}): PolicyObject {
  return { kind: clusterRoleKind, metadata: metadataOf(name, labels), body: { rules } };
}

/** Takes in each role that has one of these labels with the value `true`. */
function aggregatedRole(name: string, selects: readonly string[], labels: Readonly<Record<string, string>> = {}): PolicyObject {
  const clusterRoleSelectors = selects.map((label) => ({ matchLabels: { [label]: 'true' } }));
  return { kind: clusterRoleKind, metadata: metadataOf(name, labels), body: { aggregationRule: { clusterRoleSelectors } } };
}

function clusterBinding(name: string, role: string, subjects: readonly Subject[]): PolicyObject {
  const roleRef = { apiGroup: rbacGroup, kind: clusterRoleKind.kind, name: role };
  return { kind: clusterRoleBindingKind, metadata: metadataOf(name), body: { roleRef, subjects } };
}

function group(name: string): Subject {
  return { kind: 'Group', apiGroup: rbacGroup, name };
}

function metadataOf(name: string, labels: Readonly<Record<string, string>> = {}): PolicyMeta {
  return {
    name,
    labels: { 'kubernetes.io/bootstrapping': 'rbac-defaults', ...labels },
    annotations: { [autoUpdateAnnotation]: 'true' },
  };
}
