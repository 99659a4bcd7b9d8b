/** Who makes a request, and what they belong to. */
export interface User {
  readonly name: string;
  readonly groups: readonly string[];
  /** Tells users of the same name apart, where the credential says so: a service account that was made again is another one. */
  readonly uid?: string;
  /** What else the credential says, as Kubernetes' `extra`. Keys are in lower case. */
  readonly extra?: Readonly<Record<string, readonly string[]>>;
  /** Who really asks, when somebody acts as this user. Rights are this user's; records name both. */
  readonly impersonatedBy?: User;
}

/** Everybody who proved who they are. */
export const authenticatedGroup = 'system:authenticated';

/** Whoever did not. */
export const unauthenticatedGroup = 'system:unauthenticated';

/** Whoever did not say who they are. */
export const anonymousUser: User = { name: 'system:anonymous', groups: [unauthenticatedGroup] };

/** Whether `user` has proved who they are. */
export function isAuthenticated(user: User): boolean {
  return !user.groups.includes(unauthenticatedGroup);
}

/** A user in the form of `authentication.k8s.io`. What is not known is left out. */
export function userInfoOf({ name, uid, groups, extra }: User): UserInfo {
  return { username: name, ...(uid === undefined ? {} : { uid }), groups, ...(extra === undefined ? {} : { extra }) };
}

export interface UserInfo {
  readonly username: string;
  readonly uid?: string;
  readonly groups: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}
