import { publicNamespace } from '#apis/compute/public-namespace.ts';
import { networkKind } from '#apis/compute/network.ts';
import type { Caller } from '#apis/openstack/caller.ts';
import type { Cloud } from './cloud.ts';

/**
 * Has the copy know networks that may have been made, or given addresses, a moment ago by another process: the network service. Costs nothing where what it knows
 * `isEnough`.
 */
export async function seeNetworks(cloud: Cloud, caller: Caller, isEnough: () => boolean): Promise<void> {
  if (isEnough()) return;
  const networks = (await cloud.as(caller)).resource(networkKind);
  const lists = await Promise.all([caller.projectID, publicNamespace].map((namespace) => networks.list({ namespace })));
  for (const network of lists.flatMap(({ items }) => items)) cloud.known.networks.absorb(network);
}
