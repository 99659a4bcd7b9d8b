import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imageKind, type Image } from '#apis/compute/image.ts';
import { flavorKind } from '#apis/compute/flavor.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import { SystemClock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import { GlanceClient } from '#apis/openstack/glance-client.ts';
import { IdentityClient } from '#apis/openstack/identity-client.ts';
import { TokenVerifier } from '#apis/openstack/token-verifier.ts';
import { GlanceImports } from '#cmd/image-store/imports/glance-imports.ts';
import { ImageRecords } from '#cmd/image-store/projects/image-records.ts';
import { anUploadDesk, type RealUploadDesk } from '../../builders/upload-desk.ts';
import { eventually } from '../../harness/eventually.ts';
import { Glance } from '../../harness/glance.ts';
import { Keystone, keystoneAdmin, keystoneService, type Login } from '../../harness/keystone.ts';
import { NovaDesk, type NovaReply } from '../../harness/nova-desk.ts';

const alice: Login = { userName: 'alice', password: 'alices password', projectName: 'red' };
const bob: Login = { userName: 'bob', password: 'bobs password', projectName: 'blue' };
const bytes = Buffer.alloc(300_000, 'a small disk ');
const sha256 = createHash('sha256').update(bytes).digest('hex');

const running = new AsyncDisposableStack();
let keystone: Keystone;
let glance: Glance;
let desk: NovaDesk;
let store: RealUploadDesk;
let red: string;
let blue: string;
let aliceToken: string;
let bobToken: string;

beforeAll(async () => {
  const [clock, random, logger] = [new SystemClock(), new SystemRandom(), silentLogger];
  keystone = running.use(await Keystone.start());
  glance = running.use(await Glance.start({ keystone }));
  [red, blue] = [await keystone.createProject('red'), await keystone.createProject('blue')];
  await keystone.createUser(alice, { red: ['member'] });
  await keystone.createUser(bob, { blue: ['member'] });
  [aliceToken, bobToken] = [(await keystone.logIn(alice)).token, (await keystone.logIn(bob)).token];

  const asker = new IdentityClient({ url: keystone.url, credentials: keystoneService as Required<Login>, clock });
  const reader = new IdentityClient({ url: keystone.url, credentials: keystoneAdmin as Required<Login>, clock });
  const client = new GlanceClient({ url: glance.url });
  for (const each of [asker, reader, client]) running.defer(() => each.close());
  desk = running.use(await NovaDesk.open({ glance: client, tokens: new TokenVerifier({ identity: asker, clock }) }));
  await desk.operator.resource(flavorKind).create({
    apiVersion: 'compute.tycho.dev/v1alpha1',
    kind: 'Flavor',
    metadata: { name: 'small' },
    spec: { vcpus: 1, memoryMiB: 64, diskGiB: 1 },
  });
  store = running.use(await anUploadDesk());
  const images = new ImageRecords({ client: desk.operator, clock });
  const imports = new GlanceImports({
    client: desk.operator,
    glance: client,
    identity: reader,
    uploads: store.desk,
    images,
    clock,
    random,
    logger,
  });
  const stopping = new AbortController();
  const importing = imports.run(stopping.signal);
  running.defer(async () => {
    stopping.abort(new Error('the test is over'));
    await importing;
  });
});

afterAll(() => running.disposeAsync());

function boot(token: string, imageRef: string): Promise<NovaReply> {
  const server = { name: 'web', flavorRef: 'small', imageRef, networks: 'none' };
  return desk.ask(token, 'POST', '/servers', { version: '2.96', body: { server } });
}

function imageIn(project: string, id: string): Promise<Image> {
  return desk.operator.resource(imageKind).get({ namespace: project, name: `glance-${id}` });
}

async function arrived(project: string, id: string): Promise<Image> {
  return await eventually(async () => {
    const image = await imageIn(project, id);
    expect(findCondition(image.status?.conditions, 'Ready')).toMatchObject({ status: 'True' });
    return image;
  });
}

