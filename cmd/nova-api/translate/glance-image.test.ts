import { describe, expect, it } from 'vitest';
import { imageOfGlance } from './glance-image.ts';

const id = '6a6a6a6a-0000-4000-8000-000000000001';
const usable = {
  id,
  name: 'Debian 12',
  status: 'active',
  disk_format: 'qcow2',
  container_format: 'bare',
  min_disk: 2,
  min_ram: 512,
  os_hash_algo: 'sha512',
  os_hash_value: 'ab'.repeat(64),
};

describe('an image of Glance', () => {
  it('becomes an Image whose bytes come from there', () => {
    expect(imageOfGlance(id, { ...usable, hw_tpm_version: '2.0', os_distro: 'debian' })).toEqual({
      kind: 'Usable',
      spec: {
        displayName: 'Debian 12',
        format: 'Qcow2',
        upload: { glance: { id, algorithm: 'SHA512', checksum: 'ab'.repeat(64) } },
        tpm: true,
        minimumDiskGiB: 2,
        minimumMemoryMiB: 512,
      },
    });
  });

  it.each([
    [{ status: 'deactivated' }, `Image ${id} is not active.`],
    [{ disk_format: 'iso' }, 'disk format iso'],
    [{ container_format: 'ova' }, 'container format ova'],
    [{ disk_format: { $ne: 1 } }, 'disk format [object Object]'],
    [{ kernel_id: 'k' }, 'kernels beside an image'],
    [{ os_hash_algo: 'md5', os_hash_value: 'ab'.repeat(16) }, 'no checksum'],
    [{ os_hash_algo: 'constructor' }, 'no checksum'],
    [{ os_hash_value: null }, 'no checksum'],
    [{ os_hash_value: 'ab'.repeat(32) }, 'no checksum'],
    [{ os_hash_value: 'AB'.repeat(64) }, 'no checksum'],
  ])('cannot be booted as %j', (change, words) => {
    expect(imageOfGlance(id, { ...usable, ...change })).toEqual({ kind: 'Unusable', message: expect.stringContaining(words) as string });
  });
});
