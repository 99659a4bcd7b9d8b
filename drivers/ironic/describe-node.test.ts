import { describe, expect, it } from 'vitest';
import type { Node } from './node/node.ts';
import { aNode, aNodeOfOurs } from '#test/builders/ironic-node.ts';
import { describeNode } from './describe-node.ts';

describe('a node as a host', () => {
  it('has what its properties say, for one server at a time', () => {
    expect(describeNode(aNode())).toEqual({
      driver: 'ironic',
      inventory: { vcpus: 8, memoryMiB: 16_384, diskGiB: 100 },
      isExclusive: true,
      architecture: 'x86_64',
      accelerator: 'none',
      portAttachment: 'None',
      capabilities: [
        'image-raw',
        'image-qcow2',
        'image-kernel',
        'key-pair',
        'user-data',
        'config-drive',
        'rebuild',
        'reboot-soft',
        'reboot-hard',
        'crash-dump',
        'rescue',
        'console-serial',
      ],
    });
  });

  it('reads properties that are words, as Ironic lets them be', () => {
    const properties = { cpus: '4', memory_mb: '2048', local_gb: '10' };

    expect(describeNode(aNode({ properties }))).toMatchObject({
      inventory: { vcpus: 4, memoryMiB: 2048, diskGiB: 10 },
      architecture: 'unknown',
    });
  });

  it.each<[string, readonly string[]]>([
    ['ramdisk', ['image-kernel']],
    ['direct', ['image-raw', 'image-qcow2']],
    ['somebody’s own', ['image-raw', 'image-qcow2', 'image-kernel']],
  ])('takes the images that its deploy interface "%s" can put on it', (deployInterface, images) => {
    expect(describeNode(aNode({ deployInterface })).capabilities.filter((name) => name.startsWith('image-'))).toEqual(images);
  });

  it('offers rescue and a console only where its interfaces do', () => {
    const bare = describeNode(aNode({ rescueInterface: 'no-rescue', consoleInterface: 'no-console' }));

    expect(bare.capabilities).not.toContain('rescue');
    expect(bare.capabilities).not.toContain('console-serial');
    expect(describeNode(aNode({ consoleInterface: 'ipmitool-shellinabox' })).capabilities).not.toContain('console-serial');
  });

  it.each<[string, Partial<Node>]>([
    ['NodeTaken', { instanceUUID: 'theirs', provisionState: 'active' }],
    ['NodeFault', { isInMaintenance: true, fault: 'power failure', lastError: 'the controller is silent' }],
    ['NodeInMaintenance', { isInMaintenance: true, maintenanceReason: 'a fan is being replaced' }],
    ['NodeCleaning', { provisionState: 'clean wait' }],
    ['NodeCleanFailed', { provisionState: 'clean failed', lastError: 'the disk is broken' }],
    ['NodeNotAvailable', { provisionState: 'manageable' }],
    ['NodeNotAvailable', { provisionState: 'a state of the future' }],
    ['NodePowerUnknown', { powerState: undefined }],
    ['NodeWithoutSize', { properties: { cpus: 8, memory_mb: 0 } }],
  ])('is not for servers with the problem %s', (reason, overrides) => {
    const { problem } = describeNode(aNode(overrides));

    expect(problem?.reason).toBe(reason);
    for (const detail of [overrides.lastError, overrides.maintenanceReason])
      if (detail !== undefined) expect(problem?.message).toContain(detail);
  });

  it('is well with our guest on it, whatever that does, unless the machine itself is not', () => {
    for (const provisionState of ['available', 'deploying', 'active', 'deploy failed', 'rescue', 'deleting'])
      expect(describeNode(aNodeOfOurs({ provisionState }))).not.toHaveProperty('problem');
    expect(describeNode(aNodeOfOurs({ isInMaintenance: true, fault: 'power failure' })).problem?.reason).toBe('NodeFault');
    expect(describeNode(aNodeOfOurs({ instanceUUID: undefined })).problem?.reason).toBe('NodeDisowned');
  });
});
