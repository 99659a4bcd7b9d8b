import { silentLogger } from '#apis/machinery/logger.ts';
import type { Driver, Guest } from '#drivers/contract/driver.ts';
import type { Exchange } from '#drivers/ironic/api/http-exchange.ts';
import { IronicClient } from '#drivers/ironic/api/ironic-client.ts';
import type { ImageShelf } from '#drivers/ironic/image-shelf.ts';
import { createIronicDriver } from '#drivers/ironic/ironic-driver.ts';
import { NodeWatch } from '#drivers/ironic/node/node-watch.ts';
import { aDiskImage, aGuest } from '#test/builders/guest.ts';
import { InMemoryIronic, type MemoryNode } from './in-memory-ironic.ts';
import { VirtualClock } from './virtual-clock.ts';

/** An Ironic in memory with one node, and drivers for it, on a virtual clock. */
export class InMemoryIronicWorld {
  readonly clock = new VirtualClock();
  readonly ironic = new InMemoryIronic({ clock: this.clock });
  readonly node: MemoryNode = this.ironic.addNode();
  readonly guest: Guest = aGuest({ image: aDiskImage({ path: '/images/disk' }) });
  readonly watch: NodeWatch;

  constructor() {
    const { ironic, clock } = this;
    const client = new IronicClient({ exchange: ironic.exchange, clock, signal: new AbortController().signal });
    this.watch = new NodeWatch({ list: () => client.nodes({ resource_class: 'metal' }), intervalSeconds: 10, clock, logger: silentLogger });
  }

  /** Another driver for the node, as after a restart of the agent. */
  driver({
    exchange = this.ironic.exchange,
    nodeUUID = this.node.uuid,
  }: { readonly exchange?: Exchange; readonly nodeUUID?: string } = {}): Driver {
    const shelf = {
      put: (image: Guest['image']) =>
        Promise.resolve(
          image.format === 'Kernel'
            ? { format: image.format, kernelURL: 'file:///k', initrdURL: 'file:///i', kernelArguments: image.kernelArguments }
            : { format: image.format, url: `file://${image.path}`, sha256: 'a'.repeat(64) },
        ),
    } as unknown as ImageShelf;
    const client = new IronicClient({ exchange, clock: this.clock, signal: new AbortController().signal });
    const random = { bytes: (count: number) => new Uint8Array(count) };
    return createIronicDriver({ nodeUUID, client, shelf, random, watch: this.watch, clock: this.clock, logger: silentLogger });
  }

  /** What comes of it, with as much time as it takes. */
  when<Value>(promise: Promise<Value>): Promise<Value> {
    // It may fail before anybody looks.
    promise.catch(() => {});
    return this.clock.waitFor(promise, { limitMilliseconds: 24 * 3600 * 1000 });
  }

  /** The guest, deployed and running. */
  async running(driver: Driver, guest = this.guest): Promise<Guest> {
    await this.when(driver.prepare(guest));
    await this.when(driver.start(guest));
    return guest;
  }
}
