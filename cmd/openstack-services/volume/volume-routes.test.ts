import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultQuotaKind } from '#apis/compute/default-quota.ts';
import { imageKind } from '#apis/compute/image.ts';
import { quotaKind } from '#apis/compute/quota.ts';
import { volumeAttachmentKind } from '#apis/compute/volume-attachment.ts';
import { volumeKind } from '#apis/compute/volume.ts';
import { namespaceKind } from '#apis/kubernetes/core.ts';
import { OpenStackServicesWorld } from '#test/harness/openstack-services-world.ts';
import { volumeFault } from '../http/fault-bodies.ts';
import { addVolumeRoutes } from './volume-routes.ts';

let world: OpenStackServicesWorld;
let imageID: string;
const apiVersion = 'compute.tycho.dev/v1alpha1';

beforeAll(async () => {
  world = await OpenStackServicesWorld.start((clients, random) => ({
    prefix: '/volume',
    challenge: () => 'Keystone uri="http://h"',
    faultBody: volumeFault,
    addRoutes: (app) => addVolumeRoutes(app, { clients, random, baseURL: () => 'http://h/volume' }),
  }));
  await world.client.resource(namespaceKind).create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other' } });
  const image = await world.client.resource(imageKind).create({
    apiVersion,
    kind: 'Image',
    metadata: { namespace: 'public', name: 'debian' },
    spec: {
      format: 'Qcow2',
      source: { url: 'https://images.example/debian.qcow2', sha256: 'a'.repeat(64) },
      minimumDiskGiB: 1,
      minimumMemoryMiB: 0,
    },
  });
  imageID = image.metadata.uid;
});

afterAll(() => world.stop());

const ask = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, options: { readonly token?: string; readonly body?: unknown } = {}) =>
  world.ask(method, `/volume/v3/${path}`, options);

async function create(volume: object, token = 'demo:default:member'): Promise<Record<string, unknown>> {
  const { status, body } = await ask('POST', 'volumes', { token, body: { volume } });
  if (status !== 202) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body.volume as Record<string, unknown>;
}

/** Says what the loops of the control plane say. */
async function say(id: unknown, phase: 'Pending' | 'Available'): Promise<{ readonly namespace: string; readonly name: string }> {
  const volumes = world.client.resource(volumeKind);
  const { items } = await volumes.list({ namespace: 'default' });
  const { name } = items.find(({ metadata }) => metadata.uid === id)!.metadata;
  await volumes.patchStatus({ namespace: 'default', name }, { status: { phase } });
  return { namespace: 'default', name };
}

