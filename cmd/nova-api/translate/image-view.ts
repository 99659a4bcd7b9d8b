import { displayNameOf } from '#apis/machinery/kind.ts';
import type { Image } from '#apis/compute/image.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import { bookmarkLinks, entityLinks, type LinkBase } from './links.ts';
import { withoutFraction } from './times.ts';

/** What Nova's own view of images calls their states (nova/api/openstack/compute/views/images.py). */
export type ImageStatus = 'ACTIVE' | 'SAVING' | 'ERROR';

/** What clients know an image by: one that stands for an image of Glance's, by that one's id. */
export function imageIDFor({ metadata, spec }: Pick<Image, 'metadata' | 'spec'>): string {
  return spec.upload?.glance?.id ?? metadata.uid;
}

/** The short form, as lists give it. */
export function imageBrief(image: Image, base: LinkBase): Record<string, unknown> {
  const id = image.metadata.uid;
  return { id, name: displayNameOf(image), links: entityLinks(base, 'images', id) };
}

/** Everything that Nova shows of an image. */
export function imageView(image: Image, base: LinkBase): Record<string, unknown> {
  const { metadata, spec, status } = image;
  const state = imageStatusOf(image);
  return {
    ...imageBrief(image, base),
    status: state,
    progress: state === 'ACTIVE' ? 100 : spec.upload === undefined ? 50 : 25,
    created: withoutFraction(metadata.creationTimestamp),
    updated: withoutFraction(imageUpdatedAt(image)),
    minDisk: spec.minimumDiskGiB,
    minRam: spec.minimumMemoryMiB,
    metadata: spec.properties ?? {},
    'OS-EXT-IMG-SIZE:size': status?.sizeBytes ?? null,
    ...(status?.serverUID === undefined
      ? {}
      : {
          server: {
            id: status.serverUID,
            links: [
              { rel: 'self', href: entityLinks(base, 'servers', status.serverUID)[0]!.href },
              ...bookmarkLinks(base, 'servers', status.serverUID),
            ],
          },
        }),
  };
}

export function imageStatusOf({ status }: Image): ImageStatus {
  if (findCondition(status?.conditions, 'Ready')?.status === 'True') return 'ACTIVE';
  return findCondition(status?.conditions, 'Stalled')?.status === 'True' ? 'ERROR' : 'SAVING';
}

/** When it last became something else, RFC 3339. */
export function imageUpdatedAt({ metadata, status }: Image): string {
  const changes = (status?.conditions ?? []).map(({ lastTransitionTime }) => lastTransitionTime ?? '');
  return [metadata.creationTimestamp, ...changes].reduce((latest, each) => (each > latest ? each : latest));
}

/** What Nova calls the origin of an image: a copy of a server's disk, one of a series of them, or none of the two. */
export function imageTypeOf({ status }: Image): 'snapshot' | 'backup' | undefined {
  if (status?.serverUID === undefined) return undefined;
  return status.backupSeries === undefined ? 'snapshot' : 'backup';
}
