import { stat } from 'node:fs/promises';
import { createServer, type Server as HTTPServer } from 'node:http';
import type { Server, Socket } from 'node:net';
import { metadataAddress, type MetadataAccess } from '../network/network-port.ts';
import { GuestResponder, refuse, type MetadataGuest, type ResponderOptions } from './metadata-guest.ts';
import { openNamespaceSocket } from './open-namespace-socket.ts';

/** With the allowance of each guest. */
export interface MetadataServerOptions extends ResponderOptions {
  /** Makes a socket for a network: the test's way in. */
  readonly openSocket?: (namespacePath: string) => Promise<Server>;
  /** From the first byte of a request to its last: whoever is slower is not a guest that boots. 10 seconds if absent. */
  readonly requestTimeoutMilliseconds?: number;
  /** Tells one namespace at a path from the next: the test's way in. */
  readonly identify?: (namespacePath: string) => Promise<number>;
}

/** All of a guest's connections, and those of all guests in a network: a boot needs one. */
const maximumConnectionsPerGuest = 32;
const maximumConnectionsPerNetwork = 2000;
const maximumHeaderBytes = 8 * 1024;
const defaultRequestTimeoutMilliseconds = 10_000;
const keepAliveTimeoutMilliseconds = 5000;
const maximumRequestsPerConnection = 1000;
/** Children that make sockets at one time: after a start there is one for each network. */
const maximumOpenings = 4;

interface Listener {
  readonly namespaceInode: number;
  readonly http: HTTPServer;
  /** By source address: {@link MetadataAccess.sourceAddress}. */
  readonly guests: Map<string, { readonly portUID: string; readonly responder: GuestResponder }>;
}

/**
 * The metadata service of a host: http://169.254.169.254 in each network that has guests here. It learns from the source address which port asks, since
 * the rules of the network's namespace have put the port's own there; see the network's README.
 */
export class MetadataServer {
  readonly #options: MetadataServerOptions;
  readonly #listeners = new Map<string, Listener>();
  readonly #places = new Map<string, MetadataAccess>();
  #turns = new Map<string, Promise<unknown>>();
  #openings: Promise<unknown>[] = Array.from({ length: maximumOpenings }, () => Promise.resolve());
  #nextOpening = 0;

  constructor(options: MetadataServerOptions) {
    this.#options = options;
  }

  /**
   * Serves a port, from now on with this; a repeated call replaces what was said before. Resolves once the service listens in the port's network. Throws
   * NamespaceSocketError.
   */
  async publish(portUID: string, access: MetadataAccess, guest: MetadataGuest): Promise<void> {
    const before = this.#places.get(portUID);
    if (before !== undefined && (before.networkUID !== access.networkUID || before.sourceAddress !== access.sourceAddress))
      await this.withdraw(portUID);
    await this.#inTurn(access.networkUID, async () => {
      const { guests } = await this.#listen(access);
      guests.set(access.sourceAddress, { portUID, responder: new GuestResponder(guest, this.#options) });
      this.#places.set(portUID, access);
    });
  }

  /** Serves a port no more, and listens no more in a network without any. */
  async withdraw(portUID: string): Promise<void> {
    const access = this.#places.get(portUID);
    if (access === undefined) return;
    await this.#inTurn(access.networkUID, () => {
      this.#places.delete(portUID);
      const listener = this.#listeners.get(access.networkUID);
      if (listener?.guests.get(access.sourceAddress)?.portUID === portUID) listener.guests.delete(access.sourceAddress);
      if (listener?.guests.size === 0) this.#close(access.networkUID, listener);
      return Promise.resolve();
    });
  }

  /** Ends all of it. */
  async close(): Promise<void> {
    await Promise.all(this.#turns.values());
    for (const [networkUID, listener] of this.#listeners) this.#close(networkUID, listener);
    this.#places.clear();
  }

  /** What concerns one network is done one after the other. */
  async #inTurn(networkUID: string, work: () => Promise<void>): Promise<void> {
    const result = (this.#turns.get(networkUID) ?? Promise.resolve()).then(work);
    const turn = result.catch(() => undefined);
    this.#turns.set(networkUID, turn);
    try {
      await result;
    } finally {
      if (this.#turns.get(networkUID) === turn) this.#turns.delete(networkUID);
    }
  }

  /** A namespace that was made anew needs another socket. */
  async #listen({ networkUID, namespacePath }: MetadataAccess): Promise<Listener> {
    const { identify = inodeOf, openSocket, clock } = this.#options;
    const namespaceInode = await identify(namespacePath);
    const before = this.#listeners.get(networkUID);
    if (before?.namespaceInode === namespaceInode) return before;
    const open = openSocket ?? ((path: string) => openNamespaceSocket(path, { address: metadataAddress, port: 80 }, { clock }));
    const socket = await this.#withLimit(() => open(namespacePath));
    const listener: Listener = { namespaceInode, http: this.#serverOf(networkUID), guests: before?.guests ?? new Map<string, never>() };
    if (before !== undefined) this.#close(networkUID, before);
    listener.http.listen(socket);
    this.#listeners.set(networkUID, listener);
    return listener;
  }

  #withLimit<Value>(work: () => Promise<Value>): Promise<Value> {
    const place = this.#nextOpening++ % maximumOpenings;
    const result = (this.#openings[place] ?? Promise.resolve()).then(work);
    this.#openings[place] = result.catch(() => undefined);
    return result;
  }

  #serverOf(networkUID: string): HTTPServer {
    const { requestTimeoutMilliseconds = defaultRequestTimeoutMilliseconds } = this.#options;
    const http = createServer(
      {
        maxHeaderSize: maximumHeaderBytes,
        requestTimeout: requestTimeoutMilliseconds,
        headersTimeout: requestTimeoutMilliseconds,
        keepAliveTimeout: keepAliveTimeoutMilliseconds,
        connectionsCheckingInterval: Math.min(1000, requestTimeoutMilliseconds),
      },
      (request, response) => {
        const guest = this.#guestOf(networkUID, request.socket);
        if (guest === undefined) return refuse(response, 404, 'nobody is known at this address');
        guest.respond(request, response).catch((error: unknown) => {
          this.#options.logger.warn({ error }, 'request for metadata failed');
          response.destroy();
        });
      },
    );
    http.maxConnections = maximumConnectionsPerNetwork;
    http.maxRequestsPerSocket = maximumRequestsPerConnection;
    const counts = new Map<string, number>();
    http.on('connection', (socket) => limitConnections(socket, counts));
    http.on('error', (error) => this.#options.logger.error({ error, network: networkUID }, 'metadata service of a network has failed'));
    return http;
  }

  #guestOf(networkUID: string, { remoteAddress = '' }: Socket): GuestResponder | undefined {
    return this.#listeners.get(networkUID)?.guests.get(remoteAddress)?.responder;
  }

  #close(networkUID: string, listener: Listener): void {
    if (this.#listeners.get(networkUID) === listener) this.#listeners.delete(networkUID);
    listener.http.close();
    listener.http.closeAllConnections();
  }
}

function limitConnections(socket: Socket, counts: Map<string, number>): void {
  const { remoteAddress = '' } = socket;
  const count = (counts.get(remoteAddress) ?? 0) + 1;
  counts.set(remoteAddress, count);
  socket.once('close', () => {
    const left = (counts.get(remoteAddress) ?? 1) - 1;
    if (left === 0) counts.delete(remoteAddress);
    else counts.set(remoteAddress, left);
  });
  if (count > maximumConnectionsPerGuest) socket.destroy();
}

async function inodeOf(namespacePath: string): Promise<number> {
  return (await stat(namespacePath)).ino;
}
