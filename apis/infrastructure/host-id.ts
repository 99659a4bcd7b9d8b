import { createHash } from 'node:crypto';

/** Equal for what one project has on one host, and meaningless otherwise: SHA-224 of both, as Nova's hostId. */
export function hostIDOf(namespace: string, hostUID: string): string {
  return createHash('sha224')
    .update(namespace + hostUID)
    .digest('hex');
}
