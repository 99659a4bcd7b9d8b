import type { Duplex } from 'node:stream';
import type { Logger } from '#apis/machinery/logger.ts';
import type { ConsoleKind } from '#drivers/contract/abilities.ts';
import type { ConsoleChunk } from '#proto/transport/agent-message.ts';
import type { ConsoleClose, ConsoleInput, ConsoleOpen } from '#proto/transport/gateway-message.ts';

export interface LiveConsolesDependencies {
  /** A connection to a guest's console. */
  readonly open: (instanceUID: string, kind: ConsoleKind) => Promise<Duplex>;
  /** Sends a piece when there is room for it. False: the session is over. */
  readonly send: (chunk: ConsoleChunk) => Promise<boolean>;
  readonly logger: Logger;
}

/** The consoles that are open in one session, each known by the number of the request that opened it. They end with the session. */
export class LiveConsoles {
  readonly #dependencies: LiveConsolesDependencies;
  /** Undefined: it is being opened. */
  readonly #streams = new Map<number, Duplex | undefined>();
  #isOver = false;

  constructor(dependencies: LiveConsolesDependencies) {
    this.#dependencies = dependencies;
  }

  open(message: ConsoleOpen): void {
    const { request } = message;
    if (this.#streams.has(request)) return;
    if (this.#streams.size >= mostConsoles) {
      void this.#end(request, `this host has ${mostConsoles} consoles open already; close one`);
      return;
    }
    this.#streams.set(request, undefined);
    void this.#speak(message);
  }

  /** What somebody typed. A console that takes nothing in for too long is closed. */
  input({ request, data }: ConsoleInput): void {
    const stream = this.#streams.get(request);
    if (stream === undefined || stream.writableEnded) return;
    if (stream.writableLength + data.byteLength > mostWaitingBytes) {
      stream.destroy(new Error(`the guest takes nothing in: ${mostWaitingBytes} bytes wait for it`));
      return;
    }
    stream.write(data);
  }

  close({ request }: Pick<ConsoleClose, 'request'>): void {
    const stream = this.#streams.get(request);
    this.#streams.delete(request);
    stream?.destroy();
  }

  /** The session is over. */
  closeAll(): void {
    this.#isOver = true;
    for (const request of this.#streams.keys()) this.close({ request });
  }

  async #speak({ request, instanceUID, console: kind }: ConsoleOpen): Promise<void> {
    try {
      const stream = await this.#dependencies.open(instanceUID, kind === 'serial' ? 'Serial' : 'Graphical');
      if (this.#isOver || !this.#streams.has(request)) {
        stream.destroy();
        return;
      }
      this.#streams.set(request, stream);
      await this.#pump(request, stream);
      await this.#end(request, '');
    } catch (error) {
      this.#dependencies.logger.info({ error, instanceUID, console: kind }, 'a console has ended');
      await this.#end(request, (error as Error).message);
    }
  }

  async #pump(request: number, stream: Duplex): Promise<void> {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      for (let start = 0; start < piece.byteLength; start += chunkBytes) {
        const data = piece.subarray(start, start + chunkBytes);
        if (!(await this.#dependencies.send({ kind: 'ConsoleChunk', request, data, last: false, error: '' }))) return;
      }
    }
  }

  async #end(request: number, error: string): Promise<void> {
    const stream = this.#streams.get(request);
    this.#streams.delete(request);
    stream?.destroy();
    if (!this.#isOver) await this.#dependencies.send({ kind: 'ConsoleChunk', request, data: new Uint8Array(), last: true, error });
  }
}

/** On a host at once. */
const mostConsoles = 32;
const chunkBytes = 64 * 1024;
/** Typed for one console, and not taken in by its guest yet. */
const mostWaitingBytes = 1024 * 1024;
