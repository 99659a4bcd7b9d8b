import { describe, expect, it } from 'vitest';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { DelayedAdditions } from './delayed-additions.ts';

function aSchedule(): { readonly clock: VirtualClock; readonly delayed: DelayedAdditions; readonly added: string[] } {
  const clock = new VirtualClock();
  const added: string[] = [];
  return { clock, added, delayed: new DelayedAdditions({ clock, add: (key) => added.push(`${key} at ${clock.monotonicMilliseconds()}`) }) };
}

describe('DelayedAdditions', () => {
  it('adds a key after its delay', async () => {
    const { clock, delayed, added } = aSchedule();
    delayed.schedule('a', 50);

    await clock.advance(1_000);

    expect(added).toEqual(['a at 50']);
    expect(delayed.size).toBe(0);
  });

  it('adds it once, at the earlier of two times', async () => {
    const { clock, delayed, added } = aSchedule();
    delayed.schedule('a', 50);
    delayed.schedule('a', 10);
    delayed.schedule('a', 500);

    await clock.advance(1_000);

    expect(added).toEqual(['a at 10']);
  });

  it('forgets what is cancelled', async () => {
    const { clock, delayed, added } = aSchedule();
    delayed.schedule('a', 50);
    delayed.schedule('b', 60);
    delayed.schedule('c', 70);

    delayed.cancel('b');
    await clock.advance(55);
    delayed.clear();
    await clock.advance(1_000);

    expect(added).toEqual(['a at 50']);
  });
});
