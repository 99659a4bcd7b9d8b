import { describe, expect, it } from 'vitest';
import { catalog } from '#apis/catalog.ts';
import { anInProcessApi } from '#test/builders/request-chain.ts';

const aggregated =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json';

interface Named {
  readonly name: string;
}

describe('discovery', () => {
  it('tells everything in one document to those who know that form, and says so in its type', async () => {
    const api = await anInProcessApi();

    const core = await api.call('GET', '/api', { headers: { accept: aggregated } });
    const others = await api.call('GET', '/apis', { headers: { accept: aggregated } });

    expect(others.headers['content-type']).toBe('application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList');
    expect(core.json.items[0]).toMatchObject({ versions: [{ version: 'v1', freshness: 'Current' }] });
    const compute = others.json.items.find(({ metadata }: { metadata: Named }) => metadata.name === 'compute.tycho.dev');
    expect(compute.versions[0].resources).toContainEqual({
      resource: 'servers',
      responseKind: { group: 'compute.tycho.dev', version: 'v1alpha1', kind: 'Server' },
      scope: 'Namespaced',
      singularResource: 'server',
      verbs: ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch'],
      shortNames: ['srv'],
      categories: ['all', 'tycho'],
      subresources: [
        {
          subresource: 'status',
          responseKind: { group: 'compute.tycho.dev', version: 'v1alpha1', kind: 'Server' },
          verbs: ['get', 'patch', 'update'],
        },
        {
          subresource: 'placement',
          responseKind: { group: 'infrastructure.tycho.dev', version: 'v1alpha1', kind: 'Placement' },
          verbs: ['create'],
        },
        { subresource: 'log', responseKind: { group: 'compute.tycho.dev', version: 'v1alpha1', kind: 'Server' }, verbs: ['get'] },
        {
          subresource: 'console',
          responseKind: { group: 'compute.tycho.dev', version: 'v1alpha1', kind: 'Console' },
          verbs: ['create'],
        },
        { subresource: 'restore', responseKind: { group: 'compute.tycho.dev', version: 'v1alpha1', kind: 'Server' }, verbs: ['create'] },
      ],
    });
  });

  it('speaks the older version of that form, with the parameters in another order', async () => {
    const api = await anInProcessApi();

    const { json } = await api.call('GET', '/apis', {
      headers: { accept: 'application/json;v=v2beta1;g=apidiscovery.k8s.io;as=APIGroupDiscoveryList' },
    });

    expect(json.apiVersion).toBe('apidiscovery.k8s.io/v2beta1');
  });

  it('tells the rest group by group', async () => {
    const api = await anInProcessApi();
    const json = async (path: string) => (await api.call('GET', path)).json;

    expect(await json('/api')).toMatchObject({ kind: 'APIVersions', versions: ['v1'] });
    expect((await json('/apis')).groups.map(({ name }: Named) => name)).toEqual(
      expect.arrayContaining(['compute.tycho.dev', 'infrastructure.tycho.dev', 'coordination.k8s.io']),
    );
    expect(await json('/apis/compute.tycho.dev')).toMatchObject({
      kind: 'APIGroup',
      preferredVersion: { groupVersion: 'compute.tycho.dev/v1alpha1' },
    });
    const { resources } = await json('/apis/compute.tycho.dev/v1alpha1');
    expect(resources.map(({ name }: Named) => name)).toEqual(
      expect.arrayContaining(['servers', 'servers/status', 'servers/placement', 'flavors']),
    );
  });

  it('is not sent again to who has it', async () => {
    const api = await anInProcessApi();
    const first = await api.call('GET', '/apis', { headers: { accept: aggregated } });

    const known = await api.call('GET', '/apis', { headers: { accept: aggregated, 'if-none-match': String(first.headers['etag']) } });
    const otherForm = await api.call('GET', '/apis', { headers: { 'if-none-match': String(first.headers['etag']) } });

    expect([known.status, known.text, known.headers['vary']]).toEqual([304, '', 'Accept']);
    expect(otherForm.status).toBe(200);
  });

  it('in a form that nobody knows is refused', async () => {
    const api = await anInProcessApi();

    expect((await api.call('GET', '/apis', { headers: { accept: 'application/vnd.kubernetes.protobuf' } })).status).toBe(406);
  });
});

