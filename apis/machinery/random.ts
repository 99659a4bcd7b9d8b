import { randomBytes, randomUUID } from 'node:crypto';

/** Chance as an argument: unique ids, jitter and name suffixes all come from here, so that a seed replays a run. */
export interface Random {
  /** A fresh lower-case RFC 9562 version 4 UUID. */
  uuid(): string;
  /** A number in [0, 1). */
  fraction(): number;
  /** Bytes that are fit for secrets when the implementation is {@link SystemRandom}. */
  bytes(count: number): Uint8Array;
}

/** The machine's own entropy. One of the two places that may touch `Math.random` and `node:crypto`'s generators. */
export class SystemRandom implements Random {
  uuid(): string {
    return randomUUID();
  }

  fraction(): number {
    return Math.random();
  }

  bytes(count: number): Uint8Array {
    return randomBytes(count);
  }
}

/** Consonants and digits that spell no words, as Kubernetes uses behind `generateName`. */
const nameSuffixAlphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** `length` characters for the end of a generated name (Kubernetes uses five). */
export function nameSuffix(random: Random, length = 5): string {
  let suffix = '';
  for (let position = 0; position < length; position += 1) {
    suffix += nameSuffixAlphabet[Math.floor(random.fraction() * nameSuffixAlphabet.length)];
  }
  return suffix;
}
