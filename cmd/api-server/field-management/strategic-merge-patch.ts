import { isPlainObject, setOwn } from '#apis/machinery/plain-value.ts';
import { fieldOf, leafShape, type Shape } from './object-shape.ts';

/**
 * Kubernetes' strategic merge patch: a merge patch that also merges those lists that the schema keys, item by item, and knows directives. Neither argument
 * is changed; the result shares parts with them. Throws {@link StrategicPatchError} for a directive that makes no sense.
 */
export function strategicallyPatched(shape: Shape, target: Fields, patch: Fields): Fields {
  const { [directive]: what = 'merge', ...rest } = patch;
  if (what === 'replace') return withoutDirectives(rest);
  // Of a field that is inside of something, whoever holds it takes it out.
  if (what === 'delete') return {};
  if (what !== 'merge') throw new StrategicPatchError(`"$patch" is replace, delete or merge, and not ${JSON.stringify(what)}`);
  const { [retainKeys]: retain, ...changes } = rest;
  const merged: Record<string, unknown> = { ...retained(target, retain) };
  const directives: (ListDirective & { readonly value: unknown })[] = [];
  for (const [name, value] of Object.entries(changes)) {
    const list = listDirective(name);
    if (list === undefined) mergeField(merged, shape, name, value);
    else directives.push({ ...list, value });
  }
  // They are about the lists as they are now.
  for (const each of directives) directList(merged, shape, each, each.value);
  return merged;
}

/** A patch says something that is no strategic merge patch. */
export class StrategicPatchError extends Error {
  override readonly name = 'StrategicPatchError';
}

type Fields = Readonly<Record<string, unknown>>;

const directive = '$patch';
const retainKeys = '$retainKeys';

interface ListDirective {
  readonly kind: 'Delete' | 'Order';
  readonly field: string;
}

function listDirective(name: string): ListDirective | undefined {
  const match = /^\$(?<kind>deleteFromPrimitiveList|setElementOrder)\/(?<field>.+)$/s.exec(name);
  if (match?.groups !== undefined)
    return { kind: match.groups['kind'] === 'setElementOrder' ? 'Order' : 'Delete', field: match.groups['field'] ?? '' };
  if (name.startsWith('$')) throw new StrategicPatchError(`there is no directive ${JSON.stringify(name)}`);
  return undefined;
}

function retained(target: Fields, names: unknown): Fields {
  if (names === undefined) return target;
  if (!Array.isArray(names)) throw new StrategicPatchError('"$retainKeys" is a list of fields');
  const wanted = new Set<unknown>(names);
  return fieldsThat(target, (name) => wanted.has(name));
}

function mergeField(merged: Record<string, unknown>, shape: Shape, name: string, value: unknown): void {
  const shapeOfField = fieldOf(shape, name)?.shape ?? leafShape;
  const before = Object.hasOwn(merged, name) ? merged[name] : undefined;
  if (value === null || (isPlainObject(value) && value[directive] === 'delete')) delete merged[name];
  else if (isPlainObject(value)) setOwn(merged, name, strategicallyPatched(shapeOfField, isPlainObject(before) ? before : {}, value));
  else if (Array.isArray(value)) setOwn(merged, name, patchedList(shapeOfField, Array.isArray(before) ? before : [], value));
  else setOwn(merged, name, value);
}

function patchedList(shape: Shape, before: readonly unknown[], patch: readonly unknown[]): readonly unknown[] {
  if (shape.kind === 'Set') return [...before, ...without(patch, before)];
  if (shape.kind !== 'KeyedList') return patch;
  const items = patch.filter((item) => !(isPlainObject(item) && item[directive] === 'replace'));
  const isReplaced = items.length < patch.length;
  const merged = new Map<string, unknown>();
  for (const item of isReplaced ? [] : before) merged.set(identityOf(shape, item), item);
  for (const item of items) patchItem(shape, merged, item);
  return [...merged.values()];
}

function patchItem(shape: Extract<Shape, { kind: 'KeyedList' }>, merged: Map<string, unknown>, item: unknown): void {
  if (!isPlainObject(item)) throw new StrategicPatchError('an item of a list that is merged has to be an object');
  const unkeyed = shape.keys.find(({ name, whenAbsent }) => (item[name] ?? whenAbsent) === undefined);
  if (unkeyed !== undefined)
    throw new StrategicPatchError(`an item of a list that is merged lacks its key ${JSON.stringify(unkeyed.name)}`);
  const identity = identityOf(shape, item);
  const before = merged.get(identity);
  if (item[directive] === 'delete') merged.delete(identity);
  else merged.set(identity, strategicallyPatched(shape.item, isPlainObject(before) ? before : {}, item));
}

function directList(merged: Record<string, unknown>, shape: Shape, { kind, field }: ListDirective, value: unknown): void {
  if (!Array.isArray(value)) throw new StrategicPatchError(`a directive about ${JSON.stringify(field)} has to be a list`);
  const list = Object.hasOwn(merged, field) ? merged[field] : undefined;
  if (!Array.isArray(list)) return;
  if (kind === 'Order') {
    merged[field] = ordered(fieldOf(shape, field)?.shape ?? leafShape, list, value);
    return;
  }
  const rest = without(list, value);
  if (rest.length === 0) delete merged[field];
  else merged[field] = rest;
}

/** Items that the order names, in that order, each where one of them stood; the others stay where they are. */
function ordered(shape: Shape, items: readonly unknown[], order: readonly unknown[]): readonly unknown[] {
  const rank = new Map(order.map((item, position) => [identityOf(shape, item), position]));
  const rankOf = (item: unknown): number | undefined => rank.get(identityOf(shape, item));
  const inOrder = items.filter((item) => rankOf(item) !== undefined).toSorted((left, right) => (rankOf(left) ?? 0) - (rankOf(right) ?? 0));
  let next = 0;
  return items.map((item) => {
    if (rankOf(item) === undefined) return item;
    next += 1;
    return inOrder[next - 1];
  });
}

function identityOf(shape: Shape, item: unknown): string {
  return JSON.stringify(
    shape.kind === 'KeyedList' && isPlainObject(item) ? shape.keys.map(({ name, whenAbsent }) => item[name] ?? whenAbsent) : item,
  );
}

/** The values that are not among `others`. */
function without(values: readonly unknown[], others: readonly unknown[]): readonly unknown[] {
  const known = new Set(others.map((each) => JSON.stringify(each)));
  return values.filter((value) => !known.has(JSON.stringify(value)));
}

/** What replaces is taken as it is, but what speaks of how to patch is no part of it. */
function withoutDirectives(fields: Fields): Fields {
  return fieldsThat(fields, (name) => !name.startsWith('$'));
}

function fieldsThat(fields: Fields, isWanted: (name: string) => boolean): Fields {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) if (isWanted(name)) setOwn(kept, name, value);
  return kept;
}
