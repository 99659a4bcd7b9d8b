import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';

export interface HostsApartOptions {
  readonly hosts: readonly HostToKeep[];
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface HostToKeep {
  readonly name: string;
  /** Rejects once the signal is aborted before it has started. What it has begun then and whenever it fails is undone. */
  readonly start: (signal: AbortSignal) => Promise<{ stop(): Promise<void> }>;
}

const retryDelayMilliseconds = 30_000;

/**
 * The hosts of one process, none of which keeps another from working: one that waits to join, or whose driver or journal is broken, is started again and
 * again beside those that work.
 */
export class HostsApart {
  readonly #options: HostsApartOptions;
  readonly #end = new AbortController();
  readonly #running: { stop(): Promise<void> }[] = [];
  readonly #working = Promise.withResolvers<void>();
  readonly #all: Promise<unknown>;

  /** Begins at once. */
  constructor(options: HostsApartOptions) {
    this.#options = options;
    const attempts = options.hosts.map((host) => this.#attempt(host));
    void Promise.all(attempts).then(([first]) => {
      // Too late to matter once one works.
      if (first?.error !== undefined) this.#working.reject(first.error);
    });
    // Whoever does not ask is not to crash of the answer.
    this.#working.promise.catch(() => {});
    this.#all = Promise.all(options.hosts.map(async (host, index) => this.#persist(host, await attempts[index]!)));
  }

  /** Resolves as soon as one host works: another may wait for days to join. Throws what the first one failed with once all have failed. */
  working(): Promise<void> {
    return this.#working.promise;
  }

  /** Resolves or rejects once all have ended: they share what is closed next. Throws what the first one failed with that did not end well. */
  async stop(): Promise<void> {
    this.#end.abort(new Error('the hosts are being stopped'));
    await this.#all;
    const ends = await Promise.allSettled(this.#running.map((host) => host.stop()));
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }

  /** Never rejects. */
  async #attempt({ start }: HostToKeep): Promise<Attempt> {
    try {
      this.#running.push(await start(this.#end.signal));
      this.#working.resolve();
      return { error: undefined };
    } catch (error) {
      return { error: error as Error };
    }
  }

  /** Until it works, or is not wanted any more. */
  async #persist(host: HostToKeep, first: Attempt): Promise<void> {
    const { clock, logger } = this.#options;
    const { signal } = this.#end;
    for (let { error } = first; error !== undefined && !signal.aborted; { error } = await this.#attempt(host)) {
      logger.error({ error, host: host.name }, 'a host does not start; it is tried again, and does not keep others from working');
      await clock.sleep(retryDelayMilliseconds, { signal }).catch(() => {});
      if (signal.aborted) return;
    }
  }
}

interface Attempt {
  /** Undefined: it works. */
  readonly error: Error | undefined;
}
