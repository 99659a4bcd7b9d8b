import type { Clock } from '#apis/machinery/clock.ts';
import type { ConditionUpdate } from '#apis/machinery/condition.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
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
import { ObjectChanger } from './change-object.ts';
import { Committer } from './committer.ts';
import { ObjectCreator } from './create-object.ts';
import { ObjectDeleter } from './delete-object.ts';
import { KeyedMutex } from './keyed-mutex.ts';
import { ObjectRegistry } from './object-registry.ts';
import { ensureNamespaces } from './permanent-namespaces.ts';
import { Placer } from './placer.ts';
import { registryMetrics, type RegistryMetrics } from './registry-metrics.ts';
import type { RegistryParts } from './registry-parts.ts';
import type { Registry } from './registry.ts';
import { storageCondition } from './storage-condition.ts';

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
  /** Resolves when everything is loaded and the permanent namespaces are there. Until then reads and writes answer 503. */
  readonly ready: Promise<void>;
  /** Plain numbers for whoever shows them. */
  metrics(): RegistryMetrics;
  /** Whether the store has room, as the condition `StorageHealthy`. Throws when the store does not answer. */
  storageCondition(): Promise<ConditionUpdate>;
  /** Ends all watches and stops following the storage, which it leaves open. */
  close(): void;
}

/** The core of an api-server on a storage: no sockets, and no time or chance but what it is given. */
export function createRegistry(options: RegistryOptions): RunningRegistry {
  const { storage, catalog, clock, random, logger } = options;
  const cache = new WatchCache({ storage, catalog, clock, logger, limits: { ...defaultWatchCacheLimits, ...options.cacheLimits } });
  const fanOut = new FanOut({ cache, clock });
  cache.listen(fanOut);
  const committer = new Committer({ storage, cache });
  const parts: RegistryParts = {
    cache,
    committer,
    admission: new Admission(new SchemaValidator()),
    mutex: new KeyedMutex(maximumWaitingWriters),
    clock,
    random,
  };
  const placer = new Placer(parts);
  const registry = new ObjectRegistry({
    cache,
    lister: new ObjectLister({ cache, storage, clock }),
    watcher: new ObjectWatcher({ cache, fanOut, clock, random, logger, limits: { ...defaultWatchStreamLimits, ...options.watchLimits } }),
    creator: new ObjectCreator(parts),
    changer: new ObjectChanger(parts),
    deleter: new ObjectDeleter(parts),
    placer,
  });
  return {
    registry,
    ready: start(cache, registry),
    metrics: () => registryMetrics({ cache, fanOut, committer, placer }),
    storageCondition: () => storageCondition(storage),
    close: () => {
      fanOut.close();
      cache.close();
    },
  };
}

async function start(cache: WatchCache, registry: Registry): Promise<void> {
  await cache.start();
  await ensureNamespaces(registry);
}

const maximumWaitingWriters = 1_024;
