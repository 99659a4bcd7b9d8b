import { Fault } from '../http/fault.ts';
import { mostOnPage, orderBy, pageOf, textOf, textsOf, wholeNumberOf, type Page, type Query, type View } from '../http/list-page.ts';

const shared = ['id', 'name', 'project_id', 'tenant_id', 'description', 'status', 'admin_state_up', 'tags', 'revision_number'];

/** What each list can be filtered by. */
export function attributesOf(plural: string): ReadonlySet<string> {
  return new Set([...shared, ...(attributes[plural] ?? [])]);
}

const attributes: Readonly<Record<string, readonly string[]>> = {
  networks: [
    'shared',
    'router:external',
    'mtu',
    'subnets',
    'port_security_enabled',
    'provider:network_type',
    'provider:physical_network',
    'provider:segmentation_id',
  ],
  subnets: [
    'network_id',
    'cidr',
    'gateway_ip',
    'ip_version',
    'enable_dhcp',
    'ipv6_address_mode',
    'ipv6_ra_mode',
    'subnetpool_id',
    'segment_id',
    'service_types',
  ],
  ports: [
    'network_id',
    'mac_address',
    'device_id',
    'device_owner',
    'security_groups',
    'port_security_enabled',
    'binding:vnic_type',
    'binding:host_id',
  ],
  extensions: ['alias'],
  'security-group-rules': ['security_group_id', 'direction', 'protocol', 'ethertype', 'remote_group_id'],
};

const ownParameters: ReadonlySet<string> = new Set(['fields', 'sort_key', 'sort_dir', 'limit', 'marker', 'page_reverse']);

/**
 * What a query asks for, in Neutron's manner: a field with one of the values that are given for it, sorted by fields, from the marker on. A filter by a field that
 * there is not is refused: whoever filters for a deletion would else get all.
 */
export function viewPage(views: readonly View[], query: Query, fields: ReadonlySet<string>): Page {
  const filters = Object.entries(query).filter(([name]) => !ownParameters.has(name));
  const unknown = filters.find(([name]) => !fields.has(name) && name !== 'fixed_ips');
  if (unknown !== undefined) throw invalid(`'${unknown[0]}' is no attribute to filter by`);
  const found = views.filter((view) => filters.every(([name, values]) => matches(view, name, textsOf(values))));
  const { views: page, nextMarker } = pageOf(found.toSorted(orderOf(query)), {
    marker: textsOf(query['marker'])[0],
    limit: wholeNumberOf(textsOf(query['limit'])[0], (limit) => invalid(`limit ${limit} is no whole number`)) || mostOnPage,
    unknownMarker: (marker) => invalid(`marker ${marker} is not in the list`),
  });
  return { views: page.map((view) => selected(view, textsOf(query['fields']))), nextMarker };
}

/** Some fields of a view; all of them when none is named. */
export function selected(view: View, fields: readonly string[]): View {
  const known = fields.filter((field) => Object.hasOwn(view, field));
  return known.length === 0 ? view : Object.fromEntries(known.map((field) => [field, view[field]]));
}

function matches(view: View, name: string, values: readonly string[]): boolean {
  if (name === 'fixed_ips') return values.every((value) => hasAddress(view, value));
  const own = view[name];
  if (typeof own === 'boolean') return values.some((value) => truthOf(value) === own);
  if (Array.isArray(own)) return values.some((value) => own.includes(value));
  return values.includes(textOf(own));
}

/** `ip_address=10.0.0.1` or `subnet_id=ID`. */
function hasAddress(view: View, condition: string): boolean {
  const [key = '', value] = condition.split('=', 2);
  return (view['fixed_ips'] as readonly View[] | undefined)?.some((address) => address[key] === value) ?? false;
}

function truthOf(text: string): boolean | undefined {
  if (/^(true|1)$/i.test(text)) return true;
  return /^(false|0)$/i.test(text) ? false : undefined;
}

/** By what is asked for, and then by id. */
function orderOf(query: Query): (left: View, right: View) => number {
  const directions = textsOf(query['sort_dir']);
  const keys = textsOf(query['sort_key']).map((name, position) => ({ name, isDescending: directions[position] === 'desc' }));
  return orderBy([...keys, { name: 'id', isDescending: false }]);
}

function invalid(words: string): Fault {
  return new Fault(400, `Invalid input for operation: ${words}.`, { type: 'InvalidInput' });
}
