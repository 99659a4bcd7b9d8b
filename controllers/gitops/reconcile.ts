import type { ApiClient } from '#apis/client/api-client.ts';
import type { Informer } from '#apis/client/informer.ts';
import type { ResourceClient } from '#apis/client/resource-client.ts';
import type { GitSync, GitSyncStatus } from '#apis/gitops/git-sync.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { ApiError, ConflictError } from '#apis/machinery/errors.ts';
import type { Health } from '#apis/machinery/health.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import { formatKey, keyOf, type ObjectKey } from '#apis/machinery/object-meta.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { EventSink } from '../runtime/event-recorder.ts';
import type { Reconciler, Result } from '../runtime/reconciler.ts';
import type { StatusWriter } from '../runtime/status-writer.ts';
import { Actuator } from './apply.ts';
import { applySetOf, parentMarks, serviceAccountOf, targetNamespaceOf } from './apply-set.ts';
import { askRepository, requestOf, secondsUntilNextQuestion } from './ask-repository.ts';
import { MemberCache } from './member-cache.ts';
import { declaredBy, observeSync } from './observe.ts';
import { deedOccurrences, verdictOccurrence } from './occurrences.ts';
import { planSync } from './plan.ts';
import { SourceError, type RepositorySource } from './repository-source.ts';
import { abridged, reportedStatus, shortRevision, withVerdict, type SyncReport } from './status.ts';
import { emptyMemory, type SyncMemory } from './sync-memory.ts';

export interface GitSyncReconcilerOptions {
  readonly syncs: Informer<GitSync>;
  readonly liveSyncs: ResourceClient<GitSync>;
  /** Everything that manifests may name. */
  readonly kinds: readonly KindDefinition[];
  readonly source: RepositorySource;
  /** A client that acts as this user. */
  readonly clientAs: (userName: string) => ApiClient;
  readonly statuses: StatusWriter<GitSync>;
  readonly events: EventSink;
  /** Looks at a GitSync soon. */
  readonly enqueue: (key: ObjectKey) => void;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** A status that only tells more of the same is written at most so often. */
const statusPauseSeconds = 2;
/** After so long, what the api-server refused is tried again: the world may have changed. */
const retrySeconds = 30;

/** Makes what stands in a repository true in a project, as the service account that the GitSync names. */
export class GitSyncReconciler implements Reconciler {
  readonly #options: GitSyncReconcilerOptions;
  /** By key. */
  readonly #memories = new Map<string, { readonly uid: string; readonly memory: SyncMemory }>();
  #stopping = new AbortController();

  constructor(options: GitSyncReconcilerOptions) {
    this.#options = options;
  }

  /** To be called before the loop starts. */
  restart(): void {
    this.#stopping = new AbortController();
  }

