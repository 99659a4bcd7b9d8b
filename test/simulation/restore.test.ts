import { describe, expect, it } from 'vitest';
import { simulateRestore } from './restored-cloud.ts';

const seeds = Array.from({ length: 12 }, (_, index) => index + 1);

describe('a backup that is restored in the middle of a storm', () => {
  it('costs no guest, has nothing run twice, and names what it does not know', async () => {
    let [unmatched, gone] = [0, 0];
    for (const seed of seeds) {
      const report = await simulateRestore(seed);
      expect(report.violations, `seed ${seed}\n${report.story.join('\n')}`).toEqual([]);
      unmatched += report.unmatched;
      gone += report.gone;
    }

    expect(unmatched).toBeGreaterThan(0);
    expect(gone).toBeGreaterThan(0);
  });
});
