import type { Command } from 'commander';
import type { AnyObject } from '../api/any-object.ts';
import { pathOf, printedName } from '../api/api-resource.ts';
import { UsageFailure } from '../command-failure.ts';
import { parseDurationSeconds } from '../printing/duration.ts';
import { conditionsOf, wordsOf } from '../printing/standing.ts';
import type { Session } from '../session.ts';
import { followToGoal, type Arrival } from './follow-to-goal.ts';
import { objectTarget } from './server-target.ts';
import type { SessionOf } from './verb.ts';

interface SyncOptions {
  readonly wait: boolean;
  readonly timeout: string;
}

/** `tycho sync NAME`: a GitSync asks its repository for news now. */
export function defineSync(program: Command, sessionOf: SessionOf): void {
  program
    .command('sync <gitsync>')
    .description('Have a GitSync look at its repository now, and wait until what stands there is true: `sync cloud`.')
    .option('--no-wait', 'return as soon as the wish is noted')
    .option('--timeout <duration>', 'how long to wait for it at most, as 90s or 5m; 0: for ever', '5m')
    .action((name: string, options: SyncOptions, command: Command) => sync(sessionOf(command), name, options));
}

/** As in `apis/gitops/git-sync.ts`, which would bring all schemas along. */
const syncRequestAnnotation = 'gitops.tycho.dev/sync-requested-at';

async function sync(session: Session, name: string, options: SyncOptions): Promise<void> {
  const timeoutSeconds = parseDurationSeconds(options.timeout, '--timeout');
  const connection = await session.connect();
  const target = await objectTarget(name.includes('/') ? name : `gitsyncs.gitops.tycho.dev/${name}`, connection);
  if (target.resource.kind !== 'GitSync') throw new UsageFailure(`"${name}" is no GitSync: give the name of one`);
  const request = session.world.clock.now().toISOString();
  await connection.client.json<AnyObject>({
    method: 'PATCH',
    path: pathOf(target),
    query: { fieldManager: 'tycho' },
    contentType: 'application/merge-patch+json',
    body: { metadata: { annotations: { [syncRequestAnnotation]: request } } },
  });
  if (!options.wait) {
    session.world.output.write(`${printedName(target.resource, target.name)} is asked to look\n`);
    return;
  }
  await followToGoal(session, connection, { target, timeoutSeconds, judge: (object) => arrivalOf(object, request) });
}

function arrivalOf(object: AnyObject | undefined, request: string): Arrival {
  if (object === undefined) return { kind: 'Failed', words: 'it was deleted meanwhile' };
  const { lastHandledSyncRequest = '' } = (object['status'] ?? {}) as { readonly lastHandledSyncRequest?: string };
  // One that was asked for later answers this one too.
  if (lastHandledSyncRequest < request) return { kind: 'Underway' };
  const conditions = conditionsOf(object);
  const ready = conditions.find(({ type }) => type === 'Ready');
  if (ready?.status === 'True') return { kind: 'Arrived', words: `is in sync${wordsOf(ready)}` };
  const isStuck = ready?.reason === 'Suspended' || conditions.some(({ type, status }) => type === 'Stalled' && status === 'True');
  return isStuck && ready !== undefined ? { kind: 'Failed', words: `is not in sync${wordsOf(ready)}` } : { kind: 'Underway' };
}
