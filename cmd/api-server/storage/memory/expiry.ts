import type { Clock, Timer } from '#apis/machinery/clock.ts';

/** Calls back when the time to live of keys is over, all those of one second together. */
export class Expiry {
  readonly #clock: Clock;
  readonly #expire: (keys: readonly string[]) => void;
  readonly #secondOf = new Map<string, number>();
  readonly #seconds = new Map<number, { readonly keys: Set<string>; readonly timer: Timer }>();

  constructor({ clock, expire }: { readonly clock: Clock; readonly expire: (keys: readonly string[]) => void }) {
    this.#clock = clock;
    this.#expire = expire;
  }

  /** Gives `key` a new time to live; undefined: it stays until it is deleted. */
  set(key: string, timeToLiveSeconds: number | undefined): void {
    this.#forget(key);
    if (timeToLiveSeconds === undefined) return;
    const second = Math.ceil(this.#clock.monotonicMilliseconds() / 1000 + timeToLiveSeconds);
    this.#secondOf.set(key, second);
    this.#keysOf(second).add(key);
  }

  close(): void {
    for (const { timer } of this.#seconds.values()) timer.cancel();
    this.#seconds.clear();
    this.#secondOf.clear();
  }

  #forget(key: string): void {
    const second = this.#secondOf.get(key);
    if (second === undefined) return;
    this.#secondOf.delete(key);
    const bucket = this.#seconds.get(second);
    bucket?.keys.delete(key);
    if (bucket?.keys.size !== 0) return;
    bucket.timer.cancel();
    this.#seconds.delete(second);
  }

  #keysOf(second: number): Set<string> {
    const known = this.#seconds.get(second);
    if (known !== undefined) return known.keys;
    const keys = new Set<string>();
    this.#seconds.set(second, { keys, timer: this.#wakeAt(second) });
    return keys;
  }

  #wakeAt(second: number): Timer {
    return this.#clock.setTimer(
      () => {
        const keys = [...(this.#seconds.get(second)?.keys ?? [])];
        this.#seconds.delete(second);
        for (const key of keys) this.#secondOf.delete(key);
        this.#expire(keys);
      },
      second * 1000 - this.#clock.monotonicMilliseconds(),
    );
  }
}
