import { createHmac, generateKeyPairSync, sign } from 'node:crypto';

/** Tokens that say nearly what a good one says, and should not be believed. `key` is the one that signed the good one, in PEM. */
export function forgeries(good: string, key: string): Readonly<Record<string, string>> {
  const [head = '', payload = '', signature = ''] = good.split('.');
  const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as Record<string, unknown>;
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
  const ownKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' });
  const signed = (what: string, by: string | Buffer = ownKey): string =>
    `${what}.${sign('sha256', Buffer.from(what), { key: by, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
  const withClaims = (changed: object): string => signed(`${head}.${base64url({ ...claims, ...changed })}`, key);
  const none = `${base64url({ alg: 'none', typ: 'JWT' })}.${payload}`;
  const hmac = `${base64url({ ...header, alg: 'HS256' })}.${payload}`;
  return {
    'alg none': `${none}.`,
    'alg none, old signature': `${none}.${signature}`,
    'alg HS256': `${hmac}.${createHmac('sha256', 'public').update(hmac).digest('base64url')}`,
    'a key of one’s own': signed(`${head}.${payload}`),
    'a key of one’s own in the header': signed(
      `${base64url({ ...header, jku: 'https://127.0.0.1/keys', kid: '../../../dev/null' })}.${payload}`,
    ),
    'the account of another project': `${head}.${base64url({ ...claims, sub: 'system:serviceaccount:blue:default' })}.${signature}`,
    // By the right key, so only what it says is wrong.
    expired: withClaims({ iat: 1, nbf: 1, exp: 2 }),
    'not yet': withClaims({ nbf: 4_000_000_000, exp: 4_000_000_001 }),
    'another issuer': withClaims({ iss: 'https://issuer.test' }),
    'no token': 'sesame',
  };
}

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
