import { isIP } from 'node:net';
import { Type } from 'typebox';
import { conditionsSchema, defineKind, displayName, strictObject, type Fields } from '../machinery/kind.ts';
import type { StatusCause } from '../machinery/errors.ts';
import type { ApiObject, Resource } from '../machinery/object-meta.ts';
import { samePlain } from '../machinery/plain-value.ts';
import { computeGroup, computeVersion } from './group.ts';
import { parseIPv4Range } from './ipv4-range.ts';

const ipAddress = (description: string) => Type.String({ minLength: 2, maxLength: 45, description });

const networkSpec = strictObject(
  {
    displayName: displayName(),
    description: Type.Optional(Type.String({ maxLength: 255, description: 'Words for people.' })),
    cidr: Type.Optional(
      Type.String({
        description:
          'The IPv4 addresses of the network, as 10.0.0.0/24; from /8 to /29. Networks may overlap. Absent: it has none yet, and no Port can be made in it.',
      }),
    ),
    gateway: Type.Optional(ipAddress('The way out; the first address of the network if absent.')),
    pool: Type.Optional(
      strictObject(
        { first: ipAddress('The first address that is given out.'), last: ipAddress('The last one.') },
        { description: 'Addresses that are given out by themselves; all but the gateway if absent. Others can be asked for.' },
      ),
    ),
    nameServers: Type.Optional(Type.Array(ipAddress('A name server.'), { maxItems: 4, description: 'Told to the guests.' })),
    mtu: Type.Optional(Type.Integer({ minimum: 576, maximum: 9000, description: 'Largest packet, in bytes; 1450 if absent.' })),
    nat: Type.Optional(
      Type.Boolean({
        description: 'Whether guests reach the outside by the address of their host, where it offers a way; true if absent.',
      }),
    ),
  },
  { description: 'What the network is to be.' },
);

const networkStatus = strictObject({
  observedGeneration: Type.Optional(Type.Integer()),
  conditions: Type.Optional(conditionsSchema),
  vni: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 16_777_215,
      description: 'Number of the network between hosts (RFC 7348), given when it is made.',
    }),
  ),
  gateway: Type.Optional(Type.String()),
});

/** Applied where `spec.mtu` is absent: what is left of 1500 bytes by VXLAN over IPv4. */
export const defaultMTU = 1450;

/** A layer-2 network with addresses, once it has some, on every host where a server is plugged into it. One in the namespace `public` is there for all projects. */
export const networkKind = defineKind({
  group: computeGroup,
  version: computeVersion,
  kind: 'Network',
  plural: 'networks',
  shortNames: ['net'],
  categories: ['tycho'],
  scope: 'Namespaced',
  nameFormat: 'Label',
  description: 'A network that servers are plugged into.',
  fields: strictObject({ spec: networkSpec, status: Type.Optional(networkStatus) }),
  rules: [
    '`cidr` is a range of IPv4 addresses from /8 to /29, with no bit set behind its length.',
    '`gateway` and `pool` lie in it, `pool.first` not above `pool.last`; `nameServers` are IP addresses.',
    'Without `cidr` there are no `gateway` and no `pool`.',
    '`cidr` can be given later, and taken away while no Port is in the network; `cidr`, `gateway` and `mtu` cannot be changed otherwise.',
  ],
  validate: validateNetwork,
  columns: [
    { name: 'CIDR', type: 'string', path: '.spec.cidr', description: 'Its addresses.', priority: 0 },
    { name: 'Gateway', type: 'string', path: '.status.gateway', description: 'The way out.', priority: 0 },
    { name: 'VNI', type: 'integer', path: '.status.vni', description: 'Its number between hosts.', priority: 1 },
  ],
});

export type NetworkSpec = Fields<typeof networkSpec>;
export type NetworkStatus = Fields<typeof networkStatus>;
export type Network = Resource<NetworkSpec, NetworkStatus>;

function validateNetwork(object: ApiObject, previous: ApiObject | undefined): readonly StatusCause[] {
  const { spec } = object as Network;
  const { cidr } = spec;
  const addresses = cidr === undefined ? withoutRangeCauses(spec) : rangeCauses(spec, cidr);
  return [...addresses, ...nameServerCauses(spec), ...frozenCauses(spec, (previous as Network | undefined)?.spec)];
}

function withoutRangeCauses({ gateway, pool }: NetworkSpec): readonly StatusCause[] {
  return Object.entries({ gateway, pool })
    .filter(([, value]) => value !== undefined)
    .map(([name]) => fault(`spec.${name}`, 'it has to lie in spec.cidr, which is absent'));
}

function rangeCauses(spec: NetworkSpec, cidr: string): readonly StatusCause[] {
  const range = parseIPv4Range(cidr);
  if (range === undefined || range.prefixLength < 8 || range.prefixLength > 29)
    return [fault('spec.cidr', 'must be a range of IPv4 addresses as 10.0.0.0/24, from /8 to /29, with no bit set behind its length')];
  const causes: StatusCause[] = [];
  const inside: readonly (readonly [string, string | undefined])[] = [
    ['spec.gateway', spec.gateway],
    ['spec.pool.first', spec.pool?.first],
    ['spec.pool.last', spec.pool?.last],
  ];
  for (const [field, address] of inside) {
    if (address !== undefined && !range.isUsable(address)) causes.push(fault(field, `must be an address of a guest in ${cidr}`));
  }
  if (spec.pool !== undefined && causes.length === 0 && range.offsetOf(spec.pool.first)! > range.offsetOf(spec.pool.last)!)
    causes.push(fault('spec.pool.last', 'must not be below spec.pool.first'));
  return causes;
}

function nameServerCauses({ nameServers = [] }: NetworkSpec): readonly StatusCause[] {
  return nameServers.flatMap((server, index) => (isIP(server) === 0 ? [fault(`spec.nameServers[${index}]`, 'must be an IP address')] : []));
}

/** Guests have been told these; a change would strand them. Addresses may come to a network that has none, and go when nobody is in it. */
function frozenCauses(spec: NetworkSpec, before: NetworkSpec | undefined): readonly StatusCause[] {
  if (before === undefined) return [];
  const hasRange = spec.cidr !== undefined && before.cidr !== undefined;
  return (hasRange ? (['cidr', 'gateway', 'mtu'] as const) : (['mtu'] as const))
    .filter((field) => !samePlain(spec[field], before[field]))
    .map((field) => ({ reason: 'FieldValueForbidden', message: 'Forbidden: cannot be changed after creation', field: `spec.${field}` }));
}

function fault(field: string, message: string): StatusCause {
  return { reason: 'FieldValueInvalid', message: `Invalid value: ${message}`, field };
}
