import { UnauthorizedError } from '#apis/machinery/errors.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { ApiRequest, Peer } from '../exchange/api-request.ts';
import type { Authenticator } from './authenticator.ts';
import { RefusedTokenError, type TokenAuthenticator } from './token-authenticator.ts';
import { anonymousUser, authenticatedGroup, type User } from './user.ts';

export interface RequestAuthenticatorOptions {
  /** For `Authorization: Bearer`. */
  readonly tokens: TokenAuthenticator;
  /** Whom a token has to be made for to be taken here. */
  readonly audiences: readonly string[];
  readonly logger: Logger;
}

/**
 * Takes a client certificate's common name as the user and its organizations as the groups, as Kubernetes does; whoever shows none may show a bearer
 * token. Whatever is shown has to hold, also a token beside a certificate: a credential that is wrong, or of no known sort, is refused and never
 * overlooked, since who sends it counts on it. So nobody becomes anonymous by a mistake.
 */
export class RequestAuthenticator implements Authenticator {
  readonly #options: RequestAuthenticatorOptions;

  constructor(options: RequestAuthenticatorOptions) {
    this.#options = options;
  }

  async authenticate({ peer, headers }: Pick<ApiRequest, 'peer' | 'headers'>): Promise<User> {
    if (peer?.kind === 'Refused') throw unauthorized();
    const authorization = headers['authorization'];
    const shown = authorization === undefined ? undefined : await this.#userOfToken(bearerTokenOf(authorization));
    return peer === undefined ? (shown ?? anonymousUser) : userOfCertificate(peer);
  }

  async #userOfToken(token: string): Promise<User> {
    const { tokens, audiences, logger } = this.#options;
    try {
      const authenticated = await tokens.authenticateToken(token, { audiences });
      if (authenticated !== undefined) return authenticated.user;
    } catch (error) {
      if (!(error instanceof RefusedTokenError)) throw error;
      logger.info({ reason: error.message }, 'bearer token refused');
    }
    throw unauthorized();
  }
}

function userOfCertificate({ commonName, organizations }: Extract<Peer, { kind: 'Verified' }>): User {
  return { name: commonName, groups: [...organizations, authenticatedGroup] };
}

/** RFC 6750: the scheme in any case, one token. A header that came twice is joined by a comma, which no token holds. */
function bearerTokenOf(authorization: string): string {
  const token = /^bearer +(?<token>[-\w.~+/]+=*) *$/i.exec(authorization)?.groups?.['token'];
  if (token === undefined || token.length > longestToken) throw unauthorized();
  return token;
}

function unauthorized(): UnauthorizedError {
  return new UnauthorizedError('Unauthorized');
}

const longestToken = 16_384;
