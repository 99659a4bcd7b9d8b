import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Stands between a client and a server and misbehaves on demand. Listens on a free port of the loopback address. */
export class TCPProxy {
  readonly #server: Server;
  readonly #target: { readonly host: string; readonly port: number };
  readonly #connections = new Set<Connection>();
  #cutAfterBytes = Infinity;
  #acceptedCount = 0;

  private constructor(target: { readonly host: string; readonly port: number }) {
    this.#target = target;
    this.#server = createServer((client) => this.#accept(client));
  }

  /** `target` is `HOST:PORT`. */
  static async start(target: string): Promise<TCPProxy> {
    const [host, port] = target.split(':');
    const proxy = new TCPProxy({ host: host!, port: Number(port) });
    await new Promise<void>((resolve, reject) => {
      proxy.#server.once('error', reject);
      proxy.#server.listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  get endpoint(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** How many connections there have been. */
  get acceptedCount(): number {
    return this.#acceptedCount;
  }

  /** Cuts every connection once so many bytes have come from the server on it, new connections too. */
  cutAfter(bytes: number): void {
    this.#cutAfterBytes = bytes;
    for (const connection of this.#connections) connection.receivedBytes = 0;
  }

  /** Cuts the connections there are. */
  cut(): void {
    for (const { client, upstream } of this.#connections) {
      client.destroy();
      upstream.destroy();
    }
  }

  /** The connections there are stay open and carry nothing any more; new ones work. */
  stall(): void {
    for (const { client, upstream } of this.#connections) {
      client.pause();
      upstream.pause();
    }
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #accept(client: Socket): void {
    this.#acceptedCount += 1;
    const upstream = connect(this.#target);
    const connection: Connection = { client, upstream, receivedBytes: 0 };
    this.#connections.add(connection);
    const end = (): void => {
      this.#connections.delete(connection);
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) socket.on('error', end).on('close', end);
    client.on('data', (bytes) => void upstream.write(bytes));
    upstream.on('data', (bytes) => {
      connection.receivedBytes += bytes.length;
      if (connection.receivedBytes > this.#cutAfterBytes) end();
      else client.write(bytes);
    });
  }
}

interface Connection {
  readonly client: Socket;
  readonly upstream: Socket;
  receivedBytes: number;
}
