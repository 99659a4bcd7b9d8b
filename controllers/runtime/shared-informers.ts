import type { ApiClient } from '#apis/client/api-client.ts';
import { Informer } from '#apis/client/informer.ts';
import type { ObjectOf } from '#apis/client/resource-client.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { groupResourceOf, type KindDefinition } from '#apis/machinery/kind.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import type { Random } from '#apis/machinery/random.ts';

export interface SharedInformersOptions {
  readonly client: ApiClient;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** One informer a kind for all loops of a process. */
export class SharedInformers {
  readonly #options: SharedInformersOptions;
  readonly #informers = new Map<string, Informer<ApiObject>>();
  #running: { readonly signal: AbortSignal; readonly runs: Promise<void>[] } | undefined;

  constructor(options: SharedInformersOptions) {
    this.#options = options;
  }

  /** The informer of a kind; made at the first call, and started if the others run already. */
  for<Kind extends KindDefinition>(kind: Kind): Informer<ObjectOf<Kind>> {
    // The map cannot say that the informer under a kind's name is one of that kind's objects.
    return this.#informerNamed(groupResourceOf(kind), kind) as unknown as Informer<ObjectOf<Kind>>;
  }

  /** Objects of a kind with nothing but their metadata, for kinds whose contents need not be in memory, as secrets. */
  metadataFor(kind: KindDefinition): Informer<ApiObject> {
    const reduce = ({ apiVersion, kind, metadata }: ApiObject): ApiObject => ({ apiVersion, kind, metadata });
    return this.#informerNamed(`${groupResourceOf(kind)} metadata`, kind, reduce);
  }

  #informerNamed(name: string, kind: KindDefinition, reduce?: (object: ApiObject) => ApiObject): Informer<ApiObject> {
    const existing = this.#informers.get(name);
    if (existing !== undefined) return existing;
    const { client, clock, random, logger } = this.#options;
    const informer = new Informer<ApiObject>({
      client: client.resource(kind),
      clock,
      random,
      logger: logger.child({ informer: kind.plural }),
      ...(reduce === undefined ? {} : { reduce }),
    });
    this.#informers.set(name, informer);
    this.#running?.runs.push(informer.run(this.#running.signal));
    return informer;
  }

  /** Runs all of them until `signal` is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    const runs = [...this.#informers.values()].map((informer) => informer.run(signal));
    this.#running = { signal, runs };
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', () => resolve(), { once: true });
    });
    await Promise.all(runs);
  }

  /** Resolves once all that have been asked for so far have synced; rejects on abort. */
  async synced(options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    await Promise.all([...this.#informers.values()].map((informer) => informer.synced(options)));
  }

  /** Kinds that have not synced yet, for health checks. */
  unsynced(): readonly string[] {
    return [...this.#informers].filter(([, informer]) => !informer.hasSynced).map(([name]) => name);
  }
}
