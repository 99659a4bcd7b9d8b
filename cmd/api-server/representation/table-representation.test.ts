import { describe, expect, it } from 'vitest';
import { hostKind } from '#apis/infrastructure/host.ts';
import { aServerBody } from '#test/builders/api-bodies.ts';
import { aMeta } from '#test/builders/api-object.ts';
import { anInProcessApi, type InProcessApi } from '#test/builders/request-chain.ts';
import { tableColumnsOf } from './table-columns.ts';

const servers = '/apis/compute.tycho.dev/v1alpha1/namespaces/default/servers';
const asTable = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json' };

async function anApiWithServers(...names: readonly string[]): Promise<InProcessApi> {
  const api = await anInProcessApi();
  for (const name of names) await api.call('POST', servers, { body: aServerBody(name) });
  return api;
}

describe('a table', () => {
  it('has the name first, the kind’s own columns, and the age last', async () => {
    const api = await anApiWithServers('web');
    await api.registry.clock.advance(90_000);

    const { json } = await api.call('GET', servers, { headers: asTable });

    expect(json).toMatchObject({
      kind: 'Table',
      apiVersion: 'meta.k8s.io/v1',
      metadata: { resourceVersion: expect.stringMatching(/^\d+$/) },
    });
    expect(json.columnDefinitions[0]).toMatchObject({ name: 'Name', type: 'string', format: 'name' });
    const cells = json.columnDefinitions.map(({ name }: { name: string }, index: number) => [name, json.rows[0].cells[index]]);
    expect(Object.fromEntries(cells)).toEqual({
      Name: 'web',
      Status: null,
      Power: 'Running',
      Flavor: 'small',
      Image: 'debian',
      Address: null,
      Zone: null,
      Restarts: null,
      Age: '90s',
    });
    expect(json.columnDefinitions.at(-1)).toMatchObject({ name: 'Age', priority: 0 });
  });

  it('carries with each row what was asked for', async () => {
    const api = await anApiWithServers('web');
    const rowOf = async (query: string) => (await api.call('GET', `${servers}${query}`, { headers: asTable })).json.rows[0];

    expect((await rowOf('')).object).toMatchObject({
      kind: 'PartialObjectMetadata',
      apiVersion: 'meta.k8s.io/v1',
      metadata: { name: 'web', namespace: 'default' },
    });
    expect((await rowOf('')).object.spec).toBeUndefined();
    expect((await rowOf('')).object.metadata).not.toHaveProperty('managedFields');
    expect((await rowOf('?includeObject=Object')).object).toMatchObject({ kind: 'Server', spec: { flavor: 'small' } });
    expect(await rowOf('?includeObject=None')).not.toHaveProperty('object');
    expect((await api.call('GET', `${servers}?includeObject=Everything`, { headers: asTable })).status).toBe(400);
  });

  it('of one object has one row', async () => {
    const api = await anApiWithServers('web', 'other');

    const { json } = await api.call('GET', `${servers}/web`, { headers: { accept: 'application/json;as=Table;v=v1beta1;g=meta.k8s.io' } });

    expect([json.apiVersion, json.rows.length, json.rows[0].object.apiVersion]).toEqual(['meta.k8s.io/v1beta1', 1, 'meta.k8s.io/v1beta1']);
  });

  it('in a watch names its columns in the first event only, for each watch anew', async () => {
    const api = await anApiWithServers('web');
    const [first, second] = [
      await api.watch(`${servers}?watch=true`, { headers: asTable }),
      await api.watch(`${servers}?watch=true`, { headers: asTable }),
    ];
    await api.call('POST', servers, { body: aServerBody('other') });
    await api.registry.clock.advance(1000);

    for (const watch of [first, second]) {
      expect(
        watch.events.map(({ type, object }) => [type, object.kind, object.rows[0].cells[0], object.columnDefinitions?.length]),
      ).toEqual([
        ['ADDED', 'Table', 'web', 9],
        ['ADDED', 'Table', 'other', undefined],
      ]);
    }
  });

  it('of many objects is put together in pieces', async () => {
    const names = Array.from({ length: 1203 }, (_, index) => `server-${String(index).padStart(4, '0')}`);
    const api = await anApiWithServers(...names);

    const table = await api.call('GET', servers, { headers: asTable });
    const list = await api.call('GET', servers);

    expect(table.json.rows.map(({ cells }: { cells: string[] }) => cells[0])).toEqual(names);
    expect(list.json.items.map(({ metadata }: { metadata: { name: string } }) => metadata.name)).toEqual(names);
  });
});

describe('the cells of a host', () => {
  it('hold numbers and flags as such, and nothing where a value is missing', () => {
    const { cellsOf } = tableColumnsOf(hostKind, { now: () => new Date('2026-06-01T12:00:05Z') });
    const host = {
      apiVersion: 'v',
      kind: 'Host',
      metadata: aMeta({ name: 'h' }),
      spec: { unschedulable: true },
      status: { conditions: [{ type: 'Ready', status: 'False' }], inventory: { vcpus: 8, memoryMiB: 'much' } },
    };

    expect(cellsOf(host)).toEqual(['h', 'False', true, null, 8, null, null, null, null, null, '5s']);
  });
});
