import { publicNamespace } from '#apis/compute/public-namespace.ts';
import { networkKind, type Network } from '#apis/compute/network.ts';
import { serverKind, type Server } from '#apis/compute/server.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { ConflictError, NotFoundError } from '#apis/machinery/errors.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import { keyOf, type ObjectKey } from '#apis/machinery/object-meta.ts';
import { nameSuffix, type Random } from '#apis/machinery/random.ts';
import { createNamed, objectNameOf, suffixLength } from '#apis/openstack/create-named.ts';
import { Fault } from '../http/fault.ts';
import type { ProjectAccess } from '../http/project-client.ts';
import type { NetworkObjects } from './network-objects.ts';
import type { NetworkRequest } from './network-request.ts';
import { subnetNameAnnotation } from './network-views.ts';
import type { SubnetRequest } from './subnet-request.ts';

export interface NetworkChangesOptions {
  readonly access: ProjectAccess;
  readonly objects: NetworkObjects;
  readonly random: Random;
  readonly clock: Clock;
}

/** How long a deletion waits for ports of servers that are gone: Nova's answer to a deletion comes before the last of their ports is away. */
const patienceMilliseconds = 15_000;
const pauseMilliseconds = 200;

/** Makes, changes and deletes Networks as the caller. A subnet is the addresses of one. */
export class NetworkChanges {
  readonly #options: NetworkChangesOptions;

  constructor(options: NetworkChangesOptions) {
    this.#options = options;
  }

  /** A network without addresses. A shared one is everybody's, which is for administrators to make. */
  async create({ projectID, isShared, name, spec }: NetworkRequest): Promise<Network> {
    const { access, random } = this.#options;
    const namespace = isShared ? publicNamespace : projectID;
    const draft = (objectName: string) => ({
      apiVersion: apiVersionOf(networkKind),
      kind: networkKind.kind,
      metadata: { namespace, name: objectName },
      spec: { ...spec, ...(name === '' ? {} : { displayName: name }) },
    });
    const plain = objectNameOf(name, 'network');
    // Servers name networks by the names of objects, and the project's own come first: this one must not come before one of everybody's.
    const isTaken = !isShared && (await this.#isPublic(plain));
    const objectName = isTaken ? `${plain}-${nameSuffix(random, suffixLength)}` : plain;
    return (await createNamed(access.client.resource(networkKind), objectName, draft, random)) as Network;
  }

  async update(id: string, spec: Readonly<Record<string, string | null>>): Promise<Network> {
    return this.#patch(await this.#options.objects.network(id), { spec });
  }

  async delete(id: string): Promise<void> {
    const network = await this.#options.objects.network(id);
    const words = `Unable to complete operation on network ${id}. There are one or more ports still in use on the network.`;
    await this.#onceUnused(network, new Fault(409, words, { type: 'NetworkInUse' }), async () => {
      await this.#options.access.client.resource(networkKind).delete(keyOf(network), { uid: id });
    });
  }

  async createSubnet({ networkID, name, spec }: SubnetRequest): Promise<Network> {
    const network = await this.#options.objects.network(networkID);
    if (network.spec.cidr !== undefined) throw hasSubnet(network);
    const metadata = { resourceVersion: network.metadata.resourceVersion, annotations: { [subnetNameAnnotation]: name } };
    return this.#patch(network, { spec, metadata });
  }

  async updateSubnet(id: string, { name, spec }: { readonly name?: string; readonly spec: object }): Promise<Network> {
    const annotations = name === undefined ? {} : { [subnetNameAnnotation]: name };
    return this.#patch(await this.#subnet(id), { spec, metadata: { annotations } });
  }

  async deleteSubnet(id: string): Promise<void> {
    const network = await this.#subnet(id);
    const spec = { cidr: null, gateway: null, pool: null, nameServers: null };
    const words = `Unable to complete operation on subnet ${id}: One or more ports have an IP allocation from this subnet.`;
    await this.#onceUnused(network, new Fault(409, words, { type: 'SubnetInUse' }), async () => {
      await this.#patch(network, { spec, metadata: { uid: id, annotations: { [subnetNameAnnotation]: null } } });
    });
  }

  async #patch(network: Network, patch: Readonly<Record<string, unknown>>): Promise<Network> {
    return this.#options.access.client.resource(networkKind).patch(keyOf(network), patch);
  }

  async #subnet(id: string): Promise<Network> {
    const found = (await this.#options.objects.networks()).find(({ metadata, spec }) => metadata.uid === id && spec.cidr !== undefined);
    if (found === undefined) throw new Fault(404, `Subnet ${id} could not be found.`, { type: 'SubnetNotFound' });
    return found;
  }

  async #isPublic(name: string): Promise<boolean> {
    return (await this.#options.objects.networks()).some(
      ({ metadata }) => metadata.namespace === publicNamespace && metadata.name === name,
    );
  }

  /** Throws `inUse` where ports are left of servers that are there, or of nobody. */
  async #onceUnused({ metadata }: Network, inUse: Fault, work: () => Promise<void>): Promise<void> {
    const { clock } = this.#options;
    const deadline = clock.monotonicMilliseconds() + patienceMilliseconds;
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (error instanceof NotFoundError) return;
        if (!isInUse(error)) throw error;
        if (clock.monotonicMilliseconds() > deadline || !(await this.#isOnItsWay(metadata.uid))) throw inUse;
      }
      await new Promise<void>((resolve) => clock.setTimer(resolve, pauseMilliseconds));
    }
  }

  /** Whether all that is left of a network are ports that were made for servers that are gone. */
  async #isOnItsWay(networkUID: string): Promise<boolean> {
    const ports = (await this.#options.objects.ports()).filter(({ status }) => status?.networkUID === networkUID);
    const fates = await Promise.all(
      ports.map(async ({ metadata: { ownerReferences = [], namespace = '' } }) => {
        const owner = ownerReferences.find(({ kind, controller }) => kind === serverKind.kind && controller === true);
        return owner !== undefined && (await this.#isGone({ namespace, name: owner.name }, owner.uid));
      }),
    );
    return fates.every(Boolean);
  }

  async #isGone(server: ObjectKey, uid: string): Promise<boolean> {
    try {
      const { metadata } = (await this.#options.access.client.resource(serverKind).get(server)) as Server;
      return metadata.uid !== uid || metadata.deletionTimestamp !== undefined;
    } catch (error) {
      if (error instanceof NotFoundError) return true;
      throw error;
    }
  }
}

function isInUse(error: unknown): boolean {
  return error instanceof ConflictError && error.details?.causes?.some(({ reason }) => reason === 'NetworkInUse') === true;
}

function hasSubnet({ metadata: { uid }, spec }: Network): Fault {
  return new Fault(409, `Invalid input for network_id: network ${uid} has the subnet ${spec.cidr} already, and can have one here.`, {
    type: 'Conflict',
  });
}
