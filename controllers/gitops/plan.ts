import { gitSyncKind, maximumGitSyncObjects, pruneAnnotation, type GitSync } from '#apis/gitops/git-sync.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ApplySet } from './apply-set.ts';
import { rankOf, waveOfMember } from './order.ts';
import { appliedNote, type DesiredObject } from './desired-objects.ts';
import type { ObservedObject } from './health.ts';
import { appliedFields, contentHash, fieldsHash, type ChangedField } from './managed-fields.ts';

/** An object that carries the mark of this GitSync. */
export interface Member {
  readonly id: string;
  readonly kind: KindDefinition;
  readonly object: ObservedObject;
}

/** All that is decided from. */
export interface SyncObservation {
  readonly sync: GitSync;
  /** The commit that the desired objects are of. */
  readonly revision: string;
  readonly applySet: ApplySet;
  readonly desired: readonly DesiredObject[];
  readonly members: ReadonlyMap<string, Member>;
  /** By id: what somebody changed of an object since it was applied from here. */
  readonly drift: ReadonlyMap<string, readonly ChangedField[]>;
  /** By uid: sets of fields that are right although the object's own note says another. */
  readonly acceptedFields: ReadonlyMap<string, string>;
}

export interface SyncPlan {
  /** Names the commit and the deletions; what a confirmation says back. */
  readonly hash: string;
  readonly revision: string;
  /** In the order in which they are applied; each waits until the one before it is healthy. */
  readonly waves: readonly Wave[];
  /** In the order in which they go, once everything is applied. */
  readonly deletions: readonly Member[];
  readonly confirmation: 'NotNeeded' | 'Waiting' | 'Confirmed';
  /** Not in the repository, and to stay all the same. */
  readonly kept: readonly Member[];
  /** Drifted, and only reported. */
  readonly leftAlone: readonly DesiredObject[];
  readonly unchangedCount: number;
}

export interface Wave {
  readonly number: number;
  /** Everything of this wave, so that its health can be told. */
  readonly objects: readonly DesiredObject[];
  /** What is to be applied, prerequisites first; the members of a step side by side. */
  readonly steps: readonly (readonly Apply[])[];
}

export interface Apply {
  readonly desired: DesiredObject;
  readonly cause: 'New' | 'Changed' | 'Drifted';
  /** Whether fields may be taken from others: by the declared force, or because they were taken from us. */
  readonly force: boolean;
}

/**
 * The invariant of this loop: what is in the folder of the commit is applied, and what this GitSync applied earlier and is not in there any more goes, if
 * pruning is wished for and nobody has to confirm it. Nothing is ever deleted that does not carry the mark of this GitSync and fields that it applied.
 */
export function planSync(observation: SyncObservation): SyncPlan {
  const { sync, revision, desired, members } = observation;
  const desiredIDs = new Set(desired.map(({ id }) => id));
  const isReportOnly = sync.spec.driftPolicy === 'Report';
  const applies = new Map<string, Apply>();
  const leftAlone: DesiredObject[] = [];
  for (const each of desired) {
    const cause = causeToApply(each, observation);
    if (cause === undefined) continue;
    if (cause === 'Drifted' && isReportOnly) leftAlone.push(each);
    else applies.set(each.id, { desired: each, cause, force: sync.spec.force || (cause === 'Drifted' && members.has(each.id)) });
  }
  const absent = [...members.values()].filter(({ id }) => !desiredIDs.has(id));
  const [deletions, kept] = divided(absent, (member) => mayGo(member, observation));
  return {
    ...decideDeletions(observation, deletions.toSorted(lastAppliedFirst)),
    revision,
    waves: wavesOf(desired, applies),
    kept,
    leftAlone,
    unchangedCount: desired.length - applies.size - leftAlone.length,
  };
}

/** Whether somebody has taken fields from us, by the object's own word. Which ones, and whether they say something else, has to be looked up. */
export function hasLostFields(
  { hash }: DesiredObject,
  { object }: Member,
  { applySet, acceptedFields }: Pick<SyncObservation, 'applySet' | 'acceptedFields'>,
): boolean {
  if (object.metadata.deletionTimestamp !== undefined) return false;
  const note = appliedNote(object.metadata.annotations);
  const held = fieldsHash(appliedFields(object, applySet.fieldManager));
  return note?.hash === hash && note.fields !== held && (held === undefined || acceptedFields.get(object.metadata.uid) !== held);
}

