import type { Command } from 'commander';
import { mergePatchBetween } from '#apis/client/merge-patch.ts';
import { ConflictError } from '#apis/machinery/errors.ts';
import { pathOf, type ResourceAddress } from '../api/api-resource.ts';
import type { AnyObject } from '../api/any-object.ts';
import { CommandFailure, UsageFailure } from '../command-failure.ts';
import type { ApiConnection } from '../session.ts';
import { permittedEffects, type EffectOptions } from './permitted-effects.ts';

/** How `tycho apply` leaves the merging to the server, as commander gives it. */
export interface ServerSideOptions {
  readonly serverSide?: true;
  readonly fieldManager?: string;
  readonly forceConflicts?: true;
}

/** Who applies, and whether fields are taken from others. */
export interface ServerSideApply {
  readonly fieldManager: string;
  readonly force: boolean;
}

/** `--force-conflicts` is there already, for plans. */
export function addServerSideOptions(verb: Command): Command {
  return verb
    .option('--server-side', 'let the server merge, and record which fields are ours')
    .option('--field-manager <name>', 'who applies, with --server-side', defaultManager);
}

/** Undefined: we merge ourselves. Throws a {@link UsageFailure}. */
export function parseServerSideOptions(options: ServerSideOptions): ServerSideApply | undefined {
  const { serverSide, fieldManager = defaultManager, forceConflicts } = options;
  if (serverSide === true) return { fieldManager, force: forceConflicts === true };
  const alone = forceConflicts === true ? '--force-conflicts' : fieldManager === defaultManager ? undefined : '--field-manager';
  if (alone !== undefined)
    throw new UsageFailure(`${alone} has a meaning only with --server-side${forceConflicts === true ? ' or --plan' : ''}`);
  return undefined;
}

/**
 * Sends one object for the server to merge: first to see what would come of it, since a change may cost a guest more than is permitted, then for good if
 * nothing has changed in between. Throws a CommandFailure where others own fields, and {@link ConflictError} where somebody was faster.
 */
export async function applyServerSide(
  { client }: ApiConnection,
  { address, object }: { readonly address: ResourceAddress; readonly object: AnyObject },
  current: AnyObject | undefined,
  options: ServerSideApply & { readonly query: Readonly<Record<string, string | undefined>>; readonly effects: EffectOptions },
): Promise<{ readonly object: AnyObject; readonly effects: readonly string[] }> {
  const { fieldManager, force, query, effects: permitted } = options;
  const send = async (further: Readonly<Record<string, string>>, metadata: object = {}): Promise<AnyObject> => {
    const call = {
      method: 'PATCH' as const,
      path: pathOf(address),
      query: { ...query, fieldManager, ...(force ? { force: 'true' } : {}), ...further },
      contentType: 'application/apply-patch+yaml',
      body: { ...object, metadata: { ...object.metadata, ...metadata } },
    };
    try {
      return await client.json<AnyObject>(call);
    } catch (error) {
      throw error instanceof ConflictError ? withOwners(error) : error;
    }
  };
  if (current === undefined) return { object: await send({}), effects: [] };
  const wished = await send({ dryRun: 'All' });
  const patch = mergePatchBetween({ spec: current['spec'] ?? {} }, { spec: wished['spec'] ?? {} }) ?? {};
  const effects = await permittedEffects(current, patch, permitted);
  // What was permitted is the change of just this version.
  return { object: await send({}, { resourceVersion: current.metadata.resourceVersion }), effects };
}

/** Of fields that others own, an error that says whose they are, and that it is no use to try again. */
function withOwners(error: ConflictError): Error {
  const causes = (error.details?.causes ?? []).filter(({ reason }) => reason === 'FieldManagerConflict');
  if (causes.length === 0) return error;
  const places = causes.map(({ field = '', message }) => `${field.replace(/^\./, '')}: ${message}`);
  return new CommandFailure(
    `${error.details?.name ?? ''}: others own what is declared with other values: ${places.join('; ')}. Leave these fields out, declare what stands there, or give --force-conflicts`,
    { cause: error },
  );
}

const defaultManager = 'tycho';
