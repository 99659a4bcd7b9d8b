import type { User } from '../authentication/user.ts';
import type { Action } from '../exchange/action.ts';

/** Says who may do what. */
export interface Authorizer {
  mayDo(user: User, action: Action): boolean;
}
