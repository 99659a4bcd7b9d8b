import type { ApiClient } from '../api/api-client.ts';
import { apiVersionOf, type ApiResource } from '../api/api-resource.ts';
import { closestWord } from '../closest-word.ts';

/** What to write instead of a field that the server does not know, or undefined when that cannot be told. Reads the server's OpenAPI document. */
export async function suggestField(field: string, resource: ApiResource, client: ApiClient): Promise<string | undefined> {
  try {
    const document = await documentOf(resource, client);
    const path = [...field.matchAll(/[^.[\]]+/g)].map(([part]) => part);
    const wrong = path.pop() ?? '';
    const siblings = fieldsAt(document, rootSchema(document, resource), path);
    const guess = closestWord(wrong, siblings);
    if (guess !== undefined) return `did you mean "${guess}"?`;
    return siblings.length === 0 ? undefined : `there is ${siblings.join(', ')}`;
  } catch {
    // A suggestion is a courtesy: without the document the complaint stands as it is.
    return undefined;
  }
}

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly 'x-kubernetes-group-version-kind'?: readonly { readonly group: string; readonly version: string; readonly kind: string }[];
}

interface OpenAPIDocument {
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

async function documentOf(resource: ApiResource, client: ApiClient): Promise<OpenAPIDocument> {
  const index = await client.json<{ readonly paths: Readonly<Record<string, { readonly serverRelativeURL: string }>> }>({
    path: '/openapi/v3',
  });
  const key = resource.group === '' ? `api/${resource.version}` : `apis/${apiVersionOf(resource)}`;
  const [path = '', query = ''] = (index.paths[key]?.serverRelativeURL ?? '').split('?');
  return client.json<OpenAPIDocument>({ path, query: Object.fromEntries(new URLSearchParams(query)) });
}

function rootSchema(document: OpenAPIDocument, resource: ApiResource): Schema | undefined {
  return Object.values(document.components.schemas).find((schema) =>
    schema['x-kubernetes-group-version-kind']?.some(({ group, kind }) => group === resource.group && kind === resource.kind),
  );
}

function fieldsAt(document: OpenAPIDocument, root: Schema | undefined, path: readonly string[]): readonly string[] {
  let schema = resolved(document, root);
  for (const part of path) schema = resolved(document, /^\d+$/.test(part) ? schema?.items : schema?.properties?.[part]);
  return Object.keys(schema?.properties ?? {});
}

function resolved(document: OpenAPIDocument, schema: Schema | undefined): Schema | undefined {
  const reference = schema?.$ref ?? schema?.allOf?.[0]?.$ref;
  return reference === undefined ? schema : document.components.schemas[reference.split('/').at(-1) ?? ''];
}
