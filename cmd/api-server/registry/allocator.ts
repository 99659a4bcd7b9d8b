import type { ApiObject } from '#apis/machinery/object-meta.ts';
import type { Comparison } from '../storage/storage.ts';

/**
 * Gives new objects of a kind what nobody else has, as addresses: in the transaction that creates them, so that nothing is ever given twice however many
 * api-servers there are. All decisions are made on the cache as it is at that moment, and hold only if their comparisons do.
 */
export interface Allocator {
  /**
   * The guards that an allocation for this object needs: others that need the same one queue in this process instead of losing races. Throws what
   * {@link Allocator.allocate} throws.
   */
  guards(object: ApiObject): readonly string[];
  /** Synchronous. Throws an ApiError that names the field when there is nothing to give; the cache may be behind, so the caller makes sure. */
  allocate(object: ApiObject): Allocation;
  /**
   * For objects that get something, or lose it, by a change of their spec: what is to be stored instead of `next`. Throws ConflictError while somebody has of
   * what they would lose. Absent: nothing comes or goes by a change.
   */
  change?(next: ApiObject, previous: ApiObject): Allocation;
  /** For objects that others were given something from: throws ConflictError while somebody has it. Absent: objects go as they are asked to. */
  release?(object: ApiObject): readonly Comparison[];
}

/** What is to be stored, and what it rests on. The guards that it writes follow from the object (see `guards.ts`). */
export interface Allocation {
  readonly object: ApiObject;
  readonly compare: readonly Comparison[];
}
