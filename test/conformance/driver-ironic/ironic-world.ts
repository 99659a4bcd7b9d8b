import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SystemClock } from '#apis/machinery/clock.ts';
import { silentLogger } from '#apis/machinery/logger.ts';
import { SystemRandom } from '#apis/machinery/random.ts';
import type { Driver, Guest } from '#drivers/contract/driver.ts';
import { basicAuthentication, noAuthentication, type IronicAuthentication } from '#drivers/ironic/api/authentication.ts';
import { createHTTPExchange } from '#drivers/ironic/api/http-exchange.ts';
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
  readonly #folder: string;
  readonly #exchanges: { close(): void }[] = [];
  readonly #drivers: Driver[] = [];
  readonly #watches: NodeWatch[] = [];
  /** Nodes whose machine has been told something. */
  readonly #instructed = new Set<string>();

  private constructor(ironic: IronicServer, folder: string) {
    this.ironic = ironic;
    this.#folder = folder;
    const { credentials } = ironic;
    this.client = this.clientOf(credentials === undefined ? noAuthentication : basicAuthentication(credentials));
  }

  /** Somebody else who asks this Ironic. */
  clientOf(authentication: IronicAuthentication): IronicClient {
    const exchange = createHTTPExchange({ url: this.ironic.url, authentication });
    this.#exchanges.push(exchange);
    return new IronicClient({ exchange, clock, signal: new AbortController().signal });
  }

  static async create(options: IronicOptions = {}): Promise<IronicWorld> {
    const world = new IronicWorld(await startIronic(options), await mkdtemp(join(tmpdir(), 'tycho-ironic-images-')));
    await Promise.all(['kernel', 'initrd'].map((name) => writeFile(join(world.#folder, name), `${name} of no machine that runs`)));
    return world;
  }

  /** A watch of its own for those nodes, started. It lists nothing before the first answer. */
  watch(selection: NodeSelection = { resource_class: 'baremetal.small' }): NodeWatch {
    const watch = new NodeWatch({ list: () => this.client.nodes(selection), intervalSeconds: 0.5, clock, logger: silentLogger });
    this.#watches.push(watch);
    void watch.start();
    return watch;
  }

  /** The driver of one node. */
  driver(nodeUUID: string, watch: NodeWatch, client: IronicClient = this.client): Driver {
    const directory = join(this.ironic.folder, 'shelf');
    const shelf = new ImageShelf({ directory, url: pathToFileURL(directory).href });
    const driver = createIronicDriver({ nodeUUID, watch, shelf, client, clock, random, logger: silentLogger });
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
    this.#instructed.add(uuid);
    await this.client.patch(uuid, [{ op: 'add', path: '/driver_info/peer', value: peer }]);
  }

  /** Undeploys nodes and waits until they are free, whatever a test left on them. */
  async clear(uuids: readonly string[]): Promise<void> {
    await Promise.all(uuids.map((uuid) => this.#clear(uuid)));
  }

  async #clear(uuid: string): Promise<void> {
    const isFree = (node: Node): boolean => node.provisionState === 'available' && node.reservation === undefined;
    const node = await this.nodeWhen(uuid, ({ reservation }) => reservation === undefined);
    if (this.#instructed.delete(uuid)) await this.client.patch(uuid, [{ op: 'add', path: '/driver_info/peer', value: {} }]);
    if (!isFree(node)) await this.client.provision(uuid, 'deleted').catch(() => undefined);
    const { instanceUUID, instanceInfo } = await this.nodeWhen(uuid, isFree);
    if (instanceUUID !== undefined) await this.client.patch(uuid, [{ op: 'remove', path: '/instance_uuid' }]);
    if (Object.keys(instanceInfo).length > 0) await this.client.patch(uuid, [{ op: 'add', path: '/instance_info', value: {} }]);
  }

  /** Lets go of the drivers and watches made so far. */
  async closeDrivers(): Promise<void> {
    for (const watch of this.#watches.splice(0)) watch.close();
    await Promise.all(this.#drivers.splice(0).map((driver) => driver.close()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.closeDrivers();
    for (const exchange of this.#exchanges) exchange.close();
    await this.ironic.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
