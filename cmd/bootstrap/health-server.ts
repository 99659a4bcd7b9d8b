import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ListenAddress } from './port-file.ts';
import type { PrometheusMetrics } from './prometheus-metrics.ts';

export interface HealthServerOptions {
  readonly metrics: Pick<PrometheusMetrics, 'text'>;
  /** Words for what keeps the process from doing its work; empty when nothing does. */
  readonly obstacles: () => readonly string[];
}

/**
 * `/livez`, `/readyz` and `/metrics` in plain HTTP for whoever is on this machine. It listens on loopback only, since it
 * asks nobody who they are.
 */
export class HealthServer {
  readonly #options: HealthServerOptions;
  readonly #server: Server;

  constructor(options: HealthServerOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  /** Throws RangeError for an address that others can reach. Returns the address that it took. */
  async listen({ host, port }: ListenAddress): Promise<ListenAddress> {
    if (!isLoopback(host)) throw new RangeError(`--health-listen ${host}: only loopback addresses are allowed, as 127.0.0.1`);
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(port, host, resolve);
    });
    return { host, port: (this.#server.address() as AddressInfo).port };
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { code, text, contentType } = await this.#answerTo(request.url?.split('?')[0], request.headers.accept);
    response.writeHead(code, { 'content-type': contentType ?? 'text/plain; charset=utf-8' });
    response.end(text);
  }

  async #answerTo(
    path: string | undefined,
    accept: string | undefined,
  ): Promise<{ readonly code: number; readonly text: string; readonly contentType?: string }> {
    const { metrics, obstacles } = this.#options;
    switch (path) {
      case '/livez':
        return { code: 200, text: 'ok' };
      case '/readyz':
      case '/healthz': {
        const found = obstacles();
        return found.length === 0 ? { code: 200, text: 'ok' } : { code: 500, text: `${found.join('\n')}\n` };
      }
      case '/metrics':
        return { code: 200, ...(await metrics.text(accept)) };
      default:
        return { code: 404, text: 'not found\n' };
    }
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}
