import { ForbiddenError, UnauthorizedError } from '#apis/machinery/errors.ts';
import type { ApiRequest } from '../exchange/api-request.ts';
import type { Authenticator } from './authenticator.ts';
import { anonymousUser, authenticatedGroup, type User } from './user.ts';

/**
 * Takes a client certificate's common name as the user and its organizations as the groups, as Kubernetes does. A credential that is of no known
 * sort, or a wish to act as somebody else, is refused rather than overlooked: who sends it counts on it.
 */
export class ClientCertificateAuthenticator implements Authenticator {
  authenticate(request: Pick<ApiRequest, 'peer' | 'headers'>): User {
    const { peer, headers } = request;
    if (headers['authorization'] !== undefined || peer?.kind === 'Refused') throw new UnauthorizedError('Unauthorized');
    const user = peer === undefined ? anonymousUser : { name: peer.commonName, groups: [...peer.organizations, authenticatedGroup] };
    if (impersonationHeaders.some((name) => headers[name] !== undefined)) {
      throw new ForbiddenError(`User "${user.name}" cannot act as another user: impersonation is not served`);
    }
    return user;
  }
}

const impersonationHeaders = ['impersonate-user', 'impersonate-group', 'impersonate-uid'];
