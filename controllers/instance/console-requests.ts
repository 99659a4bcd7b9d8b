import type { Clock, Timer } from '#apis/machinery/clock.ts';
import type { ConsoleChunk } from '#proto/transport/agent-message.ts';

/** The log could not be had: no stream to the host, no answer in time, too many ask, or the agent says why. */
export class ConsoleUnavailableError extends Error {
  override readonly name = 'ConsoleUnavailableError';
}

export interface ConsoleRequestsOptions {
  readonly clock: Pick<Clock, 'setTimer'>;
  /** A number for a question, unlike that of any other to this agent. */
  readonly nextRequest: () => number;
  readonly send: (request: { readonly request: number; readonly instanceUID: string; readonly maximumBytes: number }) => void;
}

/** Questions for consoles that one agent has yet to answer. */
export class ConsoleRequests {
  readonly #options: ConsoleRequestsOptions;
  readonly #open = new Map<number, OpenRequest>();

  constructor(options: ConsoleRequestsOptions) {
    this.#options = options;
  }

  /** The last `maximumBytes` of a guest's console. Throws {@link ConsoleUnavailableError}. */
  ask(instanceUID: string, { maximumBytes }: { readonly maximumBytes: number }): Promise<Uint8Array> {
    if (this.#open.size >= maximumOpenRequests) {
      return Promise.reject(new ConsoleUnavailableError('too many logs are being read from this host at the moment: try again'));
    }
    const request = this.#options.nextRequest();
    return new Promise((resolve, reject) => {
      const timer = this.#options.clock.setTimer(
        () => this.#end(request)?.reject(new ConsoleUnavailableError(`the agent of the host did not answer within ${patienceSeconds} s`)),
        patienceSeconds * 1000,
      );
      this.#open.set(request, { maximumBytes, chunks: [], lengthBytes: 0, timer, resolve, reject });
      this.#options.send({ request, instanceUID, maximumBytes });
    });
  }

  /** A piece of an answer; one that nobody asked for is dropped. */
  take({ request, data, last, error }: ConsoleChunk): void {
    const open = this.#open.get(request);
    if (open === undefined) return;
    if (error !== '') {
      this.#end(request)?.reject(new ConsoleUnavailableError(error));
      return;
    }
    open.chunks.push(data);
    open.lengthBytes += data.byteLength;
    if (open.lengthBytes > open.maximumBytes) {
      this.#end(request)?.reject(new ConsoleUnavailableError('the agent of the host sent more than was asked for'));
    } else if (last) {
      this.#end(request)?.resolve(Buffer.concat(open.chunks));
    }
  }

  /** The stream has ended: nothing will be answered any more. */
  close(): void {
    for (const request of this.#open.keys()) {
      this.#end(request)?.reject(new ConsoleUnavailableError('the connection to the host was lost'));
    }
  }

  #end(request: number): OpenRequest | undefined {
    const open = this.#open.get(request);
    open?.timer.cancel();
    this.#open.delete(request);
    return open;
  }
}

const maximumOpenRequests = 16;
const patienceSeconds = 12;

interface OpenRequest {
  readonly maximumBytes: number;
  readonly chunks: Uint8Array[];
  lengthBytes: number;
  readonly timer: Timer;
  readonly resolve: (log: Uint8Array) => void;
  readonly reject: (error: ConsoleUnavailableError) => void;
}
