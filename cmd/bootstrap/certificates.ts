// oxlint-disable-next-line import/no-unassigned-import -- @peculiar/x509 does not load unless this was loaded before it
import 'reflect-metadata';
import { generateKeyPairSync, createPublicKey, webcrypto, X509Certificate as NodeCertificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { SystemClock, type Clock } from '#apis/machinery/clock.ts';

/**
 * The certificates of a control plane: P-256 keys throughout, PEM in and out. There is one authority for each purpose (etcd's clients and peers, the
 * API, agents), so that a certificate for one is nothing to another.
 */

/** A key pair with its certificate. The key is PKCS #8. */
export interface Credentials {
  readonly certificatePEM: string;
  readonly privateKeyPEM: string;
}

/** An authority: {@link Credentials} whose certificate may sign others. Keep the key 0600. */
export interface Authority extends Credentials {}

/** Which side of a TLS connection a certificate may stand on. */
export type CertificateUsage = 'Server' | 'Client' | 'ServerAndClient';

export interface CertificateSubject {
  /** Who it is: a user or a host. */
  readonly commonName: string;
  /** Groups, as Kubernetes reads them from a client certificate. */
  readonly organizations?: readonly string[];
}

export interface CertificateTerms extends CertificateSubject {
  readonly authority: Authority;
  readonly dnsNames?: readonly string[];
  readonly ipAddresses?: readonly string[];
  readonly validityDays: number;
  readonly usage: CertificateUsage;
  readonly clock?: Clock;
}

/** The request for a certificate is malformed, of the wrong kind of key, or was not signed by the key it names. */
export class InvalidSigningRequestError extends Error {
  override readonly name = 'InvalidSigningRequestError';
}

/** Makes a new authority with a key of its own. */
export async function createAuthority(options: {
  readonly commonName: string;
  readonly validityDays: number;
  readonly clock?: Clock;
}): Promise<Authority> {
  const keys = await generateKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: distinguishedName(options),
    ...validity(options),
    signingAlgorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign | x509.KeyUsageFlags.digitalSignature, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificatePEM: pem(certificate), privateKeyPEM: await exportKey(keys.privateKey) };
}

/** Makes a key and a certificate for it. */
export async function issueCertificate(terms: CertificateTerms): Promise<Credentials> {
  const keys = await generateKeys();
  return { certificatePEM: await certify(keys.publicKey, terms), privateKeyPEM: await exportKey(keys.privateKey) };
}

/**
 * Signs somebody else's key. Of the request only the key counts: the names are those of `terms`, so that nobody chooses their own. Throws
 * {@link InvalidSigningRequestError}.
 */
export async function signRequest(requestPEM: string, terms: CertificateTerms): Promise<string> {
  return certify(await verifiedKey(requestPEM), terms);
}

/**
 * The key that a request asks to have signed, as DER (SubjectPublicKeyInfo), once the request has proved that its sender holds the other half. Throws
 * {@link InvalidSigningRequestError}.
 */
export async function publicKeyOfRequest(requestPEM: string): Promise<Uint8Array> {
  return new Uint8Array(await webcrypto.subtle.exportKey('spki', await verifiedKey(requestPEM)));
}

/** Makes a key and a request (PEM, PKCS #10) to have it signed. The key never leaves this side. */
export async function createSigningRequest(
  subject: CertificateSubject,
): Promise<{ readonly requestPEM: string; readonly privateKeyPEM: string }> {
  const keys = await generateKeys();
  const request = await x509.Pkcs10CertificateRequestGenerator.create({ name: distinguishedName(subject), keys, signingAlgorithm });
  return { requestPEM: pem(request), privateKeyPEM: await exportKey(keys.privateKey) };
}

/** A secret for two processes that prove things to each other without certificates: 64 hexadecimal digits. Keep it 0600. */
export function createSharedSecret(): string {
  return Buffer.from(webcrypto.getRandomValues(new Uint8Array(32))).toString('hex');
}

/** A private key that signs tokens, on P-256, as PEM. */
export function createSigningKey(): string {
  return generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { format: 'pem', type: 'pkcs8' },
    publicKeyEncoding: { format: 'pem', type: 'spki' },
  }).privateKey;
}

/** When the certificate ends, for those who renew before that. */
export function certificateExpiry(certificatePEM: string): Date {
  return new Date(new NodeCertificate(certificatePEM).validTo);
}

/** Whether both halves belong together and are issued by `authorityPEM`. For checking files that an operator may have mixed up. */
export function isIssuedBy(credentials: Credentials, authorityPEM: string): boolean {
  const certificate = new NodeCertificate(credentials.certificatePEM);
  const publicKey = createPublicKey(credentials.privateKeyPEM);
  return certificate.publicKey.equals(publicKey) && certificate.verify(new NodeCertificate(authorityPEM).publicKey);
}