describe('a volume', () => {
  it('is made, found by its id and name, described anew, made larger and deleted', async () => {
    const made = await create({ size: 2, name: 'My data', description: 'words' });

    expect(made).toMatchObject({ name: 'My data', size: 2, status: 'creating', description: 'words', bootable: 'false', attachments: [] });
    await say(made['id'], 'Pending');
    expect((await ask('GET', `volumes/${String(made['id'])}`)).body.volume).toMatchObject({ status: 'available', volume_type: 'default' });
    expect((await ask('GET', 'volumes/detail?name=My%20data')).body.volumes).toHaveLength(1);
    expect((await ask('GET', 'volumes?name=nothing')).body.volumes).toEqual([]);
    const changed = await ask('PUT', `volumes/${String(made['id'])}`, { body: { volume: { name: 'Other', description: '' } } });
    expect(changed.body.volume).toMatchObject({ name: 'Other', description: null });
    expect((await ask('POST', `volumes/${String(made['id'])}/action`, { body: { 'os-extend': { new_size: 5 } } })).status).toBe(202);
    expect((await world.client.resource(volumeKind).list({ namespace: 'default' })).items[0]?.spec.sizeGiB).toBe(5);
    expect((await ask('POST', `volumes/${String(made['id'])}/action`, { body: { 'os-extend': { new_size: 1 } } })).status).toBe(400);
    expect((await ask('DELETE', `volumes/${String(made['id'])}`)).status).toBe(202);
    expect((await ask('GET', `volumes/${String(made['id'])}`)).body).toEqual({
      itemNotFound: { code: 404, message: `Volume ${String(made['id'])} could not be found.` },
    });
  });

  it('of an image says so, and is bootable', async () => {
    const made = await create({ size: 1, imageRef: imageID });

    expect(made).toMatchObject({ bootable: 'true', volume_image_metadata: { image_id: imageID, image_name: 'debian' } });
    expect((await ask('POST', 'volumes', { body: { volume: { size: 1, imageRef: 'nothing' } } })).body.badRequest.message).toContain(
      'nothing',
    );
  });

  it('that a server has is in use, says by which, and is not deleted', async () => {
    const made = await create({ size: 1, name: 'busy' });
    const { namespace, name } = await say(made['id'], 'Available');
    const attachments = world.client.resource(volumeAttachmentKind);
    await attachments.create({
      apiVersion,
      kind: 'VolumeAttachment',
      metadata: { namespace, name: 'web-busy' },
      spec: { server: 'web', volume: name },
    });
    const shown = async (): Promise<Record<string, unknown>> => (await ask('GET', `volumes/${String(made['id'])}`)).body.volume;

    expect(await shown()).toMatchObject({ status: 'attaching', attachments: [] });
    await attachments.patchStatus(
      { namespace, name: 'web-busy' },
      { status: { phase: 'Attached', serverUID: 'the-server', device: 'abc' } },
    );
    expect(await shown()).toMatchObject({
      status: 'in-use',
      attachments: [{ server_id: 'the-server', device: '/dev/disk/by-id/virtio-abc' }],
    });
    const refused = await ask('DELETE', `volumes/${String(made['id'])}`);
    expect([refused.status, Object.keys(refused.body)]).toEqual([400, ['badRequest']]);
  });

  it('is its project’s alone; an administrator sees those of all who asks for all', async () => {
    const made = await create({ size: 1, name: 'theirs' }, 'eve:other:member');

    expect((await ask('GET', `volumes/${String(made['id'])}`)).status).toBe(404);
    expect((await ask('DELETE', `volumes/${String(made['id'])}`)).status).toBe(404);
    const namesOf = async (path: string, token: string): Promise<readonly string[]> =>
      (await ask('GET', path, { token })).body.volumes.map(({ name }: { readonly name: string }) => name);
    expect(await namesOf('volumes?all_tenants=1', 'demo:default:member')).not.toContain('theirs');
    expect(await namesOf('volumes', 'root:default:admin')).not.toContain('theirs');
    expect(await namesOf('volumes?all_tenants=1&project_id=other', 'root:default:admin')).toEqual(['theirs']);
  });

  it('is not made by readers', async () => {
    const { status, body } = await ask('POST', 'volumes', { token: 'rita:default:reader', body: { volume: { size: 1 } } });

    expect([status, Object.keys(body)]).toEqual([403, ['forbidden']]);
  });

  it.each([
    ['size', {}],
    ['size', { size: 0 }],
    ['size', { size: 1.5 }],
    ['size', { size: 'large' }],
    ['name', { size: 1, name: 'x'.repeat(256) }],
    ['multiattach', { size: 1, multiattach: 'yes' }],
    ['imageRef', { size: 1, imageRef: 7 }],
    ['snapshot_id', { size: 1, snapshot_id: 'x' }],
    ['source_volid', { size: 1, source_volid: 'x' }],
    ['volume_type', { size: 1, volume_type: 'ssd' }],
    ['metadata', { size: 1, metadata: { key: 'value' } }],
    ['constructor', { size: 1, constructor: 1 }],
  ])('with a wrong %s is refused with its name: %j', async (field, volume) => {
    const { status, body } = await ask('POST', 'volumes', { body: { volume } });

    expect(status).toBe(400);
    expect(body.badRequest.message).toContain(field);
  });

  it.each(['{', '"volume"', '[]', '{"volume": 7}'])('is not made of %s', async (body) => {
    expect((await ask('POST', 'volumes', { body })).status).toBe(400);
  });

  it.each(['os-detach', 'os-force_delete'])('knows no action %s', async (action) => {
    const made = await create({ size: 1 });

    expect((await ask('POST', `volumes/${String(made['id'])}/action`, { body: { [action]: {} } })).body.badRequest.message).toContain(
      action,
    );
  });
});

