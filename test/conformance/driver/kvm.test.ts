import { bootMilliseconds, KVMWorld } from '../driver-kvm/kvm-world.ts';
import { describeDriver } from './describe-driver.ts';

describeDriver('kvm', async () => {
  const world = await KVMWorld.create();
  return {
    driver: () => world.driver(),
    guest: (overrides) => world.guest('echo up', overrides),
    guestThatEnds: () => world.guest('echo going; poweroff'),
    endWithinMilliseconds: bootMilliseconds,
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
});
