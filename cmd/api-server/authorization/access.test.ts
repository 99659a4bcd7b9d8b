import { describe, expect, it } from 'vitest';
import { aHostBody, aServerBody } from '#test/builders/api-bodies.ts';
import { anInProcessApi, type Answer, type InProcessApi } from '#test/builders/request-chain.ts';
import type { Peer } from '../exchange/api-request.ts';

const compute = '/apis/compute.tycho.dev/v1alpha1';
const rbac = '/apis/rbac.authorization.k8s.io/v1';
const hosts = '/apis/infrastructure.tycho.dev/v1alpha1/hosts';
const mergePatch = { 'content-type': 'application/merge-patch+json' };

function person(commonName: string, ...organizations: readonly string[]): Peer {
  return { kind: 'Verified', commonName, organizations };
}

const [rita, mel, max, ada] = [person('rita'), person('mel'), person('max'), person('ada')];

function role(kind: string, name: string, rules: readonly object[], more: object = {}): object {
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name }, rules, ...more };
}

function binding(kind: string, name: string, roleName: string, user: string, roleKind = 'ClusterRole'): object {
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: roleKind, name: roleName };
  return { apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata: { name }, roleRef, subjects: [{ kind: 'User', name: user }] };
}

function anAction(type: string): object {
  return {
    apiVersion: 'compute.tycho.dev/v1alpha1',
    kind: 'ServerAction',
    metadata: { generateName: 'a-' },
    spec: { server: 'web', type },
  };
}

/** Two projects: `red` has a reader, a member, a manager and an admin, `blue` has nobody of them. */
async function twoProjects(): Promise<InProcessApi> {
  const api = await anInProcessApi();
  for (const name of ['red', 'blue']) {
    await created(api.call('POST', '/api/v1/namespaces', { body: { metadata: { name } } }));
    await created(api.call('POST', `${compute}/namespaces/${name}/servers`, { body: aServerBody('web') }));
  }
  for (const [user, level] of Object.entries({ rita: 'reader', mel: 'member', max: 'manager', ada: 'admin' })) {
    const body = binding('RoleBinding', user, `tycho:${level}`, user);
    await created(api.call('POST', `${rbac}/namespaces/red/rolebindings`, { body }));
  }
  return api;
}

async function created(answer: Promise<Answer>): Promise<Answer> {
  const { status, text } = await answer;
  expect([status, text]).toEqual([201, text]);
  return await answer;
}

