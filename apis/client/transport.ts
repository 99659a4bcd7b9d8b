/**
 * How a request reaches the api-server: over TLS (`http-transport.ts`), or inside one process in tests. A transport
 * knows nothing of kinds; it neither repeats requests nor judges their answers.
 */
export interface Transport {
  /**
   * Sends one request. Resolves as soon as the status and headers are there; the body is read by iterating it, and a
   * caller that stops early (by leaving the loop) ends the exchange. Rejects with {@link ConnectionError} when no
   * answer came, or with the signal's reason after an abort. The iteration rejects with the same two.
   */
  request(request: TransportRequest): Promise<TransportResponse>;
  /** Ends idle connections, and those in use. Requests that are under way reject. */
  close(): Promise<void>;
}

export interface TransportRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute, without query: each part already escaped. */
  readonly path: string;
  /** Not yet escaped. */
  readonly query?: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** `Endless`: the answer goes on until somebody ends it (a watch), so silence is no fault. Default `Bounded`. */
  readonly answer?: 'Bounded' | 'Endless';
  readonly signal?: AbortSignal | undefined;
}

export interface TransportResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
}

/** The api-server could not be reached, or the connection broke before the answer was whole. Try again later. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
  /** `NotDone`: the request was never sent. `Unknown`: it may have taken effect, so read before trying again. */
  readonly outcome: 'NotDone' | 'Unknown';

  constructor(message: string, options: ErrorOptions & { readonly outcome: 'NotDone' | 'Unknown' }) {
    super(message, options);
    this.outcome = options.outcome;
  }
}
