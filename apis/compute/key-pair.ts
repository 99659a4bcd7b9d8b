import { createHash, X509Certificate } from 'node:crypto';
import { Type } from 'typebox';
import { defineKind, displayName, oneOf, strictObject, type Fields } from '../machinery/kind.ts';
import type { StatusCause } from '../machinery/errors.ts';
import type { ApiObject, Resource } from '../machinery/object-meta.ts';
import { computeGroup, computeVersion } from './group.ts';

const keyPairSpec = strictObject(
  {
    displayName: displayName(),
    user: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 1024,
        description:
          'Whose it is, by the name that the api-server knows the user by; absent: everybody’s in the project. It tells people apart and keeps nobody out. It cannot be changed.',
      }),
    ),
    type: oneOf(['SSH', 'X509'], {
      default: 'SSH',
      description: 'What kind of key it is. X509: a certificate, for guests that log people in by one.',
    }),
    publicKey: Type.String({
      minLength: 1,
      maxLength: 16_384,
      description: 'SSH: the public key as one line of an authorized_keys file. X509: the certificate in PEM.',
    }),
  },
  { description: 'The public half of a key pair. The private half is never sent here.' },
);

const keyPairStatus = strictObject({
  fingerprint: Type.Optional(
    Type.String({
      description: 'As Nova shows it. SSH: MD5 of the key. X509: SHA-1 of the certificate. Pairs of hexadecimal digits between colons.',
    }),
  ),
  fingerprintSHA256: Type.Optional(Type.String({ description: 'For SSH: as `ssh-keygen -l` shows it, `SHA256:` and base64.' })),
});

/** A public key that new servers let in. */
export const keyPairKind = defineKind({
  group: computeGroup,
  version: computeVersion,
  kind: 'KeyPair',
  plural: 'keypairs',
  shortNames: ['kp'],
  categories: ['tycho'],
  scope: 'Namespaced',
  description: 'A public key that new servers let in.',
  fields: strictObject({ spec: keyPairSpec, status: Type.Optional(keyPairStatus) }),
  rules: ['`publicKey` is one line of an authorized_keys file, or with type `X509` one certificate in PEM.', '`user` cannot be changed.'],
  validate: validateKeyPair,
  columns: [
    { name: 'Type', type: 'string', path: '.spec.type', description: 'What kind of key it is.', priority: 0 },
    { name: 'Fingerprint', type: 'string', path: '.status.fingerprint', description: 'By which people know it.', priority: 0 },
  ],
});

export type KeyPairSpec = Fields<typeof keyPairSpec>;
export type KeyPairStatus = Fields<typeof keyPairStatus>;
export type KeyPair = Resource<KeyPairSpec, KeyPairStatus>;

/** The fingerprints of a key; none for what is no key. The api-server writes them with every change of the key. */
export function keyPairStatusOf({ type, publicKey }: KeyPairSpec): KeyPairStatus {
  if (type === 'X509') {
    const certificate = parseCertificate(publicKey);
    return certificate === undefined ? {} : { fingerprint: certificate.fingerprint.toLowerCase() };
  }
  const key = parseSSHKey(publicKey);
  if (key === undefined) return {};
  const md5 = createHash('md5').update(key).digest('hex');
  const sha256 = createHash('sha256').update(key).digest('base64').replace(/=+$/, '');
  return { fingerprint: md5.match(/../g)!.join(':'), fingerprintSHA256: `SHA256:${sha256}` };
}

function validateKeyPair(object: ApiObject, previous: ApiObject | undefined): readonly StatusCause[] {
  const { spec } = object as KeyPair;
  const isAnothers = previous !== undefined && (previous as KeyPair).spec.user !== spec.user;
  return [
    ...keyCauses(spec),
    ...(isAnothers ? [{ reason: 'FieldValueForbidden', message: 'Forbidden: cannot be changed after creation', field: 'spec.user' }] : []),
  ];
}

function keyCauses({ type, publicKey }: KeyPairSpec): readonly StatusCause[] {
  const fault = (message: string): StatusCause => ({
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${message}`,
    field: 'spec.publicKey',
  });
  if (type === 'X509') return parseCertificate(publicKey) === undefined ? [fault('not one X.509 certificate in PEM')] : [];
  return parseSSHKey(publicKey) === undefined ? [fault('not one line of an authorized_keys file, as `ssh-ed25519 AAAA… name`')] : [];
}

/** Algorithm names that OpenSSH accepts in authorized_keys (sshd(8), AUTHORIZED_KEYS FILE FORMAT). */
const algorithms = /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-ssh-ed25519@openssh\.com|sk-ecdsa-sha2-nistp256@openssh\.com)$/;

/** The key itself, which begins with the name of its algorithm again; undefined for anything else. */
function parseSSHKey(publicKey: string): Buffer | undefined {
  const line = publicKey.trim();
  const [algorithm = '', encoded = ''] = line.split(/\s+/);
  const key = Buffer.from(encoded, 'base64');
  const length = key.length >= 4 ? key.readUInt32BE(0) : 0;
  const isKey = algorithms.test(algorithm) && !/[\r\n]/.test(line) && key.subarray(4, 4 + length).toString('latin1') === algorithm;
  return isKey ? key : undefined;
}

function parseCertificate(pem: string): X509Certificate | undefined {
  if (!/^-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----$/.test(pem.trim())) return undefined;
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}
