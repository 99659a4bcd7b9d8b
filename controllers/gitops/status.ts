import { maximumListedObjects, type GitSync, type GitSyncDrift, type GitSyncObject, type GitSyncStatus } from '#apis/gitops/git-sync.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { timestamp } from '#apis/machinery/condition.ts';
import { healthy, withHealth, type Health } from '#apis/machinery/health.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { ObjectKey } from '#apis/machinery/object-meta.ts';
import { without } from '#apis/machinery/plain-value.ts';
import type { Outcome } from './apply.ts';
import { desiredObjectsHash, type DesiredObject } from './desired-objects.ts';
import type { Member, SyncObservation, SyncPlan } from './plan.ts';

/** The status with what is to be said of the GitSync, and with everything else as it was. */
export function withVerdict(sync: GitSync, status: GitSyncStatus, health: Health, clock: Pick<Clock, 'now'>): GitSyncStatus {
  const observedGeneration = sync.metadata.generation;
  const { message } = health;
  const short = message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message;
  return {
    ...status,
    observedGeneration,
    conditions: withHealth(status.conditions ?? [], { ...health, message: short }, observedGeneration, clock),
  };
}

const longestMessage = 1000;

/** What is told of a look that came to a plan. */
export interface SyncReport {
  readonly sync: GitSync;
  readonly observation: SyncObservation;
  readonly plan: SyncPlan;
  readonly outcome: Outcome;
  /** As they are after the plan was carried out. */
  readonly members: ReadonlyMap<string, Member>;
  /** Whether a wave has been waited for longer than is allowed. */
  readonly isOverdue: boolean;
}

/** The whole status after a plan was carried out as far as it went. */
export function reportedStatus(report: SyncReport, clock: Pick<Clock, 'now'>): GitSyncStatus {
  const { sync, observation, plan, outcome, members } = report;
  const { revision, desired } = observation;
  const isGood = outcome.end.kind === 'Done' && plan.confirmation !== 'Waiting' && plan.leftAlone.length === 0;
  const before = sync.status ?? {};
  const applyCount = plan.waves.reduce((sum, { steps }) => sum + steps.flat().length, 0);
  const hasWork = applyCount > 0 || plan.deletions.length > 0;
  const status: GitSyncStatus = {
    ...without(before, ['drift']),
    observedRevision: revision,
    ...(outcome.isWhole ? { appliedRevision: revision, appliedObjectsHash: desiredObjectsHash(desired) } : {}),
    ...(isGood ? { lastGoodRevision: revision } : {}),
    ...(hasWork
      ? { plan: { hash: plan.hash, revision, applyCount, deletionCount: plan.deletions.length, unchangedCount: plan.unchangedCount } }
      : {}),
    objectCount: desired.filter(({ id }) => members.has(id)).length,
    ...(outcome.end.kind === 'Rejected' ? { objects: before.objects ?? [] } : listing(objectsOf(report))),
    ...driftOf(report, clock),
  };
  return withVerdict(sync, status, verdictOf(report), clock);
}

function verdictOf(report: SyncReport): Health {
  const { observation, plan, outcome, isOverdue, sync } = report;
  const commit = `commit ${shortRevision(observation.revision)}`;
  switch (outcome.end.kind) {
    case 'Rejected': {
      const stays =
        sync.status?.appliedRevision === undefined
          ? 'nothing was changed'
          : `commit ${shortRevision(sync.status.appliedRevision)} stays as it is`;
      return {
        ready: 'False',
        reason: 'Rejected',
        message: `${commit} was tried and is refused, ${stays}: ${listed(outcome.failures, report)}`,
        outlook: 'Stalled',
      };
    }
    case 'Failed':
      return {
        ready: 'False',
        reason: 'ApplyFailed',
        message: `${commit} could not be applied whole, and is tried again: ${listed(outcome.failures, report)}`,
        outlook: 'Reconciling',
      };
    case 'Waiting':
    case 'Done':
      break;
  }
  if (plan.confirmation === 'Waiting' && outcome.isWhole) return confirmationVerdict(commit, plan);
  if (outcome.end.kind === 'Waiting') {
    const message = `${commit}, wave ${waitedFor(report)}: ${listed(outcome.unhealthy, report)}`;
    if (!isOverdue) return { ready: 'Unknown', reason: 'Progressing', message, outlook: 'Reconciling' };
    return {
      ready: 'False',
      reason: 'HealthTimeout',
      message: `${message}; this takes longer than ${sync.spec.healthTimeoutSeconds} s`,
      outlook: 'Stalled',
    };
  }
  if (plan.leftAlone.length > 0) {
    const names = plan.leftAlone.map(({ kind, key }) => `${kind.kind} ${key.name}`);
    return healthy('Drifted', `${commit} is applied; somebody changed ${abridged(names)} since, and status.drift says what`);
  }
  const { length } = observation.desired;
  return healthy('Synced', `${commit} is applied and healthy: ${length} ${length === 1 ? 'object' : 'objects'}`);
}

