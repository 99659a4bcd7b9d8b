import type { ServerEffect } from '#apis/compute/plan.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { builtFromOf } from '#apis/infrastructure/saved-image.ts';

/** What was done to the guest of a server, from nothing but what became of its incarnations. Both are the newest first. */
export function doneBetween(before: readonly Instance[], after: readonly Instance[]): ServerEffect {
  const [was, is] = [before[0], after[0]];
  if (is === undefined) return was === undefined ? 'None' : 'Power';
  const isNew = was === undefined || is.spec.epoch > was.spec.epoch;
  if (isNew) {
    if (is.spec.machine.builtFrom === undefined) return 'Replace';
    return was === undefined ? 'Power' : 'Move';
  }
  if (builtFromOf(is.spec.machine).name !== builtFromOf(was.spec.machine).name) return 'Rebuild';
  const isRescueNew = is.spec.machine.rescueImage?.name !== was.spec.machine.rescueImage?.name;
  const isExecuting = [was, is].every(({ spec: { power } }) => power !== 'Stopped');
  if (isRescueNew && isExecuting) return 'Restart';
  if (is.spec.power !== was.spec.power) return 'Power';
  return is.metadata.generation > was.metadata.generation ? 'Live' : 'None';
}
