import { createHash } from 'node:crypto';
import { isPlainObject } from '../machinery/plain-value.ts';

/*
 * ApplySets, as kubectl has them (KEP-3659): the objects that were applied together bear a label with the id of their set, and its parent, a ConfigMap or
 * a Secret, lists in which kinds and namespaces members are to be looked for. Whoever applies the set again knows by that what to delete.
 */

/** On each member: the id of its set. */
export const partOfLabel = 'applyset.kubernetes.io/part-of';
/** On the parent: the id of the set that it is the parent of. */
export const idLabel = 'applyset.kubernetes.io/id';
/** On the parent: whose it is, as `tycho/v0.1.0`. Other tools leave such a set alone. */
export const toolingAnnotation = 'applyset.kubernetes.io/tooling';
/** On the parent: the kinds of members, as `Server.compute.tycho.dev`, with commas. */
export const groupKindsAnnotation = 'applyset.kubernetes.io/contains-group-kinds';
/** On the parent: the namespaces of members beside its own, with commas. */
export const namespacesAnnotation = 'applyset.kubernetes.io/additional-namespaces';

export interface ApplySetParent {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly namespace: string;
}

/** The id of the set with that parent: `applyset-` and a checksum of where it is. */
export function applySetID({ kind, name, namespace }: ApplySetParent): string {
  const digest = createHash('sha256').update(`${name}.${namespace}.${kind}.`).digest('base64url');
  return `applyset-${digest}-v1`;
}

/** Where members of a set may be. */
export interface ApplySetReach {
  /** As `Server.compute.tycho.dev`; `ConfigMap` for the core group. */
  readonly groupKinds: readonly string[];
  readonly namespaces: readonly string[];
}

/** What a parent says of its members. Its own namespace is always among theirs. */
export function reachOf(
  annotations: Readonly<Record<string, string>> | undefined,
  { namespace }: Pick<ApplySetParent, 'namespace'>,
): ApplySetReach {
  const words = (name: string): readonly string[] =>
    (annotations?.[name] ?? '')
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '');
  return { groupKinds: words(groupKindsAnnotation), namespaces: [...new Set([namespace, ...words(namespacesAnnotation)])] };
}

/** The annotations of a parent that say so. */
export function reachAnnotations(
  { groupKinds, namespaces }: ApplySetReach,
  { namespace }: Pick<ApplySetParent, 'namespace'>,
): Readonly<Record<string, string>> {
  const others = [...new Set(namespaces)].filter((each) => each !== namespace).toSorted();
  return {
    [groupKindsAnnotation]: [...new Set(groupKinds)].toSorted().join(','),
    [namespacesAnnotation]: others.join(','),
  };
}

/** As `Server.compute.tycho.dev`. */
export function groupKindOf({ kind, group }: { readonly kind: string; readonly group: string }): string {
  return group === '' ? kind : `${kind}.${group}`;
}

/** A manifest that is a member of the set. */
export function withMembership<Manifest extends object>(manifest: Manifest, id: string): Manifest {
  const metadata: unknown = (manifest as { readonly metadata?: unknown }).metadata;
  const plain = isPlainObject(metadata) ? metadata : {};
  const labels = isPlainObject(plain['labels']) ? plain['labels'] : {};
  return { ...manifest, metadata: { ...plain, labels: { ...labels, [partOfLabel]: id } } };
}
