import { createWriteStream } from 'node:fs';
import { chown, open, rename, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '#apis/machinery/clock.ts';
import { DriverError } from '#drivers/contract/driver.ts';
import { syncDirectory } from '../instance-directory/durable-file.ts';
import { memorySocketName, type InstanceDirectory } from '../instance-directory/instance-directory.ts';
import type { RunningMachine } from './running-machine.ts';

const pollMilliseconds = { first: 5, longest: 250 } as const;
/** Without a byte for so long, it is given up. */
const stallTimeoutMilliseconds = 60_000;
/** The guest stands still, so nothing is gained by going slowly. */
const bytesPerSecond = 2 ** 40;

interface Migration {
  readonly status?: string;
  readonly 'error-desc'?: string;
}

/**
 * Writes the memory of a machine that stands still to its file, which is whole and safe once this resolves. QEMU sends it over a socket, since it may
 * start no program and open no file of ours; what arrives goes to a file that it cannot touch. Throws {@link DriverError} and the errors of QMP.
 */
export async function writeMemory(
  machine: RunningMachine,
  { userID, clock }: { readonly userID: number; readonly clock: Clock },
): Promise<void> {
  const { directory } = machine;
  const newPath = `${directory.memoryPath}.new`;
  const receiver = await MemoryReceiver.listen(directory, { path: newPath, userID });
  try {
    await machine.execute('migrate-set-parameters', { 'max-bandwidth': bytesPerSecond });
    await machine.execute('migrate', { uri: `unix:${memorySocketName}` });
    await waitUntilSent(machine, { receiver, clock });
    await receiver.whole;
    await makeSafe(newPath, directory);
  } catch (error) {
    await machine.execute('migrate_cancel').catch(() => undefined);
    throw error;
  } finally {
    await receiver.close();
    await rm(newPath, { force: true });
  }
}

async function waitUntilSent(
  machine: RunningMachine,
  { receiver, clock }: { readonly receiver: MemoryReceiver; readonly clock: Clock },
): Promise<void> {
  const what = `write the memory of ${machine.directory.mark.instanceUID}`;
  let [seenBytes, seenAt] = [0, clock.monotonicMilliseconds()];
  for (let delay: number = pollMilliseconds.first; ; delay = Math.min(pollMilliseconds.longest, 2 * delay)) {
    const { status, 'error-desc': words } = (await machine.execute('query-migrate')) as Migration;
    if (status === 'completed') return;
    if (receiver.failure !== undefined) throw receiver.failure;
    if (status === 'failed' || status === 'cancelled') throw new DriverError('Temporary', `${what}: ${words ?? status}`);
    if (receiver.receivedBytes !== seenBytes) [seenBytes, seenAt] = [receiver.receivedBytes, clock.monotonicMilliseconds()];
    if (clock.monotonicMilliseconds() - seenAt > stallTimeoutMilliseconds)
      throw new DriverError('Temporary', `${what}: nothing came for a minute`);
    await clock.sleep(delay);
  }
}

async function makeSafe(newPath: string, directory: InstanceDirectory): Promise<void> {
  const file = await open(newPath, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(newPath, directory.memoryPath);
  await syncDirectory(directory.path);
}

/** Takes one connection at a socket that the guest's user may connect to, and writes what comes to a file. */
class MemoryReceiver {
  receivedBytes = 0;
  failure: Error | undefined;
  /** Resolves when the connection has ended and all of it is written. */
  readonly whole: Promise<void>;
  readonly #server: Server;
  #socket: Socket | undefined;

  private constructor(server: Server, path: string) {
    this.#server = server;
    this.whole = new Promise((resolve, reject) => {
      server.once('connection', (socket) => {
        this.#socket = socket;
        socket.on('data', (bytes) => (this.receivedBytes += bytes.length));
        pipeline(socket, createWriteStream(path, { mode: 0o600 })).then(resolve, reject);
      });
    });
    this.whole.catch((error: unknown) => (this.failure = error as Error));
  }

  static async listen(
    directory: InstanceDirectory,
    { path, userID }: { readonly path: string; readonly userID: number },
  ): Promise<MemoryReceiver> {
    const socketPath = join(directory.machinePath, memorySocketName);
    await rm(socketPath, { force: true });
    // The way goes over an open directory, as in connectToMachine.
    const machine = await open(directory.machinePath, 'r');
    try {
      const server = createServer();
      const shortPath = `/proc/self/fd/${machine.fd}/${memorySocketName}`;
      await new Promise<void>((resolve, reject) => server.once('error', reject).listen(shortPath, resolve));
      await chown(shortPath, userID, userID);
      return new MemoryReceiver(server, path);
    } finally {
      await machine.close();
    }
  }

  async close(): Promise<void> {
    this.#socket?.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
    if (this.#socket !== undefined) await this.whole.catch(() => undefined);
  }
}
