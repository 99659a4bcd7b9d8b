import * as fc from 'fast-check';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConsoleLog } from './console-log.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'console-'));
});

afterEach(() => rm(folder, { recursive: true }));

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

describe('ConsoleLog', () => {
  it('keeps the end of what was written, within its limit, however it is written and over restarts', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ maxLength: 90 }), { maxLength: 12 }), fc.nat(120), async (pieces, asked) => {
        run += 1;
        const path = join(folder, `console-${run}.log`);
        for (const piece of pieces) await new ConsoleLog(path, { maximumBytes: 100 }).append(Buffer.from(piece));
        const all = Buffer.from(pieces.join(''));

        const tail = await new ConsoleLog(path, { maximumBytes: 100 }).tail(asked);

        expect((await sizeOf(path)) + (await sizeOf(`${path}.1`))).toBeLessThanOrEqual(100);
        expect(tail.length).toBeLessThanOrEqual(asked);
        expect(tail.length).toBeGreaterThanOrEqual(Math.min(asked, all.length, 50));
        expect(Buffer.from(tail).toString('latin1')).toBe(all.subarray(all.length - tail.length).toString('latin1'));
      }),
      { numRuns: 40 },
    );
  });

  it('is empty before anything was written', async () => {
    expect(await new ConsoleLog(join(folder, 'console.log')).tail(100)).toHaveLength(0);
  });
});
