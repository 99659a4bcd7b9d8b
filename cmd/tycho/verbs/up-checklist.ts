import { CommandFailure } from '../command-failure.ts';
import { exitCode } from '../exit-code.ts';
import { dim, green, red, yellow } from '../printing/colour.ts';
import { ageOf } from '../printing/duration.ts';
import { LiveLines } from '../printing/live-lines.ts';
import { lastComplaint, logEnd, readLogFrom } from '../up/process-log.ts';
import type { StateDirectory } from '../up/state-directory.ts';
import { readSupervisionStatus, type ProcessStatus, type SupervisionStatus } from '../up/supervision-status.ts';
import { runningSupervisor } from '../up/supervisor-lock.ts';
import type { Output, World } from '../world.ts';

const lookMilliseconds = 50;
/** How long a supervisor may take until it says anything. */
const firstWordMilliseconds = 15_000;

/**
 * Shows how the start goes until everything is ready: a checklist that moves on a terminal, a line for each step in a pipe. Throws when it fails, or
 * when the supervisor is gone.
 */
export async function showStart(state: StateDirectory, world: World): Promise<void> {
  const logStart = logEnd(state.logOf('supervisor'));
  const startedAt = world.clock.monotonicMilliseconds();
  const told = new Set<string>();
  let status = currentStatus(state);
  const list = new LiveLines({
    output: world.output,
    clock: world.clock,
    lines: () => (status?.processes ?? []).map((each) => checklistLine(each, world)),
  });
  try {
    for (; status?.phase !== 'Ready'; status = currentStatus(state)) {
      if (!world.output.isTerminal) tellNews(status, told, world.output);
      if (status?.phase === 'Failed')
        throw new CommandFailure(
          `Tycho did not start: ${status.message ?? 'its log says more'} (log of the supervisor: ${state.logOf('supervisor')})`,
        );
      const isSilent = status === undefined && world.clock.monotonicMilliseconds() - startedAt > firstWordMilliseconds;
      if (isSilent || (status !== undefined && runningSupervisor(state.lock) === undefined)) throw supervisorGone(state, logStart);
      if (world.interrupted.aborted)
        throw new CommandFailure('interrupted: it goes on in the background; `tycho down` stops it', { exitCode: exitCode.interrupted });
      await world.clock.sleep(lookMilliseconds);
    }
  } finally {
    list.close();
  }
  if (world.output.isTerminal) for (const each of status.processes) world.output.write(`${checklistLine(each, world)}\n`);
  else tellNews(status, told, world.output);
}

/** The status of the supervisor that runs now, or of one that has just failed; that of an earlier one is old news. */
function currentStatus(state: StateDirectory): SupervisionStatus | undefined {
  const status = readSupervisionStatus(state.status);
  return status !== undefined && (status.supervisorPID === runningSupervisor(state.lock)?.pid || status.phase === 'Failed')
    ? status
    : undefined;
}

function supervisorGone(state: StateDirectory, logStart: number): CommandFailure {
  const file = state.logOf('supervisor');
  const why = lastComplaint(readLogFrom(file, logStart));
  return new CommandFailure(`the supervisor ended${why === undefined ? '' : `: ${why}`}; its log is ${file}`);
}

const nameWidth = 20;

function checklistLine(status: ProcessStatus, world: World): string {
  const { output } = world;
  const detail = status.detail === undefined ? '' : dim(status.detail, output);
  const name = status.name.padEnd(nameWidth);
  const age = dim(ageOf(status.since, world.clock.now()), output);
  switch (status.state) {
    case 'Ready':
      return `  ${green('✓', output)} ${name} ${detail}`;
    case 'Starting':
      return `  ${yellow('…', output)} ${name} starting ${age} ${detail}`;
    case 'Restarting':
      return `  ${red('✗', output)} ${name} ended and is started again: ${detail}`;
    case 'Waiting':
      return `  ${dim('·', output)} ${dim(status.name, output)}`;
    case 'Stopped':
    case 'Failed':
      return `  ${red('✗', output)} ${name} ${status.state.toLowerCase()} ${detail}`;
  }
}

/** One line for each process that has become ready or fell over, once. */
function tellNews(status: SupervisionStatus | undefined, told: Set<string>, output: Output): void {
  for (const { name, state, detail, restartCount } of status?.processes ?? []) {
    if (state !== 'Ready' && state !== 'Restarting') continue;
    const key = `${name} ${state} ${restartCount}`;
    if (told.has(key)) continue;
    told.add(key);
    const words = detail === undefined ? '' : state === 'Ready' ? ` (${detail})` : `: ${detail}`;
    output.write(`${name} ${state === 'Ready' ? (name === 'hosts' ? 'are ready' : 'is ready') : 'ended and is started again'}${words}\n`);
  }
}
