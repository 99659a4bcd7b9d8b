import { describe, expect, it } from 'vitest';
import { simulateRestore } from './restored-cloud.ts';

const seeds = Array.from({ length: 8 }, (_, index) => index + 1);

describe('a backup that is restored in the middle of a storm', () => {
  let [unmatched, gone] = [0, 0];

  it.each(seeds)('costs no guest, has nothing run twice, and names what it does not know, with seed %i', async (seed) => {
    const report = await simulateRestore(seed);

    expect(report.violations, `${report.story.join('\n')}\nto repeat: simulateRestore(${seed})`).toEqual([]);
    unmatched += report.unmatched;
    gone += report.gone;
  });

  it('leaves something to be named, or these seeds would show nothing', () => {
    expect(unmatched).toBeGreaterThan(0);
    expect(gone).toBeGreaterThan(0);
  });
});
