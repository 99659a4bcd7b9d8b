import { fuzzReport } from '../fuzz-report.ts';
import { fuzzNovaAPI, NovaFuzz } from './nova-fuzz.ts';

/** `node test/fuzz/nova-api/main.ts [RUNS] [SEED]`: prints how often each status was answered, or the smallest request that found something. */
const runs = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? Date.now());
/** After so many the store in memory is a fresh one: it keeps all its history. */
const runsOfOneStore = 10_000;
console.log(`${runs} requests of the Compute API with seed ${seed}`);
const startedAt = performance.now();
const byStatus = new Map<number, number>();
for (let done = 0; done < runs; done += runsOfOneStore) {
  await using fuzz = await NovaFuzz.open();
  await fuzzNovaAPI(fuzz, { runs: Math.min(runsOfOneStore, runs - done), seed: seed + done });
  for (const [status, count] of fuzz.byStatus) byStatus.set(status, (byStatus.get(status) ?? 0) + count);
}
console.log(fuzzReport({ runs, startedAt, byStatus }));
