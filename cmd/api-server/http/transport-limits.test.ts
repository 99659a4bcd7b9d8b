import { once } from 'node:events';
import { connect as connectPlain } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { createAuthority, issueCertificate, type Credentials } from '#cmd/bootstrap/certificates.ts';
import { anInProcessApi, type InProcessApi } from '#test/builders/request-chain.ts';
import { HttpsServer, type TransportLimits } from './https-server.ts';

const flavors = '/apis/compute.tycho.dev/v1alpha1/flavors';

let chain: InProcessApi['chain'];
let own: Credentials;
let tls: { readonly ca: string; readonly cert: string; readonly key: string };
const running: HttpsServer[] = [];

beforeAll(async () => {
  const authority = await createAuthority({ commonName: 'ca', validityDays: 1 });
  own = await issueCertificate({ authority, commonName: 'api', ipAddresses: ['127.0.0.1'], validityDays: 1, usage: 'Server' });
  const admin = await issueCertificate({
    authority,
    commonName: 'admin',
    organizations: ['system:masters'],
    validityDays: 1,
    usage: 'Client',
  });
  tls = { ca: authority.certificatePEM, cert: admin.certificatePEM, key: admin.privateKeyPEM };
  ({ chain } = await anInProcessApi());
});

afterAll(() => Promise.all(running.map((server) => server.close({ graceSeconds: 1 }))));

/** The port of a server with these limits, so that only what a test is about is ever short of time. */
async function listening(limits: Partial<TransportLimits> = {}): Promise<number> {
  const server = new HttpsServer({
    chain,
    certificate: own.certificatePEM,
    key: own.privateKeyPEM,
    clientCA: tls.ca,
    clock: new SystemClock(),
    logger: silentLogger,
    limits: { connectionsCheckingInterval: 50, ...limits },
  });
  running.push(server);
  return (await server.listen({ host: '127.0.0.1', port: 0 })).port;
}

async function dial(port: number): Promise<TLSSocket> {
  const socket = connect({ host: '127.0.0.1', port, ...tls });
  // Whoever is cut while they speak hears of a broken connection.
  socket.on('error', () => {});
  await once(socket, 'secureConnect');
  return socket;
}

/** All that the server says until it ends the connection. */
async function heard(socket: TLSSocket): Promise<string> {
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(socket, 'close');
  return text;
}

describe('a client that takes its time', () => {
  it('over the head of a request is told so and cut', async () => {
    const socket = await dial(await listening({ headersTimeout: 200 }));
    socket.write(`GET ${flavors} HTTP/1.1\r\nhost: x\r\n`);

    expect(await heard(socket)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('over a body is told so and cut', async () => {
    const socket = await dial(await listening({ headersTimeout: 400, requestTimeout: 400 }));
    socket.write(`POST ${flavors} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000000\r\n\r\n`);

    expect(await heard(socket)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('over the handshake of TLS is cut', async () => {
    const socket = connectPlain({ host: '127.0.0.1', port: await listening({ handshakeTimeout: 200 }) });
    socket.on('error', () => {});

    await once(socket, 'close');
    expect(socket.bytesRead).toBe(0);
  });
});

describe('a request', () => {
  const answerTo = async (head: string): Promise<string> => {
    const socket = await dial(await listening());
    const answer = heard(socket);
    socket.write(`${head}\r\nhost: x\r\nconnection: close\r\n\r\n`);
    return await answer;
  };

  it('with headers past 64 KiB is not answered', async () => {
    // 431 if the client still listens; one that is still writing when it is cut may never read it.
    expect(await answerTo(`GET ${flavors} HTTP/1.1\r\nx-long: ${'x'.repeat(70_000)}`)).toMatch(/^(HTTP\/1\.1 431 |$)/);
  });

  it('loses none of many headers', async () => {
    const many = Array.from({ length: 3_000 }, (_, number) => `x-${number}: y`).join('\r\n');

    expect(await answerTo(`GET ${flavors} HTTP/1.1\r\n${many}\r\nauthorization: Bearer x`)).toMatch(/^HTTP\/1\.1 401 /);
  });

  it('with a query past 48 KiB, or a path past 4 KiB, is a Status that says so', async () => {
    expect(await answerTo(`GET ${flavors}?labelSelector=${'x'.repeat(50_000)} HTTP/1.1`)).toMatch(/^HTTP\/1\.1 400 [^]*49152 characters/);
    expect(await answerTo(`GET /api/v1/${'x'.repeat(5_000)} HTTP/1.1`)).toMatch(/^HTTP\/1\.1 400 [^]*at most 4096/);
  });
});
