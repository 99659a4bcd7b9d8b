import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NovaDesk } from '#test/harness/nova-desk.ts';

describe('flavors', () => {
  let desk: NovaDesk;

  beforeAll(async () => {
    desk = await NovaDesk.open();
  });

  afterAll(() => desk[Symbol.asyncDispose]());

  const ask = (who: string, method: string, path: string, body?: unknown, version = '2.96') =>
    desk.ask(who, method, `/flavors${path}`, { version, ...(body === undefined ? {} : { body }) });
  const create = (flavor: object, version?: string) =>
    ask('admin@p1', 'POST', '', { flavor: { ram: 64, vcpus: 1, disk: 1, ...flavor } }, version);
  const idOf = ({ body }: { readonly body: Record<string, unknown> }): string => (body['flavor'] as { readonly id: string }).id;

  it('are made, shown, described and deleted by administrators', async () => {
    const made = await create({ name: 'Big One', id: 'auto', ram: '128', disk: 0, description: 'for tests', rxtx_factor: 2 });

    expect(made).toMatchObject({
      code: 200,
      body: {
        flavor: {
          name: 'Big One',
          ram: 128,
          vcpus: 1,
          disk: 0,
          swap: 0,
          'OS-FLV-EXT-DATA:ephemeral': 0,
          'os-flavor-access:is_public': true,
          rxtx_factor: 2,
          description: 'for tests',
          extra_specs: {},
        },
      },
    });
    const id = idOf(made);
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect((await ask('reader@p2', 'GET', `/${id}`)).body).toEqual(made.body);
    expect(await ask('admin@p1', 'PUT', `/${id}`, { flavor: { description: null } })).toMatchObject({
      code: 200,
      body: { flavor: { description: null } },
    });
    expect(await ask('admin@p1', 'DELETE', `/${id}`)).toMatchObject({ code: 202 });
    expect(await ask('admin@p1', 'GET', `/${id}`)).toMatchObject({ code: 404 });
    expect(await ask('admin@p1', 'DELETE', `/${id}`)).toMatchObject({ code: 404 });
  });

  it('have a name and an id that no other has', async () => {
    expect(await create({ name: 'one', id: 7 })).toMatchObject({ code: 200, body: { flavor: { id: '7' } } });

    expect(await create({ name: 'one' })).toMatchObject({
      code: 409,
      body: { conflictingRequest: { message: 'Flavor with name one already exists.' } },
    });
    expect(await create({ name: 'two', id: '7' })).toMatchObject({
      code: 409,
      body: { conflictingRequest: { message: 'Flavor with ID 7 already exists.' } },
    });
  });

  it('are refused to others, with what they cannot have, and without what they need', async () => {
    expect(await ask('manager@p1', 'POST', '', { flavor: { name: 'x', ram: 64, vcpus: 1, disk: 1 } })).toMatchObject({
      code: 403,
      body: { forbidden: { message: "Policy doesn't allow os_compute_api:os-flavor-manage:create to be performed." } },
    });
    expect(await create({ name: 'x', vcpus: 0 })).toMatchObject({ code: 400 });
    expect(await ask('admin@p1', 'PUT', '/7', { flavor: { description: 'x' } }, '2.54')).toMatchObject({ code: 404 });
  });

  it('have disks besides the first', async () => {
    const made = await create({ name: 'disks', swap: '512', 'OS-FLV-EXT-DATA:ephemeral': 20 });

    expect(made).toMatchObject({ code: 200, body: { flavor: { swap: 512, 'OS-FLV-EXT-DATA:ephemeral': 20 } } });
    expect((await ask('member@p1', 'GET', `/${idOf(made)}`)).body).toEqual(made.body);
  });

  it('have extra specs, one by one and together', async () => {
    const specs = `/${idOf(await create({ name: 'special', id: 'special' }))}/os-extra_specs`;

    expect(await ask('admin@p1', 'POST', specs, { extra_specs: { 'hw:cpu_cores': 2, 'hw:cpu_policy': 'shared' } })).toMatchObject({
      code: 200,
      body: { extra_specs: { 'hw:cpu_cores': '2', 'hw:cpu_policy': 'shared' } },
    });
    expect((await ask('admin@p1', 'PUT', `${specs}/hw:cpu_cores`, { 'hw:cpu_cores': '3' })).body).toEqual({ 'hw:cpu_cores': '3' });
    expect(await ask('admin@p1', 'PUT', `${specs}/hw:cpu_cores`, { other: '3' })).toMatchObject({ code: 400 });
    expect((await ask('member@p1', 'GET', `${specs}/hw:cpu_cores`)).body).toEqual({ 'hw:cpu_cores': '3' });
    expect(await ask('member@p1', 'DELETE', `${specs}/hw:cpu_cores`)).toMatchObject({ code: 403 });
    expect(await ask('admin@p1', 'DELETE', `${specs}/hw:cpu_cores`)).toMatchObject({ code: 200 });
    expect(await ask('admin@p1', 'DELETE', `${specs}/hw:cpu_cores`)).toMatchObject({
      code: 404,
      body: { itemNotFound: { message: 'Flavor special has no extra specs with key hw:cpu_cores.' } },
    });
    expect((await ask('member@p1', 'GET', specs)).body).toEqual({ extra_specs: { 'hw:cpu_policy': 'shared' } });
  });

  it('can be for some projects only, which administrators name', async () => {
    const id = idOf(await create({ name: 'private', 'os-flavor-access:is_public': false }));
    const act = (body: object, who = 'admin@p1') => ask(who, 'POST', `/${id}/action`, body);

    expect(await ask('member@p2', 'GET', `/${id}`)).toMatchObject({ code: 404 });
    expect((await act({ addTenantAccess: { tenant: 'p2' } })).body).toEqual({ flavor_access: [{ flavor_id: id, tenant_id: 'p2' }] });
    expect(await act({ addTenantAccess: { tenant: 'p2' } })).toMatchObject({
      code: 409,
      body: { conflictingRequest: { message: `Flavor access already exists for flavor ${id} and project p2 combination.` } },
    });
    expect(await act({ addTenantAccess: { tenant: 'p3' } }, 'member@p2')).toMatchObject({ code: 403 });
    expect(await ask('member@p2', 'GET', `/${id}`)).toMatchObject({
      code: 200,
      body: { flavor: { 'os-flavor-access:is_public': false } },
    });
    expect((await ask('admin@p1', 'GET', `/${id}/os-flavor-access`)).body).toEqual({
      flavor_access: [{ flavor_id: id, tenant_id: 'p2' }],
    });
    expect(await act({ removeTenantAccess: { tenant: 'p3' } })).toMatchObject({ code: 404 });
    expect((await act({ removeTenantAccess: { tenant: 'p2' } })).body).toEqual({ flavor_access: [] });
    expect(await ask('member@p2', 'GET', `/${id}`)).toMatchObject({ code: 404 });
  });

  it('of everybody have no list of projects', async () => {
    const id = idOf(await create({ name: 'public' }));

    expect(await ask('admin@p1', 'GET', `/${id}/os-flavor-access`)).toMatchObject({ code: 404 });
    expect(await ask('admin@p1', 'POST', `/${id}/action`, { addTenantAccess: { tenant: 'p2' } })).toMatchObject({
      code: 409,
      body: { conflictingRequest: { message: 'Can not add access to a public flavor.' } },
    });
    expect(await ask('admin@p1', 'POST', `/${id}/action`, { removeTenantAccess: { tenant: 'p2' } })).toMatchObject({ code: 404 });
  });
});