export interface UserCertificateTerms {
  /** What the certificate calls the user, in its subject and as `NAME@localhost` in its user principal name. */
  readonly userName: string;
  readonly validityDays: number;
  readonly clock?: Clock;
}

/**
 * Makes an RSA key and a certificate that it signs itself, by which a guest's Windows Remote Management lets the user in: it wants RSA, the use for clients and a user
 * principal name.
 */
export async function createUserCertificate(terms: UserCertificateTerms): Promise<Credentials> {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: new Uint8Array([1, 0, 1]), modulusLength: 2048 };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: [{ CN: [terms.userName] }],
    ...validity(terms),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]),
      new x509.SubjectAlternativeNameExtension([{ type: 'upn', value: `${terms.userName}@localhost` }]),
    ],
  });
  return { certificatePEM: pem(certificate), privateKeyPEM: await exportKey(keys.privateKey) };
}

const signingAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** Clocks of hosts differ a little: a certificate must not be refused because it is not valid yet. */
const clockSkewMilliseconds = 5 * 60_000;
const dayMilliseconds = 24 * 60 * 60_000;

async function certify(publicKey: webcrypto.CryptoKey, terms: CertificateTerms): Promise<string> {
  const authority = new x509.X509Certificate(terms.authority.certificatePEM);
  const names: x509.JsonGeneralName[] = [
    ...(terms.dnsNames ?? []).map((value) => ({ type: 'dns' as const, value })),
    ...(terms.ipAddresses ?? []).map((value) => ({ type: 'ip' as const, value })),
  ];
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: distinguishedName(terms),
    issuer: authority.subjectName,
    ...validity(terms),
    signingAlgorithm,
    publicKey,
    signingKey: await importKey(terms.authority.privateKeyPEM),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension(extendedUsages[terms.usage]),
      await x509.SubjectKeyIdentifierExtension.create(publicKey),
      await x509.AuthorityKeyIdentifierExtension.create(authority),
      ...(names.length > 0 ? [new x509.SubjectAlternativeNameExtension(names)] : []),
    ],
  });
  return pem(certificate);
}

const extendedUsages: Record<CertificateUsage, x509.ExtendedKeyUsage[]> = {
  Server: [x509.ExtendedKeyUsage.serverAuth],
  Client: [x509.ExtendedKeyUsage.clientAuth],
  ServerAndClient: [x509.ExtendedKeyUsage.serverAuth, x509.ExtendedKeyUsage.clientAuth],
};

/** The key of a request, once the request proved that its sender holds the other half. */
async function verifiedKey(requestPEM: string): Promise<webcrypto.CryptoKey> {
  try {
    const request = new x509.Pkcs10CertificateRequest(requestPEM);
    if (await request.verify()) return await request.publicKey.export({ name: 'ECDSA', namedCurve: 'P-256' }, ['verify']);
  } catch (cause) {
    throw new InvalidSigningRequestError('the certificate signing request is not a PEM of a request for a P-256 key', { cause });
  }
  throw new InvalidSigningRequestError('the certificate signing request is not signed by the key that it names');
}

function distinguishedName(subject: CertificateSubject): x509.JsonName {
  const organizations = (subject.organizations ?? []).map((organization) => ({ O: [organization] }));
  return [...organizations, { CN: [subject.commonName] }];
}

function validity(options: { readonly validityDays: number; readonly clock?: Clock }): { notBefore: Date; notAfter: Date } {
  const now = (options.clock ?? new SystemClock()).now().getTime();
  return { notBefore: new Date(now - clockSkewMilliseconds), notAfter: new Date(now + options.validityDays * dayMilliseconds) };
}

/** 16 random bytes, positive and without a leading zero, as RFC 5280 §4.1.2.2 wants them. */
function serialNumber(): string {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return Buffer.from(bytes).toString('hex');
}

async function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(signingAlgorithm, true, ['sign', 'verify']);
}

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  return `${x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`;
}

async function importKey(privateKeyPEM: string): Promise<webcrypto.CryptoKey> {
  const [der] = x509.PemConverter.decode(privateKeyPEM);
  if (der === undefined) throw new TypeError('the authority has no private key in PEM');
  return webcrypto.subtle.importKey('pkcs8', der, signingAlgorithm, false, ['sign']);
}

function pem(certificate: { toString(format: 'pem'): string }): string {
  return `${certificate.toString('pem')}\n`;
}
