import type { Flavor } from '#apis/compute/flavor.ts';
import type { Server } from '#apis/compute/server.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { localDiskGiB } from '#apis/infrastructure/local-disk.ts';
import { older } from '../microversions/converter.ts';
import { bookmarkLinks, entityLinks, type LinkBase } from './links.ts';
import type { ServerState } from './server-state.ts';
import { withMicroseconds, withoutFraction } from './times.ts';

/** All that a server is shown from. */
export interface ServerFacts {
  readonly server: Server & { readonly updatedAt: string };
  readonly name: string;
  readonly state: ServerState;
  readonly failure: { readonly message: string; readonly at: string } | undefined;
  readonly instance: Instance | undefined;
  /** Who made it, by the id of the identity service; empty if it was made by other means. */
  readonly userID: string;
  readonly imageID: string | undefined;
  readonly flavor: Flavor | undefined;
  readonly flavorID: string;
  readonly keyName: string | undefined;
  readonly groupIDs: readonly string[];
  readonly volumes: readonly { readonly id: string; readonly delete_on_termination: boolean }[];
  /** What an address is shown under: the name of its network. */
  readonly networkNames: ReadonlyMap<string, string>;
  /** What users call the zone that it is in or is to be in; empty while it is in none. */
  readonly zone: string;
  /** What users call the zone that it has to be in. */
  readonly pinnedZone: string | undefined;
  readonly hostStatus: 'UP' | 'DOWN' | 'MAINTENANCE' | 'UNKNOWN' | '';
}

/** The short form, as lists give it. */
export function serverBrief({ server, name }: Pick<ServerFacts, 'server' | 'name'>, base: LinkBase): object {
  return { id: server.metadata.uid, name, links: entityLinks(base, 'servers', server.metadata.uid) };
}

/** Everything of a server, as an administrator or somebody else sees it in the newest version (reference: the API's `GET /servers/{id}`). */
export function serverView(facts: ServerFacts, base: LinkBase, viewer: 'Administrator' | 'Anybody'): Record<string, unknown> {
  const { server, state, failure } = facts;
  const { metadata, spec, status } = server;
  return {
    id: metadata.uid,
    name: facts.name,
    status: state.status,
    tenant_id: metadata.namespace ?? '',
    user_id: facts.userID,
    metadata: spec.metadata ?? {},
    hostId: status?.hostID ?? '',
    image: facts.imageID === undefined ? '' : { id: facts.imageID, links: bookmarkLinks(base, 'images', facts.imageID) },
    flavor: embeddedFlavor(facts),
    [older]: { flavor: referredFlavor(facts, base) },
    created: withoutFraction(metadata.creationTimestamp),
    updated: withoutFraction(server.updatedAt),
    addresses: addressesOf(facts),
    ...accessAddresses(spec),
    links: entityLinks(base, 'servers', metadata.uid),
    'OS-DCF:diskConfig': metadata.annotations?.[diskConfigAnnotation] ?? 'MANUAL',
    ...(withProgress.has(state.status) ? { progress: 0 } : {}),
    'OS-EXT-AZ:availability_zone': facts.zone,
    config_drive: metadata.annotations?.[configDriveAnnotation] === 'true' ? 'True' : '',
    key_name: facts.keyName ?? null,
    'OS-SRV-USG:launched_at': status?.launchedAt === undefined ? null : withMicroseconds(status.launchedAt),
    'OS-SRV-USG:terminated_at': null,
    'OS-EXT-SRV-ATTR:hostname': spec.hostname ?? metadata.name,
    ...(viewer === 'Administrator' ? administratorView(facts) : {}),
    'OS-EXT-STS:task_state': state.taskState,
    'OS-EXT-STS:vm_state': state.vmState,
    'OS-EXT-STS:power_state': state.powerState,
    'os-extended-volumes:volumes_attached': facts.volumes,
    ...securityGroupsOf(facts),
    locked: spec.lock !== undefined,
    locked_reason: spec.lock?.reason ?? null,
    description: spec.description ?? null,
    tags: (spec.tags ?? []).toSorted(),
    trusted_image_certificates: null,
    server_groups: facts.groupIDs,
    pinned_availability_zone: facts.pinnedZone ?? null,
    ...(failure === undefined || state.vmState !== 'error' ? {} : { fault: faultOf(failure) }),
  };
}

