import type { Command } from 'commander';
import type { Server, ServerSpec } from '#apis/compute/server.ts';
import { NotFoundError } from '#apis/machinery/errors.ts';
import { samePlain } from '#apis/machinery/plain-value.ts';
import type { AnyObject } from '../api/any-object.ts';
import { pathOf, printedName } from '../api/api-resource.ts';
import { CommandFailure } from '../command-failure.ts';
import { parseDurationSeconds } from '../printing/duration.ts';
import { conditionsOf, wordsOf } from '../printing/standing.ts';
import type { ApiConnection, Session } from '../session.ts';
import { followToGoal, type Arrival } from './follow-to-goal.ts';
import { serverTarget } from './server-target.ts';
import { readTarget, type Target } from './targets.ts';

/** The options of every verb that changes a server, as commander gives them. */
export interface ChangeOptions {
  readonly wait: boolean;
  readonly timeout: string;
  readonly overrideLock?: true;
}

export function addChangeOptions(verb: Command): Command {
  return verb
    .option('--no-wait', 'return as soon as the wish is noted')
    .option('--timeout <duration>', 'how long to wait for it at most, as 90s or 5m; 0: for ever', '5m')
    .option('--override-lock', 'also if the server is locked');
}

/** A wish for a server. */
export interface ServerChange {
  /** What to change in its spec, as merge patches to send one after the other. Throws a CommandFailure when it makes no sense. */
  readonly patches: (server: Server) => readonly SpecPatch[];
  /** How it stands with the wish, once the control plane speaks of it. */
  readonly judge: (server: Server) => Arrival;
}

/** Notes a wish in the spec of a server and waits until it is so. */
export async function changeServer(session: Session, name: string, options: ChangeOptions, change: ServerChange): Promise<void> {
  const timeoutSeconds = parseDurationSeconds(options.timeout, '--timeout');
  const connection = await session.connect();
  const target = await serverTarget(name, connection);
  const server = await unlockedServer(target, connection, options);
  let changed = server as unknown as AnyObject;
  const patches = change.patches(server);
  for (const spec of patches) changed = await patchSpec(connection, target, spec);
  if (!options.wait) {
    session.world.output.write(`${printedName(target.resource, target.name)} changed\n`);
    return;
  }
  const generation = changed.metadata.generation ?? 0;
  await followToGoal(session, connection, {
    target,
    timeoutSeconds,
    judge: (object) => {
      if (object === undefined) return { kind: 'Failed', words: 'it was deleted meanwhile' };
      const undone = undoneField(object, changed, patches.at(-1) ?? {});
      if (undone !== undefined) return { kind: 'Failed', words: undone };
      return arrivalOf(object as unknown as Server, generation, change.judge);
    },
  });
}

/** Says which field of the wish somebody wished otherwise since, as a GitSync does that owns it; undefined while none. */
function undoneField(now: AnyObject, wished: AnyObject, patch: SpecPatch): string | undefined {
  if ((now.metadata.generation ?? 0) <= (wished.metadata.generation ?? 0)) return undefined;
  const [before, after] = [wished, now].map((object) => (object as unknown as Server).spec as unknown as Readonly<Record<string, unknown>>);
  const field = Object.keys(patch).find((each) => !samePlain(before![each], after![each]));
  if (field === undefined) return undefined;
  const owners = (now as unknown as Server).metadata.managedFields?.filter(
    ({ fieldsV1 }) => fieldsV1['f:spec']?.[`f:${field}`] !== undefined,
  );
  const owner = owners?.toSorted((one, other) => (one.time ?? '').localeCompare(other.time ?? '')).at(-1);
  return `spec.${field} was changed again meanwhile${owner === undefined ? '' : `, by ${owner.manager}`}`;
}

function patchSpec({ client }: ApiConnection, target: Target, spec: SpecPatch): Promise<AnyObject> {
  return client.json<AnyObject>({
    method: 'PATCH',
    path: pathOf(target),
    query: { fieldManager: 'tycho' },
    contentType: 'application/merge-patch+json',
    body: { spec },
  });
}

/** The server, if people may change it. Throws a CommandFailure for one that is locked and {@link NotFoundError}. */
export async function unlockedServer(
  target: Target,
  connection: ApiConnection,
  { overrideLock }: Pick<ChangeOptions, 'overrideLock'>,
): Promise<Server> {
  const server = (await readTarget(target, connection)) as unknown as Server | undefined;
  if (server === undefined) throw new NotFoundError(`servers.compute.tycho.dev "${target.name}" not found`);
  const { lock } = server.spec;
  if (lock === undefined || overrideLock === true) return server;
  const reason = lock.reason === undefined ? '' : ` (${lock.reason})`;
  throw new CommandFailure(`server "${target.name}" is locked${reason}: \`tycho unlock ${target.name}\`, or give --override-lock`);
}

/** Arrived when the server is in that phase. */
export function inPhase(...phases: readonly NonNullable<NonNullable<Server['status']>['phase']>[]): ServerChange['judge'] {
  return ({ status }) =>
    status?.phase !== undefined && phases.includes(status.phase) ? { kind: 'Arrived', words: `is ${status.phase}` } : { kind: 'Underway' };
}

/** Arrived as soon as the control plane has taken note. */
export const noted: ServerChange['judge'] = () => ({ kind: 'Arrived', words: 'changed' });

function arrivalOf(server: Server, generation: number, judge: ServerChange['judge']): Arrival {
  if ((server.status?.observedGeneration ?? 0) < generation) return { kind: 'Underway' };
  const ready = conditionsOf(server as unknown as AnyObject).find(({ type }) => type === 'Ready');
  if (ready?.reason === 'Unsupported') return { kind: 'Failed', words: `is not changed${wordsOf(ready)}` };
  return judge(server);
}

/** A part of a spec, to be merged. */
export type SpecPatch = { readonly [Field in keyof ServerSpec]?: ServerSpec[Field] | null };
