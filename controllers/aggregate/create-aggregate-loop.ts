import type { ApiClient } from '#apis/client/api-client.ts';
import { zoneKind } from '#apis/compute/zone.ts';
import { aggregateKind } from '#apis/infrastructure/aggregate.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Metrics } from '#apis/machinery/metrics.ts';
import type { Random } from '#apis/machinery/random.ts';
import { Loop, type StartableLoop } from '../runtime/loop.ts';
import type { SharedInformers } from '../runtime/shared-informers.ts';
import { StatusWriter } from '../runtime/status-writer.ts';
import { ZoneActuator } from './apply.ts';
import { Observer } from './observe.ts';
import { AggregateReconciler, ZoneReconciler } from './reconcile.ts';

export interface AggregateLoopDependencies {
  readonly client: ApiClient;
  readonly informers: SharedInformers;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** The loop that reports which hosts belong to aggregates, and which zones there are. */
export function createAggregateLoop(dependencies: AggregateLoopDependencies): StartableLoop {
  const { client, informers, clock, random, logger, metrics } = dependencies;
  const aggregates = informers.for(aggregateKind);
  const hosts = informers.for(hostKind);
  const zones = informers.for(zoneKind);
  const observer = new Observer({ aggregates, hosts, zones });
  const common = { clock, random, logger, metrics, workerCount: 2 };

  const statuses = new StatusWriter({ client: client.resource(aggregateKind), informer: aggregates });
  const ofAggregates = new Loop({ ...common, name: 'aggregate/aggregates', reconciler: new AggregateReconciler({ observer, statuses }) });
  ofAggregates.watch(aggregates, ({ key }) => [key]);
  ofAggregates.watch(hosts, ({ previous, current }) => observer.aggregatesTouched(previous, current));

  const liveZones = client.resource(zoneKind);
  const zoneStatuses = new StatusWriter({ client: liveZones, informer: zones });
  const actuator = new ZoneActuator({ zones: liveZones, informer: zones, statuses: zoneStatuses, logger });
  const ofZones: Loop = new Loop({ ...common, name: 'aggregate/zones', reconciler: new ZoneReconciler({ observer, actuator }) });
  ofZones.watch(zones, ({ key }) => [key]);
  ofZones.watch(hosts, ({ previous, current }) => observer.zonesTouched(previous, current));
  ofZones.watch(aggregates, ({ previous, current }) => observer.zonesNamed(previous, current));
  return {
    name: 'aggregate',
    start: async (options) => {
      await Promise.all([ofAggregates.start(options), ofZones.start(options)]);
    },
    stop: async () => {
      await Promise.all([ofAggregates.stop(), ofZones.stop()]);
    },
  };
}
