import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { createConnection, type Socket } from 'node:net';
import type { InstanceDirectory } from '../instance-directory/instance-directory.ts';

/**
 * Connects to a socket in a guest's machine directory. Throws the error of connect(2).
 *
 * The name of a socket has room for 107 bytes, and a state directory may lie deeper than that: the way there goes over
 * an open directory.
 */
export async function connectToMachine(directory: InstanceDirectory, socketName: string): Promise<Socket> {
  const machine = await open(directory.machinePath, 'r');
  try {
    const socket = createConnection({ path: `/proc/self/fd/${machine.fd}/${socketName}` });
    await once(socket, 'connect');
    return socket;
  } finally {
    await machine.close();
  }
}
