import type { Flavor } from '../compute/flavor.ts';
import type { Image } from '../compute/image.ts';
import type { ServerSpec } from '../compute/server.ts';
import { changeCapabilities, unsupportedMessage } from './capabilities-for.ts';
import type { Machine } from './instance.ts';
import { hasExtraDisks } from './local-disk.ts';
import { resolvedImageOf } from './resolve-image.ts';
import { builtFromOf } from './saved-image.ts';

/*
 * What would keep a changed wish of a server from coming true on the host that it has: found before anything is stopped, and told before anything is
 * written, in the same words.
 */

/** A part of a wish that is not handed down, and why, in words for the user. */
export interface Refusal {
  readonly reason: string;
  readonly message: string;
  /** `Passing`: it waits for something that others are about to do. */
  readonly pace: 'Settled' | 'Passing';
}

/** Whether the host of a server is known to lack a feature. */
export type Lacks = (capability: string) => boolean;

/** Whatever would keep the server from coming up again in its new size, with another root disk if it names another image, too. */
export function resizeRefusal(
  { flavor: name, image: imageName }: Pick<ServerSpec, 'flavor' | 'image'>,
  machine: Machine,
  { lacks, flavor, image }: { readonly lacks: Lacks; readonly flavor: Flavor | undefined; readonly image: Image | undefined },
): Refusal | undefined {
  const wish = `spec.flavor: ${name}`;
  if (lacks(changeCapabilities.flavor)) return unsupported(wish, changeCapabilities.flavor);
  const unsavable = whyNotSaved(machine);
  if (unsavable !== undefined) return refused('Unsupported', `${wish} ${unsavable}`);
  const goesOn = `the server goes on as "${machine.flavor}"`;
  if (flavor === undefined) return onItsWay('FlavorNotFound', `spec.flavor: there is no flavor "${name}" (tycho get flavors); ${goesOn}`);
  if (hasExtraDisks(flavor.spec) && lacks(changeCapabilities.localDisks)) return unsupported(wish, changeCapabilities.localDisks);
  const isAnother = imageName !== undefined && machine.bootVolumeUID === undefined && builtFromOf(machine).name !== imageName;
  const missing = isAnother ? imageRefusal('spec.image', imageName, image) : undefined;
  if (missing !== undefined) return missing;
  const { diskGiB, memoryMiB } = flavor.spec;
  // A file system goes on any disk that is large enough for it; a disk does not become smaller.
  const isTree = machine.image.format === 'RootFS' || machine.image.format === 'OCI';
  const leastDiskGiB = Math.max(isTree ? 0 : machine.diskGiB, image?.spec.minimumDiskGiB ?? 0);
  if (machine.bootVolumeUID === undefined && diskGiB !== 0 && diskGiB < leastDiskGiB)
    return refused('FlavorTooSmall', `spec.flavor: "${name}" has ${diskGiB} GiB of disk, the server needs ${leastDiskGiB} GiB; ${goesOn}`);
  const leastMemoryMiB = image?.spec.minimumMemoryMiB ?? 0;
  return memoryMiB < leastMemoryMiB
    ? refused('FlavorTooSmall', `spec.flavor: "${name}" has ${memoryMiB} MiB of memory, the image needs ${leastMemoryMiB} MiB; ${goesOn}`)
    : undefined;
}

/** Why the root disk cannot be made anew from the image that the server names. */
export function rebuildRefusal(
  name: string,
  machine: Machine,
  { lacks, image }: { readonly lacks: Lacks; readonly image: Image | undefined },
): Refusal | undefined {
  const wish = `spec.image: ${name}`;
  if (lacks(changeCapabilities.image)) return unsupported(wish, changeCapabilities.image);
  const missing = imageRefusal('spec.image', name, image);
  if (missing !== undefined || image === undefined) return missing;
  const format = `image-${image.spec.format.toLowerCase()}`;
  if (lacks(format)) return unsupported(wish, format);
  const { minimumDiskGiB, minimumMemoryMiB } = image.spec;
  const isTooLarge = (machine.diskGiB !== 0 && machine.diskGiB < minimumDiskGiB) || machine.memoryMiB < minimumMemoryMiB;
  return isTooLarge
    ? refused(
        'FlavorTooSmall',
        `${wish} needs ${minimumDiskGiB} GiB of disk and ${minimumMemoryMiB} MiB of memory; name a larger flavor first`,
      )
    : undefined;
}

/** Why the server cannot be rescued with that image. */
export function rescueRefusal(
  name: string,
  { lacks, rescueImage }: { readonly lacks: Lacks; readonly rescueImage: Image | undefined },
): Refusal | undefined {
  return lacks(changeCapabilities.rescue)
    ? unsupported(`spec.rescue.image: ${name}`, changeCapabilities.rescue)
    : imageRefusal('spec.rescue.image', name, rescueImage);
}

/** Why the root disk of a machine cannot be saved; undefined: it can. */
export function whyNotSaved({ image, diskGiB, bootVolumeUID }: Pick<Machine, 'image' | 'diskGiB' | 'bootVolumeUID'>): string | undefined {
  if (bootVolumeUID !== undefined || image.format !== 'Kernel' || diskGiB > 0) return undefined;
  return 'needs a root disk that another host could start from, and a server of a flavor with 0 GiB of disk, made from an image of format Kernel, has none';
}

export function unsupported(wish: string, capability: string): Refusal {
  return refused('Unsupported', unsupportedMessage(wish, capability));
}

export function refused(reason: string, message: string): Refusal {
  return { reason, message, pace: 'Settled' };
}

/** Why an image that a server names cannot be used yet. */
export function imageRefusal(field: string, name: string, image: Image | undefined): Refusal | undefined {
  if (image === undefined)
    return onItsWay('ImageNotFound', `${field}: there is no image "${name}" (tycho get images); the server goes on as it is`);
  return resolvedImageOf(image) === undefined
    ? refused('ImageNotReady', `${field}: the image "${name}" waits for its bytes; the server goes on as it is`)
    : undefined;
}

/** It is not there for us yet: what was declared just before the wish may be behind it in our caches. */
export function onItsWay(reason: string, message: string): Refusal {
  return { reason, message, pace: 'Passing' };
}