function confirmationVerdict(commit: string, plan: SyncPlan): Health {
  const count = plan.deletions.length;
  const message =
    `${commit} would delete ${count} ${count === 1 ? 'object' : 'objects'} (${abridged(plan.deletions.map(({ kind, object }) => `${kind.kind} ${object.metadata.name}`))}), ` +
    `more than the budget allows: put them back, or set spec.confirmPlan to ${plan.hash}`;
  return { ready: 'False', reason: 'ConfirmationNeeded', message, outlook: 'Stalled' };
}

/** The wave that is not healthy: a gate names the one that it holds back. */
function waitedFor({ plan, outcome }: SyncReport): number {
  return plan.waves.find(({ objects }) => objects.some(({ id }) => outcome.unhealthy.has(id)))?.number ?? 0;
}

/** So many objects say what is wrong with them, in so many letters: the status has to stay below what can be stored. */
const maximumMessages = 200;
const longestObjectMessage = 300;

/** What people have to know of comes first; then what happened; then what has been so for long. */
const resultsByUrgency = [
  'Failed',
  'PruneWaits',
  'Drifted',
  'Waiting',
  'Kept',
  'Healed',
  'Applied',
  'Unchanged',
] as const satisfies readonly GitSyncObject['result'][];

/** All of them counted, and as many listed as a status can hold, in the order in which they stand. */
function listing(objects: readonly GitSyncObject[]): Pick<GitSyncStatus, 'objects' | 'resultCounts'> {
  const byResult = Map.groupBy(objects, ({ result }) => result);
  const resultCounts = Object.fromEntries(
    resultsByUrgency.flatMap((result) => (byResult.has(result) ? [[result, byResult.get(result)!.length]] : [])),
  );
  const listed = new Set(resultsByUrgency.flatMap((result) => byResult.get(result) ?? []).slice(0, maximumListedObjects));
  return { objects: withShortMessages(objects.filter((each) => listed.has(each))), resultCounts };
}

function withShortMessages(objects: readonly GitSyncObject[]): readonly GitSyncObject[] {
  let count = 0;
  return objects.map((object) => {
    if (object.message === undefined) return object;
    count += 1;
    return count > maximumMessages ? without(object, ['message']) : { ...object, message: object.message.slice(0, longestObjectMessage) };
  });
}

function objectsOf(report: SyncReport): readonly GitSyncObject[] {
  const { observation, plan, members } = report;
  const deletions = new Set(plan.deletions.map(({ id }) => id));
  const before = new Map(
    (report.sync.status?.objects ?? []).map((each) => [`${each.group ?? ''}/${each.kind}/${each.namespace ?? ''}/${each.name}`, each]),
  );
  const declared = observation.desired.map((desired) => declaredObject(desired, report, before));
  const declaredIDs = new Set(observation.desired.map(({ id }) => id));
  const others = [...members.values()]
    .filter(
      ({ id, object }) => !declaredIDs.has(id) && (object.metadata.deletionTimestamp !== undefined || !report.outcome.deleted.has(id)),
    )
    .map((member): GitSyncObject => ({
      ...placeOf(member.kind, member.object.metadata),
      uid: member.object.metadata.uid,
      ...fateOf(member, deletions, report),
    }));
  return [...declared, ...others.toSorted((one, other) => (one.name < other.name ? -1 : 1))];
}

