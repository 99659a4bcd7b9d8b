import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { appendFile, mkdtemp, open, rename, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SystemClock } from '#apis/machinery/clock.ts';
import { openConsoleSession } from './console-session.ts';

let folder: string;
let input: FileHandle;
let session: Duplex;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'console-'));
  await promisify(execFile)('mkfifo', [join(folder, 'console.input')]);
  await writeFile(join(folder, 'console.log'), 'what was before\n');
  // As the keeper does.
  input = await open(join(folder, 'console.input'), constants.O_RDWR | constants.O_NONBLOCK);
  session = await openConsoleSession(folder, { clock: new SystemClock() });
});

afterEach(async () => {
  session.destroy();
  await input.close();
  await rm(folder, { recursive: true });
});

async function heard(count: number): Promise<string> {
  let text = '';
  for await (const chunk of session.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (text.length >= count) break;
  }
  return text;
}

describe('a console session', () => {
  it('hears what is written from its beginning on', async () => {
    await appendFile(join(folder, 'console.log'), 'news');

    expect(await heard(4)).toBe('news');
  });

  it('goes on with the next file when the log is full, and misses nothing of the old one', async () => {
    const log = join(folder, 'console.log');
    await appendFile(log, 'end of the old');
    await rename(log, `${log}.1`);
    await writeFile(log, 'beginning of the new');

    expect(await heard(34)).toBe('end of the oldbeginning of the new');
  });

  it('sends what is typed', async () => {
    session.write('ls\n');
    await new Promise((resolve) => session.write('', resolve));

    const { buffer, bytesRead } = await input.read(Buffer.alloc(100), 0, 100, null);
    expect(buffer.toString('utf8', 0, bytesRead)).toBe('ls\n');
  });

  it('is not there for a guest without a keeper', async () => {
    await input.close();
    session.destroy();
    await new Promise((resolve) => session.once('close', resolve));

    await expect(openConsoleSession(folder, { clock: new SystemClock() })).rejects.toMatchObject({ code: 'ENXIO' });
  });
});
