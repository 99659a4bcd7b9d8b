/**
 * Compiles the path of a printed column, as `.status.addresses[0].ipAddress` or `.status.conditions[type=Ready].status`, into a function that finds the
 * value in an object, or `undefined`. Paths come from the catalog: one that cannot be read throws a SyntaxError when the server starts.
 */
export function compileColumnPath(path: string): (object: unknown) => unknown {
  const steps = [...path.matchAll(stepPattern)];
  if (steps.map(([text]) => text).join('') !== path) throw new SyntaxError(`column path "${path}" is not of the form .field[0][key=value]`);
  const finders = steps.map(({ groups }) => finderOf(groups ?? {}));
  return (object) => {
    let value = object;
    for (const find of finders) {
      if (typeof value !== 'object' || value === null) return undefined;
      value = find(value);
    }
    return value;
  };
}

const stepPattern = /\.(?<field>[A-Za-z_][\w-]*)|\[(?<position>\d+)\]|\[(?<key>\w+)=(?<wanted>[^\]]+)\]/g;

function finderOf({ field, position, key, wanted }: Partial<Record<string, string>>): (value: object) => unknown {
  if (field !== undefined) return (value) => (Object.hasOwn(value, field) ? (value as Record<string, unknown>)[field] : undefined);
  if (position !== undefined) return (value) => (Array.isArray(value) ? (value as unknown[])[Number(position)] : undefined);
  return (value) => (Array.isArray(value) ? value.find((item: unknown) => fieldOf(item, key ?? '') === wanted) : undefined);
}

function fieldOf(item: unknown, key: string): unknown {
  return typeof item === 'object' && item !== null ? (item as Record<string, unknown>)[key] : undefined;
}
