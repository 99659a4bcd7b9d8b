import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostKind } from '#apis/infrastructure/host.ts';
import { instanceKind, type Instance } from '#apis/infrastructure/instance.ts';
import { eventually } from '#test/harness/eventually.ts';
import { AgentWorld, type RunningGateway, type TestHost } from './agent-world.ts';

const hostCount = 200;

/** Several pings within the look at an idle fleet. */
const timings = { pingIntervalSeconds: 0.5 };

let world: AgentWorld;
let gateway: RunningGateway;
let hosts: readonly TestHost[];

beforeAll(async () => {
  world = await AgentWorld.start();
  gateway = await world.startGateway('gateway-a', { timings });
  const joined: TestHost[] = [];
  // No more at once than a gateway lets join.
  for (let first = 0; first < hostCount; first += 10) {
    const names = Array.from({ length: 10 }, (_, index) => `host-${first + index}`);
    joined.push(...(await Promise.all(names.map((name) => world.addHost(name, [gateway])))));
  }
  hosts = joined;
}, 120_000);

afterAll(() => world.stop());

describe(`${hostCount} fake hosts in one process`, () => {
  it('are all connected, each with a stream of its own', async () => {
    await Promise.all(hosts.map((host) => host.startAgent()));

    await eventually(() => expect(gateway.gateway.sessionCount).toBe(hostCount));
    expect(gateway.server.streamCount()).toBe(hostCount);
  });

  it('run what is placed on them', async () => {
    const instances: Instance[] = await Promise.all(hosts.map((host) => world.createInstance(host)));

    await eventually(async () => {
      const { items } = await world.client.resource(instanceKind).list();
      expect(items.filter(({ status }) => status?.phase === 'Running')).toHaveLength(hostCount);
    });
    expect(hosts.map((host, index) => host.stateOf(instances[index]!))).toEqual(hosts.map(() => 'Running'));
  });

  it('write nothing while nothing happens', async () => {
    const revisions = async (): Promise<readonly string[]> => {
      const { items } = await world.client.resource(hostKind).list();
      return items.map(({ metadata }) => `${metadata.name} ${metadata.resourceVersion}`);
    };
    const before = await revisions();
    await new Promise((resolve) => setTimeout(resolve, 2_000));

    expect(await revisions()).toEqual(before);
  });

  it('all come back, with the next number, when the gateway is started again', async () => {
    const { port } = gateway.server.address;
    await gateway.stop();
    gateway = await world.startGateway('gateway-a', {}, port);

    await eventually(() => expect(gateway.gateway.sessionCount).toBe(hostCount));
    const { items } = await world.client.resource(hostKind).list();
    expect(new Set(items.map(({ status }) => status?.session?.number))).toEqual(new Set([2]));
  });
});
