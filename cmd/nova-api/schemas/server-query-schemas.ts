import { oneOfWords, since, steps, type Schema, type SchemaTable } from './parameter-schemas.ts';
import { many, once, paging, pagingOnce, pattern, strict, time } from './query-schemas.ts';

/** Lists of servers and of what was done to them (nova/api/openstack/compute/schemas/servers.py, instance_actions.py). */
export const serverQueries = {
  listServers: steps([1, 26, 66, 73, 75], listServers),
  listInstanceActions: steps([58, 66], (version) =>
    strict({ ...pagingOnce, 'changes-since': once(time), ...since(66, version, { 'changes-before': once(time) }) }),
  ),
} as const satisfies SchemaTable;

function listServers(version: number): Schema {
  return {
    type: 'object',
    properties: {
      ...plainFilters,
      ...patternFilters,
      ...since(26, version, { tags: pattern, 'tags-any': pattern, 'not-tags': pattern, 'not-tags-any': pattern }),
      ...since(73, version, { locked: many() }),
      'changes-since': many(time),
      ...since(66, version, { 'changes-before': many(time) }),
      sort_key: many(sortKeys(version)),
      sort_dir: many(),
      ...paging,
    },
    // These would have named columns of Nova's data base; what begins so is refused later, never dropped.
    patternProperties: { '^_': many() },
    additionalProperties: version < 75,
  };
}

const plainFilters = everyOne(
  many(),
  'user_id project_id tenant_id launch_index image_ref image vm_state task_state host uuid all_tenants soft_deleted deleted status',
  // Tables of Nova's data base: refused by name, so that nobody asks for them.
  'block_device_mapping services metadata system_metadata info_cache security_groups pci_devices',
);

const patternFilters = everyOne(
  pattern,
  'kernel_id ramdisk_id hostname key_name power_state node flavor reservation_id launched_at terminated_at availability_zone name display_name',
  'description display_description locked_by root_device_name config_drive access_ip_v4 access_ip_v6 auto_disk_config progress ip ip6 created_at',
);

function everyOne(schema: Schema, ...lists: readonly string[]): Readonly<Record<string, Schema>> {
  return Object.fromEntries(lists.flatMap((list) => list.split(' ')).map((name) => [name, schema]));
}

/** Keys that sort nothing are refused from 2.75 on; before, some that Nova once knew are let through. `locked` sorts from 2.73 on. */
function sortKeys(version: number): Schema {
  const locked = version >= 73 ? ['locked'] : [];
  if (version >= 75) return oneOfWords(...usefulSortKeys, ...locked);
  return oneOfWords(...usefulSortKeys, ...locked, ...ignoredSortKeys.filter((key) => !locked.includes(key)));
}

const usefulSortKeys = (
  'access_ip_v4 access_ip_v6 auto_disk_config availability_zone config_drive created_at display_description display_name host hostname image_ref ' +
  'instance_type_id kernel_id key_name launch_index launched_at locked_by node power_state progress project_id ramdisk_id root_device_name task_state ' +
  'terminated_at updated_at user_id uuid vm_state'
).split(' ');

/** Valid before 2.75, and without effect. */
export const ignoredSortKeys = (
  'architecture cell_name cleaned default_ephemeral_device default_swap_device deleted deleted_at disable_terminate ephemeral_gb ephemeral_key_uuid id ' +
  'key_data launched_on locked memory_mb os_type reservation_id root_gb shutdown_terminate user_data vcpus vm_mode'
).split(' ');
