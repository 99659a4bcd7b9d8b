import { expect } from 'vitest';
import type { Capability } from '#drivers/contract/capability.ts';
import type { Driver, Guest } from '#drivers/contract/driver.ts';
import type { GuestVolume } from '#drivers/contract/guest-devices.ts';
import type { DriverWorld } from './driver-world.ts';

/** What the parts of the suite work with. The driver of a test is made before each. */
export interface SuiteContext {
  readonly world: () => DriverWorld;
  readonly driver: () => Driver;
  /** Ends the test's driver and gives the one that comes after it. */
  readonly newDriver: () => Promise<Driver>;
  readonly prepared: (guest?: Guest) => Promise<Guest>;
  readonly started: (guest?: Guest) => Promise<Guest>;
}

/**
 * Whether the driver can do it. What it announces it has, and the other way round: so a driver that lacks it passes by saying so, and by nothing else.
 */
export async function announces(driver: Driver, capability: Capability, ability: unknown): Promise<boolean> {
  const { capabilities } = await driver.describe();
  expect({ capability, isThere: capabilities.includes(capability) }).toEqual({ capability, isThere: ability !== undefined });
  return ability !== undefined;
}

/** The same for what has no calls of its own. */
export async function can(driver: Driver, capability: Capability): Promise<boolean> {
  return (await driver.describe()).capabilities.includes(capability);
}

/** A guest with a root disk of its own. */
export function guestWithDisk(world: DriverWorld): Guest {
  return world.guestWithDisk?.() ?? world.guest();
}

/** A volume on the host. A driver that takes volumes needs a world that makes them. */
export async function volumeOf(world: DriverWorld): Promise<GuestVolume> {
  if (world.volume === undefined) throw new Error('the driver takes volumes, and its world in this suite makes none');
  return world.volume();
}
