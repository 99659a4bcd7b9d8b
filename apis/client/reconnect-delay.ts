import type { Random } from '../machinery/random.ts';

/** Shortest and longest pause before a connection is tried again. The longest is short enough for people to wait for. */
const shortestMilliseconds = 200;
const longestMilliseconds = 10_000;

/** Doubling pauses, each spread over half its length, so that clients cut off together do not come back together. */
export class ReconnectDelay {
  readonly #random: Random;
  #attempts = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** The pause before the next attempt. */
  nextMilliseconds(): number {
    const ceiling = Math.min(shortestMilliseconds * 2 ** this.#attempts, longestMilliseconds);
    this.#attempts = Math.min(this.#attempts + 1, 16);
    return ceiling * (0.5 + this.#random.fraction() / 2);
  }

  /** It worked: the next pause is the shortest again. */
  reset(): void {
    this.#attempts = 0;
  }
}
