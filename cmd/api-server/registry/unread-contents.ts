import { namespaceKind } from '#apis/kubernetes/core.ts';
import { groupResourceOf, type KindDefinition } from '#apis/machinery/kind.ts';
import { forbidden, someOf, unreadOption } from '../admission/rejection.ts';
import { CachedObject } from '../watch-cache/cached-object.ts';
import { rangeOf } from '../watch-cache/object-location.ts';
import type { RegistryParts } from './registry-parts.ts';
import { readItem } from './unreadable-item.ts';

/**
 * What nobody can read is in no list, so whoever empties a namespace does not see it; a later namespace of that name would have it as soon as it could be
 * read again. Throws {@link ForbiddenError} with the names while a namespace holds any. Costs nothing where all could be read.
 */
export async function refuseUnreadContents(
  kind: KindDefinition,
  namespace: string,
  { cache, committer }: Pick<RegistryParts, 'cache' | 'committer'>,
): Promise<void> {
  if (groupResourceOf(kind) !== groupResourceOf(namespaceKind) || cache.counters.unreadable === 0) return;
  const found: string[] = [];
  for (const objects of cache.kinds) {
    if (objects.kind.scope !== 'Namespaced') continue;
    const range = rangeOf(objects.kind, namespace);
    for (const item of await committer.storedIn(range)) {
      if (readItem(cache, objects, item) instanceof CachedObject) continue;
      found.push(`${groupResourceOf(objects.kind)} "${item.key.slice(range.start.length)}"`);
    }
  }
  if (found.length === 0) return;
  throw forbidden(
    kind,
    namespace,
    `it holds what cannot be read: ${someOf(found)}; mend that, or delete each unread with ?${unreadOption}=true`,
  );
}
