import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NovaDesk } from '#test/harness/nova-desk.ts';
import { bringTo, makeServer, stockCloud } from '#test/harness/nova-servers.ts';

describe('the parts of a server', () => {
  let desk: NovaDesk;
  let id: string;

  beforeAll(async () => {
    desk = await NovaDesk.open();
    const { imageID } = await stockCloud(desk);
    id = await makeServer(desk, 'member@p1', { imageID, name: 'web', status: { addresses: addresses } });
  });

  afterAll(() => desk[Symbol.asyncDispose]());

  const addresses = [{ macAddress: '52:54:00:00:00:01', ipAddress: '10.0.0.5', network: 'blue' }];
  const ask = (method: string, path: string, body?: unknown, who = 'member@p1') =>
    desk.ask(who, method, `/servers/${id}${path}`, { version: '2.95', ...(body === undefined ? {} : { body }) });

  it('keeps pairs: adds, replaces, changes one and takes one away', async () => {
    expect(await ask('POST', '/metadata', { metadata: { color: 'red', size: 'big' } })).toMatchObject({
      code: 200,
      body: { metadata: { color: 'red', size: 'big' } },
    });
    expect((await ask('PUT', '/metadata', { metadata: { color: 'blue' } })).body).toEqual({ metadata: { color: 'blue' } });
    expect((await ask('PUT', '/metadata/shape', { meta: { shape: 'round' } })).body).toEqual({ meta: { shape: 'round' } });
    expect((await ask('GET', '/metadata/shape')).body).toEqual({ meta: { shape: 'round' } });
    expect((await ask('DELETE', '/metadata/color')).code).toBe(204);

    expect((await ask('GET', '/metadata')).body).toEqual({ metadata: { shape: 'round' } });
  });

  it('refuses pairs that are not there, too many, or of a server that is busy being made', async () => {
    const many = Object.fromEntries(Array.from({ length: 129 }, (_, index) => [`key${index}`, 'x']));

    expect(await ask('GET', '/metadata/none')).toMatchObject({
      code: 404,
      body: { itemNotFound: { message: 'Metadata item was not found' } },
    });
    expect(await ask('DELETE', '/metadata/none')).toMatchObject({ code: 404 });
    expect(await ask('PUT', '/metadata/one', { meta: { other: 'x' } })).toMatchObject({ code: 400 });
    expect(await ask('PUT', '/metadata', { metadata: many })).toMatchObject({ code: 403, body: { forbidden: { code: 403 } } });
    expect(await ask('POST', '/metadata', { metadata: { a: 'b' } }, 'reader@p1')).toMatchObject({ code: 403 });
    expect(await ask('GET', '/metadata', undefined, 'member@p2')).toMatchObject({ code: 404 });
    await bringTo(desk, id, { phase: 'Rescued' });
    expect(await ask('POST', '/metadata', { metadata: { a: 'b' } })).toMatchObject({
      code: 409,
      body: { conflictingRequest: { message: `Cannot 'update metadata' instance ${id} while it is in vm_state rescued` } },
    });
    await bringTo(desk, id, { phase: 'Running' });
  });

  it('keeps tags as a set', async () => {
    const first = await ask('PUT', '/tags/one');
    expect(first.code).toBe(201);
    expect(first.headers.get('location')).toContain(`/servers/${id}/tags/one`);
    expect((await ask('PUT', '/tags/one')).code).toBe(204);
    expect((await ask('GET', '/tags/one')).code).toBe(204);
    expect(await ask('GET', '/tags/two')).toMatchObject({ code: 404 });
    expect((await ask('PUT', '/tags', { tags: ['a', 'b', 'a'] })).body).toEqual({ tags: ['a', 'b'] });
    expect((await ask('DELETE', '/tags/a')).code).toBe(204);
    expect(await ask('DELETE', '/tags/a')).toMatchObject({ code: 404 });
    expect((await ask('GET', '/tags')).body).toEqual({ tags: ['b'] });
    expect((await ask('DELETE', '/tags')).code).toBe(204);
    expect((await ask('GET', '/tags')).body).toEqual({ tags: [] });
  });

  it('loses no tag when several are put at once', async () => {
    const words = ['a', 'b', 'c'];
    await Promise.all(words.map((word) => ask('PUT', `/tags/${word}`)));

    expect((await ask('GET', '/tags')).body['tags']).toEqual(expect.arrayContaining(words));
  });

  it('refuses tags that cannot be, and has none before 2.26', async () => {
    expect(await ask('PUT', `/tags/${'x'.repeat(61)}`)).toMatchObject({ code: 400 });
    expect(await ask('PUT', '/tags/a%2Cb')).toMatchObject({ code: 400 });
    expect(await desk.ask('member@p1', 'GET', `/servers/${id}/tags`, { version: '2.25' })).toMatchObject({ code: 404 });
  });

  it('tells addresses, groups, shape and password', async () => {
    expect((await ask('GET', '/ips')).body).toEqual({ addresses: { blue: [{ version: 4, addr: '10.0.0.5' }] } });
    expect((await ask('GET', '/ips/blue')).body).toEqual({ blue: [{ version: 4, addr: '10.0.0.5' }] });
    expect(await ask('GET', '/ips/red')).toMatchObject({ code: 404 });
    expect((await ask('GET', '/os-security-groups')).body).toMatchObject({ security_groups: [{ name: 'default', rules: [] }] });
    expect((await ask('GET', '/topology')).body).toEqual({ nodes: [], pagesize_kb: null });
    expect((await ask('GET', '/os-virtual-interfaces')).code).toBe(410);
    expect(await ask('GET', '/diagnostics')).toMatchObject({ code: 403 });
    expect(await ask('GET', '/diagnostics', undefined, 'admin@p1')).toMatchObject({ code: 409 });
  });

  it('shows the password that the guest posted until it is cleared', async () => {
    expect((await ask('GET', '/os-server-password')).body).toEqual({ password: '' });
    await bringTo(desk, id, { encryptedPassword: 'c2VjcmV0' });
    expect((await ask('GET', '/os-server-password')).body).toEqual({ password: 'c2VjcmV0' });
    expect((await ask('DELETE', '/os-server-password')).code).toBe(204);
    expect((await ask('GET', '/os-server-password')).body).toEqual({ password: '' });
    await bringTo(desk, id, { encryptedPassword: 'YW5vdGhlcg==' });

    expect((await ask('GET', '/os-server-password')).body).toEqual({ password: 'YW5vdGhlcg==' });
  });
});
