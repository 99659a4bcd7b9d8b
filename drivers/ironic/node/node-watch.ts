import type { Clock, Timer } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Node } from './node.ts';

export interface NodeWatchOptions {
  /** Every node that is ours to use. */
  readonly list: () => Promise<readonly Node[]>;
  readonly intervalSeconds: number;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** All nodes, as Ironic listed them last. */
export interface NodeListing {
  readonly nodes: ReadonlyMap<string, Node>;
  /** When it was asked for, on the monotonic clock: what was done later it may not show. */
  readonly askedAtMilliseconds: number;
}

/** Looks at all nodes of one Ironic with one request a period, for however many drivers there are. */
export class NodeWatch {
  readonly #options: NodeWatchOptions;
  readonly #listeners = new Set<(listing: NodeListing) => void>();
  #listing: NodeListing | undefined;
  #isFailing = false;
  #isClosed = false;
  #next: Timer | undefined;

  constructor(options: NodeWatchOptions) {
    this.#options = options;
  }

  /** Resolves after the first look, whatever came of it. */
  async start(): Promise<void> {
    await this.#look();
  }

  close(): void {
    this.#isClosed = true;
    this.#next?.cancel();
    this.#listeners.clear();
  }

  /** The newest listing; undefined when there is none, or none of the last few periods. */
  get listing(): NodeListing | undefined {
    const { clock, intervalSeconds } = this.#options;
    if (this.#listing === undefined) return undefined;
    const ageMilliseconds = clock.monotonicMilliseconds() - this.#listing.askedAtMilliseconds;
    return ageMilliseconds > periodsUntilStale * intervalSeconds * 1000 ? undefined : this.#listing;
  }

  /** Calls `listener` after each look that went well. Returns how to stop that. */
  onListing(listener: (listing: NodeListing) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #look(): Promise<void> {
    const { clock, list, logger, intervalSeconds } = this.#options;
    const askedAtMilliseconds = clock.monotonicMilliseconds();
    try {
      const nodes = await list();
      this.#listing = { nodes: new Map(nodes.map((node) => [node.uuid, node])), askedAtMilliseconds };
      if (this.#isFailing) logger.info({ nodes: nodes.length }, 'Ironic lists its nodes again');
      this.#isFailing = false;
      for (const listener of this.#listeners) listener(this.#listing);
    } catch (error) {
      if (!this.#isFailing && !this.#isClosed) logger.error({ error }, 'Ironic does not list its nodes');
      this.#isFailing = true;
    }
    if (!this.#isClosed) this.#next = clock.setTimer(() => void this.#look(), intervalSeconds * 1000);
  }
}

const periodsUntilStale = 3;
