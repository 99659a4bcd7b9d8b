import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import { NotFoundError, ServiceUnavailableError } from '#apis/machinery/errors.ts';
import { createAuthority, issueCertificate, type Credentials } from '#cmd/bootstrap/certificates.ts';
import { GatewayConsoleLogSource } from './gateway-console-log-source.ts';

let gateway: Server;
let gatewayURL: string;
let source: GatewayConsoleLogSource;
let stranger: GatewayConsoleLogSource;
const asked: string[] = [];

beforeAll(async () => {
  const authority = await createAuthority({ commonName: 'ca', validityDays: 1 });
  const other = await createAuthority({ commonName: 'other', validityDays: 1 });
  const own = await issueCertificate({ authority, commonName: 'gateway', ipAddresses: ['127.0.0.1'], validityDays: 1, usage: 'Server' });
  const client = await issueCertificate({ authority, commonName: 'api-server', validityDays: 1, usage: 'Client' });
  gateway = createServer(
    { cert: own.certificatePEM, key: own.privateKeyPEM, ca: authority.certificatePEM, requestCert: true, rejectUnauthorized: true },
    (incoming, outgoing) => {
      asked.push(`${String((incoming.socket as TLSSocket).getPeerCertificate().subject.CN)} ${incoming.url}`);
      const [status, text] = answers[incoming.url?.split('?')[0] ?? ''] ?? [404, 'none'];
      outgoing.writeHead(status).end(text);
    },
  );
  await new Promise<void>((resolve) => gateway.listen({ host: '127.0.0.1', port: 0 }, resolve));
  gatewayURL = `https://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
  const sourceOf = (ca: string, { certificatePEM, privateKeyPEM }: Credentials): GatewayConsoleLogSource =>
    new GatewayConsoleLogSource({ credentials: { ca, certificate: certificatePEM, key: privateKeyPEM }, clock: new SystemClock() });
  source = sourceOf(authority.certificatePEM, client);
  stranger = sourceOf(other.certificatePEM, client);
});

afterAll(() => {
  source.close();
  stranger.close();
  gateway.close();
  gateway.closeAllConnections();
});

const answers: Readonly<Record<string, readonly [number, string]>> = {
  '/console/short': [200, 'boot\nlogin:'],
  '/console/long': [200, `${'x'.repeat(100_000)}END`],
  '/console/broken': [500, 'stack trace'],
};

const read = (instanceUID: string, from = source, url = gatewayURL) =>
  from.read({ gatewayURL: url, instanceUID, maximumBytes: 100, signal: new AbortController().signal });

describe('GatewayConsoleLogSource', () => {
  it('asks the gateway with its own certificate', async () => {
    expect((await read('short')).toString()).toBe('boot\nlogin:');
    expect(asked.at(-1)).toBe('api-server /console/short?maximumBytes=100');
  });

  it('gives no more than was asked for, and of that the end', async () => {
    const text = (await read('long')).toString();

    expect([text.length, text.slice(-4)]).toEqual([100, 'xEND']);
  });

  it('cannot be led elsewhere by what is in a uid', async () => {
    await expect(read('../metrics?x=')).rejects.toThrow(NotFoundError);
    expect(asked.at(-1)).toBe('api-server /console/..%2Fmetrics%3Fx%3D?maximumBytes=100');
  });

  it.each<[string, () => Promise<Buffer>, typeof NotFoundError | typeof ServiceUnavailableError]>([
    ['the host has no log of it', () => read('unknown'), NotFoundError],
    ['the gateway fails', () => read('broken'), ServiceUnavailableError],
    ['the gateway is not one of ours', () => read('short', stranger), ServiceUnavailableError],
    ['nobody listens there', () => read('short', source, 'https://127.0.0.1:1'), ServiceUnavailableError],
    ['the URL is not https', () => read('short', source, gatewayURL.replace('https', 'http')), ServiceUnavailableError],
    ['the URL is none', () => read('short', source, 'nonsense'), ServiceUnavailableError],
  ])('says so when %s', async (_, attempt, error) => {
    await expect(attempt()).rejects.toThrow(error);
  });

  it('does not tell callers what the gateway said', async () => {
    await expect(read('broken')).rejects.toThrow(/^the log cannot be read now: the gateway of its host answered 500$/);
  });
});
