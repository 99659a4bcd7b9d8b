import type { Mark } from '#drivers/contract/driver.ts';
import { noteKey, type GuestNote } from '#drivers/ironic/guest-note.ts';
import type { Node } from '#drivers/ironic/node/node.ts';
import { aMark } from './guest.ts';

/** A node that is off and free; tests override what they are about. */
export function aNode(overrides: Partial<Node> = {}): Node {
  return {
    uuid: '00000000-0000-4000-8000-000000000001',
    name: 'node-1',
    instanceUUID: undefined,
    instanceInfo: {},
    provisionState: 'available',
    targetProvisionState: undefined,
    provisionUpdatedAt: new Date('2026-06-01T12:00:00Z'),
    powerState: 'power off',
    targetPowerState: undefined,
    reservation: undefined,
    lastError: undefined,
    isInMaintenance: false,
    maintenanceReason: undefined,
    fault: undefined,
    properties: { cpus: 8, memory_mb: 16_384, local_gb: 100, cpu_arch: 'x86_64' },
    deployInterface: 'fake',
    rescueInterface: 'fake',
    consoleInterface: 'socat',
    ...overrides,
  };
}

/** A node with our guest on it, running; `note` is what we wrote beside the mark. */
export function aNodeOfOurs(overrides: Partial<Node> = {}, note: Omit<GuestNote, 'mark'> = {}, mark: Mark = aMark()): Node {
  return aNode({
    instanceUUID: mark.instanceUID,
    instanceInfo: { [noteKey]: { mark, ...note } },
    provisionState: 'active',
    powerState: 'power on',
    ...overrides,
  });
}
