import type { JWK } from 'jose';
import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** A key that tokens of service accounts are verified with. */
export interface VerificationKey {
  /** Made from the key itself, as in Kubernetes, so that the same key has the same id in every api-server. */
  readonly id: string;
  readonly algorithm: SigningAlgorithm;
  readonly publicKey: KeyObject;
}

export interface SigningKey extends VerificationKey {
  readonly privateKey: KeyObject;
}

export type SigningAlgorithm = 'RS256' | 'ES256' | 'ES384' | 'ES512';

/** The keys of service accounts' tokens: one that signs, and all that are still taken. */
export interface SigningKeys {
  readonly signing: SigningKey;
  /** By id. The signing key is one of them. */
  readonly verification: ReadonlyMap<string, VerificationKey>;
}

/**
 * Reads PEM files: `signing` holds one private key, each of `verification` public keys, private keys or certificates, one or more. Throws a RangeError
 * for anything else, and for keys that are too weak to rest on.
 */
export function parseSigningKeys({
  signing,
  verification,
}: {
  readonly signing: string;
  readonly verification: readonly string[];
}): SigningKeys {
  const [block, ...more] = blocksOf(signing);
  if (block === undefined || more.length > 0) throw new RangeError('the signing key file has to hold exactly one private key');
  const privateKey = readKey(() => createPrivateKey(block));
  const own: SigningKey = { ...verificationKey(createPublicKey(privateKey)), privateKey };
  const others = verification.flatMap((text) => {
    const blocks = blocksOf(text);
    if (blocks.length === 0) throw new RangeError('a verification key file holds no key');
    return blocks.map((each) => verificationKey(readKey(() => createPublicKey(each))));
  });
  return { signing: own, verification: new Map([...others, own].map((key) => [key.id, key])) };
}

/** What `/openid/v1/jwks` answers: everybody who wants to check tokens takes the public keys from there. */
export function jsonWebKeySetOf({ verification }: SigningKeys): { readonly keys: readonly JWK[] } {
  return {
    keys: [...verification.values()].map(({ id, algorithm, publicKey }) => ({
      use: 'sig',
      kid: id,
      alg: algorithm,
      ...publicKey.export({ format: 'jwk' }),
    })),
  };
}

function verificationKey(publicKey: KeyObject): VerificationKey {
  const bytes = publicKey.export({ format: 'der', type: 'spki' });
  return { id: createHash('sha256').update(bytes).digest('base64url'), algorithm: algorithmOf(publicKey), publicKey };
}

function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): SigningAlgorithm {
  const { modulusLength = 0, namedCurve = '' } = asymmetricKeyDetails ?? {};
  if (asymmetricKeyType === 'rsa') {
    if (modulusLength < leastRSABits) throw new RangeError(`an RSA key has ${modulusLength} bits, and ${leastRSABits} are the least`);
    return 'RS256';
  }
  const algorithm = asymmetricKeyType === 'ec' ? algorithmByCurve[namedCurve] : undefined;
  if (algorithm === undefined) throw new RangeError('a key is neither RSA nor on one of the curves P-256, P-384 and P-521');
  return algorithm;
}

const leastRSABits = 2048;

const algorithmByCurve: Readonly<Partial<Record<string, SigningAlgorithm>>> = {
  prime256v1: 'ES256',
  secp384r1: 'ES384',
  secp521r1: 'ES512',
};

function blocksOf(text: string): readonly string[] {
  return text.match(/-----BEGIN (?<label>[A-Z0-9 ]+)-----[^-]+-----END \k<label>-----/g) ?? [];
}

function readKey(read: () => KeyObject): KeyObject {
  try {
    return read();
  } catch (cause) {
    throw new RangeError(`a key cannot be read: ${(cause as Error).message}`, { cause });
  }
}
