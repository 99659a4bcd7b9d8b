import { describe, expect, it } from 'vitest';
import type { Flavor } from '../compute/flavor.ts';
import type { Image } from '../compute/image.ts';
import { builtFromAnnotations } from '../infrastructure/saved-image.ts';
import { aServer } from '#test/builders/server.ts';
import { macAddressOf, resolveMachine, type References } from './resolve-machine.ts';

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

  it('takes the size that a server had when its flavor and its key pair are gone', () => {
    const resources = { flavor: 'gone', vcpus: 3, memoryMiB: 768, diskGiB: 12, classes: { VCPU: 3, CUSTOM_GPU: 1 } };
    const server = aServer({ spec: { flavor: 'gone', keyPair: 'gone' }, status: { epoch: 1, resources } });

    expect(resolveMachine(server, { ...complete, flavor: undefined })).toMatchObject({
      kind: 'Resolved',
      machine: { flavor: 'gone', vcpus: 3, memoryMiB: 768, diskGiB: 12, extraSpecs: { 'resources:CUSTOM_GPU': '1' } },
    });
    const resize = { keptInstance: 'web-1', previousFlavor: 'gone', previousResources: resources };
    const back = aServer({ spec: { flavor: 'gone' }, status: { epoch: 2, resources: { ...resources, flavor: 'large' }, resize } });
    expect(resolveMachine(back, { ...complete, flavor: undefined })).toMatchObject({ kind: 'Resolved', machine: { vcpus: 3 } });
    // What was kept is let go of before the server is placed as it was; the size that it asked to have again stays noted.
    const late = aServer({ spec: { flavor: 'gone' }, status: { epoch: 2, requestedResources: resources } });
    expect(resolveMachine(late, { ...complete, flavor: undefined })).toMatchObject({ kind: 'Resolved', machine: { vcpus: 3 } });
  });

  it.each<[string, Partial<References>, Parameters<typeof aServer>[0], string, number]>([
    ['FlavorNotFound', { flavor: undefined }, {}, 'spec.flavor', 1.5],
    ['ImageNotFound', { image: undefined }, {}, 'spec.image', 1.5],
    ['KeyPairNotFound', {}, { spec: { keyPair: 'mine' } }, 'spec.keyPair', 1.5],
    ['ServerGroupNotFound', {}, { spec: { placement: { serverGroup: 'apart' } } }, 'spec.placement.serverGroup', 1.5],
    ['FlavorTooSmall', { flavor: { ...small, spec: { ...small.spec, diskGiB: 4 } } }, {}, 'spec.flavor', 0],
    ['FlavorTooSmall', { flavor: { ...small, spec: { ...small.spec, memoryMiB: 128 } } }, {}, 'spec.flavor', 0],
  ])('says %s and names the field when that is so', (reason, references, server, field, worthSayingAfterSeconds) => {
    expect(resolveMachine(aServer(server), { ...complete, ...references })).toEqual({
      kind: 'Unresolved',
      reason,
      message: expect.stringContaining(`${field}: `) as string,
      worthSayingAfterSeconds,
    });
  });

  it('goes on without a group that was deleted when the server had been placed already', () => {
    const moved = aServer({ spec: { placement: { serverGroup: 'apart' } }, status: { epoch: 1 } });

    expect(resolveMachine(moved, complete)).toMatchObject({ kind: 'Resolved' });
  });

  it('takes a flavor without a disk size for as large as the image', () => {
    const flavor = { ...small, spec: { ...small.spec, diskGiB: 0 } };

    expect(resolveMachine(aServer(), { ...complete, flavor })).toMatchObject({ kind: 'Resolved', machine: { diskGiB: 0 } });
  });
});

describe('resolveMachine, for a server whose disk is kept as an image', () => {
  const server = aServer({ status: { savedImage: 'web-disk-1' } });
  const saved: Image = {
    ...debian,
    metadata: {
      ...debian.metadata,
      name: 'web-disk-1',
      uid: 'saved-uid',
      annotations: builtFromAnnotations({ name: 'debian', uid: 'image-uid' }),
    },
    spec: { ...debian.spec, firmware: 'UEFI', minimumDiskGiB: 10 },
  };

  it('starts from it, and remembers what it was made from', () => {
    expect(resolveMachine(server, { ...complete, savedImage: saved, image: undefined })).toMatchObject({
      machine: { image: { name: 'web-disk-1', uid: 'saved-uid' }, builtFrom: { name: 'debian', uid: 'image-uid' }, firmware: 'UEFI' },
    });
  });

  it('starts from another image if that was named in the meantime', () => {
    const other = { ...debian, metadata: { ...debian.metadata, name: 'fedora' } };
    const changed = aServer({ spec: { image: 'fedora' }, status: { savedImage: 'web-disk-1' } });

    const resolved = resolveMachine(changed, { ...complete, savedImage: saved, image: other });

    expect(resolved).toMatchObject({ machine: { image: { name: 'fedora' } } });
    expect(resolved.kind === 'Resolved' && resolved.machine.builtFrom).toBeUndefined();
  });

  it('waits when it is gone, rather than to begin with an empty disk', () => {
    expect(resolveMachine(server, { ...complete, savedImage: undefined })).toMatchObject({
      reason: 'SavedImageNotFound',
      message: expect.stringContaining('status.savedImage: the image "web-disk-1"') as string,
    });
  });

  it('needs a flavor with room for it', () => {
    const flavor = { ...small, spec: { ...small.spec, diskGiB: 9 } };

    expect(resolveMachine(server, { ...complete, flavor, savedImage: saved })).toMatchObject({ reason: 'FlavorTooSmall' });
  });
});

describe('resolveMachine, for what else a server names', () => {
  it('waits for the bytes of an image that is uploaded', () => {
    const upload = { ...debian, spec: { format: 'Raw', upload: {}, minimumDiskGiB: 0, minimumMemoryMiB: 0 } } as const;
    const there = { ...upload, status: { sha256: 'b'.repeat(64) } };

    expect(resolveMachine(aServer(), { ...complete, image: upload })).toMatchObject({ reason: 'ImageNotReady' });
    expect(resolveMachine(aServer(), { ...complete, image: there })).toMatchObject({
      machine: { image: { source: { url: `image-store:${'b'.repeat(64)}` } } },
    });
  });

  it('waits for its ports, and says for which', () => {
    const wish = { index: 0, field: 'spec.networks[0].port', wants: { port: 'front' }, tag: undefined };

    expect(resolveMachine(aServer(), { ...complete, ports: { ports: [], missing: [wish] } })).toMatchObject({
      reason: 'PortMissing',
      message: expect.stringContaining('spec.networks[0].port: waits for the port "front"') as string,
    });
  });

  it('boots the rescue image, and waits while there is none of that name', () => {
    const server = aServer({ spec: { rescue: { image: 'help' } } });

    expect(resolveMachine(server, { ...complete, rescueImage: debian })).toMatchObject({ machine: { rescueImage: { name: 'debian' } } });
    expect(resolveMachine(server, complete)).toMatchObject({
      reason: 'ImageNotFound',
      message: expect.stringContaining('spec.rescue.image') as string,
    });
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
