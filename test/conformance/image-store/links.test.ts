import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { imageKind, type Image } from '#apis/compute/image.ts';
import { isConditionTrue } from '#apis/machinery/condition.ts';
import { TCPProxy } from '#test/harness/tcp-proxy.ts';
import { noAbort, StoreWorld, sumOf, type Answer, type TestHost } from './store-world.ts';

let world: StoreWorld;
let host: TestHost;

beforeAll(async () => {
  world = await StoreWorld.start();
  await world.aProject('red');
  await world.aProject('blue');
  host = await world.aHost('red-host', 'red');
});

afterAll(() => world.stop());

async function imageNow({ metadata }: Image): Promise<Image> {
  return world.client.resource(imageKind).get({ namespace: metadata.namespace ?? '', name: metadata.name });
}

/** An Image with its bytes. */
async function anUploaded(bytes: Uint8Array, project = 'red'): Promise<Image> {
  const image = await world.anImage(project, `image-${randomUUID()}`);
  await put(world.uploadLink(image), bytes);
  return imageNow(image);
}

function put(path: string, body: Uint8Array, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return world.ask({ method: 'PUT', path, body, headers });
}

describe('a link to upload', () => {
  it('takes what curl -T sends, and then the Image says so', async () => {
    const bytes = randomBytes(2_000_000);
    const image = await world.anImage('red', 'by-curl');
    const file = join(world.directory, '..', 'by-curl');
    const authority = join(world.directory, '..', 'agent-ca.crt');
    await writeFile(file, bytes);

    const url = `https://${world.endpoint}${world.uploadLink(image)}`;
    const { stdout } = await promisify(execFile)('curl', [
      '--silent',
      '--show-error',
      '--fail-with-body',
      '--cacert',
      authority,
      '-T',
      file,
      url,
    ]);

    expect(JSON.parse(stdout)).toEqual({ sha256: sumOf(bytes), sizeBytes: bytes.length });
    const { status } = await imageNow(image);
    expect(status).toMatchObject({ sha256: sumOf(bytes), sizeBytes: bytes.length });
    expect(isConditionTrue(status?.conditions, 'Ready')).toBe(true);
    const { chunks } = await host.client().download({ project: 'red', sha256: sumOf(bytes) }, noAbort());
    const read: Uint8Array[] = [];
    for await (const chunk of chunks) read.push(chunk);
    expect(Buffer.concat(read).equals(bytes)).toBe(true);
  });

  it('works once, and an Image takes bytes once', async () => {
    const image = await world.anImage('red', 'once');
    const path = world.uploadLink(image);

    expect((await put(path, Buffer.from('first'))).code).toBe(201);
    expect((await put(path, Buffer.from('second'))).json).toMatchObject({ code: 410, reason: 'Gone' });
    expect((await put(world.uploadLink(image), Buffer.from('second'))).json).toMatchObject({ code: 409, reason: 'AlreadyUploaded' });
    expect((await imageNow(image)).status?.sha256).toBe(sumOf(Buffer.from('first')));
  });

  it('is still used up after a kill -9 of the store', async () => {
    const image = await world.anImage('red', 'once-after-kill');
    const path = world.uploadLink(image);
    await put(path, Buffer.from('first'));

    await world.restart();

    expect((await put(path, Buffer.from('second'))).code).toBe(410);
  });

  it('refuses other bytes than the Image says, and takes the right ones then', async () => {
    const right = Buffer.from('the right ones');
    const image = await world.anImage('red', 'checked', { upload: { sha256: sumOf(right) } });
    const path = world.uploadLink(image, { sha256: sumOf(right) });

    const wrong = await put(path, Buffer.from('others'));
    expect(wrong.json).toMatchObject({ code: 422, reason: 'WrongContent' });
    expect((await imageNow(image)).status?.sha256).toBeUndefined();
    expect((await put(path, right)).code).toBe(201);
    expect((await imageNow(image)).status?.sha256).toBe(sumOf(right));
  });

  it('goes on where it was when the holder says so, and begins anew otherwise', async () => {
    const bytes = randomBytes(1_000_000);
    const image = await world.anImage('red', 'in-parts');
    const path = world.uploadLink(image);
    const range = (start: number, end: number) => ({ 'content-range': `bytes ${start}-${end}/${bytes.length}` });

    const first = await put(path, bytes.subarray(0, 400_000), range(0, 399_999));
    expect([first.code, first.headers['upload-offset']]).toEqual([202, '400000']);
    expect((await world.ask({ method: 'HEAD', path })).headers['upload-offset']).toBe('400000');
    expect((await put(path, bytes.subarray(300_000), range(300_000, 999_999))).json).toMatchObject({ code: 409, offsetBytes: 400_000 });
    expect((await put(path, bytes.subarray(400_000), range(400_000, 999_999))).json).toEqual({
      sha256: sumOf(bytes),
      sizeBytes: 1_000_000,
    });

    const other = await world.anImage('red', 'begun-anew');
    const otherPath = world.uploadLink(other);
    await put(otherPath, bytes.subarray(0, 10), { 'content-range': 'bytes 0-9/20' });
    expect((await put(otherPath, Buffer.from('all of it'))).json).toMatchObject({ sha256: sumOf(Buffer.from('all of it')) });
  });

  it('is of no use for an Image that is gone, or that another took the name of', async () => {
    const image = await world.anImage('red', 'replaced');
    const path = world.uploadLink(image);
    await world.client.resource(imageKind).delete({ namespace: 'red', name: 'replaced' });
    expect((await put(path, Buffer.from('x'))).code).toBe(404);

    await world.anImage('red', 'replaced');
    expect((await put(path, Buffer.from('x'))).code).toBe(404);
  });
});

