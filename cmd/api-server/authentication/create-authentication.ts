import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { Registry } from '../registry/registry.ts';
import type { Authenticator } from './authenticator.ts';
import { RequestAuthenticator } from './request-authenticator.ts';
import type { FetchDocument } from './open-id/https-document.ts';
import { IssuerKeys } from './open-id/issuer-keys.ts';
import { OpenIDAuthenticator, type OpenIDRules } from './open-id/open-id-authenticator.ts';
import { AccountAuthenticator } from './service-account/account-authenticator.ts';
import { AccountTokens, type AccountTokenConfiguration } from './service-account/account-tokens.ts';
import { RegisteredObjects } from './service-account/registered-objects.ts';
import { TokenAuthenticators, type TokenAuthenticator } from './token-authenticator.ts';

/** Who is known beside the holders of certificates. */
export interface AuthenticationConfiguration {
  /** Absent: service accounts get no tokens. */
  readonly serviceAccounts?: AccountTokenConfiguration | undefined;
  /** Absent: nobody's ID tokens are taken. */
  readonly openID?: OpenIDConfiguration | undefined;
}

/** Whose ID tokens are taken, and how its keys are fetched. */
export interface OpenIDConfiguration {
  readonly rules: OpenIDRules;
  readonly fetchDocument: FetchDocument;
}

export interface Authentication {
  readonly authenticator: Authenticator;
  readonly accountTokens: AccountTokens | undefined;
  readonly bearerTokens: { readonly authenticator: TokenAuthenticator; readonly audiences: readonly string[] };
}

/** Puts together who finds out who somebody is. */
export function createAuthentication(
  { serviceAccounts, openID }: AuthenticationConfiguration,
  {
    registry,
    clock,
    random,
    logger,
  }: { readonly registry: Pick<Registry, 'get'>; readonly clock: Clock; readonly random: Random; readonly logger: Logger },
): Authentication {
  const audiences = serviceAccounts?.audiences ?? (openID === undefined ? [] : [openID.rules.clientID]);
  const authenticators: TokenAuthenticator[] = [];
  if (serviceAccounts !== undefined) {
    authenticators.push(new AccountAuthenticator(serviceAccounts, { objects: new RegisteredObjects(registry), clock }));
  }
  if (openID !== undefined) {
    const keys = new IssuerKeys({ issuerURL: openID.rules.issuerURL, fetchDocument: openID.fetchDocument, clock, logger });
    authenticators.push(new OpenIDAuthenticator({ rules: openID.rules, keys, audiences, clock }));
  }
  const tokens = new TokenAuthenticators(authenticators);
  return {
    authenticator: new RequestAuthenticator({ tokens, audiences, logger }),
    accountTokens: serviceAccounts === undefined ? undefined : new AccountTokens(serviceAccounts, { clock, random }),
    bearerTokens: { authenticator: tokens, audiences },
  };
}
