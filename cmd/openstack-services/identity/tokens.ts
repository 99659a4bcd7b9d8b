import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Random } from '#apis/machinery/random.ts';

/** What a token says. What its user may is looked up when it is shown: nothing of it is kept anywhere. */
export interface TokenContent {
  readonly userID: string;
  /** Absent: it is for no project, and good for asking for one that is. */
  readonly projectID: string | undefined;
  /** How the user logged in, as `password`. */
  readonly methods: readonly string[];
  /** The application credential that it came from. */
  readonly credentialID: string | undefined;
  /** Of the secret that was shown. */
  readonly secretMark: string;
  /** Its own, and behind it that of the token it was made from. */
  readonly auditIDs: readonly string[];
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** A text that is no token of ours, or one that has ended or was taken back. Which of them is nobody's business. */
export class InvalidTokenError extends Error {
  override readonly name = 'InvalidTokenError';
}

export interface TokensDependencies {
  readonly key: Uint8Array;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'bytes'>;
}

/** Shorter keys are refused where they are read. */
export const leastTokenKeyBytes = 32;
export const tokenLifeSeconds = 3600;

/** Most tokens that are remembered as taken back. Beyond it, the one that would end first is forgotten. */
export const mostRevocations = 10_000;

const issuer = 'tycho-openstack-services';
const algorithm = 'HS256';
/** Of ours; a header with more is not even looked at. */
const mostTokenCharacters = 4096;

/** Signs tokens and reads them. Nothing is kept of one, but for those that were taken back before their end, and these only as long as the process runs. */
export class Tokens {
  readonly #dependencies: TokensDependencies;
  /** Ends by audit id. */
  readonly #revoked = new Map<string, number>();

  constructor(dependencies: TokensDependencies) {
    this.#dependencies = dependencies;
  }

  /** Made from another token, it ends when that does. */
  async issue(
    content: Omit<TokenContent, 'auditIDs' | 'issuedAt' | 'expiresAt'>,
    from?: TokenContent,
  ): Promise<{ readonly text: string; readonly content: TokenContent }> {
    const { key, clock, random } = this.#dependencies;
    const issuedAt = wholeSeconds(clock.now());
    const auditID = Buffer.from(random.bytes(16)).toString('base64url');
    const whole: TokenContent = {
      ...content,
      auditIDs: from === undefined ? [auditID] : [auditID, from.auditIDs.at(-1) ?? auditID],
      issuedAt,
      expiresAt: from?.expiresAt ?? new Date(issuedAt.getTime() + tokenLifeSeconds * 1000),
    };
    const { userID, projectID, methods, credentialID, secretMark, auditIDs } = whole;
    const payload = { prj: projectID, met: methods, app: credentialID, sec: secretMark, aud_ids: auditIDs };
    const text = await new SignJWT(payload)
      .setProtectedHeader({ alg: algorithm })
      .setIssuer(issuer)
      .setSubject(userID)
      .setIssuedAt(issuedAt)
      .setExpirationTime(whole.expiresAt)
      .sign(key);
    return { text, content: whole };
  }

  /** Throws {@link InvalidTokenError}. */
  async read(text: string): Promise<TokenContent> {
    if (text.length > mostTokenCharacters) throw new InvalidTokenError('the token is too long for one of ours');
    const { key, clock } = this.#dependencies;
    const payload = await this.#payloadOf(text, { key, now: clock.now() });
    const content = contentOf(payload);
    if (content === undefined) throw new InvalidTokenError('the token is of another version');
    if (content.auditIDs.some((id) => this.#revoked.has(id))) throw new InvalidTokenError('the token was taken back');
    return content;
  }

  /** Takes a token back, and with it those that were made from it. */
  revoke({ auditIDs: [auditID = ''], expiresAt }: TokenContent): void {
    const now = this.#dependencies.clock.now().getTime();
    for (const [id, endsAt] of this.#revoked) if (endsAt <= now) this.#revoked.delete(id);
    if (this.#revoked.size >= mostRevocations) {
      const [first] = [...this.#revoked].toSorted(([, a], [, b]) => a - b);
      if (first !== undefined) this.#revoked.delete(first[0]);
    }
    this.#revoked.set(auditID, expiresAt.getTime());
  }

  async #payloadOf(text: string, { key, now }: { readonly key: Uint8Array; readonly now: Date }): Promise<JWTPayload> {
    try {
      return (await jwtVerify(text, key, { algorithms: [algorithm], issuer, currentDate: now, requiredClaims: ['exp', 'iat', 'sub'] }))
        .payload;
    } catch (cause) {
      if (cause instanceof errors.JOSEError) throw new InvalidTokenError('the token is not good', { cause });
      throw cause;
    }
  }
}

function contentOf({ sub = '', iat = 0, exp = 0, ...fields }: JWTPayload): TokenContent | undefined {
  const { prj, met, app, sec, aud_ids: auditIDs } = fields;
  if (!isTexts(met) || !isTexts(auditIDs) || typeof sec !== 'string') return undefined;
  return {
    userID: sub,
    projectID: typeof prj === 'string' ? prj : undefined,
    methods: met,
    credentialID: typeof app === 'string' ? app : undefined,
    secretMark: sec,
    auditIDs,
    issuedAt: new Date(iat * 1000),
    expiresAt: new Date(exp * 1000),
  };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

/** As tokens have them. */
function wholeSeconds(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1000) * 1000);
}
