import { afterAll, beforeAll } from 'vitest';
import { ContainerTestBed } from '../driver-container/container-world.ts';
import { describeDriver } from './describe-driver.ts';

let bed: ContainerTestBed;

beforeAll(async () => {
  bed = await ContainerTestBed.create();
});

afterAll(() => bed[Symbol.asyncDispose]());

describeDriver('container', async () => {
  const world = await bed.world();
  return {
    driver: () => world.driver(),
    guest: (overrides) => world.guest('echo up; exec sh', overrides),
    guestThatEnds: () => world.guest('echo going down now; poweroff'),
    endWithinMilliseconds: 30_000,
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
});
