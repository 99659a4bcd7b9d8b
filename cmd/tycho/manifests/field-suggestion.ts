import type { ApiClient } from '../api/api-client.ts';
import type { ApiResource } from '../api/api-resource.ts';
import { KindSchema } from '../api/kind-schema.ts';
import { closestWord } from '../closest-word.ts';

/** What to write instead of a field that the server does not know, or undefined when that cannot be told. Reads the server's OpenAPI document. */
export async function suggestField(field: string, resource: ApiResource, client: ApiClient): Promise<string | undefined> {
  try {
    const schemas = await KindSchema.read(resource, client);
    const path = [...field.matchAll(/[^.[\]]+/g)].map(([part]) => part).filter((part) => !/^\d+$/.test(part));
    const wrong = path.pop() ?? '';
    let schema = schemas.root;
    for (const part of path) schema = schemas.fieldsOf(schema)[part];
    const siblings = Object.keys(schemas.fieldsOf(schema));
    const guess = closestWord(wrong, siblings);
    if (guess !== undefined) return `did you mean "${guess}"?`;
    return siblings.length === 0 ? undefined : `there is ${siblings.join(', ')}`;
  } catch {
    // A suggestion is a courtesy: without the document the complaint stands as it is.
    return undefined;
  }
}
