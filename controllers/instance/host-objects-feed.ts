import type { Informer } from '#apis/client/informer.ts';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import type { HostVolume } from '#apis/infrastructure/host-volume.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import { formatKey, keyOf, parseKey } from '#apis/machinery/object-meta.ts';
import type { DesiredObject } from '#proto/transport/gateway-message.ts';
import type { NetworkPeers } from './network-peers.ts';

export interface HostObjectsFeedOptions {
  readonly hostUID: string;
  readonly session: number;
  readonly volumes: Pick<Informer<HostVolume>, 'get' | 'revision'>;
  /** The revision at which the session was taken: what was so before, the host may have been told by others, and may have acted on and forgotten. */
  readonly claimRevision: number;
  readonly liveVolumes: Pick<ResourceClient<HostVolume>, 'get'>;
  readonly peers: Pick<NetworkPeers, 'peersOf' | 'networksOn'>;
  /** Up to where the host has been told everything about its Instances. */
  readonly toldRevision: () => number;
  /** The newest revision that was read, for numbering what has no generation of its own. */
  readonly revision: () => number;
}

/**
 * What one host is to be told beside its Instances: its HostVolumes, and where the other hosts of its networks are. First all of them, then what changes,
 * of each only the newest state. What it says goes out before Instances, which build on it.
 */
export class HostObjectsFeed {
  readonly #options: HostObjectsFeedOptions;
  /** Keys of HostVolumes that may have news, and the revision of the oldest. */
  readonly #dirtyVolumes = new Map<string, number>();
  readonly #sentVolumes = new Map<string, { readonly uid: string; readonly generation: number; readonly tombstone: boolean }>();
  readonly #dirtyNetworks: Set<string>;
  readonly #sentPeers = new Map<string, { readonly text: string; readonly generation: number }>();

  constructor(options: HostObjectsFeedOptions, snapshot: readonly HostVolume[]) {
    this.#options = options;
    for (const volume of snapshot) this.#dirtyVolumes.set(formatKey(keyOf(volume)), Number(volume.metadata.resourceVersion));
    this.#dirtyNetworks = new Set(options.peers.networksOn(options.hostUID));
  }

  /** The HostVolume may have news. */
  markVolume(key: string): void {
    if (!this.#dirtyVolumes.has(key)) this.#dirtyVolumes.set(key, this.#options.volumes.revision);
  }

  /** The other hosts of the network may be others. */
  markNetwork(networkUID: string): void {
    this.#dirtyNetworks.add(networkUID);
  }

  /** Revision of the oldest change that still waits to be sent; Infinity if none does. */
  get waitingSince(): number {
    return Math.min(...this.#dirtyVolumes.values());
  }

  /** The next message; undefined when there is nothing to say for now. Throws what reading a HostVolume throws; then nothing is lost. */
  async next(): Promise<DesiredObject | undefined> {
    for (const key of this.#dirtyVolumes.keys()) {
      const message = await this.#aboutVolume(key);
      if (message !== undefined) return message;
    }
    for (const networkUID of this.#dirtyNetworks) {
      this.#dirtyNetworks.delete(networkUID);
      const message = this.#aboutPeers(networkUID);
      if (message !== undefined) return message;
    }
    return undefined;
  }

  async #aboutVolume(key: string): Promise<DesiredObject | undefined> {
    const { volumes, hostUID } = this.#options;
    const found = volumes.get(parseKey(key));
    const volume = found?.spec.host.uid === hostUID ? found : undefined;
    const sent = this.#sentVolumes.get(key);
    if (volume === undefined || (sent !== undefined && sent.uid !== volume.metadata.uid)) {
      // A successor of the same name is told of next.
      if (volume === undefined) this.#dirtyVolumes.delete(key);
      this.#sentVolumes.delete(key);
      return sent === undefined
        ? undefined
        : this.#message({ type: 'HostVolume', uid: sent.uid, generation: sent.generation, released: true });
    }
    const { uid, generation, deletionTimestamp } = volume.metadata;
    const tombstone = deletionTimestamp !== undefined;
    const since = this.#dirtyVolumes.get(key) ?? this.#options.volumes.revision;
    // Before anything is awaited: what changes meanwhile is news again.
    this.#dirtyVolumes.delete(key);
    // A status alone is no news to the agent that reported it.
    if (sent?.generation === generation && sent.tombstone === tombstone) return undefined;
    try {
      if (sent === undefined && !(await this.#isStillThere(volume))) return undefined;
    } catch (error) {
      this.#dirtyVolumes.set(key, since);
      throw error;
    }
    this.#sentVolumes.set(key, { uid, generation, tombstone });
    return this.#message({ type: 'HostVolume', uid, generation, tombstone, object: volume });
  }

  /** A cache that lags behind shows volumes that are gone: the host would make them anew, and nobody would ever remove them. */
  async #isStillThere({ metadata }: HostVolume): Promise<boolean> {
    const { volumes, liveVolumes, claimRevision } = this.#options;
    if (volumes.revision >= claimRevision || Number(metadata.resourceVersion) >= claimRevision) return true;
    try {
      return (await liveVolumes.get(keyOf({ metadata }))).metadata.uid === metadata.uid;
    } catch (error) {
      if (error instanceof NotFoundError) return false;
      throw error;
    }
  }

  #aboutPeers(networkUID: string): DesiredObject | undefined {
    const { peers, hostUID, revision } = this.#options;
    const addresses = peers.peersOf(networkUID, hostUID);
    const sent = this.#sentPeers.get(networkUID);
    const generation = Math.max((sent?.generation ?? 0) + 1, revision());
    if (addresses === undefined) {
      this.#sentPeers.delete(networkUID);
      return sent === undefined ? undefined : this.#message({ type: 'NetworkPeers', uid: networkUID, generation, released: true });
    }
    const text = addresses.join();
    if (sent?.text === text) return undefined;
    this.#sentPeers.set(networkUID, { text, generation });
    return this.#message({ type: 'NetworkPeers', uid: networkUID, generation, object: { peers: addresses } });
  }

  #message(
    about: Pick<DesiredObject, 'type' | 'uid' | 'generation'> & {
      readonly tombstone?: boolean;
      readonly released?: boolean;
      readonly object?: object;
    },
  ): DesiredObject {
    const { object, tombstone = false, released = false, ...rest } = about;
    const objectJSON = object === undefined ? new Uint8Array() : Buffer.from(JSON.stringify(object));
    const { session, toldRevision } = this.#options;
    return { kind: 'DesiredObject', session, revision: toldRevision(), ...rest, objectJSON, tombstone, released };
  }
}
