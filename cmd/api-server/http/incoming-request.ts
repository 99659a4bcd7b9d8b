import { BadRequestError } from '#apis/machinery/errors.ts';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { ApiRequest, Peer } from '../exchange/api-request.ts';
import { chunkedFraming, plainFraming, type Framing } from '../exchange/framing.ts';
import { peerOfSocket } from './peer-of-socket.ts';
import { readRequestBody } from './read-request-body.ts';

/** A request of HTTP/1.1 over TLS. What few requests need is made when they ask for it. */
export class IncomingRequest implements ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly peer: Peer | undefined;
  readonly framing: Framing;
  readonly sourceAddress: string | undefined;
  readonly #incoming: IncomingMessage;
  readonly #queryText: string;
  #query: URLSearchParams | undefined;
  #cancellation: AbortController | undefined;
  #isGone = false;

  constructor(incoming: IncomingMessage, outgoing: ServerResponse) {
    const url = incoming.url ?? '/';
    const queryStart = url.indexOf('?');
    this.method = incoming.method ?? '';
    this.path = queryStart < 0 ? url : url.slice(0, queryStart);
    this.#queryText = queryStart < 0 ? '' : url.slice(queryStart + 1);
    // Repeated headers are joined by Node (joinDuplicateHeaders); set-cookie, the one that is not, is none of a request's.
    this.headers = incoming.headers as Record<string, string | undefined>;
    this.peer = peerOfSocket(incoming.socket as TLSSocket);
    this.sourceAddress = incoming.socket.remoteAddress;
    this.framing = incoming.httpVersion === '1.1' ? chunkedFraming : plainFraming;
    this.#incoming = incoming;
    outgoing.once('close', () => {
      this.#isGone = true;
      if (!outgoing.writableFinished) this.#cancellation?.abort(new Error('the client went away'));
    });
  }

  /** Throws {@link BadRequestError} for one that is longer than {@link longestQuery}. */
  get query(): URLSearchParams {
    if (this.#queryText.length > longestQuery)
      throw new BadRequestError(`the query has more than the ${longestQuery} characters that are taken`);
    this.#query ??= new URLSearchParams(this.#queryText);
    return this.#query;
  }

  get signal(): AbortSignal {
    if (this.#cancellation === undefined) {
      this.#cancellation = new AbortController();
      if (this.#isGone) this.#cancellation.abort(new Error('the client went away'));
    }
    return this.#cancellation.signal;
  }

  readonly readBody = (): Promise<Buffer> => readRequestBody(this.#incoming);
}

/** A label selector, a field selector and a continue token, each as long as it may be and percent-encoded in part. */
const longestQuery = 48 * 1024;
