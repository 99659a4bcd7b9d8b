import { Type } from 'typebox';
import { createdBySchema, defineKind, displayName, oneOf, strictObject, type Fields } from '../machinery/kind.ts';
import type { StatusCause } from '../machinery/errors.ts';
import type { ApiObject, Resource } from '../machinery/object-meta.ts';
import { computeGroup, computeVersion } from './group.ts';

const serverGroupSpec = strictObject(
  {
    displayName: displayName(),
    policy: oneOf(['Affinity', 'AntiAffinity', 'SoftAffinity', 'SoftAntiAffinity'], {
      description:
        'Whether members share one host, or spread over hosts. The soft forms are wishes: a host that breaks them is taken when no other fits.',
    }),
    maximumServersPerHost: Type.Integer({ minimum: 1, default: 1, description: 'For AntiAffinity: how many members one host may hold.' }),
  },
  { description: 'How members are placed beside each other. It holds at placement; it moves nobody.' },
);

const serverGroupStatus = strictObject({
  observedGeneration: Type.Optional(Type.Integer({ description: 'The generation that this status speaks of.' })),
  createdBy: createdBySchema,
  memberCount: Type.Optional(Type.Integer({ description: 'How many servers belong to it.' })),
  members: Type.Optional(Type.Array(Type.String(), { description: 'Names of the servers that belong to it, the first thousand.' })),
});

/** Servers that are placed with regard to each other. Membership is `Server.spec.placement.serverGroup`, and fixed when a server is made. */
export const serverGroupKind = defineKind({
  group: computeGroup,
  version: computeVersion,
  kind: 'ServerGroup',
  plural: 'servergroups',
  shortNames: ['sg'],
  categories: ['tycho'],
  scope: 'Namespaced',
  description: 'Servers that are placed together or apart.',
  fields: strictObject({ spec: serverGroupSpec, status: Type.Optional(serverGroupStatus) }),
  rules: ['`policy` cannot be changed.'],
  validate: (object: ApiObject, previous: ApiObject | undefined): readonly StatusCause[] =>
    previous !== undefined && (previous as ServerGroup).spec.policy !== (object as ServerGroup).spec.policy
      ? [{ reason: 'FieldValueForbidden', message: 'Forbidden: members were placed by it; create another group', field: 'spec.policy' }]
      : [],
  columns: [
    { name: 'Policy', type: 'string', path: '.spec.policy', description: 'Together or apart.', priority: 0 },
    { name: 'Members', type: 'integer', path: '.status.memberCount', description: 'How many servers belong to it.', priority: 0 },
  ],
});

export type ServerGroupSpec = Fields<typeof serverGroupSpec>;
export type ServerGroupStatus = Fields<typeof serverGroupStatus>;
export type ServerGroup = Resource<ServerGroupSpec, ServerGroupStatus>;
