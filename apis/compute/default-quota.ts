import type { StatusCause } from '../machinery/errors.ts';
import { defineKind, strictObject, type Fields } from '../machinery/kind.ts';
import type { ApiObject } from '../machinery/object-meta.ts';
import { computeGroup, computeVersion } from './group.ts';
import { limitCauses, quotaLimits } from './quota.ts';

const defaultQuotaSpec = strictObject(quotaLimits, { description: 'Limits for each project that sets none of its own.' });

/**
 * How much a project may have of what none of its own Quotas speaks of, limit by limit: a Quota that says `vcpus: 20` leaves the other defaults as they are.
 * Several DefaultQuotas all hold. Without any, nothing is limited by default.
 */
export const defaultQuotaKind = defineKind({
  group: computeGroup,
  version: computeVersion,
  kind: 'DefaultQuota',
  plural: 'defaultquotas',
  categories: ['tycho'],
  scope: 'Cluster',
  description: 'Limits on the current use of each project that sets none of its own.',
  fields: strictObject({ spec: defaultQuotaSpec }),
  rules: [
    'A name in `resourceClasses` has capital letters, digits and underscores only.',
    '`unlimited` names limits and resource classes, none that has a limit beside it.',
  ],
  validate: (object: ApiObject): readonly StatusCause[] => limitCauses((object as DefaultQuota).spec),
  columns: [
    { name: 'Servers', type: 'integer', path: '.spec.servers', description: 'Most servers of a project.', priority: 0 },
    { name: 'VCPUs', type: 'integer', path: '.spec.vcpus', description: 'Most virtual CPUs of a project.', priority: 0 },
    { name: 'Memory-MiB', type: 'integer', path: '.spec.memoryMiB', description: 'Most memory of a project.', priority: 0 },
    { name: 'Disk-GiB', type: 'integer', path: '.spec.diskGiB', description: 'Most disk of servers of a project.', priority: 1 },
  ],
});

export type DefaultQuotaSpec = Fields<typeof defaultQuotaSpec>;
export type DefaultQuota = ApiObject & { readonly spec: DefaultQuotaSpec };
