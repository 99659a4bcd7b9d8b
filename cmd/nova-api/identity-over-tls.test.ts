import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { HTTPTransport } from '#apis/client/http-transport.ts';
import { ConnectionError } from '#apis/client/transport.ts';
import { SystemClock } from '#apis/machinery/clock.ts';
import { IdentityClient } from '#apis/openstack/identity-client.ts';
import { createAuthority, issueCertificate } from '#cmd/bootstrap/certificates.ts';

describe('an identity service that speaks TLS 1.2 and no newer', () => {
  it('is asked about tokens, and an api-server of that kind is not spoken to', async () => {
    const authority = await createAuthority({ commonName: 'somebody', validityDays: 1 });
    const own = await issueCertificate({ authority, commonName: 'keystone', ipAddresses: ['127.0.0.1'], validityDays: 1, usage: 'Server' });
    const server = createServer({ cert: own.certificatePEM, key: own.privateKeyPEM, maxVersion: 'TLSv1.2' }, (request, response) => {
      const expiresAt = new Date(Date.UTC(2999, 1)).toISOString();
      response.writeHead(request.method === 'POST' ? 201 : 200, { 'x-subject-token': 'own', 'content-type': 'application/json' });
      response.end(JSON.stringify({ token: { user: { id: 'ada' }, expires_at: expiresAt, issued_at: new Date(0).toISOString() } }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const ca = authority.certificatePEM;
    const credentials = { userName: 'nova', password: 'secret', projectName: 'service' };
    const identity = new IdentityClient({ url, ca, credentials, clock: new SystemClock() });
    const plain = new HTTPTransport({ server: url, ca, userAgent: 'test' });

    try {
      expect(await identity.describe('a-token')).toMatchObject({ user: { id: 'ada' } });
      await expect(plain.request({ method: 'GET', path: '/', headers: {} })).rejects.toBeInstanceOf(ConnectionError);
    } finally {
      await identity.close();
      await plain.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    }
  });
});
