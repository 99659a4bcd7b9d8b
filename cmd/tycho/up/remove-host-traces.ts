import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { hostNameOfAgent, runDirectoryOfAgent } from '#cmd/bootstrap/host-names.ts';

const run = promisify(execFile);

/**
 * Removes what an agent keeps outside its state directory for as long as there may be guests: its empty network namespace and its run directory. To be
 * called when it has ended and there are no guests. What still has something mounted in it stays.
 */
export async function removeHostTraces(agentDirectory: string): Promise<void> {
  const namespace = hostNameOfAgent(agentDirectory);
  if (existsSync(`/run/netns/${namespace}`)) await run('ip', ['netns', 'delete', namespace]);
  const runDirectory = runDirectoryOfAgent(agentDirectory);
  const mounts = await readFile('/proc/self/mounts', 'utf8').catch(() => '');
  if (!mounts.includes(` ${runDirectory}/`)) await rm(runDirectory, { recursive: true, force: true });
}
