import { describe, expect, it } from 'vitest';
import { VirtualClock } from './virtual-clock.ts';

describe('VirtualClock', () => {
  it('stands still until it is told to go on', async () => {
    const clock = new VirtualClock({ startsAt: new Date('2026-01-01T00:00:00Z') });
    let hasFired = false;
    clock.setTimer(() => (hasFired = true), 1_000);

    await clock.advance(999);
    expect(hasFired).toBe(false);
    await clock.advance(1);

    expect(hasFired).toBe(true);
    expect(clock.now()).toEqual(new Date('2026-01-01T00:00:01Z'));
    expect(clock.monotonicMilliseconds()).toBe(1_000);
  });

  it('fires timers in the order of their times, and of their making where those are equal', async () => {
    const clock = new VirtualClock();
    const fired: string[] = [];
    for (const [name, delay] of [
      ['c', 30],
      ['a', 10],
      ['b', 20],
      ['a2', 10],
      ['z', 0],
    ] as const)
      clock.setTimer(() => fired.push(name), delay);

    await clock.advance(100);

    expect(fired).toEqual(['z', 'a', 'a2', 'b', 'c']);
  });

  it('shows each timer the time that it asked for, also those made on the way', async () => {
    const clock = new VirtualClock();
    const seen: number[] = [];
    clock.setTimer(() => {
      seen.push(clock.monotonicMilliseconds());
      clock.setTimer(() => seen.push(clock.monotonicMilliseconds()), 15);
    }, 10);

    await clock.advance(100);

    expect(seen).toEqual([10, 25]);
    expect(clock.monotonicMilliseconds()).toBe(100);
  });

  it('lets everything run that waits for no time before it goes on', async () => {
    const clock = new VirtualClock();
    const order: string[] = [];
    const chain = async (): Promise<void> => {
      for (let link = 0; link < 1_000; link += 1) await Promise.resolve();
      order.push(`chain at ${clock.monotonicMilliseconds()}`);
    };
    clock.setTimer(() => void chain(), 1);
    clock.setTimer(() => order.push(`timer at ${clock.monotonicMilliseconds()}`), 2);

    await clock.advance(10);

    expect(order).toEqual(['chain at 1', 'timer at 2']);
  });

  it('forgets cancelled timers', async () => {
    const clock = new VirtualClock();
    clock.setTimer(() => {}, 1).cancel();

    expect(await clock.step()).toBe(false);
  });

  it('ends a sleep early with the reason of an abort, and leaves no timer behind', async () => {
    const clock = new VirtualClock();
    const controller = new AbortController();
    const sleep = clock.sleep(1_000, { signal: controller.signal });

    controller.abort(new Error('enough'));

    await expect(sleep).rejects.toThrow('enough');
    expect(await clock.step()).toBe(false);
  });

  it('says so when what is waited for can never come', async () => {
    const clock = new VirtualClock();

    await expect(clock.waitFor(new Promise(() => {}), { limitMilliseconds: 1_000 })).rejects.toThrow('no timer is left');
  });

  it('says so when what is waited for does not come in time', async () => {
    const clock = new VirtualClock();

    await expect(clock.waitFor(clock.sleep(2_000), { limitMilliseconds: 1_000 })).rejects.toThrow('not so after 1000 ms');
  });
});
