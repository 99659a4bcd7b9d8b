import { describe, expect, it } from 'vitest';
import { silentLogger } from '#apis/machinery/logger.ts';
import type { StartableLoop } from './loop.ts';
import { ElectedLoops } from './elected-loops.ts';

/** An election that the test decides. */
class DecidedElection {
  #lead: ((signal: AbortSignal) => Promise<void>) | undefined;
  #term = new AbortController();
  #work: Promise<void> = Promise.resolve();

  async run(lead: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void> {
    this.#lead = lead;
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    await this.depose();
  }

  async elect(): Promise<void> {
    this.#term = new AbortController();
    this.#work = this.#lead!(this.#term.signal);
    await new Promise((resolve) => setImmediate(resolve));
  }

  async depose(): Promise<void> {
    this.#term.abort(new Error('deposed'));
    await this.#work;
  }
}

function loopsThatNote(diary: string[], names: readonly string[]): readonly StartableLoop[] {
  return names.map((name) => ({
    name,
    start: async () => void diary.push(`${name} starts`),
    stop: async () => void diary.push(`${name} stops`),
  }));
}

describe('ElectedLoops', () => {
  it('runs the loops while it leads, in order, and stops them in the reverse order', async () => {
    const diary: string[] = [];
    const election = new DecidedElection();
    const elected = new ElectedLoops({ loops: loopsThatNote(diary, ['a', 'b']), election, logger: silentLogger });
    elected.start(() => {});

    expect(elected.isLeading).toBe(false);
    await election.elect();
    expect(elected.isLeading).toBe(true);
    await election.depose();
    expect(elected.isLeading).toBe(false);
    await election.elect();
    await elected.stop();

    expect(diary).toEqual(['a starts', 'b starts', 'b stops', 'a stops', 'a starts', 'b starts', 'b stops', 'a stops']);
  });

  it('stops what had started when leadership ends in the middle of the start', async () => {
    const diary: string[] = [];
    const [first] = loopsThatNote(diary, ['a']);
    const slow: StartableLoop = {
      name: 'slow',
      start: ({ signal } = {}) => new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error))),
      stop: async () => void diary.push('slow stops'),
    };
    const election = new DecidedElection();
    const elected = new ElectedLoops({ loops: [first!, slow], election, logger: silentLogger });
    elected.start(() => diary.push('failure'));

    await election.elect();
    await elected.stop();

    expect(diary).toEqual(['a starts', 'slow stops', 'a stops']);
  });
});
