import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import type { HTTPTransportOptions } from '#apis/client/http-transport.ts';
import { CommandFailure } from '../command-failure.ts';
import { exitCode } from '../exit-code.ts';

/** Opens a WebSocket at the api-server and gives its bytes. `path` includes the query. Throws a CommandFailure with the words of the server. */
export async function openWebSocket(options: HTTPTransportOptions, path: string): Promise<Duplex> {
  const { createWebSocketStream, WebSocket } = await import('ws');
  const url = new URL(path, options.server);
  url.protocol = url.protocol === 'http:' ? 'ws:' : 'wss:';
  const serverName = options.serverName ?? (isIP(url.hostname.replace(/^\[(.*)\]$/, '$1')) === 0 ? url.hostname : undefined);
  const webSocket = new WebSocket(url, ['binary'], {
    rejectUnauthorized: options.verification !== 'Skip',
    perMessageDeflate: false,
    handshakeTimeout: handshakeMilliseconds,
    ...(options.ca === undefined ? {} : { ca: options.ca }),
    ...(options.cert === undefined ? {} : { cert: options.cert }),
    ...(options.key === undefined ? {} : { key: options.key }),
    ...(serverName === undefined ? {} : { servername: serverName }),
  });
  await new Promise<void>((resolve, reject) => {
    webSocket.once('open', resolve);
    webSocket.once('error', (cause) =>
      reject(new CommandFailure(`the console cannot be opened: ${cause.message}`, { cause, exitCode: exitCode.unreachable })),
    );
    webSocket.once('unexpected-response', (_, response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text = `${text}${chunk}`.slice(0, 500)));
      response.once('end', () =>
        reject(new CommandFailure(text.trim() || `the server answered ${response.statusCode} ${response.statusMessage}`)),
      );
    });
  });
  return createWebSocketStream(webSocket);
}

const handshakeMilliseconds = 20_000;
