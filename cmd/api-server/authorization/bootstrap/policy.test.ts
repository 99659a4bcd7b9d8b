import { computeGroup } from '#apis/compute/group.ts';
import { infrastructureGroup } from '#apis/infrastructure/group.ts';
import { describe, expect, it } from 'vitest';
import { catalog } from '#apis/catalog.ts';
import { clusterRoleBindingKind, clusterRoleKind, type ClusterRole, type RoleBinding } from '#apis/kubernetes/rbac.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { aStartedRegistry, plainDelete, plainWrite, type StartedRegistry } from '#test/builders/registry.ts';
import { RoleUpkeep } from '../role-upkeep.ts';
import { bootstrapPolicy } from './policy.ts';
import { processRoles } from './process-roles.ts';
import { catalogKinds, memberKinds, operatorKinds, projectRoles } from './project-roles.ts';

async function upkeep(started: StartedRegistry): Promise<void> {
  const keeper = new RoleUpkeep({ ...started, logger: silentLogger });
  await keeper.start();
  keeper.close();
}

async function roleNamed(started: StartedRegistry, name: string): Promise<ClusterRole> {
  return (await started.registry.get(clusterRoleKind, { name }, {})).object();
}

describe('the roles of an installation', () => {
  it('say of each kind that people use whose it is to write', () => {
    const kinds = catalog.filter(({ group }) => group === computeGroup).map(({ plural }) => plural);

    expect([...memberKinds, ...operatorKinds, ...catalogKinds].toSorted()).toEqual(kinds.toSorted());
  });

  it('let no project role near hosts, other groups of rights, or everything', () => {
    const rules = projectRoles.flatMap((role) => role.rules ?? []);

    expect(rules.filter(({ apiGroups = [] }) => apiGroups.includes(infrastructureGroup) || apiGroups.includes('*'))).toEqual([]);
    expect(rules.filter(({ verbs, resources = [] }) => [...verbs, ...resources].includes('*'))).toEqual([]);
    expect(rules.flatMap(({ verbs }) => verbs).filter((verb) => verb === 'escalate' || verb === 'bind')).toEqual([]);
  });

  it('let the process that acts for repositories read nothing of a project by itself, but what is to be done there', () => {
    const { rules } = processRoles.find(({ user }) => user === 'tycho-gitops')!;
    const read = rules.filter(({ verbs }) => verbs.some((verb) => verb === 'get' || verb === 'list' || verb === '*'));

    expect(read.flatMap(({ resources = [] }) => resources)).toEqual(['gitsyncs', 'leases']);
  });

  it('are there after a start, and a second start changes nothing', async () => {
    const started = await aStartedRegistry();
    await upkeep(started);
    await started.cache.beFresh();
    const { revision } = started.cache;
    await upkeep(await aStartedRegistry({ beside: started }));
    await started.cache.beFresh();

    expect(started.cache.revision).toBe(revision);
    for (const { kind, metadata } of bootstrapPolicy()) {
      const { namespace, name } = metadata;
      const { metadata: found } = (await started.registry.get(kind, namespace === undefined ? { name } : { namespace, name }, {})).object();
      expect(found.labels).toMatchObject({ 'kubernetes.io/bootstrapping': 'rbac-defaults' });
    }
    expect((await roleNamed(started, 'view')).rules).toEqual((await roleNamed(started, 'tycho:reader')).rules);
  });

  it('get back what they lack and keep what an operator added', async () => {
    const started = await aStartedRegistry();
    await upkeep(started);
    const own = { verbs: ['get'], apiGroups: ['own.example'], resources: ['things'] };
    const eve = { kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: 'eve' };
    await started.registry.mergePatch(clusterRoleKind, { name: 'tycho:catalog-reader' }, { rules: [own] }, plainWrite);
    await started.registry.mergePatch(clusterRoleBindingKind, { name: 'system:basic-user' }, { subjects: [eve] }, plainWrite);
    await started.registry.delete(clusterRoleKind, { name: 'system:discovery' }, plainDelete);

    await upkeep(started);

    expect((await roleNamed(started, 'tycho:catalog-reader')).rules).toEqual([
      own,
      { verbs: ['get', 'list', 'watch'], apiGroups: [computeGroup], resources: ['flavors'] },
      { verbs: ['get', 'list', 'watch'], apiGroups: [computeGroup], resources: ['zones'] },
      { verbs: ['get', 'list', 'watch'], apiGroups: [computeGroup], resources: ['defaultquotas'] },
    ]);
    const binding = (await started.registry.get(clusterRoleBindingKind, { name: 'system:basic-user' }, {})).object() as RoleBinding;
    expect(binding.subjects?.map(({ name }) => name)).toEqual(['eve', 'system:authenticated']);
    expect((await roleNamed(started, 'system:discovery')).rules).toHaveLength(1);
  });

  it('stay as an operator has them who says so', async () => {
    const started = await aStartedRegistry();
    await upkeep(started);
    const metadata = { annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'false' } };
    await started.registry.mergePatch(clusterRoleBindingKind, { name: 'tycho:control-plane' }, { metadata, subjects: [] }, plainWrite);

    await upkeep(started);

    const binding = (await started.registry.get(clusterRoleBindingKind, { name: 'tycho:control-plane' }, {})).object() as RoleBinding;
    expect(binding.subjects ?? []).toEqual([]);
  });
});
