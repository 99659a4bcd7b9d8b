import type { NetworkSpec } from '#apis/compute/network.ts';
import { isPlainObject } from '#apis/machinery/plain-value.ts';
import { invalid, isNothing, objectIn, requireHarmless, textOf, type Harmless } from '../http/request-fields.ts';
import { ownProject } from './own-project.ts';

/** The addresses that a network is to get. */
export interface SubnetRequest {
  readonly networkID: string;
  readonly name: string;
  readonly spec: Pick<NetworkSpec, 'gateway' | 'pool' | 'nameServers'> & { readonly cidr: string };
}

const harmless: Harmless = {
  enable_dhcp: (value) => value === true,
  use_default_subnetpool: (value) => value === false,
  description: (value) => value === '',
  ...Object.fromEntries(
    ['host_routes', 'subnetpool_id', 'prefixlen', 'segment_id', 'service_types', 'ipv6_address_mode', 'ipv6_ra_mode', 'tags'].map(
      (name) => [name, isNothing],
    ),
  ),
};

/** Reads the body of `POST /v2.0/subnets`. Throws a Fault of 400 that names the field. What addresses there can be is for the control plane to say. */
export function parseSubnetCreation(body: unknown, projectID: string): SubnetRequest {
  const fields = objectIn(body, 'subnet');
  const { network_id: networkID, ip_version: version, cidr, name, gateway_ip: gateway, ...more } = fields;
  const { allocation_pools: pools, dns_nameservers: servers, ...others } = more;
  requireHarmless(others, { ...harmless, ...ownProject(projectID) });
  if (typeof networkID !== 'string') throw invalid('network_id', 'it has to be the id of a network');
  if (version !== undefined && Number(version) !== 4) throw invalid('ip_version', 'networks have IPv4 addresses here');
  if (typeof cidr !== 'string') throw invalid('cidr', 'it has to be a range of IPv4 addresses, as 10.0.0.0/24');
  if (gateway === null) throw invalid('gateway_ip', 'a network has a gateway here');
  return {
    networkID,
    name: textOf(name, 'name'),
    spec: {
      cidr,
      ...(gateway === undefined ? {} : { gateway: textOf(gateway, 'gateway_ip') }),
      ...poolOf(pools),
      ...nameServersOf(servers),
    },
  };
}

/** Reads the body of `PUT /v2.0/subnets/{id}`: names, name servers, and which addresses are given out. */
export function parseSubnetUpdate(
  body: unknown,
  projectID: string,
): { readonly name?: string; readonly spec: Pick<NetworkSpec, 'pool' | 'nameServers'> } {
  const { name, allocation_pools: pools, dns_nameservers: servers, ...others } = objectIn(body, 'subnet');
  requireHarmless(others, { ...harmless, ...ownProject(projectID) });
  const spec = { ...poolOf(pools), ...(servers === undefined ? {} : { nameServers: [], ...nameServersOf(servers) }) };
  return { ...(name === undefined ? {} : { name: textOf(name, 'name') }), spec };
}

/** A network has one range that addresses are given out of. */
function poolOf(pools: unknown): Pick<NetworkSpec, 'pool'> {
  if (pools === undefined || isNothing(pools)) return {};
  const [pool, ...more] = Array.isArray(pools) ? (pools as readonly unknown[]) : [undefined];
  if (!isPlainObject(pool) || more.length > 0) throw invalid('allocation_pools', 'addresses are given out of one range here');
  const { start, end } = pool;
  if (typeof start !== 'string' || typeof end !== 'string') throw invalid('allocation_pools[0]', 'it has to have a start and an end');
  return { pool: { first: start, last: end } };
}

function nameServersOf(servers: unknown): Pick<NetworkSpec, 'nameServers'> {
  if (servers === undefined || isNothing(servers)) return {};
  if (Array.isArray(servers) && servers.every((each): each is string => typeof each === 'string')) return { nameServers: servers };
  throw invalid('dns_nameservers', 'it has to be a list of addresses');
}
