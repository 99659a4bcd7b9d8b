import { describe, expect, it } from 'vitest';
import { anInProcessApi, type InProcessApi } from '#test/builders/request-chain.ts';

const old = '/api/v1/namespaces/default/events';
const newer = '/apis/events.k8s.io/v1/namespaces/default/events';
const merge = { 'content-type': 'application/merge-patch+json' };

const aNewEvent = (name: string, more: object = {}): object => ({
  apiVersion: 'events.k8s.io/v1',
  kind: 'Event',
  metadata: { name },
  eventTime: '2026-06-01T12:00:00.000000Z',
  reportingController: 'example.com/controller',
  reportingInstance: 'controller-1',
  action: 'Placing',
  reason: 'Placed',
  type: 'Normal',
  regarding: { kind: 'Server', name: 'web' },
  note: 'It is on its way.',
  ...more,
});

const anOldEvent = (name: string, more: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name },
  involvedObject: { kind: 'Server', name: 'db' },
  reason: 'Started',
  message: 'It runs.',
  type: 'Normal',
  source: { component: 'server' },
  firstTimestamp: '2026-06-01T12:00:00Z',
  lastTimestamp: '2026-06-01T12:00:00Z',
  count: 1,
  ...more,
});

async function both(): Promise<InProcessApi> {
  const api = await anInProcessApi();
  expect((await api.call('POST', newer, { body: aNewEvent('new') })).status).toBe(201);
  expect((await api.call('POST', old, { body: anOldEvent('old') })).status).toBe(201);
  return api;
}

