import { describe, expect, it } from 'vitest';
import { anInProcessApi, type Answer, type InProcessApi } from '#test/builders/request-chain.ts';

const flavors = '/apis/compute.tycho.dev/v1alpha1/flavors';
const table = 'application/json;as=Table;v=v1;g=meta.k8s.io';

const json = (spec: string, revision = ''): string =>
  `{"apiVersion":"compute.tycho.dev/v1alpha1","kind":"Flavor","metadata":{"name":"small"${revision}},"spec":${spec}}`;
const honest = '{"vcpus":1,"memoryMiB":512,"diskGiB":1}';
/** One field that is not known, and one that stands twice. */
const odd = '{"vcpus":1,"vcpus":2,"memoryMiB":512,"diskGiB":1,"colour":"red"}';
const faults = ['duplicate field "spec.vcpus"', 'unknown field "spec.colour"'];

type Write = (api: InProcessApi, parameters: string) => Promise<Answer>;

const create: Write = (api, parameters) => api.call('POST', `${flavors}?${parameters}`, { body: json(odd) });
const createOfYaml: Write = (api, parameters) =>
  api.call('POST', `${flavors}?${parameters}`, {
    headers: { 'content-type': 'application/yaml' },
    body: 'apiVersion: compute.tycho.dev/v1alpha1\nkind: Flavor\nmetadata: {name: small}\nspec: {vcpus: 1, vcpus: 2, memoryMiB: 512, diskGiB: 1, colour: red}\n',
  });
const replace: Write = async (api, parameters) => {
  const { metadata } = (await api.call('POST', flavors, { body: json(honest) })).json;
  const revision = `,"resourceVersion":"${metadata.resourceVersion}"`;
  return api.call('PUT', `${flavors}/small?${parameters}`, { body: json(odd, revision) });
};
const patch: Write = async (api, parameters) => {
  await api.call('POST', flavors, { body: json(honest) });
  return api.call('PATCH', `${flavors}/small?${parameters}`, {
    headers: { 'content-type': 'application/merge-patch+json' },
    body: '{"spec":{"vcpus":1,"vcpus":2,"colour":"red"}}',
  });
};

const writes: readonly (readonly [string, Write, number, number, string])[] = [
  ['a new object', create, 201, 400, 'BadRequest'],
  ['a new object in YAML', createOfYaml, 201, 400, 'BadRequest'],
  ['a replaced object', replace, 200, 400, 'BadRequest'],
  ['a merge patch', patch, 200, 422, 'Invalid'],
];

describe('unknown and repeated fields', () => {
  it.each(writes)('of %s are refused under Strict', async (_, write, _success, code, reason) => {
    const api = await anInProcessApi();

    const { status, json: answer } = await write(api, 'fieldValidation=Strict');

    expect([status, answer.code, answer.reason]).toEqual([code, code, reason]);
    for (const fault of faults) expect(answer.message).toContain(fault);
    expect(answer.message).toContain('strict decoding error: ');
  });

  it.each(writes)('of %s are told in a header each under Warn, which is what holds if nothing is said', async (_, write, success) => {
    for (const parameters of ['fieldValidation=Warn', '']) {
      const { status, headers, json: answer } = await write(await anInProcessApi(), parameters);

      expect(status).toBe(success);
      expect([...(headers['warning'] as readonly string[])].sort()).toEqual(
        faults.map((fault) => `299 - "${fault.replaceAll('"', '\\"')}"`),
      );
      expect(answer.spec).toEqual({ vcpus: 2, memoryMiB: 512, diskGiB: 1 });
    }
  });

  it.each(writes)('of %s are passed over in silence under Ignore', async (_, write, success) => {
    const { status, headers, json: answer } = await write(await anInProcessApi(), 'fieldValidation=Ignore');

    expect([status, headers['warning']]).toEqual([success, undefined]);
    expect(answer.spec).toEqual({ vcpus: 2, memoryMiB: 512, diskGiB: 1 });
  });

  it.each(writes)('of %s are judged in no other way', async (_, write) => {
    expect((await write(await anInProcessApi(), 'fieldValidation=Loose')).status).toBe(400);
  });
});

describe('what a client wants to see of objects', () => {
  it.each([
    ['PartialObjectMetadata', 'v1'],
    ['PartialObjectMetadata', 'v1beta1'],
    ['PartialObjectMetadataList', 'v1'],
  ])('holds for the events of a watch too: %s of %s', async (as, version) => {
    const api = await anInProcessApi();
    const watch = await api.watch(`${flavors}?watch=true&allowWatchBookmarks=true`, {
      headers: { accept: `application/json;v=${version};as=${as};g=meta.k8s.io` },
    });
    await api.call('POST', flavors, { body: json(honest) });
    await api.call('DELETE', `${flavors}/small`);
    await api.registry.clock.advance(1000);

    expect(watch.events.map(({ type, object }) => [type, object.kind, object.apiVersion, object.metadata.name, object.spec])).toEqual(
      ['ADDED', 'DELETED'].map((type) => [type, 'PartialObjectMetadata', `meta.k8s.io/${version}`, 'small', undefined]),
    );
  });

  it('as a table names the columns in the first event of a watch and in no later one', async () => {
    const api = await anInProcessApi();
    const watch = await api.watch(`${flavors}?watch=true`, { headers: { accept: table } });
    await api.call('POST', flavors, { body: json(honest) });
    await api.call('DELETE', `${flavors}/small`);
    await api.registry.clock.advance(1000);

    const [first, second] = watch.events;
    expect([first.type, first.object.kind, first.object.columnDefinitions[0].name]).toEqual(['ADDED', 'Table', 'Name']);
    expect([second.type, second.object.columnDefinitions]).toEqual(['DELETED', null]);
    expect(second.object.rows[0]).toMatchObject({ cells: expect.arrayContaining(['small']), object: { kind: 'PartialObjectMetadata' } });
  });

  it('holds for the answer of a write', async () => {
    const api = await anInProcessApi();

    const { json: answer } = await api.call('POST', flavors, { headers: { accept: table }, body: json(honest) });

    expect([answer.kind, answer.rows.length]).toEqual(['Table', 1]);
  });
});
