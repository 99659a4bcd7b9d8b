import type { TLSSocket } from 'node:tls';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { UnprovedConnections } from './unproved-connections.ts';

export interface AgentConnectionsOptions {
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface AgentConnectionLimits {
  readonly unprovedConnections: number;
  readonly connectionsPerHost: number;
}

/** Who is let in after the handshake: those with a good certificate, a few connections each, and some that have none at all. */
export class AgentConnections {
  readonly #logger: Logger;
  readonly #limits: AgentConnectionLimits;
  readonly #unproved: UnprovedConnections;
  readonly #byPeer = new Map<string, TLSSocket>();
  readonly #countOfHost = new Map<string, number>();

  constructor({ clock, logger }: AgentConnectionsOptions, limits: AgentConnectionLimits) {
    this.#logger = logger;
    this.#limits = limits;
    this.#unproved = new UnprovedConnections({ ...unprovedLimits, maximum: limits.unprovedConnections, clock });
  }

  /** False: it is to be destroyed. */
  admit(socket: TLSSocket): boolean {
    if (!this.#isTrusted(socket)) return false;
    const peer = `${socket.remoteAddress}:${socket.remotePort}`;
    this.#byPeer.set(peer, socket);
    socket.once('close', () => this.#byPeer.delete(peer));
    return true;
  }

  /** Ends the connection of a peer, named `ADDRESS:PORT` as gRPC does, with all that goes on in it. */
  cut(peer: string): void {
    this.#byPeer.get(peer)?.destroy();
  }

  close(): void {
    this.#unproved.close();
  }

  #isTrusted(socket: TLSSocket): boolean {
    // An empty object stands for no certificate.
    const { subject } = socket.getPeerCertificate() as { readonly subject?: { readonly CN?: string | string[] } };
    if (subject === undefined) return this.#unproved.admit(socket);
    if (socket.authorized) return this.#isWithinLimit(socket, String(subject.CN));
    this.#logger.warn(
      { peer: socket.remoteAddress, reason: String(socket.authorizationError) },
      'agent with an untrusted certificate was refused',
    );
    return false;
  }

  #isWithinLimit(socket: TLSSocket, commonName: string): boolean {
    const count = this.#countOfHost.get(commonName) ?? 0;
    if (count >= this.#limits.connectionsPerHost) {
      this.#logger.warn({ peer: socket.remoteAddress, commonName, count }, 'host with too many connections was refused another');
      return false;
    }
    this.#countOfHost.set(commonName, count + 1);
    socket.once('close', () => this.#leave(commonName));
    return true;
  }

  #leave(commonName: string): void {
    const count = (this.#countOfHost.get(commonName) ?? 0) - 1;
    if (count > 0) this.#countOfHost.set(commonName, count);
    else this.#countOfHost.delete(commonName);
  }
}

const unprovedLimits = { lifetimeSeconds: 60, maximumBytes: 256 * 1024 };