describe('an Event', () => {
  it('that was written by the newer API is read by the older one, under its names', async () => {
    const api = await both();

    const stored = (await api.call('GET', `${old}/new`)).json;
    const seen = (await api.call('GET', `${newer}/new`)).json;

    expect(stored).toMatchObject({
      apiVersion: 'v1',
      kind: 'Event',
      involvedObject: { kind: 'Server', name: 'web' },
      message: 'It is on its way.',
      reportingComponent: 'example.com/controller',
    });
    expect(seen).toMatchObject(aNewEvent('new'));
    expect(Object.keys(seen)).not.toContain('message');
    expect(seen.metadata).toEqual(stored.metadata);
  });

  it('that was written by the older API is read by the newer one, under its names', async () => {
    const api = await both();

    expect((await api.call('GET', `${newer}/old`)).json).toMatchObject({
      apiVersion: 'events.k8s.io/v1',
      regarding: { kind: 'Server', name: 'db' },
      note: 'It runs.',
      deprecatedSource: { component: 'server' },
      deprecatedFirstTimestamp: '2026-06-01T12:00:00Z',
      deprecatedLastTimestamp: '2026-06-01T12:00:00Z',
      deprecatedCount: 1,
    });
  });

  it('is listed by both, and chosen by the fields of each', async () => {
    const api = await both();
    const names = async (url: string) =>
      (await api.call('GET', url)).json.items.map(({ metadata }: { metadata: { name: string } }) => metadata.name);

    expect([await names(old), await names(newer)]).toEqual([
      ['new', 'old'],
      ['new', 'old'],
    ]);
    expect(await names('/apis/events.k8s.io/v1/events?fieldSelector=regarding.name%3Dweb')).toEqual(['new']);
    expect(await names(`${newer}?fieldSelector=regarding.kind%3DServer,reason%21%3DPlaced`)).toEqual(['old']);
    expect(await names(`${newer}?fieldSelector=reportingController%3Dexample.com/controller`)).toEqual(['new']);
    expect(await names(`${old}?fieldSelector=involvedObject.name%3Dweb`)).toEqual(['new']);
    expect((await api.call('GET', `${newer}?fieldSelector=involvedObject.name%3Dweb`)).status).toBe(400);
    expect((await api.call('GET', newer)).json).toMatchObject({ kind: 'EventList', apiVersion: 'events.k8s.io/v1' });
  });

  it('is changed by either, without a change where nothing changes', async () => {
    const api = await both();

    const byNew = await api.call('PATCH', `${newer}/old`, { headers: merge, body: { note: 'It runs well.', series: { count: 2 } } });
    const byOld = await api.call('PATCH', `${old}/new`, { headers: merge, body: { message: 'It is there.' } });
    const nothing = await api.call('PATCH', `${newer}/new`, { headers: merge, body: { note: 'It is there.' } });
    const replaced = await api.call('PUT', `${newer}/new`, { body: { ...nothing.json, note: 'Replaced.' } });

    expect(byNew.json).toMatchObject({ apiVersion: 'events.k8s.io/v1', note: 'It runs well.', series: { count: 2 }, deprecatedCount: 1 });
    expect(byOld.json).toMatchObject({ apiVersion: 'v1', message: 'It is there.' });
    expect(nothing.json.metadata.resourceVersion).toBe(byOld.json.metadata.resourceVersion);
    expect((await api.call('GET', `${old}/new`)).json.message).toBe('Replaced.');
    expect((await api.call('PUT', `${newer}/new`, { body: nothing.json })).json.reason).toBe('Conflict');
    expect(
      (await api.call('PATCH', `${newer}/new`, { headers: merge, body: { metadata: { resourceVersion: '1' }, note: 'x' } })).json.reason,
    ).toBe('Conflict');
    expect(replaced.status).toBe(200);
  });

  it('is seen by watches of both, each in its form', async () => {
    const api = await anInProcessApi();
    const watches = [await api.watch(`${old}?watch=true`), await api.watch(`${newer}?watch=true&fieldSelector=regarding.name%3Dweb`)];

    await api.call('POST', newer, { body: aNewEvent('new') });
    await api.call('POST', old, { body: anOldEvent('old') });
    await api.call('DELETE', `${newer}/new`);
    await api.registry.clock.advance(100);

    expect(
      watches.map(({ events }) => events.map(({ type, object }) => `${type} ${object.metadata.name}: ${object.note ?? object.message}`)),
    ).toEqual([
      ['ADDED new: It is on its way.', 'ADDED old: It runs.', 'DELETED new: It is on its way.'],
      ['ADDED new: It is on its way.', 'DELETED new: It is on its way.'],
    ]);
    expect(watches[1]?.events.every(({ object }) => object.apiVersion === 'events.k8s.io/v1')).toBe(true);
  });

  it('of the newer API keeps its rules, told in its words', async () => {
    const api = await both();
    const causes = async (more: object) => {
      const { json } = await api.call('POST', newer, { body: aNewEvent('bad', more) });
      return [json.code, json.details?.group, ...(json.details?.causes ?? []).map(({ field }: { field: string }) => field)];
    };

    expect(await causes({ eventTime: null, action: '', reportingController: undefined })).toEqual([
      422,
      'events.k8s.io',
      'eventTime',
      'reportingController',
      'action',
    ]);
    expect(await causes({ deprecatedCount: 3 })).toEqual([422, 'events.k8s.io', 'deprecatedCount']);
    expect(await causes({ note: 'x'.repeat(1025) })).toEqual([422, 'events.k8s.io', 'note']);
    expect(await causes({ type: 'Odd' })).toEqual([422, 'events.k8s.io', 'type']);
    expect((await api.call('POST', newer, { body: aNewEvent('new') })).json).toMatchObject({
      reason: 'AlreadyExists',
      details: { group: 'events.k8s.io', kind: 'events', name: 'new' },
    });
    expect((await api.call('GET', `${newer}/none`)).json).toMatchObject({ reason: 'NotFound', details: { group: 'events.k8s.io' } });
    expect((await api.call('POST', `${newer}?fieldValidation=Strict`, { body: aNewEvent('bad', { message: 'x' }) })).status).toBe(400);
    expect((await api.call('POST', newer, { body: aNewEvent('bad', { message: 'x' }) })).headers['warning']).toEqual([
      String.raw`299 - "unknown field \"message\""`,
    ]);
    expect((await api.call('POST', newer, { body: anOldEvent('bad') })).status).toBe(400);
  });

  it('is deleted by either, one by one or all at once, and goes by itself', async () => {
    const api = await both();

    expect((await api.call('DELETE', `${newer}/old`)).json).toMatchObject({
      status: 'Success',
      details: { group: 'events.k8s.io', kind: 'events' },
    });
    expect((await api.call('DELETE', newer)).json).toMatchObject({
      apiVersion: 'events.k8s.io/v1',
      items: [{ metadata: { name: 'new' } }],
    });
    await api.call('POST', newer, { body: aNewEvent('again') });
    await api.registry.clock.advance(3_700_000);
    expect((await api.call('GET', old)).json.items).toEqual([]);
  });

  it('is found in discovery, and shown as a table', async () => {
    const api = await both();

    expect((await api.call('GET', '/apis/events.k8s.io/v1')).json.resources).toMatchObject([
      { name: 'events', kind: 'Event', namespaced: true },
    ]);
    const table = await api.call('GET', newer, { headers: { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' } });
    expect(table.json.rows[0].cells.slice(2, 6)).toEqual(['Normal', 'Placed', 'web', 'It is on its way.']);
  });
});
