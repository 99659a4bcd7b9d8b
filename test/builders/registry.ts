import { catalog } from '#apis/catalog.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import { createRegistry, type RegistryOptions, type RunningRegistry } from '#cmd/api-server/registry/create-registry.ts';
import type { Registry, WatchEvent, WatchSink, WriteOptions } from '#cmd/api-server/registry/registry.ts';
import { MemoryStorage, type MemoryStorageOptions } from '#cmd/api-server/storage/memory/memory-storage.ts';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';

/** A registry on a store in memory, ready to be asked, and what it stands on. */
export interface StartedRegistry extends RunningRegistry {
  readonly clock: VirtualClock;
  readonly storage: MemoryStorage;
}

export type StartedRegistryOptions = Partial<Omit<RegistryOptions, 'storage' | 'clock'>> & {
  readonly interceptor?: MemoryStorageOptions['interceptor'];
  /** Another registry's, for several over one store. */
  readonly beside?: StartedRegistry;
  readonly seed?: number;
};

/** Starts one; the caller closes it, or leaves that to the end of the process. */
export async function aStartedRegistry(options: StartedRegistryOptions = {}): Promise<StartedRegistry> {
  const { interceptor, beside, seed = 1, ...rest } = options;
  const clock = beside?.clock ?? new VirtualClock();
  const storage = beside?.storage ?? new MemoryStorage({ clock, ...(interceptor === undefined ? {} : { interceptor }) });
  const running = createRegistry({ catalog, random: new SeededRandom(seed), logger: silentLogger, ...rest, storage, clock });
  await running.ready;
  return { ...running, clock, storage };
}

/** How a write is made when a test is about something else. */
export const plainWrite: WriteOptions = { dryRun: false, fieldValidation: 'Strict', fieldManager: undefined, user: 'tester' };

export const plainDelete: Parameters<Registry['delete']>[2] = { dryRun: false, propagationPolicy: 'Background', preconditions: {} };

/** What a watch has sent, one entry an event. */
export interface SeenEvent {
  readonly type: WatchEvent['type'];
  readonly name?: string;
  readonly revision?: number;
  readonly object?: ApiObject;
  readonly isInitialEnd?: boolean;
  readonly code?: number;
}

/** Takes what a watch sends and keeps it. */
export class RecordingSink implements WatchSink {
  readonly encoding: string;
  readonly events: SeenEvent[] = [];
  /** Batches as they were written. */
  readonly writes: Buffer[] = [];
  encodedCount = 0;
  hasEnded = false;
  readonly #abort = new AbortController();
  #pendingBytes = 0;

  constructor(encoding = 'json') {
    this.encoding = encoding;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get types(): readonly string[] {
    return this.events.map((event) => event.type);
  }

  /** As `ADDED a`, bookmarks left out. */
  get changes(): readonly string[] {
    return this.events.filter(({ type }) => type !== 'BOOKMARK').map(({ type, name }) => (name === undefined ? type : `${type} ${name}`));
  }

  readonly encode = (event: WatchEvent): Buffer => {
    this.encodedCount += 1;
    return Buffer.from(`${JSON.stringify(seenEvent(event))}\n`);
  };

  readonly frame = (batch: readonly Buffer[]): Buffer => Buffer.concat(batch);

  readonly pendingBytes = (): number => this.#pendingBytes;

  readonly write = (framed: Buffer): void => {
    this.writes.push(framed);
    for (const line of framed.toString().trimEnd().split('\n')) this.events.push(JSON.parse(line) as SeenEvent);
  };

  readonly end = (): void => {
    this.hasEnded = true;
  };

  /** The client takes no more bytes for now: so many are waiting. */
  stall(pendingBytes: number): void {
    this.#pendingBytes = pendingBytes;
  }

  /** The client goes away. */
  leave(): void {
    this.#abort.abort();
  }
}

function seenEvent(event: WatchEvent): SeenEvent {
  switch (event.type) {
    case 'BOOKMARK':
      return { type: event.type, revision: event.revision, isInitialEnd: event.initialEventsEnd };
    case 'ERROR':
      return { type: event.type, code: event.status.code };
    case 'ADDED':
    case 'MODIFIED':
    case 'DELETED': {
      const object = JSON.parse(event.object.bytes.toString()) as ApiObject;
      return { type: event.type, name: object.metadata.name, revision: event.object.revision, object };
    }
  }
}
