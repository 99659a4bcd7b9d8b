import type { CacheEvent } from './event-window.ts';
import { identityOf, WatchGroup, type WatchScope } from './watch-group.ts';

/**
 * The groups of watches of one kind. Those that want a single name, as a client that waits for one object, are found by it: a thousand of them cost an
 * event of another object nothing.
 */
export class KindGroups {
  readonly #byIdentity = new Map<string, WatchGroup>();
  readonly #ofManyNames = new Set<WatchGroup>();
  readonly #byName = new Map<string, Set<WatchGroup>>();

  get count(): number {
    return this.#byIdentity.size;
  }

  all(): Iterable<WatchGroup> {
    return this.#byIdentity.values();
  }

  /** The group for watches of that scope, made if there is none. */
  of(scope: WatchScope): WatchGroup {
    const identity = identityOf(scope);
    const known = this.#byIdentity.get(identity);
    if (known !== undefined) return known;
    const group = new WatchGroup(scope);
    this.#byIdentity.set(identity, group);
    this.#shelf(scope, 'Make').add(group);
    return group;
  }

  remove(group: WatchGroup): void {
    this.#byIdentity.delete(identityOf(group.scope));
    const shelf = this.#shelf(group.scope, 'Find');
    shelf.delete(group);
    const name = group.scope.selection.requiredValue('metadata.name');
    if (name !== undefined && shelf.size === 0) this.#byName.delete(name);
  }

  /** Groups that may want to see the event; whether they do, their selection says. */
  *concerning(event: CacheEvent): Iterable<WatchGroup> {
    yield* this.#ofManyNames;
    yield* this.#byName.get(event.object.name) ?? [];
  }

  #shelf(scope: WatchScope, ifAbsent: 'Make' | 'Find'): Set<WatchGroup> {
    const name = scope.selection.requiredValue('metadata.name');
    if (name === undefined) return this.#ofManyNames;
    const shelf = this.#byName.get(name) ?? new Set<WatchGroup>();
    if (ifAbsent === 'Make') this.#byName.set(name, shelf);
    return shelf;
  }
}
