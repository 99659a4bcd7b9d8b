import type { Command } from 'commander';
import { lastAppliedAnnotation } from '#apis/kubernetes/last-applied-annotation.ts';
import { ApiError, NotFoundError } from '#apis/machinery/errors.ts';
import { pathOf, printedName } from '../api/api-resource.ts';
import { CommandFailure, ReportedFailure } from '../command-failure.ts';
import { exitCode } from '../exit-code.ts';
import { lastApplied, withLastApplied } from '../manifests/last-applied.ts';
import { readManifestFiles } from '../manifests/manifest-files.ts';
import { serverComplaints } from '../manifests/server-complaint.ts';
import { threeWayMergePatch } from '../manifests/three-way-merge.ts';
import type { AnyObject } from '../api/any-object.ts';
import { green, red } from '../printing/colour.ts';
import { complain } from '../printing/complaint.ts';
import { yamlText } from '../printing/object-printer.ts';
import { printable } from '../printing/table.ts';
import type { ApiConnection, Session } from '../session.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { locate } from './declaration.ts';
import { repeatable } from './repeatable.ts';
import type { SessionOf } from './verb.ts';

export function defineDiff(program: Command, sessionOf: SessionOf): void {
  program
    .command('diff')
    .description('Show what `apply` would change, as a unified diff against what is there. `diff -f web.yaml`.')
    .option('-f, --filename <file>', 'a file, a directory, or - for standard input; may be repeated', repeatable)
    .addHelpText(
      'after',
      '\nAs kubectl diff: exits with 0 when nothing differs, with 1 when something does, and with 2 when it cannot be told.',
    )
    .action((options: { readonly filename?: readonly string[] }, command: Command) => diff(sessionOf(command), options.filename ?? []));
}

async function diff(session: Session, files: readonly string[]): Promise<void> {
  const { manifests, faults } = await readManifestFiles(files, session.world);
  const connection = await session.connect();
  let differences = 0;
  let failures = faults.length;
  for (const manifest of manifests) {
    const text = await diffOf(session, connection, manifest);
    if (text === undefined) failures += 1;
    else if (text !== '') {
      differences += 1;
      session.world.output.write(coloured(text, session));
    }
  }
  for (const fault of faults) complain(session.world, fault.message);
  if (failures > 0) throw new ReportedFailure(exitCode.usage);
  if (differences > 0) throw new ReportedFailure(exitCode.failed);
}

/** Undefined: it could not be told, which has been said. */
async function diffOf(session: Session, connection: ApiConnection, manifest: Manifest): Promise<string | undefined> {
  const located = await locate(manifest, connection, session.options).catch((error: unknown) => {
    if (!(error instanceof CommandFailure)) throw error;
    complain(session.world, error.message);
    return undefined;
  });
  if (located === undefined) return undefined;
  const { address, object } = located;
  try {
    const current = await connection.client.json<AnyObject>({ path: pathOf(address) }).catch(absentIfNotFound);
    const merged = await tryWrite(connection, located, current);
    const [{ unifiedDiff }, name] = [await import('../printing/unified-diff.ts'), printedName(address.resource, object.metadata.name)];
    const hidden = hideSecrets(current, merged);
    const text = async (each: AnyObject | undefined): Promise<string> => (each === undefined ? '' : yamlText(shownOf(each)));
    return unifiedDiff(await text(hidden.before), await text(hidden.after), { before: `live/${name}`, after: `merged/${name}` });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    for (const line of await serverComplaints(error, manifest, address.resource, connection)) complain(session.world, line);
    return undefined;
  }
}

/** The object as `apply` would leave it: told by the server, which keeps nothing of it. */
async function tryWrite(
  { client }: ApiConnection,
  { address, object }: Awaited<ReturnType<typeof locate>>,
  current: AnyObject | undefined,
): Promise<AnyObject> {
  const query = { fieldManager: 'tycho-client-side-apply', fieldValidation: 'Strict', dryRun: 'All' };
  const modified = withLastApplied(object);
  if (current === undefined) {
    const { name: _, ...collection } = address;
    return client.json<AnyObject>({ method: 'POST', path: pathOf(collection), query, body: modified });
  }
  const body = threeWayMergePatch({ original: lastApplied(current), modified, current });
  if (Object.keys(body).length === 0) return current;
  return client.json<AnyObject>({ method: 'PATCH', path: pathOf(address), query, contentType: 'application/merge-patch+json', body });
}

/** What people declare: no bookkeeping of the server, and no status. */
function shownOf(object: AnyObject): object {
  const { status: _status, metadata, ...rest } = object;
  const {
    managedFields: _fields,
    resourceVersion: _version,
    uid: _uid,
    generation: _generation,
    creationTimestamp: _created,
    ...shown
  } = metadata;
  const { [lastAppliedAnnotation]: _applied, ...annotations } = shown.annotations ?? {};
  const { annotations: _annotations, ...others } = shown;
  return { ...rest, metadata: Object.keys(annotations).length === 0 ? others : { ...others, annotations } };
}

/** In the words of kubectl: values are not shown, but whether they differ. */
function hideSecrets(
  before: AnyObject | undefined,
  after: AnyObject,
): { readonly before: AnyObject | undefined; readonly after: AnyObject } {
  if (after.kind !== 'Secret') return { before, after };
  const dataOf = (object: AnyObject | undefined): Readonly<Record<string, string>> => (object?.['data'] ?? {}) as Record<string, string>;
  const [old, next] = [dataOf(before), dataOf(after)];
  const masked = (data: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>, word: string): object =>
    Object.fromEntries(
      Object.entries(data).map(([key, value]) => [key, other[key] === undefined || other[key] === value ? '***' : `*** (${word})`]),
    );
  return {
    before: before === undefined ? undefined : { ...before, data: masked(old, next, 'before') },
    after: { ...after, data: masked(next, old, 'after') },
  };
}

function coloured(text: string, { world }: Session): string {
  const lines = text.split('\n').map((line) => {
    if (line.startsWith('+')) return green(printable(line), world.output);
    return line.startsWith('-') ? red(printable(line), world.output) : printable(line);
  });
  return lines.join('\n');
}

function absentIfNotFound(error: unknown): undefined {
  if (error instanceof NotFoundError) return undefined;
  throw error;
}
