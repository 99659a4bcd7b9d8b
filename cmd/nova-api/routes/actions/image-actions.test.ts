import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imageKind, type Image } from '#apis/compute/image.ts';
import { serverActionKind } from '#apis/compute/server-action.ts';
import { NovaDesk } from '#test/harness/nova-desk.ts';
import { makeServer, placeServer, stockCloud } from '#test/harness/nova-servers.ts';

describe('images of servers', () => {
  let desk: NovaDesk;
  let imageID: string;

  beforeAll(async () => {
    desk = await NovaDesk.open();
    ({ imageID } = await stockCloud(desk, { properties: { os_distro: 'debian' }, minimumMemoryMiB: 32 }));
  });

  afterAll(() => desk[Symbol.asyncDispose]());

  const aServer = async (name: string): Promise<string> => {
    const id = await makeServer(desk, 'member@p1', { imageID, name });
    await placeServer(desk, id, { image: { name: 'debian', uid: imageID, format: 'Qcow2' } });
    return id;
  };
  const act = (id: string, body: object, version: string, who = 'member@p1') =>
    desk.ask(who, 'POST', `/servers/${id}/action`, { version, body });
  const imageOf = async (uid: unknown): Promise<Image> => {
    const { items } = await desk.operator.resource(imageKind).list({ namespace: 'p1' });
    return items.find(({ metadata }) => metadata.uid === uid)!;
  };

  it('are there at once, waiting for the disk, with what the image of the server said', async () => {
    const id = await aServer('one');

    const made = await act(id, { createImage: { name: 'My ₡ image', metadata: { image_type: 'test' } } }, '2.45');

    expect(made).toMatchObject({ code: 202 });
    const image = await imageOf(made.body['image_id']);
    expect(image.spec).toMatchObject({
      displayName: 'My ₡ image',
      format: 'Qcow2',
      upload: { server: 'one' },
      minimumDiskGiB: 1,
      minimumMemoryMiB: 32,
      properties: { os_distro: 'debian', image_type: 'test', base_image_ref: imageID, instance_uuid: id, user_id: 'member-id' },
    });
    const { items } = await desk.operator.resource(serverActionKind).list({ namespace: 'p1' });
    expect(items.find(({ spec }) => spec.server === 'one')?.spec).toMatchObject({
      type: 'Snapshot',
      snapshot: { image: image.metadata.name, imageUID: image.metadata.uid },
      requestID: made.headers.get('x-compute-request-id'),
    });
  });

  it('are named by a link before 2.45, and made one at a time', async () => {
    const id = await aServer('two');

    const made = await act(id, { createImage: { name: 'two' } }, '2.44');

    expect(made.body).toEqual({});
    const uid = made.headers.get('location')?.split('/images/')[1];
    expect(await imageOf(uid)).toBeDefined();
    expect(await act(id, { createImage: { name: 'again' } }, '2.44')).toMatchObject({
      code: 409,
      body: { conflictingRequest: { message: `Cannot 'createImage' instance ${id} while it is in task_state image_uploading` } },
    });
  });

  it('may be backups, which a lock does not forbid', async () => {
    const id = await aServer('three');
    await act(id, { lock: null }, '2.1');

    const made = await act(id, { createBackup: { name: 'mon', backup_type: 'daily', rotation: 2 } }, '2.45');

    expect((await imageOf(made.body['image_id'])).spec.properties).toMatchObject({ image_type: 'backup', backup_type: 'daily' });
    const { items } = await desk.operator.resource(serverActionKind).list({ namespace: 'p1' });
    expect(items.find(({ spec }) => spec.server === 'three')?.spec.backup).toMatchObject({ series: 'daily', rotation: 2 });
  });

  it('are refused of what is not built, and to who may only read', async () => {
    const made = await desk.ask('member@p1', 'POST', '/servers', {
      body: { server: { name: 'x', flavorRef: 'm1.tiny', imageRef: imageID } },
    });
    const { id } = made.body['server'] as { readonly id: string };

    expect(await act(id, { createImage: { name: 'x' } }, '2.1')).toMatchObject({ code: 409 });
    expect(await act(id, { createImage: { name: 'x' } }, '2.1', 'reader@p1')).toMatchObject({ code: 403 });
  });
});
