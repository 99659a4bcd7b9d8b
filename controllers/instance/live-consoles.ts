import { Duplex } from 'node:stream';
import type { ConsoleChunk } from '#proto/transport/agent-message.ts';
import type { ConsoleClose, ConsoleInput, ConsoleOpen } from '#proto/transport/gateway-message.ts';
import { ConsoleUnavailableError } from './console-requests.ts';

export interface LiveConsolesOptions {
  readonly session: number;
  /** A number for a console, unlike that of any other question to this agent. */
  readonly nextRequest: () => number;
  /** Resolves when the stream has taken the message. */
  readonly send: (message: ConsoleOpen | ConsoleInput | ConsoleClose) => Promise<void>;
}

/**
 * The live consoles that are open on one host. Each is a Duplex: what is written is typed, what the guest says is read. It fails with
 * {@link ConsoleUnavailableError} when the agent gives it up or the session ends. Destroying it closes the console on the host.
 */
export class LiveConsoles {
  readonly #options: LiveConsolesOptions;
  readonly #open = new Map<number, LiveConsole>();

  constructor(options: LiveConsolesOptions) {
    this.#options = options;
  }

  /** A host has 32 at most; the next one fails at once. */
  open(instanceUID: string, console: ConsoleOpen['console']): Duplex {
    const { session, nextRequest, send } = this.#options;
    if (this.#open.size >= maximumOpenConsoles) {
      const refused = new LiveConsole({ type: () => Promise.resolve(), closed: () => {} });
      refused.destroy(new ConsoleUnavailableError('too many consoles of this host are open at the moment: close one, or try again'));
      return refused;
    }
    const request = nextRequest();
    const opened = new LiveConsole({
      type: (data) => send({ kind: 'ConsoleInput', session, request, data }),
      closed: () => {
        // The agent, or the session, may have ended it already.
        if (this.#open.delete(request)) void send({ kind: 'ConsoleClose', session, request });
      },
    });
    this.#open.set(request, opened);
    void send({ kind: 'ConsoleOpen', session, request, instanceUID, console });
    return opened;
  }

  /** False: it belongs to no console that is open here. */
  take({ request, data, last, error }: ConsoleChunk): boolean {
    const console = this.#open.get(request);
    if (console === undefined) return false;
    if (error === '') {
      console.say(data);
      if (!last) return true;
    }
    this.#open.delete(request);
    console.finish(error === '' ? undefined : new ConsoleUnavailableError(error));
    return true;
  }

  /** The stream has ended. */
  close(): void {
    const open = [...this.#open.values()];
    this.#open.clear();
    for (const console of open) console.finish(new ConsoleUnavailableError('the connection to the host was lost'));
  }
}

class LiveConsole extends Duplex {
  readonly #type: (data: Uint8Array) => Promise<void>;
  readonly #closed: () => void;

  constructor({ type, closed }: { readonly type: (data: Uint8Array) => Promise<void>; readonly closed: () => void }) {
    super({ allowHalfOpen: false, highWaterMark: 64 * 1024 });
    this.#type = type;
    this.#closed = closed;
  }

  /** The guest says something. Nobody can make it pause: one whose reader is too slow loses its console, and not the session to the host. */
  say(data: Uint8Array): void {
    if (data.byteLength === 0 || this.destroyed) return;
    if (this.readableLength + data.byteLength > maximumUnreadBytes) {
      this.destroy(new ConsoleUnavailableError(`more than ${maximumUnreadBytes} bytes of the console were not read: open it again`));
      return;
    }
    this.push(data);
  }

  /** The agent has ended it, well or with an error. */
  finish(error: ConsoleUnavailableError | undefined): void {
    if (error === undefined) this.push(null);
    else this.destroy(error);
  }

  override _read(): void {}

  /** One piece at a time is on its way, so who types fast waits. */
  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    void this.#typeAll(chunk, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    done();
    this.destroy();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#closed();
    done(error);
  }

  async #typeAll(chunk: Buffer, done: (error?: Error | null) => void): Promise<void> {
    for (let start = 0; start < chunk.byteLength; start += pieceBytes) await this.#type(chunk.subarray(start, start + pieceBytes));
    done();
  }
}

const maximumOpenConsoles = 32;
const maximumUnreadBytes = 4 * 1024 * 1024;
const pieceBytes = 16 * 1024;
