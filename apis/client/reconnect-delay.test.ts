import { describe, expect, it } from 'vitest';
import { SeededRandom } from '#test/harness/seeded-random.ts';
import { ReconnectDelay } from './reconnect-delay.ts';

describe('ReconnectDelay', () => {
  it('doubles up to ten seconds, and never shortens a pause by more than half', () => {
    const delay = new ReconnectDelay(new SeededRandom(1));

    const pauses = Array.from({ length: 10 }, () => delay.nextMilliseconds());

    const ceilings = [200, 400, 800, 1600, 3200, 6400, 10_000, 10_000, 10_000, 10_000];
    for (const [index, ceiling] of ceilings.entries()) {
      expect(pauses[index]).toBeLessThanOrEqual(ceiling);
      expect(pauses[index]).toBeGreaterThanOrEqual(ceiling / 2);
    }
  });

  it('starts from the shortest again after a success', () => {
    const delay = new ReconnectDelay(new SeededRandom(1));
    for (let attempt = 0; attempt < 5; attempt += 1) delay.nextMilliseconds();

    delay.reset();

    expect(delay.nextMilliseconds()).toBeLessThanOrEqual(200);
  });
});
