import type { PolicyRule, RoleReference } from '#apis/kubernetes/rbac.ts';
import type { User } from '../authentication/user.ts';
import type { Action, ResourceAction } from '../exchange/action.ts';
import type { WatchCache } from '../watch-cache/watch-cache.ts';
import type { Authorizer } from './authorizer.ts';
import { GrantIndex, type Grant } from './grant-index.ts';
import { allowsName, allowsResource, ruleAllows } from './rule-match.ts';

/**
 * Kubernetes' role-based access control over the watch cache. Decisions are remembered for as long as no role and no binding changes, so that
 * nearly all are two look-ups.
 */
export class RbacAuthorizer implements Authorizer {
  readonly #cache: WatchCache;
  readonly #index: GrantIndex;
  readonly #byUser = new Map<string, Entitlement>();
  #version = -1;

  constructor(cache: WatchCache) {
    this.#cache = cache;
    this.#index = new GrantIndex(cache);
    cache.listen(this.#index);
  }

  mayDo(user: User, action: Action): boolean {
    if (user.name.startsWith(hostUserPrefix)) return false;
    return isAlwaysAllowed(user, action) || this.#entitlementOf(user).allows(action);
  }

  async mayDoForCertain(user: User, action: Action): Promise<boolean> {
    if (this.mayDo(user, action)) return true;
    await this.beFresh();
    return this.mayDo(user, action);
  }

  async beFresh(): Promise<void> {
    await this.#cache.beFresh();
  }

  explain(user: User, action: Action): string {
    if (!this.mayDo(user, action)) return '';
    const namespace = action.kind === 'Path' ? undefined : action.namespace;
    for (const grant of this.#index.grantsTo(user)) {
      const applies = grant.namespace === undefined || grant.namespace === namespace;
      if (applies && this.#index.rulesOf(grant).some((rule) => ruleAllows(rule, action)))
        return `RBAC: allowed by ${grantText(grant, user)}`;
    }
    return '';
  }

  rulesFor(user: User, namespace: string | undefined): readonly PolicyRule[] {
    if (user.name.startsWith(hostUserPrefix)) return [];
    if (user.groups.includes(mastersGroup)) return everything;
    return [...this.#entitlementOf(user).rules(namespace)];
  }

  rulesOfRole(roleRef: RoleReference, namespace: string | undefined): readonly PolicyRule[] | undefined {
    const role = this.#index.roleOf(roleRef, namespace);
    return role === undefined ? undefined : (role.rules ?? []);
  }

  #entitlementOf(user: User): Entitlement {
    // Nothing is known yet: what is worked out now must not be remembered.
    if (!this.#cache.isReady) return new Entitlement(this.#index, user);
    if (this.#index.version !== this.#version || this.#byUser.size >= mostRememberedUsers) {
      this.#byUser.clear();
      this.#version = this.#index.version;
    }
    // Quoted: no character is left that the name of one user could have in the place of a group of another.
    const key = JSON.stringify([user.name, user.groups]);
    const known = this.#byUser.get(key);
    if (known !== undefined) return known;
    const made = new Entitlement(this.#index, user);
    this.#byUser.set(key, made);
    return made;
  }
}

/** The administrator's group of Kubernetes: it needs no role, so nobody can lock it out. */
export const mastersGroup = 'system:masters';

/**
 * The name in the certificate of a host's agent. Agents speak with the gateway and the image store only, under an authority that this server does not
 * trust. Should an installation sign both alike, a host may still do nothing here, whatever any role says.
 */
export const hostUserPrefix = 'tycho:host:';

/** Everything, as rules: what `system:masters` has. */
export const everything: readonly PolicyRule[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
];

/**
 * Health and version are answered before roles are loaded. The pages of consoles hold nothing but programs: what opens a console is its token.
 */
const publicPaths = /^\/(healthz|livez|readyz|version|console\/.*)$/;

function isAlwaysAllowed(user: User, action: Action): boolean {
  if (user.groups.includes(mastersGroup)) return true;
  return action.kind === 'Path' && action.verb === 'get' && publicPaths.test(action.path);
}

/** What one user may, worked out when it is asked for. */
class Entitlement {
  readonly #index: GrantIndex;
  readonly #everywhere: Grant[] = [];
  readonly #byNamespace = new Map<string, Grant[]>();
  readonly #rules = new Map<string, readonly PolicyRule[]>();
  /** For a resource in a namespace: the rules that allow it, but for names. */
  readonly #verdicts = new Map<string, readonly PolicyRule[]>();

  constructor(index: GrantIndex, user: User) {
    this.#index = index;
    for (const grant of index.grantsTo(user)) {
      if (grant.namespace === undefined) this.#everywhere.push(grant);
      else this.#byNamespace.set(grant.namespace, [...(this.#byNamespace.get(grant.namespace) ?? []), grant]);
    }
  }

  allows(action: Action): boolean {
    if (action.kind === 'Path') return this.rules(undefined).some((rule) => ruleAllows(rule, action));
    return this.#rulesAbout(action).some((rule) => allowsName(rule, action));
  }

  rules(namespace: string | undefined): readonly PolicyRule[] {
    const key = namespace ?? '';
    const known = this.#rules.get(key);
    if (known !== undefined) return known;
    const grants = [...this.#everywhere, ...(namespace === undefined ? [] : (this.#byNamespace.get(namespace) ?? []))];
    const rules = grants.flatMap((grant) => this.#index.rulesOf(grant));
    if (this.#rules.size >= mostRememberedNamespaces) this.#rules.clear();
    this.#rules.set(key, rules);
    return rules;
  }

  #rulesAbout(action: ResourceAction): readonly PolicyRule[] {
    const { verb, group, resource, subresource = '', namespace } = action;
    // Who has no binding in a namespace has there what they have everywhere.
    const place = namespace !== undefined && this.#byNamespace.has(namespace) ? namespace : undefined;
    const key = `${verb}\0${group}\0${resource}\0${subresource}\0${place ?? ''}`;
    const known = this.#verdicts.get(key);
    if (known !== undefined) return known;
    const about = this.rules(place).filter((rule) => allowsResource(rule, action));
    if (this.#verdicts.size >= mostRememberedVerdicts) this.#verdicts.clear();
    this.#verdicts.set(key, about);
    return about;
  }
}

function grantText({ namespace, bindingName, roleRef, subjects }: Grant, user: User): string {
  const binding = namespace === undefined ? `ClusterRoleBinding "${bindingName}"` : `RoleBinding "${bindingName}/${namespace}"`;
  const role = roleRef.kind === 'Role' ? `Role "${roleRef.name}/${namespace ?? ''}"` : `ClusterRole "${roleRef.name}"`;
  const group = subjects.find(({ kind, name }) => kind === 'Group' && user.groups.includes(name));
  const isNamed = subjects.some(({ kind, name }) => kind === 'User' && name === user.name);
  const account = subjects.find(({ kind }) => kind === 'ServiceAccount');
  if (isNamed) return `${binding} of ${role} to User "${user.name}"`;
  if (group !== undefined) return `${binding} of ${role} to Group "${group.name}"`;
  return `${binding} of ${role} to ServiceAccount "${account?.name ?? ''}/${account?.namespace ?? namespace ?? ''}"`;
}

const mostRememberedUsers = 4096;
const mostRememberedNamespaces = 256;
const mostRememberedVerdicts = 2048;
