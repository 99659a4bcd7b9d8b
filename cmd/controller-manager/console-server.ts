import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import type { ListenAddress } from '#cmd/bootstrap/port-file.ts';

export interface ConsoleServerOptions {
  readonly certificatePEM: string;
  readonly privateKeyPEM: string;
  /** Signs those who may ask; they have to belong to the organization `tycho:control-plane`, too. */
  readonly clientAuthorityPEM: string;
  readonly answer: (request: IncomingMessage, response: ServerResponse) => void;
  /** Takes connections whose request asks for a live console. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/** Serves guests' console logs and live consoles to the api-server, over mutual TLS. */
export class ConsoleServer {
  readonly #server: Server;

  constructor({ certificatePEM, privateKeyPEM, clientAuthorityPEM, answer, upgrade }: ConsoleServerOptions) {
    const tls = { cert: certificatePEM, key: privateKeyPEM, ca: clientAuthorityPEM, requestCert: true, rejectUnauthorized: true };
    this.#server = createServer({ ...tls, minVersion: 'TLSv1.3', handshakeTimeout: 10_000 }, (request, response) => {
      if (isControlPlane(request.socket as TLSSocket)) {
        answer(request, response);
        return;
      }
      response.writeHead(403, { 'content-type': 'text/plain' });
      response.end('only the api-server may read consoles\n');
    });
    this.#server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (isControlPlane(request.socket as TLSSocket)) upgrade(request, socket, head);
      else socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
    });
    this.#server.maxConnections = 1_024;
  }

  /** Resolves with the address once it listens. */
  async listen({ host, port }: ListenAddress): Promise<ListenAddress> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, resolve);
    });
    const bound = this.#server.address() as AddressInfo;
    return { host: bound.address, port: bound.port };
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }
}

function isControlPlane(socket: TLSSocket): boolean {
  const organizations: string | string[] | undefined = socket.getPeerCertificate().subject?.O;
  return [organizations ?? []].flat().includes('tycho:control-plane');
}
