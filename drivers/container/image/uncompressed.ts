import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';

/** Bytes of a file that may be compressed, uncompressed: gzip, zstd and xz are known by their first bytes. Throws RangeError on damaged ones. */
export async function* uncompressed(input: Readable): AsyncGenerator<Uint8Array, void> {
  const first = await firstBytes(input);
  const startsWith = (...bytes: readonly number[]): boolean => first.subarray(0, bytes.length).equals(Buffer.from(bytes));
  if (startsWith(0x1f, 0x8b)) yield* through(input, createGunzip());
  else if (startsWith(0x28, 0xb5, 0x2f, 0xfd)) yield* through(input, createZstdDecompress());
  else if (startsWith(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00)) yield* throughXZ(input);
  else yield* input;
}

/** Looks at the beginning and puts it back. */
async function firstBytes(input: Readable): Promise<Buffer> {
  for (;;) {
    const chunk = input.read() as Buffer | null;
    if (chunk !== null) {
      input.unshift(chunk);
      return chunk;
    }
    if (input.readableEnded || input.destroyed) return Buffer.alloc(0);
    await new Promise<void>((resolve, reject) => {
      const stop = (): void => {
        input.off('readable', done);
        input.off('end', done);
        input.off('error', failed);
      };
      const done = (): void => {
        stop();
        resolve();
      };
      const failed = (error: Error): void => {
        stop();
        reject(error);
      };
      input.on('readable', done).on('end', done).on('error', failed);
    });
  }
}

async function* through(input: Readable, decompressor: ReturnType<typeof createGunzip>): AsyncGenerator<Uint8Array, void> {
  input.on('error', (error) => decompressor.destroy(error));
  input.pipe(decompressor);
  try {
    for await (const chunk of decompressor) yield chunk as Buffer;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall !== undefined) throw error;
    throw new RangeError(`it is damaged: ${(error as Error).message}`, { cause: error });
  } finally {
    input.destroy();
    decompressor.destroy();
  }
}

/** Node has no xz. The program sees nothing but the bytes, and may take 256 MiB of memory. */
async function* throughXZ(input: Readable): AsyncGenerator<Uint8Array, void> {
  const child = spawn('xz', ['--decompress', '--stdout', '--single-stream', '--memlimit-decompress=256MiB'], {
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ended = new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject));
  ended.catch(() => undefined);
  child.stdin.on('error', () => input.destroy());
  input.on('error', () => child.kill('SIGKILL'));
  input.pipe(child.stdin);
  try {
    yield* child.stdout;
    if ((await ended) !== 0) throw new RangeError('it is damaged: xz cannot read it');
  } finally {
    input.destroy();
    child.kill('SIGKILL');
  }
}
