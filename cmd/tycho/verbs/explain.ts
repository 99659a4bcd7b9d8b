import type { Command } from 'commander';
import { apiVersionOf, type ApiResource } from '../api/api-resource.ts';
import type { KindSchema, Schema } from '../api/kind-schema.ts';
import { closestWord } from '../closest-word.ts';
import { CommandFailure } from '../command-failure.ts';
import { bold } from '../printing/colour.ts';
import { Outline } from '../printing/outline.ts';
import type { Session } from '../session.ts';
import type { SessionOf } from './verb.ts';

export function defineExplain(program: Command, sessionOf: SessionOf): void {
  program
    .command('explain <field>')
    .description('Say what a kind or a field is, and what changing it does to a server: `explain server.spec.flavor`.')
    .option('--recursive', 'all fields below it')
    .action((word: string, options: { readonly recursive?: true }, command: Command) => explain(sessionOf(command), word, options));
}

async function explain(session: Session, word: string, { recursive }: { readonly recursive?: true }): Promise<void> {
  const connection = await session.connect();
  const [type = '', ...path] = word.split('.');
  const [resource] = await connection.resources.named(type);
  if (resource === undefined) throw new CommandFailure(`the server has no type "${type}"`);
  const { KindSchema: Schemas } = await import('../api/kind-schema.ts');
  const schemas = await Schemas.read(resource, connection.client);
  const schema = find(schemas, resource.singular, path);
  const effectOf = await effectsOf(resource);
  const { output } = session.world;
  const outline = new Outline(output);
  outline.fields([
    ['KIND', resource.kind],
    ['VERSION', apiVersionOf(resource)],
    ...(path.length === 0 ? [] : [['FIELD', `${path.at(-1)} <${schemas.typeOf(schema)}>`] as const]),
    ['CHANGING IT', effectOf(path)],
  ]);
  output.write(
    `\n${bold('DESCRIPTION:', output)}\n${wrapped(schemas.resolved(schema)?.description ?? '(none)', output.columnCount - 4)}\n`,
  );
  const facts = factsOf(schemas.resolved(schema));
  if (facts !== '') output.write(`${facts}\n`);
  const fields = schemas.fieldsOf(schema);
  if (Object.keys(fields).length === 0) return;
  output.write(`\n${bold('FIELDS:', output)}\n`);
  output.write(fieldLines(schemas, schema, { path, effectOf, indent: 2, isDeep: recursive === true, width: output.columnCount }));
}

function find(schemas: KindSchema, kind: string, path: readonly string[]): Schema | undefined {
  let schema = schemas.root;
  for (const [index, part] of path.entries()) {
    const fields = schemas.fieldsOf(schema);
    const next = Object.hasOwn(fields, part) ? fields[part] : undefined;
    if (next === undefined) {
      const at = [kind, ...path.slice(0, index)].join('.');
      const guess = closestWord(part, Object.keys(fields));
      const known = Object.keys(fields).length === 0 ? 'it has none' : `there is ${Object.keys(fields).join(', ')}`;
      throw new CommandFailure(`${at} has no field "${part}"; ${guess === undefined ? known : `did you mean "${guess}"?`}`);
    }
    schema = next;
  }
  return schema;
}

/** More levels than any of our kinds has. */
const deepest = 12;

interface Listing {
  readonly path: readonly string[];
  readonly effectOf: (path: readonly string[]) => string | undefined;
  readonly indent: number;
  readonly isDeep: boolean;
  readonly width: number;
}

function fieldLines(schemas: KindSchema, schema: Schema | undefined, listing: Listing): string {
  const { path, effectOf, indent, isDeep, width } = listing;
  const required = new Set(schemas.resolved(schema)?.required ?? []);
  let text = '';
  for (const [name, field] of Object.entries(schemas.fieldsOf(schema))) {
    text += `${' '.repeat(indent)}${name} <${schemas.typeOf(field)}>${required.has(name) ? ' -required-' : ''}\n`;
    const below = [...path, name];
    if (isDeep) {
      if (indent < deepest * 2) text += fieldLines(schemas, field, { ...listing, path: below, indent: indent + 2 });
      continue;
    }
    const effect = effectOf(below);
    const { description } = schemas.resolved(field) ?? {};
    if (effect !== undefined) text += `${wrapped(`Changing it: ${effect}.`, width - indent - 2, indent + 2)}\n`;
    if (description !== undefined) text += `${wrapped(description, width - indent - 2, indent + 2)}\n`;
    text += '\n';
  }
  return text;
}

/** What changing a field does to a server, as `restart, the guest is stopped and started again`. Of other kinds nothing is to be said. */
async function effectsOf({ kind, group }: ApiResource): Promise<Listing['effectOf']> {
  if (kind !== 'Server' || group !== 'compute.tycho.dev') return () => undefined;
  const { effectOfField, effectWords } = await import('#apis/compute/server-effects.ts');
  return ([part, field, ...below]) => {
    const effect = part === 'spec' && field !== undefined && below.length === 0 ? effectOfField(field) : undefined;
    return effect === undefined ? undefined : `${effect}, ${effectWords[effect]}`;
  };
}

function factsOf(schema: Schema | undefined): string {
  const facts = [
    ...(schema?.enum === undefined ? [] : [`One of: ${schema.enum.map(String).join(', ')}`]),
    ...(schema?.default === undefined ? [] : [`Default: ${JSON.stringify(schema.default)}`]),
  ];
  return facts.map((fact) => `    ${fact}`).join('\n');
}

function wrapped(text: string, width: number, indent = 4): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + word.length + 1 > Math.max(40, width)) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].map((each) => ' '.repeat(indent) + each).join('\n');
}
