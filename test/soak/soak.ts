import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '../end-to-end/local-tycho.ts';
import { nthPoint } from './kill-points.ts';
import { drivers, MortalWorld, type Life, type MortalDriver } from './mortal-world.ts';
import { soakReport } from './soak-report.ts';

/**
 * Kills node agents at one step after the other, for so many minutes, and writes what came of it to docs/soak.md. Fails when something was left behind or
 * did not arrive. `node test/soak/soak.ts [MINUTES] [FIRST]`: FIRST is where in the series of points to begin, to go on where the last run ended.
 */
const minutes = Number(process.argv[2] ?? 15);
const firstLife = Number(process.argv[3] ?? 1);

const run = promisify(execFile);

async function main(): Promise<void> {
  const startedAt = new Date();
  const [tested, tools] = [await commit(), await versions()];
  const endsAt = performance.now() + minutes * 60_000;
  const lives: Life[] = [];
  {
    await using world = await MortalWorld.start();
    await Promise.all(drivers.map((driver) => liveUntil(world, { driver, endsAt, lives })));
  }
  const result = {
    startedAt: startedAt.toISOString(),
    minutes: (Date.now() - startedAt.getTime()) / 60_000,
    commit: tested,
    versions: tools,
    lives,
  };
  await writeFile(join(repositoryRoot, 'docs/soak.md'), soakReport(result));
  const isWell = lives.every(({ leaks, attempts }) => leaks.length === 0 && attempts.every(({ failure }) => failure === undefined));
  process.exitCode = isWell ? 0 : 1;
}

/** One life after the other, as long as another one fits in. */
async function liveUntil(
  world: MortalWorld,
  { driver, endsAt, lives }: { readonly driver: MortalDriver; readonly endsAt: number; readonly lives: Life[] },
): Promise<void> {
  const calm = await world.live(driver, () => undefined);
  lives.push(calm);
  let longest = 0;
  for (let number = firstLife; performance.now() + longest < endsAt; number += 1) {
    const startedAt = performance.now();
    const life = await world.live(driver, (action) => {
      const { callCount = 1 } = calm.attempts.find((each) => each.action === action) ?? {};
      return nthPoint(number, 2 * callCount);
    });
    lives.push(life);
    longest = Math.max(longest, performance.now() - startedAt);
    tell(life, (performance.now() - startedAt) / 1000);
  }
}

function tell({ driver, number, attempts, leaks }: Life, seconds: number): void {
  const deaths = attempts.filter(({ diedAt }) => diedAt !== undefined).length;
  console.log(`life ${number}, ${driver}: ${deaths} deaths in ${seconds.toFixed(0)} s`);
  for (const { action, point, failure } of attempts) if (failure !== undefined) console.log(`  ${action}, killed at ${point}: ${failure}`);
  for (const leak of leaks) console.log(`  left behind: ${leak}`);
}

async function commit(): Promise<string> {
  const { stdout } = await run('git', ['describe', '--always', '--abbrev=12'], { cwd: repositoryRoot });
  return stdout.trim();
}

async function versions(): Promise<readonly string[]> {
  const [qemu, containerd] = await Promise.all([run('qemu-system-x86_64', ['--version']), run('containerd', ['--version'])]);
  return [
    `QEMU ${/version (\S+)/.exec(qemu.stdout)?.[1]}`,
    `containerd ${/ v?(\d+\.\d+\S*)/.exec(containerd.stdout)?.[1]}`,
    `Node ${process.versions.node}`,
  ];
}

await main();
