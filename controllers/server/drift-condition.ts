import type { Instance } from '#apis/infrastructure/instance.ts';
import type { ConditionUpdate } from '#apis/machinery/condition.ts';

/** Says of a server that somebody changed its guest on the host. */
export const driftedCondition = 'Drifted';

/**
 * True while something of the guest is not as it was made. False once all of it is as declared again, for as long as its host remembers what it was;
 * undefined when there never was anything.
 */
export function driftCondition({ spec, status }: Instance): Omit<ConditionUpdate, 'observedGeneration'> | undefined {
  const drift = status?.drift ?? [];
  const open = drift.filter(({ healedAt }) => healedAt === undefined);
  if (open.length > 0) {
    const isReported = spec.driftPolicy === 'Report';
    const words = open.map(({ message, since }) => `${message} (first seen ${since})`).join('; ');
    const remedy = isReported
      ? 'the drift policy is Report, so it is left; set spec.driftPolicy to Heal to have it undone'
      : 'it is being undone, as far as the run policy has it';
    return { type: driftedCondition, status: 'True', reason: isReported ? 'Reported' : 'Healing', message: `${words}; ${remedy}` };
  }
  const last = drift.at(-1);
  if (last === undefined) return undefined;
  return {
    type: driftedCondition,
    status: 'False',
    reason: 'Healed',
    message: `${last.message} (first seen ${last.since}); as declared again since ${last.healedAt}`,
  };
}
