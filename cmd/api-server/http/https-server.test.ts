import { once } from 'node:events';
import { Agent, request, type RequestOptions } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { connect, type TLSSocket } from 'node:tls';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { createAuthority, issueCertificate, type Authority, type Credentials } from '#cmd/bootstrap/certificates.ts';
import { aServerBody } from '#test/builders/api-bodies.ts';
import { anInProcessApi, type InProcessApi } from '#test/builders/request-chain.ts';
import { HttpsServer } from './https-server.ts';

const servers = '/apis/compute.tycho.dev/v1alpha1/namespaces/default/servers';

interface Keys {
  readonly authority: Authority;
  readonly server: Credentials;
  readonly admin: Credentials;
  readonly impostor: Credentials;
}

let keys: Keys;
let api: InProcessApi;
let server: HttpsServer;
let port: number;
let agent: Agent;

beforeAll(async () => {
  const authority = await createAuthority({ commonName: 'ca', validityDays: 1 });
  const other = await createAuthority({ commonName: 'other ca', validityDays: 1 });
  const admin = { commonName: 'admin', organizations: ['staff', 'system:masters'], validityDays: 1, usage: 'Client' } as const;
  keys = {
    authority,
    server: await issueCertificate({ authority, commonName: 'api', ipAddresses: ['127.0.0.1'], validityDays: 1, usage: 'Server' }),
    admin: await issueCertificate({ ...admin, authority }),
    impostor: await issueCertificate({ ...admin, authority: other }),
  };
  api = await anInProcessApi();
  server = aServer();
  ({ port } = await server.listen({ host: '127.0.0.1', port: 0 }));
  agent = agentOf(keys.admin);
});

afterAll(async () => {
  agent.destroy();
  await server.close({ graceSeconds: 1 });
});

function aServer(): HttpsServer {
  const { certificatePEM: certificate, privateKeyPEM: key } = keys.server;
  return new HttpsServer({
    chain: api.chain,
    certificate,
    key,
    clientCA: keys.authority.certificatePEM,
    clock: new SystemClock(),
    logger: silentLogger,
  });
}

function agentOf(credentials: Credentials | undefined): Agent {
  const own = credentials === undefined ? {} : { cert: credentials.certificatePEM, key: credentials.privateKeyPEM };
  return new Agent({ keepAlive: true, maxSockets: 4, ca: keys.authority.certificatePEM, ...own });
}

async function open(
  method: string,
  path: string,
  options: RequestOptions & { readonly body?: Buffer | string } = {},
): Promise<IncomingMessage> {
  const { body, ...rest } = options;
  const outgoing = request({ host: '127.0.0.1', port, method, path, agent, ...rest });
  outgoing.end(body);
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  return response;
}

