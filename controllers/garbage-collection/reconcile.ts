import type { ObjectKey } from '#apis/machinery/object-meta.ts';
import type { Reconciler, Result } from '../runtime/reconciler.ts';
import type { CollectionActuator } from './apply.ts';
import type { CollectedKind, ObjectGraph } from './object-graph.ts';
import { orphanFinalizer, planCollection } from './plan.ts';

export interface CollectionReconcilerOptions {
  readonly collected: CollectedKind;
  readonly graph: ObjectGraph;
  readonly actuator: CollectionActuator;
}

/** Collects the objects of one kind, and releases those that wait for their dependents. */
export class CollectionReconciler implements Reconciler {
  readonly #options: CollectionReconcilerOptions;

  constructor(options: CollectionReconcilerOptions) {
    this.#options = options;
  }

  async reconcile(key: ObjectKey): Promise<Result> {
    const { collected, graph, actuator } = this.#options;
    const object = collected.informer.get(key);
    if (object === undefined || !isOfInterest(object.metadata)) return {};
    const references = object.metadata.deletionTimestamp === undefined ? (object.metadata.ownerReferences ?? []) : [];
    const owners = await Promise.all(references.map((reference) => graph.ownerState(object, reference)));
    const dependents = graph.dependentsOf(object.metadata.uid);
    const plan = planCollection({ object, owners, dependents: dependents.map((dependent) => dependent.object) });
    const target = { kind: collected.kind, object };
    if (plan.kind !== 'RemoveFinalizer' || plan.finalizer !== orphanFinalizer) {
      await actuator.apply(target, plan, dependents);
      return {};
    }
    // One that no cache has seen yet would lose its owner a moment later, and be deleted for it.
    const unseen = await graph.findDependentsOf(object);
    const objects = unseen.map((dependent) => dependent.object);
    await actuator.apply(target, unseen.length > 0 ? { kind: 'Orphan', dependents: objects } : plan, unseen);
    return unseen.length > 0 ? { requeueAfterSeconds: 1 } : {};
  }
}

/** Most objects own nothing and are owned by nobody. */
function isOfInterest({
  ownerReferences = [],
  deletionTimestamp,
}: {
  readonly ownerReferences?: readonly unknown[];
  readonly deletionTimestamp?: string;
}): boolean {
  return ownerReferences.length > 0 || deletionTimestamp !== undefined;
}
