import { aggregateKind } from '#apis/infrastructure/aggregate.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import { migrationKind } from '#apis/infrastructure/migration.ts';
import { groupResourceOf, type KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import type { Comparison, StoredItem } from '../storage/storage.ts';
import type { WatchCache } from '../watch-cache/watch-cache.ts';
import type { Committer, Counter } from './committer.ts';
import { numbersGuard } from './guards.ts';

/** The kinds whose objects have a `status.number`. */
export const numberedKinds: readonly KindDefinition[] = [aggregateKind, hostKind, migrationKind];

const numberedResources: ReadonlySet<string> = new Set(numberedKinds.map(groupResourceOf));

/** An object with a number that no other of its kind has or has had, if it is stored by a transaction that compares and writes this. */
export interface Numbered {
  readonly object: ApiObject;
  readonly compare: readonly Comparison[];
  readonly counters: readonly Counter[];
}

/**
 * Gives whole numbers to objects that clients of OpenStack know by them: 1, 2, 3 … for each kind. The last one that was given is kept beside the objects,
 * compared and written by the transaction that gives the next, so that none is ever given twice, by however many api-servers and whatever was deleted.
 */
export class ObjectNumbers {
  readonly #cache: WatchCache;
  readonly #committer: Pick<Committer, 'stored'>;

  constructor(options: { readonly cache: WatchCache; readonly committer: Pick<Committer, 'stored'> }) {
    this.#cache = options.cache;
    this.#committer = options.committer;
  }

  /** Whether the object is of a kind that has numbers, and has none yet. */
  isWanting(kind: KindDefinition, object: ApiObject): boolean {
    return numberedResources.has(groupResourceOf(kind)) && numberOf(object) === undefined;
  }

  /** What to hold in the mutex while a number is given, so that writers of one process do not lose races against each other. */
  queueFor(kind: KindDefinition, object: ApiObject): readonly string[] {
    return this.isWanting(kind, object) ? [numbersGuard(kind)] : [];
  }

  /** To be asked anew after each race that was lost. Throws the errors of a read of the storage. */
  async give(kind: KindDefinition, object: ApiObject): Promise<Numbered> {
    if (!this.isWanting(kind, object)) return { object, compare: [], counters: [] };
    const key = numbersGuard(kind);
    const counter = await this.#committer.stored(key);
    const number = (lastOf(counter) ?? this.#highest(kind)) + 1;
    return {
      object: { ...object, status: { ...(object as Partial<WithNumber>).status, number } } as ApiObject,
      compare: [{ key, modRevision: counter?.modRevision ?? 0 }],
      counters: [{ key, value: Buffer.from(String(number)) }],
    };
  }

  /** Where the counter is lost, as in a store that was put back without it, at least no number is given that somebody has. Reads every object of the kind. */
  #highest(kind: KindDefinition): number {
    let highest = 0;
    for (const cached of this.#cache.of(kind).objects()) highest = Math.max(highest, numberOf(cached.object()) ?? 0);
    return highest;
  }
}

/** The number of an object that has one. */
export function numberOf(object: ApiObject): number | undefined {
  return (object as Partial<WithNumber>).status?.number;
}

interface WithNumber extends ApiObject {
  readonly status: { readonly number?: number };
}

/** Undefined: nobody knows which number was given last. */
function lastOf(counter: StoredItem | undefined): number | undefined {
  const last = Number(counter?.value.toString());
  return Number.isSafeInteger(last) && last > 0 ? last : undefined;
}
