import type { Clock } from '#apis/machinery/clock.ts';
import type { ConditionUpdate } from '#apis/machinery/condition.ts';
import { ApiError } from '#apis/machinery/errors.ts';
import { flavorKind } from '#apis/compute/flavor.ts';
import { networkKind } from '#apis/compute/network.ts';
import { portKind } from '#apis/compute/port.ts';
import { aggregateKind } from '#apis/infrastructure/aggregate.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import { groupResourceOf, type KindDefinition } from '#apis/machinery/kind.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import { Admission } from '../admission/admission.ts';
import { SchemaValidator } from '../admission/schema-validator.ts';
import type { Storage } from '../storage/storage.ts';
import { FanOut } from '../watch-cache/fan-out.ts';
import { ObjectLister } from '../watch-cache/object-lister.ts';
import { ObjectWatcher } from '../watch-cache/object-watcher.ts';
import { defaultWatchCacheLimits, WatchCache, type WatchCacheLimits } from '../watch-cache/watch-cache.ts';
import { defaultWatchStreamLimits, type WatchStreamLimits } from '../watch-cache/watch-stream.ts';
import { AddressBooks } from './address-books.ts';
import type { Allocator } from './allocator.ts';
import { ObjectApplier } from './apply-object.ts';
import { ObjectChanger } from './change-object.ts';
import { Committer } from './committer.ts';
import { ObjectCreator } from './create-object.ts';
import { ObjectDeleter } from './delete-object.ts';
import { EventViews } from './event-views.ts';
import { FieldOwners } from './field-owners.ts';
import { FlavorIDs } from './flavor-ids.ts';
import { GuardSweeper } from './guard-sweeper.ts';
import { KeyedMutex } from './keyed-mutex.ts';
import { NetworkAllocator } from './network-allocator.ts';
import { numberOlder } from './number-older.ts';
import { ObjectNumbers } from './object-numbers.ts';
import { ObjectRegistry } from './object-registry.ts';
import { ensureNamespaces } from './permanent-namespaces.ts';
import { Placer } from './placer.ts';
import { PortAllocator } from './port-allocator.ts';
import { QuotaGate } from './quota-gate.ts';
import { ObjectRestorer } from './restore-object.ts';
import { registryMetrics, type RegistryMetrics } from './registry-metrics.ts';
import type { RegistryParts } from './registry-parts.ts';
import type { Registry } from './registry.ts';
import { ServerSizes } from './server-sizes.ts';
import { storageCondition } from './storage-condition.ts';
import { ZoneKeeper } from './zone-keeper.ts';

export interface RegistryOptions {
  readonly storage: Storage;
  readonly catalog: readonly KindDefinition[];
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly cacheLimits?: Partial<WatchCacheLimits>;
  readonly watchLimits?: Partial<WatchStreamLimits>;
}

export interface RunningRegistry {
  readonly registry: Registry;
  /** What it reads from: whoever decides on the state of everything, as authorization does, looks here. */
  readonly cache: WatchCache;
  /**
   * Resolves when everything is loaded and the permanent namespaces are there; until then reads and writes answer 503. Waits for a storage that does
   * not answer. Resolves on close, too.
   */
  readonly ready: Promise<void>;
  /** Plain numbers for whoever shows them. */
  readonly metrics: () => RegistryMetrics;
  /** Whether the store has room, as the condition `StorageHealthy`. Throws when the store does not answer. */
  readonly storageCondition: () => Promise<ConditionUpdate>;
  /** Ends all watches and stops following the storage, which it leaves open. */
  readonly close: () => void;
}

/** The core of an api-server on a storage: no sockets, and no time or chance but what it is given. */
export function createRegistry(options: RegistryOptions): RunningRegistry {
  const { storage, catalog, clock, random, logger } = options;
  const cache = new WatchCache({ storage, catalog, clock, logger, limits: { ...defaultWatchCacheLimits, ...options.cacheLimits } });
  const fanOut = new FanOut({ cache, clock });
  cache.listen(fanOut);
  cache.listen(new GuardSweeper({ cache, storage, logger }));
  const books = new AddressBooks(cache);
  cache.listen(books);
  const committer = new Committer({ storage, cache });
  const zones = new ZoneKeeper(cache);
  const flavorIDs = new FlavorIDs(cache);
  const parts: RegistryParts = {
    cache,
    committer,
    admission: new Admission(new SchemaValidator()),
    mutex: new KeyedMutex(maximumWaitingWriters),
    allocators: new Map<string, Allocator>([
      [groupResourceOf(flavorKind), flavorIDs.allocator()],
      [groupResourceOf(networkKind), new NetworkAllocator({ cache, random })],
      [groupResourceOf(portKind), new PortAllocator({ cache, books, random })],
      [groupResourceOf(hostKind), zones.allocatorFor(hostKind)],
      [groupResourceOf(aggregateKind), zones.allocatorFor(aggregateKind)],
    ]),
    owners: new FieldOwners({ clock }),
    quota: new QuotaGate(cache),
    sizes: new ServerSizes(cache),
    numbers: new ObjectNumbers({ cache, committer }),
    flavorIDs,
    zones,
    clock,
    random,
  };
  const placer = new Placer(parts);
  const creator = new ObjectCreator(parts);
  const changer = new ObjectChanger(parts);
  const stored = new ObjectRegistry({
    cache,
    lister: new ObjectLister({ cache, storage, clock }),
    watcher: new ObjectWatcher({ cache, fanOut, clock, random, logger, limits: { ...defaultWatchStreamLimits, ...options.watchLimits } }),
    creator,
    changer,
    applier: new ObjectApplier({ admission: parts.admission, owners: parts.owners, creator, changer }),
    deleter: new ObjectDeleter(parts),
    restorer: new ObjectRestorer(parts),
    placer,
  });
  const registry = new EventViews({ registry: stored, admission: parts.admission });
  const stop = new AbortController();
  return {
    registry,
    cache,
    ready: start({ cache, registry, clock, logger }, stop.signal),
    metrics: () => registryMetrics({ cache, fanOut, committer, placer }),
    storageCondition: () => storageCondition(storage),
    close: () => {
      stop.abort();
      fanOut.close();
      cache.close();
    },
  };
}

interface StartParts extends Pick<RegistryOptions, 'clock' | 'logger'> {
  readonly cache: WatchCache;
  readonly registry: Registry;
}

async function start({ cache, registry, clock, logger }: StartParts, stop: AbortSignal): Promise<void> {
  await cache.start();
  for (let attempt = 1; !stop.aborted; attempt += 1) {
    try {
      await ensureNamespaces(registry);
      break;
    } catch (error) {
      const isTransient = error instanceof ApiError && error.code >= 500;
      if (!isTransient || attempt === namespaceAttempts || stop.aborted) throw error;
      await clock.sleep(namespaceRetryMilliseconds);
    }
  }
  if (!stop.aborted) await numberOlder(cache, registry, logger);
}

const namespaceAttempts = 300;
const namespaceRetryMilliseconds = 1_000;
const maximumWaitingWriters = 1_024;
