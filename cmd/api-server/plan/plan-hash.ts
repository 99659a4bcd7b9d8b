import { createHash } from 'node:crypto';
import type { PlannedObject, PlanSpec, PlanStatus } from '#apis/compute/plan.ts';
import { canonicalJSON } from '#apis/machinery/canonical-json.ts';
import { without } from '#apis/machinery/plain-value.ts';

/** An object that a plan was made from, as it was. */
export interface PlanReading {
  readonly key: string;
  readonly uid: string;
  /** What stands for its declared state: the generation, or the resourceVersion where there is none. */
  readonly version: string;
}

/**
 * A checksum over what was asked, what was read and what would come of it. What only a status says, as the time of an agent's report, counts as far as it
 * changes the outcome, and of a placement only whether there is one: a plan that a person has to confirm would never hold otherwise.
 */
export function planHash(spec: PlanSpec, readings: readonly PlanReading[], outcome: Pick<PlanStatus, 'objects' | 'quotas'>): string {
  const read = readings.toSorted((one, other) => (one.key < other.key ? -1 : 1));
  const objects = outcome.objects.map(withoutMoments);
  return createHash('sha256')
    .update(canonicalJSON({ spec, read, objects, quotas: outcome.quotas }))
    .digest('hex');
}

function withoutMoments(object: PlannedObject): object {
  const { server } = object;
  const rest = without(object, ['resourceVersion', 'server']);
  return server === undefined ? rest : { ...rest, server: { ...server, placement: server.placement?.fits } };
}
