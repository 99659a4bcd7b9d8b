import { describe, expect, it } from 'vitest';
import { anInProcessApi, type InProcessApi } from '#test/builders/request-chain.ts';
import type { Peer } from '../exchange/api-request.ts';

const rbac = '/apis/rbac.authorization.k8s.io/v1/namespaces/default';
const ada: Peer = { kind: 'Verified', commonName: 'ada', organizations: [] };
const group = { apiGroup: 'rbac.authorization.k8s.io' };

/** Ada has a role in `default` and no other right. */
async function anApiWhereAdaHas(roleRef: { readonly kind: string; readonly name: string }): Promise<InProcessApi> {
  const api = await anInProcessApi();
  const rules = [{ verbs: ['patch'], apiGroups: [''], resources: ['configmaps'] }];
  await api.call('POST', `${rbac}/roles`, { body: { metadata: { name: 'patcher' }, rules } });
  const body = { metadata: { name: 'ada' }, roleRef: { ...group, ...roleRef }, subjects: [{ kind: 'User', name: 'ada' }] };
  await api.call('POST', `${rbac}/rolebindings`, { body });
  return api;
}

describe('rights, by other ways of writing than POST and merge patch', () => {
  it('are given away by server-side apply and JSON patch by those only who have them', async () => {
    const api = await anApiWhereAdaHas({ kind: 'ClusterRole', name: 'tycho:admin' });
    const apply = async (plural: string, kind: string, name: string, fields: object): Promise<number> => {
      const body = { apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name }, ...fields };
      const headers = { 'content-type': 'application/apply-patch+yaml' };
      return (await api.call('PATCH', `${rbac}/${plural}/${name}?fieldManager=m&force=true`, { as: ada, body, headers })).status;
    };
    const bind = (name: string, role: string): Promise<number> =>
      apply('rolebindings', 'RoleBinding', name, {
        roleRef: { ...group, kind: 'ClusterRole', name: role },
        subjects: [{ ...group, kind: 'User', name: 'eve' }],
      });
    const write = (verbs: readonly string[]): Promise<number> =>
      apply('roles', 'Role', 'r', { rules: [{ verbs, apiGroups: ['compute.tycho.dev'], resources: ['servers'] }] });

    expect([await bind('more', 'cluster-admin'), await bind('less', 'view')]).toEqual([403, 201]);
    expect([await write(['get']), await write(['*']), await write(['get', 'delete'])]).toEqual([201, 403, 200]);
    const body = [{ op: 'add', path: '/rules/0/verbs/-', value: '*' }];
    const headers = { 'content-type': 'application/json-patch+json' };
    expect((await api.call('PATCH', `${rbac}/roles/r`, { as: ada, body, headers })).status).toBe(403);
  });

  it('to patch are none to create, as by an apply', async () => {
    const api = await anApiWhereAdaHas({ kind: 'Role', name: 'patcher' });
    const maps = '/api/v1/namespaces/default/configmaps';
    const body = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'new' }, data: { a: 'b' } };
    const headers = { 'content-type': 'application/apply-patch+yaml' };
    const apply = async (): Promise<number> => (await api.call('PATCH', `${maps}/new?fieldManager=m`, { as: ada, body, headers })).status;

    expect(await apply()).toBe(403);
    expect((await api.call('GET', `${maps}/new`)).status).toBe(404);
    await api.call('POST', maps, { body: { metadata: { name: 'new' } } });
    expect(await apply()).toBe(200);
  });
});
