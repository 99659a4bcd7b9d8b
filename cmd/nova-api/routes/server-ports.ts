import { publicNamespace } from '#apis/compute/public-namespace.ts';
import { defaultNetworkName } from '#apis/compute/default-network-name.ts';
import { portKind, type Port } from '#apis/compute/port.ts';
import type { ServerSpec } from '#apis/compute/server.ts';
import { cardsOf, indexBehindAll, isMadeFor, networkIndexLabel, type Card } from '#apis/infrastructure/machine-ports.ts';
import { samePlain } from '#apis/machinery/plain-value.ts';
import type { Caller } from '#apis/openstack/caller.ts';
import type { Cloud } from '../cloud/cloud.ts';
import type { KnownServer } from '../cloud/known-objects.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { changeServerFrom } from './change-server.ts';

export type NetworkEntry = NonNullable<ServerSpec['networks']>[number];

/** The cards of a server in order, those that are still to come included. */
export function serverCards(cloud: Cloud, server: KnownServer): readonly Card[] {
  const { namespace = '', uid } = server.metadata;
  const instance = cloud.instanceOf(server);
  const world = {
    ports: cloud.portsOf(uid),
    instances: instance === undefined ? [] : [instance],
    hasDefaultNetwork: cloud.named('networks', { namespace, name: defaultNetworkName }) !== undefined,
  };
  return cardsOf(server, world) ?? [];
}

/** What a server says of its networks, spelled out where it says nothing. */
function entriesOf(cloud: Cloud, server: KnownServer): readonly NetworkEntry[] {
  if (server.spec.networks !== undefined) return server.spec.networks;
  return serverCards(cloud, server).length === 0 ? [] : [{ network: defaultNetworkName }];
}

/** How long a Port may take to be made: a loop does that at once. */
const portDeadlineMilliseconds = 30_000;
const portPollMilliseconds = 20;

/** Plugs a server into one more network. Resolves with its Port there: clients are told its id in the answer. */
export async function addCard(cloud: Cloud, caller: Caller, server: KnownServer, entry: NetworkEntry): Promise<Port> {
  const changed = await changeServerFrom(cloud, caller, server, (current) => ({ networks: [...entriesOf(cloud, current), entry] }));
  const index = (changed.spec.networks?.length ?? 1) - 1;
  const deadline = cloud.clock.monotonicMilliseconds() + portDeadlineMilliseconds;
  for (;;) {
    const current = cloud.byUID('servers', server.metadata.uid) ?? changed;
    const named =
      entry.port === undefined ? undefined : cloud.known.ports.get({ namespace: server.metadata.namespace ?? '', name: entry.port });
    const port = named ?? serverCards(cloud, current).find(({ wish }) => wish.index === index)?.port;
    if (port !== undefined) return port;
    if (cloud.clock.monotonicMilliseconds() > deadline) {
      await takeBack(cloud, caller, changed, { entry, index });
      throw new NovaFault(409, `No port was made for instance ${server.metadata.uid} in time: there may be no free address.`);
    }
    await cloud.clock.sleep(portPollMilliseconds);
  }
}

/** What is refused leaves nothing behind. Where others changed the list meanwhile, the last entry of that kind goes. */
async function takeBack(
  cloud: Cloud,
  caller: Caller,
  server: KnownServer,
  { entry, index }: { readonly entry: NetworkEntry; readonly index: number },
): Promise<void> {
  await changeServerFrom(cloud, caller, server, ({ spec: { networks = [] } }) => {
    const found = samePlain(networks[index], entry) ? index : networks.findLastIndex((each) => samePlain(each, entry));
    return found < 0 ? undefined : { networks: networks.filter((_, position) => position !== found) };
  });
}

/** Takes a card out of a server. The Port goes with it if it was made for it. Throws Nova's 404 for a Port that the server has not. */
export async function removeCard(cloud: Cloud, caller: Caller, server: KnownServer, portID: string): Promise<void> {
  await standLast(cloud, caller, server, portID);
  await changeServerFrom(cloud, caller, server, (current) => {
    const card = serverCards(cloud, current).find(({ port }) => port?.metadata.uid === portID);
    if (card === undefined) throw new NovaFault(404, `Port id ${portID} could not be found.`);
    return { networks: entriesOf(cloud, current).filter((_, index) => index !== card.wish.index) };
  });
}

/**
 * Of several cards of one network, entries do not say which Port is whose: the Ports go by their positions. The one that is to go is put behind all others first,
 * or another would go in its place.
 */
async function standLast(cloud: Cloud, caller: Caller, server: KnownServer, portID: string): Promise<void> {
  const cards = serverCards(cloud, server);
  const port = cards.find((card) => card.port?.metadata.uid === portID)?.port;
  const isAmbiguous = cards.filter(({ wish }) => 'network' in wish.wants && wish.wants.network === port?.spec.network).length > 1;
  if (port === undefined || !isAmbiguous || !isMadeFor(server, port)) return;
  const client = (await cloud.as(caller)).resource(portKind);
  const key = { namespace: server.metadata.namespace ?? '', name: port.metadata.name };
  const labels = { [networkIndexLabel]: String(indexBehindAll) };
  cloud.known.ports.absorb(await client.patch(key, { metadata: { uid: portID, labels } }));
}

/** The network that a caller may plug into: by its id, or the only one there is. */
export function networkFor(cloud: Cloud, server: KnownServer, id: string | undefined): string {
  const visible = [server.metadata.namespace, publicNamespace];
  if (id !== undefined) {
    const network = cloud.byUID('networks', id);
    if (network === undefined || !visible.includes(network.metadata.namespace))
      throw new NovaFault(404, `Network ${id} could not be found.`);
    if (network.spec.cidr === undefined) throw new NovaFault(400, `Network ${id} requires a subnet in order to boot instances on.`);
    return network.metadata.name;
  }
  const names = new Set(
    [...cloud.known.networks.list()]
      .filter(({ metadata, spec }) => visible.includes(metadata.namespace) && spec.cidr !== undefined)
      .map(({ metadata }) => metadata.name),
  );
  const [first, ...others] = names;
  if (first === undefined) throw new NovaFault(400, 'No network could be found for the interface.');
  if (others.length > 0) throw new NovaFault(409, 'Multiple possible networks found, use a Network ID to be more specific.');
  return first;
}
