import { ApiError } from '#apis/machinery/errors.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { formatKey, keyOf, type ApiObject } from '#apis/machinery/object-meta.ts';
import type { WatchCache } from '../watch-cache/watch-cache.ts';
import { numberedKinds, numberOf } from './object-numbers.ts';
import type { Registry } from './registry.ts';

/**
 * Gives numbers to objects that an earlier release made without, the oldest first, by a write that changes nothing else. Several api-servers may do so at
 * once. One that cannot be written now gets its number with its next write.
 */
export async function numberOlder(cache: WatchCache, registry: Pick<Registry, 'mergePatch'>, logger: Logger): Promise<void> {
  for (const kind of numberedKinds) {
    for (const object of olderOf(kind, cache)) {
      try {
        await registry.mergePatch(
          kind,
          keyOf(object),
          { metadata: { uid: object.metadata.uid } },
          { dryRun: false, fieldValidation: 'Ignore', fieldManager: 'tycho-api-server', user: 'system:apiserver', subresource: 'status' },
        );
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        logger.warn({ kind: kind.kind, object: formatKey(keyOf(object)), error }, 'object could not be given its number');
      }
    }
  }
}

function olderOf(kind: KindDefinition, cache: WatchCache): readonly ApiObject[] {
  return cache
    .of(kind)
    .objects()
    .map((each) => each.object())
    .filter((object) => numberOf(object) === undefined)
    .toSorted((one, other) => (one.metadata.creationTimestamp < other.metadata.creationTimestamp ? -1 : 1));
}
