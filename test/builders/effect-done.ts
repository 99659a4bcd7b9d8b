import type { ServerEffect } from '#apis/compute/plan.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { builtFromOf } from '#apis/infrastructure/saved-image.ts';

/** What was done to the guest of a server, from nothing but what became of its incarnations. Both are the newest first. */
export function doneBetween(before: readonly Instance[], after: readonly Instance[]): ServerEffect {
  const [was, is] = [before[0], after[0]];
  if (is === undefined) return was === undefined ? 'None' : 'Power';
  const isNew = was === undefined || is.spec.epoch > was.spec.epoch;
  // What it was there it is here.
  if (was !== undefined && isNew && is.spec.arrival?.source.instance === was.metadata.name) return 'Live';
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

/** The same of an action, which leaves a mark where the wish is what it was. */
export function doneByAction(before: readonly Instance[], after: readonly Instance[]): ServerEffect {
  const [was, is] = [before[0], after[0]];
  if (was === undefined || is === undefined || is.spec.epoch !== was.spec.epoch) return doneBetween(before, after);
  if (is.spec.reboot?.actionUID !== was.spec.reboot?.actionUID) return 'Restart';
  if (is.spec.action?.uid === was.spec.action?.uid) return doneBetween(before, after);
  switch (is.spec.action?.type) {
    case 'Rebuild':
      return 'Rebuild';
    case 'CrashDump':
      return 'Restart';
    case 'Reset':
      return was.status?.phase === 'Failed' ? 'Power' : 'None';
    default:
      return 'Live';
  }
}
