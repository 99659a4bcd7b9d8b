import type { User } from './user.ts';

/** Knows one sort of bearer tokens. */
export interface TokenAuthenticator {
  /**
   * Who shows `token`, if it was made for one of `audiences`. `undefined` for a token that is not of this sort: another authenticator may know it.
   * Rejects with {@link RefusedTokenError} for one that is and does not hold; nobody else is asked then.
   */
  authenticateToken(token: string, options: { readonly audiences: readonly string[] }): Promise<AuthenticatedToken | undefined>;
}

/** Who shows a token, and for whom it was made. */
export interface AuthenticatedToken {
  readonly user: User;
  /** Those of the token's audiences that were asked for. Never empty. */
  readonly audiences: readonly string[];
}

/** A token does not hold. The message says why, for the log and a TokenReview; who showed it hears nothing but "Unauthorized". */
export class RefusedTokenError extends Error {
  override readonly name = 'RefusedTokenError';
}

/** Asks `authenticators` in turn. No token is of any sort when there are none. */
export class TokenAuthenticators implements TokenAuthenticator {
  readonly #authenticators: readonly TokenAuthenticator[];

  constructor(authenticators: readonly TokenAuthenticator[]) {
    this.#authenticators = authenticators;
  }

  async authenticateToken(token: string, options: { readonly audiences: readonly string[] }): Promise<AuthenticatedToken | undefined> {
    for (const authenticator of this.#authenticators) {
      const authenticated = await authenticator.authenticateToken(token, options);
      if (authenticated !== undefined) return authenticated;
    }
    return undefined;
  }
}
