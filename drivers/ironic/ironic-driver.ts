import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { DriverAbilities } from '#drivers/contract/abilities.ts';
import {
  DriverError,
  type Driver,
  type Guest,
  type GuestAddress,
  type HostDescription,
  type Mark,
  type Observation,
  type Recovery,
} from '#drivers/contract/driver.ts';
import type { IronicClient } from './api/ironic-client.ts';
import { IronicError } from './api/ironic-error.ts';
import { describeNode, missingNode } from './describe-node.ts';
import { asDriverErrors } from './driver-failure.ts';
import { ownershipOf } from './guest-note.ts';
import type { ImageShelf } from './image-shelf.ts';
import { NodeLifecycle } from './node-lifecycle.ts';
import { NodeOrders } from './node-order.ts';
import type { Node } from './node/node.ts';
import type { NodeListing, NodeWatch } from './node/node-watch.ts';
import { isFoundOff, observeNode } from './observe-node.ts';
import { openSerialConsole } from './serial-console.ts';

export interface IronicDriverDependencies {
  /** The one machine that is this driver's host. */
  readonly nodeUUID: string;
  readonly client: IronicClient;
  /** Shared by the drivers of all nodes; whoever made it starts and closes it. */
  readonly watch: NodeWatch;
  readonly shelf: ImageShelf;
  readonly clock: Clock;
  readonly random: Pick<Random, 'bytes'>;
  readonly logger: Logger;
}

/** Runs guests on one bare machine that Ironic looks after: one guest at a time, the whole machine. */
export function createIronicDriver(dependencies: IronicDriverDependencies): Driver {
  return new IronicDriver(dependencies);
}

class IronicDriver implements Driver {
  readonly abilities: DriverAbilities;
  readonly #dependencies: IronicDriverDependencies;
  readonly #client: IronicClient;
  readonly #orders: NodeOrders;
  readonly #lifecycle: NodeLifecycle;
  readonly #end = new AbortController();
  readonly #listeners = new Set<(mark: Mark) => void>();
  readonly #hostListeners = new Set<() => void>();
  readonly #unwatch: () => void;
  #addresses: readonly GuestAddress[] | undefined;
  /** What the listing showed last. */
  #seen: { readonly guest: string; readonly host: string; readonly mark: Mark | undefined } | undefined;
  /** A listing that was asked for before this does not show what we did. On the monotonic clock. */
  #actedAtMilliseconds = -Infinity;
  #actionsUnderWay = 0;

