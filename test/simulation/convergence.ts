import { findCondition } from '#apis/machinery/condition.ts';
import type { Server } from '#apis/compute/server.ts';
import type { SimulatedHost } from './simulated-host.ts';
import type { StoreTruth } from './store-truth.ts';

/**
 * What is not yet as it was wished for; undefined: all is. Looks at the machines for what runs, and at the store for what is said of it.
 */
export function unconverged(truth: StoreTruth, hosts: readonly SimulatedHost[]): string | undefined {
  for (const server of truth.servers.values()) {
    const complaint = unconvergedServer(server, truth, hosts);
    if (complaint !== undefined) return `server ${server.metadata.name}: ${complaint}`;
  }
  for (const instance of truth.instances.values()) {
    if (!isThere(truth, instance.spec.server.uid)) return `instance ${instance.metadata.name} has no server`;
  }
  for (const host of hosts) {
    if (host.isGivenUp && !hasRecord(truth, host)) continue;
    for (const { mark } of host.machine.guests()) {
      const isRecorded = [...truth.instances.values()].some(({ metadata }) => metadata.uid === mark.instanceUID);
      if (!isRecorded) return `${host.name} holds a guest of server ${mark.serverUID}, epoch ${mark.epoch}, that no record speaks of`;
    }
  }
  return undefined;
}

function unconvergedServer(server: Server, truth: StoreTruth, hosts: readonly SimulatedHost[]): string | undefined {
  if (server.metadata.deletionTimestamp !== undefined) return 'is being deleted';
  const instances = truth.instancesOf(server.metadata.uid);
  if (instances.length === 0) return waitsForGoodReason(server) ? undefined : 'has no incarnation and does not say why';
  const [instance, another] = instances;
  if (another !== undefined) return `has ${instances.length} incarnations`;
  const { spec, metadata } = instance!;
  if (metadata.deletionTimestamp !== undefined) return 'has an incarnation that is going';
  const guest = hosts.find(({ uid }) => uid === spec.host.uid)?.machine.guest(metadata.uid);
  const wished = server.spec.power === 'Running' ? 'Running' : 'Stopped';
  if (guest?.state.kind !== wished) return `is to be ${wished}, and its guest is ${guest?.state.kind ?? 'absent'}`;
  if (server.status?.phase !== wished) return `is ${wished}, and its status says ${server.status?.phase ?? 'nothing'}`;
  return server.status.observedGeneration === server.metadata.generation ? undefined : 'has a status that speaks of an older generation';
}

function waitsForGoodReason(server: Server): boolean {
  const scheduled = findCondition(server.status?.conditions, 'Scheduled');
  return scheduled?.status === 'False' && ['NoHostFits', 'QuotaExceeded'].includes(scheduled.reason);
}

/** What a forgotten host holds is left alone; that it runs nothing twice is an invariant. */
function hasRecord(truth: StoreTruth, { uid }: SimulatedHost): boolean {
  return [...truth.hosts.values()].some(({ metadata }) => metadata.uid === uid);
}

function isThere(truth: StoreTruth, serverUID: string): boolean {
  return [...truth.servers.values()].some(({ metadata }) => metadata.uid === serverUID);
}
