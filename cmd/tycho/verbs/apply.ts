import type { Command } from 'commander';
import type { ApplySetParent } from '#apis/kubernetes/apply-set.ts';
import { ApiError, ConflictError, NotFoundError } from '#apis/machinery/errors.ts';
import { pathOf, printedName, type ApiResource, type ResourceAddress } from '../api/api-resource.ts';
import { CommandFailure, ReportedFailure, UsageFailure } from '../command-failure.ts';
import { lastApplied, withLastApplied } from '../manifests/last-applied.ts';
import { readManifestFiles } from '../manifests/manifest-files.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { serverComplaints } from '../manifests/server-complaint.ts';
import { threeWayMergePatch } from '../manifests/three-way-merge.ts';
import { complain } from '../printing/complaint.ts';
import type { AnyObject } from '../api/any-object.ts';
import { objectText } from '../printing/object-printer.ts';
import type { ApiConnection, Session } from '../session.ts';
import { addDeclarationOptions, locate, parseDeclarationOptions, type Declaration, type DeclarationOptions } from './declaration.ts';
import { addApplySetOptions, parseApplySet, type ApplySetOptions } from './apply-set.ts';
import type { Pruning } from './pruning.ts';
import {
  addServerSideOptions,
  applyServerSide,
  parseServerSideOptions,
  type ServerSideApply,
  type ServerSideOptions,
} from './apply-server-side.ts';
import { addEffectOptions, permittedEffects, type EffectOptions } from './permitted-effects.ts';
import type { SessionOf } from './verb.ts';

export function defineApply(program: Command, sessionOf: SessionOf): void {
  const verb = program
    .command('apply')
    .description('Make what files declare so: create what is missing, change what differs. `apply -f server.yaml`.');
  addServerSideOptions(addApplySetOptions(addEffectOptions(addDeclarationOptions(verb))))
    .option('--plan <hash>', 'do exactly what `tycho plan` said under that hash, or nothing')
    .action((options: ApplyOptions, command: Command) => apply(sessionOf(command), options));
}

type ApplyOptions = DeclarationOptions & EffectOptions & ApplySetOptions & ServerSideOptions & { readonly plan?: string };

async function apply(session: Session, options: ApplyOptions): Promise<void> {
  if (options.plan !== undefined) {
    requirePlain(options);
    return (await import('./plan-carrier.ts')).carryOut(session, options.plan, options);
  }
  const declaration = { ...parseDeclarationOptions(options), effects: options, serverSide: parseServerSideOptions(options) };
  const { manifests, faults } = await readManifestFiles(options.filename ?? [], session.world);
  const connection = await session.connect();
  const set = parseApplySet(options, connection.namespace);
  if (set !== undefined && declaration.isDryRun) throw new UsageFailure('--prune with --dry-run: `tycho plan --prune` says what would go');
  const pruning = set === undefined ? undefined : await startPruning(session, connection, set, manifests);
  let failures = faults.length;
  for (const manifest of pruning?.manifests ?? manifests) {
    if (!(await applyOne(session, connection, manifest, declaration))) failures += 1;
  }
  for (const fault of faults) complain(session.world, fault.message);
  if (failures > 0) throw new ReportedFailure();
  await pruning?.prune();
}

/** What is planned is what is done: nothing else is to be said about it. */
function requirePlain({ dryRun, output, validate, serverSide }: ApplyOptions): void {
  if (serverSide === true) throw new UsageFailure('--plan does what was planned, which is no --server-side apply');
  if (dryRun !== undefined || output !== undefined || validate !== 'strict')
    throw new UsageFailure('--plan does what was planned: it takes no --dry-run, --validate or -o');
}

async function startPruning(
  session: Session,
  connection: ApiConnection,
  set: ApplySetParent,
  manifests: readonly Manifest[],
): Promise<Pruning> {
  const { Pruning: Pruned } = await import('./pruning.ts');
  return Pruned.start(session, connection, set, manifests);
}