  constructor(dependencies: IronicDriverDependencies) {
    const { client, clock, watch, nodeUUID: uuid } = dependencies;
    const { signal } = this.#end;
    this.#dependencies = dependencies;
    this.#client = client.until(signal);
    this.#orders = new NodeOrders({ uuid, client: this.#client, clock, signal });
    this.#lifecycle = new NodeLifecycle({ ...dependencies, uuid, client: this.#client, orders: this.#orders });
    if (watch.listing !== undefined) this.#compare(watch.listing);
    this.#unwatch = watch.onListing((listing) => this.#compare(listing));
    this.abilities = {
      rebuilding: { rebuild: (guest) => this.#act('rebuild', guest.mark, () => this.#lifecycle.rebuild(guest)) },
      crashDumping: { crashDump: (mark) => this.#act('interrupt', mark, () => this.#interrupt(mark)) },
      consoles: {
        openConsole: (mark, kind) =>
          this.#act('open the console of', mark, async () => {
            if (kind !== 'Serial') throw new DriverError('Unsupported', `a bare machine has no console of kind ${kind}`);
            await this.#mustBeOn(mark);
            return openSerialConsole({ ...this.#dependencies, uuid, client: this.#client, orders: this.#orders });
          }),
      },
    };
  }

  describe(): Promise<HostDescription> {
    return asDriverErrors(`describe node ${this.#dependencies.nodeUUID}`, async () => {
      const node = await this.#look();
      await this.#readAddresses();
      const problem = missingNode(this.#dependencies.nodeUUID);
      return this.#isSelected() ? describeNode(node ?? noNode) : { ...describeNode(node ?? noNode), problem };
    });
  }

  recover(): Promise<Recovery> {
    return asDriverErrors(`look for the guest of node ${this.#dependencies.nodeUUID}`, async () => {
      const node = await this.#look();
      if (node === undefined) return { guests: [], foreignGuestCount: 0 };
      await this.#readAddresses();
      const ownership = ownershipOf(node);
      if (ownership.kind === 'Nobody') return { guests: [], foreignGuestCount: 0 };
      if (ownership.kind === 'Foreign') return { guests: [], foreignGuestCount: 1 };
      const { mark } = ownership.note;
      return { guests: [{ mark, observation: observeNode(node, mark, this.#addresses ?? []) }], foreignGuestCount: 0 };
    });
  }

  prepare(guest: Guest): Promise<void> {
    return this.#act('prepare', guest.mark, async () => {
      if (!this.#isSelected()) throw new DriverError('HostBroken', missingNode(this.#dependencies.nodeUUID).message);
      await this.#lifecycle.prepare(guest);
    });
  }

  start(guest: Guest, { signal }: { readonly signal?: AbortSignal } = {}): Promise<void> {
    const lifecycle = signal === undefined ? this.#lifecycle : this.#lifecycleUntil(signal);
    return this.#act('start', guest.mark, () => lifecycle.start(guest));
  }

  stop(mark: Mark, options: { readonly gracePeriodSeconds: number }): Promise<void> {
    return this.#act('stop', mark, () => this.#lifecycle.stop(mark, options));
  }

  reboot(guest: Guest, options: { readonly mode: 'Soft' | 'Hard'; readonly gracePeriodSeconds: number }): Promise<void> {
    return this.#act('reboot', guest.mark, () => this.#lifecycle.reboot(guest, options));
  }

  destroy(mark: Mark): Promise<void> {
    return this.#act('destroy', mark, async () => {
      try {
        await this.#lifecycle.destroy(mark);
      } catch (error) {
        // A node can only be deleted when it has no instance: its operator took this one off it before.
        if (!(error instanceof IronicError && error.kind === 'NotFound')) throw error;
      }
    });
  }

  observe(mark: Mark): Promise<Observation> {
    return asDriverErrors(`look at ${mark.instanceUID}`, async () => {
      const node = await this.#look();
      if (node === undefined) return { kind: 'Lost', message: `node ${this.#dependencies.nodeUUID} is no longer in Ironic` };
      await this.#readAddresses();
      const observation = observeNode(node, mark, this.#addresses ?? []);
      if (observation.kind !== 'Stopped' || !isFoundOff(node)) return observation;
      const fresh = await this.#client.node(node.uuid);
      if (isFoundOff(fresh)) await this.#lifecycle.noteFoundOff(fresh);
      this.#actedAtMilliseconds = this.#dependencies.clock.monotonicMilliseconds();
      return observeNode(await this.#client.node(node.uuid), mark, this.#addresses ?? []);
    });
  }

  onChange(listener: (mark: Mark) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onHostChange(listener: () => void): () => void {
    this.#hostListeners.add(listener);
    return () => this.#hostListeners.delete(listener);
  }

  /** Ironic keeps no log of what a machine writes to its console. */
  consoleLog(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array());
  }

  close(): Promise<void> {
    this.#unwatch();
    this.#listeners.clear();
    this.#hostListeners.clear();
    this.#end.abort(new DriverError('Temporary', 'the driver was closed'));
    return Promise.resolve();
  }

  /** What is done with it is given up when `signal` says so. */
  #lifecycleUntil(signal: AbortSignal): NodeLifecycle {
    const { clock, nodeUUID: uuid } = this.#dependencies;
    const client = this.#client.until(signal);
    const orders = new NodeOrders({ uuid, client, clock, signal: AbortSignal.any([this.#end.signal, signal]) });
    return new NodeLifecycle({ ...this.#dependencies, uuid, client, orders });
  }

  async #act<Result>(what: string, { instanceUID }: Mark, work: () => Promise<Result>): Promise<Result> {
    this.#actionsUnderWay += 1;
    try {
      return await asDriverErrors(`${what} ${instanceUID}`, work);
    } finally {
      this.#actionsUnderWay -= 1;
      this.#actedAtMilliseconds = this.#dependencies.clock.monotonicMilliseconds();
    }
  }

  /** The node now: as the last listing shows it, if that is newer than all that we did. Undefined when it is not in Ironic. */
  async #look(): Promise<Node | undefined> {
    const { watch, nodeUUID } = this.#dependencies;
    const { listing } = watch;
    const listed = listing === undefined || !this.#isNewerThanActions(listing) ? undefined : listing.nodes.get(nodeUUID);
    if (listed !== undefined) return listed;
    try {
      return await this.#client.node(nodeUUID);
    } catch (error) {
      if (error instanceof IronicError && error.kind === 'NotFound') return undefined;
      throw error;
    }
  }

  /** Whether the node is among those that this agent is to use. While Ironic does not list any, it is taken to be still so. */
  #isSelected(): boolean {
    const { watch, nodeUUID } = this.#dependencies;
    return watch.listing?.nodes.has(nodeUUID) ?? true;
  }

  #isNewerThanActions({ askedAtMilliseconds }: NodeListing): boolean {
    return this.#actionsUnderWay === 0 && askedAtMilliseconds > this.#actedAtMilliseconds;
  }

  async #readAddresses(): Promise<void> {
    if (this.#addresses !== undefined) return;
    const macAddresses = await this.#client.macAddresses(this.#dependencies.nodeUUID).catch(() => undefined);
    this.#addresses = macAddresses?.map((macAddress) => ({ macAddress }));
  }

  async #interrupt(mark: Mark): Promise<void> {
    const { nodeUUID } = this.#dependencies;
    await this.#mustBeOn(mark);
    try {
      await this.#client.interrupt(nodeUUID);
    } catch (error) {
      if (!(error instanceof IronicError && error.kind === 'Invalid')) throw error;
      throw new DriverError('Unsupported', `interrupt ${mark.instanceUID}: node ${nodeUUID} cannot do it: ${error.message}`, {
        cause: error,
      });
    }
  }

  async #mustBeOn(mark: Mark): Promise<void> {
    const observation = observeNode(await this.#client.node(this.#dependencies.nodeUUID), mark, []);
    if (observation.kind !== 'Running') throw new DriverError('Temporary', `${mark.instanceUID} does not run`);
  }

  /** Tells those who listen when a listing shows something that we did not do ourselves. */
  #compare(listing: NodeListing): void {
    if (!this.#isNewerThanActions(listing)) return;
    const node = listing.nodes.get(this.#dependencies.nodeUUID);
    const ownership = node === undefined ? undefined : ownershipOf(node);
    const mark = ownership?.kind === 'Ours' || ownership?.kind === 'Disowned' ? ownership.note.mark : undefined;
    const guest = node === undefined || mark === undefined ? 'none' : JSON.stringify(observeNode(node, mark, []));
    const host = node === undefined ? 'none' : JSON.stringify(describeNode(node));
    const before = this.#seen;
    this.#seen = { guest, host, mark };
    const marks = new Map([before?.mark, mark].flatMap((each) => (each === undefined ? [] : [[each.instanceUID, each]])));
    if (before?.guest !== guest) for (const each of marks.values()) for (const listener of this.#listeners) listener(each);
    if (before?.host !== host) for (const listener of this.#hostListeners) listener();
  }
}

/** What is known of a node that is not there. */
const noNode: Node = {
  uuid: '',
  name: undefined,
  instanceUUID: undefined,
  instanceInfo: {},
  provisionState: 'enroll',
  targetProvisionState: undefined,
  provisionUpdatedAt: undefined,
  powerState: undefined,
  targetPowerState: undefined,
  reservation: undefined,
  lastError: undefined,
  isInMaintenance: false,
  maintenanceReason: undefined,
  fault: undefined,
  properties: {},
  deployInterface: undefined,
  rescueInterface: undefined,
  consoleInterface: undefined,
};
