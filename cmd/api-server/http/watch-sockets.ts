import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { WebSocketServer, type WebSocket } from 'ws';
import { BadRequestError, ForbiddenError } from '#apis/machinery/errors.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { RequestChain } from '../chain/request-chain.ts';
import type { ApiRequest } from '../exchange/api-request.ts';
import { errorResponse, type ApiResponse } from '../exchange/api-response.ts';
import type { EventStream } from '../exchange/event-stream.ts';
import { booleanParameter } from '../exchange/query-parameters.ts';
import { peerOfSocket } from './peer-of-socket.ts';
import { refuseUpgrade } from './refuse-upgrade.ts';
import { readSocketProtocols } from './socket-protocols.ts';
import { webSocketFraming } from './web-socket-framing.ts';

export interface WatchSocketsOptions {
  readonly chain: Pick<RequestChain, 'handle'>;
  readonly logger: Logger;
}

/**
 * Watches over WebSocket, as browsers use them: the URL of a watch, one text message an event. It is the same request in the same chain, with the same
 * limits; only what carries the events is another.
 */
export class WatchSockets {
  readonly #options: WatchSocketsOptions;
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: mostMessageBytes,
    perMessageDeflate: false,
    handleProtocols: (_, request) => readSocketProtocols(request.headers['sec-websocket-protocol']).chosen ?? false,
  });

  constructor(options: WatchSocketsOptions) {
    this.#options = options;
  }

  /** Takes over a connection whose request asks for an upgrade. */
  upgrade(incoming: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    void this.#admit(incoming, socket, head);
  }

  /** The watches themselves are ended by the chain. */
  close(): void {
    this.#server.close();
  }

  async #admit(incoming: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const leaving = new AbortController();
    socket.once('close', () => leaving.abort(new Error('the client went away')));
    try {
      const response = await this.#answer(incoming, socket, leaving.signal);
      if (response.body.kind !== 'Events') {
        refuseUpgrade(socket, response);
        return;
      }
      const { stream } = response.body;
      if (socket.destroyed) stream.cancel();
      else this.#server.handleUpgrade(incoming, socket, head, (webSocket) => carry(stream, webSocket, socket));
    } catch (error) {
      // The chain does not throw, so this is the connection: there is nobody to tell but the log.
      this.#options.logger.debug({ url: incoming.url, error }, 'watch over WebSocket could not be opened');
      socket.destroy();
    }
  }

  async #answer(incoming: IncomingMessage, socket: Duplex, signal: AbortSignal): Promise<ApiResponse> {
    let request: ApiRequest;
    try {
      request = requestOf(incoming, socket, signal);
    } catch (error) {
      return errorResponse(error);
    }
    return await this.#options.chain.handle(request);
  }
}

/** Throws {@link BadRequestError} for what is no WebSocket or no watch, {@link ForbiddenError} for a page of another origin. */
function requestOf(incoming: IncomingMessage, socket: Duplex, signal: AbortSignal): ApiRequest {
  const { headers } = incoming;
  const url = incoming.url ?? '/';
  const queryStart = url.indexOf('?');
  const query = new URLSearchParams(queryStart < 0 ? '' : url.slice(queryStart + 1));
  const { token } = readSocketProtocols(headers['sec-websocket-protocol']);
  if (!/^[+/0-9A-Za-z]{22}==$/.test(headers['sec-websocket-key'] ?? '')) throw new BadRequestError('this is no handshake of a WebSocket');
  if (!booleanParameter(query, 'watch'))
    throw new BadRequestError('over a WebSocket there are only watches: the query has to say watch=true');
  refuseForeignPage(headers, token !== undefined);
  return {
    method: incoming.method ?? '',
    path: queryStart < 0 ? url : url.slice(0, queryStart),
    query,
    headers: {
      ...(headers as Record<string, string | undefined>),
      ...(token === undefined || headers.authorization !== undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    peer: peerOfSocket(socket as TLSSocket),
    readBody: async () => Buffer.alloc(0),
    framing: webSocketFraming,
    signal,
  };
}

/**
 * A browser shows its user's certificate for whatever page opens a WebSocket, and no rule of browsers keeps that page from reading. So a page of another
 * origin has to bring a token of its own; and as in Kubernetes the origin has to be said at all.
 */
function refuseForeignPage({ origin, host, authorization }: IncomingMessage['headers'], hasToken: boolean): void {
  if (origin === undefined) throw new ForbiddenError('a WebSocket needs the header Origin');
  const isOwn = origin.replace(/^[a-z]+:\/\//, '') === host;
  if (!isOwn && !hasToken && authorization === undefined)
    throw new ForbiddenError('a page of another origin may only watch with a token of its own');
}

function carry(stream: EventStream, webSocket: WebSocket, socket: Duplex): void {
  // What a client says is not for anybody; one that says too much at once is cut by `maxPayload`.
  webSocket.on('error', () => socket.destroy());
  webSocket.once('close', () => stream.cancel());
  stream.attach({
    // Framed already, once for all sockets of the same watch.
    write: (bytes) => void (webSocket.readyState === webSocket.OPEN && socket.write(bytes)),
    pendingBytes: () => socket.writableLength,
    // Who does not read never answers it, and is cut after 30 s.
    end: () => webSocket.close(normal),
  });
}

const mostMessageBytes = 4096;
/** RFC 6455 §7.4.1. */
const normal = 1000;
