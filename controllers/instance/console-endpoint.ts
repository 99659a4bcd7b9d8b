import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from '#apis/machinery/logger.ts';
import { ConsoleUnavailableError } from './console-requests.ts';

export interface ConsoleEndpointOptions {
  /** Undefined when no stream of this replica leads to the instance's host. Throws {@link ConsoleUnavailableError}. */
  readonly consoleLog: (instanceUID: string, options: { readonly maximumBytes: number }) => Promise<Uint8Array> | undefined;
  readonly logger: Logger;
}

/**
 * Answers `GET /console/INSTANCEUID?maximumBytes=N` with the end of a guest's console as plain text: 404 when this replica has no stream to its host,
 * 503 when the host does not answer. To be served over TLS to those who show a certificate of the api-server's; it checks nothing itself.
 */
export function createConsoleEndpoint({
  consoleLog,
  logger,
}: ConsoleEndpointOptions): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const query = parse(request);
    if (query === undefined) {
      answer(response, 404, 'there is only GET /console/INSTANCEUID?maximumBytes=N\n');
      return;
    }
    const log = consoleLog(query.instanceUID, query);
    if (log === undefined) {
      answer(response, 404, 'no stream of this gateway leads to the host of this instance\n');
      return;
    }
    void log.then(
      (bytes) => answer(response, 200, bytes),
      (error: unknown) => {
        if (!(error instanceof ConsoleUnavailableError)) logger.error({ error }, 'reading a console failed');
        answer(response, 503, `${error instanceof ConsoleUnavailableError ? error.message : 'internal error'}\n`);
      },
    );
  };
}

const defaultMaximumBytes = 64 * 1024;
const highestMaximumBytes = 4 * 1024 * 1024;

function parse(request: IncomingMessage): { readonly instanceUID: string; readonly maximumBytes: number } | undefined {
  const url = new URL(request.url ?? '/', 'https://gateway');
  const instanceUID = /^\/console\/([A-Za-z0-9-]{1,64})$/.exec(url.pathname)?.[1];
  const maximumBytes = Number(url.searchParams.get('maximumBytes') ?? defaultMaximumBytes);
  if (request.method !== 'GET' || instanceUID === undefined || !Number.isSafeInteger(maximumBytes) || maximumBytes < 1) return undefined;
  return { instanceUID, maximumBytes: Math.min(maximumBytes, highestMaximumBytes) };
}

function answer(response: ServerResponse, code: number, body: string | Uint8Array): void {
  response.writeHead(code, { 'content-type': 'text/plain; charset=utf-8', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
