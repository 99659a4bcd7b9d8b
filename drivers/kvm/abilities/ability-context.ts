import type { Guest, Mark } from '#drivers/contract/driver.ts';
import type { DriverParts } from '../driver-parts.ts';
import type { InstanceDirectory } from '../instance-directory/instance-directory.ts';
import type { MachineTerms } from '../running/machine-terms.ts';
import type { RunningMachine } from '../running/running-machine.ts';

/** What an ability works with. */
export interface AbilityContext {
  readonly parts: DriverParts;
  /**
   * Does a piece of work about a guest when it is its turn, and lets out nothing but DriverErrors. `what` is for their messages, as `pause`.
   */
  readonly onGuest: <Result>(what: string, mark: Mark, work: (found: FoundGuest) => Promise<Result>) => Promise<Result>;
  /** The same without waiting for a turn, for what may take long and changes nothing about the guest. */
  readonly besideGuest: <Result>(what: string, mark: Mark, work: () => Promise<Result>) => Promise<Result>;
  /** Starts a QEMU that waits for a guest of another host. */
  readonly startIncoming: (guest: Guest, terms: MachineTerms) => Promise<RunningMachine>;
  /** Ends the process of a machine whose end is noted. */
  readonly end: (machine: RunningMachine) => Promise<void>;
}

export interface FoundGuest {
  /** Undefined when nothing of the guest is on the host. */
  readonly directory: InstanceDirectory | undefined;
  /** Undefined when it does not run. */
  readonly machine: RunningMachine | undefined;
}
