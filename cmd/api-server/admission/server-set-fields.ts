import { keyPairKind, keyPairStatusOf, type KeyPair } from '#apis/compute/key-pair.ts';
import { clusterRoleBindingKind, rbacGroup, roleBindingKind, type Subject } from '#apis/kubernetes/rbac.ts';
import { groupResourceOf, type KindDefinition } from '#apis/machinery/kind.ts';
import { isPlainObject, without } from '#apis/machinery/plain-value.ts';
import type { Draft } from './draft.ts';

/**
 * The few fields that the server fills in because they follow from others, as clients of Kubernetes' own kinds expect: `object` is changed in place,
 * after defaulting and before validation.
 */
export function setServerFields(kind: KindDefinition, object: Draft): void {
  switch (groupResourceOf(kind)) {
    case 'namespaces':
      settleNamespace(object);
      return;
    case 'secrets':
      settleSecret(object);
      return;
    case groupResourceOf(roleBindingKind):
    case groupResourceOf(clusterRoleBindingKind):
      settleSubjects(object);
      return;
    case groupResourceOf(keyPairKind):
      settleKeyPair(object);
      return;
    default:
  }
}

/** The same for a configuration that is applied, where it would otherwise say what no object holds: in place as well. */
export function settleConfiguration(kind: KindDefinition, configuration: Draft): void {
  for (const field of ['labels', 'annotations', 'finalizers', 'ownerReferences'] as const) {
    const value = configuration.metadata[field];
    // As none at all, which is how it is stored.
    if (value !== undefined && Object.keys(value).length === 0) configuration.metadata = without(configuration.metadata, [field]);
  }
  if (groupResourceOf(kind) === 'secrets') settleSecret(configuration);
}

function settleNamespace(namespace: Draft): void {
  const { name = '', deletionTimestamp, labels } = namespace.metadata;
  const status = namespace['status'] as object | undefined;
  namespace['status'] = { ...status, phase: deletionTimestamp === undefined ? 'Active' : 'Terminating' };
  namespace.metadata = { ...namespace.metadata, labels: { ...labels, 'kubernetes.io/metadata.name': name } };
}

/** `stringData` is a convenience for writing only. A body may be anything until it is validated: what is no text stays for the schema to complain of. */
function settleSecret(secret: Draft): void {
  const texts = secret['stringData'];
  if (!isPlainObject(texts) || !Object.values(texts).every((text) => typeof text === 'string')) return;
  const encoded = Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, Buffer.from(value as string).toString('base64')]));
  secret['data'] = { ...(secret['data'] as object | undefined), ...encoded };
  delete secret['stringData'];
}

/** A body may be anything until it is validated. */
function settleKeyPair(keyPair: Draft): void {
  const spec = keyPair['spec'] as Partial<KeyPair['spec']> | undefined;
  const { type = 'SSH', publicKey } = spec ?? {};
  if (typeof publicKey === 'string') keyPair['status'] = keyPairStatusOf({ type, publicKey });
}

/** As in Kubernetes, the group of a subject follows from its kind. */
function settleSubjects(binding: Draft): void {
  const subjects: unknown = binding['subjects'];
  if (!Array.isArray(subjects)) return;
  binding['subjects'] = (subjects as readonly Partial<Subject>[]).map((subject) => {
    const isPerson = subject.kind === 'User' || subject.kind === 'Group';
    return isPerson && (subject.apiGroup ?? '') === '' ? { ...subject, apiGroup: rbacGroup } : subject;
  });
}
