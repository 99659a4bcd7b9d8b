import { publicNamespace } from '#apis/compute/public-namespace.ts';
import { parseIPv4Range } from '#apis/compute/ipv4-range.ts';
import { defaultMTU, type Network } from '#apis/compute/network.ts';
import type { Port } from '#apis/compute/port.ts';
import { displayNameOf } from '#apis/machinery/kind.ts';
import type { View } from '../http/list-page.ts';

/** A Network as Neutron's network. */
export function networkView({ metadata, spec, status }: Network, { isAdmin }: { readonly isAdmin: boolean }): View {
  return {
    id: metadata.uid,
    name: displayNameOf({ metadata, spec }),
    ...ownerOf(metadata),
    description: spec.description ?? '',
    status: 'ACTIVE',
    admin_state_up: true,
    shared: metadata.namespace === publicNamespace,
    'router:external': false,
    subnets: spec.cidr === undefined ? [] : [metadata.uid],
    mtu: spec.mtu ?? defaultMTU,
    port_security_enabled: true,
    availability_zone_hints: [],
    availability_zones: [],
    ...(isAdmin
      ? { 'provider:network_type': 'vxlan', 'provider:physical_network': null, 'provider:segmentation_id': status?.vni ?? null }
      : {}),
    ...momentsOf(metadata),
  };
}

/** What the addresses of a network are called, if not as the network: a name for which our Networks have no field. */
export const subnetNameAnnotation = 'openstack.tycho.dev/subnet-name';

/** The addresses of a Network, of which it has one range or none, as Neutron's subnet. It has the id of its network. */
export function subnetView({ metadata, spec, status }: Network): View | undefined {
  if (spec.cidr === undefined) return undefined;
  const range = parseIPv4Range(spec.cidr);
  const gateway = status?.gateway ?? spec.gateway ?? range?.addressAt(1) ?? null;
  return {
    id: metadata.uid,
    name: metadata.annotations?.[subnetNameAnnotation] ?? displayNameOf({ metadata, spec }),
    ...ownerOf(metadata),
    description: '',
    network_id: metadata.uid,
    ip_version: 4,
    cidr: spec.cidr,
    gateway_ip: gateway,
    allocation_pools: poolsOf(spec, gateway),
    dns_nameservers: spec.nameServers ?? [],
    host_routes: [],
    enable_dhcp: true,
    ipv6_address_mode: null,
    ipv6_ra_mode: null,
    subnetpool_id: null,
    segment_id: null,
    service_types: [],
    ...momentsOf(metadata),
  };
}

/** Addresses that are given out by themselves: those of the pool, or all but the gateway. */
function poolsOf({ cidr, pool }: Network['spec'], gateway: string | null): readonly { readonly start: string; readonly end: string }[] {
  const range = parseIPv4Range(cidr ?? '');
  if (range === undefined) return [];
  const [first, last] = [range.offsetOf(pool?.first ?? '') ?? 1, range.offsetOf(pool?.last ?? '') ?? range.size - 2];
  const hole = gateway === null ? undefined : range.offsetOf(gateway);
  const parts =
    hole === undefined || hole < first || hole > last
      ? [[first, last]]
      : [
          [first, hole - 1],
          [hole + 1, last],
        ];
  return parts.flatMap(([start = 0, end = 0]) => (start > end ? [] : [{ start: range.addressAt(start), end: range.addressAt(end) }]));
}

/** A Port as Neutron's port. */
export function portView({ metadata, spec, status }: Port): View {
  const addresses = status?.ipAddresses ?? [];
  return {
    id: metadata.uid,
    name: displayNameOf({ metadata, spec }),
    ...ownerOf(metadata),
    description: spec.description ?? '',
    network_id: status?.networkUID ?? null,
    mac_address: status?.macAddress ?? null,
    fixed_ips: addresses.map((address) => ({ subnet_id: status?.networkUID ?? null, ip_address: address })),
    device_id: status?.serverUID ?? '',
    device_owner: status?.serverUID === undefined ? '' : 'compute:nova',
    status: status?.phase === 'Plugged' ? 'ACTIVE' : 'DOWN',
    admin_state_up: true,
    port_security_enabled: true,
    security_groups: [],
    allowed_address_pairs: [],
    extra_dhcp_opts: [],
    'binding:vnic_type': 'normal',
    ...momentsOf(metadata),
  };
}

function ownerOf({ namespace }: { readonly namespace?: string }): View {
  return { project_id: namespace ?? '', tenant_id: namespace ?? '' };
}

function momentsOf({ creationTimestamp, generation }: { readonly creationTimestamp: string; readonly generation: number }): View {
  return { created_at: creationTimestamp, updated_at: creationTimestamp, revision_number: generation, tags: [] };
}
