import type { FieldsV1 } from '#apis/machinery/object-meta.ts';
import { isMember, type FieldSet } from './field-set.ts';
import { fieldOf, hasFields, itemsOf, leafShape, type Shape } from './object-shape.ts';

/**
 * `value` without what is in `given`, which a manager has owned until now, and in `kept`, which is everybody's, no more. What nobody has owned stays, but
 * for what goes together with the field or item that it is in.
 */
export function pruneFields(shape: Shape, value: unknown, given: FieldSet, kept: FieldSet): unknown {
  if (given === undefined || given === kept) return value;
  if (hasFields(shape, value)) return prunedFields(shape, value, given, kept);
  const items = itemsOf(shape, value);
  return items === undefined ? value : prunedItems(shape, items, given, kept, value);
}

function prunedFields(shape: Shape, value: Readonly<Record<string, unknown>>, given: FieldsV1, kept: FieldSet): unknown {
  let pruned: Record<string, unknown> | undefined;
  for (const name of Object.keys(value)) {
    const field = fieldOf(shape, name);
    if (field === undefined) continue;
    const before = value[name];
    const after = prunedPart(field.shape, before, given[field.step], kept?.[field.step], shape.kind === 'Struct');
    if (after === before) continue;
    pruned ??= { ...value };
    if (after === undefined) delete pruned[name];
    else pruned[name] = after;
  }
  return pruned ?? value;
}

function prunedItems(shape: Shape, items: ReadonlyMap<string, unknown>, given: FieldsV1, kept: FieldSet, value: unknown): unknown {
  const shapeOfItem = shape.kind === 'KeyedList' ? shape.item : leafShape;
  const pruned: unknown[] = [];
  let isSame = true;
  for (const [step, item] of items) {
    const after = prunedPart(shapeOfItem, item, given[step], kept?.[step], false);
    isSame &&= after === item;
    if (after !== undefined) pruned.push(after);
  }
  return isSame ? value : pruned;
}

/**
 * One field, entry or item; undefined: it goes. A field of a struct is kept by whoever owns anything in it, an entry or item only by who owns it itself:
 * what somebody has written into another's item goes with the item.
 */
function prunedPart(shape: Shape, value: unknown, given: FieldSet, kept: FieldSet, isField: boolean): unknown {
  if (given === undefined) return value;
  if (isField ? kept === undefined : isMember(given) && (kept === undefined || !isMember(kept))) return undefined;
  const pruned = pruneFields(shape, value, given, kept);
  const isEmptied = pruned !== value && Object.keys(pruned as object).length === 0;
  // Nobody says that it is to be there and empty.
  return isEmptied && (kept === undefined || !isMember(kept)) ? undefined : pruned;
}
