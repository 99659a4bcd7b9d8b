import { networkKind } from '#apis/compute/network.ts';
import { portKind } from '#apis/compute/port.ts';
import { serverKind } from '#apis/compute/server.ts';
import { instanceKind } from '#apis/infrastructure/instance.ts';
import type { EventSink } from '../runtime/event-recorder.ts';
import { Loop, type StartableLoop } from '../runtime/loop.ts';
import type { LoopDependencies } from '../runtime/loop-dependencies.ts';
import { StatusWriter } from '../runtime/status-writer.ts';
import { startTogether } from '../runtime/start-together.ts';
import { NetworkActuator } from './apply.ts';
import { Observer } from './observe.ts';
import { PortReconciler, ServerPortsReconciler } from './reconcile.ts';

export interface NetworkLoopDependencies extends LoopDependencies {
  readonly events: EventSink;
}

/** The loop that makes Ports for servers, hands out those that users made, and lets go of them. */
export function createNetworkLoop(dependencies: NetworkLoopDependencies): StartableLoop {
  const { client, informers, events, clock, random, logger, metrics } = dependencies;
  const sources = {
    servers: informers.for(serverKind),
    instances: informers.for(instanceKind),
    networks: informers.for(networkKind),
    ports: informers.for(portKind),
  };
  const { servers, instances, networks, ports } = sources;
  const observer = new Observer(sources);
  const actuator = new NetworkActuator({ ports: client.resource(portKind), portInformer: ports, logger });
  const parts = { observer, actuator, events, clock };

  const serverStatuses = new StatusWriter({ client: client.resource(serverKind), informer: servers });
  const portStatuses = new StatusWriter({ client: client.resource(portKind), informer: ports });
  const common = { clock, random, logger, metrics, workerCount: 16 };
  const ofServers = new Loop({
    ...common,
    name: 'network/servers',
    reconciler: new ServerPortsReconciler({ ...parts, statuses: serverStatuses }),
  });
  const ofPorts = new Loop({ ...common, name: 'network/ports', reconciler: new PortReconciler({ ...parts, statuses: portStatuses }) });

  ofServers.watch(servers, ({ key, current }) => (current === undefined ? [] : [key]));
  ofServers.watch(ports, ({ previous, current }) =>
    [previous, current].flatMap((port) => (port === undefined ? [] : observer.serversOf(port))),
  );
  ofServers.watch(networks, ({ previous, current }) => observer.serversNaming((current ?? previous)!));
  ofServers.reads(instances);

  ofPorts.watch(ports, ({ key, current }) => (current === undefined ? [] : [key]));
  ofPorts.watch(servers, ({ previous, current }) => observer.portsOf((previous ?? current)!));
  ofPorts.watch(instances, ({ previous, current }) =>
    [previous, current].flatMap((each) => (each === undefined ? [] : observer.portsIn(each))),
  );
  return startTogether('network', [ofServers, ofPorts]);
}
