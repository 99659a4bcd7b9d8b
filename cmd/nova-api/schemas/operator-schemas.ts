import {
  always,
  boolean,
  closed,
  domainName,
  envelope,
  enveloped,
  metadataOf,
  name,
  nameWithSpaces,
  nothing,
  oneOfWords,
  shortText,
  shortTextOrEmpty,
  since,
  steps,
  text,
  uuid,
  zoneName,
  type Schema,
  type SchemaTable,
} from './parameter-schemas.ts';
import { lenient, many, once, paging, pagingOnce, strict, strictSince75, time } from './query-schemas.ts';

/** Null takes a key away. */
const metadataOrNone = metadataOf({ type: ['string', 'null'], maxLength: 255 });

/** What operators say of hosts (nova/api/openstack/compute/schemas/aggregates.py, services.py, hosts.py, server_external_events.py and others). */
export const operatorSchemas = {
  createAggregate: always(enveloped('aggregate', { name, availability_zone: zoneName }, ['name'])),
  updateAggregate: always(
    envelope('aggregate', {
      ...closed({ name: nameWithSpaces, availability_zone: zoneName }),
      anyOf: [{ required: ['name'] }, { required: ['availability_zone'] }],
    }),
  ),
  'aggregate.add_host': always(enveloped('add_host', { host: domainName }, ['host'])),
  'aggregate.remove_host': always(enveloped('remove_host', { host: domainName }, ['host'])),
  'aggregate.set_metadata': always(enveloped('set_metadata', { metadata: metadataOrNone }, ['metadata'])),
  cacheAggregateImages: steps([81], () =>
    closed({ cache: { type: 'array', minItems: 1, items: closed({ id: uuid }, ['id']) } }, ['cache']),
  ),

  // Until 2.52 the path says what is to become of the service.
  'service.enable': steps([1, 11], service([])),
  'service.disable': steps([1, 11], service([])),
  'service.disable-log-reason': steps([1, 11], service(['disabled_reason'])),
  'service.force-down': steps([11], service(['forced_down'])),
  updateService: steps([53], () => closed({ status: oneOfWords('enabled', 'disabled'), disabled_reason: shortText, forced_down: boolean })),
  updateHost: always(hostUpdate()),

  'migration.force_complete': steps([22], () => envelope('force_complete', nothing)),
  createExternalEvents: steps([1, 51, 76, 82, 93], (version) =>
    closed({ events: { type: 'array', minItems: 1, items: externalEvent(version) } }, ['events']),
  ),
  createAssistedSnapshot: always(
    enveloped(
      'snapshot',
      {
        volume_id: someText(),
        create_info: closed({ snapshot_id: someText(), type: oneOfWords('qcow2'), new_file: someText(), id: someText() }, [
          'snapshot_id',
          'type',
          'new_file',
        ]),
      },
      ['volume_id', 'create_info'],
    ),
  ),
} as const satisfies SchemaTable;

export const operatorQueries = {
  listHypervisors: steps([33, 53], (version) =>
    version < 53 ? lenient(paging) : strict({ ...pagingOnce, hypervisor_hostname_pattern: once(domainName), with_servers: once(boolean) }),
  ),
  showHypervisor: steps([53], () => strict({ with_servers: once(boolean) })),
  listServices: steps([1, 75], (version) => strictSince75(version, { host: many(), binary: many() })),
  listHosts: always(lenient({ zone: many() })),
  listMigrations: steps([1, 59, 66, 80], listMigrations),
  deleteAssistedSnapshot: steps([1, 75], (version) => strictSince75(version, { delete_info: many() })),
} as const satisfies SchemaTable;

function service(required: readonly string[]): (version: number) => Schema {
  return (version) =>
    closed({ host: domainName, binary: shortText, disabled_reason: shortText, ...since(11, version, { forced_down: boolean }) }, [
      'host',
      'binary',
      ...required,
    ]);
}

function hostUpdate(): Schema {
  const word = oneOfWords('enable', 'disable', 'Enable', 'Disable', 'ENABLE', 'DISABLE');
  return closed({ status: word, maintenance_mode: word });
}

function externalEvent(version: number): Schema {
  const names = [
    'network-changed',
    'network-vif-plugged',
    'network-vif-unplugged',
    'network-vif-deleted',
    ...(version >= 51 ? ['volume-extended'] : []),
    ...(version >= 76 ? ['power-update'] : []),
    ...(version >= 82 ? ['accelerator-request-bound'] : []),
    ...(version >= 93 ? ['volume-reimaged'] : []),
  ];
  const status = oneOfWords('failed', 'completed', 'in-progress');
  return closed({ server_uuid: uuid, name: oneOfWords(...names), status, tag: shortTextOrEmpty }, ['server_uuid', 'name']);
}

function listMigrations(version: number): Schema {
  const filters = { hidden: many(), host: many(), instance_uuid: many(), source_compute: many(), status: many(), migration_type: many() };
  if (version < 59) return lenient(filters);
  return strict({
    ...filters,
    ...pagingOnce,
    'changes-since': once(time),
    ...since(66, version, { 'changes-before': once(time) }),
    ...since(80, version, { user_id: once(), project_id: once() }),
  });
}

function someText(): Schema {
  return { ...text, minLength: 1 };
}
