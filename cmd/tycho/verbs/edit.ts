import type { Command } from 'commander';
import { mergePatchBetween } from '#apis/client/merge-patch.ts';
import { ApiError, NotFoundError } from '#apis/machinery/errors.ts';
import { without } from '#apis/machinery/plain-value.ts';
import type { AnyObject } from '../api/any-object.ts';
import { pathOf, printedName, qualifiedPlural } from '../api/api-resource.ts';
import { namespaceFor, parseSelection } from '../api/resource-arguments.ts';
import { CommandFailure, UsageFailure } from '../command-failure.ts';
import type { Manifest } from '../manifests/manifest.ts';
import { serverComplaints } from '../manifests/server-complaint.ts';
import type { JSONRecord } from '../manifests/three-way-merge.ts';
import { complain } from '../printing/complaint.ts';
import { objectText } from '../printing/object-printer.ts';
import type { ApiConnection, Session } from '../session.ts';
import { addEffectOptions, permittedEffects, type EffectOptions } from './permitted-effects.ts';
import { readTarget, type Target } from './targets.ts';
import type { SessionOf } from './verb.ts';

export function defineEdit(program: Command, sessionOf: SessionOf): void {
  const verb = program.command('edit <type> [name]').description('Change an object in your editor ($EDITOR): `edit server web`.');
  addEffectOptions(verb).action((type: string, name: string | undefined, options: EffectOptions, command: Command) =>
    edit(sessionOf(command), name === undefined ? [type] : [type, name], options),
  );
}

/** How often the editor is opened again because the server did not take what was written. */
const attemptLimit = 20;

async function edit(session: Session, words: readonly string[], options: EffectOptions): Promise<void> {
  const connection = await session.connect();
  const target = await namedTarget(words, connection);
  const original = await readTarget(target, connection);
  if (original === undefined) throw new NotFoundError(`${qualifiedPlural(target.resource)} "${target.name}" not found`);
  const name = printedName(target.resource, target.name);
  let text = await objectText(original, target.resource, { kind: 'YAML' });
  let complaints: readonly string[] = [];
  for (let attempt = 1; attempt <= attemptLimit; attempt += 1) {
    const before = `${preface(name, complaints)}${text}`;
    const after = await session.world.editText(before, { fileName: `${target.name}.yaml` });
    if (after === before || withoutComments(after).trim() === '') {
      if (complaints.length > 0) throw new CommandFailure(`${name}: given up, nothing was changed: ${complaints.join('; ')}`);
      session.world.output.write(`${name} unchanged\n`);
      return;
    }
    text = withoutComments(after);
    const outcome = await send(session, connection, { target, original, text }, options);
    if (outcome.kind === 'Done') {
      session.world.output.write(`${name} ${outcome.words}\n`);
      return;
    }
    complaints = outcome.complaints;
    for (const line of complaints) complain(session.world, line);
  }
}

type Outcome = { readonly kind: 'Done'; readonly words: string } | { readonly kind: 'Refused'; readonly complaints: readonly string[] };

async function send(
  session: Session,
  connection: ApiConnection,
  { target, original, text }: { readonly target: Target; readonly original: AnyObject; readonly text: string },
  options: EffectOptions,
): Promise<Outcome> {
  const { parseManifests } = await import('../manifests/manifest-parser.ts');
  const { manifests, faults } = parseManifests(`${target.name}.yaml`, text);
  const [manifest] = manifests;
  if (faults.length > 0 || manifest === undefined || manifests.length > 1)
    return {
      kind: 'Refused',
      complaints: faults.length > 0 ? faults.map(({ message }) => message) : ['leave exactly one object in the file'],
    };
  try {
    const patch = mergePatchBetween(writable(original), writable(manifest.object));
    if (patch === undefined) return { kind: 'Done', words: 'unchanged' };
    for (const line of await permittedEffects(original, patch, options)) session.world.errors.write(`${line}\n`);
    await patchObject(connection, target, original, patch);
    return { kind: 'Done', words: 'edited' };
  } catch (error) {
    if (error instanceof CommandFailure) return { kind: 'Refused', complaints: [error.message] };
    if (error instanceof ApiError) return { kind: 'Refused', complaints: await complaintsOf(error, manifest, target, connection) };
    throw error;
  }
}

/** Refused as a conflict when somebody else has changed the object since it was opened. */
async function patchObject({ client }: ApiConnection, target: Target, original: AnyObject, patch: JSONRecord): Promise<void> {
  const metadata = patch['metadata'] as JSONRecord | undefined;
  const { resourceVersion } = original.metadata;
  await client.json<AnyObject>({
    method: 'PATCH',
    path: pathOf(target),
    query: { fieldManager: 'tycho', fieldValidation: 'Strict' },
    contentType: 'application/merge-patch+json',
    body: { ...patch, metadata: { ...metadata, resourceVersion } },
  });
}

function complaintsOf(error: ApiError, manifest: Manifest, target: Target, connection: ApiConnection): Promise<readonly string[]> {
  return serverComplaints(error, manifest, target.resource, connection);
}

/** What an editor cannot change is left out of the comparison. */
function writable(object: AnyObject): JSONRecord {
  const { metadata, ...rest } = without(object, ['status']);
  const { name, labels, annotations, finalizers, ownerReferences } = metadata as JSONRecord;
  return { ...rest, metadata: { name, labels, annotations, finalizers, ownerReferences } };
}

function preface(name: string, complaints: readonly string[]): string {
  const lines = [
    `${name}: change it, save it and close the editor. Lines with a # in front are not read.`,
    'Nothing happens when nothing is changed, or the file is empty.',
    ...(complaints.length === 0 ? [] : ['', 'It was not taken:', ...complaints]),
  ];
  return `${lines.map((line) => `# ${line}`.trimEnd()).join('\n')}\n`;
}

function withoutComments(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n');
}

async function namedTarget(words: readonly string[], connection: ApiConnection): Promise<Target> {
  const selection = await parseSelection(words, connection);
  const addresses = selection.kind === 'Named' ? selection.addresses : [];
  const [address] = addresses;
  if (address === undefined || addresses.length > 1) throw new UsageFailure('name one object: TYPE NAME or TYPE/NAME');
  return { ...address, ...namespaceFor(address.resource, connection.namespace) };
}
