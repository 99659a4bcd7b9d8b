import { describe, expect, it } from 'vitest';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { ImageStoreError } from './image-store-error.ts';
import { Patience } from './patience.ts';

const limitMilliseconds = 24 * 3600 * 1000;

function aPatience(clock: VirtualClock, signal = new AbortController().signal): Patience {
  return new Patience({ clock, random: new SeededRandom('patience'), signal });
}

/** How often something is tried that always ends like this. */
async function triesOf(error: Error): Promise<{ readonly tries: number; readonly seconds: number }> {
  const clock = new VirtualClock();
  let tries = 0;
  const work = aPatience(clock).during(() => {
    tries += 1;
    return Promise.reject(error);
  });
  await expect(clock.waitFor(work, { limitMilliseconds })).rejects.toBe(error);
  return { tries, seconds: clock.monotonicMilliseconds() / 1000 };
}

describe('Patience', () => {
  it('ends after a few minutes in which nothing succeeded', async () => {
    const { tries, seconds } = await triesOf(new ImageStoreError('Unreachable', 'gone'));

    expect(tries).toBe(21);
    expect(seconds).toBeGreaterThan(120);
    expect(seconds).toBeLessThan(600);
  });

  it('waits much longer for its turn, as long as the store says when to come', async () => {
    const { tries, seconds } = await triesOf(new ImageStoreError('Busy', 'later', { retryAfterSeconds: 4 }));

    expect(tries).toBe(1001);
    expect(seconds).toBeGreaterThan(3000);
  });

  it('tries nothing again that cannot succeed', async () => {
    expect((await triesOf(new ImageStoreError('NotFound', 'nothing'))).tries).toBe(1);
    expect((await triesOf(new Error('a bug'))).tries).toBe(1);
  });

  it('is new after something was achieved', async () => {
    const clock = new VirtualClock();
    const patience = aPatience(clock);
    const failure = new ImageStoreError('Unreachable', 'gone');
    for (let round = 0; round < 60; round += 1) {
      await clock.waitFor(patience.wait(failure), { limitMilliseconds });
      if (round % 15 === 0) patience.renew();
    }

    expect(clock.monotonicMilliseconds()).toBeGreaterThan(0);
  });

  it('ends at once when nobody wants the result any more', async () => {
    const clock = new VirtualClock();
    const abort = new AbortController();
    const waiting = aPatience(clock, abort.signal).wait(new ImageStoreError('Unreachable', 'gone'));
    abort.abort(new Error('enough'));

    await expect(waiting).rejects.toThrow('enough');
  });
});
