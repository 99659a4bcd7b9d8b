import type { ApiClient } from '#apis/client/api-client.ts';
import { Informer } from '#apis/client/informer.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import { keyOf } from '#apis/machinery/object-meta.ts';
import type { Random } from '#apis/machinery/random.ts';
import { groupKindOf, memberLabel } from './apply-set.ts';
import { objectID } from './desired-objects.ts';
import type { ObservedObject } from './health.ts';
import type { Member } from './plan.ts';

export interface MemberCacheOptions {
  /** Of the service account that the GitSync acts as. */
  readonly client: ApiClient;
  readonly applySetID: string;
  readonly targetNamespace: string;
  /** Something changed in here. */
  readonly onChange: () => void;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** A service account that may not watch, or an api-server that is busy, is told of after so long. */
const syncLimitSeconds = 30;

/** The objects that carry the mark of one GitSync, as its service account sees them. Of each no more is kept than decisions need: no Secret's contents. */
export class MemberCache {
  readonly #options: MemberCacheOptions;
  readonly #kinds = new Map<string, Followed>();
  readonly #stopping = new AbortController();

  constructor(options: MemberCacheOptions) {
    this.#options = options;
  }

  /** Follows these kinds from now on, those of before too, and resolves when what there is of them is in. Throws the api-server's errors. */
  async follow(kinds: readonly KindDefinition[], signal: AbortSignal): Promise<void> {
    await Promise.all(kinds.map((kind) => this.#followOne(kind, signal)));
  }

  /** By id. */
  members(): ReadonlyMap<string, Member> {
    const members = new Map<string, Member>();
    for (const { kind, informer } of this.#kinds.values()) {
      for (const object of informer.list()) {
        const id = objectID(kind, keyOf(object));
        members.set(id, { id, kind, object });
      }
    }
    return members;
  }

  /** Takes in an object as a write returned it. */
  absorb(kind: KindDefinition, object: ApiObject): void {
    this.#kinds.get(groupKindOf(kind))?.informer.absorb(object);
  }

  /** Resolves when nothing is followed any more. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('the GitSync is not looked after any more'));
    await Promise.all([...this.#kinds.values()].map(({ run }) => run));
  }

  async #followOne(kind: KindDefinition, signal: AbortSignal): Promise<void> {
    const name = groupKindOf(kind);
    const followed = this.#kinds.get(name) ?? (await this.#start(name, kind, signal));
    const limit = AbortSignal.any([signal, this.#stopping.signal]);
    await followed.informer.waitForRevision('0', { timeoutSeconds: syncLimitSeconds, signal: limit });
  }

  async #start(name: string, kind: KindDefinition, signal: AbortSignal): Promise<Followed> {
    const { client, applySetID, targetNamespace, onChange, clock, random, logger } = this.#options;
    const resource = client.resourceAt<ObservedObject>(kind);
    const selection = {
      labelSelector: `${memberLabel}=${applySetID}`,
      ...(kind.scope === 'Namespaced' ? { namespace: targetNamespace } : {}),
    };
    // A cache tries again for ever without a word: what the account may not do is to be known at once.
    await resource.list({ ...selection, limit: 1, signal });
    const informer = new Informer<ObservedObject>({
      client: resource,
      selection,
      clock,
      random,
      logger: logger.child({ informer: kind.plural }),
      reduce,
    });
    informer.onChange(onChange);
    const followed = { kind, informer, run: informer.run(this.#stopping.signal) };
    this.#kinds.set(name, followed);
    return followed;
  }
}

interface Followed {
  readonly kind: KindDefinition;
  readonly informer: Informer<ObservedObject>;
  readonly run: Promise<void>;
}

function reduce({ apiVersion, kind, metadata, status }: ObservedObject): ObservedObject {
  if (status === undefined) return { apiVersion, kind, metadata };
  const { observedGeneration, conditions } = status;
  return {
    apiVersion,
    kind,
    metadata,
    status: { ...(observedGeneration === undefined ? {} : { observedGeneration }), ...(conditions === undefined ? {} : { conditions }) },
  };
}
