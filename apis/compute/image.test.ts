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