async function bytesOf(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function jsonOf(response: IncomingMessage) {
  return JSON.parse((await bytesOf(response)).toString());
}

/** Enough servers for an answer of more than one piece and more than 128 KiB. */
async function fill(): Promise<number> {
  const wanted = 600;
  const { json } = await api.call('GET', servers);
  for (let index = json.items.length; index < wanted; index += 1) await api.call('POST', servers, { body: aServerBody(`filler-${index}`) });
  return wanted;
}

describe('a client', () => {
  it('is who its certificate says, groups included', async () => {
    const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
    const response = await open('POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', { body: JSON.stringify(review) });

    expect((await jsonOf(response)).status.userInfo).toEqual({
      username: 'admin',
      groups: ['staff', 'system:masters', 'system:authenticated'],
    });
  });

  it('without a certificate, or with another authority’s, gets a Status to read and not a broken connection', async () => {
    const [nobody, impostor] = [agentOf(undefined), agentOf(keys.impostor)];

    expect((await jsonOf(await open('GET', servers, { agent: nobody }))).reason).toBe('Unauthorized');
    expect((await jsonOf(await open('GET', servers, { agent: impostor }))).reason).toBe('Unauthorized');
    expect((await open('GET', '/healthz', { agent: nobody })).resume().statusCode).toBe(200);
    nobody.destroy();
    impostor.destroy();
  });

  it.each([
    ['keeps who it is', () => keys.admin, 200],
    ['does not become trusted', () => keys.impostor, 401],
  ])('%s on a resumed TLS session', async (_, credentials, status) => {
    const fresh = new Agent({
      keepAlive: false,
      ca: keys.authority.certificatePEM,
      cert: credentials().certificatePEM,
      key: credentials().privateKeyPEM,
    });
    const seen: unknown[] = [];
    for (let round = 0; round < 3; round += 1) {
      const response = await open('GET', servers, { agent: fresh });
      seen.push([response.statusCode, (response.socket as TLSSocket).isSessionReused()]);
      await bytesOf(response);
    }
    fresh.destroy();

    expect(seen).toEqual([
      [status, false],
      [status, true],
      [status, true],
    ]);
  });

  it('is offered HTTP/1.1 and nothing else', async () => {
    const socket = connect({ host: '127.0.0.1', port, ca: keys.authority.certificatePEM, ALPNProtocols: ['h2', 'http/1.1'] });
    await once(socket, 'secureConnect');

    expect(socket.alpnProtocol).toBe('http/1.1');
    socket.destroy();
  });
});

describe('a body', () => {
  it('past 3 MiB is refused, announced or not, and the connection stays of use', async () => {
    const large = Buffer.alloc(3 * 1024 * 1024 + 1, 0x20);
    const single = new Agent({
      keepAlive: true,
      maxSockets: 1,
      ca: keys.authority.certificatePEM,
      cert: keys.admin.certificatePEM,
      key: keys.admin.privateKeyPEM,
    });

    const announced = await open('POST', servers, { agent: single, body: large });
    expect(await jsonOf(announced)).toMatchObject({ code: 413, reason: 'RequestEntityTooLarge' });
    const streamed = await open('POST', servers, { agent: single, body: large, headers: { 'transfer-encoding': 'chunked' } });
    expect(await jsonOf(streamed)).toMatchObject({ code: 413 });
    expect((await open('GET', '/healthz', { agent: single })).resume().statusCode).toBe(200);
    single.destroy();
  });

  it('of exactly 3 MiB is read', async () => {
    const response = await open('POST', servers, { body: Buffer.alloc(3 * 1024 * 1024, 0x20) });

    expect(await jsonOf(response)).toMatchObject({ code: 400, message: expect.stringContaining('not JSON') });
  });
});

describe('an answer', () => {
  it('is compressed when it is long and the client takes that', async () => {
    const count = await fill();

    const compressed = await open('GET', servers, { headers: { 'accept-encoding': 'gzip, deflate' } });
    const plain = await open('GET', servers, { headers: { 'accept-encoding': 'gzip;q=0' } });
    const short = await open('GET', `${servers}?limit=2`, { headers: { 'accept-encoding': 'gzip' } });
    const page = await open('GET', `${servers}?limit=500`, { headers: { 'accept-encoding': 'gzip' } });

    expect([compressed.headers['content-encoding'], compressed.headers.vary]).toEqual(['gzip', 'Accept-Encoding']);
    const [unpacked, asItIs] = [gunzipSync(await bytesOf(compressed)), await bytesOf(plain)];
    expect(JSON.parse(unpacked.toString()).items).toHaveLength(count);
    expect(unpacked.equals(asItIs)).toBe(true);
    expect([plain.headers['content-encoding'], Number(plain.headers['content-length'])]).toEqual([undefined, asItIs.length]);
    expect(short.resume().headers['content-encoding']).toBeUndefined();
    expect(page.headers['content-encoding']).toBe('gzip');
    expect(JSON.parse(gunzipSync(await bytesOf(page)).toString()).items).toHaveLength(500);
  });
});

describe('a watch', () => {
  it('answers at once, before anything happened, and then tells what happens', async () => {
    const { json } = await api.call('GET', servers);
    const response = await open('GET', `${servers}?watch=true&resourceVersion=${json.metadata.resourceVersion}`, {
      headers: { 'accept-encoding': 'gzip' },
    });
    expect([response.statusCode, response.headers['transfer-encoding'], response.headers['content-encoding']]).toEqual([
      200,
      'chunked',
      undefined,
    ]);

    await api.call('POST', servers, { body: aServerBody('watched') });
    const [chunk] = (await once(response, 'data')) as [Buffer];

    expect(JSON.parse(chunk.toString())).toMatchObject({ type: 'ADDED', object: { metadata: { name: 'watched' } } });
    response.destroy();
  });

  it('frees its place when the client goes away', async () => {
    await expect.poll(() => api.chain.load.watchCount).toBe(0);
    const response = await open('GET', `${servers}?watch=true`);
    response.resume();
    expect(api.chain.load.watchCount).toBe(1);

    response.destroy();

    await expect.poll(() => api.chain.load.watchCount).toBe(0);
  });

  it('ends cleanly when its time is up, and the connection stays of use', async () => {
    const single = new Agent({
      keepAlive: true,
      maxSockets: 1,
      ca: keys.authority.certificatePEM,
      cert: keys.admin.certificatePEM,
      key: keys.admin.privateKeyPEM,
    });
    const response = await open('GET', `${servers}?watch=true&timeoutSeconds=1`, { agent: single });
    const { localPort } = response.socket;
    const all = bytesOf(response);

    await api.registry.clock.advance(2000);

    await all;
    expect(response.complete).toBe(true);
    const next = await open('GET', '/healthz', { agent: single });
    expect([next.resume().statusCode, next.socket.localPort]).toEqual([200, localPort]);
    single.destroy();
  });

  it('comes after the answers before it when a client does not wait for these', async () => {
    const socket = connect({
      host: '127.0.0.1',
      port,
      ca: keys.authority.certificatePEM,
      cert: keys.admin.certificatePEM,
      key: keys.admin.privateKeyPEM,
    });
    await once(socket, 'secureConnect');
    const head = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`;

    socket.write(
      head(`${servers}?limit=1`) + head(`${servers}?watch=true&fieldSelector=metadata.name%3Dnone&timeoutSeconds=1`) + head('/version'),
    );
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await expect.poll(() => text.match(/HTTP\/1\.1 200/g)?.length).toBe(2);
    await api.registry.clock.advance(2000);

    await expect.poll(() => text).toMatch(/ServerList[^]*\r\n0\r\n\r\nHTTP\/1\.1 200[^]*gitVersion/);
    socket.destroy();
  });

  it('is not framed for a client of HTTP/1.0', async () => {
    const socket = connect({
      host: '127.0.0.1',
      port,
      ca: keys.authority.certificatePEM,
      cert: keys.admin.certificatePEM,
      key: keys.admin.privateKeyPEM,
    });
    await once(socket, 'secureConnect');
    let text = '';
    let hasEnded = false;
    socket.on('data', (chunk: Buffer) => (text += chunk.toString())).on('end', () => (hasEnded = true));

    socket.write(`GET ${servers}?watch=true&timeoutSeconds=1&fieldSelector=metadata.name%3Dold HTTP/1.0\r\n\r\n`);
    await api.call('POST', servers, { body: aServerBody('old') });
    await expect.poll(() => text).toContain('"name":"old"');
    await api.registry.clock.advance(2000);
    await expect.poll(() => hasEnded).toBe(true);

    const [head = '', body = ''] = text.split('\r\n\r\n');
    expect(head.toLowerCase()).not.toContain('chunked');
    expect(JSON.parse(body)).toMatchObject({ type: 'ADDED' });
  });
});

describe('a server that is told to stop', () => {
  it('ends watches, finishes what is under way, and takes nothing more', async () => {
    const stopping = aServer();
    const { port: ownPort } = await stopping.listen({ host: '127.0.0.1', port: 0 });
    const own = agentOf(keys.admin);
    const watch = await open('GET', `${servers}?watch=true&fieldSelector=metadata.name%3Dnone`, { port: ownPort, agent: own });
    const all = bytesOf(watch);

    await stopping.close({ graceSeconds: 5 });

    await all;
    expect(watch.complete).toBe(true);
    await expect(open('GET', '/healthz', { port: ownPort, agent: own })).rejects.toThrow();
    own.destroy();
  });
});
