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
  return left === undefined || right === undefined ? Number(left !== undefined) - Number(right !== undefined) : String(left) < String(right) ? -1 : Number(String(left) !== String(right));
}
