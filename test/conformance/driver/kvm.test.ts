import { bootMilliseconds, consoleShows, KVMWorld } from '../driver-kvm/kvm-world.ts';
import { describeDriver } from './describe-driver.ts';

describeDriver('kvm', async () => {
  const world = await KVMWorld.create();
  return {
    driver: () => world.driver(),
    guest: (overrides) => world.guest('echo up', overrides),
    guestThatEnds: () => world.guest('echo going; poweroff'),
    guestWithDisk: () => world.guest('echo up', { diskGiB: 1 }),
    isUp: async (driver, mark) => {
      await consoleShows(driver, mark, 'READY');
    },
    volume: () => world.volume(),
    endWithinMilliseconds: bootMilliseconds,
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
});
