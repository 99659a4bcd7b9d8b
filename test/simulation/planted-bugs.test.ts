import { describe, expect, it } from 'vitest';
import { plantedBugs } from './planted-bugs.ts';
import { simulate } from './simulation.ts';

/** A planted bug has to be found within so many seeds. */
const seedLimit = 60;

/** What the simulation is worth: it has to break a promise when a check is missing that keeps it. */
describe('the simulation', () => {
  it.each(plantedBugs)('finds out when $name', async (bug) => {
    const { firstSeed = 1 } = bug;
    for (let seed = firstSeed; seed < firstSeed + seedLimit; seed += 1) {
      const { violations } = await simulate({ seed, bug });
      if (violations.length > 0) return;
    }
    expect.fail(`${seedLimit} seeds did not show it`);
  });
});
