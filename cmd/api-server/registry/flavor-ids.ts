import { flavorIDOf, flavorKind, type Flavor } from '#apis/compute/flavor.ts';
import { invalid } from '../admission/rejection.ts';
import type { Comparison } from '../storage/storage.ts';
import type { WatchCache } from '../watch-cache/watch-cache.ts';
import type { Allocation, Allocator } from './allocator.ts';
import { flavorIDsGuard, touchesFlavorIDs, type Change } from './guards.ts';

/**
 * Keeps the ids apart by which OpenStack's clients know flavors: no two have one, be it stated or the name of the object. Writes that give one compare and
 * write one guard, so that two at once, by however many api-servers, do not give the same. What had the same before there was this rule stays.
 */
export class FlavorIDs {
  readonly #cache: WatchCache;

  constructor(cache: WatchCache) {
    this.#cache = cache;
  }

  /** Throws InvalidError for an id that another flavor has. Synchronous, on the cache as it is: it may be behind, so the caller makes sure of a refusal. */
  check(change: Change): readonly Comparison[] {
    if (change.next === undefined || !touchesFlavorIDs(change)) return [];
    const flavor = change.next as Flavor;
    const id = flavorIDOf(flavor);
    for (const each of this.#cache.of(flavorKind).objects()) {
      const other = each.object() as Flavor;
      if (other.metadata.name === flavor.metadata.name || flavorIDOf(other) !== id) continue;
      const field = flavor.spec.id === undefined ? 'metadata.name' : 'spec.id';
      const message = `Duplicate value: ${JSON.stringify(id)}: the flavor ${JSON.stringify(other.metadata.name)} is known by it`;
      throw invalid(flavorKind, flavor.metadata.name, [{ reason: 'FieldValueDuplicate', message, field }]);
    }
    return [{ key: flavorIDsGuard, modRevision: this.#cache.guardRevision(flavorIDsGuard) }];
  }

  /** For new flavors. */
  allocator(): Allocator {
    return {
      guards: () => [flavorIDsGuard],
      allocate: (object): Allocation => ({ object, compare: this.check({ kind: flavorKind, previous: undefined, next: object }) }),
    };
  }
}
