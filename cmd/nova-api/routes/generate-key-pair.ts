import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { KeyPairSpec } from '#apis/compute/key-pair.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { createUserCertificate } from '#cmd/bootstrap/certificates.ts';

export interface GeneratedKeyPair {
  /** As a KeyPair holds it: a line of an authorized_keys file, or a certificate. */
  readonly publicKey: string;
  /** In PEM. It is told in one answer and kept nowhere. */
  readonly privateKey: string;
}

/** As long as Nova's certificates are valid. */
const certificateDays = 3650;
const keyBits = 2048;

const generate = promisify(generateKeyPair);

/** Makes a key for a user who brings none, as Nova did before 2.92. RSA: every guest and every client there is reads it. */
export async function generateKeyPairFor(type: KeyPairSpec['type'], userID: string, clock: Clock): Promise<GeneratedKeyPair> {
  if (type === 'X509') {
    const { certificatePEM, privateKeyPEM } = await createUserCertificate({ userName: userID, validityDays: certificateDays, clock });
    return { publicKey: certificatePEM, privateKey: privateKeyPEM };
  }
  const { publicKey, privateKey } = await generate('rsa', { modulusLength: keyBits });
  return { publicKey: authorizedKey(publicKey), privateKey: privateKey.export({ type: 'pkcs1', format: 'pem' }) };
}

/** An RSA key as OpenSSH writes it (RFC 4253 §6.6). */
function authorizedKey(publicKey: KeyObject): string {
  const { e = '', n = '' } = publicKey.export({ format: 'jwk' });
  const parts = [Buffer.from('ssh-rsa'), positiveInteger(e), positiveInteger(n)];
  return `ssh-rsa ${Buffer.concat(parts.flatMap((part) => [lengthOf(part), part])).toString('base64')} Generated-by-Nova`;
}

/** A number whose first bit is set would be a negative one. */
function positiveInteger(base64url: string): Buffer {
  const bytes = Buffer.from(base64url, 'base64url');
  return (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
}

function lengthOf({ length }: Buffer): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}
