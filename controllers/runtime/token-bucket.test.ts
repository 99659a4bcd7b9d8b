import { describe, expect, it } from 'vitest';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { TokenBucket } from './token-bucket.ts';

describe('TokenBucket', () => {
  it('allows a burst and then its rate', async () => {
    const clock = new VirtualClock();
    const bucket = new TokenBucket({ clock, burst: 2, perSecond: 1 });

    expect([bucket.tryTake(), bucket.tryTake(), bucket.tryTake()]).toEqual([true, true, false]);
    await clock.advance(1_000);

    expect([bucket.tryTake(), bucket.tryTake()]).toEqual([true, false]);
  });

  it('never holds more than its burst', async () => {
    const clock = new VirtualClock();
    const bucket = new TokenBucket({ clock, burst: 1, perSecond: 100 });

    await clock.advance(60_000);

    expect([bucket.tryTake(), bucket.tryTake()]).toEqual([true, false]);
  });

  it('promises tokens of the future, each once', async () => {
    const clock = new VirtualClock();
    const bucket = new TokenBucket({ clock, burst: 1, perSecond: 2 });

    expect([bucket.reserveMilliseconds(), bucket.reserveMilliseconds(), bucket.reserveMilliseconds()]).toEqual([0, 500, 1_000]);
    await clock.advance(1_000);

    expect(bucket.tryTake()).toBe(false);
  });
});
