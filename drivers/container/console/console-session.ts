import { constants, watch, type FSWatcher } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Duplex } from 'node:stream';
import type { Clock } from '#apis/machinery/clock.ts';
import { consoleFiles } from './console-log.ts';

const pieceBytes = 64 * 1024;
const retryMilliseconds = 50;
const patienceMilliseconds = 10_000;

/**
 * A live connection to a guest's console: what is written goes to its input, what the guest writes from now on is read from its log. A guest that
 * writes faster than the reader reads loses what the log has no room for.
 */
export async function openConsoleSession(directory: string, { clock }: { readonly clock: Clock }): Promise<Duplex> {
  const log = await open(join(directory, consoleFiles.newer), 'r');
  try {
    // The keeper has it open, so this does not wait; without a keeper there is nobody to talk to, and it fails.
    const input = await open(join(directory, consoleFiles.input), constants.O_WRONLY | constants.O_NONBLOCK);
    return new ConsoleSession({ directory, log, input, position: (await log.stat()).size, clock });
  } catch (error) {
    await log.close();
    throw error;
  }
}

interface ConsoleSessionOptions {
  readonly directory: string;
  readonly log: FileHandle;
  readonly input: FileHandle;
  readonly position: number;
  readonly clock: Clock;
}

class ConsoleSession extends Duplex {
  readonly #logPath: string;
  readonly #input: FileHandle;
  readonly #clock: Clock;
  readonly #watcher: FSWatcher;
  #log: FileHandle;
  #position: number;
  #isWanted = false;
  #isReading = false;
  #hasNews = true;

  constructor({ directory, log, input, position, clock }: ConsoleSessionOptions) {
    super({ allowHalfOpen: false });
    this.#logPath = join(directory, consoleFiles.newer);
    this.#log = log;
    this.#input = input;
    this.#position = position;
    this.#clock = clock;
    this.#watcher = watch(directory, () => {
      this.#hasNews = true;
      void this.#advance();
    });
    this.#watcher.on('error', (error) => this.destroy(error));
  }

  override _read(): void {
    this.#isWanted = true;
    void this.#advance();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    void this.#sendThen(chunk, done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#watcher.close();
    void this.#closeThen(error, done);
  }

  async #sendThen(chunk: Buffer, done: (error?: Error | null) => void): Promise<void> {
    try {
      await this.#send(chunk);
    } catch (error) {
      done(error as Error);
      return;
    }
    done();
  }

  async #closeThen(error: Error | null, done: (error?: Error | null) => void): Promise<void> {
    await Promise.allSettled([this.#log.close(), this.#input.close()]);
    done(error);
  }

  /** A guest that reads nothing for a while has no use for a session. */
  async #send(chunk: Buffer): Promise<void> {
    const startedAt = this.#clock.monotonicMilliseconds();
    for (let start = 0; start < chunk.length && !this.destroyed;) {
      try {
        start += (await this.#input.write(chunk, start)).bytesWritten;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
        if (this.#clock.monotonicMilliseconds() - startedAt > patienceMilliseconds) throw error;
        await this.#clock.sleep(retryMilliseconds);
      }
    }
  }

  async #advance(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    try {
      while (this.#isWanted && this.#hasNews && !this.destroyed) {
        this.#hasNews = false;
        await this.#readNews();
      }
    } catch (error) {
      if (!this.destroyed) this.destroy(error as Error);
    } finally {
      this.#isReading = false;
    }
  }

  async #readNews(): Promise<void> {
    const { buffer, bytesRead } = await this.#log.read(Buffer.alloc(pieceBytes), 0, pieceBytes, this.#position);
    this.#position += bytesRead;
    if (bytesRead > 0) {
      this.#hasNews = true;
      this.#isWanted = this.push(buffer.subarray(0, bytesRead));
    } else if (await this.#isReplaced()) {
      const next = await open(this.#logPath, 'r');
      await this.#log.close();
      this.#log = next;
      this.#position = 0;
      this.#hasNews = true;
    }
  }

  /** Whether the keeper has begun a new file since. */
  async #isReplaced(): Promise<boolean> {
    const [own, there] = await Promise.all([this.#log.stat(), stat(this.#logPath).catch(() => undefined)]);
    return there !== undefined && there.ino !== own.ino;
  }
}
