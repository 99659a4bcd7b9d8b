import { SystemClock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import type { Guest } from '#drivers/contract/driver.ts';
import { createContainerDriver, type ContainerDriverDependencies } from '#drivers/container/container-driver.ts';

/** What a driver in a process of its own is to work on, as JSON in the first argument. */
export interface DriverOrders extends Pick<ContainerDriverDependencies, 'stateDirectory' | 'namespace' | 'containerd' | 'idPool'> {
  readonly guest: Omit<Guest, 'configDrive'>;
  readonly savePath: string;
}

/** Makes, starts, pauses, saves, stops, rebuilds and destroys a guest again and again, until it is killed. */
async function work({ guest: plainGuest, savePath, ...dependencies }: DriverOrders): Promise<never> {
  const driver = createContainerDriver({ ...dependencies, clock: new SystemClock(), logger: silentLogger });
  const guest = { ...plainGuest, configDrive: new Map([['openstack/latest/meta_data.json', Buffer.from('{}')]]) };
  const { mark } = guest;
  const { diskSaving, rebuilding } = driver.abilities;
  await driver.describe();
  console.log('working');
  for (;;) {
    await driver.prepare(guest);
    await driver.start(guest);
    await diskSaving?.saveDisk(mark, { disk: 'Root', path: savePath, signal: new AbortController().signal });
    await driver.stop(mark, { gracePeriodSeconds: 0 });
    await rebuilding?.rebuild(guest);
    await driver.start({ ...guest, rescueImage: guest.image });
    await driver.destroy(mark);
  }
}

await work(JSON.parse(process.argv[2] ?? '') as DriverOrders);
