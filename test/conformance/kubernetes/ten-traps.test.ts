import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { catalog } from '#apis/catalog.ts';
import { decodeObject } from '#proto/kubernetes/decode-object.ts';
import { aFlavorBody, aServerBody } from '#test/builders/api-bodies.ts';
import { aStartedRegistry } from '#test/builders/registry.ts';
import { anInProcessApi, type Answer, type Call, type InProcessApi } from '#test/builders/request-chain.ts';

/*
 * The ten mistakes by which servers that speak Kubernetes' wire break its clients, each with the promise that we do not make it. What clients themselves say
 * of it is in the other files of this folder.
 */

const compute = '/apis/compute.tycho.dev/v1alpha1';
const servers = `${compute}/namespaces/default/servers`;
const flavors = `${compute}/flavors`;
const configMaps = '/api/v1/namespaces/default/configmaps';
const merge = { 'content-type': 'application/merge-patch+json' };
const jsonPatch = { 'content-type': 'application/json-patch+json' };
const applyPatch = { 'content-type': 'application/apply-patch+yaml' };

let api: InProcessApi;

beforeEach(async () => {
  api = await anInProcessApi();
});

/** The answer to a request that must succeed. */
async function done(method: string, url: string, call: Call = {}): Promise<Answer> {
  const answer = await api.call(method, url, call);
  expect([method, url, answer.status < 300 ? 'done' : answer.text]).toEqual([method, url, 'done']);
  return answer;
}

const aConfigMap = (name: string, data: object = {}, metadata: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, ...metadata },
  data,
});

const pass = (): Promise<void> => api.registry.clock.advance(100);

