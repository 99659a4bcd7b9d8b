import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { Registry } from '../registry/registry.ts';
import type { Authenticator } from './authenticator.ts';
import { RequestAuthenticator } from './request-authenticator.ts';
import { AccountAuthenticator } from './service-account/account-authenticator.ts';
import { AccountTokens, type AccountTokenConfiguration } from './service-account/account-tokens.ts';
import { RegisteredObjects } from './service-account/registered-objects.ts';
import { TokenAuthenticators, type TokenAuthenticator } from './token-authenticator.ts';

/** Who is known beside the holders of certificates. */
export interface AuthenticationConfiguration {
  /** Absent: service accounts get no tokens. */
  readonly serviceAccounts?: AccountTokenConfiguration | undefined;
}

export interface Authentication {
  readonly authenticator: Authenticator;
  readonly accountTokens: AccountTokens | undefined;
  readonly bearerTokens: { readonly authenticator: TokenAuthenticator; readonly audiences: readonly string[] };
}

/** Puts together who finds out who somebody is. */
export function createAuthentication(
  { serviceAccounts }: AuthenticationConfiguration,
  {
    registry,
    clock,
    random,
    logger,
  }: { readonly registry: Pick<Registry, 'get'>; readonly clock: Clock; readonly random: Random; readonly logger: Logger },
): Authentication {
  const objects = new RegisteredObjects(registry);
  const tokens = new TokenAuthenticators(
    serviceAccounts === undefined ? [] : [new AccountAuthenticator(serviceAccounts, { objects, clock })],
  );
  const audiences = serviceAccounts?.audiences ?? [];
  return {
    authenticator: new RequestAuthenticator({ tokens, audiences, logger }),
    accountTokens: serviceAccounts === undefined ? undefined : new AccountTokens(serviceAccounts, { clock, random }),
    bearerTokens: { authenticator: tokens, audiences },
  };
}
