import { publicNamespace } from '#apis/compute/public-namespace.ts';
import { flavorIDOf, type Flavor } from '#apis/compute/flavor.ts';
import type { Image } from '#apis/compute/image.ts';
import type { Server } from '#apis/compute/server.ts';
import type { Caller } from '#apis/openstack/caller.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { NovaFault } from '../http/nova-fault.ts';
import type { BlockDevice, CreateRequest, RequestedNetwork } from '../translate/create-request.ts';
import { projectsOf } from '../translate/flavor-view.ts';
import { defaultZone, zoneNameOf } from '../translate/zone-name.ts';
import { firstDestinationAt, requireNamedHost } from './destination.ts';
import { findBootable } from './find-image.ts';
import type { NovaRequest } from './route.ts';
import { isUnnamed, onlyNetwork } from './unnamed-network.ts';
import { findKeyPair } from './user-key-pairs.ts';

/** What the words of a request stand for: the parts of a Server's spec that name other objects. */
export type ResolvedReferences = Pick<
  Server['spec'],
  'flavor' | 'image' | 'bootVolume' | 'keyPair' | 'networks' | 'placement' | 'destination'
>;

/** Finds everything that a request names. Throws Nova's 400 for what is not there, before anything is made. */
export async function resolveReferences(
  cloud: Cloud,
  asked: Pick<NovaRequest, 'caller' | 'token'>,
  request: CreateRequest,
): Promise<ResolvedReferences> {
  const { caller } = asked;
  const flavor = requireFlavor(cloud, caller, String(request.flavorRef), 400);
  const destination = resolveDestination(cloud, caller, request);
  requireDefaultSecurityGroup(request);
  const keyPair = request.key_name === undefined ? undefined : findKeyPair(cloud, caller, request.key_name);
  const networks = resolveNetworks(cloud, caller, request.networks);
  const placement = resolvePlacement(cloud, caller, request);
  // Last, since it may make something.
  const root = await resolveRoot(cloud, asked, request);
  if (root.kind === 'Image') requireRoom(flavor, root.image);
  return {
    flavor: flavor.metadata.name,
    ...(root.kind === 'Image' ? { image: root.image.metadata.name } : { bootVolume: root.volume }),
    ...(keyPair === undefined ? {} : { keyPair }),
    ...(networks === undefined ? {} : { networks }),
    ...(placement === undefined ? {} : { placement }),
    ...(destination === undefined ? {} : { destination }),
  };
}

/** A flavor that the caller may use, by its id. Throws Nova's error with `code`. */
export function requireFlavor(cloud: Cloud, caller: Caller, id: string, code: 400 | 404): Flavor {
  const byName = cloud.known.flavors.get({ name: id });
  const flavor = byName !== undefined && flavorIDOf(byName) === id ? byName : findByID(cloud, id);
  if (flavor === undefined || !mayUse(caller, flavor)) throw new NovaFault(code, `Flavor ${id} could not be found.`);
  return flavor;
}

/** Whether a flavor is the caller's to use: administrators see all. */
export function mayUse({ projectID, roles }: Caller, flavor: Flavor): boolean {
  const projects = projectsOf(flavor);
  return projects === undefined || projects.includes(projectID) || roles.has('admin');
}

function findByID(cloud: Cloud, id: string): Flavor | undefined {
  for (const flavor of cloud.known.flavors.list()) if (flavorIDOf(flavor) === id) return flavor;
  return undefined;
}

/** There is one, which lets everything through. */
function requireDefaultSecurityGroup({ security_groups: groups = [] }: CreateRequest): void {
  const unknown = groups.find(({ name }) => name !== undefined && name !== 'default');
  if (unknown !== undefined) throw new NovaFault(400, `Unable to find security_group with name or id '${unknown.name ?? ''}'`);
}

type Root = { readonly kind: 'Image'; readonly image: Image } | { readonly kind: 'Volume'; readonly volume: string };

async function resolveRoot(
  cloud: Cloud,
  asked: Pick<NovaRequest, 'caller' | 'token'>,
  { imageRef = '', block_device_mapping_v2: devices = [] }: CreateRequest,
): Promise<Root> {
  const boot = devices.find(({ boot_index: index }) => Number(index ?? -1) === 0 && index !== null);
  if (boot !== undefined && boot.source_type === undefined)
    throw new NovaFault(400, 'Block Device Mapping is Invalid: Missing device UUID.');
  if (boot?.source_type === 'volume') return { kind: 'Volume', volume: requireVolume(cloud, asked.caller, boot) };
  const imageID = imageRef === '' && boot?.source_type === 'image' && boot.destination_type !== 'volume' ? (boot.uuid ?? '') : imageRef;
  if (imageID === '')
    throw new NovaFault(
      400,
      'Block Device Mapping is Invalid: Boot sequence for the instance and image/block device mapping combination is not valid.',
    );
  const image = await findBootable(cloud, asked, imageID);
  if (image === undefined) throw new NovaFault(400, `Image ${imageID} could not be found.`);
  return { kind: 'Image', image };
}

function requireVolume(cloud: Cloud, { projectID }: Caller, { uuid = '' }: BlockDevice): string {
  const volume = cloud.byUID('volumes', uuid);
  if (volume?.metadata.namespace !== projectID) throw new NovaFault(400, `Block Device Mapping is Invalid: failed to get volume ${uuid}.`);
  return volume.metadata.name;
}

