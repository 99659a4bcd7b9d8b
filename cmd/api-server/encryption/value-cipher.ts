import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import type { Random } from '#apis/machinery/random.ts';

/** A key that values are encrypted by. */
export interface EncryptionKey {
  /** Stands before each value, in plain. */
  readonly name: string;
  /** {@link keyBytes} of them. */
  readonly secret: Buffer;
}

/** A value that claims to be encrypted cannot be opened. The message names its key, and says nothing of what is in it. */
export class UndecryptableValueError extends Error {
  override readonly name = 'UndecryptableValueError';
}

/** AES-256. */
export const keyBytes = 32;

/**
 * `tycho:enc:aesgcm:v1:NAME:` SALT NONCE CIPHERTEXT TAG. Each value has a key of its own, derived from the configured one by HKDF-SHA256 over a fresh
 * salt, so that random nonces of 96 bits never meet under one key, however many values are written. `storageKey` is authenticated with it.
 */
export function encryptValue(value: Buffer, { key, storageKey, random }: EncryptionContext): Buffer {
  const [salt, nonce] = [random.bytes(saltBytes), random.bytes(nonceBytes)];
  const cipher = createCipheriv(algorithm, valueKey(key, salt), nonce);
  cipher.setAAD(Buffer.from(storageKey));
  return Buffer.concat([headOf(key), salt, nonce, cipher.update(value), cipher.final(), cipher.getAuthTag()]);
}

export interface EncryptionContext {
  readonly key: EncryptionKey;
  readonly storageKey: string;
  readonly random: Random;
}

/** Opens what {@link encryptValue} made. `key` has to be the one that {@link keyNameOf} names. Throws {@link UndecryptableValueError}. */
export function decryptValue(stored: Buffer, { key, storageKey }: Omit<EncryptionContext, 'random'>): Buffer {
  const rest = stored.subarray(headOf(key).length);
  if (rest.length < saltBytes + nonceBytes + tagBytes) throw undecryptable(key.name, 'is cut short');
  const salt = rest.subarray(0, saltBytes);
  const nonce = rest.subarray(saltBytes, saltBytes + nonceBytes);
  const decipher = createDecipheriv(algorithm, valueKey(key, salt), nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(storageKey));
  decipher.setAuthTag(rest.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(rest.subarray(saltBytes + nonceBytes, -tagBytes)), decipher.final()]);
  } catch (cause) {
    throw undecryptable(key.name, 'is damaged, was written under another storage key, or by another key of that name', cause);
  }
}

/** The name of the key that a stored value says it was encrypted by. `undefined` for a plain value. */
export function keyNameOf(stored: Buffer): string | undefined {
  if (stored.length < prefix.length || stored.compare(prefix, 0, prefix.length, 0, prefix.length) !== 0) return undefined;
  const end = stored.indexOf(colon, prefix.length);
  return end < 0 ? '' : stored.toString('utf8', prefix.length, end);
}

function undecryptable(keyName: string, why: string, cause?: unknown): UndecryptableValueError {
  return new UndecryptableValueError(`the stored value, encrypted by the key ${JSON.stringify(keyName)}, ${why}`, { cause });
}

function headOf({ name }: EncryptionKey): Buffer {
  return Buffer.from(`${prefix.toString()}${name}:`);
}

function valueKey({ secret }: EncryptionKey, salt: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, salt, 'tycho value encryption v1', keyBytes));
}

/** No JSON begins so, and no plain value is anything else. */
const prefix = Buffer.from('tycho:enc:aesgcm:v1:');
const colon = ':'.charCodeAt(0);
const algorithm = 'aes-256-gcm';
const saltBytes = 16;
const nonceBytes = 12;
const tagBytes = 16;
