import type { Quota, QuotaStatus } from '#apis/compute/quota.ts';
import type { ServerGroup, ServerGroupStatus } from '#apis/compute/server-group.ts';
import type { Server } from '#apis/compute/server.ts';
import { isCountedBy, limitsOf, shortName, usageOf, usedOf } from '#apis/infrastructure/quota-use.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ApiObject } from '#apis/machinery/object-meta.ts';

/*
 * Invariant: a Quota's status says what its project uses of what it limits, and a ServerGroup's who belongs to it. Both are reports: nothing is ever
 * decided on them.
 */

/** What a Quota is to say, given the objects of its namespace that count. Pure. */
export function quotaStatus(
  { metadata, spec }: Quota,
  objects: Iterable<{ readonly kind: KindDefinition; readonly object: ApiObject }>,
): QuotaStatus {
  const usage = usageOf(ofUser(spec, objects));
  const limits = limitsOf(spec);
  const summary = Object.entries(limits)
    .map(([name, limit]) => `${shortName(name)}: ${usage[name] ?? 0}/${limit}`)
    .join(', ');
  return { observedGeneration: metadata.generation, used: usedOf({ spec }, usage), ...(summary === '' ? {} : { summary }) };
}

function* ofUser<Counted extends { readonly kind: KindDefinition; readonly object: ApiObject }>(
  spec: Quota['spec'],
  objects: Iterable<Counted>,
): Generator<Counted> {
  for (const each of objects) if (isCountedBy(spec, each.kind, each.object)) yield each;
}

/** What a ServerGroup is to say. A server that is being deleted belongs to it no more. Pure. */
export function serverGroupStatus({ metadata, status }: ServerGroup, servers: readonly Server[]): ServerGroupStatus {
  const names = servers.filter((server) => server.metadata.deletionTimestamp === undefined).map((server) => server.metadata.name);
  return {
    ...status,
    observedGeneration: metadata.generation,
    memberCount: names.length,
    members: names.toSorted().slice(0, maximumListedMembers),
  };
}

/** So that the record of a group stays small whatever its size. */
const maximumListedMembers = 1_000;
