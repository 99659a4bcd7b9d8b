import {
  Client,
  connectivityState,
  credentials,
  Metadata,
  type ClientDuplexStream,
  type MethodDefinition,
  type ServiceError,
} from '@grpc/grpc-js';
import type { Clock } from '#apis/machinery/clock.ts';
import type { etcd } from '../generated/etcd.js';
import { callErrorOf, EtcdCallError } from './etcd-call-error.ts';
import { watchMethod } from './etcd-method.ts';

export interface EtcdChannelOptions {
  /** Members of one cluster, each `HOST:PORT`. */
  readonly endpoints: readonly string[];
  readonly credentials: EtcdCredentials;
  readonly clock: Pick<Clock, 'now'>;
  /** How long one endpoint may take to become reachable. */
  readonly connectTimeoutMilliseconds: number;
  /** How long etcd may take to answer. */
  readonly callTimeoutMilliseconds: number;
}

/** Mutual TLS: etcd takes no other clients. */
export interface EtcdCredentials {
  /** Who signs etcd's certificate. */
  readonly authorityPEM: string;
  /** A DNS name that etcd's certificate holds, whatever the endpoints are called. An IP address does not do: TLS cannot ask for one by name. */
  readonly serverName: string;
  readonly certificatePEM: string;
  readonly privateKeyPEM: string;
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
  readonly #clients: Client[];
  #current = 0;
  #isClosed = false;

  constructor(options: EtcdChannelOptions) {
    this.#options = options;
    this.#clients = options.endpoints.map((endpoint) => newClient(endpoint, options.credentials));
    if (this.#clients.length === 0) throw new RangeError('there is no etcd to talk to: no endpoints are given');
  }

  /** Throws {@link EtcdCallError}. Never repeats a call that etcd may have seen. */
  async call<Request, Response>(method: MethodDefinition<Request, Response>, request: Request): Promise<Response> {
    const client = await this.#reachable(method.path);
    return new Promise((resolve, reject) => {
      const deadline = this.#deadline(this.#options.callTimeoutMilliseconds);
      const done = (error: ServiceError | null, response?: Response): void => {
        if (error === null && response !== undefined) resolve(response);
        else reject(this.#failed(client, method.path, error));
      };
      client.makeUnaryRequest(method.path, method.requestSerialize, method.responseDeserialize, request, { deadline }, done);
    });
  }

  /** Opens a stream of watches, which ends by itself when its member loses the leader. Throws {@link EtcdCallError}. */
  async openWatch(listener: WatchListener): Promise<WatchCall> {
    const { path, requestSerialize, responseDeserialize } = watchMethod;
    const client = await this.#reachable(path);
    const call = client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize, needsLeader());
    const ended = (error: ServiceError | null): void => listener.ended(this.#failed(client, path, error));
    return listenTo(call, { response: (response) => listener.response(response), ended, abandon: () => this.#replace(client) });
  }

  close(): void {
    this.#isClosed = true;
    for (const client of this.#clients) client.close();
  }

  /** A client that is connected, tried once around. */
  async #reachable(path: string): Promise<Client> {
    let cause: Error | undefined;
    for (let tried = 0; tried < this.#clients.length && !this.#isClosed; tried += 1) {
      const client = this.#clients[this.#current]!;
      cause = await this.#connect(client);
      if (cause === undefined) return client;
      this.#giveUpOn(client);
    }
    const details = this.#isClosed ? 'the channel is closed' : `none of ${this.#options.endpoints.join(', ')} can be reached`;
    throw new EtcdCallError(path, { code: 'UNAVAILABLE', details, sent: false, ...(cause === undefined ? {} : { cause }) });
  }

  #connect(client: Client): Promise<Error | undefined> {
    if (client.getChannel().getConnectivityState(true) === connectivityState.READY) return Promise.resolve(undefined);
    const deadline = this.#deadline(this.#options.connectTimeoutMilliseconds);
    return new Promise((resolve) => client.waitForReady(deadline, (error) => resolve(error)));
  }

  #failed(client: Client, path: string, error: ServiceError | null): EtcdCallError {
    if (error === null) return new EtcdCallError(path, { code: 'INTERNAL', details: 'etcd sent no answer', sent: true });
    const failure = callErrorOf(path, error);
    if (failure.code === 'UNAVAILABLE') this.#giveUpOn(client);
    // Pings would find a dead connection too, but only later.
    if (failure.code === 'DEADLINE_EXCEEDED') this.#replace(client);
    return failure;
  }

  /** The next call goes elsewhere, unless another one has already seen to that. */
  #giveUpOn(client: Client): void {
    if (this.#clients[this.#current] === client) this.#current = (this.#current + 1) % this.#clients.length;
  }

  /** Makes a new connection in the place of one that is silent. Calls that are under way on the old one may still end well. */
  #replace(client: Client): void {
    const index = this.#clients.indexOf(client);
    if (index < 0 || this.#isClosed) return;
    this.#giveUpOn(client);
    this.#clients[index] = newClient(this.#options.endpoints[index]!, this.#options.credentials);
    client.close();
  }

  #deadline(milliseconds: number): Date {
    return new Date(this.#options.clock.now().getTime() + milliseconds);
  }
}

type RawWatchCall = ClientDuplexStream<etcd.WatchRequest.$Properties, etcd.WatchResponse>;

interface RawWatchListener {
  response(response: etcd.WatchResponse): void;
  ended(error: ServiceError | null): void;
  abandon(): void;
}

function listenTo(call: RawWatchCall, listener: RawWatchListener): WatchCall {
  let isOver = false;
  const end = (error: ServiceError | null): void => {
    if (!isOver) listener.ended(error);
    isOver = true;
  };
  const cancel = (): void => {
    isOver = true;
    call.cancel();
  };
  call.on('data', (response: etcd.WatchResponse) => {
    if (!isOver) listener.response(response);
  });
  call.on('error', end);
  call.on('end', () => end(null));
  return {
    send: (request) => void call.write(request),
    pause: () => void call.pause(),
    resume: () => void call.resume(),
    cancel,
    abandon: () => {
      cancel();
      listener.abandon();
    },
  };
}

function newClient(endpoint: string, { authorityPEM, certificatePEM, privateKeyPEM, serverName }: EtcdCredentials): Client {
  const mutualTLS = credentials.createSsl(Buffer.from(authorityPEM), Buffer.from(privateKeyPEM), Buffer.from(certificatePEM));
  return new Client(endpoint, mutualTLS, { ...channelOptions, 'grpc.ssl_target_name_override': serverName });
}

/** Asks etcd to refuse or end the stream when its member has no leader, and so might be cut off from the others without noticing. */
function needsLeader(): Metadata {
  const metadata = new Metadata();
  metadata.set('hasleader', 'true');
  return metadata;
}

const channelOptions = {
  'grpc.max_receive_message_length': -1,
  'grpc.max_send_message_length': -1,
  // etcd refuses clients that ask more often than every 5 s.
  'grpc.keepalive_time_ms': 10_000,
  'grpc.keepalive_timeout_ms': 5_000,
  'grpc.initial_reconnect_backoff_ms': 100,
  'grpc.min_reconnect_backoff_ms': 100,
  'grpc.max_reconnect_backoff_ms': 2_000,
  'grpc.use_local_subchannel_pool': 1,
};
