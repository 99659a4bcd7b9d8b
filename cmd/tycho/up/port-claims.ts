import { createServer, type Server } from 'node:net';

/**
 * What keeps the ports of one control plane from the other ones on this machine while its processes are starting: between the look whether a port is
 * free and the moment somebody listens there lie seconds. A claim is a socket in Linux' abstract namespace: it is kept apart for each network
 * namespace, as ports are, needs no file, and ends with its process, however that ends. Elsewhere than on Linux nothing is claimed.
 */
export class PortClaims {
  readonly #sockets: Server[] = [];

  /** Whether this port is ours until {@link release}: false when somebody else claims it. */
  async claim(port: number): Promise<boolean> {
    const socket = createServer((stranger) => stranger.destroy());
    const isOurs = await listens(socket, port);
    if (isOurs) this.#sockets.push(socket);
    return isOurs;
  }

  release(): void {
    for (const socket of this.#sockets.splice(0)) socket.close();
  }
}

/** Whether somebody claims a port now. */
export async function isClaimed(port: number): Promise<boolean> {
  const claims = new PortClaims();
  const isFree = await claims.claim(port);
  claims.release();
  return !isFree;
}

function listens(socket: Server, port: number): Promise<boolean> {
  if (process.platform !== 'linux') return Promise.resolve(true);
  return new Promise((resolve) => {
    socket.once('error', () => resolve(false));
    socket.listen(`\0tycho/port/${port}`, () => resolve(true));
  });
}
