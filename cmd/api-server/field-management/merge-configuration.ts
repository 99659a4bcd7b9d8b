import { setOwn } from '#apis/machinery/plain-value.ts';
import { fieldOf, hasFields, itemsOf, type Shape } from './object-shape.ts';

/**
 * `live` with what `configuration` says: fields, entries and items that it speaks of are set, all others stay. What is owned as a whole is replaced as a
 * whole. Shares parts with both, and changes neither.
 */
export function mergeConfiguration(shape: Shape, live: unknown, configuration: unknown): unknown {
  if (configuration === undefined) return live;
  if (live === undefined) return configuration;
  if (hasFields(shape, live) && hasFields(shape, configuration)) return mergeFields(shape, live, configuration);
  const [there, stated] = [itemsOf(shape, live), itemsOf(shape, configuration)];
  return there === undefined || stated === undefined ? configuration : mergeItems(shape, there, stated);
}

function mergeFields(
  shape: Shape,
  live: Readonly<Record<string, unknown>>,
  configuration: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...live };
  for (const name of Object.keys(configuration)) {
    const field = fieldOf(shape, name);
    if (field !== undefined) setOwn(merged, name, mergeConfiguration(field.shape, live[name], configuration[name]));
  }
  return merged;
}

/** Stated items stand in the order in which they are stated; the others keep their place among them. So doing it twice is doing it once. */
function mergeItems(shape: Shape, live: ReadonlyMap<string, unknown>, stated: ReadonlyMap<string, unknown>): readonly unknown[] {
  const order = [...stated.keys()];
  const positions = new Map(order.map((step, position) => [step, position]));
  const merged: unknown[] = [];
  let next = 0;
  const addStatedUpTo = (end: number): void => {
    for (; next < end; next += 1) {
      const step = order[next] ?? '';
      merged.push(shape.kind === 'KeyedList' ? mergeConfiguration(shape.item, live.get(step), stated.get(step)) : stated.get(step));
    }
  };
  for (const [step, item] of live) {
    const position = positions.get(step);
    if (position === undefined) merged.push(item);
    else addStatedUpTo(position + 1);
  }
  addStatedUpTo(order.length);
  return merged;
}
