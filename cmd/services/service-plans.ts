import { UsageError } from '#cmd/bootstrap/flags.ts';
import type { ServicePlan } from './service-thread.ts';

const separator = '--';

/**
 * Reads what is to run: own flags, and then for each service `--`, its name, the file of its program and what that is told. Throws {@link UsageError}
 * when there is none, when one lacks its name or file, or when two have the same name.
 */
export function parseServicePlans(parameters: readonly string[]): {
  readonly own: readonly string[];
  readonly services: readonly ServicePlan[];
} {
  const [own = [], ...groups] = groupsOf(parameters);
  const services = groups.map(([name, programFile, ...rest]): ServicePlan => {
    if (name === undefined || programFile === undefined || name.startsWith('-') || programFile.startsWith('-'))
      throw new UsageError(`after each ${separator} come the name of a service, the file of its program, and then its flags`);
    return { name, programFile, parameters: rest };
  });
  const names = services.map(({ name }) => name);
  const double = names.find((name, index) => names.indexOf(name) !== index);
  if (double !== undefined) throw new UsageError(`${double} is named twice: give each service a name of its own`);
  return { own, services };
}

function groupsOf(parameters: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = [[]];
  for (const parameter of parameters) {
    if (parameter === separator) groups.push([]);
    else groups.at(-1)!.push(parameter);
  }
  return groups;
}
