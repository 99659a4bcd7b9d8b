import type { SavedDisk as LocalSavedDisk } from '#drivers/contract/abilities.ts';
import type { SavedDisk } from '#apis/infrastructure/instance.ts';

/** Where disks go that leave the host: the image store. */
export interface DiskUploads {
  /**
   * Has `save` write a disk to a file and sends that to the image store, for the project `namespace`. `purpose` is the same for each try of the same
   * thing: what was sent by a try that was cut short need not be sent again. Throws a DriverError, or the signal's reason when that is aborted.
   */
  upload(request: DiskUploadRequest): Promise<SavedDisk>;
}

export interface DiskUploadRequest {
  readonly namespace: string;
  /** As `INSTANCEUID/shelve`. */
  readonly purpose: string;
  /** Writes the disk to the new file `path`. */
  readonly save: (options: { readonly path: string; readonly signal: AbortSignal }) => Promise<LocalSavedDisk>;
  readonly signal: AbortSignal;
}