describe('people of a project', () => {
  const red = `${compute}/namespaces/red`;
  const inRed = '/api/v1/namespaces/red';

  it.each([
    [rita, 'GET', `${red}/servers`, 200],
    [rita, 'GET', `${red}/servers?watch=true&timeoutSeconds=1`, 200],
    [rita, 'GET', `${red}/quotas`, 200],
    [rita, 'GET', inRed, 200],
    [rita, 'GET', `${inRed}/events`, 200],
    [rita, 'GET', `${compute}/flavors`, 200],
    [rita, 'GET', `${compute}/namespaces/public/images`, 200],
    [rita, 'GET', `${compute}/namespaces/public/networks`, 200],
    [rita, 'GET', `${compute}/namespaces/public/servers`, 403],
    [rita, 'GET', `${inRed}/secrets`, 403],
    [rita, 'GET', `${inRed}/secrets/x`, 403],
    [rita, 'GET', '/api/v1/namespaces/public/secrets/x', 403],
    [rita, 'DELETE', `${red}/servers/web`, 403],
    [rita, 'POST', `${red}/servers/web/console`, 403],
    [mel, 'GET', `${inRed}/secrets`, 200],
    [mel, 'PATCH', `${red}/servers/web`, 200],
    [mel, 'PATCH', `${red}/servers/web/status`, 403],
    [mel, 'POST', `${red}/servers/web/placement`, 403],
    [mel, 'GET', `${rbac}/namespaces/red/rolebindings`, 403],
    [ada, 'GET', `${rbac}/namespaces/red/rolebindings`, 200],
    [ada, 'PATCH', `${red}/quotas/default`, 403],
    [ada, 'DELETE', inRed, 403],
    [ada, 'GET', '/metrics', 403],
    // Whatever it is, it is somebody else's, and so is whether it is there.
    ...['web', 'not-there'].map((name) => [ada, 'GET', `${compute}/namespaces/blue/servers/${name}`, 403] as const),
    [ada, 'GET', `${compute}/namespaces/blue/servers`, 403],
    [ada, 'GET', `${compute}/namespaces/not-there/servers`, 403],
    [ada, 'GET', `${compute}/servers`, 403],
    [ada, 'GET', '/api/v1/namespaces', 403],
    [ada, 'GET', '/api/v1/namespaces/blue', 403],
    ...[rita, mel, max, ada].flatMap((who) => [
      [who, 'GET', hosts, 403] as const,
      [who, 'GET', `${hosts}/h`, 403] as const,
      [who, 'GET', '/apis/infrastructure.tycho.dev/v1alpha1/namespaces/red/instances', 403] as const,
    ]),
  ] as const)('%j %s %s: %i', async (as, method, url, status) => {
    const api = await twoProjects();
    await created(api.call('POST', hosts, { body: aHostBody('h') }));
    const call = method === 'PATCH' ? { as, headers: mergePatch, body: { metadata: { labels: { a: 'b' } } } } : { as };

    if (url.includes('watch=true')) return (await api.watch(url, { as })).leave();
    expect((await api.call(method, url, call)).status).toBe(status);
  });

  it('move servers from the manager on, and do other things to them from the member on', async () => {
    const api = await twoProjects();
    const act = async (as: Peer, type: string): Promise<number> =>
      (await api.call('POST', `${red}/serveractions`, { as, body: anAction(type) })).status;

    expect([await act(rita, 'Reboot'), await act(mel, 'Reboot'), await act(mel, 'MigrateCold'), await act(mel, 'RevertMigration')]).toEqual(
      [403, 201, 403, 201],
    );
    expect([await act(max, 'MigrateCold'), await act(ada, 'MigrateCold')]).toEqual([201, 201]);
    expect((await api.call('POST', `${red}/serveractions`, { as: mel, body: anAction('MigrateCold') })).json.message).toBe(
      'servers.compute.tycho.dev "web" is forbidden: User "mel" cannot migrate resource "servers" in API group "compute.tycho.dev" in the namespace "red"',
    );
  });
});

describe('the host of a server', () => {
  it('is nobody’s of the project to choose, whatever is written with it', async () => {
    const api = await twoProjects();
    const destination = { epoch: 1, hostID: 'a'.repeat(56) };
    const asked = aServerBody('sent', { destination });
    const url = `${compute}/namespaces/red/servers`;

    for (const as of [mel, max, ada]) expect((await api.call('POST', url, { as, body: asked })).status).toBe(403);
    await created(api.call('POST', url, { as: mel, body: aServerBody('sent') }));
    const patch = (as: Peer | undefined, spec: object) =>
      api.call('PATCH', `${url}/sent`, { ...(as === undefined ? {} : { as }), headers: mergePatch, body: { spec } });
    expect((await patch(ada, { destination })).json.message).toContain('cannot place resource "servers"');

    expect((await patch(undefined, { destination })).status).toBe(200);
    expect((await patch(mel, { description: 'it may stay' })).status).toBe(200);
    expect((await patch(mel, { destination: null })).status).toBe(200);
  });
});

