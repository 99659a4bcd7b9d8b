import { describe, expect, it } from 'vitest';
import type { Logger } from '#apis/machinery/logger.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { ReloadedFiles, secondsBetweenLooks } from './reloaded-files.ts';

interface World {
  readonly clock: VirtualClock;
  readonly disk: Map<string, string>;
  readonly faults: string[];
  readonly files: ReloadedFiles<number>;
  readonly pass: () => Promise<void>;
}

async function aWorld(): Promise<World> {
  const clock = new VirtualClock();
  const disk = new Map([['/number', '1']]);
  const faults: string[] = [];
  const logger: Logger = { ...silentLogger, error: (_fields, message) => void faults.push(message) };
  const files = await ReloadedFiles.open({
    paths: ['/number'],
    readFile: async (path) => {
      const content = disk.get(path);
      if (content === undefined) throw new Error(`${path}: it is not there`);
      return Buffer.from(content);
    },
    parse: ([content]) => {
      const value = Number(content);
      if (Number.isNaN(value)) throw new Error('it is no number');
      return value;
    },
    clock,
    logger,
  });
  return { clock, disk, faults, files, pass: () => clock.advance(secondsBetweenLooks * 1000) };
}

describe('ReloadedFiles', () => {
  it('sees a changed file a few seconds later, without a timer', async () => {
    const { disk, files, pass } = await aWorld();
    disk.set('/number', '2');

    expect(await files.current()).toBe(1);
    await pass();
    expect(files.last).toBe(1);
    expect(await files.current()).toBe(2);
  });

  it.each([
    ['is gone', undefined],
    ['makes no sense', 'two'],
  ])('keeps what it knows while the file %s, says so once, and goes on when it is whole again', async (_, content) => {
    const { disk, faults, files, pass } = await aWorld();
    if (content === undefined) disk.delete('/number');
    else disk.set('/number', content);

    for (let look = 0; look < 3; look += 1) {
      await pass();
      expect(await files.current()).toBe(1);
    }
    disk.set('/number', '3');
    await pass();

    expect(faults).toHaveLength(1);
    expect(await files.current()).toBe(3);
  });

  it('does not begin with a file that makes no sense', async () => {
    const clock = new VirtualClock();
    const parse = (): never => {
      throw new RangeError('nonsense');
    };

    await expect(
      ReloadedFiles.open({ paths: ['/a'], readFile: async () => Buffer.alloc(0), parse, clock, logger: silentLogger }),
    ).rejects.toThrow(new RangeError('/a: nonsense'));
  });
});