function declaredObject(desired: DesiredObject, report: SyncReport, before: ReadonlyMap<string, GitSyncObject>): GitSyncObject {
  const { kind, key, id, wave } = desired;
  const { observation, plan, outcome, members, sync } = report;
  const known = before.get(`${kind.group}/${kind.kind}/${key.namespace ?? ''}/${key.name}`);
  // One that somebody took away and that is not made again stays known as one that was there.
  const uid = members.get(id)?.object.metadata.uid ?? (observation.drift.has(id) ? known?.uid : undefined);
  const place = { ...placeOf(kind, key), ...(uid === undefined ? {} : { uid }), ...(wave === 0 ? {} : { wave }) };
  const failure = outcome.failures.get(id);
  if (failure !== undefined) return { ...place, result: 'Failed', message: failure };
  const unhealthy = outcome.unhealthy.get(id);
  if (unhealthy !== undefined) return { ...place, result: 'Waiting', message: unhealthy };
  if (plan.leftAlone.includes(desired)) return { ...place, result: 'Drifted' };
  const applied = outcome.applied.get(id);
  if (applied !== undefined) return { ...place, result: applied.cause === 'Drifted' ? 'Healed' : 'Applied' };
  if (uid === undefined) return { ...place, result: 'Waiting', message: 'an earlier wave is not healthy yet' };
  if (known === undefined || known.uid !== uid || sync.status?.observedRevision !== observation.revision)
    return { ...place, result: 'Unchanged' };
  return {
    ...place,
    result: known.result === 'Applied' || known.result === 'Healed' ? known.result : known.result === 'Waiting' ? 'Applied' : 'Unchanged',
  };
}

function fateOf(
  { id, object }: Member,
  deletions: ReadonlySet<string>,
  { outcome }: SyncReport,
): Pick<GitSyncObject, 'result' | 'message'> {
  if (object.metadata.deletionTimestamp !== undefined) return { result: 'Waiting', message: 'it is being deleted' };
  const failure = outcome.failures.get(id);
  if (!deletions.has(id)) return { result: 'Kept' };
  return { result: 'PruneWaits', ...(failure === undefined ? {} : { message: failure }) };
}

function placeOf(
  { group, kind }: KindDefinition,
  { namespace, name }: ObjectKey,
): Pick<GitSyncObject, 'group' | 'kind' | 'namespace' | 'name'> {
  return { ...(group === '' ? {} : { group }), kind, ...(namespace === undefined ? {} : { namespace }), name };
}

/** Most fields that a status tells of. */
const maximumDrift = 100;

/** What is still different after this look. When it became so is told by whoever did it, or else it is when we first saw it. */
function driftOf({ sync, observation, plan }: SyncReport, clock: Pick<Clock, 'now'>): Pick<GitSyncStatus, 'drift'> {
  const now = timestamp(clock.now());
  const known = new Map((sync.status?.drift ?? []).map((each) => [driftID(each), each.since]));
  const drift = plan.leftAlone.flatMap(({ id, kind, key }) =>
    (observation.drift.get(id) ?? []).map(({ field, manager, since }): GitSyncDrift => {
      const entry = { ...placeOf(kind, key), field, ...(manager === undefined ? {} : { manager }) };
      return { ...entry, since: since ?? known.get(driftID(entry)) ?? now };
    }),
  );
  return drift.length === 0 ? {} : { drift: drift.slice(0, maximumDrift) };
}

function driftID({ group, kind, namespace, name, field, manager }: Omit<GitSyncDrift, 'since'>): string {
  return [group, kind, namespace, name, field, manager].join(' ');
}

/** The first few, with the objects that they are about. */
function listed(messages: ReadonlyMap<string, string>, { observation, plan }: SyncReport): string {
  const names = new Map([
    ...observation.desired.map(({ id, kind, key, origin }) => [id, `${origin}: ${kind.kind} ${key.name}`] as const),
    ...plan.deletions.map(({ id, kind, object }) => [id, `${kind.kind} ${object.metadata.name}`] as const),
  ]);
  return abridged(
    [...messages].map(([id, message]) => `${names.get(id) ?? id}: ${message}`),
    '; ',
  );
}

/** How many are named before the rest is only counted. */
const namedCount = 3;

export function abridged(words: readonly string[], separator = ', '): string {
  const rest = words.length - namedCount;
  return `${words.slice(0, namedCount).join(separator)}${rest > 0 ? ` and ${rest} more` : ''}`;
}

export function shortRevision(revision: string): string {
  return revision.slice(0, 12);
}
