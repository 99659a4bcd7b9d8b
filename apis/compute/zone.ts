import { Type } from 'typebox';
import { defineKind, strictObject, type Fields } from '../machinery/kind.ts';
import type { ApiObject } from '../machinery/object-meta.ts';
import { computeGroup, computeVersion } from './group.ts';

const zoneStatus = strictObject({
  available: Type.Optional(Type.Boolean({ description: 'Whether a host of the zone takes new servers.' })),
});

/**
 * An availability zone, so that people know what they can ask for in `Server.spec.placement.zone`. Made and deleted by the control plane, one for each zone
 * that a host is in; it tells nothing else of the hosts.
 */
export const zoneKind = defineKind({
  group: computeGroup,
  version: computeVersion,
  kind: 'Zone',
  plural: 'zones',
  categories: ['tycho'],
  scope: 'Cluster',
  description: 'An availability zone that servers can ask for.',
  fields: strictObject({ status: Type.Optional(zoneStatus) }),
  columns: [{ name: 'Available', type: 'boolean', path: '.status.available', description: 'Whether it takes new servers.', priority: 0 }],
});

export type ZoneStatus = Fields<typeof zoneStatus>;
export type Zone = ApiObject & { readonly status?: ZoneStatus };
