import { zoneKind } from '#apis/compute/zone.ts';
import { aggregateKind } from '#apis/infrastructure/aggregate.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import { Loop, type StartableLoop } from '../runtime/loop.ts';
import type { LoopDependencies } from '../runtime/loop-dependencies.ts';
import { StatusWriter } from '../runtime/status-writer.ts';
import { startTogether } from '../runtime/start-together.ts';
import { ZoneActuator } from './apply.ts';
import { Observer } from './observe.ts';
import { AggregateReconciler, ZoneReconciler } from './reconcile.ts';

/** The loop that reports which hosts belong to aggregates, and which zones there are. */
export function createAggregateLoop(dependencies: LoopDependencies): StartableLoop {
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
  return startTogether('aggregate', [ofAggregates, ofZones]);
}
