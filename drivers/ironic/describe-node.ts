import type { Capability } from '#drivers/contract/capability.ts';
import type { HostDescription } from '#drivers/contract/driver.ts';
import { ownershipOf } from './guest-note.ts';
import { provisionPhase } from './node/provision-state.ts';
import type { Node } from './node/node.ts';

/** A node as a host. It takes one server at a time, the whole of it. */
export function describeNode(node: Node): HostDescription {
  const problem = problemOf(node);
  const amount = (name: string): number => Math.max(0, Math.floor(Number(node.properties[name] ?? 0)) || 0);
  const { cpu_arch: architecture } = node.properties;
  return {
    driver: 'ironic',
    capabilities: capabilitiesOf(node),
    inventory: { vcpus: amount('cpus'), memoryMiB: amount('memory_mb'), diskGiB: amount('local_gb') },
    isExclusive: true,
    architecture: typeof architecture === 'string' ? architecture : 'unknown',
    accelerator: 'none',
    portAttachment: 'None',
    ...(problem !== undefined && { problem }),
  };
}

/** What an operator should know of a node that Ironic does not list, or not to us. */
export function missingNode(uuid: string): NonNullable<HostDescription['problem']> {
  return { reason: 'NodeMissing', message: `Ironic has no node ${uuid} among those that this agent is to use` };
}

function capabilitiesOf({ deployInterface, rescueInterface, consoleInterface }: Node): readonly Capability[] {
  return [
    ...imageCapabilities(deployInterface),
    'key-pair',
    'user-data',
    'config-drive',
    'rebuild',
    'reboot-soft',
    'reboot-hard',
    'crash-dump',
    ...(rescueInterface === undefined || rescueInterface === 'no-rescue' ? [] : (['rescue'] as const)),
    ...(consoleInterface === undefined || consolesWithoutStream.has(consoleInterface) ? [] : (['console-serial'] as const)),
  ];
}

/** `ramdisk` boots a kernel and writes no disk; an interface that we do not know is its operator's, and may do all. */
function imageCapabilities(deployInterface: string | undefined): readonly Capability[] {
  switch (deployInterface) {
    case 'ramdisk':
      return ['image-kernel'];
    case 'direct':
    case 'ansible':
    case 'custom-agent':
      return ['image-raw', 'image-qcow2'];
    default:
      return ['image-raw', 'image-qcow2', 'image-kernel'];
  }
}

const consolesWithoutStream: ReadonlySet<string> = new Set(['no-console', 'fake', 'ipmitool-shellinabox']);

/** The first thing that keeps servers away from it. */
function problemOf(node: Node): HostDescription['problem'] {
  const { provisionState, lastError, fault, properties } = node;
  const problem = (reason: string, message: string): HostDescription['problem'] => ({ reason, message });
  const detail = lastError === undefined ? '' : `: ${lastError}`;
  const ownership = ownershipOf(node);
  if (ownership.kind === 'Disowned')
    return problem(
      'NodeDisowned',
      `somebody removed instance ${ownership.note.mark.instanceUID} from the node, which is "${provisionState}" with it: give it back or undeploy the node`,
    );
  if (ownership.kind === 'Foreign') return problem('NodeTaken', `the node has instance ${ownership.instanceUUID}, which is not ours`);
  if (fault !== undefined) return problem('NodeFault', `Ironic put the node in maintenance because of a ${fault}${detail}`);
  if (node.isInMaintenance)
    return problem('NodeInMaintenance', `the node is in maintenance: ${node.maintenanceReason ?? 'no reason is given'}`);
  if (ownership.kind === 'Ours') return undefined;
  const phase = provisionPhase(provisionState);
  if (provisionState === 'clean failed') return problem('NodeCleanFailed', `the node could not be cleaned${detail}`);
  if (phase === 'Cleaning' || phase === 'Leaving')
    return problem('NodeCleaning', `the node is being made ready: it is "${provisionState}"`);
  if (phase !== 'Free') return problem('NodeNotAvailable', `the node is "${provisionState}", and an operator has to make it "available"`);
  if (node.powerState === undefined) return problem('NodePowerUnknown', 'Ironic does not know whether the node is on: set its power once');
  const unsaid = ['cpus', 'memory_mb', 'local_gb'].filter((name) => !(Number(properties[name]) > 0));
  if (unsaid.length > 0) return problem('NodeWithoutSize', `the node’s properties do not say ${unsaid.join(', ')}`);
  return undefined;
}
