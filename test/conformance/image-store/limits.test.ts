import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { connect } from 'node:tls';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imageKind } from '#apis/compute/image.ts';
import { instanceKind } from '#apis/infrastructure/instance.ts';
import { eventually } from '#test/harness/eventually.ts';
import { noAbort, StoreWorld, sumOf, type Answer, type TestHost } from './store-world.ts';

const run = promisify(execFile);

let world: StoreWorld;
let host: TestHost;

beforeAll(async () => {
  world = await StoreWorld.start();
  await world.aProject('red');
  await world.aProject('blue');
  host = await world.aHost('a-host', 'red', 'blue');
});

afterAll(() => world.stop());

async function upload(project: string, bytes: Uint8Array, purpose: string = randomUUID()): Promise<Answer> {
  const as = host.credentials;
  const uploads = `/v1/projects/${project}/uploads`;
  const begun = await world.ask({ method: 'POST', path: uploads, body: { purpose }, as });
  if (begun.code >= 300) return begun;
  const path = `${uploads}/${String(begun.json['uploadID'])}`;
  const sent = await world.ask({ method: 'PUT', path: `${path}?offset=0`, body: bytes, as });
  if (sent.code >= 300) return sent;
  return world.ask({ method: 'POST', path: `${path}/finish`, body: { sha256: sumOf(bytes), sizeBytes: bytes.length }, as });
}

function fileOf(sha256: string): string {
  return join(world.directory, 'sha256', sha256.slice(0, 2), sha256);
}

function isLinked(project: string, sha256: string): boolean {
  return existsSync(join(world.directory, 'projects', project, sha256));
}

describe('the limits of the store', () => {
  it('refuse what is too large for an image, for a project, and for the disk', async () => {
    await world.restart('--maximum-image-bytes', '1000', '--maximum-project-bytes', '1500');
    expect((await upload('red', randomBytes(1001))).json).toMatchObject({ code: 413, reason: 'TooLarge' });
    expect((await upload('red', randomBytes(1000))).code).toBe(200);
    expect((await upload('red', randomBytes(501))).json).toMatchObject({ code: 413, reason: 'ProjectFull' });
    expect((await upload('blue', randomBytes(1000))).code).toBe(200);

    await world.restart('--minimum-free-bytes', String(2 ** 50));
    const refused = await upload('blue', randomBytes(10));
    expect(refused.json).toMatchObject({ code: 507, reason: 'DiskFull' });
    expect(refused.headers['retry-after']).toBe('60');
  });

  it('survive a disk that really is full', async () => {
    const small = join(world.directory, '..', 'small');
    await mkdir(small);
    await run('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', small]);
    try {
      await world.restart('--directory', small);
      const large = randomBytes(20_000_000);
      const refused = await upload('blue', large, 'uid/too-much');
      expect(refused.json).toMatchObject({ code: 507, reason: 'DiskFull' });

      // What came stays, until its sender gives it up; then there is room again.
      const as = host.credentials;
      const path = '/v1/projects/blue/uploads';
      const begun = await world.ask({ method: 'POST', path, body: { purpose: 'uid/too-much' }, as });
      expect(Number(begun.json['offsetBytes'])).toBeGreaterThan(0);
      expect((await world.ask({ method: 'DELETE', path: `${path}/${String(begun.json['uploadID'])}`, as })).code).toBe(204);
      expect((await upload('blue', large.subarray(0, 1_000_000))).code).toBe(200);
    } finally {
      await world.kill();
      await run('umount', [small]);
    }
  });

  it('let so many read an image at the same time, and tell the others when to come again', async () => {
    await world.restart('--readers-per-image', '2');
    const bytes = randomBytes(30_000_000);
    await upload('red', bytes);
    const slow = [await aSlowReader(sumOf(bytes)), await aSlowReader(sumOf(bytes))];
    const path = `/v1/projects/red/blobs/${sumOf(bytes)}`;

    const third = await world.ask({ path, as: host.credentials });

    expect(third.json).toMatchObject({ code: 503, reason: 'Busy' });
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
    // Who asks patiently gets it as soon as one of them is done.
    const patient = host.client().download({ project: 'red', sha256: sumOf(bytes) }, noAbort());
    slow[0]!.destroy();
    const { totalBytes, chunks } = await patient;
    let received = 0;
    for await (const chunk of chunks) received += chunk.length;
    expect(received).toBe(totalBytes);
    for (const reader of slow) reader.destroy();
  });

  it('give up uploads to which nothing comes, also those of a store that was killed', async () => {
    await world.restart('--upload-timeout-seconds', '1', '--garbage-interval-seconds', '1');
    const as = host.credentials;
    const begun = await world.ask({ method: 'POST', path: '/v1/projects/red/uploads', body: { purpose: 'half' }, as });
    const path = `/v1/projects/red/uploads/${String(begun.json['uploadID'])}`;
    await world.ask({ method: 'PUT', path: `${path}?offset=0`, body: Buffer.from('half of it'), as });
    await world.kill();
    expect(await readdir(join(world.directory, 'uploads'))).toContain(`${String(begun.json['uploadID'])}.part`);

    await world.restart();

    await eventually(async () => expect((await readdir(join(world.directory, 'uploads'))).length).toBe(0));
    expect((await world.ask({ path, as })).code).toBe(404);
  });

  /** Asks for a blob and reads nothing of it. */
  async function aSlowReader(sha256: string): Promise<{ destroy: () => void }> {
    const [hostname, port] = world.endpoint.split(':');
    const { certificatePEM, privateKeyPEM } = host.credentials;
    const socket = connect({
      host: hostname!,
      port: Number(port),
      ca: world.authority.certificatePEM,
      cert: certificatePEM,
      key: privateKeyPEM,
    });
    await once(socket, 'secureConnect');
    socket.on('error', () => {});
    socket.write(`GET /v1/projects/red/blobs/${sha256} HTTP/1.1\r\nhost: store\r\n\r\n`);
    await once(socket, 'readable');
    return { destroy: () => void socket.destroy() };
  }
});

