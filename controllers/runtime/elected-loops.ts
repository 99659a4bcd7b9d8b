import type { Logger } from '#apis/machinery/logger.ts';
import type { LeaderElection } from './leader-election.ts';
import type { StartableLoop } from './loop.ts';

export interface ElectedLoopsOptions {
  readonly loops: readonly StartableLoop[];
  readonly election: Pick<LeaderElection, 'run'>;
  readonly logger: Logger;
}

/** Runs loops while this replica leads, and stops them, the last started first, when it does not any more. */
export class ElectedLoops {
  readonly #options: ElectedLoopsOptions;
  readonly #controller = new AbortController();
  #run: Promise<void> = Promise.resolve();
  #isLeading = false;

  constructor(options: ElectedLoopsOptions) {
    this.#options = options;
  }

  get isLeading(): boolean {
    return this.#isLeading;
  }

  /** Begins to compete. `onFailure` hears of a loop that could not be started or stopped, after which nothing runs. */
  start(onFailure: (error: unknown) => void): void {
    this.#run = this.#options.election.run((signal) => this.#lead(signal), this.#controller.signal).catch(onFailure);
  }

  /** Resolves when no loop runs any more and the lease is given back. */
  async stop(): Promise<void> {
    this.#controller.abort(new Error('the process is stopping'));
    await this.#run;
  }

  async #lead(signal: AbortSignal): Promise<void> {
    const started: StartableLoop[] = [];
    try {
      for (const loop of this.#options.loops) {
        started.push(loop);
        await loop.start({ signal });
        this.#options.logger.info({ loop: loop.name }, 'loop started');
      }
      this.#isLeading = true;
      await aborted(signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      this.#isLeading = false;
      for (const loop of started.toReversed()) await loop.stop();
    }
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
