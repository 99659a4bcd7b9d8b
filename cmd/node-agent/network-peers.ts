import type { Clock, Timer } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { JournalState } from './journal/journal-state.ts';

export interface NetworkPeersDependencies {
  readonly state: () => JournalState;
  /** Says which other hosts have guests in a network: all of them; none is fine. May be repeated. */
  readonly setPeers: (networkUID: string, peers: readonly string[]) => Promise<void>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Tells the host's networks what the journal says of their peers, one network at a time, until each was told. */
export class NetworkPeers {
  readonly #dependencies: NetworkPeersDependencies;
  readonly #due = new Set<string>();
  #telling = false;
  #running = false;
  #retry: Timer | undefined;

  constructor(dependencies: NetworkPeersDependencies) {
    this.#dependencies = dependencies;
  }

  start(): void {
    this.#running = true;
    for (const networkUID of this.#dependencies.state().networkPeers.keys()) this.changed(networkUID);
  }

  cease(): void {
    this.#running = false;
    this.#retry?.cancel();
  }

  /** The peers of a network may be others now. */
  changed(networkUID: string): void {
    this.#due.add(networkUID);
    if (this.#running && !this.#telling) void this.#tellAll();
  }

  async #tellAll(): Promise<void> {
    const { state, setPeers, clock, logger } = this.#dependencies;
    this.#telling = true;
    this.#retry?.cancel();
    const failed = new Set<string>();
    for (const networkUID of this.#due) {
      if (!this.#running) break;
      this.#due.delete(networkUID);
      try {
        await setPeers(networkUID, state().networkPeers.get(networkUID) ?? []);
      } catch (error) {
        logger.warn({ error, networkUID }, 'the peers of a network could not be set');
        failed.add(networkUID);
      }
    }
    this.#telling = false;
    for (const networkUID of failed) this.#due.add(networkUID);
    if (failed.size > 0 && this.#running) this.#retry = clock.setTimer(() => void this.#tellAll(), retryDelayMilliseconds);
  }
}

const retryDelayMilliseconds = 10_000;
