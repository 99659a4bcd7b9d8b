import { machine } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { IDRange } from '../specification/guest-specification.ts';

const program = fileURLToPath(new URL('id-range.pl', import.meta.url));

/** What does a task with the ids of one guest: see the program. */
export function idRangeCommand({ firstID, count }: IDRange, ...task: readonly string[]): readonly [program: string, ...words: string[]] {
  return ['perl', program, machine(), String(firstID), String(count), ...task];
}
