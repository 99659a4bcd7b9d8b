import { SignJWT } from 'jose';
import { serviceAccountUser } from '#apis/kubernetes/service-account-user.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { ReloadedFiles } from '#cmd/bootstrap/reloaded-files.ts';
import type { AccountClaims } from './account-claims.ts';
import type { SigningKeys } from './signing-keys.ts';

/** How this installation makes tokens of service accounts. */
export interface AccountTokenConfiguration {
  /** `iss` of the tokens: a URL below which everybody finds the keys, or any other word. */
  readonly issuer: string;
  /** Where the discovery document says that the keys are. */
  readonly keySetURL: string;
  /** The audiences that stand for this api-server. The first request without any gets these. */
  readonly audiences: readonly string[];
  readonly keys: ReloadedFiles<SigningKeys>;
  /** A token lives no longer than this, whatever is asked for. */
  readonly longestLifeSeconds: number;
}

export interface IssuedToken {
  readonly token: string;
  readonly tokenID: string;
  readonly expiresAt: Date;
}

/** Makes tokens for service accounts. Whether somebody may have one is for the caller to decide. */
export class AccountTokens {
  readonly #configuration: AccountTokenConfiguration;
  readonly #clock: Clock;
  readonly #random: Random;

  constructor(configuration: AccountTokenConfiguration, world: { readonly clock: Clock; readonly random: Random }) {
    this.#configuration = configuration;
    this.#clock = world.clock;
    this.#random = world.random;
  }

  get audiences(): readonly string[] {
    return this.#configuration.audiences;
  }

  async issue(
    claims: AccountClaims,
    { audiences, lifeSeconds }: { readonly audiences: readonly string[]; readonly lifeSeconds: number },
  ): Promise<IssuedToken> {
    const { issuer, keys, longestLifeSeconds } = this.#configuration;
    const { signing } = await keys.current();
    const nowSeconds = Math.floor(this.#clock.now().getTime() / 1000);
    const expiresAtSeconds = nowSeconds + Math.min(lifeSeconds, longestLifeSeconds);
    const tokenID = this.#random.uuid();
    const token = await new SignJWT({ 'kubernetes.io': claims })
      .setProtectedHeader({ alg: signing.algorithm, kid: signing.id })
      .setIssuer(issuer)
      .setSubject(serviceAccountUser(claims.namespace, claims.serviceaccount.name))
      .setAudience([...audiences])
      .setIssuedAt(nowSeconds)
      .setNotBefore(nowSeconds)
      .setExpirationTime(expiresAtSeconds)
      .setJti(tokenID)
      .sign(signing.privateKey);
    return { token, tokenID, expiresAt: new Date(expiresAtSeconds * 1000) };
  }
}