describe('both forms of discovery', () => {
  interface Entry {
    readonly name: string;
    readonly singularName: string;
    readonly namespaced: boolean;
    readonly kind: string;
    readonly group?: string;
    readonly version?: string;
    readonly verbs: readonly string[];
    readonly shortNames?: readonly string[];
    readonly categories?: readonly string[];
  }

  interface Subresource {
    readonly subresource: string;
    readonly responseKind: { readonly group: string; readonly version: string; readonly kind: string };
    readonly verbs: readonly string[];
  }

  interface Resource extends Pick<Entry, 'verbs' | 'shortNames' | 'categories'> {
    readonly resource: string;
    readonly singularResource: string;
    readonly scope: 'Namespaced' | 'Cluster';
    readonly responseKind: Subresource['responseKind'];
    readonly subresources?: readonly Subresource[];
  }

  /** An entry of the newer form in the words of the older one. */
  function olderEntries(resource: Resource, own: { readonly group: string; readonly version: string }): readonly Entry[] {
    const { resource: name, singularResource, scope, responseKind, verbs, shortNames, categories, subresources = [] } = resource;
    const namespaced = scope === 'Namespaced';
    const { kind } = responseKind;
    const lists = { ...(shortNames === undefined ? {} : { shortNames }), ...(categories === undefined ? {} : { categories }) };
    return [
      { name, singularName: singularResource, namespaced, kind, verbs, ...lists },
      ...subresources.map((each) => ({
        name: `${name}/${each.subresource}`,
        singularName: '',
        namespaced,
        ...(each.responseKind.group === own.group ? {} : { group: each.responseKind.group, version: each.responseKind.version }),
        kind: each.responseKind.kind,
        verbs: each.verbs,
      })),
    ];
  }

  it('say the same of every kind, and all that a client goes by', async () => {
    const api = await anInProcessApi();
    const all = [];
    for (const root of ['/api', '/apis']) all.push(...(await api.call('GET', root, { headers: { accept: aggregated } })).json.items);

    for (const { metadata, versions } of all) {
      const group: string = metadata.name ?? '';
      for (const { version, freshness, resources } of versions as { version: string; freshness: string; resources: Resource[] }[]) {
        const older = (await api.call('GET', group === '' ? `/api/${version}` : `/apis/${group}/${version}`)).json;

        expect(older.resources).toEqual(resources.flatMap((each) => olderEntries(each, { group, version })));
        expect([freshness, older.groupVersion]).toEqual(['Current', group === '' ? version : `${group}/${version}`]);
        for (const each of resources)
          expect([each.singularResource, each.verbs.length > 0]).toEqual([expect.stringMatching(/^[a-z]+$/), true]);
      }
    }
    expect(all.flatMap(({ versions }) => versions.flatMap((each: { resources: Resource[] }) => each.resources)).length).toBeGreaterThan(
      catalog.length,
    );
  });
});

describe('/openapi/v3', () => {
  it('leads to documents that may be kept for ever', async () => {
    const api = await anInProcessApi();

    const index = (await api.call('GET', '/openapi/v3')).json;
    const url = index.paths['apis/compute.tycho.dev/v1alpha1'].serverRelativeURL;
    const document = await api.call('GET', url);
    const hash = new URL(url, 'https://server').searchParams.get('hash');

    expect(url).toMatch(/^\/openapi\/v3\/apis\/compute\.tycho\.dev\/v1alpha1\?hash=[0-9A-F]{64}$/);
    expect(document.headers).toMatchObject({ 'cache-control': expect.stringContaining('immutable'), etag: `"${hash}"`, vary: 'Accept' });
    expect(document.json.openapi).toBe('3.0.0');
    expect((await api.call('GET', url, { headers: { 'if-none-match': `"${hash}"` } })).status).toBe(304);
  });

  it('sends who comes with an old address on to the new one, and who names none is to ask again', async () => {
    const api = await anInProcessApi();
    const url = (await api.call('GET', '/openapi/v3')).json.paths['api/v1'].serverRelativeURL;

    const old = await api.call('GET', url.replace(/hash=.*/, 'hash=00'));
    const plain = await api.call('GET', url.replace(/\?.*/, ''));

    expect([old.status, old.headers['location']]).toEqual([301, url]);
    expect([plain.status, plain.headers['cache-control']]).toEqual([200, 'no-cache, private']);
  });
});

describe('/openapi/v2', () => {
  const asked = 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf';

  it('is JSON for people and protobuf for clients, each known by its own hash', async () => {
    const api = await anInProcessApi();

    const json = await api.call('GET', '/openapi/v2');
    const protobuf = await api.call('GET', '/openapi/v2', { headers: { accept: asked } });
    const etag = String(protobuf.headers['etag']);

    expect(json.json.swagger).toBe('2.0');
    expect(protobuf.headers).toMatchObject({
      'content-type': 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf',
      vary: 'Accept',
    });
    expect(etag).not.toBe(json.headers['etag']);
    expect((await api.call('GET', '/openapi/v2', { headers: { accept: asked, 'if-none-match': etag } })).status).toBe(304);
    expect((await api.call('GET', '/openapi/v2', { headers: { 'if-none-match': etag } })).status).toBe(200);
  });

  it('takes the best of several wishes', async () => {
    const api = await anInProcessApi();
    const typeFor = async (accept: string) => (await api.call('GET', '/openapi/v2', { headers: { accept } })).headers['content-type'];

    expect(await typeFor(`application/json;q=0.5,${asked}`)).toContain('protobuf');
    expect(await typeFor('text/html,*/*')).toBe('application/json');
    expect((await api.call('GET', '/openapi/v2', { headers: { accept: 'application/vnd.kubernetes.protobuf' } })).status).toBe(406);
  });
});
