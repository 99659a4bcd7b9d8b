import { findCondition } from '#apis/machinery/condition.ts';
import type { Server } from '#apis/compute/server.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
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
  for (const action of truth.actions.values()) {
    const { phase, message } = action.status ?? {};
    const waits = phase !== 'Succeeded' && phase !== 'Failed';
    if (waits && !isWaitingServer(truth, action.spec.server))
      return `action ${action.spec.type} ${action.metadata.name} is ${phase}: ${message}`;
  }
  for (const image of truth.images.values()) {
    const owner = image.metadata.ownerReferences?.find(({ kind }) => kind === 'Server');
    const server = owner === undefined ? undefined : [...truth.servers.values()].find(({ metadata }) => metadata.uid === owner.uid);
    if (owner !== undefined && server?.status?.savedImage !== image.metadata.name) return `image ${image.metadata.name} is left over`;
  }
  for (const instance of truth.instances.values()) {
    if (!isThere(truth, instance.spec.server.uid)) return `instance ${instance.metadata.name} has no server`;
  }
  const device = unconvergedDevice(truth, hosts);
  if (device !== undefined) return device;
  for (const host of hosts) {
    if (host.isGivenUp && !hasRecord(truth, host)) continue;
    for (const { mark } of host.machine.guests()) {
      const isRecorded = [...truth.instances.values()].some(({ metadata }) => metadata.uid === mark.instanceUID);
      if (!isRecorded) return `${host.name} holds a guest of server ${mark.serverUID}, epoch ${mark.epoch}, that no record speaks of`;
    }
  }
  return undefined;
}

/** What waits for others says so; what does not is in its guest; nothing is left of what was deleted. */
function unconvergedDevice(truth: StoreTruth, hosts: readonly SimulatedHost[]): string | undefined {
  for (const { metadata, status } of truth.ports.values()) {
    if (metadata.deletionTimestamp !== undefined && !standsStill(truth, status?.server)) return `port ${metadata.name} is being deleted`;
  }
  for (const { metadata, status } of truth.volumes.values()) {
    const reason = findCondition(status?.conditions, 'Ready')?.reason;
    if (metadata.deletionTimestamp !== undefined && reason !== 'InUse') return `volume ${metadata.name} is being deleted: ${reason}`;
  }
  for (const { metadata, spec, status } of truth.attachments.values()) {
    if (standsStill(truth, spec.server)) continue;
    if (metadata.deletionTimestamp !== undefined) return `attachment ${metadata.name} is being deleted`;
    const reason = findCondition(status?.conditions, 'Ready')?.reason ?? 'nothing';
    if (!settledReasons.has(reason)) return `attachment ${metadata.name} says ${reason}`;
    if (reason !== 'Attached') continue;
    const guest = hosts
      .flatMap(({ machine }) => machine.guests())
      .find(({ devices }) => devices?.volumes.some((each) => each.attachmentUID === metadata.uid) === true);
    const server = [...truth.servers.values()].find((each) => each.metadata.name === spec.server);
    if (guest?.mark.serverUID !== server?.metadata.uid && server?.spec.power === 'Running')
      return `attachment ${metadata.name} is in no guest`;
  }
  for (const host of hosts) {
    if (host.isGivenUp) continue;
    for (const uid of host.volumeUIDs) {
      if (![...truth.hostVolumes.values()].some(({ spec }) => spec.volume.uid === uid && spec.host.uid === host.uid))
        return `${host.name} keeps volume ${uid}, that no record speaks of`;
    }
  }
  return undefined;
}

/** A guest that is paused or suspended takes nothing in and lets nothing go. */
function standsStill(truth: StoreTruth, name: string | undefined): boolean {
  const server = [...truth.servers.values()].find(({ metadata }) => metadata.name === name);
  return server?.spec.power === 'Paused' || server?.spec.power === 'Suspended';
}

const settledReasons: ReadonlySet<string> = new Set([
  'Attached',
  'WaitingForServer',
  'ServerNotFound',
  'VolumeNotFound',
  'VolumeInUse',
  'VolumeOnAnotherHost',
  'VolumeLost',
  'VolumeTerminating',
  'AlreadyAttached',
]);

