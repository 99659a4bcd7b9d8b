import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ApiClient } from '#apis/client/api-client.ts';
import { serverKind } from '#apis/compute/server.ts';
import { startApiServerProcess } from '../harness/api-server-process.ts';
import { inFlight } from './measuring/in-flight.ts';
import { openTransport } from './measuring/open-transport.ts';
import { median, percentile } from './measuring/percentile.ts';
import { printTable } from './measuring/print-table.ts';

/**
 * What one `tycho get servers` costs beside `kubectl get servers`: CPU time of the whole command, against one api-server with 50 servers, in turns,
 * after a first run of each that fills their caches. `node test/bench/cli-get.ts [ROUNDS]`; needs `make build`.
 */
const rounds = Number(process.argv[2] ?? 25);
const serverCount = 50;
const run = promisify(execFile);
const tychoProgram = fileURLToPath(new URL('../../build/tycho', import.meta.url));

interface Run {
  readonly cpuMilliseconds: number;
  readonly wallMilliseconds: number;
  readonly lineCount: number;
}

async function main(): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), 'tycho-bench-home-'));
  const apiServer = await startApiServerProcess({ storage: 'memory' });
  try {
    const kubeconfig = await apiServer.kubeconfig();
    await createServers(kubeconfig);
    const commands = {
      tycho: [tychoProgram, '--kubeconfig', kubeconfig, 'get', 'servers'],
      kubectl: ['kubectl', '--kubeconfig', kubeconfig, 'get', 'servers'],
    } as const;
    const runs = { tycho: [] as Run[], kubectl: [] as Run[] };
    const names = ['tycho', 'kubectl'] as const;
    for (let round = -warmUpRounds; round < rounds; round += 1) {
      for (const name of round % 2 === 0 ? names : names.toReversed()) {
        const result = await timed(commands[name], home);
        if (round >= 0) runs[name].push(result);
      }
    }
    print(runs);
  } finally {
    await apiServer.stop();
    await rm(home, { recursive: true, force: true });
  }
}

async function createServers(kubeconfig: string): Promise<void> {
  const transport = await openTransport(kubeconfig);
  const servers = new ApiClient({ transport }).resource(serverKind);
  await inFlight(8, serverCount, async (number) => {
    await servers.create({
      apiVersion: 'compute.tycho.dev/v1alpha1',
      kind: 'Server',
      metadata: { name: `server-${number}`, namespace: 'default' },
      spec: { flavor: 'small', image: 'small-guest' },
    } as never);
  });
  await transport.close();
}

const warmUpRounds = 2;

function print(runs: Readonly<Record<'tycho' | 'kubectl', readonly Run[]>>): void {
  const cpu = { tycho: cpuOf(runs.tycho), kubectl: cpuOf(runs.kubectl) };
  console.log(`get servers, ${serverCount} servers, ${rounds} runs each in turns\n`);
  printTable(
    ['', 'CPU ms p50', 'min', 'p90', 'wall ms p50', 'lines'],
    (['tycho', 'kubectl'] as const).map((name) => [
      name,
      median(cpu[name]).toFixed(0),
      Math.min(...cpu[name]).toFixed(0),
      percentile(cpu[name], 0.9).toFixed(0),
      median(runs[name].map((each) => each.wallMilliseconds)).toFixed(0),
      runs[name][0]?.lineCount ?? 0,
    ]),
  );
  console.log(`CPU of tycho / CPU of kubectl: ${(median(cpu.tycho) / median(cpu.kubectl)).toFixed(2)} (target <= 1.00)\n`);
}

function cpuOf(runs: readonly Run[]): number[] {
  return runs.map((each) => each.cpuMilliseconds);
}

/** User and system time of the command and all that it started, as the shell measures it. */
async function timed(command: readonly string[], home: string): Promise<Run> {
  const startedAt = performance.now();
  const { stdout, stderr } = await run('bash', ['-c', 'TIMEFORMAT="CPU %3U %3S"; time "$@"', 'bash', ...command], {
    env: { PATH: process.env['PATH'], HOME: home },
  });
  const wallMilliseconds = performance.now() - startedAt;
  const [, user, system] = /^CPU (\S+) (\S+)$/m.exec(stderr) ?? [];
  if (user === undefined || system === undefined) throw new Error(`${command.join(' ')} was not timed: ${stderr}`);
  return {
    cpuMilliseconds: (Number(user) + Number(system)) * 1000,
    wallMilliseconds,
    lineCount: stdout.trimEnd().split('\n').length,
  };
}

await main();
