import { ApiClient } from '#apis/client/api-client.ts';
import type { Transport } from '#apis/client/transport.ts';
import { serverKind } from '#apis/compute/server.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import { eventKind, leaseKind } from '#apis/kubernetes/core.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import { serveHealth, type HealthPlace } from '#cmd/bootstrap/health-endpoint.ts';
import type { Lifecycle } from '#cmd/bootstrap/lifecycle.ts';
import { PrometheusMetrics } from '#cmd/bootstrap/prometheus-metrics.ts';
import { EventRecorder } from '#controllers/runtime/event-recorder.ts';
import { LeaderElection } from '#controllers/runtime/leader-election.ts';
import { SharedInformers } from '#controllers/runtime/shared-informers.ts';
import { controllerNames, createControllers, type ControllerName } from './all-controllers.ts';
import { exposeFleetMetrics } from './fleet-metrics.ts';
import { ElectedLoops } from '#controllers/runtime/elected-loops.ts';
import { startCaches } from '#controllers/runtime/start-caches.ts';

export interface ControllerManagerConfiguration extends HealthPlace {
  readonly transport: Transport;
  readonly loops: readonly ControllerName[];
  /** Name of this replica, unlike that of any other that runs at the same time. */
  readonly replicaName: string;
  /** How long actions that ended are kept; 0: for ever. */
  readonly actionRetentionSeconds: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** Where the control plane keeps its leases. */
export const leaseNamespace = 'tycho-system';

/** The process is ready when its caches are: then it leads, or stands by for whoever does. */
export async function startControllerManager(configuration: ControllerManagerConfiguration, lifecycle: Lifecycle): Promise<void> {
  const { clock, random, logger, transport } = configuration;
  const metrics = new PrometheusMetrics({ withProcess: true });
  await lifecycle.step('transport', { start: () => transport, stop: (opened) => opened.close() });
  const client = new ApiClient({ transport });
  const informers = new SharedInformers({ client, clock, random, logger });
  const events = new EventRecorder({
    events: client.resource(eventKind),
    component: 'tycho-controller-manager',
    clock,
    random,
    logger,
    metrics,
  });
  const loops = createControllers(configuration.loops, {
    client,
    informers,
    events,
    clock,
    random,
    logger,
    metrics,
    actionRetentionSeconds: configuration.actionRetentionSeconds,
  });
  const election = new LeaderElection({
    leases: client.resource(leaseKind),
    namespace: leaseNamespace,
    name: leaseName(configuration.loops),
    identity: configuration.replicaName,
    clock,
    random,
    logger,
  });
  const elected = new ElectedLoops({ loops, election, logger });
  metrics.readGauge({ name: 'tycho_leading', help: 'Whether this replica runs the loops: 1 or 0.' }, () => (elected.isLeading ? 1 : 0));
  exposeFleetMetrics(metrics, {
    hosts: configuration.loops.includes('host') ? informers.for(hostKind) : undefined,
    servers: configuration.loops.includes('server') ? informers.for(serverKind) : undefined,
  });

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

/** An api-server that is still starting, or is not there yet, is waited for. */
const cacheDeadlineSeconds = 300;

/** A request that is under way may take half a minute to fail. */
const loopStopDeadlineSeconds = 35;

/** Replicas that run the same loops compete with each other, and with nobody else. */
function leaseName(loops: readonly ControllerName[]): string {
  const isWhole = controllerNames.every((name) => loops.includes(name));
  return isWhole ? 'controller-manager' : `controller-manager-${loops.toSorted().join('-')}`;
}
