import type { Schema } from '#cmd/nova-api/schemas/parameter-schemas.ts';
import type { SeededRandom } from '../../harness/seeded-random.ts';
import { publicKey, type Fleet } from './fleet.ts';

/** How much of what may be left out is said. */
export type Fullness = 'Least' | 'Most' | 'Some';

export interface ValueOptions {
  readonly fleet: Fleet;
  readonly fullness: Fullness;
  readonly random: SeededRandom;
}

/** A value that a schema allows, which names things that are there. `name` is the field that it is for. */
export function validValue(schema: Schema, name: string, options: ValueOptions): unknown {
  const known = knownValues(name, options);
  const { oneOf, anyOf, allOf, enum: words } = schema as { readonly [key: string]: readonly Schema[] | undefined };
  const type = firstType(schema, options);
  if (known !== undefined && fits(known, schema)) return known;
  if (words !== undefined) return options.random.pick(words);
  if (type === 'object' && 'patternProperties' in schema)
    return { [name === '' ? 'hw:cpu_policy' : 'role']: name === '' ? 'dedicated' : 'v' };
  if (type === 'object') return validObject(schema, options);
  if (oneOf !== undefined) return validValue(options.random.pick(oneOf), name, options);
  if (anyOf !== undefined) return validValue(options.random.pick(anyOf), name, options);
  if (allOf !== undefined) return validValue(Object.assign({}, ...allOf) as Schema, name, options);
  switch (type) {
    case 'array':
      return Array.from({ length: Math.max(1, Number(schema['minItems'] ?? 1)) }, () =>
        validValue(schema['items'] as Schema, name, options),
      );
    case 'integer':
    case 'number':
      return Math.max(1, Number(schema['atLeast'] ?? 1));
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return validText(schema, name);
  }
}

function validObject(schema: Schema, options: ValueOptions): unknown {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
  const required = (schema['required'] ?? []) as readonly string[];
  const together = ((schema['notTogether'] as { readonly fields: readonly string[] } | undefined)?.fields ?? []).slice(1);
  const isSaid = (field: string): boolean => {
    if (required.includes(field) || essentials.has(field)) return true;
    if (together.includes(field) || awkward.has(field)) return options.fullness === 'Some' && options.random.fraction() < 0.1;
    return options.fullness === 'Most' || 'anyOf' in schema || (options.fullness === 'Some' && options.random.fraction() < 0.5);
  };
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([field]) => isSaid(field))
      .map(([field, value]): [string, unknown] => [field, validValue(value, field, options)]),
  );
}

/** What a schema leaves out may be needed all the same. */
const essentials: ReadonlySet<string> = new Set(['imageRef', 'status', 'host', 'binary', 'volumeId', 'net_id']);

/** What has to go with something else, and is nearly never right. */
const awkward: ReadonlySet<string> = new Set(
  (
    'block_device_mapping block_device_mapping_v2 hypervisor_hostname same_host different_host query networks_quota port fixed_ip port_id cidr ' +
    'build_near_host_ip target_cell different_cell trusted_image_certificates forced_down min_count max_count networks personality rescue_image_ref ' +
    'user_id fixed_ips id preserve_ephemeral OS-FLV-EXT-DATA:ephemeral key_name host'
  ).split(' '),
);

function firstType({ type }: Schema, { random }: ValueOptions): string | undefined {
  return Array.isArray(type) ? random.pick(type as readonly string[]) : (type as string | undefined);
}

/** Whether a known value is at least of a type that the schema has. */
function fits(value: unknown, { type, oneOf, allOf, enum: words, properties }: Schema): boolean {
  if (Array.isArray(words)) return words.includes(value);
  if (properties !== undefined && (typeof value !== 'object' || value === null)) return false;
  const types = [type].flat() as readonly (string | undefined)[];
  if (oneOf !== undefined || allOf !== undefined || types[0] === undefined) return true;
  const own = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return types.includes(own) || (own === 'number' && types.includes('integer'));
}

function validText(schema: Schema, name: string): string {
  const text =
    textsByFormat[String(schema['format'])] ?? ((schema['pattern'] as string | undefined)?.includes('[0-9]') === true ? '1' : `a-${name}`);
  return text.replaceAll(/[^\w .:+/=-]/g, '').slice(0, Number(schema['maxLength'] ?? 60));
}

const textsByFormat: Readonly<Record<string, string>> = {
  uuid: '6f70656e-7374-4163-8b00-000000000000',
  base64: 'YmFzaA==',
  'date-time': '2026-01-01T00:00:00Z',
  ipv4: '10.0.0.77',
  ipv6: 'fd00::7',
  regex: 'a.*',
};

/** What a field means, where the schema only says its form. */
function knownValues(name: string, { fleet, random }: ValueOptions): unknown {
  const active = fleet.servers.get('active')!;
  const values: Readonly<Record<string, unknown>> = {
    flavorRef: random.pick(['large', 'private', 'small', 'narrow']),
    imageRef: fleet.imageID,
    rescue_image_ref: fleet.imageID,
    id: fleet.imageID,
    networks: random.pick(['auto', 'none', [{ uuid: fleet.networkID }], [{ port: fleet.freePortID }]]),
    uuid: fleet.networkID,
    net_id: fleet.plainNetworkID,
    networkId: fleet.plainNetworkID,
    port_id: fleet.freePortID,
    port: fleet.freePortID,
    address: fleet.usedAddress,
    device: '/dev/vdb',
    device_name: '/dev/vdb',
    volumeId: fleet.freeVolumeID,
    volume_id: fleet.freeVolumeID,
    group: fleet.groupID,
    host: 'host-a',
    binary: 'nova-compute',
    key_name: 'key',
    public_key: publicKey,
    type: random.pick(['ssh', 'HARD', 'SOFT', 'novnc', 'serial', 'spice-html5', 'qcow2']),
    protocol: random.pick(['vnc', 'serial']),
    tenant: 'others',
    server_uuid: active,
    tag: 'a-tag',
    tags: ['green'],
    availability_zone: random.pick(['nova', 'zone-b', null]),
    security_groups: [{ name: 'default' }],
    backup_type: 'daily',
    policies: [random.pick(['affinity', 'anti-affinity'])],
    length: 10,
    max_server_per_host: 2,
    hostname: 'inside',
    rxtx_factor: 1,
    swap: 0,
    'OS-FLV-EXT-DATA:ephemeral': 0,
    is_public: 'true',
    disk: 1,
    ram: 64,
    vcpus: 1,
    networkID: fleet.plainNetworkID,
    same_host: active,
    different_host: active,
    accessIPv4: '10.0.0.77',
    accessIPv6: 'fd00::7',
    user_data: 'YmFzaA==',
    status: random.pick(['enabled', 'disabled', 'enable', 'disable', 'completed']),
    name: `n-${random.integer(1_000_000)}`,
    'hw:cpu_policy': 'dedicated',
    user_id: 'member-id',
    sort_key: 'created_at',
    sort_dir: 'asc',
    limit: '1',
    marker: active,
  };
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
