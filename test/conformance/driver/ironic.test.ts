import { afterAll, beforeAll } from 'vitest';
import { describeDriver } from './describe-driver.ts';
import { IronicWorld, rackOf } from '../driver-ironic/ironic-world.ts';

let world: IronicWorld;
let nodes: readonly string[];

beforeAll(async () => {
  world = await IronicWorld.create();
  nodes = await world.ironic.enrol({ count: 2 });
});

afterAll(() => world[Symbol.asyncDispose]());

describeDriver('ironic', () =>
  Promise.resolve({
    driver: () => {
      const watch = world.watch();
      return rackOf(nodes.map((uuid) => world.driver(uuid, watch)));
    },
    guest: (overrides) => world.guest(overrides),
    guestThatEnds: () => world.guest({ image: world.kernelImage('peer.poweroff-after=0.5') }),
    endWithinMilliseconds: 20_000,
    [Symbol.asyncDispose]: async () => {
      await world.closeDrivers();
      await world.clear(nodes);
    },
  }),
);
