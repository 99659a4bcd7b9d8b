import { errors, jwtVerify, type JWTPayload } from 'jose';
import type { Clock } from '#apis/machinery/clock.ts';
import { issuerOf } from '../service-account/account-authenticator.ts';
import { RefusedTokenError, type AuthenticatedToken, type TokenAuthenticator } from '../token-authenticator.ts';
import { authenticatedGroup, type User } from '../user.ts';
import { IssuerUnavailableError, type IssuerKeys } from './issuer-keys.ts';

/** What the flags `--oidc-…` say, with the meaning that they have in kube-apiserver. */
export interface OpenIDRules {
  /** Has to be a token's `iss`, to the letter. */
  readonly issuerURL: string;
  /** Has to be among a token's `aud`. */
  readonly clientID: string;
  readonly usernameClaim: string;
  readonly usernamePrefix: string;
  /** Absent: tokens give no groups. */
  readonly groupsClaim: string | undefined;
  readonly groupsPrefix: string;
  /** Claims that have to be there with these values. */
  readonly requiredClaims: ReadonlyMap<string, string>;
  readonly signingAlgorithms: readonly string[];
}

/** Algorithms that prove who signed. `none` and those with a shared secret are none of them. */
export const provingAlgorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];

export interface OpenIDAuthenticatorOptions {
  readonly rules: OpenIDRules;
  readonly keys: Pick<IssuerKeys, 'current' | 'newest'>;
  /** Whom tokens have to be made for to be taken here, as reviews name it: the client id stands for that. */
  readonly audiences: readonly string[];
  readonly clock: Clock;
}

/** Knows the ID tokens of one OpenID Connect issuer. */
export class OpenIDAuthenticator implements TokenAuthenticator {
  readonly #options: OpenIDAuthenticatorOptions;

  constructor(options: OpenIDAuthenticatorOptions) {
    this.#options = options;
  }

  async authenticateToken(
    token: string,
    { audiences }: { readonly audiences: readonly string[] },
  ): Promise<AuthenticatedToken | undefined> {
    const { rules } = this.#options;
    // Before anything else: nobody's keys but the issuer's own are asked for.
    if (issuerOf(token) !== rules.issuerURL) return undefined;
    const payload = await this.#verify(token);
    for (const [claim, value] of rules.requiredClaims) {
      if (payload[claim] !== value) throw new RefusedTokenError(`the claim ${claim} is not the one that is required`);
    }
    const shared = audiences.filter((audience) => this.#options.audiences.includes(audience));
    if (shared.length === 0) throw new RefusedTokenError('the token was made for somebody else');
    return { user: userOf(payload, rules), audiences: shared };
  }

  async #verify(token: string): Promise<JWTPayload> {
    const { rules, keys, clock } = this.#options;
    const options = {
      algorithms: [...rules.signingAlgorithms],
      issuer: rules.issuerURL,
      audience: rules.clientID,
      requiredClaims: ['exp'],
      currentDate: clock.now(),
      clockTolerance: clockSkewSeconds,
    };
    try {
      try {
        return (await jwtVerify(token, await keys.current(), options)).payload;
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
        return (await jwtVerify(token, await keys.newest(), options)).payload;
      }
    } catch (error) {
      const isWrong = error instanceof errors.JOSEError || error instanceof TypeError || error instanceof IssuerUnavailableError;
      if (isWrong) throw new RefusedTokenError(error.message, { cause: error });
      throw error;
    }
  }
}

function userOf(payload: JWTPayload, { usernameClaim, usernamePrefix, groupsClaim, groupsPrefix }: OpenIDRules): User {
  const name = payload[usernameClaim];
  if (typeof name !== 'string' || name === '') throw new RefusedTokenError(`the claim ${usernameClaim} holds no name`);
  // Whoever can have an address written into a token that nobody has confirmed could be anybody.
  if (usernameClaim === 'email' && payload['email_verified'] !== undefined && payload['email_verified'] !== true) {
    throw new RefusedTokenError('the e-mail address is not verified');
  }
  const words = [`${usernamePrefix}${name}`, ...groupsOf(payload, groupsClaim).map((each) => groupsPrefix + each)];
  const reserved = words.find((word) => /^(system|tycho|openstack):/.test(word));
  if (reserved !== undefined) throw new RefusedTokenError(`${reserved} is one of our own names, which no issuer gives`);
  const [whole = '', ...groups] = words;
  return { name: whole, groups: [...groups, authenticatedGroup] };
}

function groupsOf(payload: JWTPayload, claim: string | undefined): readonly string[] {
  const value = claim === undefined ? undefined : payload[claim];
  if (value === undefined || value === null) return [];
  const groups: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (!groups.every((each) => typeof each === 'string')) throw new RefusedTokenError(`the claim ${claim ?? ''} holds no groups`);
  return groups;
}

/** Of the issuer's clock and ours. */
const clockSkewSeconds = 30;
