import type { Clock, Timer } from '#apis/machinery/clock.ts';
import { formatKey, type ObjectKey } from '#apis/machinery/object-meta.ts';

/** Changes that could help come in bursts, as when a rack comes up: the waiting servers are looked at once for all of them. */
const gatherMilliseconds = 250;

/**
 * Servers for which there is no place, or something they refer to is missing. They cost nothing while they wait, and
 * are all looked at again, longest waiting first, soon after something changed that could help.
 */
export class WaitingServers {
  readonly #clock: Clock;
  readonly #enqueue: (key: ObjectKey) => void;
  readonly #keys = new Map<string, ObjectKey>();
  #timer: Timer | undefined;

  constructor({ clock, enqueue }: { readonly clock: Clock; readonly enqueue: (key: ObjectKey) => void }) {
    this.#clock = clock;
    this.#enqueue = enqueue;
  }

  add(key: ObjectKey): void {
    this.#keys.set(formatKey(key), key);
  }

  delete(key: ObjectKey): void {
    this.#keys.delete(formatKey(key));
  }

  /** Something changed that could help. */
  wake(): void {
    if (this.#keys.size === 0 || this.#timer !== undefined) return;
    this.#timer = this.#clock.setTimer(() => {
      this.#timer = undefined;
      for (const key of this.#keys.values()) this.#enqueue(key);
    }, gatherMilliseconds);
  }

  /** Forgets everybody: the loop has stopped, and looks at all servers when it starts again. */
  clear(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#keys.clear();
  }
}
