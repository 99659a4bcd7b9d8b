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
  readonly #first: Promise<readonly Attempt[]>;
  readonly #all: Promise<unknown>;

  /** Begins at once. */
  constructor(options: HostsApartOptions) {
    this.#options = options;
    const attempts = options.hosts.map((host) => this.#attempt(host));
    this.#first = Promise.all(attempts);
    this.#all = Promise.all(options.hosts.map(async (host, index) => this.#persist(host, await attempts[index]!)));
  }

  /** Resolves once each host works or has failed once. Throws what the first one failed with when none works. */
  async working(): Promise<void> {
    const [first] = await this.#first;
    if (this.#running.length === 0 && first?.error !== undefined) throw first.error;
  }

  async stop(): Promise<void> {
    this.#end.abort(new Error('the hosts are being stopped'));
    await this.#all;
    await Promise.all(this.#running.map((host) => host.stop()));
  }

  /** Never rejects. */
  async #attempt({ start }: HostToKeep): Promise<Attempt> {
    try {
      this.#running.push(await start(this.#end.signal));
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
