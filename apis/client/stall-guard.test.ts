import { describe, expect, it } from 'vitest';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { StalledError, StallGuard } from './stall-guard.ts';

describe('StallGuard', () => {
  it('aborts when nobody touches it for the limit', async () => {
    const clock = new VirtualClock();
    const guard = new StallGuard({ clock, limitSeconds: 10, signal: new AbortController().signal });

    await clock.advance(9_999);
    expect(guard.stalled).toBe(false);
    await clock.advance(1);

    expect(guard.stalled).toBe(true);
    expect(guard.signal.reason).toBeInstanceOf(StalledError);
  });

  it('counts from the last touch', async () => {
    const clock = new VirtualClock();
    const guard = new StallGuard({ clock, limitSeconds: 10, signal: new AbortController().signal });

    await clock.advance(6_000);
    guard.touch();
    await clock.advance(9_000);
    expect(guard.stalled).toBe(false);
    await clock.advance(1_000);

    expect(guard.stalled).toBe(true);
  });

  it('passes on an abort from outside with its reason', () => {
    const outer = new AbortController();
    const guard = new StallGuard({ clock: new VirtualClock(), limitSeconds: 10, signal: outer.signal });
    const reason = new Error('stop');

    outer.abort(reason);

    expect(guard.signal.reason).toBe(reason);
    expect(guard.stalled).toBe(false);
  });

  it('leaves no timer behind when it is stopped', async () => {
    const clock = new VirtualClock();

    new StallGuard({ clock, limitSeconds: 10, signal: new AbortController().signal }).stop();

    expect(await clock.step()).toBe(false);
  });
});
