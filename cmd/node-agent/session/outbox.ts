import type { AgentMessage, ConsoleChunk } from '#proto/transport/agent-message.ts';
import type { AgentStream } from '#proto/transport/agent-wire.ts';

/**
 * What the agent has to say in one session, sent one at a time at the pace of the stream. Of acknowledgements, pongs and host reports only the newest
 * is kept; console pieces queue up to a limit; everything else is asked for when its turn comes.
 */
export class Outbox {
  readonly #stream: AgentStream;
  readonly #pull: () => AgentMessage | undefined;
  readonly #newest = new Map<'Acknowledge' | 'Pong' | 'HostReport', AgentMessage>();
  readonly #console: ConsoleChunk[] = [];
  #roomAwaited: (() => void)[] = [];
  #wake: (() => void) | undefined;
  #closed = false;

  /** `pull` gives what else there is to send, now; {@link Outbox.poke} says that it may have something. */
  constructor({ stream, pull }: { readonly stream: AgentStream; readonly pull: () => AgentMessage | undefined }) {
    this.#stream = stream;
    this.#pull = pull;
  }

  /** Takes the place of an earlier message of its kind that has not been sent yet. */
  put(message: Extract<AgentMessage, { kind: 'Acknowledge' | 'Pong' | 'HostReport' }>): void {
    this.#newest.set(message.kind, message);
    this.poke();
  }

  /** False when too many wait: the answer to that request ends here. */
  putConsole(chunk: ConsoleChunk): boolean {
    if (this.#console.length >= maximumConsoleChunks) return false;
    this.#console.push(chunk);
    this.poke();
    return true;
  }

  /** Sends a piece of a live console as soon as there is room for it. False: this is over, and nothing will be sent any more. */
  async sendConsole(chunk: ConsoleChunk): Promise<boolean> {
    while (!this.#closed && this.#console.length >= maximumLiveChunks) {
      await new Promise<void>((resolve) => this.#roomAwaited.push(resolve));
    }
    return !this.#closed && this.putConsole(chunk);
  }

  poke(): void {
    this.#wake?.();
    this.#wake = undefined;
  }

  close(): void {
    this.#closed = true;
    this.poke();
    this.#tellOfRoom();
  }

  /** Sends until closed. Throws StreamClosedError when the stream ends first. */
  async run(): Promise<void> {
    while (!this.#closed) {
      const message = this.#next();
      if (message === undefined) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        continue;
      }
      await this.#stream.send(message);
    }
  }

  #next(): AgentMessage | undefined {
    for (const [kind, message] of this.#newest) {
      this.#newest.delete(kind);
      return message;
    }
    const chunk = this.#console.shift();
    if (chunk !== undefined && this.#console.length < maximumLiveChunks) this.#tellOfRoom();
    return chunk ?? this.#pull();
  }

  #tellOfRoom(): void {
    const awaited = this.#roomAwaited;
    this.#roomAwaited = [];
    for (const resolve of awaited) resolve();
  }
}

/** Live consoles leave room for logs, and stop reading from guests when nobody takes what they say. */
const maximumLiveChunks = 64;

/** 16 MiB of 64 KiB pieces. */
const maximumConsoleChunks = 256;
