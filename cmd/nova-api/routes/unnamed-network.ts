import { defaultNetworkName } from '#apis/compute/default-network-name.ts';
import { networkKind, type Network } from '#apis/compute/network.ts';
import { publicNamespace } from '#apis/compute/public-namespace.ts';
import type { Server } from '#apis/compute/server.ts';
import { AlreadyExistsError } from '#apis/machinery/errors.ts';
import { apiVersionOf } from '#apis/machinery/kind.ts';
import type { Caller } from '#apis/openstack/caller.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { seeNetworks } from '../cloud/see-networks.ts';
import { NovaFault } from '../http/nova-fault.ts';
import type { CreateRequest } from '../translate/create-request.ts';

type Networks = Server['spec']['networks'];

/** Where servers of a project are that have nobody else's network, as Neutron calls it. */
const allocatedName = { object: 'auto-allocated-network', display: 'auto_allocated_network' } as const;

/** Networks are apart from each other, so each project may have the same addresses. */
const allocatedRange = '10.0.0.0/20';

/** Has the copy know what the networks of a request, or a request without any, are looked up in. */
export function seeNetworksOf(cloud: Cloud, caller: Caller, { networks }: CreateRequest): Promise<void> {
  if (networks === 'none') return Promise.resolve();
  if (isUnnamed(networks)) return seeNetworks(cloud, caller, () => usableNetworks(cloud, caller).length > 0);
  const ids = networks.flatMap(({ uuid, port }) => (uuid === undefined || (port ?? undefined) !== undefined ? [] : [uuid]));
  return seeNetworks(cloud, caller, () => ids.every((id) => cloud.byUID('networks', id)?.spec.cidr !== undefined));
}

/** Whether it is left to us which network a server is to be in. */
export function isUnnamed(networks: CreateRequest['networks']): networks is 'auto' | undefined | readonly [] {
  return networks === undefined || networks === 'auto' || (networks !== 'none' && networks.length === 0);
}

/**
 * As with Nova, the one network that the project may use; Nova's 409 where there are several, but for one called `default`, which the core takes. Undefined: the
 * core chooses, or there is none.
 */
export function onlyNetwork(cloud: Cloud, caller: Caller): Networks {
  const [first, ...others] = usableNetworks(cloud, caller).map(({ metadata }) => metadata.name);
  if (first === undefined || [first, ...others].includes(defaultNetworkName)) return undefined;
  if (others.some((name) => name !== first))
    throw new NovaFault(409, 'Multiple possible networks found, use a Network ID to be more specific.');
  return [{ network: first }];
}

/** The network that is made for a project which has none, when `networks` is `auto`: one for all who ask at the same time. */
export async function allocatedNetwork(cloud: Cloud, caller: Caller): Promise<Networks> {
  if (usableNetworks(cloud, caller).length > 0) return undefined;
  const client = (await cloud.as(caller)).resource(networkKind);
  const metadata = { name: allocatedName.object, namespace: caller.projectID };
  const spec = { displayName: allocatedName.display, cidr: allocatedRange };
  try {
    cloud.known.networks.absorb(await client.create({ apiVersion: apiVersionOf(networkKind), kind: networkKind.kind, metadata, spec }));
  } catch (error) {
    if (!(error instanceof AlreadyExistsError)) throw error;
    const existing = await client.get(metadata);
    cloud.known.networks.absorb(existing);
    if (existing.spec.cidr === undefined)
      throw new NovaFault(400, `Network ${existing.metadata.uid} requires a subnet in order to boot instances on.`);
  }
  return [{ network: metadata.name }];
}

/** Those of the project and of everybody in which a server can be. */
function usableNetworks(cloud: Cloud, { projectID }: Caller): readonly Network[] {
  return [...cloud.known.networks.list()].filter(
    ({ metadata, spec }) =>
      [projectID, publicNamespace].includes(metadata.namespace ?? '') &&
      metadata.deletionTimestamp === undefined &&
      spec.cidr !== undefined,
  );
}
