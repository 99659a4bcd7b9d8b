import type { ApiRequest } from '../exchange/api-request.ts';
import type { User } from './user.ts';

/** Finds out who makes a request. */
export interface Authenticator {
  /** `anonymousUser` if the request does not say. Rejects with {@link UnauthorizedError} if it says something that does not hold. */
  authenticate(request: Pick<ApiRequest, 'peer' | 'headers'>): Promise<User>;
}
