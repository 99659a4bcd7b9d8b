import type { ApiClient } from '#apis/client/api-client.ts';
import { gitSyncKind } from '#apis/gitops/git-sync.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import { samePlain } from '#apis/machinery/plain-value.ts';
import type { EventSink } from '../runtime/event-recorder.ts';
import { Loop, type StartableLoop } from '../runtime/loop.ts';
import type { LoopDependencies } from '../runtime/loop-dependencies.ts';
import { StatusWriter } from '../runtime/status-writer.ts';
import { GitSyncReconciler } from './reconcile.ts';
import type { RepositorySource } from './repository-source.ts';

/** `client` is the process' own: it reads GitSyncs and writes what became of them. */
export interface GitOpsLoopDependencies extends LoopDependencies {
  /** A client that acts as this user: everything else is done by one. */
  readonly clientAs: (userName: string) => ApiClient;
  readonly source: RepositorySource;
  /** Everything that manifests may name. */
  readonly kinds: readonly KindDefinition[];
  readonly events: EventSink;
}

/** Repositories that are read at one time: each takes a process and memory. */
const workerCount = 4;

/** The loop that makes what stands in repositories true. */
export function createGitOpsLoop(dependencies: GitOpsLoopDependencies): StartableLoop {
  const { client, clientAs, source, kinds, informers, events, clock, random, logger, metrics } = dependencies;
  const syncs = informers.for(gitSyncKind);
  const liveSyncs = client.resource(gitSyncKind);
  const reconciler = new GitSyncReconciler({
    syncs,
    liveSyncs,
    kinds,
    source,
    clientAs,
    statuses: new StatusWriter({ client: liveSyncs, informer: syncs }),
    events,
    enqueue: (key) => loop.enqueue(key),
    clock,
    random,
    logger,
  });
  const loop: Loop = new Loop({ name: 'gitops', reconciler, clock, random, logger, metrics, workerCount });
  // What it writes itself is the status, and tells it nothing.
  loop.watch(syncs, ({ key, previous, current }) => {
    const isNews =
      previous === undefined ||
      current === undefined ||
      previous.metadata.uid !== current.metadata.uid ||
      previous.metadata.generation !== current.metadata.generation ||
      previous.metadata.deletionTimestamp !== current.metadata.deletionTimestamp ||
      !samePlain(previous.metadata.annotations, current.metadata.annotations);
    return isNews ? [key] : [];
  });
  return {
    name: loop.name,
    start: async (options) => {
      reconciler.restart();
      await loop.start(options);
    },
    stop: async () => {
      const stopped = loop.stop();
      await reconciler.stop();
      await stopped;
      // A reconcile that was under way may have begun to follow something.
      await reconciler.stop();
    },
  };
}
