/** The step into a field. */
export function fieldStep(name: string): string {
  return `f:${name}`;
}

/** The step to the item of a list with these values of its keys; undefined if one has none. Keys are told in alphabetical order. */
export function keyStep(item: Readonly<Record<string, unknown>>, keys: readonly ListKey[]): string | undefined {
  let text = '';
  for (const { name, whenAbsent } of keys) {
    const value = item[name] ?? whenAbsent;
    if (value === undefined || (typeof value === 'object' && value !== null)) return undefined;
    text += `${text === '' ? '' : ','}${JSON.stringify(name)}:${JSON.stringify(value)}`;
  }
  return `k:{${text}}`;
}

/** A field by which the items of a list are told apart. */
export interface ListKey {
  readonly name: string;
  /** The field's default. */
  readonly whenAbsent: unknown;
}

/** The step to a value of a set. */
export function valueStep(value: unknown): string {
  return `v:${JSON.stringify(value)}`;
}

/** A place as Kubernetes tells it to people: `.spec.interfaces[name="eth0"].mtu`. */
export function placeText(steps: readonly string[]): string {
  return steps.map(stepText).join('');
}

function stepText(step: string): string {
  const value = step.slice(2);
  switch (step.slice(0, 2)) {
    case 'f:':
      return `.${value}`;
    case 'k:':
      return `[${keysOf(value)}]`;
    case 'v:':
      return `[=${value}]`;
    default:
      return `[${value}]`;
  }
}

function keysOf(text: string): string {
  return Object.entries(JSON.parse(text) as Record<string, unknown>)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(',');
}
