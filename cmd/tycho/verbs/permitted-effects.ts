import { Option, type Command } from 'commander';
import type { Server, ServerSpec } from '#apis/compute/server.ts';
import type { EffectClass } from '#apis/machinery/kind.ts';
import type { AnyObject } from '../api/any-object.ts';
import { CommandFailure } from '../command-failure.ts';
import type { JSONRecord } from '../manifests/three-way-merge.ts';

/** What the user permits a change of a declared server to cost, as commander gives it. */
export interface EffectOptions {
  readonly allow: EffectClass;
  readonly overrideLock?: true;
}

export function addEffectOptions(verb: Command): Command {
  return verb
    .addOption(
      new Option('--allow <class>', 'the most that changing a server may cost its guest; tells what each field costs when it is too much')
        .choices(['none', 'live', 'restart', 'rebuild', 'replace'])
        .default('live'),
    )
    .option('--override-lock', 'also change servers that are locked');
}

/**
 * What a merge patch changes in a server, in one line a field; empty for other kinds. Throws a CommandFailure when that costs the guest more than is
 * permitted, or the server is locked: nothing has been sent then.
 */
export async function permittedEffects(current: AnyObject, patch: JSONRecord, options: EffectOptions): Promise<readonly string[]> {
  if (current.kind !== 'Server' || !isRecord(patch['spec'])) return [];
  const { effectClasses, exceeds, serverFieldChanges, wordsOf } = await import('#apis/compute/server-effects.ts');
  const { spec } = current as unknown as Server;
  const after = merged(spec, patch['spec']);
  const changes = serverFieldChanges(spec, after);
  const lines = changes.map((change) => `${change.field}: ${change.effect} (${wordsOf(change, after)})`);
  const isAboutLockOnly = changes.every(({ field }) => field === 'spec.lock');
  if (spec.lock !== undefined && options.overrideLock !== true && !isAboutLockOnly) throw locked(current.metadata.name, spec.lock.reason);
  const excess = changes.filter(({ effect }) => effect !== 'forbidden' && exceeds(effect, options.allow));
  const needed = effectClasses.findLast((effectClass) => excess.some(({ effect }) => effect === effectClass));
  if (needed !== undefined) throw refusal(current.metadata.name, needed, lines);
  return lines;
}

function refusal(name: string, needed: EffectClass, lines: readonly string[]): CommandFailure {
  return new CommandFailure(
    `server "${name}" is not changed, since that costs more than is permitted: ${lines.join('; ')}; give --allow=${needed}`,
  );
}

function locked(name: string, reason: string | undefined): CommandFailure {
  const why = reason === undefined ? '' : ` (${reason})`;
  return new CommandFailure(`server "${name}" is locked${why}: \`tycho unlock ${name}\`, or give --override-lock`);
}

/** As the server will merge it (RFC 7396), one level deep: that is where a field's effect stands. */
function merged(spec: ServerSpec, patch: JSONRecord): Partial<ServerSpec> {
  const result: Record<string, unknown> = { ...spec };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = isRecord(value) && isRecord(result[name]) ? withoutNulls({ ...result[name], ...value }) : value;
  }
  return result;
}

function withoutNulls(record: JSONRecord): JSONRecord {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
}

function isRecord(value: unknown): value is JSONRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
