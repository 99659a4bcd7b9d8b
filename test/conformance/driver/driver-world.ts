import type { Driver, Guest, Mark } from '#drivers/contract/driver.ts';
import type { GuestVolume } from '#drivers/contract/guest-devices.ts';

/** One host, and the ways to it that the suite needs. Disposing it removes every guest. */
export interface DriverWorld extends AsyncDisposable {
  /** A driver for this host; a second one is what an agent has after its restart. */
  driver(): Driver;
  /** A guest that runs until it is told otherwise. */
  guest(overrides?: Partial<Guest>): Guest;
  /** A guest that turns itself off a few seconds after its start. */
  guestThatEnds(): Guest;
  /** How long a guest may take from its start to its end. */
  readonly endWithinMilliseconds: number;
  /** A guest with a root disk of its own. Default: any. */
  guestWithDisk?(): Guest;
  /** Resolves once the programs in the guest do what they are there for. Default: at once. */
  isUp?(driver: Driver, mark: Mark): Promise<void>;
  /** A volume of 64 MiB or more. Needed where the driver takes volumes. */
  volume?(): Promise<GuestVolume>;
  /** What to type at a console, and what shows up then but was not typed. Default: a shell's arithmetic. */
  readonly dialogue?: { readonly typed: string; readonly shown: string };
}
