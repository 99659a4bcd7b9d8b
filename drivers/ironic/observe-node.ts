import type { GuestAddress, Mark, Observation } from '#drivers/contract/driver.ts';
import { isSameMark, ownershipOf, type GuestNote } from './guest-note.ts';
import { provisionPhase } from './node/provision-state.ts';
import type { Node } from './node/node.ts';

/**
 * How the guest with that mark is, as its node says it. What may run by itself at any moment counts as running: another incarnation must not be
 * started meanwhile.
 */
export function observeNode(node: Node, mark: Mark, addresses: readonly GuestAddress[]): Observation {
  const ownership = ownershipOf(node);
  if (ownership.kind === 'Nobody' || ownership.kind === 'Foreign' || !isSameMark(ownership.note.mark, mark)) return { kind: 'Absent' };
  if (ownership.kind === 'Disowned') {
    const message = `node ${node.uuid} is "${node.provisionState}" with it, but somebody removed its instance ${mark.instanceUID} from the node`;
    return { kind: 'Lost', message: `${message}; give it back (instance_uuid), or undeploy the node` };
  }
  const { note } = ownership;
  switch (provisionPhase(node.provisionState)) {
    case 'Free':
    case 'Cleaning':
    case 'Failed':
      return { kind: 'Stopped' };
    case 'Deploying':
    case 'Waiting':
      return { ...running(node, note, addresses), isStarting: true };
    case 'Leaving':
      return running(node, note, addresses);
    case 'Deployed':
    case 'Rescue':
    case 'Stuck':
    case 'Away':
      return isPowered(node, note) ? running(node, note, addresses) : stopped(note);
  }
}

/** A power that Ironic does not know, as while the machine's controller is unreachable, is on unless we turned it off. */
function isPowered({ powerState, targetPowerState }: Node, note: GuestNote): boolean {
  if (targetPowerState === 'power on' || targetPowerState === 'rebooting' || targetPowerState === 'soft rebooting') return true;
  return powerState === undefined ? note.stoppedAt === undefined : powerState === 'power on';
}

function running(node: Node, note: GuestNote, addresses: readonly GuestAddress[]): Extract<Observation, { kind: 'Running' }> {
  const isInRescue = provisionPhase(node.provisionState) === 'Rescue';
  return { kind: 'Running', startedAt: startOf(node, note), addresses, ...(isInRescue && { inRescue: true }) };
}

/** The later of when it was deployed and when we turned it on again. */
function startOf({ provisionUpdatedAt = new Date(0) }: Node, { startedAt }: GuestNote): Date {
  if (startedAt === undefined) return provisionUpdatedAt;
  const turnedOnAt = new Date(startedAt);
  return turnedOnAt > provisionUpdatedAt ? turnedOnAt : provisionUpdatedAt;
}

function stopped({ stoppedAt, foundOffAt, rebuildSince }: GuestNote): Observation {
  if (stoppedAt !== undefined)
    return { kind: 'Stopped', exit: { reason: 'Stopped', message: 'the machine was turned off as wished', at: new Date(stoppedAt) } };
  if (foundOffAt === undefined || rebuildSince !== undefined) return { kind: 'Stopped' };
  const message = 'the machine is off, and Tycho did not ask for it: it turned itself off, lost its power, or somebody turned it off';
  return { kind: 'Stopped', exit: { reason: 'GuestShutdown', message, at: new Date(foundOffAt) } };
}

/** Whether a guest's machine is off without anybody having noted why. */
export function isFoundOff(node: Node): boolean {
  const ownership = ownershipOf(node);
  if (ownership.kind !== 'Ours' || node.reservation !== undefined || node.targetPowerState !== undefined) return false;
  const { stoppedAt, foundOffAt } = ownership.note;
  const phase = provisionPhase(node.provisionState);
  return (
    (phase === 'Deployed' || phase === 'Rescue') && node.powerState === 'power off' && stoppedAt === undefined && foundOffAt === undefined
  );
}
