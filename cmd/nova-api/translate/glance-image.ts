import type { ImageSpec } from '#apis/compute/image.ts';
import type { GlanceImage } from '#apis/openstack/glance-client.ts';

/** What an image of Glance's is to be here, or why it cannot be booted. */
export type BootableImage = { readonly kind: 'Usable'; readonly spec: ImageSpec } | { readonly kind: 'Unusable'; readonly message: string };

/** The name of the Image that stands for one of Glance's in a project: one for each, however many ask. */
export function glanceImageName(id: string): string {
  return `glance-${id}`;
}

const formats: Readonly<Record<string, 'Raw' | 'Qcow2'>> = { raw: 'Raw', qcow2: 'Qcow2' };
const checksums: Readonly<Record<string, { readonly algorithm: 'SHA256' | 'SHA512'; readonly digits: number }>> = {
  sha256: { algorithm: 'SHA256', digits: 64 },
  sha512: { algorithm: 'SHA512', digits: 128 },
};

/** Pure. The words of refusals are Nova's, as far as Nova refuses it too. */
export function imageOfGlance(id: string, image: GlanceImage): BootableImage {
  if (image.status !== 'active') return unusable(`Image ${id} is not active.`);
  const format = typeof image.disk_format === 'string' ? formats[image.disk_format] : undefined;
  if (format === undefined || image.container_format !== 'bare')
    return unusable(
      `Image ${id} is unacceptable: disk format ${String(image.disk_format)} in container format ${String(image.container_format)} is not supported; raw and qcow2 in bare are`,
    );
  if (image['kernel_id'] !== undefined || image['ramdisk_id'] !== undefined)
    return unusable(`Image ${id} is unacceptable: kernels beside an image are not supported`);
  const known = typeof image.os_hash_algo === 'string' ? checksums[image.os_hash_algo] : undefined;
  const { os_hash_value: checksum } = image;
  if (known === undefined || typeof checksum !== 'string' || !/^[0-9a-f]+$/.test(checksum) || checksum.length !== known.digits)
    return unusable(
      `Image ${id} is unacceptable: it has no checksum by sha512 or sha256 (os_hash_algo, os_hash_value) that its bytes could be held against`,
    );
  return {
    kind: 'Usable',
    spec: {
      ...(typeof image.name === 'string' && image.name !== '' ? { displayName: image.name } : {}),
      format,
      upload: { glance: { id, algorithm: known.algorithm, checksum } },
      ...(image['hw_firmware_type'] === 'uefi' ? { firmware: 'UEFI' } : {}),
      ...(image['hw_tpm_version'] === '2.0' ? { tpm: true } : {}),
      minimumDiskGiB: wholeNumber(image.min_disk),
      minimumMemoryMiB: wholeNumber(image.min_ram),
    },
  };
}

function unusable(message: string): BootableImage {
  return { kind: 'Unusable', message };
}

function wholeNumber(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}
