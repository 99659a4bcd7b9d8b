import { describe, expect, it } from 'vitest';
import type { Flavor } from '#apis/compute/flavor.ts';
import type { Image } from '#apis/compute/image.ts';
import { aServer } from '#test/builders/server.ts';
import { capabilitiesFor, macAddressOf, resolveMachine, type References } from './resolve-machine.ts';

const metadata = { uid: 'uid', resourceVersion: '1', generation: 1, creationTimestamp: '2026-06-01T12:00:00Z' };

const small: Flavor = {
  apiVersion: 'compute.tycho.dev/v1alpha1',
  kind: 'Flavor',
  metadata: { ...metadata, name: 'small' },
  spec: { vcpus: 2, memoryMiB: 512, diskGiB: 10 },
};

const debian: Image = {
  apiVersion: 'compute.tycho.dev/v1alpha1',
  kind: 'Image',
  metadata: { ...metadata, name: 'debian', namespace: 'public', uid: 'image-uid' },
  spec: {
    format: 'Qcow2',
    source: { url: 'https://images.example/debian', sha256: 'a'.repeat(64) },
    minimumDiskGiB: 5,
    minimumMemoryMiB: 256,
  },
};

const complete: References = { flavor: small, image: debian, keyPair: undefined, serverGroup: undefined };

describe('resolveMachine', () => {
  it('puts what the server refers to in place of the names', () => {
    const server = aServer({ spec: { hostname: 'inside', metadata: { team: 'blue' } } });

    expect(resolveMachine(server, complete)).toMatchObject({
      kind: 'Resolved',
      machine: {
        displayName: server.metadata.name,
        hostname: 'inside',
        flavor: 'small',
        vcpus: 2,
        memoryMiB: 512,
        diskGiB: 10,
        image: { name: 'debian', uid: 'image-uid', format: 'Qcow2', source: { url: 'https://images.example/debian' } },
        metadata: { team: 'blue' },
      },
    });
  });

  it.each<[string, Partial<References>, Parameters<typeof aServer>[0], string]>([
    ['FlavorNotFound', { flavor: undefined }, {}, 'spec.flavor'],
    ['ImageNotFound', { image: undefined }, {}, 'spec.image'],
    ['KeyPairNotFound', {}, { spec: { keyPair: 'mine' } }, 'spec.keyPair'],
    ['ServerGroupNotFound', {}, { spec: { placement: { serverGroup: 'apart' } } }, 'spec.placement.serverGroup'],
    ['FlavorTooSmall', { flavor: { ...small, spec: { ...small.spec, diskGiB: 4 } } }, {}, 'spec.flavor'],
    ['FlavorTooSmall', { flavor: { ...small, spec: { ...small.spec, memoryMiB: 128 } } }, {}, 'spec.flavor'],
  ])('says %s and names the field when that is so', (reason, references, server, field) => {
    expect(resolveMachine(aServer(server), { ...complete, ...references })).toEqual({
      kind: 'Unresolved',
      reason,
      message: expect.stringContaining(`${field}: `) as string,
    });
  });

  it('takes a flavor without a disk size for as large as the image', () => {
    const flavor = { ...small, spec: { ...small.spec, diskGiB: 0 } };

    expect(resolveMachine(aServer(), { ...complete, flavor })).toMatchObject({ kind: 'Resolved', machine: { diskGiB: 0 } });
  });
});

describe('macAddressOf', () => {
  it('gives a server the same locally administered unicast address each time, and another server another', () => {
    const address = macAddressOf('uid-1');

    expect(address).toMatch(/^02(:[0-9a-f]{2}){5}$/);
    expect(macAddressOf('uid-1')).toBe(address);
    expect(macAddressOf('uid-2')).not.toBe(address);
  });
});

describe('capabilitiesFor', () => {
  it('asks for what the machine uses and nothing else', () => {
    const resolved = resolveMachine(aServer({ spec: { userData: { secretName: 'secret', key: 'userData' } } }), complete);

    expect(resolved.kind === 'Resolved' && capabilitiesFor(resolved.machine)).toEqual(['image-qcow2', 'user-data']);
  });
});
