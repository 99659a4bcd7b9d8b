import type { LocalImage } from './guest.ts';
import type { SavedDisk } from './abilities.ts';
import type { VolumeFile } from './guest-devices.ts';

/**
 * Where volumes are kept. Each call may be repeated, may be cut short by a crash, and throws a DriverError. Calls about one volume come one at a
 * time.
 */
export interface VolumeDriver {
  /** Every volume of ours that is (even partly) there, found by looking. */
  recover(): Promise<readonly VolumeMark[]>;
  /** Makes the volume, empty or as a copy of an image; one that is complete is left alone. */
  create(mark: VolumeMark, options: { readonly sizeBytes: number; readonly source: LocalImage | undefined }): Promise<void>;
  /** Makes it larger; one that is as large already is left alone. For a volume that no running guest has open. */
  extend(mark: VolumeMark, options: { readonly sizeBytes: number }): Promise<void>;
  /** The complete volume's file; undefined when there is none. */
  find(mark: VolumeMark): Promise<VolumeFile | undefined>;
  /** Writes a self-contained copy to the new file `path`. For a volume that no running guest has open. */
  save(mark: VolumeMark, options: { readonly path: string; readonly signal: AbortSignal }): Promise<SavedDisk>;
  /** Removes it. One that is not there is success. */
  destroy(mark: VolumeMark): Promise<void>;
}

/** Carried by every volume of ours. A file without it is not ours and is never touched. */
export interface VolumeMark {
  readonly controlPlaneUID: string;
  readonly volumeUID: string;
}
