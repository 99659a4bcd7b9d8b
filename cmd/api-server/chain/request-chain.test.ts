import { describe, expect, it } from 'vitest';
import { aFlavorBody, aHostBody, aServerBody } from '#test/builders/api-bodies.ts';
import { defaultGateLimits } from '../fairness/request-gate.ts';
import { administrator, anApiRequest, anInProcessApi, stranger, type Call } from '#test/builders/request-chain.ts';

const group = '/apis/compute.tycho.dev/v1alpha1';
const servers = `${group}/namespaces/default/servers`;
const flavors = `${group}/flavors`;

describe('who may', () => {
  it.each([
    ['Nobody' as const, 'GET', servers, 401],
    ['Nobody' as const, 'GET', '/apis', 401],
    ['Nobody' as const, 'GET', '/metrics', 401],
    ['Nobody' as const, 'GET', '/nowhere', 401],
    ['Nobody' as const, 'POST', '/healthz', 401],
    ['Nobody' as const, 'GET', '/healthz', 200],
    ['Nobody' as const, 'GET', '/livez', 200],
    ['Nobody' as const, 'GET', '/readyz', 200],
    ['Nobody' as const, 'GET', '/version', 200],
    [{ kind: 'Refused', reason: 'expired' } as const, 'GET', '/healthz', 401],
    [stranger, 'GET', '/apis', 200],
    [stranger, 'GET', group, 200],
    [stranger, 'GET', '/openapi/v3', 200],
    [stranger, 'GET', servers, 403],
    [stranger, 'GET', '/metrics', 403],
    [stranger, 'GET', '/nowhere', 403],
    [stranger, 'GET', '/apis/no.such.group/v1/things', 403],
    [{ kind: 'Verified', commonName: 'gateway', organizations: ['tycho:control-plane'] } as const, 'GET', servers, 200],
    [administrator, 'GET', '/metrics', 200],
    [administrator, 'GET', '/nowhere', 404],
  ])('%j %s %s: %i', async (as, method, url, status) => {
    const api = await anInProcessApi();

    expect((await api.call(method, url, { as })).status).toBe(status);
  });

  it('is refused in words of Kubernetes', async () => {
    const api = await anInProcessApi();

    expect((await api.call('GET', servers, { as: 'Nobody' })).json).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: 'Unauthorized',
      reason: 'Unauthorized',
      code: 401,
    });
    const messageOf = async (method: string, url: string) => (await api.call(method, url, { as: stranger })).json.message;
    expect(await messageOf('GET', servers)).toBe(
      'servers.compute.tycho.dev is forbidden: User "alice" cannot list resource "servers" in API group "compute.tycho.dev" in the namespace "default"',
    );
    expect(await messageOf('PATCH', `${servers}/web/status`)).toBe(
      'servers.compute.tycho.dev "web" is forbidden: User "alice" cannot patch resource "servers/status" in API group "compute.tycho.dev" in the namespace "default"',
    );
    expect(await messageOf('POST', flavors)).toBe(
      'flavors.compute.tycho.dev is forbidden: User "alice" cannot create resource "flavors" in API group "compute.tycho.dev" at the cluster scope',
    );
    expect(await messageOf('GET', '/metrics')).toBe('forbidden: User "alice" cannot get path "/metrics"');
  });

  it('cannot act as somebody else, or by a token, without being told so', async () => {
    const api = await anInProcessApi();

    expect((await api.call('GET', servers, { headers: { 'impersonate-user': 'bob' } })).status).toBe(403);
    expect((await api.call('GET', servers, { headers: { authorization: 'Bearer x' } })).status).toBe(401);
  });

  it('is asked before the body is read', async () => {
    const api = await anInProcessApi();
    let isRead = false;
    const readBody = async (): Promise<Buffer> => {
      isRead = true;
      return Buffer.alloc(0);
    };

    const { status } = await api.chain.handle({ ...anApiRequest('POST', servers, { as: stranger }), readBody });

    expect([status, isRead]).toEqual([403, false]);
  });
});

