import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Acceleration } from './accelerator/accelerator-probe.ts';
import type { CorePinning } from './running/core-pinning.ts';
import type { Firmware } from './host/firmware.ts';
import type { HugePages } from './host/huge-pages.ts';
import type { NetworkNamespace } from './host/network-namespace.ts';
import type { ProcessRunner } from './host/process-runner.ts';
import type { ProcessTable } from './host/process-table.ts';
import type { Programs } from './host/programs.ts';
import type { InstanceDirectories } from './instance-directory/instance-directories.ts';
import type { UserAllocations } from './instance-directory/user-allocations.ts';

/** What the driver's pieces of work share. */
export interface DriverParts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly runner: ProcessRunner;
  readonly table: ProcessTable;
  readonly directories: InstanceDirectories;
  readonly users: UserAllocations;
  readonly network: NetworkNamespace;
  readonly pinning: CorePinning;
  readonly hugePages: HugePages;
  /** Throws {@link DriverError} when one is missing. */
  programs(): Promise<Programs>;
  /** Found once, by trying. Throws {@link DriverError}. */
  acceleration(): Promise<Acceleration>;
  /** The host's UEFI, if it has it. */
  firmware(): Promise<Firmware | undefined>;
  /** Lets QEMU open tap devices. Throws {@link DriverError}. */
  readonly openTapDevice: () => Promise<void>;
}