describe('a real Glance', () => {
  it('gives a server its image, by id and with its checksum', async () => {
    const id = await glance.createImage(aliceToken, { name: 'Debian 12', min_ram: 32, hw_firmware_type: 'uefi' }, bytes);

    const made = await boot(aliceToken, id);

    expect([made.code, made.body]).toEqual([202, expect.objectContaining({ server: expect.anything() as unknown })]);
    const image = await arrived(red, id);
    expect(image).toMatchObject({
      spec: {
        displayName: 'Debian 12',
        format: 'Raw',
        firmware: 'UEFI',
        minimumMemoryMiB: 32,
        upload: { glance: { id, algorithm: 'SHA512' } },
      },
      status: { sha256, sizeBytes: bytes.length },
    });
    expect(store.vault.ownerFor(red, sha256)).toBe(red);
    const { id: serverID } = made.body['server'] as { readonly id: string };
    const shown = await desk.ask(aliceToken, 'GET', `/servers/${serverID}`, { version: '2.96' });
    expect(shown.body).toMatchObject({ server: { image: { id } } });
  });

  it('gives one image to two projects that may both see it, each its own', async () => {
    const admin = (await keystone.logIn(keystoneAdmin)).token;
    const id = await glance.createImage(admin, { name: 'for all', visibility: 'public' }, bytes);

    expect([(await boot(aliceToken, id)).code, (await boot(bobToken, id)).code, (await boot(bobToken, id)).code]).toEqual([202, 202, 202]);

    await Promise.all([arrived(red, id), arrived(blue, id)]);
    expect(store.vault.ownerFor(blue, sha256)).toBe(blue);
  });

  it('gives a shared image to who has accepted it', async () => {
    const id = await glance.createImage(aliceToken, { name: 'lent', visibility: 'shared' }, bytes);
    expect((await boot(bobToken, id)).code).toBe(400);
    await glance.ask(aliceToken, 'POST', `/${id}/members`, { member: blue });
    await glance.ask(bobToken, 'PUT', `/${id}/members/${blue}`, { status: 'accepted' });

    expect((await boot(bobToken, id)).code).toBe(202);

    await arrived(blue, id);
  });

  it('keeps from a project what is another one’s, however it is asked for', async () => {
    const id = await glance.createImage(aliceToken, { name: 'secret', visibility: 'private' }, Buffer.from('the secrets of red'));
    const checksum = createHash('sha512').update('the secrets of red').digest('hex');

    expect(await boot(bobToken, id)).toMatchObject({ code: 400, body: { badRequest: { message: `Image ${id} could not be found.` } } });
    // Whoever knows id and checksum may write them into an Image of their own; the bytes do not come.
    await desk.operator.resource(imageKind).create({
      apiVersion: 'compute.tycho.dev/v1alpha1',
      kind: 'Image',
      metadata: { namespace: blue, name: `glance-${id}` },
      spec: { format: 'Raw', minimumDiskGiB: 0, minimumMemoryMiB: 0, upload: { glance: { id, algorithm: 'SHA512', checksum } } },
    });

    await eventually(async () => {
      const { status } = await imageIn(blue, id);
      expect(findCondition(status?.conditions, 'Ready')).toMatchObject({ status: 'False', reason: 'ImageNotFound' });
      expect(status?.sha256).toBeUndefined();
    });
  });

  it('has what it gives held against the checksum that was stated', async () => {
    const id = await glance.createImage(aliceToken, { name: 'changed' }, bytes);
    await desk.operator.resource(imageKind).create({
      apiVersion: 'compute.tycho.dev/v1alpha1',
      kind: 'Image',
      metadata: { namespace: red, name: 'another' },
      spec: {
        format: 'Raw',
        minimumDiskGiB: 0,
        minimumMemoryMiB: 0,
        upload: { glance: { id, algorithm: 'SHA256', checksum: 'ab'.repeat(32) } },
      },
    });

    await eventually(async () => {
      const { status } = await desk.operator.resource(imageKind).get({ namespace: red, name: 'another' });
      expect(findCondition(status?.conditions, 'Ready')).toMatchObject({ status: 'False', reason: 'WrongContent' });
    });
    // What came is gone; the notes of what was brought are left.
    expect((await readdir(store.uploadsFolder)).filter((name) => !name.endsWith('.json'))).toEqual([]);
  });

  it('has what cannot be booted refused before anything is made', async () => {
    const vmdk = await glance.createImage(aliceToken, { name: 'a vmdk', disk_format: 'vmdk' }, bytes);
    const queued = (await glance.ask(aliceToken, 'POST', '', { name: 'empty', disk_format: 'raw', container_format: 'bare' })) as {
      id: string;
    };

    expect(await boot(aliceToken, vmdk)).toMatchObject({
      code: 400,
      body: { badRequest: { message: expect.stringContaining('vmdk') as string } },
    });
    expect(await boot(aliceToken, queued.id)).toMatchObject({
      code: 400,
      body: { badRequest: { message: `Image ${queued.id} is not active.` } },
    });
    expect((await boot(aliceToken, '11111111-2222-3333-4444-555555555555')).code).toBe(400);
    await expect(imageIn(red, vmdk)).rejects.toThrow(/not found/);
  });
});
