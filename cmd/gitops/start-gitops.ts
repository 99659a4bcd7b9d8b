import { rm } from 'node:fs/promises';
import { catalog } from '#apis/catalog.ts';
import { ApiClient } from '#apis/client/api-client.ts';
import { ImpersonatingTransport } from '#apis/client/impersonation.ts';
import type { Transport } from '#apis/client/transport.ts';
import { eventKind, leaseKind } from '#apis/kubernetes/core.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import { serveHealth, type HealthPlace } from '#cmd/bootstrap/health-endpoint.ts';
import type { Lifecycle } from '#cmd/bootstrap/lifecycle.ts';
import { makePrivateDirectory } from '#cmd/bootstrap/private-files.ts';
import { PrometheusMetrics } from '#cmd/bootstrap/prometheus-metrics.ts';
import { createGitOpsLoop } from '#controllers/gitops/create-gitops-loop.ts';
import { ElectedLoops } from '#controllers/runtime/elected-loops.ts';
import { EventRecorder } from '#controllers/runtime/event-recorder.ts';
import { LeaderElection } from '#controllers/runtime/leader-election.ts';
import { SharedInformers } from '#controllers/runtime/shared-informers.ts';
import { startCaches } from '#controllers/runtime/start-caches.ts';
import { GitRepositorySource } from './git/git-repository-source.ts';
import type { RepositoryLimits } from './git/repository-limits.ts';
import type { RepositoryNetwork } from './git/repository-network.ts';

export interface GitOpsConfiguration extends HealthPlace {
  readonly transport: Transport;
  /** Name of this replica, unlike that of any other that runs at the same time. */
  readonly replicaName: string;
  /** Where commits lie while they are read. Emptied at the start. */
  readonly directory: string;
  readonly network: RepositoryNetwork;
  readonly limits: RepositoryLimits;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

const leaseNamespace = 'tycho-system';
/** An api-server that is still starting, or is not there yet, is waited for. */
const cacheDeadlineSeconds = 300;
/** A request that is under way may take half a minute to fail. */
const loopStopDeadlineSeconds = 35;

/** The process is ready when it knows all GitSyncs: then it leads, or stands by for whoever does. */
export async function startGitOps(configuration: GitOpsConfiguration, lifecycle: Lifecycle): Promise<void> {
  const { clock, random, logger, transport, directory, network, limits } = configuration;
  const metrics = new PrometheusMetrics({ withProcess: true });
  await lifecycle.step('transport', { start: () => transport, stop: (opened) => opened.close() });
  const client = new ApiClient({ transport });
  const informers = new SharedInformers({ client, clock, random, logger });
  const events = new EventRecorder({ events: client.resource(eventKind), component: 'tycho-gitops', clock, random, logger, metrics });
  const loop = createGitOpsLoop({
    client,
    clientAs: (userName) => new ApiClient({ transport: new ImpersonatingTransport({ transport, userName }) }),
    source: new GitRepositorySource({ network, limits, directory, clock }),
    kinds: catalog,
    informers,
    events,
    clock,
    random,
    logger,
    metrics,
  });
  const election = new LeaderElection({
    leases: client.resource(leaseKind),
    namespace: leaseNamespace,
    name: 'gitops',
    identity: configuration.replicaName,
    clock,
    random,
    logger,
  });
  const elected = new ElectedLoops({ loops: [loop], election, logger });
  metrics.readGauge({ name: 'tycho_leading', help: 'Whether this replica runs the loops: 1 or 0.' }, () => (elected.isLeading ? 1 : 0));

  await lifecycle.step('directory', { start: () => prepareDirectory(directory) });
  await serveHealth(configuration, { metrics, obstacles: () => informers.unsynced().map((kind) => `${kind}: not read yet`) }, lifecycle);
  await lifecycle.step('caches', {
    start: (signal) => startCaches(informers, signal),
    stop: (caches) => caches.stop(),
    startDeadlineSeconds: cacheDeadlineSeconds,
  });
  await lifecycle.step('events', { start: () => events, stop: (recorder) => recorder.flush() });
  await lifecycle.step('loops', {
    start: () => elected.start((error) => lifecycle.fail(error)),
    stop: () => elected.stop(),
    stopDeadlineSeconds: loopStopDeadlineSeconds,
  });
}

/** What a process that was killed left there belongs to nobody. */
async function prepareDirectory(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
  await makePrivateDirectory(directory);
}
