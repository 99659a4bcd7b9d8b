import type { Informer } from '#apis/client/informer.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { formatKey, keyOf, parseKey } from '#apis/machinery/object-meta.ts';
import type { GatewayMessage } from '#proto/transport/gateway-message.ts';
import type { ActionSecretResolver } from './action-secret.ts';
import type { UserDataResolver } from './user-data.ts';

export interface DesiredFeedOptions {
  readonly hostUID: string;
  readonly session: number;
  readonly instances: Pick<Informer<Instance>, 'get' | 'revision'>;
  readonly userData: UserDataResolver;
  readonly actionSecrets: ActionSecretResolver;
  /** Revision of the oldest change of other objects of the host that waits to be sent; Infinity if none does. */
  readonly waitingElsewhere?: () => number;
}

/**
 * What one host is to be told, in order: all of its Instances, the end of the snapshot, then what changes. Of an Instance that changes faster than the
 * stream takes it, only the newest state is sent.
 *
 * The revision of a message is a promise: with it, the host has been told everything about itself up to there. So it is never above what the cache has
 * read without gaps, nor above a change that still waits to be sent; an Instance may well be newer than its message.
 */
export class DesiredFeed {
  readonly #options: DesiredFeedOptions;
  /** Keys of Instances that may have news, the one that changed longest ago first, and the revision of its oldest news. */
  readonly #dirty = new Map<string, number>();
  readonly #sent = new Map<string, SentInstance>();
  #snapshotKeys: Set<string>;
  #snapshotEnded = false;
  #highestRevision = 0;

  constructor(options: DesiredFeedOptions, snapshot: readonly Instance[]) {
    this.#options = options;
    const byRevision = [...snapshot].sort((one, other) => revisionOf(one) - revisionOf(other));
    this.#snapshotKeys = new Set(byRevision.map((instance) => formatKey(keyOf(instance))));
    for (const instance of byRevision) this.#dirty.set(formatKey(keyOf(instance)), revisionOf(instance));
  }

  /** The Instance may have news. */
  mark(key: string): void {
    // At the end, so that what waits longest goes first; with the revision of its oldest news.
    const revision = this.#dirty.get(key) ?? this.#options.instances.revision;
    this.#dirty.delete(key);
    this.#dirty.set(key, revision);
  }

  /** Whether user data of an Instance that was sent could not be resolved; to be tried again with {@link DesiredFeed.mark}. */
  get waitingForUserData(): readonly string[] {
    return [...this.#sent].filter(([, sent]) => sent.userDataError !== '').map(([key]) => key);
  }

  /** The next message; undefined when there is nothing to say for now. Throws what reading a Secret throws; then nothing is lost. */
  async next(): Promise<Extract<GatewayMessage, { kind: 'Desired' | 'SnapshotEnd' | 'Released' }> | undefined> {
    for (const key of this.#dirty.keys()) {
      const message = await this.#messageAbout(key);
      this.#snapshotKeys.delete(key);
      if (message !== undefined) return message;
    }
    if (this.#snapshotEnded || this.#snapshotKeys.size > 0) return undefined;
    this.#snapshotEnded = true;
    return { kind: 'SnapshotEnd', session: this.#options.session, revision: this.#toldRevision() };
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
    return { kind: 'Released', session: this.#options.session, revision: this.#toldRevision(), instanceUID: sent.uid };
  }

  async #desired(
    key: string,
    instance: Instance,
    sent: SentInstance | undefined,
  ): Promise<Extract<GatewayMessage, { kind: 'Desired' }> | undefined> {
    const waitedSince = this.#dirty.get(key) ?? this.#options.instances.revision;
    this.#dirty.delete(key);
    try {
      const { userData, error } = await this.#options.userData.resolve(instance);
      const { actionSecret, error: actionSecretError } = await this.#options.actionSecrets.resolve(instance);
      const { uid, generation } = instance.metadata;
      const tombstone = isTombstone(instance);
      const isRepetition = sent?.generation === generation && sent.tombstone === tombstone && sent.userDataError === error;
      this.#sent.set(key, { uid, generation, tombstone, userDataError: error });
      if (isRepetition) return undefined;
      return {
        kind: 'Desired',
        session: this.#options.session,
        revision: this.#toldRevision(),
        instanceUID: uid,
        epoch: instance.spec.epoch,
        generation,
        instanceJSON: Buffer.from(JSON.stringify(instance)),
        tombstone,
        userData,
        userDataError: error,
        actionSecret,
        actionSecretError,
      };
    } catch (failure) {
      this.#dirty.set(key, waitedSince);
      throw failure;
    }
  }

  /** Up to where the host has been told everything. */
  get toldRevision(): number {
    return this.#highestRevision;
  }

  /** Up to where the host will have been told everything, once the message that is being made has been sent. */
  #toldRevision(): number {
    const waiting = Math.min(...this.#dirty.values(), this.#options.waitingElsewhere?.() ?? Infinity);
    this.#highestRevision = Math.max(this.#highestRevision, Math.min(this.#options.instances.revision, waiting - 1));
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