function causeToApply(desired: DesiredObject, observation: SyncObservation): Apply['cause'] | undefined {
  const member = observation.members.get(desired.id);
  const hasDrifted = observation.drift.has(desired.id);
  if (member === undefined) return hasDrifted ? 'Drifted' : 'New';
  // It goes first, and is made anew when it is gone.
  if (member.object.metadata.deletionTimestamp !== undefined) return undefined;
  if (appliedNote(member.object.metadata.annotations)?.hash !== desired.hash) return 'Changed';
  return hasDrifted ? 'Drifted' : undefined;
}

/** Our mark alone can be put on by anybody: the fields say whether we ever applied it. */
function mayGo({ kind, object }: Member, { sync, applySet }: SyncObservation): boolean {
  const { metadata } = object;
  const isItself = kind.kind === gitSyncKind.kind && kind.group === gitSyncKind.group && metadata.uid === sync.metadata.uid;
  return (
    sync.spec.prune &&
    !isItself &&
    metadata.deletionTimestamp === undefined &&
    metadata.annotations?.[pruneAnnotation] !== 'Disabled' &&
    appliedFields(object, applySet.fieldManager) !== undefined
  );
}

/**
 * A confirmation is of a certain set of objects, and of a part of it when the rest is gone already: while it is being carried out the plan keeps the hash
 * that was confirmed.
 */
function decideDeletions(
  { sync, revision, members }: SyncObservation,
  deletions: readonly Member[],
): Pick<SyncPlan, 'hash' | 'deletions' | 'confirmation'> {
  const uids = deletions.map(({ object }) => object.metadata.uid);
  const hash = contentHash({ sync: sync.metadata.uid, revision, deletions: uids.toSorted() });
  const { plan, objects = [] } = sync.status ?? {};
  if (uids.length === 0) return { hash, deletions, confirmation: 'NotNeeded' };
  if (sync.spec.confirmPlan === hash) return { hash, deletions, confirmation: 'Confirmed' };
  const confirmed = new Set(objects.filter(({ result }) => result === 'PruneWaits').map(({ uid }) => uid));
  const isPartOfConfirmed =
    plan !== undefined && plan.hash === sync.spec.confirmPlan && plan.revision === revision && uids.every((uid) => confirmed.has(uid));
  if (isPartOfConfirmed) return { hash: plan.hash, deletions, confirmation: 'Confirmed' };
  const presentCount = [...members.values()].filter(({ object }) => object.metadata.deletionTimestamp === undefined).length;
  return { hash, deletions, confirmation: uids.length <= budgetOf(sync, presentCount) ? 'NotNeeded' : 'Waiting' };
}

/** How many of so many may go without a word of anybody. */
function budgetOf({ spec: { deletionBudget } }: GitSync, presentCount: number): number {
  const { count, percent } = deletionBudget ?? {};
  if (count === undefined && percent === undefined) return presentCount - 1;
  return Math.min(count ?? maximumGitSyncObjects, percent === undefined ? presentCount : Math.floor((presentCount * percent) / 100));
}

function wavesOf(desired: readonly DesiredObject[], applies: ReadonlyMap<string, Apply>): readonly Wave[] {
  const byNumber = Map.groupBy(desired, ({ wave }) => wave);
  return [...byNumber]
    .toSorted(([one], [other]) => one - other)
    .map(([number, objects]) => ({ number, objects, steps: stepsOf(objects, applies) }));
}

function stepsOf(objects: readonly DesiredObject[], applies: ReadonlyMap<string, Apply>): Wave['steps'] {
  const due = objects.flatMap(({ id }) => applies.get(id) ?? []);
  const byRank = Map.groupBy(due, ({ desired }) => rankOf(desired.kind));
  return [...byRank].toSorted(([one], [other]) => one - other).map(([, step]) => step);
}

function lastAppliedFirst(one: Member, other: Member): number {
  return waveOfMember(other.object) - waveOfMember(one.object) || rankOf(other.kind) - rankOf(one.kind) || (one.id < other.id ? -1 : 1);
}

function divided<Item>(items: readonly Item[], test: (item: Item) => boolean): readonly [Item[], Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