function requireRoom({ spec }: Flavor, image: Image): void {
  const { minimumDiskGiB, minimumMemoryMiB } = image.spec;
  if (spec.memoryMiB < minimumMemoryMiB) throw new NovaFault(400, "Flavor's memory is too small for requested image.");
  if (spec.diskGiB > 0 && spec.diskGiB < minimumDiskGiB)
    throw new NovaFault(
      400,
      `Flavor's disk is smaller than the minimum size specified in image metadata. Flavor disk is ${spec.diskGiB * 1024 ** 3} bytes, minimum size is ${minimumDiskGiB * 1024 ** 3} bytes.`,
    );
}

function resolveNetworks(cloud: Cloud, caller: Caller, networks: CreateRequest['networks']): Server['spec']['networks'] {
  if (networks === 'none') return [];
  if (isUnnamed(networks)) return onlyNetwork(cloud, caller);
  return networks.map((each) => resolveNetwork(cloud, caller, each));
}

function resolveNetwork(
  cloud: Cloud,
  { projectID }: Caller,
  { uuid = '', port, fixed_ip: ipAddress, tag }: RequestedNetwork,
): NonNullable<Server['spec']['networks']>[number] {
  const tagged = tag === undefined ? {} : { tag };
  if (port !== undefined && port !== null) {
    const found = cloud.byUID('ports', port);
    if (found?.metadata.namespace !== projectID) throw new NovaFault(400, `Port id ${port} could not be found.`);
    if (found.status?.server !== undefined) throw new NovaFault(409, `Port ${port} is still in use.`);
    return { port: found.metadata.name, ...tagged };
  }
  const network = cloud.byUID('networks', uuid);
  const isVisible = network !== undefined && [projectID, publicNamespace].includes(network.metadata.namespace ?? '');
  if (!isVisible) throw new NovaFault(400, `Network ${uuid} could not be found.`);
  if (network.spec.cidr === undefined) throw new NovaFault(400, `Network ${uuid} requires a subnet in order to boot instances on.`);
  return { network: network.metadata.name, ...(ipAddress === undefined ? {} : { ipAddress }), ...tagged };
}

function resolvePlacement(cloud: Cloud, caller: Caller, request: CreateRequest): Server['spec']['placement'] {
  const zone = zoneOf(cloud, request.availability_zone);
  const { group, different_host: different, same_host: same } = request['os:scheduler_hints'] ?? {};
  const placement = {
    ...(zone === undefined ? {} : { zone }),
    ...(group === undefined ? {} : { serverGroup: requireGroup(cloud, caller, group) }),
    ...(different === undefined ? {} : { differentHostFrom: serverNames(cloud, caller, different) }),
    ...(same === undefined ? {} : { sameHostAs: serverNames(cloud, caller, same) }),
  };
  return Object.keys(placement).length === 0 ? undefined : placement;
}

/**
 * The host that an administrator names; since 2.74 by words of their own, and ever since as `ZONE:HOST:NODE`. A host is its own hypervisor here. Throws Nova's
 * 403 for anybody else, and its 400 for what is not there.
 */
function resolveDestination(
  cloud: Cloud,
  caller: Caller,
  { availability_zone: zone = '', host, hypervisor_hostname: node }: CreateRequest,
): Server['spec']['destination'] {
  const [, ...forced] = zone.split(':');
  if (forced.length > 2) throw new NovaFault(400, 'Invalid input received: Unable to parse availability_zone');
  const wanted = [
    ...forced.map((name) => ({ name, rule: 'os_compute_api:servers:create:forced_host' })),
    ...[host, node].map((name = '') => ({ name, rule: 'compute:servers:create:requested_destination' })),
  ].filter(({ name }) => name !== '');
  const [first, other] = new Set(wanted.map((each) => requireNamedHost(cloud, caller, each)));
  if (other !== undefined)
    throw new NovaFault(400, `No valid host was found. No host is both ${wanted.map(({ name }) => name).join(' and ')}.`);
  return first === undefined ? undefined : firstDestinationAt(caller.projectID, first);
}

/** What stands before the first colon: see {@link resolveDestination} for the rest. */
function zoneOf(cloud: Cloud, requested: string | undefined): string | undefined {
  const [title = ''] = (requested ?? '').split(':');
  if (title === '') return undefined;
  const zone = zoneNameOf(title);
  if (cloud.known.zones.get({ name: zone }) !== undefined) return zone;
  if (title === defaultZone) return undefined;
  throw new NovaFault(400, 'The requested availability zone is not available');
}

function requireGroup(cloud: Cloud, { projectID }: Caller, id: string): string {
  const group = cloud.byUID('groups', id);
  if (group?.metadata.namespace !== projectID) throw new NovaFault(400, `Instance group ${id} could not be found.`);
  return group.metadata.name;
}

/** Nova ignores ids that are of nobody. */
function serverNames(cloud: Cloud, { projectID }: Caller, ids: string | readonly string[]): readonly string[] {
  return [ids].flat().flatMap((id) => {
    const server = cloud.byUID('servers', id);
    return server?.metadata.namespace === projectID ? [server.metadata.name] : [];
  });
}
