import { isPlainObject } from '#apis/machinery/plain-value.ts';
import { invalid, isNothing, objectIn, requireHarmless, textOf, type Harmless } from '../http/request-fields.ts';
import { ownProject } from './own-project.ts';

/** What somebody wants of a new port. */
export interface PortRequest {
  readonly networkID: string;
  readonly name: string;
  readonly description: string;
  readonly macAddress: string | undefined;
  readonly ipAddress: string | undefined;
}

/** Fields that may be there when they say what is so anyway. */
const harmless: Harmless = {
  admin_state_up: (value) => value === true,
  port_security_enabled: (value) => value === true,
  'binding:vnic_type': (value) => value === 'normal',
  device_id: (value) => value === '',
  device_owner: (value) => value === '',
  ...Object.fromEntries(
    ['security_groups', 'security_group_ids', 'allowed_address_pairs', 'extra_dhcp_opts', 'tags', 'qos_policy_id', 'binding:profile'].map(
      (name) => [name, isNothing],
    ),
  ),
};

/** Reads the body of `POST /v2.0/ports`. Throws a {@link Fault} of 400 that names the field. */
export function parsePortCreation(body: unknown, projectID: string): PortRequest {
  const fields = objectIn(body, 'port');
  const { network_id: networkID, name, description, mac_address: mac, fixed_ips: addresses, ...others } = fields;
  requireHarmless(others, { ...harmless, ...ownProject(projectID) });
  if (typeof networkID !== 'string') throw invalid('network_id', 'it has to be the id of a network');
  if (mac !== undefined && (typeof mac !== 'string' || !/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/i.test(mac)))
    throw invalid('mac_address', 'it is none');
  return {
    networkID,
    name: textOf(name, 'name'),
    description: textOf(description, 'description'),
    macAddress: mac?.toLowerCase(),
    ipAddress: addressOf(addresses, networkID),
  };
}

/** Reads the body of `PUT /v2.0/ports/{id}`: what people say of a port can change, and nothing else. */
export function parsePortUpdate(body: unknown, projectID: string): { readonly name?: string; readonly description?: string } {
  const { name, description, ...others } = objectIn(body, 'port');
  requireHarmless(others, { ...harmless, ...ownProject(projectID) });
  return {
    ...(name === undefined ? {} : { name: textOf(name, 'name') }),
    ...(description === undefined ? {} : { description: textOf(description, 'description') }),
  };
}

/** A port has one address here. A subnet has the id of its network. */
function addressOf(value: unknown, networkID: string): string | undefined {
  if (value === undefined) return undefined;
  const [first, ...more] = Array.isArray(value) ? (value as readonly unknown[]) : [undefined];
  if (!isPlainObject(first) || more.length > 0) throw invalid('fixed_ips', 'a port has exactly one address here');
  const { ip_address: address, subnet_id: subnetID } = first;
  if (subnetID !== undefined && subnetID !== networkID) throw invalid('fixed_ips[0].subnet_id', 'the network has no such subnet');
  if (address !== undefined && typeof address !== 'string') throw invalid('fixed_ips[0].ip_address', 'it has to be a text');
  return address;
}
