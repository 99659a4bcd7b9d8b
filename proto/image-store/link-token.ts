import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a one-time URL of the image store allows, and to whom it belongs. Signed, not secret: whoever holds it may do it. */
export interface LinkGrant {
  /** Unlike that of any other; by it the store remembers that the link was used. */
  readonly id: string;
  readonly method: 'PUT' | 'GET';
  /** The namespace whose bytes these are, or will be. */
  readonly project: string;
  /** Of `GET`: what is sent. Of `PUT`: what the bytes have to be; absent: any. */
  readonly sha256?: string;
  /** The Image that an upload is for. */
  readonly image?: { readonly name: string; readonly uid: string };
  readonly expiresAt: Date;
}

/** A link says nothing that this store's key has signed, or not in our words. Which of the two is nobody's business. */
export class InvalidLinkError extends Error {
  override readonly name = 'InvalidLinkError';
}

/** Shorter keys are refused where they are read. */
export const leastLinkKeyBytes = 32;

/** A token is never longer. Names have at most 253 characters, so a real one is far from it. */
export const mostTokenCharacters = 2048;

/** The token of a grant: letters, digits, `-`, `_` and a dot, fit for a path. */
export function signLink(grant: LinkGrant, key: Uint8Array): string {
  const { id, method, project, sha256, image, expiresAt } = grant;
  const fields: TokenFields = {
    v: tokenVersion,
    id,
    m: method,
    ns: project,
    ...(sha256 === undefined ? {} : { sha: sha256 }),
    ...(image === undefined ? {} : { img: image.name, uid: image.uid }),
    exp: Math.floor(expiresAt.getTime() / 1000),
  };
  const payload = Buffer.from(JSON.stringify(fields)).toString('base64url');
  return `${payload}.${signature(payload, key).toString('base64url')}`;
}

/** The grant of a token. Whether it has expired, or was used, is for the caller to say. Throws {@link InvalidLinkError}. */
export function readLink(token: string, key: Uint8Array): LinkGrant {
  const match = /^(?<payload>[\w-]+)\.(?<signed>[\w-]{43})$/.exec(token.slice(0, mostTokenCharacters + 1));
  const { payload = '', signed = '' } = match?.groups ?? {};
  // Compared as text: base64url has several spellings of the same last bits, and only the one that we wrote is good.
  const expected = Buffer.from(signature(payload, key).toString('base64url'));
  const isSigned = match !== null && token.length <= mostTokenCharacters && timingSafeEqual(expected, Buffer.from(signed));
  if (!isSigned) throw new InvalidLinkError('this is no link of this image store');
  const fields = JSON.parse(Buffer.from(payload, 'base64url').toString()) as TokenFields;
  if (fields.v !== tokenVersion) throw new InvalidLinkError('this link is of another version of the image store');
  const { id, m, ns, sha, img, uid, exp } = fields;
  return {
    id,
    method: m,
    project: ns,
    ...(sha === undefined ? {} : { sha256: sha }),
    ...(img === undefined || uid === undefined ? {} : { image: { name: img, uid } }),
    expiresAt: new Date(exp * 1000),
  };
}

interface TokenFields {
  readonly v: 1;
  readonly id: string;
  readonly m: 'PUT' | 'GET';
  readonly ns: string;
  readonly sha?: string;
  readonly img?: string;
  readonly uid?: string;
  /** Seconds since 1970. */
  readonly exp: number;
}

const tokenVersion = 1;

function signature(payload: string, key: Uint8Array): Buffer {
  return createHmac('sha256', key).update(`tycho image link ${tokenVersion}\n`).update(payload).digest();
}