function unconvergedServer(server: Server, truth: StoreTruth, hosts: readonly SimulatedHost[]): string | undefined {
  if (server.metadata.deletionTimestamp !== undefined) return 'is being deleted';
  const { status, spec } = server;
  const kept = status?.resize?.keptInstance;
  const instances = truth.instancesOf(server.metadata.uid);
  const active = instances.filter(({ metadata }) => metadata.name !== kept);
  if (spec.power === 'Shelved' && !isRefused(server)) {
    if (instances.length > 0 || kept !== undefined) return `is to be shelved and has ${instances.length} incarnations`;
    return status?.phase === 'Shelved' ? undefined : `is to be shelved and is ${status?.phase}`;
  }
  if (kept !== undefined && instances.length === active.length) return 'keeps an incarnation that is not there';
  const [instance, another] = active;
  if (instance === undefined) return waitsForGoodReason(server) ? undefined : 'has no incarnation and does not say why';
  if (another !== undefined) return `has ${active.length} incarnations`;
  if (kept === undefined && status?.savedImage !== undefined) return 'runs, and its saved disk is still there';
  return unconvergedInstance(server, instance, hosts);
}

function unconvergedInstance(server: Server, { spec, metadata }: Instance, hosts: readonly SimulatedHost[]): string | undefined {
  if (metadata.deletionTimestamp !== undefined) return 'has an incarnation that is going';
  const { status } = server;
  const guest = hosts.find(({ uid }) => uid === spec.host.uid)?.machine.guest(metadata.uid);
  if (guest?.state.kind !== spec.power) return `is to be ${spec.power}, and its guest is ${guest?.state.kind ?? 'absent'}`;
  if (status?.observedGeneration !== server.metadata.generation) return 'has a status that speaks of an older generation';
  if (isRefused(server)) return undefined;
  if (spec.power !== server.spec.power) return `is to be ${server.spec.power}, and its incarnation is to be ${spec.power}`;
  if (spec.machine.flavor !== server.spec.flavor) return `is to be ${server.spec.flavor}, and its incarnation is ${spec.machine.flavor}`;
  if ((spec.machine.builtFrom ?? spec.machine.image).name !== server.spec.image) return `is to be made from ${server.spec.image}`;
  const isRescued = spec.power === 'Running' && server.spec.rescue !== undefined;
  const phase = status.resize !== undefined ? 'VerifyResize' : isRescued ? 'Rescued' : spec.power;
  return status.phase === phase ? undefined : `is ${phase}, and its status says ${status.phase ?? 'nothing'}`;
}

/** Whether a part of its wish cannot be fulfilled, and its status says so. */
function isRefused({ status }: Server): boolean {
  const reason = findCondition(status?.conditions, 'Ready')?.reason ?? '';
  return ['FlavorTooSmall', 'Unsupported'].includes(reason);
}

function isWaitingServer(truth: StoreTruth, name: string): boolean {
  const server = [...truth.servers.values()].find(({ metadata }) => metadata.name === name);
  return (
    server !== undefined &&
    truth.instancesOf(server.metadata.uid).every(({ metadata }) => metadata.name === server.status?.resize?.keptInstance)
  );
}

function waitsForGoodReason(server: Server): boolean {
  const scheduled = findCondition(server.status?.conditions, 'Scheduled');
  return scheduled?.status === 'False' && ['NoHostFits', 'QuotaExceeded', 'FlavorTooSmall', 'PortMissing'].includes(scheduled.reason);
}

/** What a forgotten host holds is left alone; that it runs nothing twice is an invariant. */
function hasRecord(truth: StoreTruth, { uid }: SimulatedHost): boolean {
  return [...truth.hosts.values()].some(({ metadata }) => metadata.uid === uid);
}

function isThere(truth: StoreTruth, serverUID: string): boolean {
  return [...truth.servers.values()].some(({ metadata }) => metadata.uid === serverUID);
}
