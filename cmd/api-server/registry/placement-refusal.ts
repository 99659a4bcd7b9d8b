import { serverKind, type Server } from '#apis/compute/server.ts';
import { allocatable, resourcesWithoutRoom, type Amounts } from '#apis/infrastructure/allocatable.ts';
import type { Placement } from '#apis/infrastructure/instance.ts';
import { hostIDOf } from '#apis/infrastructure/host-id.ts';
import { amountsOf, extraDisksOf } from '#apis/infrastructure/local-disk.ts';
import { isMovedFrom, mayStandBeside } from '#apis/infrastructure/needs-placement.ts';
import { isConditionTrue } from '#apis/machinery/condition.ts';
import type { ApiError, StatusCause } from '#apis/machinery/errors.ts';
import { samePlain } from '#apis/machinery/plain-value.ts';
import { changedMeanwhile, conflict } from '../admission/rejection.ts';
import { isLive, type PlacementView } from './placement-view.ts';

/**
 * Why the server cannot be placed so, or undefined. Pure. 409 Conflict: another decision could mend it (another host, a newer server). Quotas are
 * `quota-gate.ts`'s.
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
  return undefined;
}

/** What the server takes from its host. */
export function claimOf({ machine }: Placement): Amounts {
  return amountsOf(machine);
}

function serverCauses({ incarnations, hold }: PlacementView, server: Server): readonly StatusCause[] {
  const causes: StatusCause[] = hold === undefined ? [] : [hold];
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
function flavorCauses({ flavor, server, incarnations }: PlacementView, { machine }: Placement): readonly StatusCause[] {
  // What moves while it runs stays what it is, whatever became of its flavor.
  if (incarnations.some((each) => isMovedFrom(server.object() as Server, each))) return [];
  const spec = flavor?.spec;
  if (spec === undefined) return [{ reason: 'FlavorMissing', message: `flavor ${machine.flavor} does not exist`, field: 'machine.flavor' }];
  // A flavor without a disk size takes that of the image.
  const isSame =
    spec.vcpus === machine.vcpus &&
    spec.memoryMiB === machine.memoryMiB &&
    (spec.diskGiB === 0 || spec.diskGiB === machine.diskGiB) &&
    samePlain(extraDisksOf(spec), extraDisksOf(machine));
  return isSame
    ? []
    : [{ reason: 'FlavorChanged', message: `flavor ${machine.flavor} is not what the placement was decided on`, field: 'machine.flavor' }];
}

function hostCauses({ host, zone, server }: PlacementView, placement: Placement): readonly StatusCause[] {
  const { name, uid } = placement.host;
  const cause = (reason: string, message: string): readonly StatusCause[] => [{ reason, message, field: 'host' }];
  if (host === undefined || host.metadata.uid !== uid) return cause('HostMissing', `host ${name} with uid ${uid} does not exist`);
  if (host.metadata.deletionTimestamp !== undefined) return cause('HostTerminating', `host ${name} is being deleted`);
  if (host.spec.unschedulable) return cause('HostCordoned', `host ${name} is cordoned`);
  if (!isConditionTrue(host.status?.conditions, 'Ready')) return cause('HostNotReady', `host ${name} is not ready`);
  if (allocatable(host) === undefined) return cause('HostNotReady', `host ${name} has not said yet what it has`);
  const { metadata, spec, status } = server.object() as Server;
  const { destination } = spec;
  if (destination?.epoch === (status?.epoch ?? 0) + 1 && destination.hostID !== hostIDOf(metadata.namespace ?? '', uid))
    return cause('OtherDestination', `host ${name} is not the one that spec.destination names`);
  const wanted = spec.placement?.zone;
  if (wanted !== undefined && wanted !== zone) return cause('OtherZone', `host ${name} is in zone ${zone ?? '(none)'}, not in ${wanted}`);
  return [];
}

function groupCauses({ group, server }: PlacementView): readonly StatusCause[] {
  if (group === undefined) return [];
  const field = 'spec.placement.serverGroup';
  const spec = group.group?.spec;
  if (spec === undefined) {
    // One that was deleted leaves its members alone, so that they can still move.
    const isMove = (server.object() as Server).status?.epoch !== undefined;
    return isMove ? [] : [{ reason: 'ServerGroupMissing', message: `server group ${group.name} does not exist`, field }];
  }
  switch (spec.policy) {
    case 'Affinity': {
      const message = `members of server group ${group.name} are on another host`;
      return group.membersElsewhere === 0 ? [] : [{ reason: 'Affinity', message, field }];
    }
    case 'AntiAffinity': {
      const message = `the host holds ${group.membersOnHost} members of server group ${group.name}; the most is ${spec.maximumServersPerHost}`;
      return group.membersOnHost < spec.maximumServersPerHost ? [] : [{ reason: 'AntiAffinity', message, field }];
    }
    case 'SoftAffinity':
    case 'SoftAntiAffinity':
      return [];
  }
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
