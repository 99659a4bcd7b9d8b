import { fuzzApiServer } from './fuzz-api-server.ts';
import { fuzzReport } from './fuzz-report.ts';
import { seeds } from './seeds.ts';

/** `node test/fuzz/main.ts [RUNS] [SEED]`: prints how often each status was answered, or the smallest request that found something. */
const runs = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? Date.now());
console.log(`${runs} requests with seed ${seed}`);
const startedAt = performance.now();
const { byStatus } = await fuzzApiServer({ runs, seed, examples: seeds });
console.log(fuzzReport({ runs, startedAt, byStatus }));