describe('a link to download', () => {
  it('works once it has given all, and may be tried again until then', async () => {
    // So many that they do not all find room in the buffers of the line.
    const bytes = randomBytes(60_000_000);
    const { status } = await anUploaded(bytes);
    const path = world.link({ method: 'GET', project: 'red', sha256: status!.sha256! });
    const proxy = await TCPProxy.start(world.endpoint);
    proxy.cutAfter(1_000_000);
    await expect(world.ask({ path, through: proxy.endpoint })).rejects.toThrow(/aborted|hang up|ECONNRESET/);
    await proxy.close();

    expect((await world.ask({ method: 'HEAD', path })).headers['content-length']).toBe('60000000');
    expect((await world.ask({ path, headers: { range: 'bytes=0-99' } })).body.equals(bytes.subarray(0, 100))).toBe(true);
    expect((await world.ask({ path, headers: { range: 'bytes=1000000-' } })).body.equals(bytes.subarray(1_000_000))).toBe(true);
    expect((await world.ask({ path })).json).toMatchObject({ code: 410, reason: 'Gone' });
  });

  it('is given to a host for a machine without a certificate', async () => {
    const bytes = Buffer.from('for bare metal');
    const { status } = await anUploaded(bytes);

    const { url } = await host.client().linkFor({ project: 'red', sha256: status!.sha256! }, noAbort());

    expect(new URL(url).host).toBe(world.endpoint);
    expect((await world.ask({ path: new URL(url).pathname })).body.equals(bytes)).toBe(true);
    expect((await world.ask({ path: new URL(url).pathname })).code).toBe(410);
  });

  it('answers ranges as HTTP wants it', async () => {
    const bytes = Buffer.from('0123456789');
    const { status } = await anUploaded(bytes);
    const sha256 = status!.sha256!;
    const ask = (headers: Readonly<Record<string, string>>) =>
      world.ask({ path: `/v1/projects/red/blobs/${sha256}`, headers, as: host.credentials });

    const part = await ask({ range: 'bytes=2-4' });
    expect([part.code, part.headers['content-range'], part.body.toString()]).toEqual([206, 'bytes 2-4/10', '234']);
    expect((await ask({ range: 'bytes=-3' })).body.toString()).toBe('789');
    const behind = await ask({ range: 'bytes=10-' });
    expect([behind.code, behind.headers['content-range']]).toEqual([416, 'bytes */10']);
    expect((await ask({ range: 'bytes=5-', 'if-range': `"${sha256}"` })).code).toBe(206);
    expect((await ask({ range: 'bytes=5-', 'if-range': '"another"' })).body.toString()).toBe('0123456789');
  });
});

describe('an attacker with a link', () => {
  it('gets nothing by changing it', async () => {
    const { status } = await anUploaded(Buffer.from('of red'));
    const sha256 = status!.sha256!;
    const good = world.link({ method: 'GET', project: 'red', sha256 });
    const [payload, signature] = good.replace('/v1/links/', '').split('.') as [string, string];
    const fields = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const changed = (change: object): string =>
      `/v1/links/${Buffer.from(JSON.stringify({ ...fields, ...change })).toString('base64url')}.${signature}`;

    const attempts = [
      changed({ ns: 'blue' }),
      changed({ exp: 9_999_999_999 }),
      changed({ id: randomUUID() }),
      changed({ m: 'PUT' }),
      world.link({ method: 'GET', project: 'red', sha256 }, Buffer.alloc(48)),
      '/v1/links/',
      '/v1/links/..',
      `/v1/links/${payload}`,
      `/v1/links/${payload}.${signature}x`,
      `${good}/more`,
    ];
    for (const path of attempts) expect((await world.ask({ path })).code).toBe(404);
    expect((await world.ask({ path: good })).body.toString()).toBe('of red');
  });

  it('gets nothing with one that is too old, or for the other way', async () => {
    const { status } = await anUploaded(Buffer.from('of red'));
    const sha256 = status!.sha256!;
    const old = world.link({ method: 'GET', project: 'red', sha256, expiresAt: new Date(Date.now() - 1000) });
    const toRead = world.link({ method: 'GET', project: 'red', sha256 });
    const toWrite = world.uploadLink(await world.anImage('red', 'other-way'));

    expect((await world.ask({ path: old })).json).toMatchObject({ code: 410, reason: 'Gone' });
    expect((await put(toRead, Buffer.from('x'))).code).toBe(405);
    expect((await world.ask({ path: toWrite })).code).toBe(405);
  });

  it('gets nothing of another project with one that is for its own', async () => {
    const { status } = await anUploaded(Buffer.from('only of red'));

    expect((await world.ask({ path: world.link({ method: 'GET', project: 'blue', sha256: status!.sha256! }) })).code).toBe(404);
  });

  it('finds no token in the log', async () => {
    const log = await readFile(join(world.directory, '..', 'log'), 'utf8');

    expect(log).not.toContain('/v1/links/');
    expect(log.length).toBeGreaterThan(100);
  });
});
