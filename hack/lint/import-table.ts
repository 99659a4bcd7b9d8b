/**
 * The rules of ARCHITECTURE.md's two tables, read from the file itself, so that the page people read and the rule the linter enforces cannot
 * differ. The first table says which folder may import which; the second gives every outside package its one door.
 *
 * How the cells are read:
 * - a row names folders in backticks; `a/*` stands for each folder directly in `a`, and the most specific row wins;
 * - a row for `a` covers everything below `a`, but only the files directly in `a` when other rows name folders below it;
 * - what a row allows is a folder (with all below it), `a/**` (the same, said aloud) or the word "anything"; `except` takes one folder away;
 * - a row for `*.test.ts` is what tests may import on top of what their folder may;
 * - a door is a folder, or a pattern for file names such as `*.test.ts`, or the word "anywhere".
 */
export class ImportTable {
  readonly #rows: readonly FolderRow[];
  readonly #testRows: readonly FolderRow[];
  readonly #doors: ReadonlyMap<string, DoorRow>;

  private constructor(rows: readonly FolderRow[], doors: ReadonlyMap<string, DoorRow>) {
    this.#rows = rows.filter((row) => !isFilePattern(row.pattern));
    this.#testRows = rows.filter((row) => isFilePattern(row.pattern));
    this.#doors = doors;
  }

  /** Reads both tables. Throws when one of them is missing, since a rule that cannot be found would let everything pass. */
  static parse(markdown: string): ImportTable {
    const lines = markdown.split('\n');
    const folderCells = tableBelow(lines, 'Folder');
    const doorCells = tableBelow(lines, 'Package');
    if (folderCells.length === 0 || doorCells.length === 0) {
      throw new Error('ARCHITECTURE.md has no table whose first column is "Folder", or none whose first column is "Package"');
    }
    const rows = folderCells.flatMap(({ line, subject, permission }) =>
      patternsIn(subject).map((pattern): FolderRow => ({ line, pattern, ...permissionIn(permission) })),
    );
    const doors = doorCells.flatMap(({ line, subject, permission }) =>
      patternsIn(subject).map((name): [string, DoorRow] => [
        name,
        { line, name, anywhere: permission === 'anywhere', places: patternsIn(permission) },
      ]),
    );
    return new ImportTable(rows, new Map(doors));
  }

  /** The folder that rules `file` (a path from the root, with slashes): for `controllers/*` and `controllers/server/plan.ts`, `controllers/server`. */
  unitOf(file: string): Unit | undefined {
    let best: Unit | undefined;
    for (const row of this.#rows) {
      const folder = folderMatching(row.pattern, file);
      if (folder === undefined || (this.#hasRowsBelow(row.pattern) && parentOf(file) !== folder)) {
        continue;
      }
      if (best === undefined || isMoreSpecific(row.pattern, best.row.pattern)) {
        best = { folder, row };
      }
    }
    return best;
  }

  /** Why `importer` may not import the file `imported` of this repository, or undefined when it may. */
  violationOf({ importer, imported }: { readonly importer: string; readonly imported: string }): string | undefined {
    const from = this.unitOf(importer);
    const to = this.unitOf(imported);
    if (from === undefined) {
      return `no row of ARCHITECTURE.md's import table covers ${importer}: add one for its folder`;
    }
    if (to === undefined) {
      return `no row of ARCHITECTURE.md's import table covers ${imported}, so nobody may import it: add one for its folder`;
    }
    if (from.folder === to.folder || this.#testMayImport(importer, imported)) {
      return undefined;
    }
    if (to.row.permits === 'anything') {
      return `nobody imports ${to.folder} (ARCHITECTURE.md line ${to.row.line})`;
    }
    return permits(from.row, imported)
      ? undefined
      : `${from.folder} may not import ${to.folder}: row \`${from.row.pattern}\` of ARCHITECTURE.md (line ${from.row.line}) allows ${describe(from.row)}`;
  }

  /** Why `importer` may not import the outside package `name`, or undefined when it may. */
  doorViolationOf({ importer, name }: { readonly importer: string; readonly name: string }): string | undefined {
    if (this.unitOf(importer)?.row.permits === 'anything') {
      return undefined;
    }
    const door = this.#doors.get(name);
    if (door === undefined) {
      return `the package ${name} has no row in ARCHITECTURE.md's table of outside packages: say there which folder is its door`;
    }
    if (door.anywhere || door.places.some((place) => covers(place, importer))) {
      return undefined;
    }
    return `${name} may only be imported in ${door.places.join(', ')} (ARCHITECTURE.md line ${door.line})`;
  }

  #hasRowsBelow(pattern: string): boolean {
    return this.#rows.some((row) => row.pattern.startsWith(`${pattern}/`));
  }

