import type { World } from '../world.ts';
import { red } from './colour.ts';

/** Writes one line that says what is wrong, to standard error. */
export function complain(world: Pick<World, 'errors'>, message: string): void {
  world.errors.write(`${red('error:', world.errors)} ${message}\n`);
}