  /** Breaks off what takes long, and forgets everything. Resolves when nothing is followed any more. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('the loop is stopping'));
    await Promise.all([...this.#memories.keys()].map((key) => this.#forget(key)));
  }

  async reconcile(key: ObjectKey): Promise<Result> {
    const sync = this.#options.syncs.get(key);
    if (sync === undefined || sync.metadata.deletionTimestamp !== undefined) {
      await this.#forget(formatKey(key));
      return {};
    }
    const memory = await this.#memoryOf(sync);
    if (sync.spec.suspend) {
      await this.#say(sync, memory, suspended);
      return {};
    }
    try {
      return await this.#sync(sync, memory);
    } catch (error) {
      const verdict = verdictOf(error);
      if (verdict === undefined) throw error;
      await this.#say(sync, memory, verdict);
      return {
        requeueAfterSeconds: Math.max(
          secondsUntilNextQuestion(sync, memory, this.#options.clock),
          error instanceof SourceError ? 0 : retrySeconds,
          0.1,
        ),
      };
    }
  }

  async #sync(sync: GitSync, memory: SyncMemory): Promise<Result> {
    const { source, clientAs, clock, kinds } = this.#options;
    const { signal } = this.#stopping;
    const client = clientAs(serviceAccountOf(sync));
    const content = await askRepository({ sync, memory, source, client, clock, signal });
    const { objects: desired, faults } = declaredBy(content, sync, kinds);
    if (faults.length > 0) return this.#refuseManifests(sync, memory, content.revision, faults);
    const refusal = this.#pendingRejection(sync, memory, content.revision);
    if (refusal !== undefined)
      return { requeueAfterSeconds: Math.min(refusal, Math.max(0.1, secondsUntilNextQuestion(sync, memory, clock))) };
    const cache = await this.#cacheOf(sync, memory, client);
    const observation = await observeSync({ sync, memory, client, cache, signal }, { revision: content.revision, desired, kinds });
    const marked = await this.#mark(sync, [
      ...desired.map(({ kind }) => kind),
      ...[...observation.members.values()].map(({ kind }) => kind),
    ]);
    const plan = planSync(observation);
    const outcome = await new Actuator({ applySet: observation.applySet, memory, client, cache }).carryOut(plan);
    const isRefused = outcome.end.kind === 'Rejected';
    memory.rejection = isRefused
      ? {
          revision: content.revision,
          generation: sync.metadata.generation,
          retryAtMilliseconds: clock.monotonicMilliseconds() + retrySeconds * 1000,
        }
      : undefined;
    const isOverdue = this.#isOverdue(sync, memory, outcome.end.kind === 'Waiting' ? `${content.revision} ${outcome.end.wave}` : undefined);
    return this.#report({ sync: marked, observation, plan, outcome, members: cache.members(), isOverdue }, memory);
  }

  async #refuseManifests(sync: GitSync, memory: SyncMemory, revision: string, faults: readonly string[]): Promise<Result> {
    const { appliedRevision } = sync.status ?? {};
    const stays = appliedRevision === undefined ? 'nothing was changed' : `commit ${shortRevision(appliedRevision)} stays as it is`;
    const message = `commit ${shortRevision(revision)} cannot be used, ${stays}: ${abridged(faults, '; ')}`;
    await this.#say(
      sync,
      memory,
      { ready: 'False', reason: 'InvalidManifests', message, outlook: 'Stalled' },
      { observedRevision: revision },
    );
    return { requeueAfterSeconds: this.#nextLookSeconds(sync, memory) };
  }

  /** For how many seconds more a commit that was refused as a whole is left alone; undefined: it is to be tried. */
  #pendingRejection(sync: GitSync, { rejection }: SyncMemory, revision: string): number | undefined {
    const isAskedFor = requestOf(sync) !== sync.status?.lastHandledSyncRequest;
    if (isAskedFor || rejection?.revision !== revision || rejection.generation !== sync.metadata.generation) return undefined;
    const leftMilliseconds = rejection.retryAtMilliseconds - this.#options.clock.monotonicMilliseconds();
    return leftMilliseconds <= 0 ? undefined : leftMilliseconds / 1000;
  }

