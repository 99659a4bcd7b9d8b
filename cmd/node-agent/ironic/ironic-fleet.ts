import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import { makePrivateDirectory } from '#cmd/bootstrap/private-files.ts';
import type { Driver } from '#drivers/contract/driver.ts';
import { createHTTPExchange } from '#drivers/ironic/api/http-exchange.ts';
import { IronicClient } from '#drivers/ironic/api/ironic-client.ts';
import { describeNode } from '#drivers/ironic/describe-node.ts';
import { ImageShelf } from '#drivers/ironic/image-shelf.ts';
import { createIronicDriver } from '#drivers/ironic/ironic-driver.ts';
import type { Node } from '#drivers/ironic/node/node.ts';
import { NodeWatch, type NodeListing } from '#drivers/ironic/node/node-watch.ts';
import type { IronicChoice } from './ironic-choice.ts';

export interface IronicFleetOptions {
  readonly choice: IronicChoice;
  /** Each node that has joined has a directory in `nodes` below it. */
  readonly stateDirectory: string;
  /** Hosts are named after it and their node. */
  readonly hostName: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Joins a host unless it has joined, and starts its agent. Rejects when the signal is aborted before it has. */
  readonly startHost: (host: HostToStart) => Promise<StartedHost>;
}

export interface HostToStart {
  /** Where its state is kept. */
  readonly directory: string;
  readonly hostName: string;
  readonly driver: Driver;
  readonly signal: AbortSignal;
}

export interface StartedHost {
  stop(): Promise<void>;
}

/**
 * The agents of all nodes of one Ironic, in one process. A node joins when it is free for the first time, and keeps its agent from then on, whatever
 * becomes of it: there may be a guest on it.
 */
export class IronicFleet {
  readonly #options: IronicFleetOptions;
  readonly #end = new AbortController();
  readonly #exchange: ReturnType<typeof createHTTPExchange>;
  readonly #client: IronicClient;
  readonly #shelf: ImageShelf;
  readonly #watch: NodeWatch;
  readonly #hosts = new Map<string, StartedHost>();
  /** When a node may be tried again that could not join, on the monotonic clock. */
  readonly #retryAt = new Map<string, number>();
  #admission: Promise<void> | undefined;

  constructor(options: IronicFleetOptions) {
    const { choice, clock, logger } = options;
    const { url, authentication, authorityPEM, intervalSeconds, selection } = choice;
    this.#options = options;
    this.#exchange = createHTTPExchange({ url, authentication, ...(authorityPEM !== undefined && { authorityPEM }) });
    this.#client = new IronicClient({ exchange: this.#exchange, clock, signal: this.#end.signal });
    this.#shelf = new ImageShelf(choice.shelf);
    this.#watch = new NodeWatch({ list: () => this.#client.nodes(selection), intervalSeconds, clock, logger });
  }

  /** How many hosts have an agent. */
  get hostCount(): number {
    return this.#hosts.size;
  }

  /** Starts the agents of the nodes that have joined before, and lets the others join as they come. */
  async start(): Promise<void> {
    await this.#watch.start();
    const known = await this.#joinedNodes();
    await Promise.all(known.map((uuid) => this.#startHost(uuid, uuid)));
    this.#watch.onListing((listing) => this.#admit(listing));
    if (this.#watch.listing !== undefined) this.#admit(this.#watch.listing);
  }

  async stop(): Promise<void> {
    this.#watch.close();
    this.#end.abort(new Error('the agents are being stopped'));
    await this.#admission;
    await Promise.all([...this.#hosts.values()].map((host) => host.stop()));
    this.#exchange.close();
  }

  /** One node after the other, and one round at a time. */
  #admit({ nodes }: NodeListing): void {
    if (this.#admission !== undefined) return;
    this.#admission = this.#admitAll([...nodes.values()]).finally(() => (this.#admission = undefined));
  }

  async #admitAll(nodes: readonly Node[]): Promise<void> {
    const { clock, logger } = this.#options;
    for (const node of nodes) {
      const mayTry = clock.monotonicMilliseconds() >= (this.#retryAt.get(node.uuid) ?? -Infinity);
      if (this.#end.signal.aborted) return;
      if (this.#hosts.has(node.uuid) || !mayTry || describeNode(node).problem !== undefined) continue;
      try {
        await this.#startHost(node.uuid, wordFor(node));
        this.#retryAt.delete(node.uuid);
      } catch (error) {
        logger.error({ error, node: node.uuid }, 'a node could not join as a host');
        this.#retryAt.set(node.uuid, clock.monotonicMilliseconds() + rejoinDelayMilliseconds);
      }
    }
  }

  async #startHost(nodeUUID: string, word: string): Promise<void> {
    const { stateDirectory, hostName, clock, random, logger, startHost } = this.#options;
    const directory = join(stateDirectory, 'nodes', nodeUUID);
    await makePrivateDirectory(directory);
    const driver = createIronicDriver({
      nodeUUID,
      client: this.#client,
      watch: this.#watch,
      shelf: this.#shelf,
      clock,
      random,
      logger: logger.child({ node: nodeUUID }),
    });
    try {
      this.#hosts.set(nodeUUID, await startHost({ directory, hostName: `${hostName}-${word}`, driver, signal: this.#end.signal }));
    } catch (error) {
      await driver.close();
      throw error;
    }
  }

  async #joinedNodes(): Promise<readonly string[]> {
    const names = await readdir(join(this.#options.stateDirectory, 'nodes')).catch(() => []);
    const isJoined = await Promise.all(names.map((name) => exists(join(this.#options.stateDirectory, 'nodes', name, 'identity.json'))));
    return names.filter((_, index) => isJoined[index]);
  }
}

/** What a host is called after: its node's name if that can be part of a host's, else its uuid. */
function wordFor({ name, uuid }: Node): string {
  const word = name?.toLowerCase();
  return word !== undefined && /^[a-z0-9]([a-z0-9.-]{0,100}[a-z0-9])?$/.test(word) ? word : uuid;
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

const rejoinDelayMilliseconds = 60_000;
