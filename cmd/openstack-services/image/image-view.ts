import { publicNamespace } from '#apis/compute/public-namespace.ts';
import type { Image } from '#apis/compute/image.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import { displayNameOf } from '#apis/machinery/kind.ts';
import type { View } from '../http/list-page.ts';

/** Glance's two words for each of our formats. `root-tar` is what containers of LXD had for a tar of a root file system; Kernel goes by the word for kernels. */
export const formats: Readonly<Record<Image['spec']['format'], { readonly disk: string; readonly container: string }>> = {
  Raw: { disk: 'raw', container: 'bare' },
  Qcow2: { disk: 'qcow2', container: 'bare' },
  Kernel: { disk: 'aki', container: 'aki' },
  RootFS: { disk: 'root-tar', container: 'bare' },
  OCI: { disk: 'raw', container: 'docker' },
};

/** Properties of Glance's that our Image has fields of its own for. */
export const firmwareProperty = 'hw_firmware_type';

export function imageView({ metadata, spec, status }: Image): View {
  const { disk, container } = formats[spec.format];
  const sha256 = status?.sha256 ?? spec.source?.sha256 ?? null;
  const path = `/v2/images/${metadata.uid}`;
  return {
    ...spec.properties,
    ...(spec.firmware === undefined ? {} : { [firmwareProperty]: spec.firmware.toLowerCase() }),
    id: metadata.uid,
    name: displayNameOf({ metadata, spec }),
    status: statusOf(spec, status),
    visibility: metadata.namespace === publicNamespace ? 'public' : 'private',
    owner: metadata.namespace ?? null,
    disk_format: disk,
    container_format: container,
    min_disk: spec.minimumDiskGiB,
    min_ram: spec.minimumMemoryMiB,
    size: status?.sizeBytes ?? null,
    virtual_size: null,
    // Glance's is an MD5, which nobody here reckons. What follows says the same better.
    checksum: null,
    os_hash_algo: sha256 === null ? null : 'sha256',
    os_hash_value: sha256,
    os_hidden: false,
    protected: false,
    tags: [],
    created_at: metadata.creationTimestamp,
    updated_at: metadata.creationTimestamp,
    self: path,
    file: `${path}/file`,
    schema: '/v2/schemas/image',
  };
}

/** `queued`: it waits for somebody to send its bytes. `saving`: a host sends them, as those of a snapshot. */
function statusOf(spec: Image['spec'], status: Image['status']): string {
  const ready = findCondition(status?.conditions, 'Ready');
  if (ready?.status === 'True') return 'active';
  // 0.1.0 said nothing about images, whose bytes were all elsewhere: whoever boots from one fetches them there.
  if (ready === undefined && (spec.kernel !== undefined || spec.source?.url.includes('://') === true)) return 'active';
  if (spec.upload !== undefined && spec.upload.server === undefined && spec.upload.glance === undefined) return 'queued';
  return findCondition(status?.conditions, 'Stalled')?.status === 'True' ? 'killed' : 'saving';
}
