import type { Clock } from '#apis/machinery/clock.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { Admission } from '../admission/admission.ts';
import type { WatchCache } from '../watch-cache/watch-cache.ts';
import type { Allocator } from './allocator.ts';
import type { Committer } from './committer.ts';
import type { FieldOwners } from './field-owners.ts';
import type { FlavorIDs } from './flavor-ids.ts';
import type { KeyedMutex } from './keyed-mutex.ts';
import type { ObjectNumbers } from './object-numbers.ts';
import type { QuotaGate } from './quota-gate.ts';
import type { ServerSizes } from './server-sizes.ts';
import type { ZoneKeeper } from './zone-keeper.ts';

/** What the verbs of the registry are made of. */
export interface RegistryParts {
  readonly cache: WatchCache;
  readonly committer: Committer;
  readonly admission: Admission;
  /** Writers of one object or guard queue here instead of losing races against each other. */
  readonly mutex: KeyedMutex;
  /** Those kinds whose new objects are given something, by `groupResourceOf`. */
  readonly allocators: ReadonlyMap<string, Allocator>;
  readonly owners: FieldOwners;
  /** Limits of projects, checked in the transactions that they limit. */
  readonly quota: QuotaGate;
  readonly sizes: ServerSizes;
  readonly numbers: ObjectNumbers;
  /** Which ids flavors are known by. */
  readonly flavorIDs: FlavorIDs;
  /** Which host is in which zone. */
  readonly zones: ZoneKeeper;
  readonly clock: Clock;
  readonly random: Random;
}
