import { Type } from 'typebox';
import { defineKind, oneOf, strictObject, type Fields } from '../machinery/kind.ts';
import type { StatusCause } from '../machinery/errors.ts';
import type { ApiObject, Resource } from '../machinery/object-meta.ts';
import { computeGroup, computeVersion } from './group.ts';

const keyPairSpec = strictObject(
  {
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
  fields: strictObject({ spec: keyPairSpec }),
  validate: validateKeyPair,
  columns: [{ name: 'Type', type: 'string', path: '.spec.type', description: 'What kind of key it is.', priority: 0 }],
});

export type KeyPairSpec = Fields<typeof keyPairSpec>;
export type KeyPair = Resource<KeyPairSpec, never>;

/** Algorithm names that OpenSSH accepts in authorized_keys (sshd(8), AUTHORIZED_KEYS FILE FORMAT). */
const algorithms = /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-ssh-ed25519@openssh\.com|sk-ecdsa-sha2-nistp256@openssh\.com)$/;

function validateKeyPair(object: ApiObject): readonly StatusCause[] {
  const { publicKey } = (object as KeyPair).spec;
  const [algorithm = '', encoded = ''] = publicKey.trim().split(/\s+/);
  const inner = Buffer.from(encoded, 'base64');
  const length = inner.length >= 4 ? inner.readUInt32BE(0) : 0;
  const isKey =
    algorithms.test(algorithm) && !/[\r\n]/.test(publicKey.trim()) && inner.subarray(4, 4 + length).toString('latin1') === algorithm;
  return isKey
    ? []
    : [
        {
          reason: 'FieldValueInvalid',
          message: 'Invalid value: not one line of an authorized_keys file, as `ssh-ed25519 AAAA… name`',
          field: 'spec.publicKey',
        },
      ];
}
