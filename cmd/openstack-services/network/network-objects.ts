import { publicNamespace } from '#apis/compute/public-namespace.ts';
import { networkKind, type Network } from '#apis/compute/network.ts';
import { portKind, type Port } from '#apis/compute/port.ts';
import { ForbiddenError, NotFoundError } from '#apis/machinery/errors.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import { keyOf } from '#apis/machinery/object-meta.ts';
import type { Random } from '#apis/machinery/random.ts';
import { createNamed, objectNameOf } from '#apis/openstack/create-named.ts';
import { Fault } from '../http/fault.ts';
import { visibleObjects, type ProjectAccess } from '../http/project-client.ts';
import type { PortRequest } from './port-request.ts';

/** Networks and Ports as a caller finds them. What is being deleted is gone for clients, as in Neutron. */
export class NetworkObjects {
  readonly #access: ProjectAccess;

  constructor(access: ProjectAccess) {
    this.#access = access;
  }

  networks(): Promise<readonly Network[]> {
    return visibleObjects<Network>(this.#access, networkKind, 'WithPublic');
  }

  ports(): Promise<readonly Port[]> {
    return visibleObjects<Port>(this.#access, portKind, 'Own');
  }

  /** Throws a {@link Fault} of 404. */
  async network(id: string): Promise<Network> {
    const found = (await this.networks()).find(({ metadata }) => metadata.uid === id);
    if (found === undefined) throw new Fault(404, `Network ${id} could not be found.`, { type: 'NetworkNotFound' });
    return found;
  }

  /** Throws a {@link Fault} of 404. */
  async port(id: string): Promise<Port> {
    const found = (await this.ports()).find(({ metadata }) => metadata.uid === id);
    if (found === undefined) throw new Fault(404, `Port ${id} could not be found.`, { type: 'PortNotFound' });
    return found;
  }

  async createPort(request: PortRequest, random: Random): Promise<Port> {
    const { client, caller } = this.#access;
    const network = await this.network(request.networkID);
    await this.#requireReachableByName(network);
    const { name, description, macAddress, ipAddress } = request;
    const spec = {
      network: network.metadata.name,
      ...(name === '' ? {} : { displayName: name }),
      ...(description === '' ? {} : { description }),
      ...(macAddress === undefined ? {} : { macAddress }),
      ...(ipAddress === undefined ? {} : { ipAddress }),
    };
    const draft = (objectName: string) => ({
      apiVersion: apiVersionOf(portKind),
      kind: portKind.kind,
      metadata: { namespace: caller.projectID, name: objectName },
      spec,
    });
    try {
      return (await createNamed(client.resource(portKind), objectNameOf(name, 'port'), draft, random)) as Port;
    } catch (error) {
      throw faultOfAddress(error, request) ?? error;
    }
  }

  async updatePort(id: string, { name, description }: { readonly name?: string; readonly description?: string }): Promise<Port> {
    const port = await this.port(id);
    const spec = {
      ...(name === undefined ? {} : { displayName: name === '' ? null : name }),
      ...(description === undefined ? {} : { description: description === '' ? null : description }),
    };
    return await this.#access.client.resource(portKind).patch(keyOf(port), { spec });
  }

  /** A port that a server has stays until the server lets go of it. */
  async deletePort(id: string): Promise<void> {
    const port = await this.port(id);
    if (port.status?.serverUID !== undefined) {
      const words = `Unable to complete operation on port ${id} for network ${port.status.networkUID}. Port already has an attached device ${port.status.serverUID}.`;
      throw new Fault(409, words, { type: 'PortInUse' });
    }
    try {
      await this.#access.client.resource(portKind).delete(keyOf(port), { uid: id, resourceVersion: port.metadata.resourceVersion });
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
    }
  }

  /** A Port names its Network, and the project's own come before those of everybody. */
  async #requireReachableByName({ metadata }: Network): Promise<void> {
    const { caller } = this.#access;
    if (metadata.namespace === caller.projectID) return;
    if (metadata.namespace !== publicNamespace) throw new Fault(403, 'A port can only be made in a network of its project, or of all.');
    const isHidden = (await this.networks()).some(
      (other) => other.metadata.namespace === caller.projectID && other.metadata.name === metadata.name,
    );
    if (isHidden) throw new Fault(409, `The project has a network ${metadata.name} of its own, which hides the shared one of that name.`);
  }
}

/** What Neutron says when there is no address, or it is somebody else's. */
function faultOfAddress(error: unknown, { networkID, ipAddress, macAddress }: PortRequest): Fault | undefined {
  if (!(error instanceof ForbiddenError)) return undefined;
  switch (error.details?.causes?.[0]?.reason) {
    case 'AddressInUse':
      return new Fault(409, `IP address ${ipAddress} already allocated in subnet ${networkID}.`, {
        type: 'IpAddressAlreadyAllocated',
        cause: error,
      });
    case 'MACAddressInUse':
      return new Fault(409, `Unable to complete operation for network ${networkID}. The mac address ${macAddress} is in use.`, {
        type: 'MacAddressInUse',
        cause: error,
      });
    case 'NetworkWithoutAddresses':
      return new Fault(409, `Network ${networkID} has no subnet yet, and a port has an address here.`, {
        type: 'IpAddressGenerationFailure',
        cause: error,
      });
    case 'NoFreeAddress':
      return new Fault(409, `No more IP addresses available on network ${networkID}.`, {
        type: 'IpAddressGenerationFailure',
        cause: error,
      });
    default:
      return undefined;
  }
}
