import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Driver } from '#drivers/contract/driver.ts';
import type { GuestPort } from '#drivers/contract/guest-devices.ts';
import { aGuestPort } from '#test/builders/guest.ts';
import { eventually } from '#test/harness/eventually.ts';
import { consoleShows, ContainerTestBed, run, type ContainerWorld } from './container-world.ts';

let bed: ContainerTestBed;
let world: ContainerWorld;
let driver: Driver;
let network: TestNetwork;

beforeAll(async () => {
  bed = await ContainerTestBed.create();
});
afterAll(() => bed[Symbol.asyncDispose]());
beforeEach(async () => {
  world = await bed.world();
  driver = world.driver();
  network = await TestNetwork.create(world.namespace);
});
afterEach(async () => {
  await world[Symbol.asyncDispose]();
  await network[Symbol.asyncDispose]();
});

describe('a guest with a port', () => {
  it('has the address that the agent gave it, serves on port 80, and finds its name servers', async () => {
    const port = await network.plug('veth0', 1);
    const guest = world.guest('ip -4 -o addr show; cat /etc/resolv.conf; ls /sys/class/net; nc -l -p 80 -e echo hello from the guest', {
      ports: [port],
    });

    await driver.prepare(guest);
    await driver.start(guest);

    await eventually(async () => expect((await network.dial(1, 80)).stdout).toContain('hello from the guest'));
    const shown = await consoleShows(driver, guest.mark, 'lo     veth0');
    expect(shown).toContain('192.0.2.1/24');
    expect(shown).toContain('nameserver 192.0.2.254');
    expect(shown).toContain('veth0');
    expect(await driver.observe(guest.mark)).toMatchObject({
      kind: 'Running',
      portUIDs: [port.uid],
      addresses: [{ macAddress: port.macAddress, ipAddress: '192.0.2.1' }],
    });
  });

  it('can change neither its addresses nor those of its card', async () => {
    const guest = world.guest(
      'ip addr add 192.0.2.9/24 dev veth0 && echo CHANGED; ip link set veth0 address 52:54:00:99:99:99 && echo CHANGED; ip link set veth0 down && echo CHANGED; echo tried',
      { ports: [await network.plug('veth0', 1)] },
    );

    await driver.prepare(guest);
    await driver.start(guest);

    expect(await consoleShows(driver, guest.mark, 'tried')).not.toContain('CHANGED');
  });

  it('sees one that is plugged in while it runs, and is observed without one that is taken away', async () => {
    const [first, second] = [await network.plug('veth0', 1), await network.plan('veth1', 2)];
    const guest = world.guest('while sleep 0.1; do ip -4 -o addr show; done', { ports: [first] });
    await driver.prepare(guest);
    await driver.start(guest);
    const hotPlugging = driver.abilities.hotPlugging!;

    await network.plug('veth1', 2);
    await hotPlugging.attachPort(guest.mark, second);
    await hotPlugging.attachPort(guest.mark, second);
    await consoleShows(driver, guest.mark, '192.0.2.2/24');
    expect(await driver.observe(guest.mark)).toMatchObject({ portUIDs: [first.uid, second.uid] });
    await hotPlugging.detachPort(guest.mark, first.uid);
    await hotPlugging.detachPort(guest.mark, first.uid);

    expect(await driver.observe(guest.mark)).toMatchObject({ portUIDs: [second.uid] });
    await driver.close();
    expect(await world.driver().observe(guest.mark)).toMatchObject({ portUIDs: [second.uid] });
  });

  it('is refused one that it cannot see', async () => {
    const guest = world.guest('true');
    await driver.prepare(guest);
    await driver.start(guest);

    await expect(driver.abilities.hotPlugging!.attachPort(guest.mark, await network.plug('veth0', 1))).rejects.toMatchObject({
      reason: 'Unsupported',
    });
    const tap = aGuestPort({ attachment: { kind: 'Tap', interfaceName: 'tap0', networkNamespacePath: network.path } });
    await driver.stop(guest.mark, { gracePeriodSeconds: 0 });
    await expect(driver.start({ ...guest, ports: [tap] })).rejects.toMatchObject({ reason: 'Unsupported' });
  });
});

/** A bridge in a namespace, and a namespace of a guest's whose cards are plugged into it, as the agent does. */
class TestNetwork implements AsyncDisposable {
  readonly path: string;
  readonly #switch: string;
  readonly #guest: string;

  private constructor(name: string) {
    this.#switch = `${name}-s`;
    this.#guest = `${name}-g`;
    this.path = `/run/netns/${this.#guest}`;
  }

  static async create(name: string): Promise<TestNetwork> {
    const network = new TestNetwork(name);
    for (const each of [network.#switch, network.#guest]) await run('ip', ['netns', 'add', each]);
    await run('ip', ['-n', network.#switch, 'link', 'add', 'br0', 'type', 'bridge']);
    await run('ip', ['-n', network.#switch, 'addr', 'add', '192.0.2.254/24', 'dev', 'br0']);
    await run('ip', ['-n', network.#switch, 'link', 'set', 'br0', 'up']);
    await run('ip', ['-n', network.#guest, 'link', 'set', 'lo', 'up']);
    return network;
  }

  /** The port that {@link plug} makes. */
  async plan(interfaceName: string, number: number): Promise<GuestPort> {
    return aGuestPort({
      uid: `b0b0b0b0-0000-4000-8000-00000000000${number}`,
      macAddress: `52:54:00:00:00:0${number}`,
      addresses: [{ ipAddress: `192.0.2.${number}`, prefixLength: 24, nameServers: ['192.0.2.254'] }],
      attachment: { kind: 'Interface', interfaceName, networkNamespacePath: this.path },
    });
  }

  async plug(interfaceName: string, number: number): Promise<GuestPort> {
    const port = await this.plan(interfaceName, number);
    const [inSwitch, inGuest] = [
      ['-n', this.#switch],
      ['-n', this.#guest],
    ];
    const peer = ['peer', 'name', interfaceName, 'address', port.macAddress, 'netns', this.#guest];
    await run('ip', [...inSwitch, 'link', 'add', `p${number}`, 'type', 'veth', ...peer]);
    await run('ip', [...inSwitch, 'link', 'set', `p${number}`, 'master', 'br0', 'up']);
    await run('ip', [...inGuest, 'addr', 'add', `192.0.2.${number}/24`, 'dev', interfaceName]);
    await run('ip', [...inGuest, 'link', 'set', interfaceName, 'up']);
    return port;
  }

  /** Talks to the guest's port from the other side of the bridge. */
  dial(number: number, port: number): Promise<{ readonly stdout: string }> {
    return run('nsenter', [`--net=/run/netns/${this.#switch}`, 'busybox', 'nc', '-w', '2', `192.0.2.${number}`, String(port)]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const each of [this.#switch, this.#guest]) await run('ip', ['netns', 'delete', each]);
  }
}
