import { describe, expect, it } from 'vitest';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { TokenBuckets } from './token-buckets.ts';

describe('token buckets', () => {
  it('let a user do so much at once and so much a second, and others as much', async () => {
    const clock = new VirtualClock();
    const buckets = new TokenBuckets({ perSecond: 10, burst: 20, clock });
    const taken = (user: string, times: number): number =>
      Array.from({ length: times }, () => buckets.take(user)).filter((wait) => wait === 0).length;

    expect(taken('noisy', 100)).toBe(20);
    expect(taken('quiet', 5)).toBe(5);
    await clock.advance(1_000);
    expect(taken('noisy', 100)).toBe(10);
    await clock.advance(3_600_000);
    expect(taken('noisy', 100)).toBe(20);
  });

  it('say when there will be a token', async () => {
    const clock = new VirtualClock();
    const buckets = new TokenBuckets({ perSecond: 2, burst: 1, clock });
    buckets.take('a');

    expect(buckets.take('a')).toBe(0.5);
    await clock.advance(500);
    expect(buckets.take('a')).toBe(0);
  });

  it('remember so many users and no more', () => {
    const buckets = new TokenBuckets({ perSecond: 1, burst: 1, clock: new VirtualClock() });
    for (let user = 0; user < 20_000; user += 1) buckets.take(`user-${user}`);

    expect(buckets.userCount).toBe(10_000);
  });

  it('limit nothing at zero', () => {
    const buckets = new TokenBuckets({ perSecond: 0, burst: 0, clock: new VirtualClock() });

    expect(Array.from({ length: 1_000 }, () => buckets.take('a')).every((wait) => wait === 0)).toBe(true);
  });
});
