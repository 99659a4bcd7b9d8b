import { decodeJwt, decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from 'jose';
import type { Clock } from '#apis/machinery/clock.ts';
import type { ObjectKey } from '#apis/machinery/object-meta.ts';
import { RefusedTokenError, type AuthenticatedToken, type TokenAuthenticator } from '../token-authenticator.ts';
import { accountClaimsOf, userOfAccount, type NamedUID } from './account-claims.ts';
import type { AccountTokenConfiguration } from './account-tokens.ts';

/** Looks at what tokens live and die with. */
export interface BoundObjects {
  /** Whether the object of that name is there with that UID and not about to go. */
  isAlive(kind: BoundKind, key: ObjectKey, uid: string): Promise<boolean>;
}

export type BoundKind = 'ServiceAccount' | 'Secret';

/** Knows the tokens that this installation has made for service accounts. A token dies with its account, or with the Secret that it is bound to. */
export class AccountAuthenticator implements TokenAuthenticator {
  readonly #configuration: AccountTokenConfiguration;
  readonly #objects: BoundObjects;
  readonly #clock: Clock;

  constructor(configuration: AccountTokenConfiguration, world: { readonly objects: BoundObjects; readonly clock: Clock }) {
    this.#configuration = configuration;
    this.#objects = world.objects;
    this.#clock = world.clock;
  }

  async authenticateToken(
    token: string,
    { audiences }: { readonly audiences: readonly string[] },
  ): Promise<AuthenticatedToken | undefined> {
    if (issuerOf(token) !== this.#configuration.issuer) return undefined;
    const payload = await this.#verify(token);
    const shared = audiences.filter((audience) => [payload.aud ?? []].flat().includes(audience));
    if (shared.length === 0) throw new RefusedTokenError('the token was made for somebody else');
    const claims = accountClaimsOf(payload);
    const { namespace, serviceaccount, secret } = claims;
    await this.#requireAlive('ServiceAccount', namespace, serviceaccount);
    if (secret !== undefined) await this.#requireAlive('Secret', namespace, secret);
    return { user: userOfAccount(claims, payload.jti), audiences: shared };
  }

  /** The header says no more than which of our keys to try: how to use it the key says itself. */
  async #verify(token: string): Promise<JWTPayload> {
    const { keys, issuer } = this.#configuration;
    try {
      const { kid = '' } = decodeProtectedHeader(token);
      const key = (await keys.current()).verification.get(kid);
      if (key === undefined) throw new RefusedTokenError('no key of that id is taken');
      const { payload } = await jwtVerify(token, key.publicKey, {
        algorithms: [key.algorithm],
        issuer,
        requiredClaims: ['aud', 'exp', 'sub'],
        currentDate: this.#clock.now(),
        clockTolerance: clockSkewSeconds,
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof TypeError) throw new RefusedTokenError(error.message, { cause: error });
      throw error;
    }
  }

  async #requireAlive(kind: BoundKind, namespace: string, { name, uid }: NamedUID): Promise<void> {
    if (await this.#objects.isAlive(kind, { namespace, name }, uid)) return;
    throw new RefusedTokenError(`the ${kind} ${namespace}/${name} that the token was made for is gone`);
  }
}

/** `iss` as the token states it, unproved: only good for finding who could prove it. */
export function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

/** Several api-servers make and take the same tokens, and their clocks are never quite the same. */
const clockSkewSeconds = 10;
