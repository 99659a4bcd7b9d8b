import type { ApiClient } from '#apis/client/api-client.ts';
import { serverActionKind } from '#apis/compute/server-action.ts';
import { serverKind } from '#apis/compute/server.ts';
import { hostKind } from '#apis/infrastructure/host.ts';
import { instanceKind } from '#apis/infrastructure/instance.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Metrics } from '#apis/machinery/metrics.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { EventSink } from '../runtime/event-recorder.ts';
import { Loop, type StartableLoop } from '../runtime/loop.ts';
import type { SharedInformers } from '../runtime/shared-informers.ts';
import { StatusWriter } from '../runtime/status-writer.ts';
import { ServerActuator } from './apply.ts';
import { isLost, Observer, serverKeyOf, serverKeyOfInstance } from './observe.ts';
import { ServerReconciler } from './reconcile.ts';
import { StatusPacing } from './status-pacing.ts';

export interface ServerLoopDependencies {
  readonly client: ApiClient;
  readonly informers: SharedInformers;
  readonly events: EventSink;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** The loop that hands down what servers declare, retires their incarnations, carries out actions, and writes what is so. */
export function createServerLoop(dependencies: ServerLoopDependencies): StartableLoop {
  const { client, informers, events, clock, random, logger, metrics } = dependencies;
  const servers = informers.for(serverKind);
  const instances = informers.for(instanceKind);
  const hosts = informers.for(hostKind);
  const actions = informers.for(serverActionKind);
  const liveServers = client.resource(serverKind);
  const observer = new Observer({ servers, instances, hosts, actions, liveServers });
  const reconciler = new ServerReconciler({
    observer,
    actuator: new ServerActuator({
      servers: liveServers,
      instances: client.resource(instanceKind),
      serverInformer: servers,
      instanceInformer: instances,
      actionStatuses: new StatusWriter({ client: client.resource(serverActionKind), informer: actions }),
      events,
      logger,
    }),
    statuses: new StatusWriter({ client: liveServers, informer: servers }),
    pacing: new StatusPacing(clock),
    events,
    clock,
    logger,
  });
  const loop = new Loop({ name: 'server', reconciler, clock, random, logger, metrics, workerCount: 32 });
  loop.watch(servers, ({ key }) => [key]);
  loop.watch(instances, ({ previous, current }) => [serverKeyOfInstance((current ?? previous)!)]);
  loop.watch(actions, ({ previous, current }) => [serverKeyOf((current ?? previous)!)]);
  loop.watch(hosts, ({ previous, current }) => {
    const isNews =
      previous?.metadata.uid !== current?.metadata.uid ||
      (current !== undefined && previous !== undefined && isLost(previous) !== isLost(current));
    return isNews ? observer.serversOn((previous ?? current)!) : [];
  });
  return loop;
}
