import type { Observation } from '#drivers/contract/driver.ts';
import type { InstanceRecord } from '../journal/journal-state.ts';
import { isExecuting } from './instance-observation.ts';
import type { DeviceChange, InstanceStep } from './instance-step.ts';

/**
 * Which ports need something on this host now, as uids in order: all that a guest with a process has or is to have, and none for another. Undefined when
 * that is nobody's business: the machine says nothing of ports, or there is no guest.
 */
export function portsInUse({ desired }: Pick<InstanceRecord, 'desired'>, guest: Observation): readonly string[] | undefined {
  const { ports } = desired.instance.spec.machine;
  if (ports === undefined || guest.kind === 'Absent' || guest.kind === 'Lost') return undefined;
  if (!isExecuting(guest)) return [];
  return [...new Set([...ports.map(({ uid }) => uid), ...(guest.portUIDs ?? [])])].sort();
}

/** Which ports something was made for once a step is done; undefined for a step that has nothing to do with ports. */
export function portsSettledBy(step: InstanceStep, { desired, progress }: InstanceRecord): readonly string[] | undefined {
  const wanted = (desired.instance.spec.machine.ports ?? []).map(({ uid }) => uid);
  const held = progress.devices?.ports ?? [];
  switch (step.kind) {
    case 'Start':
    case 'Reboot':
      return wanted.toSorted();
    case 'Save':
    case 'Destroy':
      return [];
    case 'Adjust':
      return portsSettledByChange(step.change, wanted, held);
    default:
      return undefined;
  }
}

function portsSettledByChange(change: DeviceChange, wanted: readonly string[], held: readonly string[]): readonly string[] | undefined {
  switch (change.kind) {
    case 'SettlePorts':
      return change.portUIDs;
    case 'AttachPort':
      return [...new Set([...wanted, ...held])].sort();
    case 'DetachPort':
      return [...new Set([...wanted, ...held.filter((uid) => uid !== change.portUID)])].sort();
    default:
      return undefined;
  }
}

export function samePorts(one: readonly string[] | undefined, other: readonly string[] | undefined): boolean {
  return one !== undefined && other !== undefined && one.join(' ') === other.join(' ');
}
