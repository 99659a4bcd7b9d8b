import { groupResourceOf, type KindDefinition } from '#apis/machinery/kind.ts';
import { isPlainObject } from '#apis/machinery/plain-value.ts';
import { fieldStep, keyStep, valueStep, type ListKey } from './path-step.ts';

/** How a value is owned, and merged: as a whole, or piece by piece. */
export type Shape =
  /** As a whole: single values, and what the schema calls atomic. Lists are, unless it says otherwise. */
  | { readonly kind: 'Leaf' }
  /** Field by field. Fields that are not listed are nobody's. */
  | { readonly kind: 'Struct'; readonly fields: ReadonlyMap<string, ShapedField> }
  /** Entry by entry. */
  | { readonly kind: 'Map'; readonly value: Shape }
  /** Value by value. */
  | { readonly kind: 'Set' }
  /** Item by item. */
  | { readonly kind: 'KeyedList'; readonly keys: readonly ListKey[]; readonly item: Shape };

export interface ShapedField {
  readonly step: string;
  readonly shape: Shape;
}

/** The items of a list by the steps to them, in order. */
export type ListItems = ReadonlyMap<string, unknown>;

/** The shapes of kinds, each made when it is first asked for. There are as many as kinds. */
export class ObjectShapes {
  readonly #byKind = new Map<string, Shape>();

  of(kind: Pick<KindDefinition, 'group' | 'plural' | 'fields'>): Shape {
    const name = groupResourceOf(kind);
    const known = this.#byKind.get(name);
    if (known !== undefined) return known;
    const made = objectShape(kind.fields);
    this.#byKind.set(name, made);
    return made;
  }
}

/** The shape of a whole object with these fields beside its metadata. What the server alone sets is in no shape. */
export function objectShape(fields: unknown): Shape {
  const { properties = {} } = fields as { readonly properties?: Readonly<Record<string, unknown>> };
  return struct([['metadata', metadataShape], ...Object.entries(properties).map(([name, schema]) => [name, shapeOf(schema)] as const)]);
}

/** The fields of `shape` that are in `names`, or that are not. */
export function partOfShape(shape: Shape, isWanted: (name: string) => boolean): Shape {
  if (shape.kind !== 'Struct') return shape;
  return { kind: 'Struct', fields: new Map([...shape.fields].filter(([name]) => isWanted(name))) };
}

/**
 * The items of a list that is owned item by item, by the steps to them. Undefined for what cannot be: another shape, no list, an item without its key,
 * two of the same.
 */
export function itemsOf(shape: Shape, value: unknown): ListItems | undefined {
  if ((shape.kind !== 'Set' && shape.kind !== 'KeyedList') || !Array.isArray(value)) return undefined;
  const items = new Map<string, unknown>();
  for (const item of value as readonly unknown[]) {
    const step = shape.kind === 'Set' ? valueStep(item) : isPlainObject(item) ? keyStep(item, shape.keys) : undefined;
    if (step === undefined || items.has(step)) return undefined;
    items.set(step, item);
  }
  return items;
}

/** The step into a field, and its shape. Undefined: the field is nobody's. */
export function fieldOf(shape: Shape, name: string): ShapedField | undefined {
  if (shape.kind === 'Struct') return shape.fields.get(name);
  return shape.kind === 'Map' ? { step: fieldStep(name), shape: shape.value } : undefined;
}

/** Where a step leads. */
export function shapeBelow(shape: Shape, step: string): Shape {
  if (shape.kind === 'KeyedList') return shape.item;
  return fieldOf(shape, step.slice(fieldStep('').length))?.shape ?? leafShape;
}

/** Whether a value is owned piece by piece, as far as its shape tells. */
export function hasFields(shape: Shape, value: unknown): value is Readonly<Record<string, unknown>> {
  return (shape.kind === 'Struct' || shape.kind === 'Map') && isPlainObject(value);
}

/** Under a list, each item; under a map, each entry. */
export const leafShape: Shape = { kind: 'Leaf' };

/** What nothing is known of: maps are owned entry by entry, lists as a whole. */
const untyped: { kind: 'Map'; value: Shape } = { kind: 'Map', value: leafShape };
untyped.value = untyped;

function shapeOf(schema: unknown): Shape {
  const { type, properties, additionalProperties, anyOf, ...rest } = schema as Readonly<Record<string, unknown>>;
  if (Array.isArray(anyOf)) return choiceShape(anyOf);
  if (rest['x-kubernetes-map-type'] === 'atomic') return leafShape;
  if (type === 'array') return listShape(schema as Readonly<Record<string, unknown>>);
  if (type !== 'object') return leafShape;
  if (isPlainObject(properties)) return struct(Object.entries(properties).map(([name, each]) => [name, shapeOf(each)] as const));
  return isPlainObject(additionalProperties) ? { kind: 'Map', value: shapeOf(additionalProperties) } : untyped;
}

/** A value or null is that value. */
function choiceShape(choices: readonly unknown[]): Shape {
  const [only, ...others] = choices.filter((choice) => (choice as { readonly type?: unknown }).type !== 'null');
  return only === undefined || others.length > 0 ? leafShape : shapeOf(only);
}

function listShape(schema: Readonly<Record<string, unknown>>): Shape {
  switch (schema['x-kubernetes-list-type']) {
    case 'set':
      return { kind: 'Set' };
    case 'map':
      return keyedList(schema['items'], schema['x-kubernetes-list-map-keys'] as readonly string[]);
    default:
      return leafShape;
  }
}

function keyedList(item: unknown, names: readonly string[]): Shape {
  const { properties = {} } = item as { readonly properties?: Readonly<Record<string, { readonly default?: unknown }>> };
  const keys = names.toSorted().map((name) => ({ name, whenAbsent: properties[name]?.default }));
  return { kind: 'KeyedList', keys, item: shapeOf(item) };
}

function struct(fields: readonly (readonly [name: string, shape: Shape])[]): Shape {
  return { kind: 'Struct', fields: new Map(fields.map(([name, shape]) => [name, { step: fieldStep(name), shape }])) };
}

const textMap: Shape = { kind: 'Map', value: leafShape };

/** Of metadata, only what users set: the rest is the server's. Owners are told apart by uid and owned as a whole. */
const metadataShape = struct([
  ['annotations', textMap],
  ['finalizers', { kind: 'Set' }],
  ['generateName', leafShape],
  ['labels', textMap],
  ['ownerReferences', { kind: 'KeyedList', keys: [{ name: 'uid', whenAbsent: undefined }], item: leafShape }],
]);
