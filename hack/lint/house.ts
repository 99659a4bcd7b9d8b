import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { ImportTable } from './import-table.ts';

/** One repository as the linter sees it: its root (the nearest folder with a package.json) and its import table (the nearest ARCHITECTURE.md). */
export interface House {
  readonly root: string;
  readonly table: ImportTable;
}

/** The house that `filePath` stands in. Throws when no folder above it has a package.json and an ARCHITECTURE.md. */
export function houseOf(filePath: string): House {
  const folder = dirname(filePath);
  const known = housesByFolder.get(folder);
  if (known !== undefined) {
    return known;
  }
  const root = nearestFolderWith('package.json', folder);
  const house = { root, table: tableIn(join(nearestFolderWith('ARCHITECTURE.md', root), 'ARCHITECTURE.md')) };
  housesByFolder.set(folder, house);
  return house;
}

/** `filePath` from the root of its house, with slashes. */
export function pathInHouse(house: House, filePath: string): string {
  return relative(house.root, filePath).split(sep).join('/');
}

/** The linter asks once a file; files do not move while it runs. */
const housesByFolder = new Map<string, House>();
const tablesByPath = new Map<string, ImportTable>();

function tableIn(path: string): ImportTable {
  const table = tablesByPath.get(path) ?? ImportTable.parse(readFileSync(path, 'utf8'));
  tablesByPath.set(path, table);
  return table;
}

function nearestFolderWith(name: string, start: string): string {
  let folder = start;
  while (!existsSync(join(folder, name))) {
    const parent = dirname(folder);
    if (parent === folder) {
      throw new Error(`no folder above ${start} has a ${name}`);
    }
    folder = parent;
  }
  return folder;
}
