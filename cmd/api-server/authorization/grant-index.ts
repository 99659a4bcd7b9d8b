import {
  clusterRoleBindingKind,
  clusterRoleKind,
  roleBindingKind,
  roleKind,
  type ClusterRole,
  type PolicyRule,
  type RoleBinding,
  type RoleReference,
  type Subject,
} from '#apis/kubernetes/rbac.ts';
import { serviceAccountUser } from '#apis/kubernetes/service-account-user.ts';
import { groupResourceOf, type KindDefinition } from '#apis/machinery/kind.ts';
import type { User } from '../authentication/user.ts';
import type { CacheEvent } from '../watch-cache/event-window.ts';
import type { KindCache } from '../watch-cache/kind-cache.ts';
import { storageKeyOf } from '../watch-cache/object-location.ts';
import type { CacheListener, WatchCache } from '../watch-cache/watch-cache.ts';

/** One binding that gives somebody rights. */
export interface Grant {
  /** Absent: everywhere. */
  readonly namespace: string | undefined;
  readonly bindingName: string;
  readonly roleRef: RoleReference;
  readonly subjects: readonly Subject[];
}

/**
 * Which bindings name whom, kept so from the watch cache. {@link version} rises with each change of a role or a binding, so whatever was worked out
 * from an index is good for as long as the version is the same.
 */
export class GrantIndex implements CacheListener {
  readonly #cache: WatchCache;
  readonly #bySubject = new Map<string, Map<string, Grant>>();
  #version = 0;
  #isLoaded = false;

  constructor(cache: WatchCache) {
    this.#cache = cache;
  }

  get version(): number {
    return this.#version;
  }

  /** All grants to `user`, by name or by group, in no order. */
  *grantsTo(user: Pick<User, 'name' | 'groups'>): Iterable<Grant> {
    this.#load();
    yield* this.#bySubject.get(userKey(user.name))?.values() ?? [];
    for (const group of new Set(user.groups)) yield* this.#bySubject.get(groupKey(group))?.values() ?? [];
  }

  /** The rules of a grant's role; none if there is no such role. */
  rulesOf({ roleRef, namespace }: Pick<Grant, 'roleRef' | 'namespace'>): readonly PolicyRule[] {
    return this.roleOf(roleRef, namespace)?.rules ?? [];
  }

  /** The role that a reference in `namespace` means; undefined if there is none. */
  roleOf({ kind, name }: RoleReference, namespace: string | undefined): ClusterRole | undefined {
    const [definition, key] =
      kind === 'ClusterRole' || namespace === undefined ? [clusterRoleKind, { name }] : [roleKind, { namespace, name }];
    return this.#cache.of(definition).get(storageKeyOf(definition, key))?.object();
  }

  changed({ kind }: KindCache, { kind: what, object, previous }: CacheEvent): void {
    if (!watched.has(groupResourceOf(kind))) return;
    this.#version += 1;
    if (!this.#isLoaded || !isBinding(kind)) return;
    if (previous !== undefined) this.#remove(previous.storageKey, previous.object() as RoleBinding);
    if (what === 'Put') this.#add(object.storageKey, object.object() as RoleBinding);
  }

  caughtUp(): void {}

  restarted(): void {
    this.#version += 1;
    this.#isLoaded = false;
  }

  /** Reads all bindings, when first asked after a load of the cache. */
  #load(): void {
    if (this.#isLoaded || !this.#cache.isReady) return;
    this.#bySubject.clear();
    for (const kind of bindingKinds) {
      for (const cached of this.#cache.of(kind).objects()) this.#add(cached.storageKey, cached.object() as RoleBinding);
    }
    this.#isLoaded = true;
  }

  #add(storageKey: string, { metadata: { name, namespace }, roleRef, subjects = [] }: RoleBinding): void {
    const grant: Grant = { namespace, bindingName: name, roleRef, subjects };
    for (const key of new Set(subjects.map((subject) => subjectKey(subject, namespace)))) {
      const grants = this.#bySubject.get(key);
      if (grants === undefined) this.#bySubject.set(key, new Map([[storageKey, grant]]));
      else grants.set(storageKey, grant);
    }
  }

  #remove(storageKey: string, { metadata: { namespace }, subjects = [] }: RoleBinding): void {
    for (const subject of subjects) {
      const key = subjectKey(subject, namespace);
      const grants = this.#bySubject.get(key);
      grants?.delete(storageKey);
      if (grants?.size === 0) this.#bySubject.delete(key);
    }
  }
}

const bindingKinds: readonly KindDefinition[] = [roleBindingKind, clusterRoleBindingKind];
const watched: ReadonlySet<string> = new Set([roleKind, clusterRoleKind, ...bindingKinds].map(groupResourceOf));

function isBinding(kind: KindDefinition): boolean {
  return bindingKinds.some((each) => groupResourceOf(each) === groupResourceOf(kind));
}

/** A service account is a user by another name. One without a namespace in a cluster-wide binding is nobody: no user has that name. */
function subjectKey({ kind, name, namespace }: Subject, bindingNamespace: string | undefined): string {
  switch (kind) {
    case 'User':
      return userKey(name);
    case 'Group':
      return groupKey(name);
    default:
      return userKey(serviceAccountUser(namespace ?? bindingNamespace ?? '', name));
  }
}

function userKey(name: string): string {
  return `User ${name}`;
}

function groupKey(name: string): string {
  return `Group ${name}`;
}
