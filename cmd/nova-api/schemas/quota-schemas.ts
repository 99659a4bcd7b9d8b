import { boolean, closed, envelope, quotaLimit, since, steps, type Schema, type SchemaTable } from './parameter-schemas.ts';
import { many, paging, strictSince75 } from './query-schemas.ts';

/** How much projects may have, and how much they had (nova/api/openstack/compute/schemas/quota_sets.py, quota_classes.py, simple_tenant_usage.py, limits.py). */
export const quotaSchemas = {
  updateQuotaSet: steps([1, 36, 57], (version) =>
    envelope('quota_set', quotas({ version, networkUntil: 36, besides: { force: boolean } })),
  ),
  updateQuotaClassSet: steps([1, 50, 57], (version) => envelope('quota_class_set', quotas({ version, networkUntil: 50 }))),
} as const satisfies SchemaTable;

export const quotaQueries = {
  quotaSet: steps([1, 75], (version) => strictSince75(version, { user_id: many() })),
  showLimits: steps([1, 75], (version) => strictSince75(version, { tenant_id: many() })),
  listTenantUsage: steps([1, 40, 75], (version) =>
    strictSince75(version, { start: many(), end: many(), detailed: many(), ...since(40, version, paging) }),
  ),
  showTenantUsage: steps([1, 40, 75], (version) => strictSince75(version, { start: many(), end: many(), ...since(40, version, paging) })),
} as const satisfies SchemaTable;

interface Quotas {
  readonly version: number;
  /** The version from which on the network service keeps its quotas by itself. */
  readonly networkUntil: number;
  readonly besides?: Readonly<Record<string, Schema>>;
}

function quotas({ version, networkUntil, besides = {} }: Quotas): Schema {
  const hasNetwork = version < networkUntil;
  const names = [
    'instances',
    'cores',
    'ram',
    'metadata_items',
    'key_pairs',
    'server_groups',
    'server_group_members',
    ...(version < 57 ? injectedFileQuotas : []),
    ...(hasNetwork ? [...networkQuotas, 'networks'] : []),
  ];
  return {
    ...closed({ ...Object.fromEntries(names.map((name) => [name, quotaLimit])), ...besides }),
    ...(hasNetwork ? { notTogether: { fields: ['networks'], reason: 'The networks quota has been removed' } } : {}),
  };
}

export const injectedFileQuotas = ['injected_files', 'injected_file_content_bytes', 'injected_file_path_bytes'] as const;
export const networkQuotas = ['fixed_ips', 'floating_ips', 'security_groups', 'security_group_rules'] as const;
