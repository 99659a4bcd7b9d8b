import type { ResourceClient, Draft } from '#apis/client/resource-client.ts';
import { AlreadyExistsError } from '#apis/machinery/errors.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';
import type { Random } from '#apis/machinery/random.ts';

/** A second try cannot meet the same name again but by a chance of one in two thousand million. */
const attempts = 3;

/**
 * Creates an object under a name that may be taken: what people call things is theirs, and they may call two things the same. The first of a name gets it,
 * others get a suffix. `draft` makes the object for a name.
 */
export async function createNamed<Object extends ApiObject>(
  client: ResourceClient<Object>,
  name: string,
  draft: (name: string) => Draft<Object>,
  random: Random,
): Promise<Object> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await client.create(draft(attempt === 1 ? name : `${name}-${suffix(random)}`));
    } catch (error) {
      if (!(error instanceof AlreadyExistsError) || attempt === attempts) throw error;
    }
  }
}

/** Eight hexadecimal digits. */
export function suffix(random: Random): string {
  return Buffer.from(random.bytes(4)).toString('hex');
}
