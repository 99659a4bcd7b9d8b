import type { GitSyncStatus } from '#apis/gitops/git-sync.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import type { Occurrence } from '../runtime/event-recorder.ts';
import type { SyncReport } from './status.ts';
import { abridged, shortRevision } from './status.ts';

/** What people should hear of, by comparing what was written before with what is written now. */
export function verdictOccurrence(before: GitSyncStatus | undefined, after: GitSyncStatus): Occurrence | undefined {
  const [was, is] = [findCondition(before?.conditions, 'Ready'), findCondition(after.conditions, 'Ready')];
  if (
    is === undefined ||
    (was?.reason === is.reason && was.observedGeneration === is.observedGeneration && before?.observedRevision === after.observedRevision)
  )
    return undefined;
  // What is under way is over in a moment, or is told when it is not.
  if (is.status === 'Unknown') return undefined;
  return { type: is.status === 'True' ? 'Normal' : 'Warning', reason: is.reason, message: is.message };
}

/** What a look has done, one for each sort of thing. */
export function deedOccurrences({ plan, observation, outcome }: SyncReport): readonly Occurrence[] {
  const applied = [...outcome.applied.values()];
  const healed = applied.filter(({ cause }) => cause === 'Drifted');
  const made = applied.filter(({ cause }) => cause !== 'Drifted').map(({ desired: { kind, key } }) => `${kind.kind} ${key.name}`);
  const gone = plan.deletions.filter(({ id }) => outcome.deleted.has(id)).map(({ kind, object }) => `${kind.kind} ${object.metadata.name}`);
  const commit = `commit ${shortRevision(observation.revision)}`;
  const occurrences: Occurrence[] = [];
  if (made.length > 0) occurrences.push({ type: 'Normal', reason: 'Applied', message: `${commit}: applied ${abridged(made)}` });
  if (gone.length > 0) occurrences.push({ type: 'Normal', reason: 'Pruned', message: `${commit}: deleted ${abridged(gone)}` });
  if (healed.length > 0) {
    const changes = healed.flatMap(({ desired: { id, kind, key } }) =>
      (observation.drift.get(id) ?? []).map(
        ({ field, manager }) =>
          `${kind.kind} ${key.name}${field === '' ? ' was gone or could not be compared' : `: ${field} was changed by ${manager ?? 'somebody'}`}`,
      ),
    );
    occurrences.push({ type: 'Warning', reason: 'DriftHealed', message: `${commit} is true again: ${abridged(changes)}` });
  }
  return occurrences;
}
