import { createHash } from 'node:crypto';
import { serviceAccountUser } from '#apis/kubernetes/service-account-user.ts';
import { gitSyncKind, type GitSync } from '#apis/gitops/git-sync.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';

/**
 * The words of Kubernetes' ApplySet specification (KEP-3659), by which what belongs together is found again, by us after a restart and by anybody
 * with `kubectl get -l`. The GitSync is the parent.
 */
export const memberLabel = 'applyset.kubernetes.io/part-of';
export const parentLabel = 'applyset.kubernetes.io/id';
export const toolingAnnotation = 'applyset.kubernetes.io/tooling';
export const groupKindsAnnotation = 'applyset.kubernetes.io/contains-group-kinds';
export const namespacesAnnotation = 'applyset.kubernetes.io/additional-namespaces';

export const tooling = 'tycho-gitops/v1alpha1';

/** What the objects of one GitSync are marked with. */
export interface ApplySet {
  readonly id: string;
  /** Who owns their fields. */
  readonly fieldManager: string;
}

export function applySetOf({ metadata }: Pick<GitSync, 'metadata'>): ApplySet {
  const { name, namespace = '' } = metadata;
  const { kind, group } = gitSyncKind;
  const digest = createHash('sha256').update(`${name}.${namespace}.${kind}.${group}`).digest('base64url');
  return { id: `applyset-${digest}-v1`, fieldManager: fieldManagerFor(namespace, name) };
}

/** Kubernetes takes managers of up to 128 characters. */
const longestFieldManager = 128;

function fieldManagerFor(namespace: string, name: string): string {
  const plain = `gitops:${namespace}/${name}`;
  if (plain.length <= longestFieldManager) return plain;
  return `gitops:${createHash('sha256').update(plain).digest('hex')}`;
}

/** Who a GitSync acts as. */
export function serviceAccountOf({ metadata, spec }: GitSync): string {
  return serviceAccountUser(metadata.namespace ?? '', spec.serviceAccountName);
}

/** The project that everything of it goes to. */
export function targetNamespaceOf({ metadata, spec }: GitSync): string {
  return spec.targetNamespace ?? metadata.namespace!;
}

/** Marks the GitSync has to carry before it may have members of these kinds; undefined: it carries them. */
export function parentMarks(
  sync: GitSync,
  kinds: Iterable<KindDefinition>,
): { readonly labels: object; readonly annotations: object } | undefined {
  const { labels = {}, annotations = {}, namespace } = sync.metadata;
  const target = targetNamespaceOf(sync);
  const wanted = {
    labels: { [parentLabel]: applySetOf(sync).id },
    annotations: {
      [toolingAnnotation]: tooling,
      [groupKindsAnnotation]: [...new Set([...kinds].map(groupKindOf))].toSorted().join(','),
      ...(target === namespace ? {} : { [namespacesAnnotation]: target }),
    },
  };
  const isThere =
    Object.entries(wanted.labels).every(([name, value]) => labels[name] === value) &&
    Object.entries(wanted.annotations).every(([name, value]) => annotations[name] === value);
  return isThere ? undefined : wanted;
}

/** The kinds of members that there may be, as the GitSync says of itself. */
export function groupKindsOf(sync: GitSync): ReadonlySet<string> {
  const text = sync.metadata.annotations?.[groupKindsAnnotation] ?? '';
  return new Set(text.split(',').filter((each) => each !== ''));
}

/** `Server.compute.tycho.dev`; just `Secret` for the core group. */
export function groupKindOf({ group, kind }: Pick<KindDefinition, 'group' | 'kind'>): string {
  return group === '' ? kind : `${kind}.${group}`;
}
