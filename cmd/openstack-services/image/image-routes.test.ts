import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imageKind } from '#apis/compute/image.ts';
import { OpenStackServicesWorld } from '#test/harness/openstack-services-world.ts';
import { imageFault } from '../http/fault-bodies.ts';
import { addImageRoutes } from './image-routes.ts';

let world: OpenStackServicesWorld;
const sha256 = 'a'.repeat(64);
const ready = { type: 'Ready', status: 'True', reason: 'Saved', message: 'it is there', lastTransitionTime: '2026-01-01T00:00:00Z' };

async function makeImage(namespace: string, name: string, spec: object): Promise<string> {
  const draft = { apiVersion: 'compute.tycho.dev/v1alpha1', kind: 'Image', metadata: { namespace, name }, spec } as never;
  return (await world.client.resource(imageKind).create(draft)).metadata.uid;
}

beforeAll(async () => {
  world = await OpenStackServicesWorld.start((clients, random) => ({
    prefix: '/image',
    challenge: () => 'Keystone uri="http://h"',
    faultBody: imageFault,
    addRoutes: (app) => addImageRoutes(app, { clients, random, baseURL: () => 'http://h/image' }),
  }));
  await makeImage('public', 'debian', {
    displayName: 'Debian 13',
    format: 'Qcow2',
    source: { url: 'https://i.test/d', sha256 },
    minimumDiskGiB: 2,
    firmware: 'UEFI',
    properties: { os_distro: 'debian' },
  });
  await makeImage('default', 'small', { format: 'Kernel', kernel: { url: 'https://i.test/k', sha256 }, minimumMemoryMiB: 96 });
  await makeImage('default', 'tree', { format: 'RootFS', source: { url: 'https://i.test/t', sha256 } });
});

afterAll(() => world.stop());

const namesOf = async (query: string): Promise<readonly string[]> => {
  const { status, body } = await world.ask('GET', `/image/v2/images${query}`);
  if (status !== 200) throw new Error(`${query}: ${status}`);
  return (body.images as readonly { readonly name: string }[]).map(({ name }) => name);
};

