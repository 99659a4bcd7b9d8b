import { randomBytes } from 'node:crypto';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostKind } from '#apis/infrastructure/host.ts';
import { createAuthority } from '#cmd/bootstrap/certificates.ts';
import { eventually } from '#test/harness/eventually.ts';
import { TCPProxy } from '#test/harness/tcp-proxy.ts';
import { hostCredentials } from '../agent/agent-certificates.ts';
import { noAbort, StoreWorld, sumOf, type TestHost } from './store-world.ts';

let world: StoreWorld;
/** Has Instances of `red`. */
let redHost: TestHost;
/** Has Instances of `blue`. */
let blueHost: TestHost;

beforeAll(async () => {
  world = await StoreWorld.start();
  await world.aProject('red');
  await world.aProject('blue');
  redHost = await world.aHost('red-host', 'red');
  blueHost = await world.aHost('blue-host', 'blue');
});

afterAll(() => world.stop());

let fileNumber = 0;

async function aFile(bytes: Uint8Array): Promise<string> {
  const path = join(world.directory, `..`, `file-${(fileNumber += 1)}`);
  await writeFile(path, bytes);
  return path;
}

async function upload(host: TestHost, project: string, bytes: Uint8Array, purpose = `uid/${fileNumber}`): Promise<string> {
  const stored = await host.client().upload({ project, purpose, path: await aFile(bytes), signal: noAbort() });
  return stored.sha256;
}

async function download(host: TestHost, project: string, sha256: string, through?: string): Promise<Buffer> {
  const { chunks } = await host.client(through).download({ project, sha256 }, noAbort());
  const read: Uint8Array[] = [];
  for await (const chunk of chunks) read.push(chunk);
  return Buffer.concat(read);
}

/** What the store says to each of the ways in which a host could ask for a blob. */
async function answersTo(host: TestHost, project: string, sha256: string): Promise<readonly number[]> {
  const path = `/v1/projects/${project}/blobs/${sha256}`;
  const as = host.credentials;
  const answers = await Promise.all([
    world.ask({ path, as }),
    world.ask({ method: 'HEAD', path, as }),
    world.ask({ path, as, headers: { range: 'bytes=0-0' } }),
    world.ask({ method: 'POST', path: `/v1/projects/${project}/links`, body: { sha256 }, as }),
  ]);
  return answers.map(({ code }) => code);
}

