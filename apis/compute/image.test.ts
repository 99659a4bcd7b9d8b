import { describe, expect, it } from 'vitest';
import { imageKind, type Image } from './image.ts';

const image: Image = {
  apiVersion: 'compute.tycho.dev/v1alpha1',
  kind: 'Image',
  metadata: {
    name: 'debian',
    namespace: 'public',
    uid: 'u',
    resourceVersion: '1',
    generation: 1,
    creationTimestamp: '2026-06-01T12:00:00Z',
  },
  spec: {
    format: 'Qcow2',
    source: { url: 'https://images.test/debian.qcow2', sha256: 'a'.repeat(64) },
    minimumDiskGiB: 0,
    minimumMemoryMiB: 0,
  },
};

function faultsOfChange(change: Partial<Image['spec']>): readonly string[] {
  return imageKind.validate({ ...image, spec: { ...image.spec, ...change } } as Image, image).map(({ field }) => field ?? '');
}

describe('a change of an image', () => {
  it.each<[string, Partial<Image['spec']>]>([
    ['what people call it', { displayName: 'Debian 13, daily' }],
    ['what is said about it', { properties: { os_distro: 'debian' } }],
    ['the least disk and memory', { minimumDiskGiB: 4, minimumMemoryMiB: 512 }],
  ])('is allowed for %s', (_what, change) => {
    expect(faultsOfChange(change)).toEqual([]);
  });

  it.each<[string, Partial<Image['spec']>]>([
    ['the bytes', { source: { url: 'https://images.test/other', sha256: 'b'.repeat(64) } }],
    ['what they are', { format: 'Raw' }],
    ['how they are booted, beside a new name', { firmware: 'UEFI', displayName: 'Debian' }],
  ])('is refused for %s', (_what, change) => {
    expect(faultsOfChange(change)).toEqual(['spec']);
  });
});

describe('an image from Glance', () => {
  const glance = { id: '6a6a6a6a-0000-4000-8000-000000000001', algorithm: 'SHA512', checksum: 'a'.repeat(128) } as const;

  const faultsOf = (spec: Partial<Image['spec']>): readonly string[] => {
    const { source: _, ...rest } = image.spec;
    return imageKind.validate({ ...image, spec: { ...rest, ...spec } } as Image, undefined).map(({ field }) => field ?? '');
  };

  it.each<[string, Partial<Image['spec']>, readonly string[]]>([
    ['a disk with its checksum', { upload: { glance } }, []],
    ['a checksum of another length', { upload: { glance: { ...glance, algorithm: 'SHA256' } } }, ['spec.upload.glance.checksum']],
    ['the disk of a server at the same time', { upload: { glance, server: 'web' } }, ['spec.upload.server']],
    ['a root file system', { format: 'RootFS', upload: { glance } }, ['spec.upload.glance']],
  ])('as %s', (_what, spec, fields) => {
    expect(faultsOf(spec)).toEqual(fields);
  });
});
