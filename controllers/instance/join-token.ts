import { createHash, timingSafeEqual } from 'node:crypto';
import type { Secret } from '#apis/kubernetes/core.ts';

/** The namespace of the control plane's own objects. */
export const systemNamespace = 'tycho-system';

/** Type of the Secrets that let one machine join: whoever shows one first binds it to their key. `data.hash` is the SHA-256 of the secret half in hex, `data.expiration` is RFC 3339. */
export const joinTokenType = 'bootstrap.tycho.dev/token';

/** Where the fingerprint of the key that used the token is kept. */
export const usedByField = 'usedBy';

/** Both halves of a token `ID.SECRET`. */
export interface JoinToken {
  readonly id: string;
  readonly secret: string;
}

/** The halves of what an operator handed out; undefined when it is no token. */
export function parseJoinToken(text: string): JoinToken | undefined {
  const match = /^(?<id>[a-z0-9]{4,32})\.(?<secret>[A-Za-z0-9_-]{16,128})$/.exec(text);
  const { id, secret } = match?.groups ?? {};
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

/** The name of the Secret that knows a token. */
export function joinTokenSecretName(id: string): string {
  return `join-token-${id}`;
}

/** The SHA-256 of a token's secret half, in hex, as its Secret keeps it. */
export function hashJoinTokenSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** What a token is worth to somebody who shows it with a certain key. */
export type TokenVerdict =
  | { readonly kind: 'Unused' }
  /** The same key used it before. Once the token has expired, that key may only take up what it had begun. */
  | { readonly kind: 'UsedByThisKey'; readonly mayMakeHost: boolean }
  | { readonly kind: 'UsedByAnotherKey' }
  | { readonly kind: 'Expired'; readonly at: string }
  | { readonly kind: 'Unknown' };

/** Judges a token by the Secret that knows it. Takes the same time whether the secret half is nearly right or not at all. */
export function judgeJoinToken(
  token: JoinToken,
  stored: Secret | undefined,
  caller: { readonly keyFingerprint: string; readonly now: Date },
): TokenVerdict {
  const hash = textOf(stored, 'hash') ?? '';
  const isRight = equalInConstantTime(hash, hashJoinTokenSecret(token.secret));
  if (stored === undefined || stored.type !== joinTokenType || !isRight) return { kind: 'Unknown' };
  const usedBy = textOf(stored, usedByField);
  const expiration = textOf(stored, 'expiration') ?? '';
  const isAlive = Date.parse(expiration) > caller.now.getTime();
  if (usedBy === caller.keyFingerprint) return { kind: 'UsedByThisKey', mayMakeHost: isAlive };
  if (usedBy !== undefined) return { kind: 'UsedByAnotherKey' };
  return isAlive ? { kind: 'Unused' } : { kind: 'Expired', at: expiration };
}

function textOf(secret: Secret | undefined, field: string): string | undefined {
  const value = secret?.data?.[field];
  return value === undefined ? undefined : Buffer.from(value, 'base64').toString('utf8');
}

function equalInConstantTime(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(a!, b!);
}
