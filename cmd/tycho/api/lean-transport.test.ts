import { once } from 'node:events';
import { createServer as createPlain, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { createServer as createRaw, type AddressInfo, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { HTTPTransportOptions } from '#apis/client/http-transport.ts';
import type { TransportResponse } from '#apis/client/transport.ts';
import { createAuthority, issueCertificate, type Authority, type Credentials } from '#cmd/bootstrap/certificates.ts';
import { LeanTransport } from './lean-transport.ts';

let authority: Authority;
let own: Credentials;
let client: Credentials;
const servers: Server[] = [];
const transports: LeanTransport[] = [];

beforeAll(async () => {
  authority = await createAuthority({ commonName: 'test', validityDays: 1 });
  own = await issueCertificate({
    authority,
    commonName: 'server',
    ipAddresses: ['127.0.0.1'],
    dnsNames: ['api.example'],
    validityDays: 1,
    usage: 'Server',
  });
  client = await issueCertificate({ authority, commonName: 'admin', validityDays: 1, usage: 'Client' });
});

afterEach(async () => {
  for (const transport of transports.splice(0)) await transport.close();
  for (const server of servers.splice(0)) server.close();
});

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

function transportTo(server: string, options: Partial<HTTPTransportOptions> = {}): LeanTransport {
  const transport = new LeanTransport({ server, userAgent: 'tycho/test', ...options });
  transports.push(transport);
  return transport;
}

const plain = async (handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<LeanTransport> =>
  transportTo(`http://127.0.0.1:${await listen(createPlain(handle))}`);

const secureServer = (): Server =>
  createSecure(
    { cert: own.certificatePEM, key: own.privateKeyPEM, ca: authority.certificatePEM, requestCert: true, rejectUnauthorized: true },
    (request, response) =>
      response.end((request.socket as unknown as { getPeerCertificate(): { subject: { CN: string } } }).getPeerCertificate().subject.CN),
  );

const bodyOf = async ({ body }: TransportResponse): Promise<string> => Buffer.concat(await collect(body)).toString('utf8');

async function collect(body: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const parts: Uint8Array[] = [];
  for await (const part of body) parts.push(part);
  return parts;
}

describe('LeanTransport', () => {
  it('sends what it is told and gives status, headers and body', async () => {
    const transport = await plain((request, response) => {
      void text(request).then((sent) => {
        response.writeHead(201, { 'content-type': 'application/json', warning: '299 - "a"' });
        response.end(
          JSON.stringify({
            method: request.method,
            url: request.url,
            agent: request.headers['user-agent'],
            accept: request.headers.accept,
            sent,
          }),
        );
      });
    });

    const response = await transport.request({
      method: 'POST',
      path: '/a%20b',
      query: { limit: '5', l: 'app=x&y' },
      headers: { accept: 'x' },
      body: 'grüß',
    });

    expect({ status: response.status, warning: response.headers['warning'] }).toEqual({ status: 201, warning: '299 - "a"' });
    expect(JSON.parse(await bodyOf(response))).toEqual({
      method: 'POST',
      url: '/a%20b?limit=5&l=app%3Dx%26y',
      agent: 'tycho/test',
      accept: 'x',
      sent: 'grüß',
    });
  });

  it('proves who it is over TLS, and trusts only the stated authority', async () => {
    const url = `https://127.0.0.1:${await listen(secureServer())}`;
    const credentials = { cert: client.certificatePEM, key: client.privateKeyPEM };
    const other = await createAuthority({ commonName: 'other', validityDays: 1 });

    const trusted = await transportTo(url, { ...credentials, ca: authority.certificatePEM }).request({ method: 'GET', path: '/' });
    const named = await transportTo(url, { ...credentials, ca: authority.certificatePEM, serverName: 'api.example' }).request({
      method: 'GET',
      path: '/',
    });
    const skipped = await transportTo(url, { ...credentials, ca: other.certificatePEM, verification: 'Skip' }).request({
      method: 'GET',
      path: '/',
    });

    expect([await bodyOf(trusted), await bodyOf(named), await bodyOf(skipped)]).toEqual(['admin', 'admin', 'admin']);
    await expect(
      transportTo(url, { ...credentials, ca: other.certificatePEM }).request({ method: 'GET', path: '/' }),
    ).rejects.toMatchObject({
      name: 'ConnectionError',
      outcome: 'NotDone',
      cause: { code: expect.stringMatching(/UNABLE|SELF_SIGNED/) as string },
    });
    await expect(
      transportTo(url, { ...credentials, ca: authority.certificatePEM, serverName: 'other.example' }).request({ method: 'GET', path: '/' }),
    ).rejects.toMatchObject({ cause: { code: 'ERR_TLS_CERT_ALTNAME_INVALID' } });
  });

  it('uses a connection again once its answer is complete, and another while it is not', async () => {
    const ports = new Set<number | undefined>();
    const transport = await plain((request, response) => {
      ports.add(request.socket.remotePort);
      if (request.url === '/watch') response.write('{}\n');
      else response.end('x'.repeat(100_000));
    });

    for (const path of ['/1', '/2', '/3']) expect((await bodyOf(await transport.request({ method: 'GET', path }))).length).toBe(100_000);
    expect(ports.size).toBe(1);

    const watch = await transport.request({ method: 'GET', path: '/watch', answer: 'Endless' });
    await bodyOf(await transport.request({ method: 'GET', path: '/4' }));
    expect(ports.size).toBe(2);
    for await (const line of watch.body) {
      expect(Buffer.from(line).toString('utf8')).toBe('{}\n');
      break;
    }
  });

  it('ends the exchange when the reader leaves or the signal is aborted', async () => {
    const closed: Promise<unknown>[] = [];
    const transport = await plain((request, response) => {
      closed.push(once(request.socket, 'close'));
      response.write('{}\n');
    });
    const controller = new AbortController();

    const first = await transport.request({ method: 'GET', path: '/', answer: 'Endless' });
    for await (const _ of first.body) break;
    const second = await transport.request({ method: 'GET', path: '/', answer: 'Endless', signal: controller.signal });
    controller.abort(new Error('enough'));

    await expect(collect(second.body)).rejects.toThrow('enough');
    await Promise.all(closed);
  });

  it('says whether a request that failed may have been done', async () => {
    const cut = await listen(createRaw((socket: Socket) => socket.once('data', () => socket.destroy())));
    const half = await listen(
      createRaw((socket: Socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf'))),
    );
    const nobody = createRaw();
    const free = await listen(nobody);
    nobody.close();

    await expect(transportTo(`http://127.0.0.1:${free}`).request({ method: 'GET', path: '/' })).rejects.toMatchObject({
      outcome: 'NotDone',
      cause: { code: 'ECONNREFUSED' },
    });
    await expect(transportTo(`http://127.0.0.1:${cut}`).request({ method: 'POST', path: '/x', body: '' })).rejects.toMatchObject({
      outcome: 'Unknown',
    });
    const response = await transportTo(`http://127.0.0.1:${half}`).request({ method: 'GET', path: '/' });
    await expect(bodyOf(response)).rejects.toThrow('the connection ended before the answer was whole');
  });

  it('sends a read again when the kept connection turns out to be gone, and nothing else', async () => {
    let count = 0;
    const port = await listen(
      createRaw((socket: Socket) => {
        socket.on('data', () => {
          count += 1;
          // Each connection answers once and is then dead without saying so.
          if (socket.listenerCount('dead') > 0) socket.destroy();
          else socket.on('dead', () => {}).write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
        });
      }),
    );
    const transport = transportTo(`http://127.0.0.1:${port}`);

    expect(await bodyOf(await transport.request({ method: 'GET', path: '/' }))).toBe('ok');
    expect(await bodyOf(await transport.request({ method: 'GET', path: '/' }))).toBe('ok');
    expect(count).toBe(3);
    await expect(transport.request({ method: 'DELETE', path: '/' })).rejects.toMatchObject({ outcome: 'Unknown' });
  });

  it('gives up on a server that says nothing, but not on a watch', async () => {
    const transport = transportTo(`http://127.0.0.1:${await listen(createRaw())}`, { silenceLimitSeconds: 0.05 });

    await expect(transport.request({ method: 'GET', path: '/' })).rejects.toThrow('nothing came for 0.05 s');
  });

  it('lets nothing break out of its place in the request', async () => {
    const transport = await plain((_, response) => response.end());

    await expect(transport.request({ method: 'GET', path: '/a b' })).rejects.toThrow(TypeError);
    await expect(transport.request({ method: 'GET', path: '/', headers: { authorization: 'x\r\ny: z' } })).rejects.toThrow(TypeError);
  });
});
