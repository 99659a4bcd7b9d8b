import { groupResourceOf } from '#apis/machinery/kind.ts';
import type { FanOut } from '../watch-cache/fan-out.ts';
import type { WatchCache } from '../watch-cache/watch-cache.ts';
import type { Committer } from './committer.ts';
import type { Placer } from './placer.ts';

/** What one kind takes in the cache. */
export interface KindMetrics {
  /** As `servers.compute.tycho.dev`. */
  readonly resource: string;
  readonly objects: number;
  readonly objectBytes: number;
  readonly windowEvents: number;
  readonly windowBytes: number;
}

/** Numbers of this moment; those that only rise end in `Total`. */
export interface RegistryMetrics {
  readonly kinds: readonly KindMetrics[];
  /** Revision that the cache has reached. */
  readonly cacheRevision: number;
  /** Requests that wait for the cache to catch up: above zero for long, it lags. */
  readonly waitingForCache: number;
  readonly cacheRestartsTotal: number;
  readonly unreadableValuesTotal: number;
  readonly revisionReadsTotal: number;
  readonly watches: number;
  readonly watchGroups: number;
  readonly encodedEventsTotal: number;
  readonly commitsTotal: number;
  readonly lostRacesTotal: number;
  readonly placementsTotal: number;
  readonly placementRetriesTotal: number;
}

export function registryMetrics(parts: {
  readonly cache: WatchCache;
  readonly fanOut: FanOut;
  readonly committer: Committer;
  readonly placer: Placer;
}): RegistryMetrics {
  const { cache, fanOut, committer, placer } = parts;
  const { unreadable, restarts, waiting, revisionReads } = cache.counters;
  const { watches, groups, encodedEvents } = fanOut.counters;
  const { commits, lostRaces } = committer.counters;
  const { placements, retries } = placer.counters;
  return {
    kinds: Array.from(cache.kinds, ({ kind, objectCount, objectBytes, window }) => ({
      resource: groupResourceOf(kind),
      objects: objectCount,
      objectBytes,
      windowEvents: window.eventCount,
      windowBytes: window.heldBytes,
    })),
    cacheRevision: cache.revision,
    waitingForCache: waiting,
    cacheRestartsTotal: restarts,
    unreadableValuesTotal: unreadable,
    revisionReadsTotal: revisionReads,
    watches,
    watchGroups: groups,
    encodedEventsTotal: encodedEvents,
    commitsTotal: commits,
    lostRacesTotal: lostRaces,
    placementsTotal: placements,
    placementRetriesTotal: retries,
  };
}