  /** Says on the GitSync which kinds it may have members of, before it has any. */
  async #mark(sync: GitSync, kinds: readonly KindDefinition[]): Promise<GitSync> {
    const { liveSyncs, syncs } = this.#options;
    const marks = parentMarks(sync, kinds);
    if (marks === undefined) return sync;
    const marked = await liveSyncs.patch(keyOf(sync), { metadata: marks }, { resourceVersion: sync.metadata.resourceVersion });
    syncs.absorb(marked);
    return marked;
  }

  #isOverdue({ spec }: GitSync, memory: SyncMemory, waitingFor: string | undefined): boolean {
    const now = this.#options.clock.monotonicMilliseconds();
    if (waitingFor === undefined) memory.waiting = undefined;
    else if (memory.waiting?.key !== waitingFor) memory.waiting = { key: waitingFor, sinceMilliseconds: now };
    return memory.waiting !== undefined && now - memory.waiting.sinceMilliseconds >= spec.healthTimeoutSeconds * 1000;
  }

  async #report(report: SyncReport, memory: SyncMemory): Promise<Result> {
    const { clock, events } = this.#options;
    const { sync, outcome } = report;
    for (const occurrence of deedOccurrences(report)) events.record(sync, occurrence);
    const isUrgent = outcome.end.kind !== 'Waiting';
    const pauseSeconds = await this.#write(sync, memory, reportedStatus(report, clock), isUrgent);
    const looks = [this.#nextLookSeconds(sync, memory), pauseSeconds];
    if (outcome.end.kind === 'Failed') looks.push(Math.min(retrySeconds, Math.max(1, sync.spec.intervalSeconds)));
    if (outcome.end.kind === 'Rejected') looks.push(retrySeconds);
    if (memory.waiting !== undefined && !report.isOverdue) {
      looks.push(sync.spec.healthTimeoutSeconds - (clock.monotonicMilliseconds() - memory.waiting.sinceMilliseconds) / 1000);
    }
    return { requeueAfterSeconds: Math.max(0.1, Math.min(...looks)) };
  }

  async #say(sync: GitSync, memory: SyncMemory, verdict: Health, facts: Partial<GitSyncStatus> = {}): Promise<void> {
    await this.#write(sync, memory, withVerdict(sync, { ...sync.status, ...facts }, verdict, this.#options.clock), true);
  }

  /** Seconds after which to look again since a status that is of no hurry was not written; Infinity if it was. */
  async #write(sync: GitSync, memory: SyncMemory, status: GitSyncStatus, isUrgent: boolean): Promise<number> {
    const { statuses, events, clock, logger } = this.#options;
    const request = requestOf(sync);
    const whole = { ...status, ...(request === undefined ? {} : { lastHandledSyncRequest: request }) };
    const occurrence = verdictOccurrence(sync.status, whole);
    const isNews = isUrgent || occurrence !== undefined || sync.status?.observedRevision !== whole.observedRevision;
    const now = clock.monotonicMilliseconds();
    const dueInSeconds =
      memory.statusWrittenAtMilliseconds === undefined ? 0 : statusPauseSeconds - (now - memory.statusWrittenAtMilliseconds) / 1000;
    if (!isNews && dueInSeconds > 0) return dueInSeconds;
    if ((await statuses.write(sync, whole)) === 'Unchanged') return Infinity;
    memory.statusWrittenAtMilliseconds = now;
    if (occurrence !== undefined) {
      events.record(sync, occurrence);
      logger.info(
        { gitSync: formatKey(keyOf(sync)), reason: occurrence.reason, revision: whole.observedRevision },
        'git sync changed its state',
      );
    }
    return Infinity;
  }

  #nextLookSeconds(sync: GitSync, memory: SyncMemory): number {
    return Math.max(0.1, secondsUntilNextQuestion(sync, memory, this.#options.clock));
  }

  async #memoryOf(sync: GitSync): Promise<SyncMemory> {
    const key = formatKey(keyOf(sync));
    const { uid } = sync.metadata;
    const existing = this.#memories.get(key);
    if (existing?.uid === uid) return existing.memory;
    await this.#forget(key);
    const memory = emptyMemory();
    this.#memories.set(key, { uid, memory });
    return memory;
  }

  async #cacheOf(sync: GitSync, memory: SyncMemory, client: ApiClient): Promise<MemberCache> {
    const { clock, random, logger, enqueue } = this.#options;
    const [user, targetNamespace] = [serviceAccountOf(sync), targetNamespaceOf(sync)];
    const owner = `${user} ${targetNamespace}`;
    if (memory.cache?.owner === owner) return memory.cache.members;
    await memory.cache?.members.stop();
    const key = keyOf(sync);
    const members = new MemberCache({
      client,
      applySetID: applySetOf(sync).id,
      targetNamespace,
      onChange: () => enqueue(key),
      clock,
      random,
      logger,
    });
    memory.cache = { owner, members };
    return members;
  }

  async #forget(key: string): Promise<void> {
    const known = this.#memories.get(key);
    this.#memories.delete(key);
    await known?.memory.cache?.members.stop();
  }
}

const suspended: Health = {
  ready: 'Unknown',
  reason: 'Suspended',
  message: 'what stands in the repository is not looked at while spec.suspend is true',
  outlook: 'Waiting',
};

/** Of what the author of a GitSync can do something about. Undefined: it is tried again, as any error. */
function verdictOf(error: unknown): Health | undefined {
  if (error instanceof SourceError) {
    const goesByItself = error.reason === 'Unreachable' || error.reason === 'TimedOut';
    return { ready: 'False', reason: error.reason, message: error.message, outlook: goesByItself ? 'Reconciling' : 'Stalled' };
  }
  if (!(error instanceof ApiError) || error instanceof ConflictError || error.code >= 500 || error.code === 429) return undefined;
  return { ready: 'False', reason: error.reason, message: error.message, outlook: 'Stalled' };
}
