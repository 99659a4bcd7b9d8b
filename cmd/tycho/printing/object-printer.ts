import type { AnyObject } from '../api/any-object.ts';
import type { ApiResource } from '../api/api-resource.ts';
import { printedName } from '../api/api-resource.ts';
import type { OutputFormat } from './output-format.ts';

/** The formats that print whole objects. */
export type ObjectFormat = Exclude<OutputFormat, { readonly kind: 'Table' }>;

/** The text of one object. */
export async function objectText(object: AnyObject, resource: ApiResource, format: ObjectFormat): Promise<string> {
  return format.kind === 'Name' ? `${printedName(resource, object.metadata.name)}\n` : valueText(withoutManagedFields(object), format);
}

/** The text of several objects, as one `List`. */
export async function listText(
  objects: readonly { readonly object: AnyObject; readonly resource: ApiResource }[],
  format: ObjectFormat,
): Promise<string> {
  if (format.kind === 'Name') return objects.map(({ object, resource }) => `${printedName(resource, object.metadata.name)}\n`).join('');
  const items = objects.map(({ object }) => withoutManagedFields(object));
  return valueText({ apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } }, format);
}

/** The formats that print any value. */
export type ValueFormat = Exclude<ObjectFormat, { readonly kind: 'Name' }>;

/** The text of a value that may be no object. */
export async function valueText(value: unknown, format: ValueFormat): Promise<string> {
  switch (format.kind) {
    case 'JSON':
      return `${JSON.stringify(value, undefined, 4)}\n`;
    case 'YAML':
      return yamlText(value);
    case 'JSONPath':
      return format.template.print(value);
  }
}

/** YAML that readers of version 1.1 (kubectl among them) take as it is meant: words such as `on` and `yes` are quoted. */
export async function yamlText(value: unknown): Promise<string> {
  const { stringify } = await import('yaml');
  return stringify(value, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false, indentSeq: false });
}

/** Who set which field is bookkeeping that nobody wants to read; kubectl hides it too. */
function withoutManagedFields(object: AnyObject): AnyObject {
  if (object.metadata.managedFields === undefined) return object;
  const { managedFields: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}
