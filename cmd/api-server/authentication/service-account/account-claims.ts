import { serviceAccountGroups, serviceAccountUser } from '#apis/kubernetes/service-account-user.ts';
import { RefusedTokenError } from '../token-authenticator.ts';
import { authenticatedGroup, type User } from '../user.ts';

/** An object that a token dies with. */
export interface NamedUID {
  readonly name: string;
  readonly uid: string;
}

/** What a token says about its service account, in the claim `kubernetes.io`, as Kubernetes has it. */
export interface AccountClaims {
  readonly namespace: string;
  readonly serviceaccount: NamedUID;
  readonly secret?: NamedUID;
}

/** Reads the claims of a token of ours. Throws {@link RefusedTokenError} when they are not of the form that we write. */
export function accountClaimsOf(payload: Readonly<Record<string, unknown>>): AccountClaims {
  const own = payload['kubernetes.io'] as Partial<AccountClaims> | undefined;
  const { namespace, serviceaccount, secret } = own ?? {};
  if (typeof namespace !== 'string' || !isNamedUID(serviceaccount) || (secret !== undefined && !isNamedUID(secret))) {
    throw new RefusedTokenError('the claim kubernetes.io does not name a service account');
  }
  if (payload['sub'] !== serviceAccountUser(namespace, serviceaccount.name)) {
    throw new RefusedTokenError('the subject is not the service account of the claim kubernetes.io');
  }
  return { namespace, serviceaccount, ...(secret === undefined ? {} : { secret }) };
}

function isNamedUID(value: unknown): value is NamedUID {
  const { name, uid } = (value ?? {}) as Partial<NamedUID>;
  return typeof name === 'string' && name !== '' && typeof uid === 'string' && uid !== '';
}

/** The user that a service account is. `tokenID` is the token's `jti`. */
export function userOfAccount({ namespace, serviceaccount }: AccountClaims, tokenID: string | undefined): User {
  return {
    name: serviceAccountUser(namespace, serviceaccount.name),
    uid: serviceaccount.uid,
    groups: [...serviceAccountGroups(namespace), authenticatedGroup],
    ...(tokenID === undefined ? {} : { extra: { [credentialIDKey]: [credentialIDOf(tokenID)] } }),
  };
}

/** Where a user's `extra` says which credential was shown. */
export const credentialIDKey = 'authentication.kubernetes.io/credential-id';

export function credentialIDOf(tokenID: string): string {
  return `JTI=${tokenID}`;
}
