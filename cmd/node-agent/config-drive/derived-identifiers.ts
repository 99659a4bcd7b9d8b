import { createHash, hkdfSync } from 'node:crypto';

/** `i-0a1b2c3d`: the short form in which EC2 names things, always the same for the same thing. */
export function ec2ID(prefix: 'i' | 'ami' | 'aki' | 'ari' | 'r', uid: string): string {
  return `${prefix}-${createHash('sha256').update(`${prefix} ${uid}`).digest('hex').slice(0, 8)}`;
}

/** A UUID (version 8 of RFC 9562) that is always the same for the same text. */
export function derivedUUID(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/**
 * 512 bytes for the guest's entropy pool, the same each time for one instance, so that preparing it again changes
 * nothing. Only who has the host's secret can tell them.
 */
export function randomSeed(secret: Uint8Array, instanceUID: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha512', secret, instanceUID, 'tycho guest random_seed', 512));
}
