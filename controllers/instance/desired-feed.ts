import type { Informer } from '#apis/client/informer.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { formatKey, keyOf, parseKey } from '#apis/machinery/object-meta.ts';
import type { GatewayMessage } from '#proto/transport/gateway-message.ts';
import type { UserDataResolver } from './user-data.ts';

export interface DesiredFeedOptions {
  readonly hostUID: string;
  readonly session: number;
  readonly instances: Pick<Informer<Instance>, 'get'>;
  readonly userData: UserDataResolver;
  /** The newest revision that the cache has shown. */
  readonly newestRevision: () => number;
}

/**
 * What one host is to be told, in order: all of its Instances, the end of the snapshot, then what changes. Of an Instance that changes faster than the
 * stream takes it, only the newest state is sent; revisions never go back.
 */
export class DesiredFeed {
  readonly #options: DesiredFeedOptions;
  /** Keys of Instances that may have news, the one that changed longest ago first. */
  #dirty = new Set<string>();
  readonly #sent = new Map<string, SentInstance>();
  #snapshotKeys: Set<string>;
  #snapshotEnded = false;
  #highestRevision = 0;

  constructor(options: DesiredFeedOptions, snapshot: readonly Instance[]) {
    this.#options = options;
    const byRevision = [...snapshot].sort((one, other) => revisionOf(one) - revisionOf(other));
    this.#snapshotKeys = new Set(byRevision.map((instance) => formatKey(keyOf(instance))));
    for (const key of this.#snapshotKeys) this.#dirty.add(key);
  }

  /** The Instance may have news. */
  mark(key: string): void {
    // At the end, so that what is sent later never has an older revision.
    this.#dirty.delete(key);
    this.#dirty.add(key);
  }

  /** Whether user data of an Instance that was sent could not be resolved; to be tried again with {@link DesiredFeed.mark}. */
  get waitingForUserData(): readonly string[] {
    return [...this.#sent].filter(([, sent]) => sent.userDataError !== '').map(([key]) => key);
  }

  /** The next message; undefined when there is nothing to say for now. Throws what reading a Secret throws; then nothing is lost. */
  async next(): Promise<Extract<GatewayMessage, { kind: 'Desired' | 'SnapshotEnd' | 'Released' }> | undefined> {
    for (const key of this.#dirty) {
      const message = await this.#messageAbout(key);
      this.#snapshotKeys.delete(key);
      if (message !== undefined) return message;
    }
    if (this.#snapshotEnded || this.#snapshotKeys.size > 0) return undefined;
    this.#snapshotEnded = true;
    return { kind: 'SnapshotEnd', session: this.#options.session, revision: this.#raise(this.#options.newestRevision()) };
  }

  async #messageAbout(key: string): Promise<Extract<GatewayMessage, { kind: 'Desired' | 'Released' }> | undefined> {
    const { instances, hostUID } = this.#options;
    const found = instances.get(parseKey(key));
    const instance = found?.spec.host.uid === hostUID ? found : undefined;
    const sent = this.#sent.get(key);
    if (instance === undefined || (sent !== undefined && sent.uid !== instance.metadata.uid)) return this.#released(key, sent, instance);
    // A status alone is no news to the agent that reported it.
    const isNews =
      sent?.generation !== instance.metadata.generation || sent.tombstone !== isTombstone(instance) || sent.userDataError !== '';
    if (isNews) return this.#desired(key, instance, sent);
    this.#dirty.delete(key);
    return undefined;
  }

  #released(
    key: string,
    sent: SentInstance | undefined,
    successor: Instance | undefined,
  ): Extract<GatewayMessage, { kind: 'Released' }> | undefined {
    if (successor === undefined) this.#dirty.delete(key);
    this.#sent.delete(key);
    if (sent === undefined) return undefined;
    const { session, newestRevision } = this.#options;
    return { kind: 'Released', session, revision: this.#raise(newestRevision()), instanceUID: sent.uid };
  }

  async #desired(
    key: string,
    instance: Instance,
    sent: SentInstance | undefined,
  ): Promise<Extract<GatewayMessage, { kind: 'Desired' }> | undefined> {
    this.#dirty.delete(key);
    try {
      const { userData, error } = await this.#options.userData.resolve(instance);
      const { uid, generation } = instance.metadata;
      const tombstone = isTombstone(instance);
      const isRepetition = sent?.generation === generation && sent.tombstone === tombstone && sent.userDataError === error;
      this.#sent.set(key, { uid, generation, tombstone, userDataError: error });
      if (isRepetition) return undefined;
      return {
        kind: 'Desired',
        session: this.#options.session,
        revision: this.#raise(revisionOf(instance)),
        instanceUID: uid,
        epoch: instance.spec.epoch,
        generation,
        instanceJSON: Buffer.from(JSON.stringify(instance)),
        tombstone,
        userData,
        userDataError: error,
      };
    } catch (failure) {
      // In front: what is sent at a revision says that everything older has been sent.
      this.#dirty = new Set([key, ...this.#dirty]);
      throw failure;
    }
  }

  #raise(revision: number): number {
    this.#highestRevision = Math.max(this.#highestRevision, revision);
    return this.#highestRevision;
  }
}

interface SentInstance {
  readonly uid: string;
  readonly generation: number;
  readonly tombstone: boolean;
  readonly userDataError: string;
}

function isTombstone({ metadata }: Instance): boolean {
  return metadata.deletionTimestamp !== undefined;
}

function revisionOf({ metadata }: Instance): number {
  return Number(metadata.resourceVersion);
}
