import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

/**
 * Runs so many seeds of the simulation, on as many processes as there are cores, and prints the story of each seed that broke a promise. Exits with 1 if
 * there was one.
 *
 *     node test/simulation/run-seeds.ts COUNT [FIRST]
 */
const count = wholeNumber('COUNT', process.argv[2] ?? '200');
const first = wholeNumber('FIRST', process.argv[3] ?? '1');
/** Seeds of one process, which then makes room for a fresh one. */
const seedsOfProcess = 25;

const replay = fileURLToPath(new URL('replay.ts', import.meta.url));
const last = first + count - 1;
let next = first;
let done = 0;
const failed: string[] = [];

await Promise.all(Array.from({ length: availableParallelism() }, work));
process.stdout.write(`${done} seeds from ${first} on, ${failed.length} failed\n${failed.map((each) => `  ${each}\n`).join('')}`);
process.exit(failed.length === 0 && done === count ? 0 : 1);

async function work(): Promise<void> {
  while (next <= last) {
    const from = next;
    const to = Math.min(last, from + seedsOfProcess - 1);
    next = to + 1;
    const said = await runSeeds(from, to);
    const verdicts = said.split('\n').filter((line) => /^seed \d+: /.test(line));
    const broken = verdicts.filter((line) => !line.includes(': all is well '));
    done += verdicts.length;
    failed.push(...broken);
    if (verdicts.length < to - from + 1) failed.push(`seeds ${from} to ${to}: the process ended after ${verdicts.length} of them`);
    if (broken.length > 0 || verdicts.length < to - from + 1) process.stdout.write(said);
    process.stdout.write(`seeds ${from} to ${to}: ${broken.length} failed\n`);
  }
}

async function runSeeds(from: number, to: number): Promise<string> {
  const child = spawn(process.execPath, [replay, String(from), String(to)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  await new Promise((resolve) => child.once('close', resolve));
  return said;
}

function wholeNumber(name: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  process.stderr.write(`${name} is to be a whole number from 1 on, not ${text}\n`);
  process.exit(2);
}
