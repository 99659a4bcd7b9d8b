import { Type } from 'typebox';
import { defineKind, objectName, oneOf, strictObject, type Fields } from '../machinery/kind.ts';
import type { ApiObject } from '../machinery/object-meta.ts';
import { computeGroup, computeVersion } from './group.ts';

/** As many objects as one plan takes. */
export const mostPlannedObjects = 1_000;

/** What a change does to the guest of a server, from harmless to the end of its root disk. */
export const serverEffects = ['None', 'Live', 'Power', 'Restart', 'Rebuild', 'Move', 'Replace', 'Refused'] as const;

export type ServerEffect = (typeof serverEffects)[number];

const planSpec = strictObject(
  {
    objects: Type.Array(Type.Unsafe<Record<string, unknown>>({ type: 'object', 'x-kubernetes-preserve-unknown-fields': true }), {
      maxItems: mostPlannedObjects,
      description: 'Whole manifests, as they would be applied. Without a namespace: in that of the plan.',
    }),
    fieldManager: Type.Optional(
      Type.String({ minLength: 1, maxLength: 128, description: 'Who would apply them, by server-side apply; `tycho` if absent.' }),
    ),
    force: Type.Optional(Type.Boolean({ description: 'Whether fields would be taken from other managers.' })),
    prune: Type.Optional(
      strictObject(
        {
          kind: oneOf(['ConfigMap', 'Secret'], { default: 'ConfigMap', description: 'The kind of the parent of the set.' }),
          name: objectName({ description: 'Name of the parent, in the namespace of the plan.' }),
        },
        {
          description:
            'The ApplySet (applyset.kubernetes.io) that the objects are: what belongs to it and is not among them would be deleted.',
        },
      ),
    ),
  },
  { description: 'What somebody means to apply.' },
);

const fieldChange = strictObject({
  path: Type.String({ description: 'As `spec.networks[0].network`.' }),
  from: Type.Optional(Type.String({ description: 'As JSON; absent: it is not there. What secrets hold is never shown.' })),
  to: Type.Optional(Type.String({ description: 'As JSON; absent: it goes.' })),
});

const serverOutcome = strictObject({
  effect: oneOf(serverEffects, {
    description:
      'What the change does to the guest, the gravest of all. None: nothing. Live: it is told while it runs. Power: it is started, stopped, paused, suspended or shelved, as is wished. Restart: it is stopped and started again. Rebuild: its root disk is made anew. Move: it is stopped and goes on in a new incarnation with its disk, as for another flavor. Replace: that, with a new root disk. Refused: nothing of it will be done.',
  }),
  message: Type.String({ description: 'The same in sentences.' }),
  refusals: Type.Optional(Type.Array(Type.String(), { description: 'Parts of the wish that will not be done, and why.' })),
  placement: Type.Optional(
    strictObject(
      { fits: Type.Boolean(), message: Type.String() },
      { description: 'Whether there is a host for it, as things are now. Absent: it needs no new one.' },
    ),
  ),
});

const plannedObject = strictObject({
  apiVersion: Type.String(),
  kind: Type.String(),
  namespace: Type.Optional(Type.String()),
  name: Type.String(),
  action: oneOf(['Create', 'Change', 'Delete', 'Unchanged', 'Refused']),
  changes: Type.Optional(Type.Array(fieldChange, { description: 'At most 200.' })),
  refusal: Type.Optional(Type.String({ description: 'Why it would not be done.' })),
  server: Type.Optional(serverOutcome),
  uid: Type.Optional(Type.String({ description: 'Of the object that is there.' })),
  resourceVersion: Type.Optional(
    Type.String({ description: 'Of the object that is there: the precondition of whoever carries the plan out.' }),
  ),
});

const planStatus = strictObject({
  hash: Type.String({
    description:
      'SHA-256 of the objects, of what they would change, and of what that would do. Another hash for the same objects: the world has moved.',
  }),
  summary: strictObject({
    create: Type.Integer(),
    change: Type.Integer(),
    delete: Type.Integer(),
    unchanged: Type.Integer(),
    refused: Type.Integer(),
  }),
  objects: Type.Array(plannedObject, { description: 'In the order of the manifests; what would be deleted comes last.' }),
  quotas: Type.Optional(
    Type.Array(
      strictObject({
        namespace: Type.String(),
        name: Type.String(),
        resource: Type.String({ description: 'As `vcpus`.' }),
        limit: Type.Integer(),
        before: Type.Integer(),
        after: Type.Integer(),
        isExceeded: Type.Boolean(),
      }),
      { description: 'Of each project that the plan would put more or less into.' },
    ),
  ),
});

/** What would become of manifests if they were applied now. POST creates one and answers it; nothing is ever stored. */
export const planKind = defineKind({
  group: computeGroup,
  version: computeVersion,
  kind: 'Plan',
  plural: 'plans',
  scope: 'Namespaced',
  description: 'Asks what would become of objects if they were applied now, and what that would do to servers. Answered, never stored.',
  fields: strictObject({ spec: planSpec, status: Type.Optional(planStatus) }),
  statusSubresource: false,
});

export type PlanSpec = Fields<typeof planSpec>;
export type PlanStatus = Fields<typeof planStatus>;
export type PlannedObject = Fields<typeof plannedObject>;
export type PlannedChange = Fields<typeof fieldChange>;
export type ServerOutcome = Fields<typeof serverOutcome>;
export type Plan = ApiObject & { readonly spec: PlanSpec; readonly status?: PlanStatus };