describe('an agent', () => {
  it('gets back what an agent of the same project has sent, kept read-only under its sum', async () => {
    const bytes = randomBytes(3_000_000);

    const sha256 = await upload(redHost, 'red', bytes);

    expect(sha256).toBe(sumOf(bytes));
    expect((await download(redHost, 'red', sha256)).equals(bytes)).toBe(true);
    const { mode, size } = await stat(join(world.directory, 'sha256', sha256.slice(0, 2), sha256));
    expect({ mode: mode & 0o777, size }).toEqual({ mode: 0o400, size: bytes.length });
  });

  it('sees an empty file as well as a large one', async () => {
    const sha256 = await upload(redHost, 'red', Buffer.alloc(0));

    expect(await download(redHost, 'red', sha256)).toHaveLength(0);
  });

  it('goes on with a download that was cut, as often as it is', async () => {
    const bytes = randomBytes(6_000_000);
    const sha256 = await upload(redHost, 'red', bytes);
    const proxy = await TCPProxy.start(world.endpoint);
    proxy.cutAfter(1_500_000);
    try {
      expect((await download(redHost, 'red', sha256, proxy.endpoint)).equals(bytes)).toBe(true);
      expect(proxy.acceptedCount).toBeGreaterThan(3);
    } finally {
      await proxy.close();
    }
  });

  it('goes on with an upload that was cut where it was, after a kill -9 of the store as well', async () => {
    const bytes = randomBytes(24_000_000);
    const proxy = await TCPProxy.start(world.endpoint);
    const path = await aFile(bytes);
    const offsets: number[] = [];
    let kills = 0;
    try {
      const stored = await redHost.client(proxy.endpoint).upload({
        project: 'red',
        purpose: 'uid/cut',
        path,
        signal: noAbort(),
        onProgress: (sentBytes) => {
          if (kills === 0 && sentBytes > 8_000_000) {
            kills += 1;
            void world.restart();
          }
          if (kills === 1 && sentBytes > 16_000_000) {
            kills += 1;
            proxy.cut();
          }
          offsets.push(sentBytes);
        },
      });

      expect(stored).toEqual({ sha256: sumOf(bytes), sizeBytes: bytes.length });
      expect(kills).toBe(2);
      // After each cut it began somewhere in the middle.
      const restarts = offsets.filter((offset, index) => index > 0 && offset < offsets[index - 1]!);
      expect(restarts.length).toBeGreaterThan(0);
      expect(restarts.some((offset) => offset > 1_000_000)).toBe(true);
      expect((await download(redHost, 'red', stored.sha256)).equals(bytes)).toBe(true);
    } finally {
      await proxy.close();
    }
  });

  it('is answered the same when it finishes twice, and may send another file for the same purpose', async () => {
    const first = await upload(redHost, 'red', Buffer.from('one'), 'uid/same');
    const again = await upload(redHost, 'red', Buffer.from('one'), 'uid/same');
    const other = await upload(redHost, 'red', Buffer.from('another'), 'uid/same');

    expect(again).toBe(first);
    expect(other).toBe(sumOf(Buffer.from('another')));
    expect((await download(redHost, 'red', other)).toString()).toBe('another');
  });

  it('leaves nothing behind when the sum is another than it says', async () => {
    const as = redHost.credentials;
    const begun = await world.ask({ method: 'POST', path: '/v1/projects/red/uploads', body: { purpose: 'uid/wrong' }, as });
    const path = `/v1/projects/red/uploads/${String(begun.json['uploadID'])}`;
    await world.ask({ method: 'PUT', path: `${path}?offset=0`, body: Buffer.from('some bytes'), as });

    const finished = await world.ask({
      method: 'POST',
      path: `${path}/finish`,
      body: { sha256: sumOf(Buffer.from('x')), sizeBytes: 10 },
      as,
    });

    expect([finished.code, finished.json['reason']]).toEqual([422, 'WrongContent']);
    expect((await world.ask({ path, as })).code).toBe(404);
    expect(await answersTo(redHost, 'red', sumOf(Buffer.from('some bytes')))).toEqual([404, 404, 404, 404]);
    const names = await readdir(join(world.directory, 'uploads'));
    expect(names.filter((name) => name.startsWith(String(begun.json['uploadID'])))).toEqual([]);
  });

  it('is told how much is there when it goes on at another place', async () => {
    const as = redHost.credentials;
    const begun = await world.ask({ method: 'POST', path: '/v1/projects/red/uploads', body: { purpose: 'uid/offset' }, as });
    const path = `/v1/projects/red/uploads/${String(begun.json['uploadID'])}`;
    await world.ask({ method: 'PUT', path: `${path}?offset=0`, body: Buffer.from('12345'), as });

    const answer = await world.ask({ method: 'PUT', path: `${path}?offset=3`, body: Buffer.from('x'), as });

    expect(answer.json).toMatchObject({ code: 409, reason: 'WrongOffset', offsetBytes: 5 });
    expect((await world.ask({ method: 'DELETE', path, as })).code).toBe(204);
    expect((await world.ask({ path, as })).code).toBe(404);
  });

  it('hears of an Instance before the store does, and is let in all the same', async () => {
    const green = await world.aProject('green');
    const host = await world.aHost('green-host');
    await world.anInstanceOn(host, green);

    const sha256 = await upload(host, green, Buffer.from('green'));

    expect((await download(host, green, sha256)).toString()).toBe('green');
  });
});

