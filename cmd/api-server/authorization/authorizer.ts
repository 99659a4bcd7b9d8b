import type { PolicyRule, RoleReference } from '#apis/kubernetes/rbac.ts';
import type { User } from '../authentication/user.ts';
import type { Action } from '../exchange/action.ts';

/** Says who may do what. */
export interface Authorizer {
  /** By what is at hand, which may be a little old. Takes microseconds: it stands in front of every request. */
  mayDo(user: User, action: Action): boolean;
  /**
   * The same, by all that was acknowledged before the call: what a denial rests on. An allowance may be a little old. Rejects with what a read of the
   * store throws.
   */
  mayDoForCertain(user: User, action: Action): Promise<boolean>;
  /** Returns when what is decided from now on rests on all that was acknowledged before the call. Rejects with what a read of the store throws. */
  beFresh(): Promise<void>;
  /** In words of Kubernetes, by which binding an action is allowed; empty if by none. For people: slower than {@link mayDo}. */
  explain(user: User, action: Action): string;
  /** All that `user` may in `namespace`; without one, in the whole cluster. */
  rulesFor(user: User, namespace: string | undefined): readonly PolicyRule[];
  /** The rules of a role that is referred to from `namespace`; undefined if there is no such role. */
  rulesOfRole(roleRef: RoleReference, namespace: string | undefined): readonly PolicyRule[] | undefined;
}