/** What only Nova knows, kept where everybody can see it. */
export const diskConfigAnnotation = 'openstack.tycho.dev/disk-config';
export const configDriveAnnotation = 'openstack.tycho.dev/config-drive';
export const reservationAnnotation = 'openstack.tycho.dev/reservation-id';
export const launchIndexAnnotation = 'openstack.tycho.dev/launch-index';

function administratorView({ server: { metadata }, instance, hostStatus }: ServerFacts): Record<string, unknown> {
  const host = instance?.spec.host.name ?? null;
  return {
    'OS-EXT-SRV-ATTR:host': host,
    'OS-EXT-SRV-ATTR:hypervisor_hostname': host,
    'OS-EXT-SRV-ATTR:instance_name': instance?.metadata.name ?? metadata.name,
    'OS-EXT-SRV-ATTR:kernel_id': '',
    'OS-EXT-SRV-ATTR:ramdisk_id': '',
    'OS-EXT-SRV-ATTR:launch_index': Number(metadata.annotations?.[launchIndexAnnotation] ?? 0),
    'OS-EXT-SRV-ATTR:reservation_id': metadata.annotations?.[reservationAnnotation] ?? '',
    'OS-EXT-SRV-ATTR:root_device_name': '/dev/vda',
    'OS-EXT-SRV-ATTR:user_data': null,
    host_status: hostStatus,
  };
}

/** The size that the server has, whatever became of its flavor since. */
function embeddedFlavor({ server, flavor, instance }: ServerFacts): Record<string, unknown> {
  const size = server.status?.resources ?? server.status?.requestedResources;
  const spec = flavor?.spec;
  const { ephemeralGiB = 0, swapMiB = 0 } = size ?? spec ?? {};
  const beside = localDiskGiB({ diskGiB: 0, ephemeralGiB, swapMiB });
  return {
    vcpus: size?.vcpus ?? spec?.vcpus ?? 0,
    ram: size?.memoryMiB ?? spec?.memoryMiB ?? 0,
    disk: size === undefined ? (spec?.diskGiB ?? 0) : size.diskGiB - beside,
    ephemeral: ephemeralGiB,
    swap: swapMiB,
    original_name: spec?.displayName ?? size?.flavor ?? server.spec.flavor,
    extra_specs: instance?.spec.machine.extraSpecs ?? spec?.extraSpecs ?? {},
  };
}

/** As servers showed it before 2.47. */
function referredFlavor({ flavorID: id }: ServerFacts, base: LinkBase): object {
  return { id, links: bookmarkLinks(base, 'flavors', id) };
}

function accessAddresses({ accessAddresses: { ipv4 = '', ipv6 = '' } = {} }: Server['spec']): Record<string, string> {
  return { accessIPv4: ipv4, accessIPv6: ipv6 };
}

/** An address of a server, as it shows it. */
export interface ShownAddress {
  readonly version: 4 | 6;
  readonly addr: string;
  readonly 'OS-EXT-IPS:type': 'fixed';
  readonly 'OS-EXT-IPS-MAC:mac_addr': string;
}

/** The addresses of a server by the names of their networks. */
export function addressesOf({ server, networkNames }: Pick<ServerFacts, 'server' | 'networkNames'>): Record<string, ShownAddress[]> {
  const byNetwork: Record<string, ShownAddress[]> = {};
  for (const { ipAddress, macAddress, network } of server.status?.addresses ?? []) {
    if (ipAddress === undefined || network === undefined) continue;
    (byNetwork[networkNames.get(network) ?? network] ??= []).push({
      version: ipAddress.includes(':') ? 6 : 4,
      addr: ipAddress,
      'OS-EXT-IPS:type': 'fixed',
      'OS-EXT-IPS-MAC:mac_addr': macAddress,
    });
  }
  return byNetwork;
}

/** One, on every card: a server without networks has none. */
function securityGroupsOf({ server: { spec }, instance, state }: ServerFacts): object {
  const hasNone = spec.networks?.length === 0 || (instance === undefined && state.vmState === 'building');
  return hasNone ? {} : { security_groups: [{ name: 'default' }] };
}

function faultOf({ message, at }: { readonly message: string; readonly at: string }): object {
  return { code: 500, created: withoutFraction(at), message };
}

/** Nova tells how far it is in these only (nova/api/openstack/compute/views/servers.py). */
const withProgress: ReadonlySet<string> = new Set(['ACTIVE', 'BUILD', 'REBUILD', 'RESIZE', 'VERIFY_RESIZE', 'MIGRATING']);
