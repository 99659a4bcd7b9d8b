import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryRoot } from '../../../end-to-end/local-tycho.ts';
import { NovaWorld } from '../nova-world.ts';
import { runTempest } from './tempest-run.ts';
import { describeSummary, summarize } from './tempest-summary.ts';

/**
 * Runs Tempest's tests of the Compute API against a whole cloud that is started for it.
 *
 * Usage: node test/conformance/nova-api/tempest/main.ts [--workers N] [--hosts N] [PATTERN ...]
 *
 * Patterns are regular expressions on names of tests; without one, all of tempest.api.compute is run. Writes build/tempest/summary.json, and fails when a
 * test failed.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { workers: { type: 'string', default: '2' }, hosts: { type: 'string', default: '2' } },
});
const folder = join(repositoryRoot, 'build/tempest');
const hosts = Number(values.hosts);

await using world = await NovaWorld.start({ hosts });
const results = await runTempest({
  world,
  folder,
  only: positionals.length === 0 ? ['tempest\\.api\\.compute\\.'] : positionals,
  workers: Number(values.workers),
  hosts,
});
const summary = summarize(results);
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'summary.json'), `${JSON.stringify(summary, undefined, 2)}\n`);
for (const service of [world.compute, world.services]) await writeFile(join(folder, `${service.program}.log`), await service.log());
await writeFile(join(folder, 'keystone.log'), await world.keystone.log());
process.stdout.write(describeSummary(summary));
if (summary.failed > 0) process.exitCode = 1;
