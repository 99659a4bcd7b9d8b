import type { Clock, Timer } from '../machinery/clock.ts';

/** Nothing came for too long on something that should have spoken. */
export class StalledError extends Error {
  override readonly name = 'StalledError';
}

/**
 * Aborts `signal` when nobody called `touch` for the limit. Touching is cheap: it notes the time, and one timer looks
 * at the note. Call `stop` when done.
 */
export class StallGuard {
  readonly #clock: Clock;
  readonly #limitMilliseconds: number;
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal;
  readonly #onOuterAbort: () => void;
  #touchedAtMilliseconds: number;
  #timer: Timer;
  #stalled = false;

  constructor({ clock, limitSeconds, signal }: { readonly clock: Clock; readonly limitSeconds: number; readonly signal: AbortSignal }) {
    this.#clock = clock;
    this.#limitMilliseconds = limitSeconds * 1000;
    this.#outer = signal;
    this.#onOuterAbort = () => this.#controller.abort(signal.reason);
    signal.addEventListener('abort', this.#onOuterAbort, { once: true });
    if (signal.aborted) this.#onOuterAbort();
    this.#touchedAtMilliseconds = clock.monotonicMilliseconds();
    this.#timer = clock.setTimer(() => this.#look(), this.#limitMilliseconds);
  }

  /** Aborted by a stall (with {@link StalledError}), or along with the outer signal (with its reason). */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get stalled(): boolean {
    return this.#stalled;
  }

  touch(): void {
    this.#touchedAtMilliseconds = this.#clock.monotonicMilliseconds();
  }

  stop(): void {
    this.#timer.cancel();
    this.#outer.removeEventListener('abort', this.#onOuterAbort);
  }

  #look(): void {
    const leftMilliseconds = this.#touchedAtMilliseconds + this.#limitMilliseconds - this.#clock.monotonicMilliseconds();
    if (leftMilliseconds > 0) {
      this.#timer = this.#clock.setTimer(() => this.#look(), leftMilliseconds);
      return;
    }
    this.#stalled = true;
    this.#controller.abort(new StalledError(`nothing came for ${this.#limitMilliseconds / 1000} s`));
  }
}
