import { describe, expect, it } from 'vitest';
import { aFlavorBody, aServerBody } from '#test/builders/api-bodies.ts';
import { anInProcessApi, stranger, type InProcessApi } from '#test/builders/request-chain.ts';

const group = '/apis/compute.tycho.dev/v1alpha1';
const flavors = `${group}/flavors`;
const servers = `${group}/namespaces/default/servers`;
const configMaps = '/api/v1/namespaces/default/configmaps';

async function withConfigMaps(...names: readonly string[]): Promise<InProcessApi> {
  const api = await anInProcessApi();
  for (const name of names) {
    await api.call('POST', configMaps, { body: { metadata: { name, labels: { tier: name.slice(0, 3) } } } });
  }
  return api;
}

async function namesAt(api: InProcessApi, url: string): Promise<readonly string[]> {
  return ((await api.call('GET', url)).json.items as readonly { metadata: { name: string } }[]).map(({ metadata }) => metadata.name);
}

describe('DELETE of a collection', () => {
  it('deletes everything in it and nothing elsewhere, and answers with the list of what that was', async () => {
    const api = await withConfigMaps('web-1', 'web-2');
    await api.call('POST', '/api/v1/namespaces/public/configmaps', { body: { metadata: { name: 'elsewhere' } } });

    const answer = await api.call('DELETE', configMaps);

    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ kind: 'ConfigMapList', apiVersion: 'v1', metadata: { resourceVersion: expect.any(String) } });
    expect(answer.json.items.map(({ metadata }: { metadata: { name: string } }) => metadata.name)).toEqual(['web-1', 'web-2']);
    expect(await namesAt(api, configMaps)).toEqual([]);
    expect(await namesAt(api, '/api/v1/configmaps')).toEqual(['elsewhere']);
  });

  it('deletes what labels and fields choose', async () => {
    const api = await withConfigMaps('web-1', 'web-2', 'sql-1');

    await api.call('DELETE', `${configMaps}?labelSelector=tier%3Dweb&fieldSelector=metadata.name%21%3Dweb-2`);

    expect(await namesAt(api, configMaps)).toEqual(['sql-1', 'web-2']);
    expect((await api.call('DELETE', `${configMaps}?labelSelector=%3D%3D`)).status).toBe(400);
    expect((await api.call('DELETE', `${configMaps}?fieldSelector=data.x%3D1`)).status).toBe(400);
    expect(await namesAt(api, configMaps)).toHaveLength(2);
  });

  it('stops at the limit, and says where to go on', async () => {
    const api = await withConfigMaps('a', 'b', 'c');

    const first = await api.call('DELETE', `${configMaps}?limit=2`);
    const left = await namesAt(api, configMaps);
    const second = await api.call('DELETE', `${configMaps}?limit=2&continue=${first.json.metadata.continue}`);

    expect([first.json.items.length, first.json.metadata.remainingItemCount, left]).toEqual([2, 1, ['c']]);
    expect([second.json.items.length, second.json.metadata.continue]).toEqual([1, undefined]);
    expect(await namesAt(api, configMaps)).toEqual([]);
  });

  it('goes through more than one page of its own', async () => {
    const api = await anInProcessApi();
    for (let number = 0; number < 520; number += 1) await api.call('POST', configMaps, { body: { metadata: { name: `c${number}` } } });

    const answer = await api.call('DELETE', configMaps);

    expect(answer.json.items).toHaveLength(520);
    expect(await namesAt(api, configMaps)).toEqual([]);
  });

  it('changes nothing in a dry run', async () => {
    const api = await withConfigMaps('a');

    const byQuery = await api.call('DELETE', `${configMaps}?dryRun=All`);
    const byBody = await api.call('DELETE', configMaps, { body: { kind: 'DeleteOptions', apiVersion: 'v1', dryRun: ['All'] } });

    expect([byQuery.json.items.length, byBody.json.items.length]).toEqual([1, 1]);
    expect(await namesAt(api, configMaps)).toEqual(['a']);
  });

  it('gives each object what its finalizers and its policy say', async () => {
    const api = await withConfigMaps('free');
    await api.call('POST', configMaps, { body: { metadata: { name: 'held', finalizers: ['example.com/hold'] } } });

    await api.call('DELETE', configMaps, { body: { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy: 'Foreground' } });

    const { items } = (await api.call('GET', configMaps)).json;
    expect(
      items.map(({ metadata }: { metadata: { name: string; finalizers: string[]; deletionTimestamp: string } }) => [
        metadata.name,
        metadata.finalizers,
        metadata.deletionTimestamp,
      ]),
    ).toEqual([
      ['free', ['foregroundDeletion'], expect.any(String)],
      ['held', ['example.com/hold', 'foregroundDeletion'], expect.any(String)],
    ]);
  });

  it('deletes all that may be deleted, and tells of the first that may not', async () => {
    const api = await anInProcessApi();
    await api.call('POST', servers, { body: aServerBody('kept', { deletionProtection: true }) });
    await api.call('POST', servers, { body: aServerBody('web') });

    const answer = await api.call('DELETE', servers);

    expect(answer.json).toMatchObject({ code: 403, reason: 'Forbidden', details: { name: 'kept' } });
    const { items } = (await api.call('GET', servers)).json;
    expect(
      items.map(({ metadata }: { metadata: { name: string; deletionTimestamp?: string } }) => [
        metadata.name,
        metadata.deletionTimestamp !== undefined,
      ]),
    ).toEqual([
      ['kept', false],
      ['web', true],
    ]);
  });

  it('heeds preconditions for each, as Kubernetes does', async () => {
    const api = await withConfigMaps('a', 'b');
    const { uid } = (await api.call('GET', `${configMaps}/a`)).json.metadata;

    const answer = await api.call('DELETE', configMaps, { body: { kind: 'DeleteOptions', apiVersion: 'v1', preconditions: { uid } } });

    expect(answer.json).toMatchObject({ code: 409, reason: 'Conflict', details: { name: 'b' } });
    expect(await namesAt(api, configMaps)).toEqual(['b']);
  });

  it('is asked for by its own right', async () => {
    const api = await withConfigMaps('a');

    const answer = await api.call('DELETE', configMaps, { as: stranger });

    expect([answer.status, answer.json.message]).toEqual([403, expect.stringContaining('cannot deletecollection resource "configmaps"')]);
  });

  it('is served for kinds without a namespace, not over all namespaces, and not for Namespaces', async () => {
    const api = await anInProcessApi();
    await api.call('POST', flavors, { body: aFlavorBody('small') });

    expect((await api.call('DELETE', flavors)).json.items).toHaveLength(1);
    expect((await api.call('DELETE', `${group}/servers`)).status).toBe(405);
    expect((await api.call('DELETE', '/api/v1/namespaces')).status).toBe(405);
    const verbs = async (path: string, plural: string) =>
      (await api.call('GET', path)).json.resources.find(({ name }: { name: string }) => name === plural).verbs;
    expect(await verbs(group, 'flavors')).toContain('deletecollection');
    expect(await verbs('/api/v1', 'namespaces')).not.toContain('deletecollection');
  });

  it('can be answered as a table or as metadata alone', async () => {
    const api = await withConfigMaps('a');

    const table = await api.call('DELETE', `${configMaps}?dryRun=All`, {
      headers: { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' },
    });

    expect([table.json.kind, table.json.rows.length]).toEqual(['Table', 1]);
  });
});
