import { ConnectionError, type Transport, type TransportRequest, type TransportResponse } from '#apis/client/transport.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { InProcessTransport } from '#test/harness/in-process-transport.ts';
import type { SeededRandom } from '#test/harness/seeded-random.ts';

/** What can go wrong between a process and the api-servers. */
export interface NetworkWeather {
  /** Share of requests that never arrive, and as many whose answer is lost. */
  lossFraction: number;
  /** Longest delay of a request or an answer. */
  mostDelayMilliseconds: number;
}

export interface SimulatedTransportOptions {
  /** A connection to one of the api-servers that live now; undefined: none does. */
  readonly connect: () => InProcessTransport | undefined;
  readonly weather: NetworkWeather;
  readonly clock: Clock;
  readonly random: SeededRandom;
  /** Sees and may change each request; for planted bugs. */
  readonly rewrite?: (request: TransportRequest) => TransportRequest;
  /** Told of each answer before it travels back. */
  readonly onAnswer?: (request: TransportRequest, response: TransportResponse) => void;
}

/** A process's way to the api-servers: slow, lossy, and gone with the process. */
export class SimulatedTransport implements Transport {
  readonly #options: SimulatedTransportOptions;
  #isDead = false;

  constructor(options: SimulatedTransportOptions) {
    this.#options = options;
  }

  async request(original: TransportRequest): Promise<TransportResponse> {
    const { connect, weather, random, rewrite, onAnswer } = this.#options;
    const request = rewrite?.(original) ?? original;
    await this.#travel(request.signal);
    if (random.fraction() < weather.lossFraction) throw new ConnectionError('the request was lost', { outcome: 'NotDone' });
    const server = connect();
    if (server === undefined) throw new ConnectionError('no api-server answers', { outcome: 'NotDone' });
    const response = await this.#whileAlive(server.request(request));
    onAnswer?.(request, response);
    await this.#travel(request.signal);
    if (request.answer !== 'Endless' && random.fraction() < weather.lossFraction) {
      throw new ConnectionError('the answer was lost', { outcome: 'Unknown' });
    }
    return { ...response, body: this.#bodyWhileAlive(response.body) };
  }

  async close(): Promise<void> {}

  /** The process died: nothing that it awaits ever comes. */
  kill(): void {
    this.#isDead = true;
  }

  async #travel(signal: AbortSignal | undefined): Promise<void> {
    const { clock, random, weather } = this.#options;
    const delayMilliseconds = Math.floor(random.fraction() * weather.mostDelayMilliseconds);
    await this.#whileAlive(clock.sleep(delayMilliseconds, signal === undefined ? {} : { signal }));
  }

  #whileAlive<Value>(promise: Promise<Value>): Promise<Value> {
    const never = new Promise<never>(() => {});
    return promise.then(
      (value) => (this.#isDead ? never : value),
      (error: unknown) => {
        if (this.#isDead) return never;
        throw error;
      },
    );
  }

  async *#bodyWhileAlive(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
    const chunks = body[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await this.#whileAlive(chunks.next());
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      await chunks.return?.();
    }
  }
}
