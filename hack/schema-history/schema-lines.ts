/** The part of JSON Schema that our kinds use. */
export interface SchemaNode {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly items?: SchemaNode;
}

/** One promise of the interface that may have been stored or sent. A subject keeps its meaning for ever. */
export interface HistoryLine {
  /** `servers.compute.tycho.dev/v1alpha1 spec.flavor`, or `tycho.nodeagent.v1.Hello 1`. */
  readonly subject: string;
  /** `string`, or `host_uid string` for a field number. */
  readonly meaning: string;
}

/** A line for each field below `schema`, and one for each word that an enumeration allows. */
export function schemaLines(schema: SchemaNode, subject: string, path = ''): HistoryLine[] {
  const own = path === '' ? [] : [{ subject: `${subject} ${path}`, meaning: schema.type ?? 'any' }];
  const words = (schema.enum ?? []).map((word) => ({ subject: `${subject} ${path}=${String(word)}`, meaning: 'word' }));
  const fields = Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
    schemaLines(field, subject, path === '' ? name : `${path}.${name}`),
  );
  const items = schema.items === undefined ? [] : schemaLines(schema.items, subject, `${path}[]`);
  const values = typeof schema.additionalProperties === 'object' ? schemaLines(schema.additionalProperties, subject, `${path}{}`) : [];
  return [...own, ...words, ...fields, ...items, ...values];
}
