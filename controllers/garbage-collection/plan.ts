import type { ApiObject, OwnerReference } from '#apis/machinery/object-meta.ts';

/** What became of an owner. */
export interface OwnerState {
  readonly reference: OwnerReference;
  readonly kind:
    | 'Present'
    /** It is being deleted and waits for its dependents to go first. */
    | 'AwaitsDependents'
    /** The api-server itself has said that no such object exists, or that its name belongs to another one now. */
    | 'Absent'
    /** Of a kind that we do not know, or where it cannot be: no reason to do anything. */
    | 'Unknown';
}

/** All that the collector decides from, about one object. */
export interface CollectionObservation {
  readonly object: ApiObject;
  readonly owners: readonly OwnerState[];
  /** Objects that name it as their owner. */
  readonly dependents: readonly ApiObject[];
}

export type CollectionPlan =
  | { readonly kind: 'Nothing' }
  /** Nobody owns it any more. `Foreground`: its own dependents first, since somebody waits for them. */
  | { readonly kind: 'Delete'; readonly propagationPolicy: 'Background' | 'Foreground' }
  /** Some of its owners are gone and others are not. */
  | { readonly kind: 'KeepReferences'; readonly references: readonly OwnerReference[] }
  /** It goes and its dependents stay: they are to forget it. */
  | { readonly kind: 'Orphan'; readonly dependents: readonly ApiObject[] }
  | { readonly kind: 'RemoveFinalizer'; readonly finalizer: typeof foregroundFinalizer | typeof orphanFinalizer }
  | { readonly kind: 'WaitForDependents'; readonly count: number };

/** Names that Kubernetes has given these; the api-server adds them on a delete with that propagation policy. */
export const foregroundFinalizer = 'foregroundDeletion';
export const orphanFinalizer = 'orphan';

/**
 * The invariant of this loop: an object is garbage if and only if it names owners and the api-server has said of each
 * that it is gone. What is not known is no reason to delete anything.
 */
export function planCollection({ object, owners, dependents }: CollectionObservation): CollectionPlan {
  if (object.metadata.deletionTimestamp !== undefined) return planOwnDeletion(object, dependents);
  const keepers = owners.filter(({ kind }) => kind === 'Present' || kind === 'Unknown');
  if (keepers.length === owners.length) return { kind: 'Nothing' };
  if (keepers.length > 0) return { kind: 'KeepReferences', references: keepers.map(({ reference }) => reference) };
  const isAwaited = owners.some(({ kind }) => kind === 'AwaitsDependents');
  return { kind: 'Delete', propagationPolicy: isAwaited && dependents.length > 0 ? 'Foreground' : 'Background' };
}

function planOwnDeletion({ metadata }: ApiObject, dependents: readonly ApiObject[]): CollectionPlan {
  if (metadata.finalizers?.includes(orphanFinalizer) === true) {
    return dependents.length === 0 ? { kind: 'RemoveFinalizer', finalizer: orphanFinalizer } : { kind: 'Orphan', dependents };
  }
  if (metadata.finalizers?.includes(foregroundFinalizer) !== true) return { kind: 'Nothing' };
  const blocking = dependents.filter((dependent) => blocks(dependent, metadata.uid));
  return blocking.length === 0
    ? { kind: 'RemoveFinalizer', finalizer: foregroundFinalizer }
    : { kind: 'WaitForDependents', count: blocking.length };
}

function blocks(dependent: ApiObject, ownerUID: string): boolean {
  return (
    dependent.metadata.ownerReferences?.some(({ uid, blockOwnerDeletion }) => uid === ownerUID && blockOwnerDeletion === true) === true
  );
}
