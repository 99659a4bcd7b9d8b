import { BadRequestError } from '#apis/machinery/errors.ts';

/** Where the next page of a list begins. Clients carry it without looking inside. */
export interface ContinueToken {
  /** All pages are of this revision; `Newest`: the pages before are from an older state, so the whole is not one snapshot. */
  readonly revision: number | 'Newest';
  /** The storage key of the last object that was sent. */
  readonly after: string;
}

export function formatContinueToken(token: ContinueToken): string {
  return Buffer.from(JSON.stringify([tokenVersion, token.revision, token.after])).toString('base64url');
}

/** `prefix`: what the key inside must begin with, since a token is as hostile as any other input. Throws {@link BadRequestError}. */
export function parseContinueToken(text: string, prefix: string): ContinueToken {
  const fields = decode(text);
  if (!Array.isArray(fields) || fields[0] !== tokenVersion) throw refused();
  const [, revision, after] = fields as readonly unknown[];
  const isRevision = revision === 'Newest' || (Number.isSafeInteger(revision) && (revision as number) > 0);
  if (!isRevision || typeof after !== 'string' || !after.startsWith(prefix)) throw refused();
  return { revision: revision as number | 'Newest', after };
}

const tokenVersion = 1;

function decode(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}

function refused(): BadRequestError {
  return new BadRequestError('continue key is not valid: it is not from a list of the same resource and namespace');
}
