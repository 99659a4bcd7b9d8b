import type { Clock } from '#apis/machinery/clock.ts';
import { findCondition, timestamp, withCondition, type Condition, type ConditionUpdate } from '#apis/machinery/condition.ts';
import { eventKind, namespaceKind, type Namespace } from '#apis/kubernetes/core.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { Registry, WriteOptions } from './registry.ts';

export interface StorageReporterOptions {
  readonly registry: Pick<Registry, 'get' | 'mergePatch' | 'create'>;
  /** Throws when the store does not answer. */
  readonly storageCondition: () => Promise<ConditionUpdate>;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** Where operators find it: the namespace that the control plane keeps for itself. */
const systemNamespace = 'tycho-system';
const intervalSeconds = 30;

/**
 * Tells operators how full the store is while there is still time: as the condition `StorageHealthy` of the namespace `tycho-system`, and as a
 * Warning beside it. Any number of api-servers may do so; whoever sees a change first writes it, and nobody writes what is there already.
 */
export class StorageReporter {
  readonly #options: StorageReporterOptions;

  constructor(options: StorageReporterOptions) {
    this.#options = options;
  }

  /** Runs until `signal` is aborted. */
  async run({ signal }: { readonly signal: AbortSignal }): Promise<void> {
    const { clock, random, logger } = this.#options;
    while (!signal.aborted) {
      try {
        await this.report();
      } catch (error) {
        logger.warn({ error }, 'how full the store is could not be told this time');
      }
      await clock.sleep(intervalSeconds * 1000 * (1 + random.fraction() / 10), { signal }).catch(() => undefined);
    }
  }

  /** Looks once, and writes if something has changed. */
  async report(): Promise<void> {
    const { registry, storageCondition, clock, logger } = this.#options;
    const update = await storageCondition();
    const namespace = (await registry.get(namespaceKind, { name: systemNamespace }, { resourceVersion: '0' })).object() as Namespace;
    const conditions: readonly Condition[] = namespace.status?.conditions ?? [];
    const known = findCondition(conditions, update.type);
    // The message counts bytes; it is not worth a write of its own.
    if (known?.status === update.status && known.reason === update.reason) return;
    const patch = { status: { conditions: withCondition(conditions, update, clock) } };
    await registry.mergePatch(namespaceKind, { name: systemNamespace }, patch, { ...ownWrite, subresource: 'status' });
    logger.info({ reason: update.reason, message: update.message }, 'how full the store is has changed');
    if (update.status !== 'True') await this.#warn(namespace, update);
  }

  async #warn(namespace: Namespace, { reason, message }: ConditionUpdate): Promise<void> {
    const { registry, clock } = this.#options;
    const now = timestamp(clock.now());
    const event = {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { generateName: `${systemNamespace}.`, namespace: systemNamespace },
      involvedObject: { apiVersion: 'v1', kind: 'Namespace', name: systemNamespace, uid: namespace.metadata.uid },
      type: 'Warning',
      reason: `Storage${reason}`,
      message,
      count: 1,
      firstTimestamp: now,
      lastTimestamp: now,
      source: { component: 'tycho-api-server' },
    };
    await registry.create(eventKind, systemNamespace, event, ownWrite);
  }
}

const ownWrite: WriteOptions = { dryRun: false, fieldValidation: 'Strict', fieldManager: 'tycho-api-server', user: 'system:apiserver' };
