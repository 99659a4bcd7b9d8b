import type { FieldsV1 } from '#apis/machinery/object-meta.ts';
import { samePlain } from '#apis/machinery/plain-value.ts';
import { fieldSet, leaf, type FieldSet } from './field-set.ts';
import { fieldOf, hasFields, itemsOf, leafShape, type Shape } from './object-shape.ts';

/**
 * The places that `after` has and `before` has not, or with another value. A field that holds others is among them only if it is new. Undefined stands for
 * a value that is not there.
 */
export function changedFields(shape: Shape, before: unknown, after: unknown): FieldSet {
  if (before === after || after === undefined) return undefined;
  if (hasFields(shape, after) && (before === undefined || hasFields(shape, before))) return changedIn(shape, before, after);
  const [old, young] = [before === undefined ? noItems : itemsOf(shape, before), itemsOf(shape, after)];
  if (old !== undefined && young !== undefined) return changedItems(shape, before === undefined, old, young);
  return samePlain(before, after) ? undefined : leaf;
}

/** The places that `before` has and `after` has not. */
export function removedFields(shape: Shape, before: unknown, after: unknown): FieldSet {
  if (before === after || before === undefined) return undefined;
  // What is not there any more is what would be new the other way round.
  if (after === undefined) return changedFields(shape, undefined, before);
  if (hasFields(shape, before) && hasFields(shape, after)) return removedIn(shape, before, after);
  const [old, young] = [itemsOf(shape, before), itemsOf(shape, after)];
  return old === undefined || young === undefined ? undefined : removedItems(shape, old, young);
}

type Values = Readonly<Record<string, unknown>>;

function changedIn(shape: Shape, before: Values | undefined, after: Values): FieldSet {
  const below: Record<string, FieldsV1> = {};
  for (const name in after) {
    const field = fieldOf(shape, name);
    if (field === undefined || before?.[name] === after[name]) continue;
    const changed = changedFields(field.shape, before?.[name], after[name]);
    if (changed !== undefined) below[field.step] = changed;
  }
  return fieldSet(before === undefined, below);
}

function removedIn(shape: Shape, before: Values, after: Values): FieldSet {
  const below: Record<string, FieldsV1> = {};
  for (const name in before) {
    const field = fieldOf(shape, name);
    if (field === undefined || before[name] === after[name]) continue;
    const removed = removedFields(field.shape, before[name], after[name]);
    if (removed !== undefined) below[field.step] = removed;
  }
  return fieldSet(false, below);
}

function changedItems(shape: Shape, isNew: boolean, before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): FieldSet {
  const below: Record<string, FieldsV1> = {};
  for (const [step, item] of after) {
    const changed = changedFields(itemShapeOf(shape), before.get(step), item);
    if (changed !== undefined) below[step] = changed;
  }
  return fieldSet(isNew, below);
}

function removedItems(shape: Shape, before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): FieldSet {
  const below: Record<string, FieldsV1> = {};
  for (const [step, item] of before) {
    const removed = removedFields(itemShapeOf(shape), item, after.get(step));
    if (removed !== undefined) below[step] = removed;
  }
  return fieldSet(false, below);
}

function itemShapeOf(shape: Shape): Shape {
  return shape.kind === 'KeyedList' ? shape.item : leafShape;
}

const noItems: ReadonlyMap<string, unknown> = new Map();
