import type { Clock } from '#apis/machinery/clock.ts';
import type { Column, KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import { formatAge } from './age.ts';
import { compileColumnPath } from './column-path.ts';

/** The printed columns of one kind: the name first, then what the kind says, the age last. */
export interface TableColumns {
  /** JSON of the list of `TableColumnDefinition`s. */
  readonly definitionsJson: string;
  /** One cell for each column, `null` where there is nothing to print. */
  readonly cellsOf: (object: ApiObject) => readonly Cell[];
}

export type Cell = string | number | boolean | null;

/** Makes the columns of `kind`. Ages are told by `clock`. */
export function tableColumnsOf(kind: KindDefinition, clock: Pick<Clock, 'now'>): TableColumns {
  const columns = [...kind.columns, ageColumn];
  const readers = columns.map((column) => cellReader(column, clock));
  const definitions = [nameDefinition, ...columns.map(definitionOf)];
  return {
    definitionsJson: JSON.stringify(definitions),
    cellsOf: (object) => [object.metadata.name, ...readers.map((read) => read(object))],
  };
}

const nameDefinition = {
  name: 'Name',
  type: 'string',
  format: 'name',
  description: 'Unique among the objects of its kind in one namespace.',
  priority: 0,
};

const ageColumn: Column = {
  name: 'Age',
  type: 'date',
  path: '.metadata.creationTimestamp',
  description: 'How long ago it was created.',
  priority: 0,
};

function definitionOf({ name, type, description, priority }: Column): object {
  return { name, type, format: '', description, priority };
}

function cellReader({ type, path }: Column, clock: Pick<Clock, 'now'>): (object: unknown) => Cell {
  const find = compileColumnPath(path);
  switch (type) {
    case 'date':
      return (object) => ageCell(find(object), clock);
    case 'integer':
    case 'number':
      return (object) => cellOfType<number>(find(object), 'number');
    case 'boolean':
      return (object) => cellOfType<boolean>(find(object), 'boolean');
    case 'string':
      return (object) => textCell(find(object));
  }
}

function cellOfType<Value extends number | boolean>(value: unknown, type: 'number' | 'boolean'): Value | null {
  return typeof value === type ? (value as Value) : null;
}

function textCell(value: unknown): Cell {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function ageCell(value: unknown, clock: Pick<Clock, 'now'>): Cell {
  return typeof value === 'string' ? formatAge(clock.now().getTime() - Date.parse(value)) : '<unknown>';
}
