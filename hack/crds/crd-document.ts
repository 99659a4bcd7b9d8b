import { apiVersionOf, type Column, type KindDefinition } from '#apis/machinery/kind.ts';
import { describedWithRules } from '#cmd/api-server/openapi/openapi-document.ts';
import { openApiSchema, type OpenApiSchema } from '#cmd/api-server/openapi/openapi-schema.ts';

/** The CustomResourceDefinition of one of our kinds, of all its versions; the first is the one that is stored. Throws a RangeError without any. */
export function crdDocument(versions: readonly KindDefinition[]): object {
  const [kind] = versions;
  if (kind === undefined) throw new RangeError('a CustomResourceDefinition needs a version');
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: crdName(kind) },
    spec: {
      group: kind.group,
      names: {
        kind: kind.kind,
        listKind: `${kind.kind}List`,
        plural: kind.plural,
        singular: kind.singular,
        ...(kind.shortNames.length > 0 ? { shortNames: kind.shortNames } : {}),
        ...(kind.categories.length > 0 ? { categories: kind.categories } : {}),
      },
      scope: kind.scope,
      versions: versions.map((each, position) => versionOf(each, position === 0)),
    },
  };
}

/** `servers.compute.tycho.dev`, by which it and its file are known. */
export function crdName({ group, plural }: Pick<KindDefinition, 'group' | 'plural'>): string {
  return `${plural}.${group}`;
}

function versionOf(kind: KindDefinition, isStored: boolean): object {
  return {
    name: kind.version,
    served: true,
    storage: isStored,
    ...(kind.statusSubresource ? { subresources: { status: {} } } : {}),
    additionalPrinterColumns: [...kind.columns.map(printerColumn), ageColumn],
    schema: { openAPIV3Schema: kindSchema(kind) },
  };
}

function kindSchema(kind: KindDefinition): OpenApiSchema {
  const { properties, required, ...rest } = structural(openApiSchema(kind.fields)) as { properties: object; required?: readonly string[] };
  return {
    ...rest,
    description: describedWithRules(kind),
    required: ['apiVersion', 'kind', 'metadata', ...(required ?? [])],
    properties: {
      apiVersion: { type: 'string', description: 'The group and version of the API.', enum: [apiVersionOf(kind)] },
      kind: { type: 'string', description: 'What this object is.', enum: [kind.kind] },
      metadata: { type: 'object', ...(kind.nameFormat === 'Label' ? { properties: { name: labelName } } : {}) },
      ...properties,
    },
  };
}

/** Of metadata a definition may say no more than how names look. */
const labelName = { type: 'string', maxLength: 63, pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$' };

/**
 * Leaves out what a definition may not have: words of Kubernetes' own for its built-in kinds alone. A schema without a type, which may be anything, says so
 * in the one way that is allowed.
 */
function structural(schema: OpenApiSchema): OpenApiSchema {
  const { properties, items, additionalProperties, uniqueItems, ...rest } = schema;
  const known = Object.entries(rest).filter(([word]) => !word.startsWith('x-') || allowedExtensions.has(word));
  return {
    ...Object.fromEntries(known),
    // The one way in which it may be said of a list that nothing stands in it twice.
    ...(uniqueItems === true ? { 'x-kubernetes-list-type': 'set' } : {}),
    ...(rest['type'] === undefined && rest['x-kubernetes-int-or-string'] !== true ? { 'x-kubernetes-preserve-unknown-fields': true } : {}),
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties as Record<string, OpenApiSchema>).map(([name, field]) => [name, structural(field)]),
          ),
        }),
    ...(items === undefined ? {} : { items: structural(items as OpenApiSchema) }),
    ...(additionalProperties === undefined ? {} : { additionalProperties: structural(additionalProperties as OpenApiSchema) }),
  };
}

/** What apiextensions.k8s.io/v1 knows of them. */
export const allowedExtensions: ReadonlySet<string> = new Set([
  'x-kubernetes-embedded-resource',
  'x-kubernetes-int-or-string',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-list-type',
  'x-kubernetes-map-type',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-validations',
]);

function printerColumn({ name, type, path, description, priority }: Column): object {
  return { name, type, jsonPath: jsonPathOf(path), description, ...(priority === 0 ? {} : { priority }) };
}

/** Our `[type=Ready]` is the filter `[?(@.type=="Ready")]` there. */
function jsonPathOf(path: string): string {
  return path.replaceAll(/\[(\w+)=([^\]]+)\]/g, '[?(@.$1=="$2")]');
}

const ageColumn = { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp', description: 'How long ago it was created.' };
