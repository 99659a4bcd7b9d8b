import { SystemClock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import type { Guest } from '#drivers/contract/driver.ts';
import { createKVMDriver, type KVMDriverDependencies } from '#drivers/kvm/kvm-driver.ts';

/** What a driver in a process of its own is to work on, as JSON in the first argument. */
export interface DriverOrders extends Pick<KVMDriverDependencies, 'stateDirectory' | 'networkNamespaceName' | 'userRange'> {
  readonly guest: Omit<Guest, 'configDrive'>;
  readonly savedDiskPath: string;
}

/** Does to a guest all that can be done to one, again and again, until it is killed. */
async function work({ guest: plainGuest, savedDiskPath, ...dependencies }: DriverOrders): Promise<never> {
  const driver = createKVMDriver({ ...dependencies, clock: new SystemClock(), logger: silentLogger, accelerator: 'tcg' });
  const guest = { ...plainGuest, configDrive: new Map([['openstack/latest/meta_data.json', Buffer.from('{}')]]) };
  await driver.describe();
  console.log('working');
  const { pausing, suspending, rebuilding, diskSaving, hotPlugging } = driver.abilities;
  const signal = new AbortController().signal;
  for (;;) {
    await driver.prepare(guest);
    await driver.start({ ...guest, volumes: [] });
    await pausing?.pause(guest.mark);
    await pausing?.resume(guest.mark);
    for (const volume of guest.volumes) await hotPlugging?.attachVolume(guest.mark, volume);
    await diskSaving?.saveDisk(guest.mark, { disk: 'Root', path: savedDiskPath, signal });
    await suspending?.suspend(guest.mark);
    await driver.start(guest);
    await driver.stop(guest.mark, { gracePeriodSeconds: 0 });
    await diskSaving?.saveDisk(guest.mark, { disk: 'Root', path: savedDiskPath, signal });
    await rebuilding?.rebuild(guest);
    await driver.start(guest);
    await driver.destroy(guest.mark);
  }
}

await work(JSON.parse(process.argv[2] ?? '') as DriverOrders);
