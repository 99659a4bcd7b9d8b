import { allowedExtensions } from './crd-document.ts';

type Schema = Readonly<Record<string, unknown>>;

/**
 * What keeps a schema from being structural, and a definition that holds it from being taken by Kubernetes; each with its place, as `.spec.flavor`. The rules
 * are those of Kubernetes' documentation of CustomResourceDefinitions ("Specifying a structural schema") and of its validation of lists and defaults.
 */
export function structuralFaults(schema: Schema): readonly string[] {
  const faults = [...nodeFaults(schema, ''), ...metadataFaults(schema)];
  return schema['type'] === 'object' ? faults : [...faults, ': the type of the root is not object'];
}

function nodeFaults(schema: Schema, place: string): readonly string[] {
  const faults = [
    ...wordFaults(schema),
    ...typeFaults(schema),
    ...listFaults(schema),
    ...defaultFaults(schema, place),
    ...junctorFaults(schema),
  ];
  return [
    ...faults.map((fault) => `${place}: ${fault}`),
    ...childrenOf(schema).flatMap(([step, child]) => nodeFaults(child, `${place}${step}`)),
  ];
}

function childrenOf({ properties, items, additionalProperties }: Schema): readonly (readonly [string, Schema])[] {
  return [
    ...Object.entries((properties ?? {}) as Record<string, Schema>).map(([name, child]) => [`.${name}`, child] as const),
    ...(items === undefined ? [] : [['[]', items as Schema] as const]),
    ...(typeof additionalProperties === 'object' ? [['{}', additionalProperties as Schema] as const] : []),
  ];
}

function wordFaults(schema: Schema): readonly string[] {
  const faults = Object.keys(schema)
    .filter((word) => !(allowedWords.has(word) || allowedExtensions.has(word)))
    .map((word) => `the word ${word} is not allowed`);
  if (schema['uniqueItems'] === true) faults.push('uniqueItems cannot be true: use x-kubernetes-list-type');
  if (typeof schema['additionalProperties'] === 'boolean') faults.push('additionalProperties is a schema here, and neither true nor false');
  if (schema['properties'] !== undefined && schema['additionalProperties'] !== undefined)
    faults.push('properties and additionalProperties exclude each other');
  return faults;
}

/** Of JSONSchemaProps of apiextensions.k8s.io/v1; the words that it has and forbids ($ref, definitions, dependencies, patternProperties) are not here. */
const allowedWords: ReadonlySet<string> = new Set(
  `additionalProperties allOf anyOf default description enum example exclusiveMaximum exclusiveMinimum externalDocs format items maxItems maxLength maximum
  maxProperties minItems minLength minimum minProperties multipleOf not nullable oneOf pattern properties required title type uniqueItems`.split(
    /\s+/,
  ),
);

function typeFaults(schema: Schema): readonly string[] {
  const { type, items, properties, required } = schema;
  const faults: string[] = [];
  const isFree = schema['x-kubernetes-int-or-string'] === true || schema['x-kubernetes-preserve-unknown-fields'] === true;
  if (type === undefined && !isFree) faults.push('there is no type');
  if (type !== undefined && !types.has(type)) faults.push(`the type ${JSON.stringify(type)} is none of an object's`);
  if (type === 'array' && items === undefined) faults.push('there is no schema of its items');
  const known = Object.keys(properties ?? {});
  for (const name of (required ?? []) as readonly string[])
    if (!known.includes(name) && schema['additionalProperties'] === undefined) faults.push(`${name} is required and not described`);
  return faults;
}

const types: ReadonlySet<unknown> = new Set(['array', 'boolean', 'integer', 'number', 'object', 'string']);
const scalarTypes: ReadonlySet<unknown> = new Set(['boolean', 'integer', 'number', 'string']);

function listFaults(schema: Schema): readonly string[] {
  const { type, items } = schema;
  const listType = schema['x-kubernetes-list-type'];
  const keys = schema['x-kubernetes-list-map-keys'] as readonly string[] | undefined;
  if (listType === undefined) return keys === undefined ? [] : ['keys of a list that is no map'];
  if (type !== 'array') return ['a list type on what is no list'];
  const item = (items ?? {}) as Schema;
  if (listType === 'set')
    return scalarTypes.has(item['type']) || isAtomic(item) ? [] : ['items of a set are neither single values nor atomic'];
  if (listType !== 'map') return listType === 'atomic' ? [] : [`${JSON.stringify(listType)} is no list type`];
  if (keys === undefined || keys.length === 0) return ['a list that is a map has no keys'];
  return keys.flatMap((key) => keyFaults(key, item));
}

function isAtomic(schema: Schema): boolean {
  return schema['x-kubernetes-map-type'] === 'atomic' || schema['x-kubernetes-list-type'] === 'atomic';
}

function keyFaults(key: string, item: Schema): readonly string[] {
  const field = ((item['properties'] ?? {}) as Record<string, Schema>)[key];
  if (field === undefined) return [`the key ${key} is no field of the items`];
  const isAlwaysThere = field['default'] !== undefined || ((item['required'] ?? []) as readonly string[]).includes(key);
  return [
    ...(scalarTypes.has(field['type']) ? [] : [`the key ${key} is no single value`]),
    ...(isAlwaysThere ? [] : [`the key ${key} may be missing: it is neither required nor has it a default`]),
  ];
}

function defaultFaults(schema: Schema, place: string): readonly string[] {
  const { default: value, type, enum: words } = schema;
  if (value === undefined) return [];
  if (place === '' || place.startsWith('.metadata')) return ['a default of the root or of metadata'];
  const found = Array.isArray(value) ? 'array' : typeof value;
  const isFitting = found === type || (found === 'number' && type === 'integer' && Number.isInteger(value));
  if (!isFitting) return [`the default ${JSON.stringify(value)} is no ${String(type)}`];
  return words === undefined || (words as readonly unknown[]).includes(value)
    ? []
    : [`the default ${JSON.stringify(value)} is none of the choices`];
}

/** Inside of a choice only values may be narrowed; what there is has to be said outside of it. */
function junctorFaults(schema: Schema): readonly string[] {
  const branches = ['allOf', 'anyOf', 'oneOf'].flatMap((word) => (schema[word] ?? []) as readonly Schema[]);
  const all = schema['not'] === undefined ? branches : [...branches, schema['not'] as Schema];
  if (schema['x-kubernetes-int-or-string'] === true && JSON.stringify(all) === intOrString) return [];
  return all.flatMap((branch) => branchFaults(branch, schema));
}

const intOrString = JSON.stringify([{ type: 'integer' }, { type: 'string' }]);

function branchFaults(branch: Schema, outside: Schema): readonly string[] {
  const described = ['description', 'type', 'default', 'additionalProperties', 'nullable'].filter((word) => branch[word] !== undefined);
  const fields = childrenOf(branch).flatMap(([step, child]) => {
    const known = childrenOf(outside).find(([name]) => name === step)?.[1];
    return known === undefined ? [`${step} stands in a choice and not outside of it`] : branchFaults(child, known);
  });
  return [...described.map((word) => `${word} stands in a choice`), ...fields];
}

function metadataFaults(schema: Schema): readonly string[] {
  const { metadata } = (schema['properties'] ?? {}) as Record<string, Schema>;
  const names = Object.keys(metadata?.['properties'] ?? {}).filter((name) => name !== 'name' && name !== 'generateName');
  return names.map((name) => `.metadata: nothing may be said of ${name}`);
}
