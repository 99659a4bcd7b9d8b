import { printedName, type ApiResource } from '../api/api-resource.ts';
import { listPages } from '../api/list-pages.ts';
import { acceptTable, asTable, type ColumnDefinition, type ServerTable, type TableRow } from '../api/server-table.ts';
import { mustRelist, watch } from '../api/watch.ts';
import { dim } from '../printing/colour.ts';
import { cellText, TablePrinter } from '../printing/table.ts';
import { namespaceIn, readNamed, watchedAddress, type GetRequest, type WatchRequest } from './get-request.ts';
import { sorter } from './get-order.ts';

/** Prints what is there as tables, one for each type. */
export async function printTables(request: GetRequest, isWide: boolean): Promise<void> {
  const { finish, tables } = await readTables(request);
  const isMixed = tables.length > 1 || (request.selection.kind === 'Listed' && request.selection.resources.length > 1);
  let printed = 0;
  for (const { resource, table } of tables) {
    if (table.rows.length === 0) continue;
    if (printed > 0) request.session.world.output.write('\n');
    const layout = new Layout(request, { resource, isWide, isMixed });
    layout.print(table);
    printed += 1;
  }
  if (printed === 0 && request.selection.kind === 'Listed') sayNothingFound(request, request.selection.resources);
  finish();
}

/** Prints what is there, then a row for each change. */
export async function followTable(request: WatchRequest, isWide: boolean): Promise<void> {
  const layout = new Layout(request, { resource: request.resource, isWide, isMixed: false });
  const { clock, interrupted: signal, errors } = request.session.world;
  while (!signal.aborted) {
    const { finish, tables } = await readTables(request);
    finish();
    const table = tables[0]?.table ?? { kind: 'Table', rows: [] };
    if (request.options.watchOnly !== true) layout.print(table);
    const changes = watch<ServerTable>({
      client: request.connection.client,
      clock,
      address: watchedAddress(request),
      labelSelector: request.options.selector,
      fieldSelector: request.options.fieldSelector,
      accept: acceptTable,
      resourceVersion: startOf(table),
      signal,
      versionOf: (event) => event.metadata?.resourceVersion || event.rows?.[0]?.object?.metadata.resourceVersion,
      onInterruption: (error) => errors.write(`${dim(`${error.message}; trying again`, errors)}\n`),
    });
    try {
      for await (const { object } of changes) layout.print(object);
    } catch (error) {
      if (!mustRelist(error)) throw error;
    }
  }
}

interface LayoutOptions {
  readonly resource: ApiResource;
  readonly isWide: boolean;
  /** Several types in one output: names say the type. */
  readonly isMixed: boolean;
}

/** How the rows of one type are laid out; the columns are those of the first answer that has some. */
class Layout {
  readonly #request: GetRequest;
  readonly #options: LayoutOptions;
  #columns: readonly number[] = [];
  #nameColumn = -1;
  #printer: TablePrinter | undefined;

  constructor(request: GetRequest, options: LayoutOptions) {
    this.#request = request;
    this.#options = options;
  }

  print(table: ServerTable): void {
    const columns = table.columnDefinitions ?? [];
    if (this.#printer === undefined && columns.length > 0) this.#printer = this.#start(columns);
    this.#printer?.print(table.rows.map((row) => this.#cells(row)));
  }

  #start(definitions: readonly ColumnDefinition[]): TablePrinter {
    this.#columns = definitions.flatMap((definition, index) => ((definition.priority ?? 0) === 0 || this.#options.isWide ? [index] : []));
    this.#nameColumn = definitions.findIndex((definition) => definition.format === 'name' || definition.name === 'Name');
    const headings = this.#columns.map((index) => definitions[index]?.name ?? '');
    const { options, session } = this.#request;
    return new TablePrinter(
      [...(this.#showsNamespace ? ['Namespace'] : []), ...headings, ...(options.showLabels === true ? ['Labels'] : [])],
      {
        output: session.world.output,
        headings: options.headers,
      },
    );
  }

  get #showsNamespace(): boolean {
    return this.#request.options.allNamespaces === true && this.#options.resource.isNamespaced;
  }

  #cells(row: TableRow): readonly string[] {
    const cells = this.#columns.map((index) => {
      const text = cellText(row.cells[index]);
      return this.#options.isMixed && index === this.#nameColumn ? printedName(this.#options.resource, text) : text;
    });
    const metadata = row.object?.metadata;
    if (this.#showsNamespace) cells.unshift(cellText(metadata?.namespace));
    if (this.#request.options.showLabels === true) cells.push(cellText(labelText(metadata?.labels)));
    return cells;
  }
}

function labelText(labels: Readonly<Record<string, string>> | undefined): string {
  return Object.entries(labels ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .join(',');
}

interface ReadTables {
  readonly tables: readonly { readonly resource: ApiResource; readonly table: ServerTable }[];
  readonly finish: () => void;
}

async function readTables(request: GetRequest): Promise<ReadTables> {
  const { selection, connection, options } = request;
  const inOrder = sorter(options.sortBy);
  if (selection.kind === 'Named') {
    const { found, finish } = await readNamed<ServerTable>({ ...request, selection }, acceptTable);
    return { tables: joined(found.map(({ resource, value }) => ({ resource, table: asTable(value) }))), finish };
  }
  const tables: { resource: ApiResource; table: ServerTable }[] = [];
  for (const resource of selection.resources) {
    const pages = await listPages<ServerTable>(connection.client, { resource, ...namespaceIn(request, resource) }, listOptions(request));
    const whole = pages.map(asTable);
    const rows = whole.flatMap((page) => page.rows);
    tables.push({ resource, table: { ...(whole[0] ?? { kind: 'Table' }), rows: inOrder(rows, (row) => row.object) } });
  }
  return { tables, finish: () => {} };
}

function listOptions({ options }: GetRequest): Parameters<typeof listPages>[2] {
  return {
    labelSelector: options.selector,
    fieldSelector: options.fieldSelector,
    chunkSize: options.sortBy === undefined ? options.chunkSize : 0,
    accept: acceptTable,
    ...(options.sortBy === undefined ? {} : { includeObject: 'Object' as const }),
  };
}

/** Objects that were read one by one, as one table for each type. */
function joined(tables: ReadTables['tables']): ReadTables['tables'] {
  const byType = new Map<ApiResource, ServerTable>();
  for (const { resource, table } of tables) {
    const before = byType.get(resource);
    byType.set(resource, before === undefined ? table : { ...before, rows: [...before.rows, ...table.rows] });
  }
  return [...byType].map(([resource, table]) => ({ resource, table }));
}

/** Where changes begin: after a list, or after the one object that was read. */
function startOf(table: ServerTable): string {
  return table.metadata?.resourceVersion || table.rows[0]?.object?.metadata.resourceVersion || '0';
}

/** Says that a list is empty, as kubectl does: on standard error, and no failure. */
export function sayNothingFound(request: GetRequest, resources: readonly ApiResource[]): void {
  const isNamespaced = resources.some((resource) => resource.isNamespaced) && request.options.allNamespaces !== true;
  request.session.world.errors.write(
    isNamespaced ? `No resources found in ${request.connection.namespace} namespace.\n` : 'No resources found\n',
  );
}
