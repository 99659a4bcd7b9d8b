import { computeGroup } from '#apis/compute/group.ts';
import { gitopsGroup } from '#apis/gitops/group.ts';
import { infrastructureGroup } from '#apis/infrastructure/group.ts';
import { catalog } from '#apis/catalog.ts';
import { rbacGroup, type PolicyRule } from '#apis/kubernetes/rbac.ts';
import { allVerbs, readVerbs, rule } from './rules.ts';

/** What one of our own processes may, by the user name in its certificate. */
export interface ProcessRole {
  readonly name: string;
  readonly user: string;
  readonly rules: readonly PolicyRule[];
}

const changeVerbs = ['update', 'patch'] as const;
const recordsEvents = [rule(['create', 'patch'], '', ['events'])];

/** Makes a Namespace for each project of OpenStack's, and binds in it what its roles are. */
const speaksForOpenStack: readonly PolicyRule[] = [
  rule(['impersonate'], 'openstack.tycho.dev', ['users', 'groups']),
  rule(['get', 'list', 'watch', 'create'], '', ['namespaces']),
  rule(['create'], rbacGroup, ['rolebindings']),
  rule(
    ['bind'],
    rbacGroup,
    ['clusterroles'],
    ['reader', 'member', 'manager', 'service'].map((role) => `tycho:${role}`),
  ),
];

/** Resources by name, since `*` would hold logs and consoles too. */
function pluralsOf(group: string): readonly string[] {
  return catalog.filter((kind) => kind.group === group).map(({ plural }) => plural);
}

/**
 * Least privilege, each process for itself: none can give rights away, read the Secrets of a project and speak for hosts at once. The rights of the
 * first are wide because it collects what nobody owns any more, of whatever kind, as Kubernetes' collector does.
 */
export const processRoles: readonly ProcessRole[] = [
  {
    name: 'tycho:system:controller-manager',
    user: 'tycho-controller-manager',
    rules: [
      { verbs: [...readVerbs, 'patch', 'update', 'delete'], apiGroups: ['*'], resources: ['*'] },
      rule(['create'], computeGroup, [
        'images',
        'ports',
        'serveractions',
        'volumes',
        'volumeattachments',
        'zones',
        'servers/placement',
        'servers/restore',
      ]),
      rule(['create'], infrastructureGroup, ['instances', 'hostvolumes', 'migrations']),
      rule(['create'], 'coordination.k8s.io', ['leases']),
      rule(['create'], '', ['serviceaccounts']),
      ...recordsEvents,
    ],
  },
  {
    name: 'tycho:system:gateway',
    user: 'tycho-gateway',
    rules: [
      rule([...readVerbs, 'create'], infrastructureGroup, ['hosts']),
      rule([...readVerbs, ...changeVerbs], infrastructureGroup, ['instances', 'hostvolumes']),
      rule(changeVerbs, infrastructureGroup, ['hosts/status', 'instances/status', 'hostvolumes/status']),
      // When an agent says that nothing is left of one.
      rule(['update'], infrastructureGroup, ['instances/finalizers', 'hostvolumes/finalizers']),
      rule(readVerbs, computeGroup, ['servers', 'serveractions', 'networks', 'ports', 'keypairs', 'volumes', 'images', 'flavors']),
      // User data and passwords, by name, and tokens of hosts that join.
      rule(['get'], '', ['secrets', 'namespaces']),
      rule(['patch'], '', ['secrets']),
      rule(allVerbs, 'coordination.k8s.io', ['leases']),
      ...recordsEvents,
    ],
  },
  {
    name: 'tycho:system:image-store',
    user: 'tycho-image-store',
    rules: [
      // Whatever of ours may speak of bytes that it keeps.
      rule(readVerbs, computeGroup, pluralsOf(computeGroup)),
      rule(readVerbs, infrastructureGroup, pluralsOf(infrastructureGroup)),
      // What was uploaded.
      rule(['patch'], computeGroup, ['images/status']),
    ],
  },
  {
    name: 'tycho:system:gitops',
    user: 'tycho-gitops',
    rules: [
      rule([...readVerbs, 'patch'], gitopsGroup, ['gitsyncs']),
      rule(['patch'], gitopsGroup, ['gitsyncs/status']),
      // Everything else, credentials of repositories too, it reads and writes as the service account that a GitSync names.
      rule(['impersonate'], '', ['serviceaccounts']),
      rule(['get', 'create', 'update'], 'coordination.k8s.io', ['leases']),
      ...recordsEvents,
    ],
  },
  {
    name: 'tycho:system:nova-api',
    user: 'tycho-nova-api',
    rules: [
      // It reads for everybody, and shows to each what OpenStack lets them see. Whatever it changes, it changes as the caller.
      rule(readVerbs, computeGroup, pluralsOf(computeGroup)),
      rule(readVerbs, infrastructureGroup, pluralsOf(infrastructureGroup)),
      ...speaksForOpenStack,
    ],
  },
  {
    name: 'tycho:system:openstack-services',
    user: 'tycho-openstack-services',
    // It reads as the caller, too.
    rules: speaksForOpenStack,
  },
];
