import { TooManyRequestsError } from '#apis/machinery/errors.ts';

/** A count of things that go on at one time, with an upper bound. */
export class ConcurrencyLimit {
  readonly #what: string;
  readonly #most: number;
  #count = 0;

  constructor(options: { readonly what: string; readonly most: number }) {
    this.#what = options.what;
    this.#most = options.most;
  }

  get count(): number {
    return this.#count;
  }

  /** Counts one more. The caller owes one {@link leave}. Throws {@link TooManyRequestsError} when there are as many as may be. */
  enter(): void {
    if (this.#count >= this.#most) {
      throw new TooManyRequestsError(`there are already ${this.#most} ${this.#what}; try again later`, {
        details: { retryAfterSeconds: 1 },
      });
    }
    this.#count += 1;
  }

  leave(): void {
    this.#count -= 1;
  }
}
