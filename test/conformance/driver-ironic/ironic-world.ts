import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SystemClock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import type { Driver, Guest } from '#drivers/contract/driver.ts';
import { basicAuthentication, noAuthentication } from '#drivers/ironic/api/authentication.ts';
import { createHTTPExchange, type Exchange } from '#drivers/ironic/api/http-exchange.ts';
import { IronicClient } from '#drivers/ironic/api/ironic-client.ts';
import { createIronicDriver } from '#drivers/ironic/ironic-driver.ts';
import { ImageShelf } from '#drivers/ironic/image-shelf.ts';
import type { Node } from '#drivers/ironic/node/node.ts';
import { NodeWatch } from '#drivers/ironic/node/node-watch.ts';
import type { NodeSelection } from '#drivers/ironic/node/node-selection.ts';
import { aGuest, aKernelImage, aMark } from '#test/builders/guest.ts';
import { eventually } from '#test/harness/eventually.ts';
import { startIronic, type IronicOptions, type IronicServer } from '#test/harness/ironic.ts';

const clock = new SystemClock();
const random = new SystemRandom();

/** A real Ironic, and drivers for the nodes in it, as an agent has them. */
export class IronicWorld implements AsyncDisposable {
  readonly ironic: IronicServer;
  readonly client: IronicClient;
  readonly exchange: ReturnType<typeof createHTTPExchange>;
  readonly #folder: string;
  readonly #drivers: Driver[] = [];
  readonly #watches: NodeWatch[] = [];

  private constructor(ironic: IronicServer, folder: string) {
    this.ironic = ironic;
    this.#folder = folder;
    const { url, credentials } = ironic;
    this.exchange = createHTTPExchange({
      url,
      authentication: credentials === undefined ? noAuthentication : basicAuthentication(credentials),
    });
    this.client = new IronicClient({ exchange: this.exchange, clock, signal: new AbortController().signal });
  }

  static async create(options: IronicOptions = {}): Promise<IronicWorld> {
    const world = new IronicWorld(await startIronic(options), await mkdtemp(join(tmpdir(), 'tycho-ironic-images-')));
    await Promise.all(['kernel', 'initrd'].map((name) => writeFile(join(world.#folder, name), `${name} of no machine that runs`)));
    return world;
  }

  /** A watch of its own for those nodes, started. It lists nothing before the first answer. */
  watch(selection: NodeSelection = { resource_class: 'baremetal.small' }): NodeWatch {
    const watch = new NodeWatch({ list: () => this.client.nodes(selection), intervalSeconds: 0.3, clock, logger: silentLogger });
    this.#watches.push(watch);
    void watch.start();
    return watch;
  }

  /** The driver of one node. */
  driver(nodeUUID: string, watch: NodeWatch, exchange: Exchange = this.exchange): Driver {
    const directory = join(this.ironic.folder, 'shelf');
    const shelf = new ImageShelf({ directory, url: pathToFileURL(directory).href });
    const driver = createIronicDriver({ nodeUUID, watch, shelf, exchange, clock, random, logger: silentLogger });
    this.#drivers.push(driver);
    return driver;
  }

  guest(overrides: Partial<Guest> = {}): Guest {
    return aGuest({ mark: aMark({ instanceUID: random.uuid() }), image: this.kernelImage(), ...overrides });
  }

  kernelImage(kernelArguments = 'console=ttyS0'): Guest['image'] {
    return aKernelImage({ kernelPath: join(this.#folder, 'kernel'), initrdPath: join(this.#folder, 'initrd'), kernelArguments });
  }

  /** Waits until a node is so. */
  async nodeWhen(uuid: string, isSo: (node: Node) => boolean, withinMilliseconds = 20_000): Promise<Node> {
    return eventually(
      async () => {
        const node = await this.client.node(uuid);
        if (!isSo(node)) throw new Error(`node ${uuid} is ${JSON.stringify(node)}`);
        return node;
      },
      { withinMilliseconds },
    );
  }

  /** Tells what `peer-hardware` is to do to a node from now on. */
  async instruct(uuid: string, peer: object): Promise<void> {
    await this.client.patch(uuid, [{ op: 'add', path: '/driver_info/peer', value: peer }]);
  }

  /** Undeploys nodes and waits until they are free, whatever a test left on them. */
  async clear(uuids: readonly string[]): Promise<void> {
    for (const uuid of uuids) {
      const node = await this.nodeWhen(uuid, ({ reservation }) => reservation === undefined);
      await this.instruct(uuid, {});
      if (node.provisionState !== 'available') await this.client.provision(uuid, 'deleted').catch(() => undefined);
      const { instanceUUID } = await this.nodeWhen(uuid, (each) => each.provisionState === 'available' && each.reservation === undefined);
      if (instanceUUID !== undefined) await this.client.patch(uuid, [{ op: 'remove', path: '/instance_uuid' }]);
      await this.client.patch(uuid, [{ op: 'add', path: '/instance_info', value: {} }]);
    }
  }

  /** Lets go of the drivers and watches made so far. */
  async closeDrivers(): Promise<void> {
    for (const watch of this.#watches.splice(0)) watch.close();
    await Promise.all(this.#drivers.splice(0).map((driver) => driver.close()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.closeDrivers();
    this.exchange.close();
    await this.ironic.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/**
 * Several nodes as one driver, for a suite that wants several guests on a host: each guest has the driver of the node that it was prepared on, and
 * the rest of the contract is theirs alone.
 */
export function rackOf(drivers: readonly Driver[]): Driver {
  const [first] = drivers;
  const all = async <Value>(ask: (driver: Driver) => Promise<Value>): Promise<readonly Value[]> => Promise.all(drivers.map(ask));
  const driverOf = async ({ instanceUID }: Guest['mark']): Promise<Driver> => {
    const recoveries = await all((driver) => driver.recover());
    const at = recoveries.findIndex(({ guests }) => guests.some(({ mark }) => mark.instanceUID === instanceUID));
    return drivers[at] ?? first!;
  };
  const freeDriver = async ({ mark }: Guest): Promise<Driver> => {
    const recoveries = await all((driver) => driver.recover());
    const known = recoveries.findIndex(({ guests }) => guests.some((each) => each.mark.instanceUID === mark.instanceUID));
    return drivers[known] ?? drivers[recoveries.findIndex(({ guests }) => guests.length === 0)]!;
  };
  return {
    abilities: {},
    describe: () => first!.describe(),
    recover: async () => {
      const recoveries = await all((driver) => driver.recover());
      return { guests: recoveries.flatMap(({ guests }) => guests), foreignGuestCount: 0 };
    },
    prepare: async (guest) => (await freeDriver(guest)).prepare(guest),
    start: async (guest) => (await driverOf(guest.mark)).start(guest),
    stop: async (mark, options) => (await driverOf(mark)).stop(mark, options),
    reboot: async (guest, options) => (await driverOf(guest.mark)).reboot(guest, options),
    destroy: async (mark) => (await driverOf(mark)).destroy(mark),
    observe: async (mark) => (await driverOf(mark)).observe(mark),
    onChange: (listener) => {
      const stops = drivers.map((driver) => driver.onChange(listener));
      return () => stops.forEach((stop) => stop());
    },
    consoleLog: async (mark, options) => (await driverOf(mark)).consoleLog(mark, options),
    close: async () => void (await all((driver) => driver.close())),
  };
}
