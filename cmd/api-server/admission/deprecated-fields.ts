import { deprecationKeyword, type KindDefinition } from '#apis/machinery/kind.ts';

/** One warning for each field of a body that will go, as `spec.volumes[0].bus: deprecated: use spec.machine instead`. At most {@link mostWarnings}. */
export function deprecatedFieldsOf(kind: Pick<KindDefinition, 'fields'>, body: Readonly<Record<string, unknown>>): readonly string[] {
  if (!hasDeprecations(kind)) return [];
  const warnings: string[] = [];
  collect(kind.fields, body, '', warnings);
  return warnings;
}

/** What matters here of a schema. */
interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly [deprecationKeyword]?: string;
}

function collect(schema: SchemaNode, value: unknown, place: string, warnings: string[]): void {
  if (value === undefined || value === null || warnings.length >= mostWarnings) return;
  const deprecation = schema[deprecationKeyword];
  if (deprecation !== undefined) warnings.push(`${place}: deprecated: ${deprecation}`);
  if (Array.isArray(value)) {
    if (schema.items !== undefined)
      for (const [position, item] of value.entries()) collect(schema.items, item, `${place}[${position}]`, warnings);
    return;
  }
  if (typeof value !== 'object') return;
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    if (Object.hasOwn(value, name))
      collect(field, (value as Record<string, unknown>)[name], place === '' ? name : `${place}.${name}`, warnings);
  }
}

/** Most kinds have none, and every write asks. */
function hasDeprecations(kind: Pick<KindDefinition, 'fields'>): boolean {
  const known = remembered.get(kind.fields);
  if (known !== undefined) return known;
  const found = JSON.stringify(kind.fields).includes(JSON.stringify(deprecationKeyword));
  remembered.set(kind.fields, found);
  return found;
}

const remembered = new WeakMap<object, boolean>();

const mostWarnings = 20;
