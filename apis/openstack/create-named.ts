import type { Draft, ResourceClient } from '../client/resource-client.ts';
import { AlreadyExistsError } from '../machinery/errors.ts';
import type { ApiObject } from '../machinery/object-meta.ts';
import { nameSuffix, type Random } from '../machinery/random.ts';

/** Longest name that is made of what somebody calls an object; a suffix for others of the same name has room behind it. */
const longest = 50;

/** The name of an object that people call `displayName`: as near to it as RFC 1123 allows. */
export function objectNameOf(displayName: string, fallback: string): string {
  const name = displayName
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replaceAll(/^-+|-+$/g, '');
  return name === '' ? fallback : name;
}

/** Another suffix meets a name that is taken once in ten thousand million times. */
const attempts = 3;
/** Of what makes a name unlike others that begin with it. */
export const suffixLength = 8;

/**
 * Creates an object under a name that may be taken, for people may call two things the same: the first gets the name, others get a suffix. `draft` makes the
 * object for a name.
 */
export async function createNamed<Object extends ApiObject>(
  client: Pick<ResourceClient<Object>, 'create'>,
  name: string,
  draft: (name: string) => Draft<Object>,
  random: Random,
): Promise<Object> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await client.create(draft(attempt === 1 ? name : `${name}-${nameSuffix(random, suffixLength)}`));
    } catch (error) {
      if (!(error instanceof AlreadyExistsError) || attempt === attempts) throw error;
    }
  }
}
