import { scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import type { Random } from '../machinery/random.ts';

/** What a password looks like in a file: `scrypt$15$8$3$SALT$HASH`, the last two in base64 without padding. No letter of it means anything to YAML. */
export interface PasswordHash {
  /** Binary logarithm of how often memory is gone through. */
  readonly logRounds: number;
  readonly blockSize: number;
  readonly parallelism: number;
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

/**
 * How hard a hash is to try passwords on. `People`: for words that somebody chose, as OWASP recommends (32 MiB and about a fifth of a second). `Machines`: for
 * secrets of at least 16 random bytes, which nobody guesses, and with which programs log in all the time.
 */
export type PasswordStrength = 'People' | 'Machines';

const costs: Readonly<Record<PasswordStrength, Pick<PasswordHash, 'logRounds' | 'blockSize' | 'parallelism'>>> = {
  People: { logRounds: 15, blockSize: 8, parallelism: 3 },
  Machines: { logRounds: 10, blockSize: 8, parallelism: 1 },
};

const saltBytes = 16;
const hashBytes = 32;

/** The text of a fresh hash. */
export async function hashPassword(password: string, random: Pick<Random, 'bytes'>, strength: PasswordStrength): Promise<string> {
  const [cost, salt] = [costs[strength], random.bytes(saltBytes)];
  const hash = await derive(password, { ...cost, salt, hash: new Uint8Array(hashBytes) });
  const { logRounds, blockSize, parallelism } = cost;
  return ['scrypt', logRounds, blockSize, parallelism, base64(salt), base64(hash)].join('$');
}

/** Undefined for what {@link hashPassword} would not write, and for costs with which one login would hold up all others. */
export function parsePasswordHash(text: string): PasswordHash | undefined {
  const match = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d)\$([A-Za-z0-9+/]{16,86})\$([A-Za-z0-9+/]{43})$/.exec(text);
  if (match === null) return undefined;
  const [logRounds, blockSize, parallelism] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const isBearable = logRounds >= 10 && logRounds <= 17 && blockSize >= 8 && blockSize <= 16 && parallelism >= 1 && parallelism <= 4;
  if (!isBearable) return undefined;
  const [salt, hash] = [Buffer.from(match[4] ?? '', 'base64'), Buffer.from(match[5] ?? '', 'base64')];
  return { logRounds, blockSize, parallelism, salt, hash };
}

/** Takes as long for a wrong password as for the right one. */
export async function isPassword(password: string, known: PasswordHash): Promise<boolean> {
  return timingSafeEqual(await derive(password, known), known.hash);
}

function derive(password: string, { logRounds, blockSize, parallelism, salt, hash }: PasswordHash): Promise<Buffer> {
  const cost: ScryptOptions = { N: 2 ** logRounds, r: blockSize, p: parallelism, maxmem: 2 ** logRounds * blockSize * 128 * 2 };
  return new Promise((resolve, reject) => {
    scrypt(password, salt, hash.length, cost, (error, key) => (error === null ? resolve(key) : reject(error)));
  });
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '');
}
