import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { uncompressed } from './uncompressed.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uncompressed-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function read(content: Buffer): Promise<Buffer> {
  const path = join(folder, 'file');
  await writeFile(path, content);
  const pieces: Uint8Array[] = [];
  for await (const piece of uncompressed(createReadStream(path))) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('uncompressed', () => {
  const content = Buffer.concat([Buffer.from('a tar file, say'), randomBytes(300_000)]);

  it.each([
    ['plain', content],
    ['gzip', gzipSync(content)],
    ['zstd', zstdCompressSync(content)],
  ])('gives the content of a file that is %s', async (_, file) => {
    expect((await read(file)).equals(content)).toBe(true);
  });

  it('gives nothing of an empty file', async () => {
    expect(await read(Buffer.alloc(0))).toHaveLength(0);
  });

  it.each([
    ['gzip', gzipSync(content).subarray(0, 5_000)],
    ['zstd', Buffer.concat([zstdCompressSync(content).subarray(0, 5_000), Buffer.alloc(5_000, 7)])],
    ['xz', Buffer.concat([Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]), Buffer.alloc(500, 7)])],
  ])('says when a file of %s is damaged', async (_, file) => {
    await expect(read(file)).rejects.toBeInstanceOf(RangeError);
  });

  it('says when there is no file', async () => {
    await expect(async () => {
      for await (const piece of uncompressed(createReadStream(join(folder, 'none')))) expect(piece).toBeUndefined();
    }).rejects.toThrow('ENOENT');
  });
});
