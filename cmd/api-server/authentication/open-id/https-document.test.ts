import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import { createAuthority, issueCertificate } from '#cmd/bootstrap/certificates.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { documentFetcher } from './https-document.ts';

let server: Server;
let origin: string;
let authorityPEM: string;
const asked = Promise.withResolvers<void>();

beforeAll(async () => {
  const authority = await createAuthority({ commonName: 'documents', validityDays: 1 });
  const own = await issueCertificate({ authority, commonName: 'documents', ipAddresses: ['127.0.0.1'], validityDays: 1, usage: 'Server' });
  authorityPEM = authority.certificatePEM;
  server = createServer({ cert: own.certificatePEM, key: own.privateKeyPEM }, ({ url }, response) => {
    if (url === '/good') response.end('{"a":1}');
    else if (url === '/text') response.end('hello');
    else if (url === '/elsewhere') response.writeHead(302, { location: '/good' }).end();
    else if (url === '/endless') response.end('x'.repeat(2 * 1024 * 1024));
    else asked.resolve();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('documentFetcher', () => {
  it('reads JSON of a server that is trusted', async () => {
    expect(await documentFetcher({ authorityPEM, clock: new SystemClock() })(`${origin}/good`)).toEqual({ a: 1 });
  });

  it.each([
    ['/text', 'not JSON'],
    ['/elsewhere', 'answered with 302'],
    ['/endless', 'longer than'],
  ])('takes nothing of %s: %s', async (path, words) => {
    await expect(documentFetcher({ authorityPEM, clock: new SystemClock() })(`${origin}${path}`)).rejects.toThrow(words);
  });

  it('takes nothing of a server that nobody vouches for', async () => {
    await expect(documentFetcher({ authorityPEM: undefined, clock: new SystemClock() })(`${origin}/good`)).rejects.toThrow(
      `GET ${origin}/good`,
    );
  });

  it('does not wait for ever', async () => {
    const clock = new VirtualClock();
    const fetched = documentFetcher({ authorityPEM, clock })(`${origin}/silent`);
    fetched.catch(() => undefined);
    await asked.promise;

    await clock.advance(10_000);

    await expect(fetched).rejects.toThrow('no answer in time');
  });
});
