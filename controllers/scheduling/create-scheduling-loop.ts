import type { ApiClient } from '#apis/client/api-client.ts';
import type { Informer } from '#apis/client/informer.ts';
import { flavorKind } from '#apis/compute/flavor.ts';
import { imageKind } from '#apis/compute/image.ts';
import { keyPairKind } from '#apis/compute/key-pair.ts';
import { networkKind } from '#apis/compute/network.ts';
import { portKind } from '#apis/compute/port.ts';
import { quotaKind } from '#apis/compute/quota.ts';
import { serverGroupKind } from '#apis/compute/server-group.ts';
import { serverKind } from '#apis/compute/server.ts';
import { volumeAttachmentKind } from '#apis/compute/volume-attachment.ts';
import { volumeKind } from '#apis/compute/volume.ts';
import { aggregateKind } from '#apis/infrastructure/aggregate.ts';
import { hostVolumeKind } from '#apis/infrastructure/host-volume.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import { instanceKind } from '#apis/infrastructure/instance.ts';
import { isShelved } from '#apis/infrastructure/needs-placement.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Metrics } from '#apis/machinery/metrics.ts';
import type { ApiObject, ObjectKey } from '#apis/machinery/object-meta.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { EventSink } from '../runtime/event-recorder.ts';
import { Loop, type StartableLoop } from '../runtime/loop.ts';
import type { SharedInformers } from '../runtime/shared-informers.ts';
import { StatusWriter } from '../runtime/status-writer.ts';
import { PlacementActuator } from './apply.ts';
import { Observer } from './observe.ts';
import { SchedulingReconciler } from './reconcile.ts';
import { WaitingServers } from './waiting-servers.ts';
import type { PlacementPolicy } from '#apis/placement/weighers/weigher.ts';

export interface SchedulingDependencies {
  readonly client: ApiClient;
  readonly informers: SharedInformers;
  readonly events: EventSink;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Default `Spread`. */
  readonly policy?: PlacementPolicy;
}

/** The loop that gives each server without an incarnation one, on the host that suits it best. */
export function createSchedulingLoop(dependencies: SchedulingDependencies): StartableLoop {
  const { client, informers, clock, random, logger, metrics, events, policy = 'Spread' } = dependencies;
  const sources = {
    servers: informers.for(serverKind),
    instances: informers.for(instanceKind),
    hosts: informers.for(hostKind),
    flavors: informers.for(flavorKind),
    images: informers.for(imageKind),
    keyPairs: informers.for(keyPairKind),
    serverGroups: informers.for(serverGroupKind),
    networks: informers.for(networkKind),
    ports: informers.for(portKind),
    volumes: informers.for(volumeKind),
    attachments: informers.for(volumeAttachmentKind),
    hostVolumes: informers.for(hostVolumeKind),
    aggregates: informers.for(aggregateKind),
  };
  const observer = new Observer(sources);
  const waiting = new WaitingServers({ clock, enqueue: (key: ObjectKey) => loop.enqueue(key) });
  const reconciler = new SchedulingReconciler({
    observer,
    actuator: new PlacementActuator({ client, table: observer.table, instances: sources.instances }),
    statusWriter: new StatusWriter({ client: client.resource(serverKind), informer: sources.servers }),
    waiting,
    events,
    policy,
    clock,
    random,
    logger,
  });
  const loop: Loop = new Loop({ name: 'scheduling', reconciler, clock, random, logger, metrics, workerCount: 32 });

  loop.watch(sources.servers, ({ key }) => [key]);
  loop.watch(sources.instances, ({ previous, current }) => {
    // Its server may need another one now.
    if (current !== undefined && !isShelved(current)) return [];
    const { metadata, spec } = (current ?? previous)!;
    return [{ namespace: metadata.namespace!, name: spec.server.name }];
  });
  // A server waits for its own ports, and for nobody else's.
  loop.watch(sources.ports, ({ current }) =>
    current?.status?.server === undefined ? [] : [{ namespace: current.metadata.namespace!, name: current.status.server }],
  );
  // What else may help those who wait: hosts, room on them, and what servers refer to.
  sources.instances.onChange(({ current }) => {
    if (current === undefined) waiting.wake();
  });
  const helps = <Object extends ApiObject>(informer: Informer<Object>): void => {
    loop.reads(informer);
    informer.onChange(() => waiting.wake());
  };
  const { hosts, flavors, images, keyPairs, serverGroups, networks, volumes, attachments, hostVolumes, aggregates } = sources;
  for (const informer of [hosts, flavors, images, keyPairs, serverGroups, networks, volumes, attachments, hostVolumes, aggregates]) {
    helps(informer as unknown as Informer<ApiObject>);
  }
  helps(informers.for(quotaKind));
  return {
    name: loop.name,
    start: (options) => loop.start(options),
    stop: () => {
      waiting.clear();
      return loop.stop();
    },
  };
}