describe('giving rights away', () => {
  const bindings = `${rbac}/namespaces/red/rolebindings`;
  const roles = `${rbac}/namespaces/red/roles`;

  it('is for those who have them', async () => {
    const api = await twoProjects();
    const readHosts = { verbs: ['get'], apiGroups: ['infrastructure.tycho.dev'], resources: ['hosts', 'instances'] };

    const own = await api.call('POST', bindings, { as: ada, body: binding('RoleBinding', 'eve', 'tycho:member', 'eve') });
    const more = await api.call('POST', bindings, { as: ada, body: binding('RoleBinding', 'eve2', 'cluster-admin', 'eve') });
    const made = await api.call('POST', roles, { as: ada, body: role('Role', 'r', [readHosts]) });
    const service = await api.call('POST', bindings, { as: ada, body: binding('RoleBinding', 's', 'tycho:service', 'eve') });
    const absent = await api.call('POST', bindings, { as: ada, body: binding('RoleBinding', 'x', 'nothing', 'eve', 'Role') });

    expect([own.status, more.status, made.status, service.status, absent.status]).toEqual([201, 403, 403, 403, 404]);
    expect(made.json.message).toBe(
      [
        'roles.rbac.authorization.k8s.io "r" is forbidden: user "ada" (groups=["system:authenticated"]) is attempting to grant RBAC permissions not currently held:',
        '{APIGroups:["infrastructure.tycho.dev"], Resources:["hosts"], Verbs:["get"]}',
        '{APIGroups:["infrastructure.tycho.dev"], Resources:["instances"], Verbs:["get"]}',
      ].join('\n'),
    );
    expect(absent.json.message).toBe('roles.rbac.authorization.k8s.io "nothing" not found');
    expect((await api.call('GET', `${compute}/namespaces/red/servers`, { as: person('eve') })).status).toBe(200);
  });

  it('cannot be had by changing a role later, nor by a patch or a dry run', async () => {
    const api = await twoProjects();
    const rule = (verbs: readonly string[]) => ({ verbs, apiGroups: ['compute.tycho.dev'], resources: ['servers'] });
    await created(api.call('POST', roles, { as: ada, body: role('Role', 'r', [rule(['get'])]) }));
    const patch = (as: Peer, body: object, query = '') => api.call('PATCH', `${roles}/r${query}`, { as, headers: mergePatch, body });

    expect((await patch(ada, { rules: [rule(['get', 'delete'])] })).status).toBe(200);
    expect((await patch(ada, { rules: [rule(['*'])] })).status).toBe(403);
    expect((await patch(ada, { rules: [rule(['*'])] }, '?dryRun=All')).status).toBe(403);
    expect((await patch(mel, { rules: [] })).status).toBe(403);
  });

  it('is allowed by the verbs escalate and bind, each for itself', async () => {
    const api = await twoProjects();
    const verbs = { verbs: ['escalate', 'bind'], apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles', 'clusterroles'] };
    await created(api.call('POST', roles, { body: role('Role', 'escalator', [verbs]) }));
    await created(api.call('POST', bindings, { body: binding('RoleBinding', 'ada2', 'escalator', 'ada', 'Role') }));
    const anything = { verbs: ['*'], apiGroups: ['*'], resources: ['*'] };

    await created(api.call('POST', roles, { as: ada, body: role('Role', 'r', [anything]) }));
    await created(api.call('POST', bindings, { as: ada, body: binding('RoleBinding', 'eve', 'cluster-admin', 'eve') }));
    expect((await api.call('GET', `${compute}/namespaces/blue/servers`, { as: person('eve') })).status).toBe(403);
  });

  it('by aggregation is for those who may everything', async () => {
    const api = await twoProjects();
    const verbs = { verbs: ['*'], apiGroups: ['rbac.authorization.k8s.io'], resources: ['clusterrolebindings'] };
    const makesRoles = { verbs: ['create'], apiGroups: ['rbac.authorization.k8s.io'], resources: ['clusterroles'] };
    await created(api.call('POST', `${rbac}/clusterroles`, { body: role('ClusterRole', 'maker', [verbs, makesRoles]) }));
    await created(api.call('POST', `${rbac}/clusterrolebindings`, { body: binding('ClusterRoleBinding', 'ada', 'maker', 'ada') }));
    const body = role('ClusterRole', 'all', [], { aggregationRule: { clusterRoleSelectors: [{}] } });

    expect((await api.call('POST', `${rbac}/clusterroles`, { as: ada, body })).json.message).toBe(
      'clusterroles.rbac.authorization.k8s.io "all" is forbidden: must have cluster-admin privileges to use the aggregationRule',
    );
    await created(api.call('POST', `${rbac}/clusterroles`, { body }));
  });
});

describe('a role', () => {
  it.each([
    [{ verbs: [], apiGroups: [''], resources: ['x'] }, 'rules[0].verbs: Required value: verbs must contain at least one value'],
    [{ verbs: ['get'], resources: ['x'] }, 'rules[0].apiGroups: Required value: resource rules must supply at least one api group'],
    [{ verbs: ['get'], apiGroups: [''] }, 'rules[0].resources: Required value: resource rules must supply at least one resource'],
    [
      { verbs: ['get'], nonResourceURLs: ['/x'] },
      'rules[0].nonResourceURLs: Invalid value: "/x": namespaced rules cannot apply to non-resource URLs',
    ],
  ])('with the rule %j is refused', async (rule, message) => {
    const api = await anInProcessApi();

    const { status, json } = await api.call('POST', `${rbac}/namespaces/default/roles`, { body: role('Role', 'r', [rule]) });

    expect([status, json.message]).toEqual([422, `Role.rbac.authorization.k8s.io "r" is invalid: ${message}`]);
  });

  it('cannot be exchanged in a binding, whose subjects are completed', async () => {
    const api = await anInProcessApi();
    const body = binding('ClusterRoleBinding', 'b', 'view', 'eve');
    const { json } = await created(api.call('POST', `${rbac}/clusterrolebindings`, { body }));

    const answer = await api.call('PATCH', `${rbac}/clusterrolebindings/b`, { headers: mergePatch, body: { roleRef: { name: 'edit' } } });

    expect(json.subjects ?? (await api.call('GET', `${rbac}/clusterrolebindings/b`)).json.subjects).toEqual([
      { kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: 'eve' },
    ]);
    expect(answer.status).toBe(422);
    expect(answer.json.message).toContain('cannot change roleRef');
  });

  it('may be named as Kubernetes allows it', async () => {
    const api = await anInProcessApi();
    const post = async (name: string) => (await api.call('POST', `${rbac}/clusterroles`, { body: role('ClusterRole', name, []) })).status;

    expect([await post('My:Role of mine'), await post('a/b'), await post('..')]).toEqual([201, 422, 422]);
  });

  it('that is aggregated has the rules of what it selects, also of what comes later', async () => {
    const api = await anInProcessApi();
    const own = { verbs: ['paint'], apiGroups: ['art.example'], resources: ['walls'] };
    const body = role('ClusterRole', 'painter', [own]);
    await created(
      api.call('POST', `${rbac}/clusterroles`, {
        body: { ...body, metadata: { name: 'painter', labels: { 'rbac.tycho.dev/aggregate-to-member': 'true' } } },
      }),
    );

    const rulesOf = async (name: string): Promise<readonly unknown[]> => (await api.call('GET', `${rbac}/clusterroles/${name}`)).json.rules;
    await expect.poll(() => rulesOf('edit')).toContainEqual(own);
    expect(await rulesOf('tycho:admin')).toContainEqual(own);
    expect(await rulesOf('view')).not.toContainEqual(own);
  });
});

describe('acting as somebody else', () => {
  const whoami = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
  const as = (headers: Readonly<Record<string, string>>, peer?: Peer) => ({
    headers,
    body: {},
    ...(peer === undefined ? {} : { as: peer }),
  });

  it('is to have their rights and no others', async () => {
    const api = await twoProjects();

    const me = await api.call(
      'POST',
      whoami,
      as({ 'impersonate-user': 'mel', 'impersonate-group': 'a, b', 'impersonate-extra-Some%2fThing': 'x' }),
    );
    const secret = await api.call('GET', `${compute}/namespaces/blue/servers`, as({ 'impersonate-user': 'mel' }));
    const robot = await api.call('POST', whoami, as({ 'impersonate-user': 'system:serviceaccount:red:robot', 'impersonate-uid': '7' }));

    expect(me.json.status.userInfo).toEqual({
      username: 'mel',
      groups: ['a', 'b', 'system:authenticated'],
      extra: { 'some/thing': ['x'] },
    });
    expect(secret.status).toBe(403);
    expect(robot.json.status.userInfo).toEqual({
      username: 'system:serviceaccount:red:robot',
      uid: '7',
      groups: ['system:serviceaccounts', 'system:serviceaccounts:red', 'system:authenticated'],
    });
  });

  it('needs the right to each of name, group, UID and extra', async () => {
    const api = await twoProjects();
    const impersonate = (resources: readonly string[], names: readonly string[], group = '') => ({
      verbs: ['impersonate'],
      apiGroups: [group],
      resources,
      resourceNames: names,
    });
    const rules = [
      impersonate(['users'], ['mel']),
      impersonate(['groups'], ['staff']),
      impersonate(['userextras/scopes'], ['view'], 'authentication.k8s.io'),
    ];
    await created(api.call('POST', `${rbac}/clusterroles`, { body: role('ClusterRole', 'helpdesk', rules) }));
    await created(api.call('POST', `${rbac}/clusterrolebindings`, { body: binding('ClusterRoleBinding', 'h', 'helpdesk', 'rita') }));
    const status = async (headers: Readonly<Record<string, string>>) => (await api.call('POST', whoami, as(headers, rita))).status;

    expect(await status({ 'impersonate-user': 'mel', 'impersonate-group': 'staff', 'impersonate-extra-scopes': 'view' })).toBe(201);
    expect(await status({ 'impersonate-user': 'ada' })).toBe(403);
    expect(await status({ 'impersonate-user': 'mel', 'impersonate-group': 'system:masters' })).toBe(403);
    expect(await status({ 'impersonate-user': 'mel', 'impersonate-group': 'staff, system:masters' })).toBe(403);
    expect(await status({ 'impersonate-user': 'mel', 'impersonate-extra-scopes': 'edit' })).toBe(403);
    expect(await status({ 'impersonate-user': 'mel', 'impersonate-uid': '1' })).toBe(403);
    expect(await status({ 'impersonate-group': 'staff' })).toBe(400);
    expect((await api.call('POST', whoami, as({ 'impersonate-user': 'bob' }, mel))).json.message).toBe(
      'users "bob" is forbidden: User "mel" cannot impersonate resource "users" in API group "" at the cluster scope',
    );
  });
});

describe('a question about rights', () => {
  const reviews = '/apis/authorization.k8s.io/v1';
  const deleteServers = { verb: 'delete', group: 'compute.tycho.dev', resource: 'servers', namespace: 'red' };

  it('about oneself is everybody’s', async () => {
    const api = await twoProjects();
    const ask = async (as: Peer) =>
      (await api.call('POST', `${reviews}/selfsubjectaccessreviews`, { as, body: { spec: { resourceAttributes: deleteServers } } })).json
        .status;

    expect(await ask(rita)).toEqual({ allowed: false });
    expect(await ask(mel)).toEqual({
      allowed: true,
      reason: 'RBAC: allowed by RoleBinding "mel/red" of ClusterRole "tycho:member" to User "mel"',
    });
    const rules = await api.call('POST', `${reviews}/selfsubjectrulesreviews`, { as: rita, body: { spec: { namespace: 'red' } } });
    expect(rules.json.status.incomplete).toBe(false);
    expect(rules.json.status.resourceRules).toContainEqual({ verbs: ['get'], apiGroups: [''], resources: ['namespaces'] });
    expect(rules.json.status.nonResourceRules).toContainEqual({ verbs: ['get'], nonResourceURLs: expect.arrayContaining(['/apis/*']) });
  });

  it('about others is for those who may ask it, in their project or everywhere', async () => {
    const api = await twoProjects();
    const spec = { user: 'mel', resourceAttributes: deleteServers };
    const local = `${reviews}/namespaces/red/localsubjectaccessreviews`;
    const ask = (as: Peer, url: string, body: object) => api.call('POST', url, { as, body });

    expect((await ask(ada, local, { spec })).json.status.allowed).toBe(true);
    expect((await ask(mel, local, { spec })).status).toBe(403);
    expect((await ask(ada, `${reviews}/subjectaccessreviews`, { spec })).status).toBe(403);
    expect((await api.call('POST', `${reviews}/subjectaccessreviews`, { body: { spec } })).json.status.allowed).toBe(true);
    expect((await ask(ada, local, { spec: { ...spec, resourceAttributes: { ...deleteServers, namespace: 'blue' } } })).status).toBe(422);
    expect((await ask(ada, local, { spec: { resourceAttributes: deleteServers } })).status).toBe(422);
  });
});
