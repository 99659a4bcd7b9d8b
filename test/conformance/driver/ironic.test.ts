import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll } from 'vitest';
import { IronicWorld } from '../driver-ironic/ironic-world.ts';
import { rackOf } from '../driver-ironic/rack-of-drivers.ts';
import { describeDriver } from './describe-driver.ts';

let world: IronicWorld;
let serialLine: Server;
let nodes: readonly string[];

beforeAll(async () => {
  // What a machine of these tests has at its serial line.
  serialLine = createServer((socket) => {
    socket.on('data', () => socket.write('login: '));
    socket.on('error', () => {});
  }).listen(0, '127.0.0.1');
  await once(serialLine, 'listening');
  world = await IronicWorld.create();
  const console_url = `tcp://127.0.0.1:${(serialLine.address() as AddressInfo).port}`;
  nodes = await world.ironic.enrol({ count: 2, driverInfo: { peer: { console_url } } });
});

afterAll(async () => {
  await world[Symbol.asyncDispose]();
  serialLine.close();
});

describeDriver('ironic', () =>
  Promise.resolve({
    driver: () => {
      const watch = world.watch();
      return rackOf(nodes.map((uuid) => world.driver(uuid, watch)));
    },
    guest: (overrides) => world.guest(overrides),
    guestThatEnds: () => world.guest({ image: world.kernelImage('peer.poweroff-after=0.5') }),
    endWithinMilliseconds: 20_000,
    dialogue: { typed: 'hello\n', shown: 'login: ' },
    [Symbol.asyncDispose]: async () => {
      await world.closeDrivers();
      await world.clear(nodes);
    },
  }),
);
