import { serverKind, type Server } from '#apis/compute/server.ts';
import type { QuotaSpec } from '#apis/compute/quota.ts';
import { allocatable, resourceNames, resourcesWithoutRoom, type Amounts } from '#apis/infrastructure/allocatable.ts';
import type { Placement } from '#apis/infrastructure/instance.ts';
import { mayStandBeside } from '#apis/infrastructure/needs-placement.ts';
import { isConditionTrue } from '#apis/machinery/condition.ts';
import type { ApiError, StatusCause } from '#apis/machinery/errors.ts';
import { changedMeanwhile, conflict, forbidden } from '../admission/rejection.ts';
import { isLive, type PlacementView } from './placement-view.ts';

/**
 * Why the server cannot be placed so, or undefined. Pure. 409 Conflict for what another decision could mend (another host, a newer server), 403
 * Forbidden where the project's limits say no.
 */
export function placementRefusal(view: PlacementView, placement: Placement): ApiError | undefined {
  const server = view.server.object() as Server;
  const { name } = server.metadata;
  if (String(view.server.revision) !== placement.serverResourceVersion) return changedMeanwhile(serverKind, name);
  const [cause] = [...serverCauses(view, server), ...flavorCauses(view, placement), ...hostCauses(view, placement), ...groupCauses(view)];
  if (cause !== undefined) return conflict(serverKind, name, cause.message, [cause]);
  const full = capacityCauses(view, placement);
  if (full.length > 0)
    return conflict(serverKind, name, `host ${placement.host.name} is full: ${full.map((each) => each.message).join('; ')}`, full);
  return quotaRefusal(view, claimOf(placement), name);
}

/** What the server takes from host and project. */
export function claimOf({ machine }: Placement): Amounts {
  return { vcpus: machine.vcpus, memoryMiB: machine.memoryMiB, diskGiB: machine.diskGiB };
}

function serverCauses({ incarnations }: PlacementView, server: Server): readonly StatusCause[] {
  const causes: StatusCause[] = [];
  if (server.metadata.deletionTimestamp !== undefined) {
    causes.push({ reason: 'ServerTerminating', message: 'the server is being deleted', field: 'metadata.deletionTimestamp' });
  }
  if (server.spec.power === 'Shelved') {
    causes.push({ reason: 'ServerShelved', message: 'the server is to be shelved, and has no place on a host', field: 'spec.power' });
  }
  for (const instance of incarnations.filter((each) => isLive(each) && !mayStandBeside(server, each))) {
    const { name: host } = instance.spec.host;
    causes.push({
      reason: 'AlreadyPlaced',
      message: `instance ${instance.metadata.name} is on host ${host} already`,
      field: 'status.instance',
    });
  }
  return causes;
}

/** The scheduler's flavor may have been edited or deleted since. */
function flavorCauses({ flavor }: PlacementView, { machine }: Placement): readonly StatusCause[] {
  const spec = flavor?.spec;
  if (spec === undefined) return [{ reason: 'FlavorMissing', message: `flavor ${machine.flavor} does not exist`, field: 'machine.flavor' }];
  // A flavor without a disk size takes that of the image.
  const isSame =
    spec.vcpus === machine.vcpus && spec.memoryMiB === machine.memoryMiB && (spec.diskGiB === 0 || spec.diskGiB === machine.diskGiB);
  return isSame
    ? []
    : [{ reason: 'FlavorChanged', message: `flavor ${machine.flavor} is not what the placement was decided on`, field: 'machine.flavor' }];
}

function hostCauses({ host }: PlacementView, placement: Placement): readonly StatusCause[] {
  const { name, uid } = placement.host;
  const cause = (reason: string, message: string): readonly StatusCause[] => [{ reason, message, field: 'host' }];
  if (host === undefined || host.metadata.uid !== uid) return cause('HostMissing', `host ${name} with uid ${uid} does not exist`);
  if (host.metadata.deletionTimestamp !== undefined) return cause('HostTerminating', `host ${name} is being deleted`);
  if (host.spec.unschedulable) return cause('HostCordoned', `host ${name} is cordoned`);
  if (!isConditionTrue(host.status?.conditions, 'Ready')) return cause('HostNotReady', `host ${name} is not ready`);
  if (allocatable(host) === undefined) return cause('HostNotReady', `host ${name} has not said yet what it has`);
  return [];
}

function groupCauses({ group }: PlacementView): readonly StatusCause[] {
  if (group === undefined) return [];
  const field = 'spec.placement.serverGroup';
  const spec = group.group?.spec;
  if (spec === undefined) return [{ reason: 'ServerGroupMissing', message: `server group ${group.name} does not exist`, field }];
  if (spec.policy === 'Affinity') {
    return group.membersElsewhere === 0
      ? []
      : [{ reason: 'Affinity', message: `members of server group ${group.name} are on another host`, field }];
  }
  const isFull = group.membersOnHost >= spec.maximumServersPerHost;
  const message = `the host holds ${group.membersOnHost} members of server group ${group.name}; the most is ${spec.maximumServersPerHost}`;
  return isFull ? [{ reason: 'AntiAffinity', message, field }] : [];
}

function capacityCauses({ host, claimed }: PlacementView, placement: Placement): readonly StatusCause[] {
  const limit = host === undefined ? undefined : allocatable(host);
  if (limit === undefined) return [];
  const wanted = claimOf(placement);
  const isExclusive = host?.status?.exclusive === true;
  const whole = isExclusive ? ', and one server takes the host whole' : '';
  return resourcesWithoutRoom({ allocatable: limit, claimed, isExclusive }, wanted).map((name) => ({
    reason: 'HostFull',
    message: `requested: ${name}=${wanted[name]}, claimed: ${name}=${claimed[name]}, allocatable: ${name}=${limit[name]}${whole}`,
    field: `machine.${name}`,
  }));
}

/** All quotas of the project hold; the first that would be exceeded is named. */
function quotaRefusal({ quotas, projectUse }: PlacementView, claim: Amounts, server: string): ApiError | undefined {
  const wanted: Required<QuotaSpec> = { servers: 1, ...claim };
  for (const { metadata, spec } of quotas) {
    const exceeded = quotaNames.filter(
      (name) => wanted[name] > 0 && projectUse[name] + wanted[name] > (spec[name] ?? Number.POSITIVE_INFINITY),
    );
    if (exceeded.length === 0) continue;
    const amounts = (of: Readonly<Record<string, number | undefined>>): string =>
      exceeded.map((name) => `${name}=${String(of[name])}`).join(',');
    const words = `exceeded quota: ${metadata.name}, requested: ${amounts(wanted)}, used: ${amounts({ ...projectUse })}, limited: ${amounts(spec)}`;
    const causes = exceeded.map((name) => ({
      reason: 'QuotaExceeded',
      message: `${name}: requested ${wanted[name]}, used ${projectUse[name]}, limited ${String(spec[name])}`,
      field: 'spec.flavor',
    }));
    return forbidden(serverKind, server, words, causes);
  }
  return undefined;
}

const quotaNames = ['servers', ...resourceNames] as const;
