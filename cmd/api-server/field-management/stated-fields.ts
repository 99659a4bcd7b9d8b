import type { FieldsV1 } from '#apis/machinery/object-meta.ts';
import { fieldSet, leaf, type FieldSet } from './field-set.ts';
import { fieldOf, hasFields, itemsOf, type Shape } from './object-shape.ts';

/**
 * Every place that a configuration says something about: what its manager owns once it is applied. Fields that hold others are not among them, but entries
 * of maps and items of lists are, and whatever is stated to be empty.
 */
export function statedFields(shape: Shape, value: unknown): FieldSet {
  if (hasFields(shape, value)) return statedIn(shape, value);
  const items = itemsOf(shape, value);
  return items === undefined || items.size === 0 ? leaf : statedItems(shape, items);
}

function statedIn(shape: Shape, value: Readonly<Record<string, unknown>>): FieldSet {
  const names = Object.keys(value);
  if (names.length === 0) return leaf;
  const below: Record<string, FieldsV1> = {};
  for (const name of names) {
    const field = fieldOf(shape, name);
    if (field === undefined) continue;
    const stated = statedFields(field.shape, value[name]);
    const owned = shape.kind === 'Map' && stated !== undefined ? asMember(stated) : stated;
    if (owned !== undefined) below[field.step] = owned;
  }
  return fieldSet(false, below);
}

function statedItems(shape: Shape, items: ReadonlyMap<string, unknown>): FieldSet {
  const below: Record<string, FieldsV1> = {};
  for (const [step, item] of items) {
    const stated = shape.kind === 'KeyedList' ? statedFields(shape.item, item) : leaf;
    below[step] = asMember(stated ?? leaf);
  }
  return fieldSet(false, below);
}

function asMember(set: FieldsV1): FieldsV1 {
  return fieldSet(true, set) ?? leaf;
}
