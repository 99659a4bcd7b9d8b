import { Option, type Command } from 'commander';
import { parseSelection, type Selection } from '../api/resource-arguments.ts';
import { UsageFailure } from '../command-failure.ts';
import { parseOutputFormat } from '../printing/output-format.ts';
import type { Session } from '../session.ts';
import { followObjects, printObjects } from './get-objects.ts';
import type { GetOptions } from './get-request.ts';
import { followTable, printTables } from './get-table.ts';
import type { SessionOf } from './verb.ts';

export function defineGet(program: Command, sessionOf: SessionOf): void {
  program
    .command('get <types> [names...]')
    .description('Print objects: `get servers`, `get server web`, `get servers,hosts -A`.')
    .option('-o, --output <format>', 'wide, json, yaml, name, jsonpath=TEMPLATE, jsonpath-file=FILE')
    .option('-l, --selector <labels>', 'only objects with these labels, as app=web,tier!=test')
    .option('--field-selector <fields>', 'only objects with these fields, as metadata.name=web')
    .option('-A, --all-namespaces', 'of all namespaces')
    .option('-w, --watch', 'then go on and print each change, until Ctrl-C')
    .option('--watch-only', 'print changes only')
    .addOption(new Option('--chunk-size <count>', 'objects a request; 0: all at once').default(500).argParser(parseCount))
    .option('--no-headers', 'without the line of headings')
    .option('--show-labels', 'with a column of labels')
    .option('--sort-by <path>', 'in the order of a field, as .metadata.creationTimestamp')
    .option('--ignore-not-found', 'print nothing and succeed when a named object is not there')
    .action((types: string, names: string[], options: GetOptions, command: Command) => get(sessionOf(command), [types, ...names], options));
}

async function get(session: Session, words: readonly string[], options: GetOptions): Promise<void> {
  const format = parseOutputFormat(options.output);
  const connection = await session.connect();
  const selection = await parseSelection(words, connection);
  const request = { session, connection, selection, options };
  if (options.watch === true || options.watchOnly === true) {
    const resource = oneType(selection);
    await (format.kind === 'Table'
      ? followTable({ ...request, resource }, format.isWide)
      : followObjects({ ...request, resource }, format));
  } else {
    await (format.kind === 'Table' ? printTables(request, format.isWide) : printObjects(request, format));
  }
}

function oneType(selection: Selection): ReturnType<typeof typesIn>[number] {
  const [resource, second] = typesIn(selection);
  if (resource === undefined || second !== undefined || (selection.kind === 'Named' && selection.addresses.length > 1)) {
    throw new UsageFailure('watch one type, or one object, at a time');
  }
  return resource;
}

function typesIn(selection: Selection): (Selection & { readonly kind: 'Listed' })['resources'] {
  return selection.kind === 'Listed' ? selection.resources : [...new Set(selection.addresses.map(({ resource }) => resource))];
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text)) throw new UsageFailure(`--chunk-size "${text}" is no whole number`);
  return count;
}