describe('images', () => {
  it('are those of the project and of everybody, in the words of Glance', async () => {
    const { body } = await world.ask('GET', '/image/v2/images?name=Debian%2013');

    expect(body.images).toMatchObject([
      {
        status: 'active',
        visibility: 'public',
        owner: 'public',
        disk_format: 'qcow2',
        container_format: 'bare',
        min_disk: 2,
        size: null,
        checksum: null,
        os_hash_algo: 'sha256',
        os_hash_value: sha256,
        hw_firmware_type: 'uefi',
        os_distro: 'debian',
      },
    ]);
    expect((await world.ask('GET', '/image/v2/images', { token: 'eve:other:member' })).body.images).toHaveLength(1);
  });

  it.each([
    ['?sort=name:asc', ['Debian 13', 'small', 'tree']],
    ['?sort_key=name&sort_dir=desc', ['tree', 'small', 'Debian 13']],
    ['?sort=min_disk:asc', []],
    ['?name=in:small,"Debian%2013"&sort=name:asc', ['Debian 13', 'small']],
    ['?visibility=private&sort=name:asc', ['small', 'tree']],
    ['?visibility=all&disk_format=aki', ['small']],
    ['?owner=default&status=active&sort=name:desc', ['tree', 'small']],
    ['?os_distro=debian', ['Debian 13']],
    ['?protected=True', []],
    ['?tag=x', []],
    ['?created_at=gt:2100-01-01T00:00:00Z', []],
    ['?sort=name:asc&limit=1', ['Debian 13']],
  ])('are filtered and sorted: %s', async (query, names) => {
    if (query.includes('min_disk')) await expect(namesOf(query)).rejects.toThrow('400');
    else expect(await namesOf(query)).toEqual(names);
  });

  it('are told page by page', async () => {
    const seen: string[] = [];
    let path: string | undefined = '/v2/images?sort=name:asc&limit=2';
    while (path !== undefined) {
      const { body } = (await world.ask('GET', `/image${path}`)) as {
        readonly body: { readonly images: readonly { readonly name: string }[]; readonly next?: string };
      };
      seen.push(...body.images.map(({ name }) => name));
      path = body.next;
    }

    expect(seen).toEqual(['Debian 13', 'small', 'tree']);
  });

  it.each(['?limit=x', '?marker=nothing', '?sort=name:up', '?created_at=yesterday'])('are not told for %s', async (query) => {
    expect((await world.ask('GET', `/image/v2/images${query}`)).status).toBe(400);
  });

  it('wait for their bytes when they are made here, change in what is said of them, and go', async () => {
    const made = await world.ask('POST', '/image/v2/images', {
      body: {
        name: 'My image',
        disk_format: 'qcow2',
        container_format: 'bare',
        min_ram: 64,
        protected: false,
        os_distro: 'x',
        hw_firmware_type: 'uefi',
      },
    });
    expect(made.status).toBe(201);
    const path = `/image/v2/images/${String(made.body.id)}`;
    expect(made.headers['location']).toBe(`http://h${path}`);
    expect(made.body).toMatchObject({
      name: 'My image',
      status: 'queued',
      visibility: 'private',
      owner: 'default',
      min_ram: 64,
      os_distro: 'x',
      hw_firmware_type: 'uefi',
    });
    expect((await world.ask('GET', `${path}/file`)).status).toBe(204);

    const changed = await world.ask('PATCH', path, {
      type: 'application/openstack-images-v2.1-json-patch',
      body: [
        { op: 'replace', path: '/name', value: 'Other' },
        { op: 'replace', path: '/min_disk', value: 3 },
        { op: 'add', path: '/os_version', value: '13' },
        { op: 'remove', path: '/os_distro' },
      ],
    });

    expect(changed.body).toMatchObject({ name: 'Other', min_disk: 3, os_version: '13', status: 'queued' });
    expect(changed.body).not.toHaveProperty('os_distro');
    expect((await world.ask('DELETE', path, { token: 'rita:default:reader' })).status).toBe(403);
    expect((await world.ask('DELETE', path, { token: 'eve:other:member' })).status).toBe(404);
    expect((await world.ask('DELETE', path)).status).toBe(204);
    expect((await world.ask('GET', path)).status).toBe(404);
  });

  it('of everybody are made and deleted by administrators alone', async () => {
    const body = { name: 'all', disk_format: 'raw', container_format: 'bare', visibility: 'public' };
    expect((await world.ask('POST', '/image/v2/images', { body })).status).toBe(403);
    const made = await world.ask('POST', '/image/v2/images', { body, token: 'root:default:admin' });

    expect(made.body).toMatchObject({ visibility: 'public', owner: 'public' });
    expect((await world.ask('DELETE', `/image/v2/images/${String(made.body.id)}`)).status).toBe(403);
    expect((await world.ask('DELETE', `/image/v2/images/${String(made.body.id)}`, { token: 'root:default:admin' })).status).toBe(204);
  });

  it.each([
    [400, 'disk_format', { disk_format: 'vmdk' }],
    [400, 'disk_format', { disk_format: 'aki', container_format: 'aki' }],
    [400, 'disk_format', { disk_format: undefined }],
    [400, 'min_disk', { min_disk: -1 }],
    [400, 'name', { name: 'a'.repeat(256) }],
    [400, 'visibility', { visibility: 'community' }],
    [400, 'protected', { protected: true }],
    [400, 'os_distro', { os_distro: 7 }],
    [400, 'hw_firmware_type', { hw_firmware_type: 'coreboot' }],
    [403, 'status', { status: 'active' }],
    [403, 'owner', { owner: 'other' }],
  ])('are refused with %i and the field %s', async (code, field, wrong) => {
    const { status, body } = await world.ask('POST', '/image/v2/images', {
      body: { name: 'x', disk_format: 'raw', container_format: 'bare', ...wrong },
    });

    expect(status).toBe(code);
    expect(body.message).toContain(field);
  });

  it.each([
    [400, { op: 'replace', path: '/name' }],
    [400, [{ op: 'move', path: '/name', from: '/x' }]],
    [400, [{ op: 'replace', path: '/a/b', value: 'x' }]],
    [403, [{ op: 'replace', path: '/status', value: 'active' }]],
    [403, [{ op: 'remove', path: '/name' }]],
    [403, [{ op: 'replace', path: '/visibility', value: 'public' }]],
  ])('are not changed (%i) by %j', async (code, body) => {
    const [{ id }] = (await world.ask('GET', '/image/v2/images?name=small')).body.images as [{ readonly id: string }];

    expect((await world.ask('PATCH', `/image/v2/images/${id}`, { body })).status).toBe(code);
  });

  it('that hosts fetch elsewhere take no bytes and give none', async () => {
    const [{ id }] = (await world.ask('GET', '/image/v2/images?name=small')).body.images as [{ readonly id: string }];

    expect((await world.ask('PUT', `/image/v2/images/${id}/file`, { body: 'bytes', type: 'application/octet-stream' })).status).toBe(409);
    expect((await world.ask('GET', `/image/v2/images/${id}/file`)).status).toBe(409);
  });

  it('that were stored before any image had conditions are there to be booted', async () => {
    const path = { namespace: 'other', name: 'old-kernel' };
    const id = await makeImage(path.namespace, path.name, { format: 'Kernel', kernel: { url: 'https://i.test/k', sha256 } });
    await world.client.resource(imageKind).patchStatus(path, { status: { conditions: null } });
    expect((await world.client.resource(imageKind).get(path)).status?.conditions).toBeUndefined();

    const { body } = await world.ask('GET', `/image/v2/images/${id}`, { token: 'eve:other:member' });

    expect(body.status).toBe('active');
  });

  it('that name bytes of the image store are asked for there', async () => {
    const id = await makeImage('other', 'stored', { format: 'Raw', source: { url: `image-store:${sha256}`, sha256 } });
    const { status, body } = await world.ask('GET', `/image/v2/images/${id}`, { token: 'eve:other:member' });
    expect([status, body.status]).toEqual([200, 'saving']);
    const path = { namespace: 'other', name: 'stored' };
    await world.client.resource(imageKind).patchStatus(path, { status: { conditions: [ready] } });

    const file = await world.ask('GET', `/image/v2/images/${id}/file`, { token: 'eve:other:member' });

    // There is none in this world.
    expect([file.status, file.body.message]).toEqual([503, 'this control plane has no image store']);
  });

  it('are nobody’s who has no good token', async () => {
    const { status, body } = await world.ask('GET', '/image/v2/images', { token: 'forged' });
    expect([status, body.code]).toEqual([401, '401 Unauthorized']);
  });
});

describe('the versions', () => {
  it('are told as Glance tells them', async () => {
    const { status, body } = await world.ask('GET', '/image', { token: '' });

    expect(status).toBe(300);
    expect(body.versions[0]).toMatchObject({ id: 'v2.9', status: 'CURRENT', links: [{ href: 'http://h/image/v2/' }] });
    expect((await world.ask('GET', '/image/v2/schemas/image', { token: '' })).body.name).toBe('image');
  });
});
