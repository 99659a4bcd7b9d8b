import { UsageError } from '#cmd/bootstrap/flags.ts';
import { controllerNames, type ControllerName } from './all-controllers.ts';

/** Reads `--loops`. Throws {@link UsageError} that lists the loops there are. */
export function parseLoops(text: string): readonly ControllerName[] {
  const names = text.split(',').map((name) => name.trim());
  return [...new Set(names)].map((name) => {
    const known = controllerNames.find((each) => each === name);
    if (known === undefined)
      throw new UsageError(`--loops: there is no loop "${name}" to run with others; there is ${controllerNames.join(', ')}`);
    return known;
  });
}
