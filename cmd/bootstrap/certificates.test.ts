import { createPrivateKey, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { beforeAll, describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import {
  certificateExpiry,
  createAuthority,
  createSigningRequest,
  createUserCertificate,
  InvalidSigningRequestError,
  isIssuedBy,
  issueCertificate,
  signRequest,
  type Authority,
  type Credentials,
} from './certificates.ts';

const atNoon = Object.assign(new SystemClock(), { now: () => new Date('2030-01-01T12:00:00Z') });

let authority: Authority;
let server: Credentials;

beforeAll(async () => {
  authority = await createAuthority({ commonName: 'tycho-agents', validityDays: 10 });
  server = await issueCertificate({
    authority,
    commonName: 'gateway',
    dnsNames: ['localhost'],
    ipAddresses: ['127.0.0.1', '::1'],
    validityDays: 5,
    usage: 'Server',
  });
});

/** Connects with mutual TLS and gives the peer name that the server saw. */
async function handshake(client: Credentials): Promise<unknown> {
  const listener = createServer({
    cert: server.certificatePEM,
    key: server.privateKeyPEM,
    ca: authority.certificatePEM,
    requestCert: true,
    rejectUnauthorized: true,
  });
  const seen = new Promise<unknown>((resolve, reject) => {
    listener.on('tlsClientError', reject);
    listener.on('secureConnection', (socket: TLSSocket) => {
      resolve(socket.getPeerCertificate().subject);
      socket.end();
    });
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  const socket = connect({
    host: '127.0.0.1',
    port,
    cert: client.certificatePEM,
    key: client.privateKeyPEM,
    ca: authority.certificatePEM,
  });
  socket.on('error', () => {});
  try {
    return await seen;
  } finally {
    socket.destroy();
    listener.close();
  }
}

describe('issueCertificate', () => {
  it('makes certificates that both sides of a TLS connection take', async () => {
    const client = await issueCertificate({
      authority,
      commonName: 'admin',
      organizations: ['system:masters', 'ops'],
      validityDays: 1,
      usage: 'Client',
    });

    expect(await handshake(client)).toMatchObject({ CN: 'admin', O: ['system:masters', 'ops'] });
  });

  it('makes certificates that are good for the stated side only', async () => {
    const wrongSide = await issueCertificate({ authority, commonName: 'x', validityDays: 1, usage: 'Server' });

    await expect(handshake(wrongSide)).rejects.toThrow(/hang up|certificate/);
  });

  it('makes certificates that end when stated and tolerate clocks that differ a little', async () => {
    const issued = await issueCertificate({ authority, commonName: 'x', validityDays: 2, usage: 'Client', clock: atNoon });

    expect(certificateExpiry(issued.certificatePEM)).toEqual(new Date('2030-01-03T12:00:00Z'));
    expect(new Date(new X509Certificate(issued.certificatePEM).validFrom)).toEqual(new Date('2030-01-01T11:55:00Z'));
  });

  it('names the hosts that it stands for', () => {
    const certificate = new X509Certificate(server.certificatePEM);

    expect(certificate.checkHost('localhost')).toBe('localhost');
    expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(certificate.checkHost('example.com')).toBeUndefined();
    expect(certificate.ca).toBe(false);
  });
});

describe('signRequest', () => {
  it('certifies the key of the request under the stated name, not under the one that it asks for', async () => {
    const { requestPEM, privateKeyPEM } = await createSigningRequest({ commonName: 'system:masters' });

    const certificatePEM = await signRequest(requestPEM, { authority, commonName: 'host-uid-1', validityDays: 1, usage: 'Client' });

    expect(await handshake({ certificatePEM, privateKeyPEM })).toMatchObject({ CN: 'host-uid-1' });
  });

  it('refuses a request whose signature is not by its own key', async () => {
    const { requestPEM } = await createSigningRequest({ commonName: 'a' });
    const body = Buffer.from(requestPEM.replaceAll(/-----.*-----|\s/g, ''), 'base64');
    body[body.length - 1] = (body.at(-1) ?? 0) ^ 1;
    const forged = `-----BEGIN CERTIFICATE REQUEST-----\n${body.toString('base64')}\n-----END CERTIFICATE REQUEST-----\n`;

    await expect(signRequest(forged, { authority, commonName: 'a', validityDays: 1, usage: 'Client' })).rejects.toThrow(
      InvalidSigningRequestError,
    );
  });

  it('refuses what is no request at all', async () => {
    for (const junk of ['', 'hello', server.certificatePEM]) {
      await expect(signRequest(junk, { authority, commonName: 'a', validityDays: 1, usage: 'Client' })).rejects.toThrow(
        InvalidSigningRequestError,
      );
    }
  });
});

describe('isIssuedBy', () => {
  it('tells matching credentials from a mixed-up key and from another authority', async () => {
    const other = await createAuthority({ commonName: 'other', validityDays: 1 });

    expect(isIssuedBy(server, authority.certificatePEM)).toBe(true);
    expect(isIssuedBy(server, other.certificatePEM)).toBe(false);
    expect(isIssuedBy({ ...server, privateKeyPEM: other.privateKeyPEM }, authority.certificatePEM)).toBe(false);
  });
});

describe('createUserCertificate', () => {
  it('makes an RSA certificate of its own for clients, with a user principal name', async () => {
    const { certificatePEM, privateKeyPEM } = await createUserCertificate({ userName: 'alice', validityDays: 30, clock: atNoon });

    const certificate = new X509Certificate(certificatePEM);
    expect(certificate.subject).toBe('CN=alice');
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.checkPrivateKey(createPrivateKey(privateKeyPEM))).toBe(true);
    expect(certificate.publicKey.asymmetricKeyType).toBe('rsa');
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
    expect(certificate.subjectAltName).toContain('alice@localhost');
    expect(certificateExpiry(certificatePEM)).toEqual(new Date('2030-01-31T12:00:00Z'));
  });
});
