import { duplexPair, type Duplex } from 'node:stream';

/** The two ends of a transfer between hosts, without hosts: streams by name, as agents give them to drivers. */
export class InMemoryTransfer {
  readonly #waiting = new Map<string, ((stream: Duplex) => void)[]>();
  readonly #opened = new Map<string, Duplex[]>();
  readonly #streams: Duplex[] = [];
  readonly #cut = Promise.withResolvers<never>();
  #isCut = false;

  constructor() {
    this.#cut.promise.catch(() => undefined);
  }

  readonly connect = (channel: string): Promise<Duplex> => {
    if (this.#isCut) return Promise.reject(new Error('the line is cut'));
    const [near, far] = duplexPair();
    this.#streams.push(near, far);
    const taker = this.#waiting.get(channel)?.shift();
    if (taker === undefined) this.#opened.set(channel, [...(this.#opened.get(channel) ?? []), far]);
    else taker(far);
    return Promise.resolve(near);
  };

  readonly accept = (channel: string): Promise<Duplex> => {
    const opened = this.#opened.get(channel)?.shift();
    if (opened !== undefined) return Promise.resolve(opened);
    const { promise, resolve } = Promise.withResolvers<Duplex>();
    this.#waiting.set(channel, [...(this.#waiting.get(channel) ?? []), resolve]);
    return Promise.race([promise, this.#cut.promise]);
  };

  /** The line between the hosts is gone. */
  cut(): void {
    this.#isCut = true;
    for (const stream of this.#streams) stream.destroy();
    this.#cut.reject(new Error('the line is cut'));
  }
}
