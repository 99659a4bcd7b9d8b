import { consoleSchema } from '#apis/compute/console.ts';
import { imageLinkSchema } from '#apis/compute/image-link.ts';
import { tokenRequestSchema } from '#apis/kubernetes/service-account.ts';
import { placementSchema } from '#apis/infrastructure/instance.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ServedGroupVersion } from '../resources/served-resource.ts';
import { listMetaName, machinerySchemas, objectMetaName, reference, typeMetaProperties } from './machinery-schemas.ts';
import { pathsOf } from './openapi-paths.ts';
import { openApiSchema, type OpenApiSchema } from './openapi-schema.ts';

/** The OpenAPI 3.0 document of one group version, from the schemas of its kinds. */
export function openApiDocument(groupVersion: ServedGroupVersion, { productVersion }: { readonly productVersion: string }): object {
  const paths: Record<string, object> = {};
  const schemas: Record<string, OpenApiSchema> = { ...machinerySchemas };
  for (const resource of groupVersion.resources) {
    const { kind } = resource;
    Object.assign(paths, pathsOf(resource, schemaNameOf));
    schemas[schemaNameOf(kind)] = kindSchema(kind);
    if (resource.verbs.includes('list')) schemas[`${schemaNameOf(kind)}List`] = listSchema(kind);
    for (const { name, kind: body } of resource.subresources)
      if (bodies.has(name)) schemas[schemaNameOf(body)] = bodySchema(body, bodies.get(name)!);
  }
  return { openapi: '3.0.0', info: { title: 'Tycho', version: productVersion }, paths, components: { schemas: sorted(schemas) } };
}

type KindName = Pick<KindDefinition, 'group' | 'version' | 'kind'>;

/**
 * Under which name clients look for the schema of a kind: `dev.tycho.compute.v1alpha1.Server`. Kubernetes' own kinds have the names that its clients
 * know, by the first word of the group.
 */
export function schemaNameOf({ group, version, kind }: KindName): string {
  const isKubernetes = group === '' || group.endsWith('.k8s.io');
  const prefix = isKubernetes ? `io.k8s.api.${group.split('.')[0] || 'core'}` : group.split('.').toReversed().join('.');
  return `${prefix}.${version}.${kind}`;
}

/** What a kind is, and what is checked of it beyond its schema. */
export function describedWithRules({ description, rules }: Pick<KindDefinition, 'description' | 'rules'>): string {
  return rules.length === 0 ? description : `${description} Checked beyond this schema: ${rules.join(' ')}`;
}

function kindSchema(kind: KindDefinition): OpenApiSchema {
  const { properties, required, ...fields } = openApiSchema(kind.fields) as {
    properties: Record<string, OpenApiSchema>;
    required?: readonly string[];
  };
  return {
    ...fields,
    description: describedWithRules(kind),
    ...(required === undefined ? {} : { required }),
    properties: { ...typeMetaProperties, metadata: reference(objectMetaName, 'Identity and bookkeeping.'), ...properties },
    'x-kubernetes-group-version-kind': [kindNameOf(kind)],
  };
}

function listSchema(kind: KindDefinition): OpenApiSchema {
  return {
    type: 'object',
    description: `Several of ${kind.plural}.`,
    required: ['items'],
    properties: {
      ...typeMetaProperties,
      metadata: reference(listMetaName, 'What is true of the list as a whole.'),
      items: { type: 'array', items: reference(schemaNameOf(kind)) },
    },
    'x-kubernetes-group-version-kind': [{ ...kindNameOf(kind), kind: `${kind.kind}List` }],
  };
}

const imageLinkWords = 'A URL for the bytes of an image, good for one use. Never stored.';

/** What is sent to subresources and never stored. */
const bodies: ReadonlyMap<string, { readonly schema: object; readonly description: string }> = new Map([
  ['placement', { schema: placementSchema, description: 'The choice of a host for a server. Never stored.' }],
  ['upload', { schema: imageLinkSchema, description: imageLinkWords }],
  ['download', { schema: imageLinkSchema, description: imageLinkWords }],
  ['token', { schema: tokenRequestSchema, description: 'A token of a service account. Never stored.' }],
  ['console', { schema: consoleSchema, description: 'A live console of a server, which is opened once. Never stored.' }],
]);

function bodySchema(
  name: KindName,
  { schema: source, description }: { readonly schema: object; readonly description: string },
): OpenApiSchema {
  const { properties, ...schema } = openApiSchema(source) as { properties: Record<string, OpenApiSchema> };
  return {
    ...schema,
    description,
    properties: { ...properties, ...typeMetaProperties },
    'x-kubernetes-group-version-kind': [kindNameOf(name)],
  };
}

function kindNameOf({ group, version, kind }: KindName): KindName {
  return { group, version, kind };
}

function sorted<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1)));
}
