import { apiVersionOf, type ApiResource } from './api-resource.ts';
import type { ApiClient } from './api-client.ts';

/** A schema of the server's OpenAPI document, as far as this program reads it. */
export interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly 'x-tycho-effect'?: string;
  readonly 'x-kubernetes-group-version-kind'?: readonly { readonly group: string; readonly version: string; readonly kind: string }[];
}

/** The schema of a kind, with the document that its references lead into. */
export class KindSchema {
  readonly #schemas: Readonly<Record<string, Schema>>;
  readonly root: Schema | undefined;

  private constructor(schemas: Readonly<Record<string, Schema>>, resource: ApiResource) {
    this.#schemas = schemas;
    this.root = Object.values(schemas).find((schema) =>
      schema['x-kubernetes-group-version-kind']?.some(({ group, kind }) => group === resource.group && kind === resource.kind),
    );
  }

  /** Reads the document of the kind's group version. */
  static async read(resource: ApiResource, client: ApiClient): Promise<KindSchema> {
    const index = await client.json<{ readonly paths: Readonly<Record<string, { readonly serverRelativeURL: string }>> }>({
      path: '/openapi/v3',
    });
    const key = resource.group === '' ? `api/${resource.version}` : `apis/${apiVersionOf(resource)}`;
    const [path = '', query = ''] = (index.paths[key]?.serverRelativeURL ?? '').split('?');
    const document = await client.json<{ readonly components: { readonly schemas: Readonly<Record<string, Schema>> } }>({
      path,
      query: Object.fromEntries(new URLSearchParams(query)),
    });
    return new KindSchema(document.components.schemas, resource);
  }

  /** What a schema stands for, its own words kept. */
  resolved(schema: Schema | undefined): Schema | undefined {
    const reference = schema?.$ref ?? schema?.allOf?.[0]?.$ref;
    if (schema === undefined || reference === undefined) return schema;
    const { $ref: _reference, allOf: _all, ...own } = schema;
    return { ...this.#schemas[reference.split('/').at(-1) ?? ''], ...own };
  }

  /** The fields below a schema: those of its items if it is a list. */
  fieldsOf(schema: Schema | undefined): Readonly<Record<string, Schema>> {
    const here = this.resolved(schema);
    const inside = here?.items === undefined ? here : this.resolved(here.items);
    return inside?.properties ?? {};
  }

  /** As kubectl writes types: `<[]string>`. */
  typeOf(schema: Schema | undefined): string {
    const here = this.resolved(schema);
    if (here?.type === 'array') return `[]${this.typeOf(here.items)}`;
    if (here?.type === 'object' && here.properties === undefined && typeof here.additionalProperties === 'object')
      return `map[string]${this.typeOf(here.additionalProperties)}`;
    return here?.properties !== undefined || here?.type === 'object' ? 'Object' : (here?.type ?? 'any');
  }
}
