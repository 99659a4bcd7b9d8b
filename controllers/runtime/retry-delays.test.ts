import { describe, expect, it } from 'vitest';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { RetryDelays } from './retry-delays.ts';

describe('RetryDelays', () => {
  it('doubles with each failure in a row, up to the longest', () => {
    const delays = new RetryDelays({ clock: new VirtualClock(), shortestMilliseconds: 50, longestMilliseconds: 300 });

    expect(Array.from({ length: 5 }, () => delays.nextMilliseconds('a'))).toEqual([50, 100, 200, 300, 300]);
    expect(delays.failureCount('a')).toBe(5);
  });

  it('keeps the failures of keys apart, and forgets them after a success', () => {
    const delays = new RetryDelays({ clock: new VirtualClock() });
    delays.nextMilliseconds('a');
    delays.nextMilliseconds('a');

    expect(delays.nextMilliseconds('b')).toBe(50);
    delays.forget('a');
    expect(delays.nextMilliseconds('a')).toBe(50);
  });

  it('spreads many keys that fail together over time', () => {
    const delays = new RetryDelays({ clock: new VirtualClock(), burst: 10, perSecond: 10 });

    const waits = Array.from({ length: 110 }, (_, index) => delays.nextMilliseconds(`key-${index}`));

    expect(waits.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 50));
    expect(waits.at(-1)).toBe(10_000);
  });
});
