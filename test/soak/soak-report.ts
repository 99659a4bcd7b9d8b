import type { Life } from './mortal-world.ts';

export interface SoakResult {
  /** RFC 3339. */
  readonly startedAt: string;
  readonly minutes: number;
  readonly commit: string;
  /** As `QEMU 7.2.22`. */
  readonly versions: readonly string[];
  /** In the order of their ends; the first of each driver is without deaths. */
  readonly lives: readonly Life[];
}

/** `docs/soak.md` as a run makes it. */
export function soakReport({ startedAt, minutes, commit, versions, lives }: SoakResult): string {
  const killed = lives.filter(({ attempts }) => attempts.some(({ point }) => point !== undefined));
  const deaths = killed.flatMap(({ attempts }) => attempts.filter(({ diedAt }) => diedAt !== undefined));
  const leaks = lives.flatMap((life) =>
    life.leaks.map((leak) => `- ${leak}, after life ${life.number} (${life.driver}): ${deathsOf(life)}`),
  );
  const failures = lives.flatMap((life) =>
    life.attempts.flatMap(({ action, failure, diedAt }) =>
      failure === undefined
        ? []
        : [`- ${life.driver}, ${action}, killed at \`${diedAt ?? 'nothing'}\`: ${failure.split('\n')[0]?.slice(0, 400)}`],
    ),
  );
  const notDone = lives.flatMap(({ driver, attempts }) =>
    attempts.flatMap(({ action, diedAt, notDone: words }) =>
      words === undefined ? [] : [`- ${driver}, ${action}, killed at \`${diedAt ?? 'nothing'}\`: ${words}`],
    ),
  );
  return `# Agents that are killed at every step

Written by \`make soak\`; do not edit. A real node agent over a real driver is ended with SIGKILL at one of its calls to the outside (a program started, a
write to QEMU's monitor, a request to containerd, a change of the file system), before the call or with the call under way, and started again. The
server has to end where it was asked to be; when it is deleted, nothing may be left: processes, network namespaces, links, rules, mounts, cgroups,
files, what containerd keeps, unfinished uploads, Instances and HostVolumes. A life is one server taken through all the actions, with one death in each.
Each life has its deaths elsewhere; a run goes on where FIRST tells it to, until every point has been visited.

| | |
|---|---|
| started | ${startedAt} |
| took | ${minutes.toFixed(1)} minutes |
| commit | ${commit} |
| versions | ${versions.join(', ')} |
| lives with deaths | ${killed.length} |
| agents killed | ${deaths.length} |
| servers that did not end where they were asked to be, and did not say why | ${failures.length} |
| things left behind | ${leaks.length} |

| Driver | Action | Kill points there are | Visited | Killed there | Not done, saying why | Did not arrive | Left behind after such lives |
|---|---|---|---|---|---|---|---|
${rows(lives).join('\n')}

The points there are: two for each call that the action took in a life without deaths. Visited: so many different ones of them at which an agent died.
${notDone.length === 0 ? '' : `\n## Not done, saying why\n\n${notDone.join('\n')}\n`}${failures.length === 0 ? '' : `\n## Did not arrive\n\n${failures.join('\n')}\n`}${leaks.length === 0 ? '' : `\n## Left behind\n\n${leaks.join('\n')}\n`}`;
}

function rows(lives: readonly Life[]): string[] {
  const calm = lives.filter(({ attempts }) => attempts.every(({ point }) => point === undefined));
  return calm.flatMap(({ driver, attempts }) =>
    attempts.map(({ action, callCount }) => {
      const tried = lives.flatMap((life) =>
        life.attempts.flatMap((attempt) =>
          life.driver === driver && attempt.action === action && attempt.point !== undefined ? [{ ...attempt, leaks: life.leaks }] : [],
        ),
      );
      const died = tried.filter(({ diedAt }) => diedAt !== undefined);
      const counts = [
        2 * callCount,
        new Set(died.map(({ point }) => point)).size,
        died.length,
        tried.filter(({ notDone }) => notDone !== undefined).length,
        tried.filter(({ failure }) => failure !== undefined).length,
        died.reduce((sum, { leaks }) => sum + leaks.length, 0),
      ];
      return `| ${[driver, action, ...counts].join(' | ')} |`;
    }),
  );
}

function deathsOf({ attempts }: Life): string {
  return attempts.flatMap(({ action, point, diedAt }) => (diedAt === undefined ? [] : [`${action} at ${point} (${diedAt})`])).join(', ');
}
