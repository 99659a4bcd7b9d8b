import { UsageFailure } from '../command-failure.ts';
import { JSONPathError, JSONPathTemplate } from '../printing/json-path.ts';

/** Sorts by the value that `--sort-by` selects in each object; numbers as numbers, what has no value first. Without it, the order stays. */
export function sorter(sortBy: string | undefined): <Row>(rows: readonly Row[], objectOf: (row: Row) => unknown) => readonly Row[] {
  if (sortBy === undefined) return (rows) => rows;
  const template = parse(sortBy);
  return (rows, objectOf) => {
    const keyed = rows.map((row) => ({ row, key: template.select(objectOf(row))[0] }));
    return keyed.sort((left, right) => order(left.key, right.key)).map(({ row }) => row);
  };
}

function parse(path: string): JSONPathTemplate {
  try {
    return new JSONPathTemplate(path);
  } catch (error) {
    throw error instanceof JSONPathError ? new UsageFailure(`--sort-by: ${error.message}`) : error;
  }
}

function order(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (left === undefined || right === undefined) return Number(left !== undefined) - Number(right !== undefined);
  const [first, second] = [textOf(left), textOf(right)];
  return first < second ? -1 : Number(first !== second);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
