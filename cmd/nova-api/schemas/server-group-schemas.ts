import { closed, enveloped, name, nonNegativeInteger, oneOfWords, positiveInteger, steps, type SchemaTable } from './parameter-schemas.ts';
import { many, strictSince75 } from './query-schemas.ts';

/** Groups of servers (nova/api/openstack/compute/schemas/server_groups.py). */
export const serverGroupSchemas = {
  createServerGroup: steps([1, 15, 64], (version) => {
    const policy = oneOfWords('anti-affinity', 'affinity', ...(version >= 15 ? ['soft-anti-affinity', 'soft-affinity'] : []));
    if (version >= 64) {
      return enveloped('server_group', { name, policy, rules: closed({ max_server_per_host: positiveInteger }) }, ['name', 'policy']);
    }
    return enveloped('server_group', { name, policies: { type: 'array', minItems: 1, maxItems: 1, items: policy } }, ['name', 'policies']);
  }),
} as const satisfies SchemaTable;

export const serverGroupQueries = {
  listServerGroups: steps([1, 75], (version) =>
    strictSince75(version, { all_projects: many(), limit: many(nonNegativeInteger), offset: many(nonNegativeInteger) }),
  ),
} as const satisfies SchemaTable;
