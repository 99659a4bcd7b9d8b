import { constants, type ClientHttp2Stream } from 'node:http2';
import type { Clock } from '#apis/machinery/clock.ts';
import type { etcd } from '../generated/etcd.js';
import { EtcdCallError, type CallFailure } from './etcd-call-error.ts';
import { followCall } from './etcd-call.ts';
import { EtcdConnection } from './etcd-connection.ts';
import { watchMethod, type EtcdMethod } from './etcd-method.ts';
import type { EtcdCredentials } from './etcd-session.ts';
import { frameOf } from './message-frame.ts';

export interface EtcdChannelOptions {
  /** Members of one cluster, each `HOST:PORT`. */
  readonly endpoints: readonly string[];
  readonly credentials: EtcdCredentials;
  readonly clock: Pick<Clock, 'monotonicMilliseconds' | 'setTimer' | 'sleep'>;
  /** How long one endpoint may take to become reachable. */
  readonly connectTimeoutMilliseconds: number;
  /** How long etcd may take to answer. */
  readonly callTimeoutMilliseconds: number;
}

/** One stream of watches. Exactly one of its ends is told. */
export interface WatchCall {
  send(request: etcd.WatchRequest.$Properties): void;
  /** No response is handed over until {@link resume}, but for a few that are under way. */
  pause(): void;
  resume(): void;
  /** Ends the stream; nothing is told any more. */
  cancel(): void;
  /** As {@link cancel}, and later calls do not use the connection of this one: nothing comes out of it any more. */
  abandon(): void;
}

export interface WatchListener {
  response(response: etcd.WatchResponse): void;
  /** The stream is over, by a failure or because etcd ended it. */
  ended(error: EtcdCallError): void;
}

/**
 * The one door to etcd's API. Calls go to one member; when it cannot be reached, the next one takes its place. Messages may be of any size.
 */
export class EtcdChannel {
  readonly #options: EtcdChannelOptions;
  readonly #connections: EtcdConnection[];
  readonly #headers: Readonly<Record<string, string>>;
  #current = 0;
  #isClosed = false;

  constructor(options: EtcdChannelOptions) {
    this.#options = options;
    this.#connections = options.endpoints.map((endpoint) => new EtcdConnection({ ...options, endpoint }));
    this.#headers = { 'grpc-timeout': `${options.callTimeoutMilliseconds}m` };
    if (this.#connections.length === 0) throw new RangeError('there is no etcd to talk to: no endpoints are given');
  }

  /** Throws {@link EtcdCallError}. Never repeats a call that etcd may have seen. */
  async call<Request, Response>(method: EtcdMethod<Request, Response>, request: Request): Promise<Response> {
    const connection = await this.#reachable(method.path);
    const stream = this.#open(connection, method.path, this.#headers);
    const answer = await new Promise<Buffer>((resolve, reject) => {
      const fail = (failure: CallFailure): void => reject(this.#failed(connection, method.path, failure));
      let message: Buffer | undefined;
      const { callTimeoutMilliseconds, clock } = this.#options;
      const timer = clock.setTimer(() => {
        fail({ code: 'DEADLINE_EXCEEDED', details: `no answer in ${callTimeoutMilliseconds} ms`, sent: true });
        stream.close(constants.NGHTTP2_CANCEL);
      }, callTimeoutMilliseconds);
      followCall(stream, {
        message: (bytes) => {
          message = bytes;
        },
        ended: (failure) => {
          timer.cancel();
          if (failure === undefined && message !== undefined) resolve(message);
          else fail(failure ?? noAnswer);
        },
      });
      stream.end(frameOf(method.encode(request)));
    });
    return method.decode(answer);
  }

  /** Opens a stream of watches, which ends by itself when its member loses the leader. Throws {@link EtcdCallError}. */
  async openWatch(listener: WatchListener): Promise<WatchCall> {
    const connection = await this.#reachable(watchMethod.path);
    const stream = this.#open(connection, watchMethod.path, needsLeader);
    let isOver = false;
    followCall(stream, {
      message: (bytes) => {
        if (!isOver) listener.response(watchMethod.decode(bytes));
      },
      ended: (failure) => {
        if (!isOver) listener.ended(this.#failed(connection, watchMethod.path, failure ?? noAnswer));
        isOver = true;
      },
    });
    const cancel = (): void => {
      isOver = true;
      stream.close(constants.NGHTTP2_CANCEL);
    };
    return {
      send: (request) => void stream.write(frameOf(watchMethod.encode(request))),
      pause: () => void stream.pause(),
      resume: () => void stream.resume(),
      cancel,
      abandon: () => {
        cancel();
        this.#replace(connection);
      },
    };
  }

  close(): void {
    this.#isClosed = true;
    for (const connection of this.#connections) connection.close();
  }

  /** A connection that is there: the one in use, or else whichever can be made first, tried again and again for a while. */
  async #reachable(path: string): Promise<EtcdConnection> {
    const { clock, connectTimeoutMilliseconds, endpoints } = this.#options;
    const giveUpAtMilliseconds = clock.monotonicMilliseconds() + connectTimeoutMilliseconds;
    let cause: Error | undefined;
    for (let delayMilliseconds = firstRetryMilliseconds; ; delayMilliseconds *= 2) {
      for (let tried = 0; tried < this.#connections.length && !this.#isClosed; tried += 1) {
        const connection = this.#connections[this.#current]!;
        cause = connection.isReady ? undefined : await connection.connect();
        if (cause === undefined) return connection;
        this.#giveUpOn(connection);
      }
      if (this.#isClosed || clock.monotonicMilliseconds() + delayMilliseconds > giveUpAtMilliseconds) break;
      await clock.sleep(delayMilliseconds);
    }
    const details = this.#isClosed ? 'the channel is closed' : `none of ${endpoints.join(', ')} can be reached`;
    throw new EtcdCallError(path, { code: 'UNAVAILABLE', details, sent: false, ...(cause === undefined ? {} : { cause }) });
  }

  #open(connection: EtcdConnection, path: string, headers: Readonly<Record<string, string>>): ClientHttp2Stream {
    try {
      return connection.request(path, headers);
    } catch (error) {
      throw this.#failed(connection, path, { code: 'UNAVAILABLE', details: 'the connection was lost', sent: false, cause: error as Error });
    }
  }

  #failed(connection: EtcdConnection, path: string, failure: CallFailure): EtcdCallError {
    if (failure.code === 'UNAVAILABLE') this.#giveUpOn(connection);
    // Pings would find a dead connection too, but only later.
    if (failure.code === 'DEADLINE_EXCEEDED') this.#replace(connection);
    return new EtcdCallError(path, failure);
  }

  /** The next call goes elsewhere, unless another one has already seen to that. */
  #giveUpOn(connection: EtcdConnection): void {
    if (this.#connections[this.#current] === connection) this.#current = (this.#current + 1) % this.#connections.length;
  }

  /** Makes a new connection in the place of one that is silent. Calls that are under way on the old one may still end well. */
  #replace(connection: EtcdConnection): void {
    const index = this.#connections.indexOf(connection);
    if (index < 0 || this.#isClosed) return;
    this.#giveUpOn(connection);
    this.#connections[index] = new EtcdConnection({ ...this.#options, endpoint: this.#options.endpoints[index]! });
    connection.close();
  }
}

/** Asks etcd to refuse or end the stream when its member has no leader, and so might be cut off from the others without noticing. */
const needsLeader = { hasleader: 'true' };

const noAnswer: CallFailure = { code: 'INTERNAL', details: 'etcd sent no answer', sent: true };

const firstRetryMilliseconds = 100;
