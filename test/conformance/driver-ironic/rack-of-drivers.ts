import { DriverError, type Driver, type Guest, type Mark } from '#drivers/contract/driver.ts';

/**
 * Several nodes as one driver, for a suite that wants several guests on a host: each guest has the driver of the node that it was prepared on, and the
 * rest of the contract is theirs alone.
 */
export function rackOf(drivers: readonly Driver[]): Driver {
  const [first] = drivers as readonly [Driver];
  const known = new Map<string, Driver>();
  const all = async <Value>(ask: (driver: Driver) => Promise<Value>): Promise<readonly Value[]> => Promise.all(drivers.map(ask));

  /** The node that a guest is on; if it is on none, the first that is free, or any. */
  async function driverOf({ instanceUID }: Mark): Promise<Driver> {
    const remembered = known.get(instanceUID);
    if (remembered !== undefined) return remembered;
    const recoveries = await all((driver) => driver.recover());
    const holder = recoveries.findIndex(({ guests }) => guests.some(({ mark }) => mark.instanceUID === instanceUID));
    const free = recoveries.findIndex(({ guests }) => guests.length === 0);
    return drivers[holder] ?? drivers[free] ?? first;
  }

  async function prepare(guest: Guest): Promise<void> {
    const driver = await driverOf(guest.mark);
    await driver.prepare(guest);
    known.set(guest.mark.instanceUID, driver);
  }

  return {
    abilities: {
      rebuilding: { rebuild: async (guest) => (await driverOf(guest.mark)).abilities.rebuilding!.rebuild(guest) },
      crashDumping: { crashDump: async (mark) => (await driverOf(mark)).abilities.crashDumping!.crashDump(mark) },
      consoles: { openConsole: async (mark, kind) => (await driverOf(mark)).abilities.consoles!.openConsole(mark, kind) },
    },
    describe: () => first.describe(),
    recover: async () => {
      const recoveries = await all((driver) => driver.recover());
      if (recoveries.some(({ foreignGuestCount }) => foreignGuestCount > 0)) throw new DriverError('HostBroken', 'a node is not ours');
      return { guests: recoveries.flatMap(({ guests }) => guests), foreignGuestCount: 0 };
    },
    prepare,
    start: async (guest, options) => (await driverOf(guest.mark)).start(guest, options),
    stop: async (mark, options) => (await driverOf(mark)).stop(mark, options),
    reboot: async (guest, options) => (await driverOf(guest.mark)).reboot(guest, options),
    destroy: async (mark) => {
      await (await driverOf(mark)).destroy(mark);
      known.delete(mark.instanceUID);
    },
    observe: async (mark) => (await driverOf(mark)).observe(mark),
    onChange: (listener) => {
      const stops = drivers.map((driver) => driver.onChange(listener));
      return () => stops.forEach((stop) => stop());
    },
    consoleLog: async (mark, options) => (await driverOf(mark)).consoleLog(mark, options),
    close: async () => void (await all((driver) => driver.close())),
  };
}