describe('trap 1: JSON only', () => {
  const file = new URL('../../../proto/kubernetes/recorded-by-kubectl.json', import.meta.url);
  const recorded = JSON.parse(readFileSync(file, 'utf8')) as readonly { readonly command: string; readonly body: string }[];

  it.each(recorded.map(({ command, body }): [string, Buffer] => [command, Buffer.from(body, 'base64')]))(
    '%s: its body in protobuf is taken',
    async (_, body) => {
      const { apiVersion, kind, metadata } = decodeObject(body) as { apiVersion: string; kind: string; metadata?: { namespace?: string } };
      const { json } = await api.call('GET', apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`);
      const resource = json?.resources?.find((each: { name: string; kind: string }) => each.kind === kind && !each.name.includes('/'));
      // What is only asked of objects has no collection: a token, which is asked of its account.
      const place = resource?.namespaced === true ? `namespaces/${metadata?.namespace || 'default'}/` : '';
      const url = `${apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`}/${place}${resource?.name}`;

      const answer =
        resource === undefined
          ? undefined
          : await api.call('POST', url, { body, headers: { 'content-type': 'application/vnd.kubernetes.protobuf' } });

      // Whatever else may be wrong with it in this world, it is not the form of its body.
      expect([undefined, 201, 403, 404, 409, 422]).toContain(answer?.status);
    },
  );

  it('answers in JSON to a client that prefers protobuf and takes both', async () => {
    const { headers } = await done('GET', '/api/v1/namespaces', {
      headers: { accept: 'application/vnd.kubernetes.protobuf,application/json' },
    });

    expect(headers['content-type']).toBe('application/json');
  });
});

describe('trap 2: sendInitialEvents ignored', () => {
  const query = 'watch=true&sendInitialEvents=true&allowWatchBookmarks=true';

  it('sends what there is and then the marked bookmark, and goes on', async () => {
    await done('POST', flavors, { body: aFlavorBody('a') });
    const watch = await api.watch(`${flavors}?${query}&resourceVersionMatch=NotOlderThan`);
    await pass();
    await done('POST', flavors, { body: aFlavorBody('b') });
    await pass();

    expect(watch.events.map(({ type, object }) => [type, object.metadata.name, object.metadata.annotations])).toEqual([
      ['ADDED', 'a', undefined],
      ['BOOKMARK', undefined, { 'k8s.io/initial-events-end': 'true' }],
      ['ADDED', 'b', undefined],
    ]);
    expect(watch.events[1].object.metadata.resourceVersion).toMatch(/^\d+$/);
  });

  it('is refused with 422 where it makes no sense, so that clients fall back', async () => {
    expect((await api.call('GET', `${flavors}?${query}`)).json).toMatchObject({ code: 422, reason: 'Invalid' });
    expect((await api.call('GET', `${flavors}?${query}&resourceVersionMatch=Exact&resourceVersion=1`)).status).toBe(422);
  });
});

describe('trap 3: OpenAPI half done', () => {
  it('has an index with hashes, and for every kind its schema, its PATCH and how fields are validated', async () => {
    const { paths } = (await done('GET', '/openapi/v3')).json;
    for (const kind of catalog) {
      const groupVersion = kind.group === '' ? 'api/v1' : `apis/${kind.group}/${kind.version}`;
      const url: string = paths[groupVersion].serverRelativeURL;
      expect(url).toMatch(/\?hash=[0-9A-F]{32,}$/);
      const document = (await done('GET', url)).json;
      const gvk = { group: kind.group, version: kind.version, kind: kind.kind };
      const schemas: readonly Record<string, unknown>[] = Object.values(document.components.schemas);
      expect(
        schemas.filter((schema) => JSON.stringify(schema['x-kubernetes-group-version-kind'] ?? '').includes(JSON.stringify(gvk))),
      ).toHaveLength(1);
      const place = kind.scope === 'Namespaced' ? '/namespaces/{namespace}' : '';
      const { patch } = document.paths[`/${groupVersion}${place}/${kind.plural}/{name}`];
      expect(patch['x-kubernetes-group-version-kind']).toEqual(gvk);
      expect(patch.parameters.map(({ name }: { name: string }) => name)).toContain('fieldValidation');
      expect(Object.keys(patch.requestBody.content).includes('application/strategic-merge-patch+json')).toBe(kind.protobuf);
    }
  });

  it('has version 2 as protobuf for client-go, and as JSON for those who ask for that', async () => {
    const asked = 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf';
    const protobuf = await done('GET', '/openapi/v2', { headers: { accept: asked } });
    const json = await done('GET', '/openapi/v2', { headers: { accept: 'application/json' } });

    expect(protobuf.headers['content-type']).toMatch(/proto-openapi\.spec\.v2/);
    expect(protobuf.text.length).toBeGreaterThan(1_000);
    expect(json.json).toMatchObject({ swagger: '2.0' });
  });
});

describe('trap 4: dryRun=All ignored', () => {
  it('stores nothing, whatever the verb and the form of the body', async () => {
    await done('POST', configMaps, { body: aConfigMap('there', { a: '1' }) });
    await done('POST', servers, { body: aServerBody('web') });
    const { json: server } = await done('GET', `${servers}/web`);
    const state = async (): Promise<readonly unknown[]> => [
      (await done('GET', configMaps)).json.items,
      (await done('GET', servers)).json.items,
    ];
    const before = await state();

    await done('POST', `${configMaps}?dryRun=All`, { body: aConfigMap('new') });
    await done('PUT', `${configMaps}/there?dryRun=All`, { body: aConfigMap('there', { a: '2' }) });
    await done('PATCH', `${configMaps}/there?dryRun=All`, { headers: merge, body: { data: { a: '2' } } });
    await done('PATCH', `${configMaps}/there?dryRun=All`, { headers: jsonPatch, body: [{ op: 'remove', path: '/data/a' }] });
    await done('PATCH', `${configMaps}/applied?dryRun=All&fieldManager=me`, { headers: applyPatch, body: aConfigMap('applied') });
    await done('PATCH', `${configMaps}/there?dryRun=All&fieldManager=me&force=true`, {
      headers: applyPatch,
      body: aConfigMap('there', { a: '2' }),
    });
    await done('PATCH', `${servers}/web/status?dryRun=All`, { headers: merge, body: { status: { observedGeneration: 1 } } });
    await done('PUT', `${servers}/web/status?dryRun=All`, { body: { ...server, status: { observedGeneration: 1 } } });
    await done('DELETE', `${configMaps}/there?dryRun=All`);
    await done('DELETE', `${configMaps}/there`, { body: { kind: 'DeleteOptions', apiVersion: 'v1', dryRun: ['All'] } });
    await done('DELETE', `${configMaps}?dryRun=All`);
    await done('DELETE', `${servers}/web?dryRun=All`);

    expect(await state()).toEqual(before);
  });

  it('is refused when it is not understood', async () => {
    expect((await api.call('POST', `${configMaps}?dryRun=Some`, { body: aConfigMap('new') })).status).toBe(400);
    expect((await api.call('DELETE', `${configMaps}?dryRun=true`)).status).toBe(400);
  });
});

describe('trap 5: list and watch not one history', () => {
  it('a watch from a list’s revision gives each later change once and in order, and leads to the same state', async () => {
    for (const name of ['a', 'b', 'c']) await done('POST', configMaps, { body: aConfigMap(name) });
    const list = (await done('GET', configMaps)).json;
    const watch = await api.watch(`${configMaps}?watch=true&resourceVersion=${list.metadata.resourceVersion}`);
    for (let round = 0; round < 40; round += 1) {
      const name = ['a', 'b', 'c', 'd'][round % 4] ?? '';
      if (round % 3 === 2) await api.call('DELETE', `${configMaps}/${name}`);
      else if ((await api.call('POST', configMaps, { body: aConfigMap(name, { round: String(round) }) })).status === 409)
        await done('PATCH', `${configMaps}/${name}`, { headers: merge, body: { data: { round: String(round) } } });
      if (round % 10 === 0) await pass();
    }
    await pass();

    const state = new Map<string, unknown>(list.items.map((item: { metadata: { name: string } }) => [item.metadata.name, item]));
    const revisions = watch.events.map(({ type, object }) => {
      if (type === 'DELETED') state.delete(object.metadata.name);
      else state.set(object.metadata.name, object);
      return Number(object.metadata.resourceVersion);
    });
    expect(revisions).toEqual([...revisions].sort((left, right) => left - right));
    expect(new Set(revisions).size).toBe(revisions.length);
    expect(revisions[0]).toBeGreaterThan(Number(list.metadata.resourceVersion));
    const { items } = (await done('GET', configMaps)).json;
    expect([...state.values()].sort((left, right) => JSON.stringify(left).localeCompare(JSON.stringify(right)))).toEqual(
      [...items].sort((left, right) => JSON.stringify(left).localeCompare(JSON.stringify(right))),
    );
  });

  it('a deletion has the revision of the deletion', async () => {
    const created = (await done('POST', configMaps, { body: aConfigMap('a') })).json;
    const watch = await api.watch(`${configMaps}?watch=true&resourceVersion=${created.metadata.resourceVersion}`);
    await done('DELETE', `${configMaps}/a`);
    await pass();

    expect(watch.events.map(({ type }) => type)).toEqual(['DELETED']);
    expect(Number(watch.events[0].object.metadata.resourceVersion)).toBeGreaterThan(Number(created.metadata.resourceVersion));
  });
});

describe('trap 6: selector watches that only filter', () => {
  it('an object that leaves the selector is DELETED, and one that enters it is ADDED', async () => {
    await done('POST', configMaps, { body: aConfigMap('a', {}, { labels: { tier: 'web' } }) });
    const byLabel = await api.watch(`${configMaps}?watch=true&labelSelector=tier%3Dweb`);
    const retier = (tier: string | null): Promise<Answer> =>
      done('PATCH', `${configMaps}/a`, { headers: merge, body: { metadata: { labels: { tier } } } });
    const left = (await retier('sql')).json.metadata.resourceVersion;
    await retier('none');
    await retier('web');
    await pass();

    expect(byLabel.events.map(({ type }) => type)).toEqual(['ADDED', 'DELETED', 'ADDED']);
    // As it was last seen through the selector, at the revision of what took it away.
    expect(byLabel.events[1].object.metadata).toMatchObject({ labels: { tier: 'web' }, resourceVersion: left });
  });

  it('so it is with fields', async () => {
    const event = {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'e' },
      involvedObject: { kind: 'Server', name: 'web' },
      type: 'Normal',
    };
    const events = '/api/v1/namespaces/default/events';
    await done('POST', events, { body: event });
    const watch = await api.watch(`${events}?watch=true&fieldSelector=type%3DNormal`);
    await done('PATCH', `${events}/e`, { headers: merge, body: { type: 'Warning' } });
    await done('PATCH', `${events}/e`, { headers: merge, body: { type: 'Normal' } });
    await pass();

    expect(watch.events.map(({ type }) => type)).toEqual(['ADDED', 'DELETED', 'ADDED']);
  });
});

describe('trap 7: no-op writes that bump', () => {
  it('a write that changes nothing keeps the revision, the generation and the times of managers, and sends nothing', async () => {
    const body = { ...aServerBody('web', { metadata: { a: 'b' } }), metadata: { name: 'web', labels: { tier: 'web' } } };
    await done('PATCH', `${servers}/web?fieldManager=me`, { headers: applyPatch, body });
    await done('PATCH', `${servers}/web/status?fieldManager=loop`, { headers: merge, body: { status: { observedGeneration: 1 } } });
    const before = (await done('GET', `${servers}/web`)).json;
    const watch = await api.watch(`${servers}?watch=true&resourceVersion=${before.metadata.resourceVersion}`);
    await api.registry.clock.advance(5_000);

    const answers = [
      await done('PATCH', `${servers}/web?fieldManager=me`, { headers: applyPatch, body }),
      await done('PATCH', `${servers}/web?fieldManager=kubectl`, { headers: merge, body: { spec: { flavor: before.spec.flavor } } }),
      await done('PATCH', `${servers}/web?fieldManager=kubectl`, { headers: merge, body: {} }),
      await done('PATCH', `${servers}/web?fieldManager=kubectl`, { headers: merge, body: { spec: { description: null } } }),
      await done('PATCH', `${servers}/web`, { headers: jsonPatch, body: [{ op: 'test', path: '/spec/flavor', value: 'small' }] }),
      await done('PATCH', `${servers}/web`, { headers: jsonPatch, body: [{ op: 'replace', path: '/spec/flavor', value: 'small' }] }),
      await done('PUT', `${servers}/web?fieldManager=me-too`, { body: before }),
      await done('PATCH', `${servers}/web/status?fieldManager=loop`, { headers: merge, body: { status: { observedGeneration: 1 } } }),
    ];
    await pass();

    for (const { json } of answers) expect(json).toEqual(before);
    expect(watch.events).toEqual([]);
  });

  it('what was applied comes back as it was applied', async () => {
    const spec = { flavor: 'small', image: 'debian', metadata: {}, tags: [], power: 'Stopped' };
    const body = { apiVersion: 'compute.tycho.dev/v1alpha1', kind: 'Server', metadata: { name: 'web' }, spec };
    const first = (await done('PATCH', `${servers}/web?fieldManager=me`, { headers: applyPatch, body })).json;
    const second = (await done('PATCH', `${servers}/web?fieldManager=me&dryRun=All`, { headers: applyPatch, body })).json;

    expect(first.spec).toMatchObject(spec);
    expect(second).toEqual(first);
  });
});

describe('trap 8: 410 in the wrong shape', () => {
  it('a watch answers 200, sends one ERROR, and ends', async () => {
    await done('POST', flavors, { body: aFlavorBody('a') });
    const { clock } = api.registry;
    // One that started later knows nothing of what was before.
    const later = await anInProcessApi({ registry: (await aStartedRegistry({ beside: api.registry, seed: 2 })).registry, clock });

    const watch = await later.watch(`${flavors}?watch=true&resourceVersion=1`);
    await pass();

    expect(watch.events).toMatchObject([{ type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired' } }]);
    expect(watch.hasEnded).toBe(true);
  });

  it('a list answers 410 with a token to go on by, in the Status itself', async () => {
    for (const name of ['a', 'b', 'c']) await done('POST', flavors, { body: aFlavorBody(name) });
    const first = (await done('GET', `${flavors}?limit=1`)).json;
    // As many lists in between as are remembered, and one more.
    for (let round = 0; round < 9; round += 1) {
      await done('POST', flavors, { body: aFlavorBody(`x${round}`) });
      await done('GET', `${flavors}?limit=1`);
    }
    const { storage } = api.registry;
    await storage.compact(await storage.currentRevision());

    const expired = await api.call('GET', `${flavors}?limit=1&continue=${first.metadata.continue}`);
    const rest = (await done('GET', `${flavors}?continue=${expired.json.metadata.continue}`)).json;
    const exact = await api.call('GET', `${flavors}?resourceVersion=${first.metadata.resourceVersion}&resourceVersionMatch=Exact`);

    expect(expired.json).toMatchObject({ kind: 'Status', code: 410, reason: 'Expired', metadata: { continue: expect.any(String) } });
    expect([expired.status, exact.status, exact.json.reason]).toEqual([410, 410, 'Expired']);
    expect(rest.items.map(({ metadata }: { metadata: { name: string } }) => metadata.name).slice(0, 2)).toEqual(['b', 'c']);
  });
});

describe('trap 9: wrong Status', () => {
  it('tells AlreadyExists from Conflict, and names what it is about', async () => {
    const { json } = await done('POST', flavors, { body: aFlavorBody('a') });
    const details = { name: 'a', group: 'compute.tycho.dev', kind: 'flavors' };

    expect((await api.call('POST', flavors, { body: aFlavorBody('a') })).json).toMatchObject({
      code: 409,
      reason: 'AlreadyExists',
      details,
    });
    await done('PUT', `${flavors}/a`, { body: { ...json, spec: { ...json.spec, vcpus: 2 } } });
    expect((await api.call('PUT', `${flavors}/a`, { body: json })).json).toMatchObject({ code: 409, reason: 'Conflict', details });
    expect((await api.call('GET', `${flavors}/b`)).json).toMatchObject({
      code: 404,
      reason: 'NotFound',
      details: { ...details, name: 'b' },
    });
  });

  it('is 422 with the Kind and a cause for each field, not 400', async () => {
    const { json } = await api.call('POST', flavors, { body: aFlavorBody('a', { vcpus: 0, memoryMiB: -1 }) });

    expect(json).toMatchObject({ code: 422, reason: 'Invalid', details: { kind: 'Flavor', group: 'compute.tycho.dev', name: 'a' } });
    expect(json.details.causes.map(({ field }: { field: string }) => field)).toEqual(['spec.vcpus', 'spec.memoryMiB']);
  });

  it('of a deletion has the uid of what was deleted', async () => {
    const { uid } = (await done('POST', configMaps, { body: aConfigMap('a') })).json.metadata;

    expect((await done('DELETE', `${configMaps}/a`)).json).toMatchObject({
      kind: 'Status',
      status: 'Success',
      details: { name: 'a', kind: 'configmaps', uid },
    });
  });

  it('is what every refusal is, and what is transient is neither 409 nor 422', async () => {
    const refusals = [
      await api.call('GET', '/nowhere'),
      await api.call('GET', flavors, { as: 'Nobody' }),
      await api.call('PATCH', `${flavors}/a`, { headers: { 'content-type': 'text/plain' }, body: 'x' }),
      await api.call('POST', `${flavors}/a`),
      await api.call('GET', flavors, { headers: { accept: 'text/html' } }),
      await api.call('GET', `${flavors}?resourceVersionMatch=Exact`),
      await api.call('GET', `${flavors}?resourceVersion=x`),
    ];
    const future = api.call('GET', `${flavors}?resourceVersion=99999`);
    await api.registry.clock.advance(4_000);

    for (const { status, json } of refusals)
      expect(json).toMatchObject({ kind: 'Status', apiVersion: 'v1', status: 'Failure', code: status, reason: expect.any(String) });
    expect(refusals.map(({ status }) => status)).toEqual([404, 401, 415, 405, 406, 422, 400]);
    expect((await future).json).toMatchObject({
      code: 504,
      reason: 'Timeout',
      details: { causes: [{ reason: 'ResourceVersionTooLarge' }], retryAfterSeconds: 1 },
    });
  });
});

describe('trap 10: finalizers, owner references and subresources half done', () => {
  it('foreground and orphan deletion wait for the loop, in the form that Kubernetes gives them', async () => {
    for (const [name, policy, finalizer] of [
      ['f', 'Foreground', 'foregroundDeletion'],
      ['o', 'Orphan', 'orphan'],
    ] as const) {
      await done('POST', configMaps, { body: aConfigMap(name) });
      const deleted = (
        await done('DELETE', `${configMaps}/${name}`, { body: { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy: policy } })
      ).json;
      expect(deleted.metadata).toMatchObject({
        finalizers: [finalizer],
        deletionTimestamp: expect.any(String),
        deletionGracePeriodSeconds: 0,
      });
      expect(
        (
          await api.call('PATCH', `${configMaps}/${name}`, {
            headers: merge,
            body: { metadata: { finalizers: [finalizer, 'example.com/new'] } },
          })
        ).status,
      ).toBe(422);
      const released = await done('PATCH', `${configMaps}/${name}`, { headers: merge, body: { metadata: { finalizers: null } } });
      expect(released.json.metadata.name).toBe(name);
      expect((await api.call('GET', `${configMaps}/${name}`)).status).toBe(404);
    }
  });

  it('status is written through its own address and nothing else is, and does not raise the generation', async () => {
    await done('POST', servers, { body: { ...aServerBody('web'), status: { observedGeneration: 7 } } });
    const created = (await done('GET', `${servers}/web`)).json;
    const throughMain = (await done('PATCH', `${servers}/web`, { headers: merge, body: { status: { observedGeneration: 7 } } })).json;
    const throughStatus = (
      await done('PATCH', `${servers}/web/status`, {
        headers: merge,
        body: { spec: { flavor: 'large' }, status: { observedGeneration: 1 } },
      })
    ).json;
    const labelled = (await done('PATCH', `${servers}/web`, { headers: merge, body: { metadata: { labels: { a: 'b' } } } })).json;
    const changed = (await done('PATCH', `${servers}/web`, { headers: merge, body: { spec: { power: 'Stopped' } } })).json;

    expect([created, throughMain].map((object) => object.status?.observedGeneration)).toEqual([undefined, undefined]);
    expect(throughMain.metadata.resourceVersion).toBe(created.metadata.resourceVersion);
    expect([throughStatus.spec.flavor, throughStatus.status.observedGeneration]).toEqual(['small', 1]);
    expect([throughStatus, labelled, changed].map(({ metadata }) => metadata.generation)).toEqual([1, 1, 2]);
  });
});
