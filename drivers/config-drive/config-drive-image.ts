import { isoImage } from './iso-image.ts';

/**
 * The disk on which a guest finds its documents, path to content: an ISO 9660 file system with the label that cloud-init looks for. The same documents
 * give the same bytes. Throws a DriverError on a name that cannot be kept.
 */
export function configDriveImage(documents: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return isoImage(documents, { volumeLabel: 'config-2' });
}