describe('the search for garbage', () => {
  const quickly = ['--garbage-interval-seconds', '1', '--garbage-grace-seconds', '2'];

  it('removes what no object speaks of, for each project by itself', async () => {
    await world.restart(...quickly);
    const shared = randomBytes(5000);
    const sha256 = sumOf(shared);
    await world.anImage('red', 'keeper', { upload: undefined, source: { url: `image-store:${sha256}`, sha256 } } as never);
    await upload('red', shared);
    await upload('blue', shared);
    const lost = randomBytes(5000);
    await upload('red', lost);

    await eventually(() => {
      expect(isLinked('blue', sha256)).toBe(false);
      expect(isLinked('red', sumOf(lost))).toBe(false);
      expect(existsSync(fileOf(sumOf(lost)))).toBe(false);
    });
    expect(isLinked('red', sha256)).toBe(true);
    expect(existsSync(fileOf(sha256))).toBe(true);

    await world.client.resource(imageKind).delete({ namespace: 'red', name: 'keeper' });
    await eventually(() => expect(existsSync(fileOf(sha256))).toBe(false));
  });

  it('keeps what a host has saved while its Instance is there, though it was not reported yet', async () => {
    await world.restart(...quickly);
    const instanceUID = await world.anInstanceOn(host, 'red');
    const saved = randomBytes(5000);
    const control = randomBytes(5000);
    await upload('red', saved, `${instanceUID}/shelve`);
    await upload('red', control, 'no-such-instance/shelve');

    await eventually(() => expect(isLinked('red', sumOf(control))).toBe(false));
    expect(isLinked('red', sumOf(saved))).toBe(true);

    const instances = world.client.resource(instanceKind);
    const found = (await instances.list({ namespace: 'red' })).items.find(({ metadata }) => metadata.uid === instanceUID)!;
    await instances.delete({ namespace: 'red', name: found.metadata.name });
    await instances.patch({ namespace: 'red', name: found.metadata.name }, { metadata: { finalizers: [] } });
    await eventually(() => expect(isLinked('red', sumOf(saved))).toBe(false));
  });

  it('removes nothing while the api-server cannot be read', async () => {
    await world.restart('--garbage-interval-seconds', '1', '--garbage-grace-seconds', '0');
    await world.apiServer.terminate();
    const bytes = randomBytes(5000);
    // The store knows from before what is on the host.
    expect((await upload('red', bytes)).code).toBe(200);

    const before = await world.metric('tycho_image_store_sweep_failures_total');
    await eventually(async () => {
      expect(await world.metric('tycho_image_store_sweep_failures_total')).toBeGreaterThan((Number.isNaN(before) ? 0 : before) + 1);
    });

    expect(isLinked('red', sumOf(bytes))).toBe(true);
    expect(existsSync(fileOf(sumOf(bytes)))).toBe(true);
  });
});
