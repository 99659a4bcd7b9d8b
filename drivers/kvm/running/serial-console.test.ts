import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '#apis/machinery/logger.ts';
import { aMark } from '#test/builders/guest.ts';
import { InstanceDirectory } from '../instance-directory/instance-directory.ts';
import { QMPCommandError } from '../qmp/qmp-error.ts';
import { ConsoleLog } from './console-log.ts';
import { SerialConsole } from './serial-console.ts';

let folder: string;
let directory: InstanceDirectory;
let port: SerialPort;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'serial-'));
  directory = new InstanceDirectory(folder, aMark());
  await mkdir(directory.machinePath);
  port = new SerialPort(directory.machinePath);
});

afterEach(async () => {
  await port.close();
  // The log may still be written.
  await rm(folder, { recursive: true, maxRetries: 20, retryDelay: 50 });
});

/** QEMU's end: a serial port with a ring or a socket behind it. */
class SerialPort {
  backend: 'ringbuf' | 'socket' = 'ringbuf';
  ring = '';
  typed = '';
  readonly #folder: string;
  #server: Server | undefined;
  #socket: Socket | undefined;

  constructor(folderPath: string) {
    this.#folder = folderPath;
  }

  /** The guest writes. */
  write(text: string): void {
    if (this.backend === 'ringbuf') this.ring += text;
    else this.#socket?.write(text);
  }

  async execute(command: string, theArguments: Readonly<Record<string, unknown>>): Promise<unknown> {
    if (command === 'ringbuf-read') {
      if (this.backend !== 'ringbuf') throw new QMPCommandError(command, 'GenericError', 'console is not a ring buffer device');
      const text = this.ring;
      this.ring = '';
      return Buffer.from(text).toString('base64');
    }
    await this.close();
    this.backend = (theArguments['backend'] as { type: 'ringbuf' | 'socket' }).type;
    if (this.backend === 'socket') await this.#listen();
    return {};
  }

  async close(): Promise<void> {
    this.#socket?.end();
    this.#server?.close();
    await rm(join(this.#folder, 'console.sock'), { force: true });
  }

  async #listen(): Promise<void> {
    const server = createServer((socket) => {
      this.#socket = socket;
      socket.on('error', () => undefined);
      socket.on('data', (bytes) => (this.typed += bytes.toString()));
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(join(this.#folder, 'console.sock'), resolve));
  }
}

function aConsole(): SerialConsole {
  return new SerialConsole({
    directory,
    log: new ConsoleLog(directory.consoleLogPath),
    logger: silentLogger,
    execute: (command, theArguments) => port.execute(command, theArguments),
  });
}

async function logged(console: SerialConsole): Promise<string> {
  await console.read();
  return Buffer.from(await new ConsoleLog(directory.consoleLogPath).tail(10_000)).toString();
}

function reading(stream: Duplex): { text: string } {
  const seen = { text: '' };
  stream.on('data', (bytes: Buffer) => (seen.text += bytes.toString()));
  return seen;
}

describe('SerialConsole', () => {
  it('logs every word once, in a session and out of one', async () => {
    const console = aConsole();
    port.write('before, ');
    const session = await console.open();
    const seen = reading(session);

    port.write('during, ');
    await expect.poll(() => seen.text).toBe('during, ');
    session.destroy();
    await expect.poll(() => port.backend).toBe('ringbuf');
    port.write('after');

    expect(await logged(console)).toBe('before, during, after');
  });

  it('shows all who look the same, and takes what any of them types', async () => {
    const console = aConsole();
    const [first, second] = [await console.open(), await console.open()];
    const [seenByFirst, seenBySecond] = [reading(first), reading(second)];

    port.write('hello');
    first.write('one ');
    await expect.poll(() => [seenByFirst.text, seenBySecond.text]).toEqual(['hello', 'hello']);
    await expect.poll(() => port.typed).toBe('one ');
    first.end();
    await expect.poll(() => first.closed).toBe(true);
    second.write('two');

    await expect.poll(() => port.typed).toBe('one two');
    expect(port.backend).toBe('socket');
  });

  it('cuts off whoever reads too slowly, and nobody else', async () => {
    const console = aConsole();
    const [slow, quick] = [await console.open(), await console.open()];
    const seen = reading(quick);

    const megabyte = 'x'.repeat(1024 ** 2);
    for (let count = 1; count <= 3; count += 1) {
      port.write(megabyte);
      await expect.poll(() => seen.text.length).toBe(count * megabyte.length);
    }

    expect(slow.destroyed).toBe(true);
    expect(quick.destroyed).toBe(false);
  });

  it('ends the sessions when QEMU is gone', async () => {
    const session = await aConsole().open();
    reading(session);

    await port.close();

    await expect.poll(() => session.closed).toBe(true);
  });

  it('swaps the socket for the ring that a driver which died left behind', async () => {
    await port.execute('chardev-change', { backend: { type: 'socket' } });
    const console = aConsole();

    await console.read();
    port.write('words');

    expect(await logged(console)).toBe('words');
  });

  it('takes eight at once', async () => {
    const console = aConsole();
    for (let count = 0; count < 8; count += 1) await console.open();

    await expect(console.open()).rejects.toMatchObject({ reason: 'Temporary', message: expect.stringContaining('8 people') });

    console.close();
  });
});