describe('a project', () => {
  it('is closed to hosts of others, whatever sums they know and whatever they send', async () => {
    const secret = randomBytes(100_000);
    const sha256 = await upload(redHost, 'red', secret);
    const unknown = sumOf(randomBytes(8));

    // Knowing the sum opens nothing: neither the owner's project nor one's own, and what is there looks like what is not.
    for (const project of ['red', 'blue']) expect(await answersTo(blueHost, project, sha256)).toEqual([404, 404, 404, 404]);
    expect(await answersTo(blueHost, 'blue', unknown)).toEqual([404, 404, 404, 404]);

    // Nor does an upload that sends no bytes, or only some of them.
    const as = blueHost.credentials;
    const begun = await world.ask({
      method: 'POST',
      path: '/v1/projects/blue/uploads',
      body: { purpose: 'probe', sizeBytes: secret.length },
      as,
    });
    expect(begun.json).toMatchObject({ offsetBytes: 0 });
    expect(begun.json['finished']).toBeUndefined();
    const path = `/v1/projects/blue/uploads/${String(begun.json['uploadID'])}`;
    const finish = { method: 'POST', path: `${path}/finish`, as };
    expect((await world.ask({ ...finish, body: { sha256, sizeBytes: secret.length } })).code).toBe(409);
    expect((await world.ask({ ...finish, body: { sha256, sizeBytes: 0 } })).code).toBe(422);
    expect(await answersTo(blueHost, 'blue', sha256)).toEqual([404, 404, 404, 404]);

    // Whoever has the bytes may have them.
    await upload(blueHost, 'blue', secret);
    expect((await download(blueHost, 'blue', sha256)).equals(secret)).toBe(true);
  });

  it('does not take uploads from hosts that have nothing of it, nor shows them to those', async () => {
    const begun = await world.ask({ method: 'POST', path: '/v1/projects/red/uploads', body: { purpose: 'mine' }, as: redHost.credentials });
    const id = String(begun.json['uploadID']);

    for (const project of ['red', 'blue', 'public', 'nowhere', '..', 'red%2f..']) {
      const path = `/v1/projects/${project}/uploads`;
      const isOwn = project === 'blue';
      const as = blueHost.credentials;
      expect((await world.ask({ path: `${path}/${id}`, as })).code).toBe(404);
      expect((await world.ask({ method: 'PUT', path: `${path}/${id}?offset=0`, body: Buffer.from('x'), as })).code).toBe(404);
      expect((await world.ask({ method: 'DELETE', path: `${path}/${id}`, as })).code).toBe(404);
      if (!isOwn) expect((await world.ask({ method: 'POST', path, body: { purpose: 'x' }, as })).code).toBe(404);
    }
  });

  it('public is read by the hosts of all others', async () => {
    const host = await world.aHost('public-host', 'public');
    const sha256 = await upload(host, 'public', Buffer.from('for everybody'));

    expect((await download(blueHost, 'blue', sha256)).toString()).toBe('for everybody');
    expect(await blueHost.client().ownerOf({ project: 'blue', sha256 }, noAbort())).toBe('public');
  });

  it('is closed to a host whose Host was deleted, though its certificate is good and its Instance is still there', async () => {
    const host = await world.aHost('leaving-host', 'red');
    const sha256 = await upload(host, 'red', Buffer.from('seen'));
    const path = `/v1/projects/red/blobs/${sha256}`;
    expect((await world.ask({ path, as: host.credentials })).code).toBe(200);

    const hosts = world.client.resource(hostKind);
    await hosts.delete({ name: host.name });
    await hosts.patch({ name: host.name }, { metadata: { finalizers: [] } });

    await eventually(async () => expect((await world.ask({ path, as: host.credentials })).code).toBe(404));
  });
});

describe('the door', () => {
  it('is closed to those without a certificate, and with one of another authority', async () => {
    const sha256 = await upload(redHost, 'red', Buffer.from('behind the door'));
    const path = `/v1/projects/red/blobs/${sha256}`;
    const forger = await createAuthority({ commonName: 'test agents', validityDays: 1 });
    const forged = await hostCredentials(forger, redHost.uid);

    expect((await world.ask({ path })).code).toBe(401);
    expect((await world.ask({ path, as: forged })).code).toBe(401);
    expect((await world.ask({ path, as: redHost.credentials })).code).toBe(200);
  });

  it('answers what it does not know, and what makes no sense, with a word', async () => {
    const as = redHost.credentials;
    const uploads = '/v1/projects/red/uploads';
    const answers = await Promise.all([
      world.ask({ path: '/', as }),
      world.ask({ path: '/v1/projects/red/blobs/short', as }),
      world.ask({ method: 'PATCH', path: uploads, as }),
      world.ask({ method: 'POST', path: uploads, body: { purpose: 'a b' }, as }),
      world.ask({ method: 'POST', path: uploads, body: { purpose: 'x', sizeBytes: -1 }, as }),
      world.ask({ method: 'POST', path: uploads, body: Buffer.alloc(10_000, 'x'), as }),
      world.ask({ method: 'POST', path: uploads, body: Buffer.from('[1]'), as }),
    ]);

    expect(answers.map(({ code }) => code)).toEqual([404, 404, 405, 400, 400, 400, 400]);
    expect(answers.every(({ json }) => typeof json['reason'] === 'string')).toBe(true);
  });

  it('is counted and watched', async () => {
    expect(await world.metric('tycho_image_store_links')).toBeGreaterThan(0);
    await eventually(async () => expect(await world.metric('tycho_image_store_readers')).toBe(0));
  });
});
