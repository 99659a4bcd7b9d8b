/** The name that a service account has as a user, as Kubernetes builds it. */
export function serviceAccountUser(namespace: string, name: string): string {
  return `system:serviceaccount:${namespace}:${name}`;
}

/** The account that a user is; undefined for people. The inverse of {@link serviceAccountUser}. */
export function serviceAccountOfUser(userName: string): { readonly namespace: string; readonly name: string } | undefined {
  const match = /^system:serviceaccount:(?<namespace>[^:]+):(?<name>[^:]+)$/.exec(userName);
  return match?.groups === undefined ? undefined : { namespace: match.groups['namespace'] ?? '', name: match.groups['name'] ?? '' };
}

/** The groups that each service account is in. */
export function serviceAccountGroups(namespace: string): readonly string[] {
  return ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
}
