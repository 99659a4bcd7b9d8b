import type { Informer } from '#apis/client/informer.ts';
import type { MergePatch, ResourceClient } from '#apis/client/resource-client.ts';
import { ConflictError } from '#apis/machinery/errors.ts';
import { keyOf, type ApiObject } from '#apis/machinery/object-meta.ts';

/** How often a change is made anew that somebody else came before. */
const attempts = 5;

/**
 * Changes an object by what stands in it: where somebody else came before, the change is decided anew on what they left. The answer is taken into the copy at
 * once. `patchOf` returns undefined when there is nothing to do, and may throw a refusal.
 */
export async function changeObject<Object extends ApiObject>(
  client: Pick<ResourceClient<Object>, 'get' | 'patch'>,
  informer: Pick<Informer<Object>, 'absorb'>,
  object: Object,
  patchOf: (current: Object) => MergePatch | undefined,
): Promise<Object> {
  const key = keyOf(object);
  let current = object;
  for (let attempt = 1; ; attempt += 1) {
    const patch = patchOf(current);
    if (patch === undefined) return current;
    const { uid, resourceVersion } = current.metadata;
    try {
      const changed = await client.patch(key, {
        ...patch,
        metadata: { ...(patch['metadata'] as object | undefined), uid, resourceVersion },
      });
      informer.absorb(changed);
      return changed;
    } catch (error) {
      if (!(error instanceof ConflictError) || attempt === attempts) throw error;
      current = await client.get(key);
    }
  }
}
