import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imageKind } from '#apis/compute/image.ts';
import { eventually } from '#test/harness/eventually.ts';
import { NovaDesk } from '#test/harness/nova-desk.ts';
import { draftOf, stockCloud } from '#test/harness/nova-servers.ts';

describe('images, as Nova passed them on up to 2.35,', () => {
  let desk: NovaDesk;
  let publicID: string;
  let ownID: string;

  beforeAll(async () => {
    desk = await NovaDesk.open();
    publicID = (await stockCloud(desk)).imageID;
    // Makes the project.
    await desk.ask('member@p1', 'POST', '/servers', { body: { server: { name: 'web', flavorRef: 'm1.tiny', imageRef: publicID } } });
    ownID = await makeImage('snap', 'p1');
    await makeImage('foreign', 'default');
    const status = { server: 'web', serverUID: serverID, sizeBytes: 1024, conditions: [ready] };
    await desk.operator.resource(imageKind).patchStatus({ namespace: 'p1', name: 'snap' }, { status });
    await eventually(() => {
      if (desk.known.images.get({ namespace: 'p1', name: 'snap' })?.status?.serverUID === undefined) throw new Error('not known yet');
    });
  });

  afterAll(() => desk[Symbol.asyncDispose]());

  const serverID = '6d7e8f90-0000-4000-8000-000000000001';
  const ready = { type: 'Ready', status: 'True', reason: 'Uploaded', message: '', lastTransitionTime: '2031-01-01T00:00:00Z' };

  async function makeImage(name: string, namespace: string): Promise<string> {
    const images = desk.operator.resource(imageKind);
    return (await images.create(draftOf(imageKind, name, { format: 'Raw', upload: {}, properties: { os: 'linux' } }, namespace))).metadata
      .uid;
  }

  const ask = (method: string, path: string, body?: unknown, who = 'member@p1') =>
    desk.ask(who, method, path, { version: '2.1', ...(body === undefined ? {} : { body }) });
  const idsOf = async (path: string, who?: string): Promise<readonly string[]> =>
    ((await ask('GET', path, undefined, who)).body['images'] as { id: string }[]).map(({ id }) => id);

  it('are those of the project and those of everybody', async () => {
    expect((await idsOf('/images')).toSorted()).toEqual([publicID, ownID].toSorted());
    expect(await idsOf('/images', 'reader@p2')).toEqual([publicID]);
    expect(await ask('GET', `/images/${ownID}`, undefined, 'reader@p2')).toMatchObject({
      code: 404,
      body: { itemNotFound: { message: 'Image not found.' } },
    });
  });

  it('are shown with what they are, and the server that they were copied from', async () => {
    const { body } = await ask('GET', `/images/${ownID}`);

    expect(body['image']).toMatchObject({
      id: ownID,
      name: 'snap',
      status: 'ACTIVE',
      progress: 100,
      updated: '2031-01-01T00:00:00Z',
      minDisk: 0,
      minRam: 0,
      metadata: { os: 'linux' },
      'OS-EXT-IMG-SIZE:size': 1024,
      server: { id: serverID },
    });
    expect((await ask('GET', `/images/${publicID}`)).body['image']).not.toHaveProperty('server');
  });

  it.each([
    ['status=active&name=snap', 'own'],
    ['status=SAVING', 'none'],
    ['type=snapshot', 'own'],
    [`server=${serverID}`, 'own'],
    [`server=http://127.0.0.1/v2.1/servers/${serverID}`, 'own'],
    ['name=debian', 'public'],
    ['property-os=linux', 'own'],
    ['changes-since=2030-12-31T00:00:00Z', 'own'],
    ['minRam=1', 'none'],
  ])('are found by %s', async (query, found) => {
    const ids = { own: [ownID], public: [publicID], none: [] }[found];

    expect(await idsOf(`/images?${query}`)).toEqual(ids);
    expect(await idsOf(`/images/detail?${query}`)).toEqual(ids);
  });

  it('come in pages', async () => {
    const { body } = await ask('GET', '/images?limit=1');

    expect(body['images']).toHaveLength(1);
    const [{ href }] = body['images_links'] as [{ href: string }];
    expect(await idsOf(href.slice(href.indexOf('/images')))).toHaveLength(1);
    expect(await ask('GET', '/images?changes-since=yesterday')).toMatchObject({ code: 400 });
  });

  it('have pairs of words, which their project changes and nobody else', async () => {
    const place = `/images/${ownID}/metadata`;

    expect((await ask('PUT', place, { metadata: { a: '1', b: '2' } })).body).toEqual({ metadata: { a: '1', b: '2' } });
    expect((await ask('POST', place, { metadata: { b: '3' } })).body).toEqual({ metadata: { a: '1', b: '3' } });
    expect((await ask('PUT', `${place}/c`, { meta: { c: '4' } })).body).toEqual({ meta: { c: '4' } });
    expect((await ask('DELETE', `${place}/a`)).code).toBe(204);
    expect((await ask('GET', `${place}/b`)).body).toEqual({ meta: { b: '3' } });
    expect((await ask('GET', place)).body).toEqual({ metadata: { b: '3', c: '4' } });

    expect(await ask('GET', `${place}/a`)).toMatchObject({ code: 404 });
    expect(await ask('DELETE', `${place}/a`)).toMatchObject({ code: 404 });
    expect(await ask('PUT', `${place}/x`, { meta: { y: '1' } })).toMatchObject({ code: 400 });
    expect(await ask('PUT', `/images/${publicID}/metadata`, { metadata: {} })).toMatchObject({ code: 403 });
    const many = Object.fromEntries(Array.from({ length: 129 }, (_, index) => [`key${index}`, 'x']));
    expect(await ask('PUT', place, { metadata: many })).toMatchObject({ code: 403 });
  });

  it('are gone from 2.36 on, and their pairs from 2.39 on', async () => {
    const at = (version: string, path: string) => desk.ask('member@p1', 'GET', path, { version });

    expect(await at('2.36', '/images')).toMatchObject({ code: 404 });
    expect(await at('2.38', `/images/${ownID}/metadata`)).toMatchObject({ code: 200 });
    expect(await at('2.39', `/images/${ownID}/metadata`)).toMatchObject({ code: 404 });
  });

  it('are deleted by their project', async () => {
    expect(await ask('DELETE', `/images/${ownID}`, undefined, 'reader@p1')).toMatchObject({ code: 403 });
    expect(await ask('DELETE', `/images/${ownID}`, undefined, 'member@p2')).toMatchObject({ code: 404 });
    expect(await ask('DELETE', `/images/${publicID}`)).toMatchObject({ code: 403 });
    expect(await ask('DELETE', '/images/')).toMatchObject({ code: 404 });

    expect((await ask('DELETE', `/images/${ownID}`)).code).toBe(204);
  });
});