  #testMayImport(importer: string, imported: string): boolean {
    return this.#testRows.some((row) => covers(row.pattern, importer) && permits(row, imported));
  }
}

/** A row of the first table. `line` counts from 1. */
export interface FolderRow {
  readonly line: number;
  readonly pattern: string;
  readonly permits: 'anything' | readonly string[];
  readonly except: readonly string[];
}

/** A folder that the table treats as one: its files may always import each other. */
export interface Unit {
  readonly folder: string;
  readonly row: FolderRow;
}

interface DoorRow {
  readonly line: number;
  readonly name: string;
  readonly anywhere: boolean;
  readonly places: readonly string[];
}

interface TableCells {
  readonly line: number;
  readonly subject: string;
  readonly permission: string;
}

function tableBelow(lines: readonly string[], firstColumn: string): TableCells[] {
  const header = lines.findIndex((line) => line.startsWith(`| ${firstColumn} |`));
  const cells: TableCells[] = [];
  for (let index = header + 2; header >= 0 && lines[index]?.startsWith('|') === true; index += 1) {
    const [subject = '', permission = ''] = (lines[index] ?? '').slice(1).split('|');
    cells.push({ line: index + 1, subject: subject.trim(), permission: permission.trim() });
  }
  return cells;
}

function permissionIn(cell: string): Pick<FolderRow, 'permits' | 'except'> {
  const exception = /\bexcept\s+`([^`]+)`/g;
  const allowed = cell.replaceAll(exception, '').trim();
  return {
    permits: allowed === 'anything' ? 'anything' : patternsIn(allowed),
    except: [...cell.matchAll(exception)].flatMap((match) => match[1] ?? []),
  };
}

function patternsIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '').filter((pattern) => pattern !== '');
}

function permits(row: FolderRow, imported: string): boolean {
  if (row.permits === 'anything') {
    return true;
  }
  return row.permits.some((pattern) => covers(pattern, imported)) && !row.except.some((pattern) => covers(pattern, imported));
}

function covers(pattern: string, file: string): boolean {
  if (isFilePattern(pattern)) {
    return file.endsWith(pattern.slice(1));
  }
  return folderMatching(pattern.replace(/\/\*\*$/, ''), file) !== undefined;
}

/** A pattern for file names, such as `*.test.ts`, and not for folders. */
function isFilePattern(pattern: string): boolean {
  return pattern.startsWith('*.');
}

/** The leading folders of `file` that `pattern` matches segment by segment, or undefined. */
function folderMatching(pattern: string, file: string): string | undefined {
  const wanted = pattern.split('/');
  const folders = file.split('/').slice(0, -1);
  if (folders.length < wanted.length || wanted.some((segment, index) => segment !== '*' && segment !== folders[index])) {
    return undefined;
  }
  return folders.slice(0, wanted.length).join('/');
}

function isMoreSpecific(pattern: string, than: string): boolean {
  const depth = pattern.split('/').length - than.split('/').length;
  return depth > 0 || (depth === 0 && than.includes('*') && !pattern.includes('*'));
}

function parentOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

function describe(row: FolderRow): string {
  const allowed = row.permits === 'anything' ? 'anything' : row.permits.length === 0 ? 'nothing of ours' : row.permits.join(', ');
  return row.except.length === 0 ? allowed : `${allowed} except ${row.except.join(', ')}`;
}
