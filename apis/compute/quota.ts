import { Type } from 'typebox';
import { defineKind, strictObject, type Fields } from '../machinery/kind.ts';
import type { Resource } from '../machinery/object-meta.ts';
import { computeGroup, computeVersion } from './group.ts';

const limit = (what: string) =>
  Type.Optional(Type.Integer({ minimum: 0, description: `Most ${what} in this namespace; absent: no limit.` }));

const quotaSpec = strictObject(
  { servers: limit('servers'), vcpus: limit('virtual CPUs'), memoryMiB: limit('memory, in MiB,'), diskGiB: limit('root disk, in GiB,') },
  { description: 'Limits on what may be in use at one time.' },
);

/** Limits on the current use of one namespace. Several Quotas in one namespace all hold. */
export const quotaKind = defineKind({
  group: computeGroup,
  version: computeVersion,
  kind: 'Quota',
  plural: 'quotas',
  categories: ['tycho'],
  scope: 'Namespaced',
  description: 'Limits on the current use of one project.',
  fields: strictObject({ spec: quotaSpec }),
  columns: [
    { name: 'Servers', type: 'integer', path: '.spec.servers', description: 'Most servers.', priority: 0 },
    { name: 'VCPUs', type: 'integer', path: '.spec.vcpus', description: 'Most virtual CPUs.', priority: 0 },
    { name: 'Memory-MiB', type: 'integer', path: '.spec.memoryMiB', description: 'Most memory.', priority: 0 },
    { name: 'Disk-GiB', type: 'integer', path: '.spec.diskGiB', description: 'Most root disk.', priority: 0 },
  ],
});

export type QuotaSpec = Fields<typeof quotaSpec>;
export type Quota = Resource<QuotaSpec, never>;
