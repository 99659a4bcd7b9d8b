import { Option, type Command } from 'commander';
import { NotFoundError } from '#apis/machinery/errors.ts';
import { printedName, qualifiedPlural } from '../api/api-resource.ts';
import { CommandFailure, ReportedFailure } from '../command-failure.ts';
import { exitCode } from '../exit-code.ts';
import { complain } from '../printing/complaint.ts';
import { formatAge, parseDurationSeconds } from '../printing/duration.ts';
import { LiveLines } from '../printing/live-lines.ts';
import type { AnyObject } from '../api/any-object.ts';
import type { ApiConnection, Session } from '../session.ts';
import { deadlineIn, type Deadline } from './deadline.ts';
import { followTarget } from './follow-target.ts';
import { findTargets, readTarget, type Target, type TargetOptions } from './targets.ts';
import type { SessionOf } from './verb.ts';
import { parseWaitCondition, type WaitCondition } from './wait-condition.ts';
import { repeatable } from './repeatable.ts';

interface WaitOptions extends TargetOptions {
  readonly for: string;
  readonly timeout: string;
}

export function defineWait(program: Command, sessionOf: SessionOf): void {
  program
    .command('wait [types] [names...]')
    .description('Wait until something is so: `wait server/web --for=condition=Ready --timeout=2m`.')
    .addOption(
      new Option('--for <condition>', "condition=TYPE[=STATUS], jsonpath='{PATH}'[=VALUE], delete or create").makeOptionMandatory(),
    )
    .option('--timeout <duration>', 'how long to wait at most, as 90s or 5m; 0: look once', '30s')
    .option('-f, --filename <file>', 'what a file, a directory or - declares; may be repeated', repeatable)
    .option('-l, --selector <labels>', 'all with these labels')
    .option('--field-selector <fields>', 'all with these fields')
    .option('--all', 'all of the type')
    .option('-A, --all-namespaces', 'in all namespaces, with -l or --all')
    .action((types: string | undefined, names: string[], options: WaitOptions, command: Command) =>
      wait(sessionOf(command), types === undefined ? [] : [types, ...names], options),
    );
}

async function wait(session: Session, words: readonly string[], options: WaitOptions): Promise<void> {
  const condition = parseWaitCondition(options.for);
  const timeoutSeconds = parseDurationSeconds(options.timeout, '--timeout');
  const { targets, faultCount } = await findTargets(words, options, session);
  if (targets.length === 0 && faultCount === 0)
    throw new CommandFailure('nothing that is selected is there', { exitCode: exitCode.notFound });
  const connection = await session.connect();
  const outcome =
    timeoutSeconds === 0
      ? await lookOnce(session, connection, targets, condition)
      : await waitForAll(session, connection, targets, { condition, timeoutSeconds });
  if (faultCount > 0) throw new ReportedFailure();
  if (outcome === 'NotMet') throw new ReportedFailure(exitCode.timedOut);
}

type Outcome = 'Met' | 'NotMet';

async function lookOnce(
  session: Session,
  connection: ApiConnection,
  targets: readonly Target[],
  condition: WaitCondition,
): Promise<Outcome> {
  let outcome: Outcome = 'Met';
  for (const target of targets) {
    const object = await readTarget(target, connection);
    if (object === undefined && !condition.mayBeAbsent) throw notThere(target);
    if (condition.isMet(object)) sayMet(session, target);
    else {
      outcome = 'NotMet';
      complain(session.world, complaintOf({ target, condition, object, session }));
    }
  }
  return outcome;
}

async function waitForAll(
  session: Session,
  connection: ApiConnection,
  targets: readonly Target[],
  { condition, timeoutSeconds }: { readonly condition: WaitCondition; readonly timeoutSeconds: number },
): Promise<Outcome> {
  const { world } = session;
  const deadline = deadlineIn(timeoutSeconds, world);
  const current: { target: Target | undefined; object: AnyObject | undefined } = { target: undefined, object: undefined };
  const startedAt = world.clock.monotonicMilliseconds();
  const lines = (): readonly string[] => {
    if (current.target === undefined) return [];
    const seconds = (world.clock.monotonicMilliseconds() - startedAt) / 1000;
    const standing = current.object === undefined ? 'it is not there' : condition.standing(current.object, world.clock.now());
    return [
      `${printedName(current.target.resource, current.target.name)}: waiting ${formatAge(seconds)} for ${condition.words}; ${standing}`,
    ];
  };
  const progress = new LiveLines({ output: world.errors, clock: world.clock, lines });
  let unmet: string | undefined;
  try {
    for (const target of targets) {
      Object.assign(current, { target, object: undefined });
      const isMet = await meets(session, connection, { target, condition, deadline, onChange: (object) => (current.object = object) });
      if (!isMet) {
        unmet = complaintOf({ target, condition, object: current.object, session });
        break;
      }
      progress.pause(() => sayMet(session, target));
    }
  } finally {
    progress.close();
    deadline.clear();
  }
  if (unmet === undefined) return 'Met';
  complain(world, `time is up after ${formatAge(timeoutSeconds)}: ${unmet}`);
  return 'NotMet';
}

interface Wait {
  readonly target: Target;
  readonly condition: WaitCondition;
  readonly deadline: Deadline;
  readonly onChange: (object: AnyObject | undefined) => void;
}

/** Whether it came true before the deadline. Throws when the object is not there and cannot come. */
async function meets(session: Session, connection: ApiConnection, { target, condition, deadline, onChange }: Wait): Promise<boolean> {
  try {
    for await (const object of followTarget(target, session, connection, deadline.signal)) {
      onChange(object);
      if (condition.isMet(object)) return true;
      if (object === undefined && !condition.mayBeAbsent) throw notThere(target);
    }
  } catch (error) {
    if (!deadline.hasPassed()) throw error;
  }
  session.world.interrupted.throwIfAborted();
  return false;
}

function notThere({ resource, name }: Target): NotFoundError {
  return new NotFoundError(`${qualifiedPlural(resource)} "${name}" not found`);
}

function sayMet(session: Session, { resource, name }: Target): void {
  session.world.output.write(`${printedName(resource, name)} condition met\n`);
}

interface Unmet {
  readonly target: Target;
  readonly condition: WaitCondition;
  readonly object: AnyObject | undefined;
  readonly session: Session;
}

function complaintOf({ target, condition, object, session }: Unmet): string {
  const standing = object === undefined ? 'it is not there' : condition.standing(object, session.world.clock.now());
  const advice = target.resource.kind === 'Server' ? `; \`tycho why ${target.name}\` says more` : '';
  return `${printedName(target.resource, target.name)} waits for ${condition.words}: ${standing}${advice}`;
}
