import { openStackPrefix } from '#apis/openstack/caller.ts';
import { serviceAccountGroups, serviceAccountOfUser } from '#apis/kubernetes/service-account-user.ts';
import { BadRequestError } from '#apis/machinery/errors.ts';
import { anonymousUser, authenticatedGroup, unauthenticatedGroup, type User } from '../authentication/user.ts';
import type { ApiRequest } from '../exchange/api-request.ts';
import type { ResourceAction } from '../exchange/action.ts';
import type { Authorizer } from './authorizer.ts';
import { refusal } from './refusal.ts';

type Headers = ApiRequest['headers'];

/**
 * Whom a request is made as: `requester`, or whoever the headers `Impersonate-*` name, as in Kubernetes (`kubectl --as`). Each name, group, UID and extra
 * needs the verb `impersonate` on it. Throws {@link ForbiddenError}, and {@link BadRequestError} for headers that name nobody.
 */
export async function actingUser(requester: User, headers: Headers, authorizer: Authorizer): Promise<User> {
  if (!isImpersonating(headers)) return requester;
  const wish = wishOf(headers);
  for (const action of actionsOf(wish)) {
    if (!(await authorizer.mayDoForCertain(requester, action))) throw refusal(requester, action);
  }
  const { name, uid, extra } = wish;
  return {
    name,
    groups: groupsOf(wish),
    ...(uid === undefined ? {} : { uid }),
    ...(Object.keys(extra).length === 0 ? {} : { extra }),
    impersonatedBy: requester,
  };
}

interface Wish {
  readonly name: string;
  readonly groups: readonly string[];
  readonly uid: string | undefined;
  readonly extra: Readonly<Record<string, readonly string[]>>;
}

function isImpersonating(headers: Headers): boolean {
  for (const name in headers) if (name.startsWith('impersonate-')) return true;
  return false;
}

function wishOf(headers: Headers): Wish {
  const name = headers['impersonate-user'] ?? '';
  if (name === '') throw new BadRequestError('header Impersonate-User: Required value: groups, UID and extra can be those of a user only');
  const extra: Record<string, readonly string[]> = Object.create(null) as Record<string, readonly string[]>;
  for (const [header, value = ''] of Object.entries(headers)) {
    if (header.startsWith(extraPrefix)) extra[decoded(header.slice(extraPrefix.length))] = valuesOf(value);
  }
  return { name, groups: valuesOf(headers['impersonate-group'] ?? ''), uid: headers['impersonate-uid'] || undefined, extra };
}

const extraPrefix = 'impersonate-extra-';

/** A header that came several times is one text with commas: so a value that has one cannot be named. */
function valuesOf(joined: string): readonly string[] {
  return joined
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

function decoded(key: string): string {
  try {
    return decodeURIComponent(key).toLowerCase();
  } catch (cause) {
    throw new BadRequestError(`header Impersonate-Extra-${key}: not valid percent-encoding`, { cause });
  }
}

function actionsOf({ name, groups, uid, extra }: Wish): readonly ResourceAction[] {
  return [
    userImpersonation(name),
    ...groups.map((group) =>
      group.startsWith(openStackPrefix) ? impersonation(openStackGroup, 'groups', group) : impersonation('', 'groups', group),
    ),
    ...(uid === undefined ? [] : [impersonation('authentication.k8s.io', 'uids', uid)]),
    ...Object.entries(extra).flatMap(([key, values]) =>
      values.map((value) => ({ ...impersonation('authentication.k8s.io', 'userextras', value), subresource: key })),
    ),
  ];
}

/** Users and groups of OpenStack's are resources of their own, as service accounts are, so that who speaks for them speaks for nobody else. */
function userImpersonation(name: string): ResourceAction {
  if (name.startsWith(openStackPrefix)) return impersonation(openStackGroup, 'users', name);
  const account = serviceAccountOfUser(name);
  return account === undefined
    ? impersonation('', 'users', name)
    : { ...impersonation('', 'serviceaccounts', account.name), namespace: account.namespace };
}

const openStackGroup = 'openstack.tycho.dev';

function impersonation(group: string, resource: string, name: string): ResourceAction {
  return { kind: 'Resource', verb: 'impersonate', group, version: 'v1', resource, subresource: undefined, namespace: undefined, name };
}

/** A service account is in its own groups if no others are named. Nobody becomes authenticated who is named as anonymous. */
function groupsOf({ name, groups }: Wish): readonly string[] {
  const account = serviceAccountOfUser(name);
  const own = groups.length > 0 || account === undefined ? groups : serviceAccountGroups(account.namespace);
  if (name === anonymousUser.name) return own.includes(unauthenticatedGroup) ? own : [...own, unauthenticatedGroup];
  return own.includes(authenticatedGroup) || own.includes(unauthenticatedGroup) ? own : [...own, authenticatedGroup];
}
