import type { ResourceClient } from '#apis/client/resource-client.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import { groupResourceOf, type KindDefinition } from '#apis/machinery/kind.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { formatKey, keyOf, type ApiObject } from '#apis/machinery/object-meta.ts';
import type { LocatedObject } from './object-graph.ts';
import type { CollectionPlan } from './plan.ts';

export interface CollectionActuatorOptions {
  readonly clientOf: (kind: KindDefinition) => ResourceClient<ApiObject>;
  readonly logger: Logger;
}

/** Carries out what the collector decided. Each write states the object's revision, so that what changed meanwhile is safe. */
export class CollectionActuator {
  readonly #options: CollectionActuatorOptions;

  constructor(options: CollectionActuatorOptions) {
    this.#options = options;
  }

  /** Throws ConflictError when the object has changed since the decision. */
  async apply(target: LocatedObject, plan: CollectionPlan, dependents: readonly LocatedObject[]): Promise<void> {
    switch (plan.kind) {
      case 'Nothing':
      case 'WaitForDependents':
        return;
      case 'Delete':
        return this.#delete(target, plan.propagationPolicy);
      case 'KeepReferences':
        return this.#patchMetadata(target, { ownerReferences: plan.references }, 'references to owners that are gone removed');
      case 'Orphan':
        for (const dependent of dependents) await this.#orphan(dependent, target.object.metadata.uid);
        return;
      case 'RemoveFinalizer': {
        const finalizers = target.object.metadata.finalizers?.filter((finalizer) => finalizer !== plan.finalizer) ?? [];
        return this.#patchMetadata(target, { finalizers }, 'object released: its dependents are dealt with');
      }
    }
  }

  async #delete({ kind, object }: LocatedObject, propagationPolicy: 'Background' | 'Foreground'): Promise<void> {
    const { uid, resourceVersion } = object.metadata;
    await ignoringAbsence(this.#options.clientOf(kind).delete(keyOf(object), { uid, resourceVersion, propagationPolicy }));
    this.#log({ kind, object }, 'object deleted: its owners are gone');
  }

  async #orphan(dependent: LocatedObject, ownerUID: string): Promise<void> {
    const ownerReferences = dependent.object.metadata.ownerReferences?.filter(({ uid }) => uid !== ownerUID) ?? [];
    await this.#patchMetadata(dependent, { ownerReferences }, 'reference to an owner that leaves it behind removed');
  }

  async #patchMetadata(target: LocatedObject, metadata: object, message: string): Promise<void> {
    const { resourceVersion } = target.object.metadata;
    await ignoringAbsence(this.#options.clientOf(target.kind).patch(keyOf(target.object), { metadata }, { resourceVersion }));
    this.#log(target, message);
  }

  #log({ kind, object }: LocatedObject, message: string): void {
    this.#options.logger.info({ resource: groupResourceOf(kind), key: formatKey(keyOf(object)), uid: object.metadata.uid }, message);
  }
}

async function ignoringAbsence(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
  }
}
