import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { createWebSocketStream, WebSocketServer, type WebSocket } from 'ws';
import type { Logger } from '#apis/machinery/logger.ts';
import { consolePath } from './console-path.ts';
import type { ConsoleGrant, ConsoleTokens } from './console-tokens.ts';

export interface ConsoleSocketsOptions {
  readonly tokens: Pick<ConsoleTokens, 'redeem'>;
  /** The bytes of the console that a token opens. Throws what is told to the one who holds it. */
  readonly open: (grant: ConsoleGrant) => Promise<Duplex>;
  readonly logger: Logger;
}

/** The WebSockets through which people use live consoles: whoever has a token that was not used gets what it opens, and its bytes are carried. */
export class ConsoleSockets {
  readonly #options: ConsoleSocketsOptions;
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: mostMessageBytes,
    perMessageDeflate: false,
    // noVNC asks for `binary`; what clients do not name they do not get.
    handleProtocols: (protocols) => (protocols.has('binary') ? 'binary' : false),
  });
  readonly #open = new Set<WebSocket>();

  constructor(options: ConsoleSocketsOptions) {
    this.#options = options;
  }

  /** Takes over a connection whose request asks for an upgrade. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const url = new URL(request.url ?? '/', 'https://api-server');
    if (url.pathname !== consolePath || request.method !== 'GET') {
      refuse(socket, 404, 'there is only the console here');
      return;
    }
    if (this.#open.size >= mostConsoles) {
      refuse(socket, 503, 'too many consoles are open');
      return;
    }
    void this.#admit(url.searchParams.get('token') ?? '', { request, socket, head });
  }

  /** Ends all. */
  close(): void {
    for (const webSocket of this.#open) webSocket.close(goingAway, 'the server stops');
    this.#server.close();
  }

  async #admit(
    token: string,
    { request, socket, head }: { readonly request: IncomingMessage; readonly socket: Duplex; readonly head: Buffer },
  ): Promise<void> {
    const { tokens, open, logger } = this.#options;
    try {
      const grant = await tokens.redeem(token);
      if (grant === undefined) {
        refuseSilently(socket);
        return;
      }
      const { namespace, server, type, user } = grant;
      const guest = await open(grant);
      logger.info({ namespace, server, type, user }, 'console opened');
      this.#server.handleUpgrade(request, socket, head, (webSocket) => this.#carry(webSocket, guest));
    } catch (error) {
      logger.warn({ error }, 'a console could not be opened');
      refuse(socket, 503, (error as Error).message);
    }
  }

  #carry(webSocket: WebSocket, guest: Duplex): void {
    this.#open.add(webSocket);
    const person = createWebSocketStream(webSocket, { highWaterMark: bufferBytes });
    const end = (code: number, reason: string): void => {
      this.#open.delete(webSocket);
      guest.destroy();
      // What still comes is for nobody, but the answer to the goodbye is behind it.
      person.unpipe(guest).resume();
      webSocket.close(code, reason);
    };
    person.on('error', () => end(abnormal, ''));
    webSocket.once('close', () => end(normal, ''));
    guest.on('error', (error) => end(abnormal, error.message.slice(0, 100)));
    guest.once('close', () => end(normal, 'the console was closed'));
    guest.pipe(person);
    person.pipe(guest);
  }
}

const mostConsoles = 1_000;
const mostMessageBytes = 1024 * 1024;
const bufferBytes = 64 * 1024;
/** Codes of RFC 6455 §7.4.1. */
const normal = 1000;
const goingAway = 1001;
const abnormal = 1011;

/** A bad token gets no byte of data, as from Nova's proxy: clients that do not look at the answer take whatever comes for the screen. */
function refuseSilently(socket: Duplex): void {
  const reason = 'The token was used, has expired or never was: ask for another';
  socket.end(`HTTP/1.1 403 ${reason}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

function refuse(socket: Duplex, code: number, message: string): void {
  const body = `${message}\n`;
  const head = [
    `HTTP/1.1 ${code} ${code === 403 ? 'Forbidden' : code === 404 ? 'Not Found' : 'Service Unavailable'}`,
    'connection: close',
    'content-type: text/plain; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
