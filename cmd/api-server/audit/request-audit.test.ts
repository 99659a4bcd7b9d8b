import { describe, expect, it } from 'vitest';
import { anAccountTokenConfiguration } from '#test/builders/account-tokens.ts';
import { anInProcessApi, stranger, type InProcessApi } from '#test/builders/request-chain.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { defaultAuditPolicy, type AuditPolicy } from './audit-policy.ts';
import { RequestAudit } from './request-audit.ts';

const secrets = '/api/v1/namespaces/default/secrets';
const configMaps = '/api/v1/namespaces/default/configmaps';
const accounts = '/api/v1/namespaces/default/serviceaccounts';

interface World {
  readonly api: InProcessApi;
  readonly text: () => string;
  // eslint-disable-next-line typescript/no-explicit-any
  readonly events: () => readonly any[];
}

async function aWorld(policy: AuditPolicy = defaultAuditPolicy): Promise<World> {
  const lines: string[] = [];
  const audit = new RequestAudit({ log: { write: (line) => void lines.push(line) }, policy, clock: new VirtualClock() });
  const api = await anInProcessApi({ audit, authentication: { serviceAccounts: await anAccountTokenConfiguration() } });
  return { api, text: () => lines.join('\n'), events: () => lines.map((line) => JSON.parse(line) as unknown) };
}

describe('the audit log', () => {
  it('records a change in the shape of Kubernetes, under the id of the answer, with the name of what was made', async () => {
    const { api, events } = await aWorld();

    const { headers } = await api.call('POST', `${configMaps}?fieldManager=me`, {
      headers: { 'user-agent': 'kubectl' },
      body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' } },
    });

    expect(events()).toEqual([
      {
        kind: 'Event',
        apiVersion: 'audit.k8s.io/v1',
        level: 'Metadata',
        auditID: headers['audit-id'],
        stage: 'ResponseComplete',
        requestURI: `${configMaps}?fieldManager=me`,
        verb: 'create',
        user: { username: 'admin', groups: ['system:masters', 'system:authenticated'] },
        userAgent: 'kubectl',
        objectRef: { resource: 'configmaps', namespace: 'default', name: 'web', apiVersion: 'v1' },
        responseStatus: { metadata: {}, code: 201 },
        requestReceivedTimestamp: '2026-06-01T12:00:00.000000Z',
        stageTimestamp: '2026-06-01T12:00:00.000000Z',
        annotations: { 'authorization.k8s.io/decision': 'allow' },
      },
    ]);
  });

  it('records who was refused, and why', async () => {
    const { api, events } = await aWorld();

    await api.call('GET', `${secrets}/web`, { as: stranger });
    await api.call('GET', secrets, { as: 'Nobody', headers: { authorization: 'Bearer nonsense' } });
    await api.call('DELETE', `${secrets}/web`, { as: 'Nobody' });

    expect(events().map(({ user, verb, responseStatus, annotations }) => [user.username, verb, responseStatus.code, annotations])).toEqual([
      ['alice', 'get', 403, { 'authorization.k8s.io/decision': 'forbid' }],
      ['system:anonymous', 'list', 401, undefined],
      ['system:anonymous', 'delete', 401, { 'authorization.k8s.io/decision': 'forbid' }],
    ]);
    expect(events()[0].responseStatus.message).toContain('cannot get resource "secrets"');
  });

  it('names both who asks and whom they act as', async () => {
    const { api, events } = await aWorld();

    await api.call('DELETE', `${secrets}/web`, { headers: { 'impersonate-user': 'bob', 'impersonate-group': 'staff' } });

    expect(events().map(({ user, impersonatedUser, annotations }) => [user.username, impersonatedUser, annotations])).toEqual([
      ['admin', { username: 'bob', groups: ['staff', 'system:authenticated'] }, { 'authorization.k8s.io/decision': 'forbid' }],
    ]);
  });

  it('passes over what only looks', async () => {
    const { api, events } = await aWorld();

    for (const path of ['/healthz', '/apis', '/openapi/v3', configMaps, '/nowhere', `${configMaps}/none`]) await api.call('GET', path);
    await api.call('POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', { body: {} });

    expect(events()).toEqual([]);
  });

  it('holds bodies only where the policy wants them, and never what is in Secrets and tokens', async () => {
    const { api, events, text } = await aWorld([{ level: 'Request' }]);
    const data = { password: Buffer.from('Xyzzy').toString('base64') };

    await api.call('POST', configMaps, { body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data: { a: 'b' } } });
    await api.call('POST', secrets, { body: { metadata: { name: 'web' }, data, stringData: { other: 'Plugh' } } });
    await api.call('PATCH', `${secrets}/web`, {
      headers: { 'content-type': 'application/merge-patch+json' },
      body: { stringData: { other: 'Plover' } },
    });
    await api.call('POST', accounts, { body: { metadata: { name: 'robot' } } });
    const token = (await api.call('POST', `${accounts}/robot/token`, { body: { spec: {} } })).json.status.token;
    await api.call('POST', '/apis/authentication.k8s.io/v1/tokenreviews', { body: { spec: { token } } });

    expect(events().map(({ objectRef, requestObject }) => [objectRef.resource, requestObject !== undefined])).toEqual([
      ['configmaps', true],
      ['secrets', false],
      ['secrets', false],
      ['serviceaccounts', true],
      ['serviceaccounts', false],
      ['tokenreviews', false],
    ]);
    expect(events()[0].requestObject.data).toEqual({ a: 'b' });
    for (const secret of [data.password, 'Xyzzy', 'Plugh', 'Plover', token]) expect(text()).not.toContain(secret);
  });

  it('says of a body that is long, or no JSON, only that', async () => {
    const { api, events } = await aWorld([{ level: 'Request' }]);

    await api.call('POST', configMaps, {
      body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { a: 'x'.repeat(70_000) } },
    });
    await api.call('POST', configMaps, {
      headers: { 'content-type': 'application/yaml' },
      body: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: b}\n',
    });

    expect(events().map(({ requestObject }) => Object.keys(requestObject))).toEqual([['omitted'], ['omitted']]);
  });

  it('records a watch when it begins', async () => {
    const { api, events } = await aWorld([{ level: 'Metadata' }]);

    const watch = await api.watch(`${configMaps}?watch=1`);
    watch.leave();

    expect(events().map(({ verb, stage }) => [verb, stage])).toEqual([['watch', 'ResponseStarted']]);
  });
});
