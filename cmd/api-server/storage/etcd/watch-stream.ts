import type { Clock, Timer } from '#apis/machinery/clock.ts';
import type { EtcdChannel, WatchCall } from '#proto/etcd/etcd-channel.ts';
import type { etcd } from '#proto/generated/etcd.js';
import { keyPrefix, prefixEnd, type Revision } from '../storage.ts';
import { keyBytes } from './stored-item.ts';

export interface WatchStreamOptions {
  readonly channel: Pick<EtcdChannel, 'openWatch'>;
  readonly clock: Pick<Clock, 'monotonicMilliseconds' | 'setTimer'>;
  /** Delivers this revision too, if it is still there. */
  readonly fromRevision: Revision;
  readonly patience: StreamPatience;
}

/** When a stream that says nothing is taken for dead. */
export interface StreamPatience {
  /** After so long without a word etcd is asked for one. */
  readonly quietMilliseconds: number;
  /** So long may it take to give it. */
  readonly answerMilliseconds: number;
}

export const defaultStreamPatience: StreamPatience = { quietMilliseconds: 10_000, answerMilliseconds: 10_000 };

/**
 * One watch of all keys on a stream of its own. A reader that is slow makes etcd wait; a stream on which etcd has gone silent is ended, which neither
 * TCP nor HTTP/2 would notice when the process behind still answers pings.
 */
export class WatchStream {
  readonly #options: WatchStreamOptions;
  readonly #waiting: etcd.WatchResponse[] = [];
  #call: WatchCall | undefined;
  #failure: Error | undefined;
  #wake: (() => void) | undefined;
  #timer: Timer | undefined;
  #heardAtMilliseconds: number;
  #isAsked = false;
  #isPaused = false;

  private constructor(options: WatchStreamOptions) {
    this.#options = options;
    this.#heardAtMilliseconds = options.clock.monotonicMilliseconds();
  }

  /** Throws {@link EtcdCallError} when etcd cannot be reached. */
  static async open(options: WatchStreamOptions): Promise<WatchStream> {
    const stream = new WatchStream(options);
    const call = await options.channel.openWatch({
      response: (response) => stream.#receive(response),
      ended: (error) => stream.#fail(error),
    });
    stream.#call = call;
    call.send({
      createRequest: {
        key: keyBytes(keyPrefix),
        rangeEnd: keyBytes(prefixEnd(keyPrefix)),
        startRevision: Math.max(1, options.fromRevision),
        progressNotify: true,
        fragment: true,
      },
    });
    stream.#setTimer(options.patience.quietMilliseconds);
    return stream;
  }

  /** The next response; undefined after {@link wake}. Throws what ended the stream, after all responses that came before. */
  async next(): Promise<etcd.WatchResponse | undefined> {
    if (this.#waiting.length === 0 && this.#failure === undefined) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const response = this.#waiting.shift();
    if (response === undefined && this.#failure !== undefined) throw this.#failure;
    if (this.#isPaused && this.#waiting.length === 0) {
      this.#isPaused = false;
      this.#heardAtMilliseconds = this.#options.clock.monotonicMilliseconds();
      this.#call?.resume();
    }
    return response;
  }

  /** Makes {@link next} return if it waits. */
  wake(): void {
    this.#wake?.();
    this.#wake = undefined;
  }

  close(): void {
    this.#timer?.cancel();
    this.#call?.cancel();
    this.#waiting.length = 0;
  }

  #receive(response: etcd.WatchResponse): void {
    this.#heardAtMilliseconds = this.#options.clock.monotonicMilliseconds();
    this.#isAsked = false;
    this.#waiting.push(response);
    if (!this.#isPaused && this.#waiting.length >= pauseAtResponses) {
      this.#isPaused = true;
      this.#call?.pause();
    }
    this.wake();
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#timer?.cancel();
    this.wake();
  }

  #setTimer(delayMilliseconds: number): void {
    this.#timer = this.#options.clock.setTimer(() => this.#judgeSilence(), delayMilliseconds);
  }

  #judgeSilence(): void {
    const { clock, patience } = this.#options;
    const silentMilliseconds = clock.monotonicMilliseconds() - this.#heardAtMilliseconds;
    if (this.#isPaused || silentMilliseconds < patience.quietMilliseconds) {
      this.#setTimer(Math.max(1, patience.quietMilliseconds - (this.#isPaused ? 0 : silentMilliseconds)));
    } else if (this.#isAsked) {
      this.#fail(new Error(`etcd has said nothing for ${Math.round(silentMilliseconds)} ms, although it was asked to`));
      this.#call?.abandon();
    } else {
      this.#isAsked = true;
      this.#call?.send({ progressRequest: {} });
      this.#setTimer(patience.answerMilliseconds);
    }
  }
}

/** Responses that wait for a slow reader before etcd is made to wait. Each may hold up to 1,000 revisions. */
const pauseAtResponses = 8;
