import { chown, open, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import type { InstanceDirectory } from '../instance-directory/instance-directory.ts';

/** A socket in a guest's machine directory that its QEMU, and nobody else, connects to. */
export class MachineListener implements AsyncDisposable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
  }

  /** `onConnection` owns the sockets that it is given, until the listener is disposed of. */
  static async open(
    directory: InstanceDirectory,
    { name, userID, onConnection }: { readonly name: string; readonly userID: number; readonly onConnection: (socket: Socket) => void },
  ): Promise<MachineListener> {
    await rm(join(directory.machinePath, name), { force: true });
    // The way goes over an open directory, as in connectToMachine.
    const machine = await open(directory.machinePath, 'r');
    try {
      const server = createServer();
      const listener = new MachineListener(server);
      server.on('connection', (socket) => {
        listener.#sockets.add(socket);
        socket.once('close', () => listener.#sockets.delete(socket));
        onConnection(socket);
      });
      const shortPath = `/proc/self/fd/${machine.fd}/${name}`;
      await new Promise<void>((resolve, reject) => server.once('error', reject).listen(shortPath, resolve));
      await chown(shortPath, userID, userID);
      return listener;
    } finally {
      await machine.close();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
