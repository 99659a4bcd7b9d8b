import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryRoot } from '../../../end-to-end/local-tycho.ts';
import { NovaWorld } from '../nova-world.ts';
import { runTempest, type TempestResult } from './tempest-run.ts';
import { describeSummary, summarize } from './tempest-summary.ts';

/**
 * Runs Tempest's tests of the Compute API against a whole cloud that is started for it.
 *
 * Usage: node test/conformance/nova-api/tempest/main.ts [--workers N] [--hosts N] [PATTERN ...]
 *
 * Patterns are regular expressions on names of tests; without one, all of tempest.api.compute is run. Tests of projects that have no network need a second
 * cloud, which is started for them alone. Writes build/tempest/summary.json, and fails when a
 * test failed.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { workers: { type: 'string', default: '2' }, hosts: { type: 'string', default: '2' } },
});
const folder = join(repositoryRoot, 'build/tempest');
const hosts = Number(values.hosts);
const only = positionals.length === 0 ? ['tempest\\.api\\.compute\\.'] : positionals;
const workers = Number(values.workers);
/** Tests of what becomes of servers where nobody has a network: they go on in a cloud of their own. */
const withoutNetwork = 'test_auto_allocate_network';
/**
 * Tests of server metadata, which Tempest runs only where it is told of XenAPI. It would then also ask for APIs that Nova itself took away (agents, and the
 * action resetNetwork), so they have a run of their own, in the same cloud.
 */
const ofMetadata = 'test_server_metadata';

const results: TempestResult[] = [];
if (only.some((pattern) => !pattern.includes(withoutNetwork))) {
  await using world = await NovaWorld.start({ hosts });
  if (only.some((pattern) => !pattern.includes(ofMetadata))) {
    results.push(...(await runTempest({ world, folder, only, except: [withoutNetwork, ofMetadata], workers, hosts })));
  }
  if (positionals.length === 0 || positionals.some((pattern) => pattern.includes(ofMetadata))) {
    const ownFolder = join(folder, 'metadata');
    results.push(...(await runTempest({ world, folder: ownFolder, only: [ofMetadata], isToldOfXenAPI: true, workers, hosts })));
  }
  await keepLogs(world, folder);
}
if (positionals.length === 0 || positionals.some((pattern) => pattern.includes(withoutNetwork))) {
  const ownFolder = join(folder, 'without-network');
  await using world = await NovaWorld.start({ hosts, sharedNetwork: false });
  results.push(...(await runTempest({ world, folder: ownFolder, only: [withoutNetwork], hasSharedNetwork: false, workers: 1, hosts })));
  await keepLogs(world, ownFolder);
}
const summary = summarize(results);
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'summary.json'), `${JSON.stringify(summary, undefined, 2)}\n`);
process.stdout.write(describeSummary(summary));
if (summary.failed > 0) process.exitCode = 1;

async function keepLogs({ compute, services, keystone }: NovaWorld, where: string): Promise<void> {
  for (const service of [compute, services]) await writeFile(join(where, `${service.program}.log`), await service.log());
  await writeFile(join(where, 'keystone.log'), await keystone.log());
}
