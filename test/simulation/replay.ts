import { simulate } from './simulation.ts';

/**
 * Runs simulations of a whole cloud, one a seed, and tells the story of those that break a promise.
 *
 *     node test/simulation/replay.ts FIRST [LAST]
 */
const [first = '1', last = first] = process.argv.slice(2);
let failedCount = 0;
for (let seed = Number(first); seed <= Number(last); seed += 1) {
  const { violations, story, fingerprint, departures } = await simulate({ seed });
  if (violations.length > 0) {
    failedCount += 1;
    process.stdout.write(`${story.join('\n')}\n`);
  }
  process.stdout.write(`seed ${seed}: ${violations[0] ?? 'all is well'} (fingerprint ${fingerprint}, ${departures} departures)\n`);
}
process.exit(failedCount === 0 ? 0 : 1);
