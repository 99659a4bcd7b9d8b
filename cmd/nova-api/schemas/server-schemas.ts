import { blockDevice, legacyBlockDevice } from './block-device-schemas.ts';
import {
  always,
  boolean,
  closed,
  description,
  diskConfig,
  domainName,
  enveloped,
  flavorReference,
  formatted,
  hostname,
  ipAddress,
  ipv4,
  ipv6,
  metadata,
  name,
  nothing,
  oneMetadataItem,
  oneOfWords,
  personality,
  positiveInteger,
  since,
  steps,
  tag,
  tags,
  text,
  trustedCertificates,
  userData,
  uuid,
  uuidOrEmpty,
  uuidOrNone,
  type Schema,
  type SchemaTable,
} from './parameter-schemas.ts';

/** Servers themselves, their metadata and tags (nova/api/openstack/compute/schemas/servers.py, server_metadata.py, server_tags.py). */
export const serverSchemas = {
  createServer: steps([1, 19, 32, 33, 37, 42, 52, 57, 63, 67, 74, 90, 94], createServer),
  updateServer: steps([1, 19, 90, 94], (version) =>
    enveloped('server', {
      name,
      'OS-DCF:diskConfig': diskConfig,
      accessIPv4: ipv4,
      accessIPv6: ipv6,
      ...since(19, version, { description }),
      ...hostnames(version),
    }),
  ),
  addMetadata: always(closed({ metadata }, ['metadata'])),
  replaceMetadata: always(closed({ metadata }, ['metadata'])),
  setMetadataItem: always(closed({ meta: oneMetadataItem }, ['meta'])),
  replaceTags: steps([26], () => closed({ tags }, ['tags'])),
  addTag: steps([26], () => nothing),
} as const satisfies SchemaTable;

/** The name inside is a label before 2.94, and may be a whole domain name from then on. */
export function hostnames(version: number): Readonly<Record<string, Schema>> {
  return since(90, version, { hostname: version >= 94 ? domainName : hostname });
}

function createServer(version: number): Schema {
  const server = {
    ...closed(
      {
        ...identityFields(version),
        ...bootFields(version),
        networks: networks(version),
        security_groups: { type: 'array', items: closed({ name }) },
        availability_zone: name,
        ...since(74, version, { host: domainName, hypervisor_hostname: domainName }),
        min_count: positiveInteger,
        max_count: positiveInteger,
        return_reservation_id: boolean,
      },
      ['name', 'flavorRef', ...(version >= 37 ? ['networks'] : [])],
    ),
    notTogether: {
      fields: ['block_device_mapping', 'block_device_mapping_v2'],
      reason: 'Using different block_device_mapping syntaxes is not allowed in the same request.',
    },
  };
  return closed({ server, 'os:scheduler_hints': schedulerHints, 'OS-SCH-HNT:scheduler_hints': schedulerHints }, ['server']);
}

function identityFields(version: number): Readonly<Record<string, Schema>> {
  return {
    name,
    metadata,
    accessIPv4: ipv4,
    accessIPv6: ipv6,
    ...since(19, version, { description }),
    ...since(52, version, { tags }),
    ...hostnames(version),
  };
}

/** What it is made of, and what it finds inside. */
function bootFields(version: number): Readonly<Record<string, Schema>> {
  return {
    // Empty where it boots from a volume.
    imageRef: uuidOrEmpty,
    flavorRef: flavorReference,
    adminPass: text,
    key_name: name,
    user_data: userData,
    config_drive: boolean,
    'OS-DCF:diskConfig': diskConfig,
    block_device_mapping: { type: 'array', items: legacyBlockDevice },
    block_device_mapping_v2: { type: 'array', items: blockDevice(version) },
    ...(version < 57 ? { personality } : {}),
    ...since(63, version, { trusted_image_certificates: trustedCertificates }),
  };
}

/** From 2.37 on they must be said, if only by a word. Tags got lost by mistake from 2.37 to 2.41, and Nova keeps it so. */
function networks(version: number): Schema {
  const hasTag = (version >= 32 && version < 37) || version >= 42;
  const list = {
    type: 'array',
    items: closed({ uuid: version >= 37 ? uuid : text, port: uuidOrNone, fixed_ip: ipAddress, ...(hasTag ? { tag } : {}) }),
  };
  return version >= 37 ? { oneOf: [list, oneOfWords('none', 'auto')] } : list;
}

/** Other hints are let through: some scheduler may know them. */
const schedulerHints: Schema = {
  type: 'object',
  properties: {
    group: uuid,
    different_host: { oneOf: [uuid, { type: 'array', items: uuid }] },
    same_host: { type: ['string', 'array'], items: uuid },
    query: { type: ['string', 'object'] },
    target_cell: name,
    different_cell: { type: ['string', 'array'], items: text },
    build_near_host_ip: { type: 'string', oneOf: [formatted('ipv4'), formatted('ipv6')] },
    cidr: { type: 'string', pattern: '^/[0-9a-f.:]+$' },
  },
  additionalProperties: true,
};