/** Applies one object and says how it went. */
async function applyOne(session: Session, connection: ApiConnection, manifest: Manifest, declaration: ApplyDeclaration): Promise<boolean> {
  let resource: ApiResource | undefined;
  try {
    const located = await locate(manifest, connection, session.options);
    resource = located.address.resource;
    const { object, outcome, effects } = await write(connection, located, declaration);
    for (const effect of effects) session.world.errors.write(`${effect}\n`);
    const text =
      declaration.format === undefined
        ? `${printedName(resource, object.metadata.name)} ${outcome}${declaration.isDryRun ? ' (server dry run)' : ''}\n`
        : await objectText(object, resource, declaration.format);
    session.world.output.write(text);
    return true;
  } catch (error) {
    if (error instanceof CommandFailure) {
      complain(session.world, error.message);
    } else if (error instanceof ApiError && resource !== undefined) {
      for (const line of await serverComplaints(error, manifest, resource, connection)) complain(session.world, line);
    } else {
      throw error;
    }
    return false;
  }
}

type ApplyDeclaration = Declaration & { readonly effects: EffectOptions; readonly serverSide: ServerSideApply | undefined };

interface Written {
  readonly object: AnyObject;
  /** What it cost a guest, in one line a field. */
  readonly effects: readonly string[];
  readonly outcome: 'created' | 'configured' | 'unchanged';
}

/** Not the name under which everything else is written: what was declared, and may go with its file, is told apart from what was ordered. */
const clientSideManager = 'tycho-client-side-apply';

/** How often an object may change under our hands before we give up. */
const conflictLimit = 5;

async function write(
  connection: ApiConnection,
  located: { readonly address: ResourceAddress; readonly object: AnyObject },
  declaration: ApplyDeclaration,
): Promise<Written> {
  for (let conflicts = 0; ; conflicts += 1) {
    try {
      return await writeOnce(connection, located, declaration);
    } catch (error) {
      if (!(error instanceof ConflictError) || conflicts >= conflictLimit) throw error;
    }
  }
}

async function writeOnce(
  connection: ApiConnection,
  located: { readonly address: ResourceAddress; readonly object: AnyObject },
  { query, effects: permitted, serverSide }: ApplyDeclaration,
): Promise<Written> {
  const { client } = connection;
  const { address, object } = located;
  const current = await client.json<AnyObject>({ path: pathOf(address) }).catch(absentIfNotFound);
  if (serverSide !== undefined) {
    const applied = await applyServerSide(connection, located, current, { ...serverSide, query, effects: permitted });
    return { ...applied, outcome: outcomeOf(current, applied.object) };
  }
  const modified = withLastApplied(object);
  const clientSide = { ...query, fieldManager: clientSideManager };
  if (current === undefined) {
    const { name: _, ...collection } = address;
    return {
      object: await client.json<AnyObject>({ method: 'POST', path: pathOf(collection), query: clientSide, body: modified }),
      effects: [],
      outcome: 'created',
    };
  }
  const patch = threeWayMergePatch({ original: lastApplied(current), modified, current });
  if (Object.keys(patch).length === 0) return { object: current, effects: [], outcome: 'unchanged' };
  const send = (further: Readonly<Record<string, string>> = {}): Promise<AnyObject> =>
    client.json<AnyObject>({
      method: 'PATCH',
      path: pathOf(address),
      query: { ...clientSide, ...further },
      contentType: 'application/merge-patch+json',
      body: patch,
    });
  const effects = await permittedEffects(current, patch, permitted).catch(async (refusal: unknown) => {
    // What is wrong in itself is to be said first, whatever it would cost.
    await send({ dryRun: 'All' });
    throw refusal;
  });
  const changed = await send();
  return { object: changed, effects, outcome: outcomeOf(current, changed) };
}

function outcomeOf(before: AnyObject | undefined, after: AnyObject): Written['outcome'] {
  if (before === undefined) return 'created';
  return after.metadata.resourceVersion === before.metadata.resourceVersion ? 'unchanged' : 'configured';
}

function absentIfNotFound(error: unknown): undefined {
  if (error instanceof NotFoundError) return undefined;
  throw error;
}
