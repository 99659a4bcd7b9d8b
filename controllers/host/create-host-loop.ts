import { hostKind } from '#apis/infrastructure/host.ts';
import { instanceKind } from '#apis/infrastructure/instance.ts';
import { migrationKind } from '#apis/infrastructure/migration.ts';
import { leaseKind } from '#apis/kubernetes/core.ts';
import { keyOf } from '#apis/machinery/object-meta.ts';
import type { EventSink } from '../runtime/event-recorder.ts';
import { Loop, type StartableLoop } from '../runtime/loop.ts';
import type { LoopDependencies } from '../runtime/loop-dependencies.ts';
import { StatusWriter } from '../runtime/status-writer.ts';
import { HostActuator } from './apply.ts';
import { ConnectionWatch } from './connection.ts';
import { GatewayLeases } from './gateway-leases.ts';
import { HostReconciler } from './reconcile.ts';

export interface HostLoopDependencies extends LoopDependencies {
  readonly events: EventSink;
  /** Where gateways keep their leases. Default `tycho-system`. */
  readonly leaseNamespace?: string;
}

/** The loop that tells which hosts can be counted on, and which are lost. */
export function createHostLoop(dependencies: HostLoopDependencies): StartableLoop {
  const { client, informers, events, clock, random, logger, metrics, leaseNamespace = 'tycho-system' } = dependencies;
  const hosts = informers.for(hostKind);
  const instances = informers.for(instanceKind);
  const leases = informers.for(leaseKind);
  const hostsByGateway = hosts.index('gateway', (host) => (host.status?.session === undefined ? [] : [host.status.session.gateway]));
  const instancesByHost = instances.index('host', (instance) => [instance.spec.host.uid]);
  const instancesByHostName = instances.index('host-name', (instance) => [instance.spec.host.name]);
  const gateways = new GatewayLeases({
    leases,
    namespace: leaseNamespace,
    clock,
    onTurn: (gateway) => {
      for (const host of hostsByGateway.get(gateway)) loop.enqueue(keyOf(host));
    },
  });
  const connections = new ConnectionWatch({ clock, leases: gateways });
  const liveHosts = client.resource(hostKind);
  const reconciler = new HostReconciler({
    hosts,
    instances,
    instancesByHost,
    instancesByHostName,
    liveHosts,
    connections,
    actuator: new HostActuator({
      hosts: liveHosts,
      instances: client.resource(instanceKind),
      instanceInformer: instances,
      migrations: client.resource(migrationKind),
      logger,
    }),
    statuses: new StatusWriter({ client: liveHosts, informer: hosts }),
    events,
    clock,
    logger,
  });
  const loop: Loop = new Loop({ name: 'host', reconciler, clock, random, logger, metrics });
  loop.watch(hosts, ({ key, previous, current }) => {
    if (current === undefined && previous !== undefined) connections.forget(previous.metadata.uid);
    return [key];
  });
  loop.watch(instances, ({ previous, current }) => {
    const { name, uid } = (current ?? previous)!.spec.host;
    const host = hosts.get({ name });
    // Only a host that is going waits for what is on it to go, and only a host that is gone has to be asked for.
    const concerns = current === undefined ? host?.metadata.deletionTimestamp !== undefined : host?.metadata.uid !== uid;
    return concerns ? [{ name }] : [];
  });
  return {
    name: loop.name,
    start: async (options) => {
      await leases.synced(options);
      connections.restart();
      gateways.start();
      await loop.start(options);
    },
    stop: async () => {
      gateways.stop();
      await loop.stop();
    },
  };
}
