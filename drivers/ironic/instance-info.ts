import { noteKey, type GuestNote } from './guest-note.ts';
import type { Guest } from '#drivers/contract/driver.ts';
import type { ShelvedImage } from './image-shelf.ts';

/** What Ironic is told of a guest: a node's whole `instance_info`, our note included. */
export function instanceInfoOf(guest: Guest, image: ShelvedImage, note: GuestNote): Readonly<Record<string, unknown>> {
  return {
    ...imageInfo(image),
    display_name: guest.displayName,
    vcpus: String(guest.vcpus),
    memory_mb: String(guest.memoryMiB),
    local_gb: String(guest.diskGiB),
    // For images of a whole disk Ironic does not use it, and asks for it all the same.
    root_gb: String(Math.max(1, guest.diskGiB)),
    [noteKey]: note,
  };
}

function imageInfo(image: ShelvedImage): Readonly<Record<string, unknown>> {
  if (image.format === 'Kernel') {
    return {
      kernel: image.kernelURL,
      ...(image.initrdURL !== undefined && { ramdisk: image.initrdURL }),
      ramdisk_kernel_arguments: image.kernelArguments,
    };
  }
  return {
    image_source: image.url,
    image_type: 'whole-disk',
    image_disk_format: image.format.toLowerCase(),
    image_os_hash_algo: 'sha256',
    image_os_hash_value: image.sha256,
  };
}