describe('what is not there', () => {
  it.each([
    ['GET', '/', 404],
    ['GET', '/apis/no.such.group', 404],
    ['GET', `${group}/namespaces/default/things`, 404],
    ['GET', `${servers}/web/scale`, 404],
    ['GET', `${group}/servers/web`, 404],
    ['GET', `${group}/namespaces/default/flavors`, 404],
    ['DELETE', `${group}/servers`, 405],
    ['POST', `${group}/servers`, 405],
    ['POST', `${servers}/web`, 405],
    ['PUT', servers, 405],
    ['PATCH', servers, 405],
    ['DELETE', `${servers}/web/status`, 405],
    ['GET', `${servers}/web/placement`, 405],
    ['POST', `${servers}/web/log`, 405],
    ['GET', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', 405],
    ['POST', '/version', 405],
    ['HEAD', servers, 404],
  ])('%s %s is answered with %i and a Status', async (method, url, status) => {
    const api = await anInProcessApi();

    const answer = await api.call(method, url, { body: {} });

    expect([answer.status, answer.json.kind, answer.json.code]).toEqual([status, 'Status', status]);
  });
});

describe('a write', () => {
  it('is created, read, replaced, changed and deleted', async () => {
    const api = await anInProcessApi();

    const created = await api.call('POST', flavors, { body: aFlavorBody('small') });
    const replaced = await api.call('PUT', `${flavors}/small`, { body: { ...created.json, spec: { ...created.json.spec, vcpus: 2 } } });
    const patched = await api.call('PATCH', `${flavors}/small`, {
      body: { spec: { diskGiB: 9 } },
      headers: { 'content-type': 'application/merge-patch+json' },
    });
    const read = await api.call('GET', `${flavors}/small`);
    const deleted = await api.call('DELETE', `${flavors}/small`, {
      body: { kind: 'DeleteOptions', apiVersion: 'v1', preconditions: { uid: read.json.metadata.uid } },
    });

    expect([created.status, replaced.status, patched.status, read.status, deleted.status]).toEqual([201, 200, 200, 200, 200]);
    expect(read.json).toMatchObject({ metadata: { generation: 3 }, spec: { vcpus: 2, diskGiB: 9 } });
    expect(deleted.json).toEqual({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: { name: 'small', group: 'compute.tycho.dev', kind: 'flavors', uid: read.json.metadata.uid },
    });
  });

  it('that deletes can be taken back where the kind says so, and only for a while', async () => {
    const api = await anInProcessApi();
    await api.call('POST', servers, { body: aServerBody('web', { softDeleteSeconds: 60 }) });

    const deleted = await api.call('DELETE', `${servers}/web`);
    const restored = await api.call('POST', `${servers}/web/restore`);
    const again = await api.call('POST', `${servers}/web/restore`);
    const atOnce = await api.call('DELETE', `${servers}/web`, { body: { kind: 'DeleteOptions', apiVersion: 'v1', gracePeriodSeconds: 0 } });

    expect([deleted.status, restored.status, again.status, atOnce.status]).toEqual([200, 200, 409, 200]);
    expect(deleted.json.metadata.deletionGracePeriodSeconds).toBe(60);
    expect(restored.json.metadata.deletionTimestamp).toBeUndefined();
    expect(atOnce.json.metadata.deletionGracePeriodSeconds).toBe(0);
    expect((await api.call('POST', `${flavors}/small/restore`)).status).toBe(404);
  });

  it('may be YAML, and for Kubernetes’ own kinds a strategic merge patch', async () => {
    const api = await anInProcessApi();
    const maps = '/api/v1/namespaces/default/configmaps';

    const yaml = await api.call('POST', maps, {
      body: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\ndata: {a: b}\n',
      headers: { 'content-type': 'application/yaml; charset=utf-8' },
    });
    const patch = (body: object) =>
      api.call('PATCH', `${maps}/m`, { body, headers: { 'content-type': 'application/strategic-merge-patch+json' } });

    expect(yaml.status).toBe(201);
    expect((await patch({ data: { c: 'd' } })).json.data).toEqual({ a: 'b', c: 'd' });
    expect((await patch({ data: { $patch: 'replace', e: 'f' } })).json.data).toEqual({ e: 'f' });
    expect((await patch({ data: { $patch: 'shuffle' } })).status).toBe(400);
    await patch({ metadata: { finalizers: ['example.com/a'] } });
    expect((await patch({ metadata: { finalizers: ['example.com/b'] } })).json.metadata.finalizers).toEqual([
      'example.com/a',
      'example.com/b',
    ]);
  });

  it('may be a server-side apply, in YAML or JSON, by a manager who says who he is', async () => {
    const api = await anInProcessApi();
    const apply = (query: string, body: unknown) =>
      api.call('PATCH', `${servers}/web${query}`, { body, headers: { 'content-type': 'application/apply-patch+yaml' } });
    const yaml = 'apiVersion: compute.tycho.dev/v1alpha1\nkind: Server\nmetadata: {name: web}\nspec: {flavor: small, image: debian}\n';

    const made = await apply('?fieldManager=argo', yaml);
    const changed = await apply('?fieldManager=argo', aServerBody('web', { description: 'x' }));
    const conflict = await apply('?fieldManager=other', aServerBody('web', { description: 'y' }));
    const forced = await apply('?fieldManager=other&force=true', aServerBody('web', { description: 'y' }));

    expect([made, changed, conflict, forced].map(({ status }) => status)).toEqual([201, 200, 409, 200]);
    expect(conflict.json.details.causes).toEqual([
      { reason: 'FieldManagerConflict', message: 'conflict with "argo"', field: '.spec.description' },
    ]);
    expect((await apply('', yaml)).json).toMatchObject({
      code: 422,
      details: { causes: [{ reason: 'FieldValueRequired', field: 'fieldManager' }] },
    });
    expect((await apply('?fieldManager=a%0Ab', yaml)).status).toBe(400);
    expect(
      (await api.call('PATCH', `${servers}/web?force=true`, { body: {}, headers: { 'content-type': 'application/merge-patch+json' } }))
        .json,
    ).toMatchObject({
      code: 422,
      details: { causes: [{ reason: 'FieldValueForbidden', field: 'force' }] },
    });
  });

  it('may be a JSON patch, and is then a list', async () => {
    const api = await anInProcessApi();
    await api.call('POST', servers, { body: aServerBody('web') });
    const patch = (body: unknown) =>
      api.call('PATCH', `${servers}/web`, { body, headers: { 'content-type': 'application/json-patch+json' } });

    expect((await patch([{ op: 'add', path: '/spec/description', value: 'x' }])).json.spec.description).toBe('x');
    expect((await patch([{ op: 'test', path: '/spec/description', value: 'y' }])).status).toBe(422);
    expect((await patch({ op: 'remove', path: '/spec/description' })).status).toBe(400);
    expect((await patch([{ op: 'remove', path: '/__proto__' }])).status).toBe(422);
  });

  it('need not say what it is of, for Kubernetes’ own kinds', async () => {
    const api = await anInProcessApi();

    expect((await api.call('POST', '/api/v1/namespaces/default/secrets', { body: { metadata: { name: 's' } } })).json).toMatchObject({
      kind: 'Secret',
      apiVersion: 'v1',
    });
    expect(
      (await api.call('POST', '/api/v1/namespaces/default/secrets', { body: { kind: 'ConfigMap', metadata: { name: 's' } } })).status,
    ).toBe(400);
    expect((await api.call('POST', flavors, { body: { ...aFlavorBody('small'), kind: undefined } })).status).toBe(400);
  });

  it.each([
    ['POST', flavors, 'text/plain', 'application/json, application/yaml'],
    ['POST', flavors, 'application/vnd.kubernetes.protobuf', 'application/json, application/yaml'],
    [
      'PATCH',
      `${flavors}/small`,
      'application/strategic-merge-patch+json',
      'application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml',
    ],
  ])('%s %s as %s is refused, with what may be sent', async (method, url, contentType, accepted) => {
    const api = await anInProcessApi();

    const { json } = await api.call(method, url, { body: '{}', headers: { 'content-type': contentType } });

    expect(json).toMatchObject({
      reason: 'UnsupportedMediaType',
      code: 415,
      message: `the body of the request was in an unknown format - accepted media types include: ${accepted}`,
    });
  });

  it.each([
    ['dryRun=Some', 'dryRun: Unsupported value: "Some": supported values: "All"'],
    ['dryRun=', 'dryRun: Unsupported value: "": supported values: "All"'],
    ['fieldValidation=Sometimes', 'fieldValidation: Unsupported value: "Sometimes"'],
    [`fieldManager=${'x'.repeat(129)}`, 'fieldManager: may not be longer than 128'],
  ])('with %s is refused', async (query, message) => {
    const api = await anInProcessApi();

    const { json } = await api.call('POST', `${flavors}?${query}`, { body: aFlavorBody('small') });

    expect(json).toMatchObject({ code: 400, message: expect.stringContaining(message) });
    expect((await api.call('GET', `${flavors}/small`)).status).toBe(404);
  });

  it('that is a dry run stores nothing, wherever that is said', async () => {
    const api = await anInProcessApi();

    expect((await api.call('POST', `${flavors}?dryRun=All`, { body: aFlavorBody('small') })).status).toBe(201);
    expect((await api.call('GET', `${flavors}/small`)).status).toBe(404);
    await api.call('POST', flavors, { body: aFlavorBody('small') });
    expect((await api.call('DELETE', `${flavors}/small`, { body: { dryRun: ['All'] } })).status).toBe(200);
    expect((await api.call('DELETE', `${flavors}/small?dryRun=All`)).status).toBe(200);
    expect((await api.call('DELETE', `${flavors}/small?dryRun=all`)).status).toBe(400);
    expect((await api.call('GET', `${flavors}/small`)).status).toBe(200);
  });

  it('says what is odd about its body: as an error if strict, in a header else, or not at all', async () => {
    const api = await anInProcessApi();
    const body =
      '{"apiVersion":"compute.tycho.dev/v1alpha1","kind":"Flavor","metadata":{"name":"small"},"spec":{"vcpus":1,"vcpus":2,"memoryMiB":512,"diskGiB":1,"\u00fcber":"x"}}';

    const strict = await api.call('POST', `${flavors}?fieldValidation=Strict`, { body });
    const ignored = await api.call('POST', `${flavors}?fieldValidation=Ignore&dryRun=All`, { body });
    const warned = await api.call('POST', flavors, { body });

    expect(strict.status).toBe(400);
    expect(strict.json.message).toContain('duplicate field "spec.vcpus"');
    expect(strict.json.message).toContain('unknown field "spec.über"');
    expect(ignored.headers).not.toHaveProperty('warning');
    const warnings = warned.headers['warning'] as readonly string[];
    expect(warnings.map((text) => Buffer.from(text, 'latin1').toString())).toEqual(
      expect.arrayContaining(['299 - "duplicate field \\"spec.vcpus\\""', '299 - "unknown field \\"spec.über\\""']),
    );
    expect(warned.json.spec).toEqual({ vcpus: 2, memoryMiB: 512, diskGiB: 1 });
  });

  it.each<[string, unknown, number]>([
    ['nothing', '', 400],
    ['no JSON', '{', 400],
    ['no object', '[1]', 400],
    ['another kind', aServerBody('x'), 400],
    ['a number where text belongs', { ...aFlavorBody('x'), spec: { vcpus: 'many', memoryMiB: 512, diskGiB: 1 } }, 422],
  ])('of %s is refused', async (_, body, status) => {
    const api = await anInProcessApi();

    expect((await api.call('POST', flavors, { body })).status).toBe(status);
  });

  it('of a gateway counts only while it speaks for the host', async () => {
    const api = await anInProcessApi();
    const hosts = '/apis/infrastructure.tycho.dev/v1alpha1/hosts';
    await api.call('POST', hosts, { body: aHostBody('h') });
    const mergePatch = { 'content-type': 'application/merge-patch+json' };
    const session = { number: 2, gateway: 'g', connectedAt: '2026-06-01T12:00:00Z' };
    await api.call('PATCH', `${hosts}/h/status`, { body: { status: { session } }, headers: mergePatch });
    const write = (proof: string) =>
      api.call('PATCH', `${hosts}/h/status`, {
        body: { status: { driver: proof } },
        headers: { ...mergePatch, 'tycho-host-session': proof },
      });

    expect((await write('h/1')).json.reason).toBe('Conflict');
    expect((await write('h/2')).status).toBe(200);
    expect((await write('h')).status).toBe(400);
    expect((await write('h/0')).status).toBe(400);
  });
});

describe('a read', () => {
  it('in a form that nobody knows is refused', async () => {
    const api = await anInProcessApi();
    const statusFor = async (accept: string) => (await api.call('GET', servers, { headers: { accept } })).status;

    expect(await statusFor('application/vnd.kubernetes.protobuf')).toBe(406);
    expect(await statusFor('application/json;as=Table;v=v7;g=meta.k8s.io')).toBe(406);
    expect(await statusFor('application/vnd.kubernetes.protobuf,application/json')).toBe(200);
    expect(await statusFor('application/*')).toBe(200);
  });

  it('may ask for metadata alone, or for indented text', async () => {
    const api = await anInProcessApi();
    await api.call('POST', servers, { body: aServerBody('web') });

    const one = await api.call('GET', `${servers}/web`, {
      headers: { accept: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1' },
    });
    const list = await api.call('GET', servers, {
      headers: { accept: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1' },
    });
    const pretty = await api.call('GET', `${servers}?pretty=true`);

    expect(one.json).toMatchObject({ kind: 'PartialObjectMetadata', metadata: { name: 'web' } });
    expect(one.json).not.toHaveProperty('spec');
    expect(list.json).toMatchObject({ kind: 'PartialObjectMetadataList', items: [{ metadata: { name: 'web' } }] });
    expect(pretty.text).toContain('\n        "name": "web"');
    expect(pretty.json).toMatchObject({ kind: 'ServerList', items: [{ kind: 'Server' }] });
  });

  it('takes pages of one snapshot', async () => {
    const api = await anInProcessApi();
    for (const name of ['a', 'b', 'c']) await api.call('POST', servers, { body: aServerBody(name) });

    const first = await api.call('GET', `${servers}?limit=2`);
    await api.call('POST', servers, { body: aServerBody('d') });
    const second = await api.call('GET', `${servers}?limit=2&continue=${encodeURIComponent(first.json.metadata.continue)}`);

    expect([first.json.items.length, first.json.metadata.remainingItemCount]).toEqual([2, 1]);
    expect(second.json.items.map((item: { metadata: { name: string } }) => item.metadata.name)).toEqual(['c']);
    expect(second.json.metadata).toEqual({ resourceVersion: first.json.metadata.resourceVersion });
  });

  it.each(['limit=x', 'limit=-1', 'watch=true&timeoutSeconds=soon', 'labelSelector=a%20b', 'resourceVersion=x'])(
    'with %s is refused',
    async (query) => {
      const api = await anInProcessApi();

      expect((await api.call('GET', `${servers}?${query}`)).status).toBe(400);
    },
  );
});

describe('a watch', () => {
  it('of one object tells of no other', async () => {
    const api = await anInProcessApi();
    const watch = await api.watch(`${servers}/web?watch=true`);
    await api.call('POST', servers, { body: aServerBody('web') });
    await api.call('POST', servers, { body: aServerBody('other') });
    await api.registry.clock.advance(1000);

    expect(watch.events.map(({ type, object }) => [type, object.metadata.name])).toEqual([['ADDED', 'web']]);
  });

  it('is counted until it ends, and ended when the server stops', async () => {
    const api = await anInProcessApi();
    const [stays, leaves] = [await api.watch(`${servers}?watch=true`), await api.watch(`${servers}?watch=true`)];
    expect(api.chain.load.watchCount).toBe(2);

    leaves.leave();
    expect(api.chain.load.watchCount).toBe(1);
    api.chain.endStreams();

    expect([api.chain.load.watchCount, stays.hasEnded]).toEqual([0, true]);
  });

  it('that makes no sense is not begun', async () => {
    const api = await anInProcessApi();

    expect((await api.call('GET', `${servers}?watch=true&fieldSelector=spec.nope%3Dx`)).status).toBe(400);
    expect(api.chain.load.watchCount).toBe(0);
  });
});

describe('an answer', () => {
  it('that takes too long is a Timeout', async () => {
    const api = await anInProcessApi();
    const never = { ...anApiRequest('POST', flavors), readBody: () => new Promise<Buffer>(() => {}) };

    const answer = api.chain.handle(never);
    await api.registry.clock.advance(60_000);

    expect(await answer).toMatchObject({ status: 504 });
  });

  it('is Too Many Requests when there is no room, and comes again when there is', async () => {
    const api = await anInProcessApi({ gateLimits: { ...defaultGateLimits, requests: 12 } });
    const bodies = Promise.withResolvers<Buffer>();
    const busy = { kind: 'Verified', commonName: 'gateway', organizations: ['tycho:control-plane'] } as const;
    const post = { ...anApiRequest('POST', flavors, { as: busy }), readBody: () => bodies.promise };
    const waiting = Array.from({ length: 2003 }, () => api.chain.handle(post));

    const refused = await api.call('GET', flavors, { as: busy });
    const administrators = await api.call('GET', flavors);
    bodies.resolve(Buffer.from('{}'));
    await Promise.all(waiting);

    expect([refused.status, refused.headers['retry-after'], refused.json.reason]).toEqual([429, '1', 'TooManyRequests']);
    expect(administrators.status).toBe(200);
    expect((await api.call('GET', flavors, { as: busy })).status).toBe(200);
    expect(api.chain.load.requestCount).toBe(0);
  });

  it('to a fault of our own says nothing of it, and the log all', async () => {
    const lines: unknown[] = [];
    const logger = { debug: () => {}, info: () => {}, warn: () => {}, error: (fields: object) => lines.push(fields), child: () => logger };
    const api = await anInProcessApi({ logger });
    const broken = { ...anApiRequest('POST', flavors), readBody: () => Promise.reject(new TypeError('secret details')) };

    const answer = await api.chain.handle(broken);

    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toContain('secret details');
    expect(lines).toEqual([
      expect.objectContaining({ method: 'POST', path: flavors, requestID: answer.headers['audit-id'], error: expect.any(TypeError) }),
    ]);
  });

  it('is counted by verb, resource and code, and never under a name that somebody made up', async () => {
    const api = await anInProcessApi();
    await api.call('GET', servers);
    await api.call('GET', `${servers}/made-up`);
    await api.call('GET', `${group}/namespaces/default/made-up`);
    await api.call('MADEUP', '/made-up');

    const { text } = await api.call('GET', '/metrics');

    expect(text).toContain('tycho_apiserver_requests_total{verb="list",resource="servers",code="200"} 1');
    expect(text).toContain('tycho_apiserver_requests_total{verb="get",resource="servers",code="404"} 1');
    expect(text).toContain('tycho_apiserver_requests_total{verb="unknown",resource="unknown",code="404"} 2');
    expect(text).not.toMatch(/made-?up/i);
  });
});

describe('a question about oneself', () => {
  const reviews = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
  const ask = async (spec: object, call: Call) => {
    const api = await anInProcessApi();
    return (
      await api.call('POST', reviews, { ...call, body: { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec } })
    ).json;
  };

  it('is answered with what would be allowed', async () => {
    const list = { resourceAttributes: { verb: 'list', group: 'compute.tycho.dev', resource: 'servers' } };

    expect((await ask(list, {})).status).toMatchObject({ allowed: true });
    expect((await ask(list, { as: stranger })).status).toEqual({ allowed: false });
    expect((await ask({ nonResourceAttributes: { verb: 'get', path: '/version' } }, { as: stranger })).status).toMatchObject({
      allowed: true,
    });
    expect((await ask({}, {})).code).toBe(422);
  });

  it('tells who one is', async () => {
    const api = await anInProcessApi();

    const { json } = await api.call('POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', {
      as: stranger,
      body: { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
    });

    expect(json.status.userInfo).toEqual({ username: 'alice', groups: ['staff', 'system:authenticated'] });
  });
});
