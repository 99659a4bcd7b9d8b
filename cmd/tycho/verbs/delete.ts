import type { Command } from 'commander';
import { ApiError, NotFoundError } from '#apis/machinery/errors.ts';
import { pathOf, printedName, qualifiedSingular } from '../api/api-resource.ts';
import { CommandFailure, ReportedFailure, UsageFailure } from '../command-failure.ts';
import { exitCode } from '../exit-code.ts';
import { complain } from '../printing/complaint.ts';
import { parseDurationSeconds } from '../printing/duration.ts';
import { LiveLines } from '../printing/live-lines.ts';
import type { AnyObject } from '../api/any-object.ts';
import type { ApiConnection, Session } from '../session.ts';
import { deadlineIn, type Deadline } from './deadline.ts';
import { followTarget } from './follow-target.ts';
import { standingOf } from '../printing/standing.ts';
import { findTargets, type Target, type TargetOptions } from './targets.ts';
import type { SessionOf } from './verb.ts';
import { repeatable } from './repeatable.ts';

interface DeleteOptions extends TargetOptions {
  readonly wait: boolean;
  readonly timeout: string;
  readonly ignoreNotFound?: true;
  readonly cascade: string;
  readonly dryRun?: string;
}

export function defineDelete(program: Command, sessionOf: SessionOf): void {
  program
    .command('delete [types] [names...]')
    .description('Delete objects and wait until they are gone: `delete server web`, `delete -f server.yaml`, `delete servers -l app=web`.')
    .option('-f, --filename <file>', 'what a file, a directory or - declares; may be repeated', repeatable)
    .option('-l, --selector <labels>', 'those with these labels')
    .option('--all', 'all of the type')
    .option('-A, --all-namespaces', 'in all namespaces, with -l or --all')
    .option('--wait [boolean]', 'wait until they are gone', (text: string) => text !== 'false', true)
    .option('--no-wait', 'return as soon as the deletion is accepted')
    .option('--timeout <duration>', 'how long to wait at most, as 90s or 5m; 0: without end', '0')
    .option('--ignore-not-found', 'succeed when a named object is not there')
    .option('--cascade <how>', 'what happens to what belongs to them: background, foreground or orphan', 'background')
    .option('--dry-run <where>', '`server`: do everything but delete')
    .action((types: string | undefined, names: string[], options: DeleteOptions, command: Command) =>
      remove(sessionOf(command), types === undefined ? [] : [types, ...names], options),
    );
}

async function remove(session: Session, words: readonly string[], options: DeleteOptions): Promise<void> {
  const timeoutSeconds = parseDurationSeconds(options.timeout, '--timeout');
  const propagationPolicy = { background: 'Background', foreground: 'Foreground', orphan: 'Orphan' }[options.cascade];
  if (propagationPolicy === undefined)
    throw new UsageFailure(`--cascade ${options.cascade} is unknown: use background, foreground or orphan`);
  if (options.dryRun !== undefined && options.dryRun !== 'server') throw new UsageFailure('--dry-run needs `server`');
  const { targets, faultCount } = await findTargets(words, options, session);
  const connection = await session.connect();
  const outcomes = { failures: faultCount, missing: 0, pending: [] as Pending[] };
  for (const target of targets) await removeOne(session, connection, target, { propagationPolicy, options, outcomes });
  if (targets.length === 0 && faultCount === 0) session.world.errors.write('No resources found\n');
  if (options.wait && options.dryRun === undefined) await waitUntilGone(session, connection, outcomes.pending, timeoutSeconds);
  if (outcomes.failures > 0) throw new ReportedFailure();
  if (outcomes.missing > 0) throw new ReportedFailure(exitCode.notFound);
}

/** An object whose deletion was accepted. */
interface Pending {
  readonly target: Target;
  /** An object of another uid under the same name is not the one that we deleted. */
  readonly uid: string | undefined;
}

interface Removal {
  readonly propagationPolicy: string;
  readonly options: DeleteOptions;
  readonly outcomes: { failures: number; missing: number; readonly pending: Pending[] };
}

async function removeOne(
  session: Session,
  { client }: ApiConnection,
  target: Target,
  { propagationPolicy, options, outcomes }: Removal,
): Promise<void> {
  try {
    const answer = await client.json<AnyObject | DeletionStatus>({
      method: 'DELETE',
      path: pathOf(target),
      body: { propagationPolicy, ...(options.dryRun === undefined ? {} : { dryRun: ['All'] }) },
    });
    session.world.output.write(
      `${qualifiedSingular(target.resource)} "${target.name}" deleted${options.dryRun === undefined ? '' : ' (server dry run)'}\n`,
    );
    outcomes.pending.push({
      target,
      uid: 'details' in answer ? (answer as DeletionStatus).details?.uid : (answer as AnyObject).metadata.uid,
    });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error instanceof NotFoundError && options.ignoreNotFound === true) return;
    complain(session.world, error.message);
    if (error instanceof NotFoundError) outcomes.missing += 1;
    else outcomes.failures += 1;
  }
}

/** What the server answers when the object is gone at once. */
interface DeletionStatus {
  readonly kind: 'Status';
  readonly details?: { readonly uid?: string };
}

async function waitUntilGone(
  session: Session,
  connection: ApiConnection,
  pending: readonly Pending[],
  timeoutSeconds: number,
): Promise<void> {
  const { world } = session;
  const deadline = deadlineIn(timeoutSeconds, world);
  const standing = new Map<Target, AnyObject>();
  const progress = new LiveLines({
    output: world.errors,
    clock: world.clock,
    lines: () =>
      [...standing]
        .slice(0, 10)
        .map(([target, object]) => `waiting for ${printedName(target.resource, target.name)}: ${standingOf(object, world.clock.now())}`),
  });
  try {
    for (const each of pending) await goneOrLate(session, connection, each, { deadline, standing });
  } finally {
    progress.close();
    deadline.clear();
  }
}

async function goneOrLate(
  session: Session,
  connection: ApiConnection,
  { target, uid }: Pending,
  { deadline, standing }: { readonly deadline: Deadline; readonly standing: Map<Target, AnyObject> },
): Promise<void> {
  try {
    for await (const object of followTarget(target, session, connection, deadline.signal)) {
      if (object === undefined || (uid !== undefined && object.metadata.uid !== uid)) {
        standing.delete(target);
        return;
      }
      standing.set(target, object);
    }
  } catch (error) {
    if (!deadline.hasPassed()) throw error;
  }
  const last = standing.get(target);
  const why = last === undefined ? '' : `: ${standingOf(last, session.world.clock.now())}${heldBy(last)}`;
  if (deadline.hasPassed())
    throw new CommandFailure(`time is up, and ${printedName(target.resource, target.name)} is not gone yet${why}`, {
      exitCode: exitCode.timedOut,
    });
}

function heldBy(object: AnyObject): string {
  const finalizers = object.metadata.finalizers ?? [];
  return finalizers.length === 0 ? '' : `; held by ${finalizers.join(', ')}`;
}
