import { beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '#test/harness/virtual-clock.ts';
import { ConnectionPace } from './connection-pace.ts';

let clock: VirtualClock;
let admitted: number[];
let refused: number[];
let pace: ConnectionPace<number>;

beforeEach(() => {
  clock = new VirtualClock();
  [admitted, refused] = [[], []];
  pace = new ConnectionPace<number>({
    perSecond: 100,
    maximumWaiting: 500,
    admit: (connection) => void admitted.push(connection),
    refuse: (connection) => void refused.push(connection),
    clock,
  });
});

function offer(count: number): void {
  for (let index = 0; index < count; index += 1) pace.offer(index);
}

describe('the pace of connections', () => {
  it('lets a few through at once', () => {
    offer(5);

    expect(admitted).toHaveLength(5);
  });

  it('spreads a crowd out over time, in order', async () => {
    offer(300);
    expect(admitted).toHaveLength(10);

    await clock.advance(1_000);
    expect(admitted.length).toBeGreaterThanOrEqual(105);
    expect(admitted.length).toBeLessThanOrEqual(111);
    await clock.advance(2_000);

    expect(admitted).toEqual(Array.from({ length: 300 }, (_, index) => index));
    expect(refused).toEqual([]);
  });

  it('refuses those that would wait behind too many', async () => {
    offer(600);

    expect(refused).toHaveLength(90);
    await clock.advance(60_000);
    expect(admitted).toHaveLength(510);
  });

  it('saves up no more than a burst while nobody comes', async () => {
    await clock.advance(3_600_000);

    offer(300);

    expect(admitted).toHaveLength(10);
  });

  it('refuses all that wait when it closes', async () => {
    offer(50);

    pace.close();
    await clock.advance(60_000);

    expect([admitted.length, refused.length]).toEqual([10, 40]);
  });
});
