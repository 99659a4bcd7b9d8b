import { hostKind, type Host } from '#apis/infrastructure/host.ts';
import type { Comparison } from '../storage/storage.ts';
import { conflict } from '../admission/rejection.ts';
import { storageKeyOf } from '../watch-cache/object-location.ts';
import type { WatchCache } from '../watch-cache/watch-cache.ts';
import { sessionGuard } from './guards.ts';

/** A gateway's proof that it still speaks for a host. */
export interface HostSession {
  readonly hostName: string;
  readonly number: number;
}

/**
 * The comparison that makes a write fail once somebody else speaks for the host. Throws {@link ConflictError} if somebody does already.
 */
export async function sessionComparison(cache: WatchCache, session: HostSession): Promise<Comparison> {
  const known = comparisonIfInForce(cache, session);
  if (known !== undefined) return known;
  // The session may have been taken a moment ago.
  await cache.beFresh();
  const fresh = comparisonIfInForce(cache, session);
  if (fresh !== undefined) return fresh;
  throw conflict(hostKind, session.hostName, `session ${session.number} does not speak for this host any more`, [
    { reason: 'StaleSession', message: `session ${session.number} is not the one in force`, field: 'status.session.number' },
  ]);
}

function comparisonIfInForce(cache: WatchCache, { hostName, number }: HostSession): Comparison | undefined {
  const host = cache
    .of(hostKind)
    .get(storageKeyOf(hostKind, { name: hostName }))
    ?.object() as Host | undefined;
  if (host?.status?.session?.number !== number) return undefined;
  const key = sessionGuard(host.metadata.uid);
  return { key, modRevision: cache.guardRevision(key) };
}
