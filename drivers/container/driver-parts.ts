import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Mark } from '#drivers/contract/driver.ts';
import type { ContainerdClient } from '#proto/containerd/containerd-client.ts';
import { GuestDirectory } from './guest/guest-directory.ts';
import type { GuestRecords } from './guest/guest-records.ts';
import type { ImageSnapshots } from './image/image-snapshots.ts';

/** What the parts of the driver share. */
export interface DriverParts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly client: ContainerdClient;
  readonly records: GuestRecords;
  readonly images: ImageSnapshots;
  readonly stateDirectory: string;
  /** containerd's namespace, and the name of the cgroup that all guests are in: of this agent's own. */
  readonly namespace: string;
  /** As `uname -m` says it. */
  readonly architecture: string;
  /** Options of the runtime, for each guest. */
  readonly runcRoot: string;
}

export function directoryOf({ stateDirectory }: Pick<DriverParts, 'stateDirectory'>, mark: Mark): GuestDirectory {
  return new GuestDirectory({ stateDirectory, mark });
}
