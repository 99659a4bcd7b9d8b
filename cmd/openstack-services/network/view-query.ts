import { Fault } from '../http/fault.ts';
import type { View } from './network-views.ts';

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

/** As it stands in a URL: what is named twice is a list. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Pages are never longer. */
const mostOnPage = 1000;

const ownParameters: ReadonlySet<string> = new Set(['fields', 'sort_key', 'sort_dir', 'limit', 'marker', 'page_reverse']);

/** One page of a list. */
export interface ViewPage {
  readonly views: readonly View[];
  /** The id to go on behind; absent: that is all. */
  readonly nextMarker: string | undefined;
}

/**
 * What a query asks for, in Neutron's manner: a field with one of the values that are given for it, sorted by fields, from the marker on. A filter by a field that
 * there is not is refused: whoever filters for a deletion would else get all.
 */
export function pageOf(views: readonly View[], query: Query, fields: ReadonlySet<string>): ViewPage {
  const filters = Object.entries(query).filter(([name]) => !ownParameters.has(name));
  const unknown = filters.find(([name]) => !fields.has(name) && name !== 'fixed_ips');
  if (unknown !== undefined)
    throw new Fault(400, `Invalid input for operation: '${unknown[0]}' is no attribute to filter by.`, { type: 'InvalidInput' });
  const found = views.filter((view) => filters.every(([name, values]) => matches(view, name, textsOf(values))));
  const sorted = found.toSorted(orderOf(query));
  const start = startOf(sorted, query);
  const limit = Math.min(limitOf(query) ?? mostOnPage, mostOnPage);
  const page = sorted.slice(start, start + limit);
  const hasMore = start + limit < sorted.length;
  return {
    views: page.map((view) => selected(view, textsOf(query['fields']))),
    nextMarker: hasMore ? String(page.at(-1)?.['id']) : undefined,
  };
}

/** Some fields of a view; all of them when none is named. */
export function selected(view: View, fields: readonly string[]): View {
  const known = fields.filter((field) => Object.hasOwn(view, field));
  return known.length === 0 ? view : Object.fromEntries(known.map((field) => [field, view[field]]));
}

export function textsOf(value: Query[string]): readonly string[] {
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
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

/** By what is asked for, and then by id, so that pages fit together. */
function orderOf(query: Query): (left: View, right: View) => number {
  const [keys, directions] = [textsOf(query['sort_key']), textsOf(query['sort_dir'])];
  return (left, right) => {
    for (const [position, key] of keys.entries()) {
      const order = compare(left[key], right[key]);
      if (order !== 0) return directions[position] === 'desc' ? -order : order;
    }
    return compare(left['id'], right['id']);
  };
}

function compare(left: unknown, right: unknown): number {
  const [first, second] = [textOf(left), textOf(right)];
  return first < second ? -1 : Number(first > second);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function startOf(sorted: readonly View[], query: Query): number {
  const [marker] = textsOf(query['marker']);
  if (marker === undefined) return 0;
  const position = sorted.findIndex(({ id }) => id === marker);
  if (position < 0) throw new Fault(400, `Invalid input for operation: marker ${marker} is not in the list.`, { type: 'InvalidInput' });
  return position + 1;
}

function limitOf(query: Query): number | undefined {
  const [limit] = textsOf(query['limit']);
  if (limit === undefined) return undefined;
  if (!/^\d{1,9}$/.test(limit))
    throw new Fault(400, `Invalid input for operation: limit ${limit} is no whole number.`, { type: 'InvalidInput' });
  return Number(limit) === 0 ? undefined : Number(limit);
}
