import type { Clock } from '#apis/machinery/clock.ts';

export interface StreamProgressOptions {
  readonly clock: Pick<Clock, 'monotonicMilliseconds'>;
  readonly timings: { readonly silenceLimitSeconds: number; readonly progressLimitSeconds: number };
}

/** Why a stream has to be made anew. */
export interface StreamFault {
  readonly cause: 'Silent' | 'Stuck';
  readonly message: string;
}

/** Tells a stream that works from one that is silent, and from one that is alive and yet gets nowhere. */
export class StreamProgress {
  readonly #options: StreamProgressOptions;
  #heardAtMilliseconds: number;
  #sentRevision = 0;
  #acknowledgedRevision = 0;
  /** Since when something has been owed without the agent getting any further; undefined when nothing is. */
  #owedSinceMilliseconds: number | undefined;

  constructor(options: StreamProgressOptions) {
    this.#options = options;
    this.#heardAtMilliseconds = options.clock.monotonicMilliseconds();
  }

  /** The agent said something. */
  heard(): void {
    this.#heardAtMilliseconds = this.#options.clock.monotonicMilliseconds();
  }

  /** Something was sent that the agent has to acknowledge. */
  sent(revision: number): void {
    this.#sentRevision = Math.max(this.#sentRevision, revision);
    if (this.#sentRevision > this.#acknowledgedRevision) this.#owedSinceMilliseconds ??= this.#options.clock.monotonicMilliseconds();
  }

  /** The agent's journal holds everything up to `revision`. */
  acknowledged(revision: number): void {
    if (revision <= this.#acknowledgedRevision) return;
    this.#acknowledgedRevision = revision;
    this.#owedSinceMilliseconds = revision >= this.#sentRevision ? undefined : this.#options.clock.monotonicMilliseconds();
  }

  /** Undefined while the stream works. */
  fault(): StreamFault | undefined {
    const { clock, timings } = this.#options;
    const now = clock.monotonicMilliseconds();
    if (now - this.#heardAtMilliseconds > timings.silenceLimitSeconds * 1000) {
      return { cause: 'Silent', message: `nothing was heard from the agent for ${timings.silenceLimitSeconds} s` };
    }
    if (this.#owedSinceMilliseconds !== undefined && now - this.#owedSinceMilliseconds > timings.progressLimitSeconds * 1000) {
      const message = `the agent answers, but has not acknowledged revision ${this.#sentRevision} within ${timings.progressLimitSeconds} s`;
      return { cause: 'Stuck', message };
    }
    return undefined;
  }
}
