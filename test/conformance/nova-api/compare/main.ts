import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Cloud } from '#cmd/nova-api/cloud/cloud.ts';
import { allRoutes } from '#cmd/nova-api/routes/all-routes.ts';
import { repositoryRoot } from '../../../end-to-end/local-tycho.ts';
import { allowedDifferences } from './allowed-differences.ts';
import { CompareWorld } from './compare-world.ts';
import { sentRequests, type SentRequest } from './compared-request.ts';
import { differencesBetween } from './differences.ts';
import { endpointOf } from './endpoint.ts';
import { judge } from './judge.ts';
import type { NormalAnswer } from './normalize.ts';
import { describeJudgement } from './report.ts';
import { allRequests } from './requests/all-requests.ts';

/**
 * Asks a real Nova and us the same things, and compares what each answers.
 *
 * Usage: node test/conformance/nova-api/compare/main.ts [--recorded] [--record]
 *
 * With --recorded no Nova is started: ours is held against what one answered the last time (build/compare-nova/nova.json). With --record,
 * recorded-run.json is written anew, from which docs/nova-compatibility.md is made. Fails when there is a difference that allowed-differences.ts does not
 * allow, or a rule there that nothing needed.
 */
const { values } = parseArgs({ options: { recorded: { type: 'boolean', default: false }, record: { type: 'boolean', default: false } } });
const folder = join(repositoryRoot, 'build/compare-nova');
const recording = join(folder, 'nova.json');
await mkdir(folder, { recursive: true });

const requests = sentRequests(allRequests);
await using world = await CompareWorld.start({ withNova: !values.recorded });
const nova = world.nova === undefined ? await recordedAnswers() : await answersOf((request) => world.nova!.answer(request));
await write(recording, nova);
const ours = await answersOf((request) => world.ours.answer(request));
await write(join(folder, 'ours.json'), ours);
await writeFile(join(folder, 'nova-api.log'), await world.log());

const routes = allRoutes({} as Cloud);
const answers = requests.map((request) => {
  const endpoint = endpointOf(request, routes);
  const [theirs, own] = [nova[request.name], ours[request.name]];
  if (theirs === undefined || own === undefined) throw new Error(`nothing is recorded of "${request.name}": run it without --recorded`);
  return { name: request.name, endpoint, differences: differencesBetween(theirs, own) };
});
const judgement = judge(answers, allowedDifferences);
process.stdout.write(describeJudgement(judgement));
await write(join(folder, 'differences.json'), judgement.refused);
if (values.record) {
  const { compared, equal, endpoints } = judgement;
  await write(join(import.meta.dirname, 'recorded-run.json'), { date: new Date().toISOString().slice(0, 10), compared, equal, endpoints });
}
if (judgement.refused.length > 0 || judgement.stale.length > 0) process.exitCode = 1;

async function answersOf(ask: (request: SentRequest) => Promise<NormalAnswer>): Promise<Record<string, NormalAnswer>> {
  const given: Record<string, NormalAnswer> = {};
  // One after the other: each may need what those before it left.
  for (const request of requests) given[request.name] = await ask(request);
  return given;
}

async function recordedAnswers(): Promise<Record<string, NormalAnswer>> {
  return JSON.parse(await readFile(recording, 'utf8')) as Record<string, NormalAnswer>;
}

async function write(file: string, value: unknown): Promise<void> {
  await writeFile(file, `${JSON.stringify(value, undefined, 2)}\n`);
}
