import type { Machine } from '#apis/infrastructure/instance.ts';
import type { LocalImage } from '#drivers/contract/driver.ts';

/** Where guests' images come from: the host's cache, which fetches and verifies what it lacks. */
export interface ImageSource {
  /**
   * The image as files on this host, fetched if it is not there yet. Throws a DriverError: `InvalidImage` when it is not what the machine says,
   * `DiskFull`, `Temporary` when its source does not answer; and the signal's reason when that is aborted.
   */
  acquire(image: Machine['image'], options: ImageRequest): Promise<LocalImage>;
  /** Tells it how to find out which instances and volumes are on this host, by uid: what only others were given may be removed. */
  followHolders?(read: () => ReadonlySet<string>): void;
}

export interface ImageRequest {
  /**
   * Whom it is for: an instance or a volume of a namespace. Without it nothing of the image store can be had, and what is had stays on the host for
   * good.
   */
  readonly for?: { readonly namespace: string; readonly uid: string };
  /** Called now and then while bytes come in. */
  readonly onProgress: (progress: ImageProgress) => void;
  readonly signal: AbortSignal;
}

export interface ImageProgress {
  readonly downloadedBytes: number;
  /** Absent when the source does not say. */
  readonly totalBytes?: number;
}
