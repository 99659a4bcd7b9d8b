import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { startUnlessLate } from './start-unless-late.ts';

let clock: VirtualClock;
let stopping: AbortController;
let happened: string[];
const unhandled = (reason: unknown): void => void happened.push(`unhandled: ${String(reason)}`);

beforeEach(() => {
  clock = new VirtualClock();
  stopping = new AbortController();
  happened = [];
  process.on('unhandledRejection', unhandled);
});

afterEach(() => void process.off('unhandledRejection', unhandled));

class Part {
  readonly #startSeconds: number;

  constructor(startSeconds: number) {
    this.#startSeconds = startSeconds;
  }

  async start(): Promise<void> {
    happened.push('begun');
    await clock.sleep(this.#startSeconds * 1000);
    happened.push('started');
  }

  kill(): void {
    happened.push('killed');
  }
}

function begin({ assembleSeconds = 0, startSeconds = 0, isBroken = false }): Promise<unknown> {
  const started = startUnlessLate({
    name: 'it',
    assemble: async () => {
      await clock.sleep(assembleSeconds * 1000);
      if (isBroken) throw new Error('broken');
      return new Part(startSeconds);
    },
    abandon: async () => void happened.push('abandoned'),
    deadlineSeconds: 300,
    clock,
    signal: stopping.signal,
  });
  return started.then(
    () => 'works',
    (error: unknown) => (error as Error).message,
  );
}

/** Rejections that nobody handles are told of a turn later. */
const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe('what is started unless it is late', () => {
  it('is there once it has started, and no deadline is kept for it', async () => {
    const outcome = begin({ assembleSeconds: 10, startSeconds: 20 });
    await clock.advance(30_000);

    expect(await outcome).toBe('works');
    await clock.advance(600_000);
    await turn();
    expect(happened).toEqual(['begun', 'started']);
  });

  it('is ended when it takes too long', async () => {
    const outcome = begin({ startSeconds: 400 });
    await clock.advance(300_000);

    expect(await outcome).toBe('it did not start within 300 seconds');
    expect(happened).toEqual(['begun', 'killed']);
  });

  it('is not even started, and nothing else ends, when it is not wanted any more while it is being assembled', async () => {
    const outcome = begin({ assembleSeconds: 10, startSeconds: 10 });
    await clock.settle();
    stopping.abort(new Error('not wanted'));
    await turn();
    await clock.advance(10_000);

    expect(await outcome).toBe('not wanted');
    expect(happened).toEqual(['killed']);
  });

  it('leaves nothing when it cannot be assembled', async () => {
    const outcome = begin({ isBroken: true });
    await clock.advance(0);

    expect(await outcome).toBe('broken');
    expect(happened).toEqual(['abandoned']);
  });
});
