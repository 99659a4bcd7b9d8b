import type { Image } from '../compute/image.ts';
import type { Server } from '../compute/server.ts';
import type { ResolvedImage } from './resolved-image.ts';

/** The namespace whose images everybody may use. */
export const sharedNamespace = 'public';

/** An image as hosts need to know it, or undefined while the bytes of an upload are not there yet. */
export function resolvedImageOf({ metadata, spec, status }: Image): ResolvedImage | undefined {
  const { format, kernel, initrd, kernelArguments } = spec;
  const source = spec.upload === undefined ? spec.source : uploaded(status?.sha256);
  if (spec.upload !== undefined && source === undefined) return undefined;
  return {
    name: metadata.name,
    uid: metadata.uid,
    format,
    ...(source === undefined ? {} : { source }),
    ...(kernel === undefined ? {} : { kernel }),
    ...(initrd === undefined ? {} : { initrd }),
    ...(kernelArguments === undefined ? {} : { kernelArguments }),
  };
}

/** Where hosts find what the image store holds under a checksum. */
export function imageStoreURL(sha256: string): string {
  return `${imageStorePrefix}${sha256}`;
}

/** What tells such an address from others. */
export const imageStorePrefix = 'image-store:';

/** The host name inside the guest. */
export function hostnameOf({ metadata, spec }: Pick<Server, 'metadata' | 'spec'>): string {
  return spec.hostname ?? metadata.name.split('.')[0]!.slice(0, 63);
}

function uploaded(sha256: string | undefined): ResolvedImage['source'] {
  return sha256 === undefined ? undefined : { url: imageStoreURL(sha256), sha256 };
}
