/** Who makes a request, and what they belong to. */
export interface User {
  readonly name: string;
  readonly groups: readonly string[];
}

/** Everybody who proved who they are. */
export const authenticatedGroup = 'system:authenticated';

/** Whoever did not say who they are. */
export const anonymousUser: User = { name: 'system:anonymous', groups: ['system:unauthenticated'] };

/** Whether `user` has proved who they are. */
export function isAuthenticated(user: User): boolean {
  return user !== anonymousUser;
}
