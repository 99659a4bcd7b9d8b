import type { KeyPair } from '#apis/compute/key-pair.ts';
import { userIDOf } from '#apis/openstack/caller.ts';
import { withMicroseconds } from './times.ts';

/** What lists say of a key pair. */
export function keyPairBrief(keyPair: KeyPair): Record<string, unknown> {
  const { metadata, spec, status } = keyPair;
  return {
    name: spec.displayName ?? metadata.name,
    public_key: spec.publicKey,
    fingerprint: status?.fingerprint ?? '',
    type: spec.type === 'X509' ? 'x509' : 'ssh',
  };
}

/** What the answer to its creation says. */
export function keyPairCreated(keyPair: KeyPair): Record<string, unknown> {
  return { ...keyPairBrief(keyPair), user_id: userIDOf(keyPair.spec.user ?? '') ?? '' };
}

/** Everything of a key pair, in the newest version. */
export function keyPairView(keyPair: KeyPair): Record<string, unknown> {
  const { metadata } = keyPair;
  return {
    ...keyPairCreated(keyPair),
    id: numberOf(metadata.uid),
    created_at: withMicroseconds(metadata.creationTimestamp),
    updated_at: null,
    deleted: false,
    deleted_at: null,
  };
}

/** Nova shows the number of the row in its data base, by which nothing can be asked for. Here it is made of the uid: the first 31 bits. */
function numberOf(uid: string): number {
  return Number.parseInt(uid.slice(0, 8), 16) & 0x7fff_ffff;
}
