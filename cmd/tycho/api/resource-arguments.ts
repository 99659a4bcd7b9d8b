import { CommandFailure, UsageFailure } from '../command-failure.ts';
import type { ApiConnection } from '../session.ts';
import type { ApiResource, ResourceAddress } from './api-resource.ts';

/** Which objects a command is about. */
export type Selection =
  /** Exactly these. */
  | { readonly kind: 'Named'; readonly addresses: readonly Required<Pick<ResourceAddress, 'resource' | 'name'>>[] }
  /** All of these types that the selectors let through. */
  | { readonly kind: 'Listed'; readonly resources: readonly ApiResource[] };

/**
 * Reads the forms that kubectl has: `TYPE`, `TYPE,TYPE`, `TYPE NAME…`, `TYPE/NAME…`. Throws a {@link CommandFailure}.
 */
export async function parseSelection(words: readonly string[], connection: Pick<ApiConnection, 'resources'>): Promise<Selection> {
  const [types = '', ...names] = words;
  if (words.some((word) => word.includes('/'))) return { kind: 'Named', addresses: await pairs(words, connection) };
  const resources = await typesOf(types, connection);
  if (names.length === 0) return { kind: 'Listed', resources };
  return { kind: 'Named', addresses: names.flatMap((name) => resources.map((resource) => ({ resource, name }))) };
}

/** The namespace part of an address: none for cluster-scoped types. */
export function namespaceFor(resource: ApiResource, namespace: string | undefined): { readonly namespace?: string } {
  return resource.isNamespaced && namespace !== undefined ? { namespace } : {};
}

async function typesOf(types: string, connection: Pick<ApiConnection, 'resources'>): Promise<readonly ApiResource[]> {
  const words = types.split(',').filter((word) => word !== '');
  if (words.length === 0) throw new UsageFailure('say of which type, as `servers` or `server/NAME`');
  const found: ApiResource[] = [];
  for (const word of words) {
    for (const resource of await connection.resources.named(word)) if (!found.includes(resource)) found.push(resource);
  }
  return found;
}

async function pairs(
  words: readonly string[],
  connection: Pick<ApiConnection, 'resources'>,
): Promise<{ resource: ApiResource; name: string }[]> {
  const addresses: { resource: ApiResource; name: string }[] = [];
  for (const word of words) {
    const [type = '', name = '', ...rest] = word.split('/');
    if (type === '' || name === '' || rest.length > 0)
      throw new UsageFailure(`"${word}" is not TYPE/NAME, and TYPE/NAME cannot be mixed with other forms`);
    const [resource, second] = await connection.resources.named(type);
    if (resource === undefined || second !== undefined) throw new CommandFailure(`"${word}": ${type} stands for several types; name one`);
    addresses.push({ resource, name });
  }
  return addresses;
}