describe('the list of volumes', () => {
  it('comes sorted and page by page', async () => {
    for (const [name, size] of [
      ['page-a', 31],
      ['page-b', 32],
      ['page-c', 33],
    ] as const)
      await create({ name, size }, 'pat:pages:member');
    const page = async (query: string): Promise<any> => (await ask('GET', `volumes/detail?${query}`, { token: 'pat:pages:member' })).body; // oxlint-disable-line typescript/no-explicit-any

    const first = await page('sort=size:asc&limit=2');
    expect(first.volumes.map(({ name }: { readonly name: string }) => name)).toEqual(['page-a', 'page-b']);
    expect(first.volumes_links[0].href).toBe(
      `http://h/volume/v3/volumes/detail?sort=size%3Aasc&limit=2&marker=${first.volumes[1].id as string}`,
    );
    const second = await page(`sort=size:asc&limit=2&marker=${first.volumes[1].id as string}`);
    expect(second.volumes.map(({ name }: { readonly name: string }) => name)).toEqual(['page-c']);
    expect(second.volumes_links).toBeUndefined();
    const behind = await page('sort_key=name&sort_dir=desc&offset=1&limit=1');
    expect(behind.volumes[0].name).toBe('page-b');
    expect((await page(String(behind.volumes_links[0].href).split('?')[1]!)).volumes[0].name).toBe('page-a');
  });

  it.each(['nonsense=1', 'limit=-1', 'marker=nothing', 'sort=color', 'sort=size:up', 'offset=x'])('is not told for %s', async (query) => {
    expect((await ask('GET', `volumes?${query}`)).status).toBe(400);
  });
});

describe('what clients ask besides', () => {
  it('are the version, one type, one zone, no snapshots', async () => {
    expect((await world.ask('GET', '/volume')).body.versions[0]).toMatchObject({ id: 'v3.0', status: 'CURRENT' });
    expect((await ask('GET', 'types')).body.volume_types[0].name).toBe('default');
    expect((await ask('GET', 'types/default')).body.volume_type.name).toBe('default');
    expect((await ask('GET', 'types/other')).status).toBe(404);
    expect((await ask('GET', 'os-availability-zone')).body.availabilityZoneInfo[0].zoneName).toBe('nova');
    expect((await ask('GET', 'snapshots/detail')).body.snapshots).toEqual([]);
  });

  it('are the limits of the project, declared or by default, and what is in use', async () => {
    const token = 'quinn:limited:member';
    await create({ size: 3 }, token);
    const quotaOf = async (): Promise<unknown> => (await ask('GET', 'os-quota-sets/limited?usage=True', { token })).body.quota_set;

    expect(await quotaOf()).toEqual({
      id: 'limited',
      volumes: { limit: -1, in_use: 1, reserved: 0 },
      gigabytes: { limit: -1, in_use: 3, reserved: 0 },
    });
    await world.client.resource(quotaKind).create({
      apiVersion,
      kind: 'Quota',
      metadata: { namespace: 'limited', name: 'own' },
      spec: { volumes: 7 },
    });
    await world.client.resource(defaultQuotaKind).create({
      apiVersion,
      kind: 'DefaultQuota',
      metadata: { name: 'all' },
      spec: { volumes: 2, volumeGiB: 100 },
    });
    expect((await ask('GET', 'limits', { token })).body.limits.absolute).toEqual({
      maxTotalVolumes: 7,
      totalVolumesUsed: 1,
      maxTotalVolumeGigabytes: 100,
      totalGigabytesUsed: 3,
    });
    expect((await ask('GET', 'os-quota-sets/default', { token })).status).toBe(403);
  });

  it('may name the project in the path, if it is the token’s', async () => {
    expect((await ask('GET', 'default/volumes')).status).toBe(200);
    expect((await ask('GET', 'other/volumes')).status).toBe(400);
  });

  it('is nobody’s who has no good token', async () => {
    for (const path of ['volumes', 'types', 'limits', 'snapshots']) expect((await ask('GET', path, { token: '' })).status).toBe(401);
  });
});
