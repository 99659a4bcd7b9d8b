import { Type } from 'typebox';
import { conditionsSchema, defineKind, objectName, oneOf, strictObject, type Fields } from '../machinery/kind.ts';
import type { StatusCause } from '../machinery/errors.ts';
import type { ApiObject, Resource } from '../machinery/object-meta.ts';
import { samePlain } from '../machinery/plain-value.ts';
import { computeGroup, computeVersion } from './group.ts';

const serverActionSpec = strictObject(
  {
    server: objectName({ description: 'Name of the Server in the own namespace.' }),
    type: oneOf(['Reboot'], { description: 'What to do, once.' }),
    reboot: Type.Optional(
      strictObject(
        {
          mode: oneOf(['Soft', 'Hard'], {
            default: 'Soft',
            description: 'Soft asks the guest and cuts the power if it does not answer; Hard cuts it at once.',
          }),
        },
        { description: 'For Reboot.' },
      ),
    ),
  },
  { description: 'One request to do something once.' },
);

const serverActionStatus = strictObject({
  observedGeneration: Type.Optional(Type.Integer()),
  phase: Type.Optional(oneOf(['Pending', 'Running', 'Succeeded', 'Failed'], { description: 'How far it is.' })),
  serverUID: Type.Optional(Type.String({ description: 'The server that it was done to.' })),
  startedAt: Type.Optional(Type.String({ format: 'date-time' })),
  finishedAt: Type.Optional(Type.String({ format: 'date-time' })),
  message: Type.Optional(Type.String({ description: 'The outcome in one sentence.' })),
  conditions: Type.Optional(conditionsSchema),
});

/** One request to do something to a server once. Its status is the history of that request. */
export const serverActionKind = defineKind({
  group: computeGroup,
  version: computeVersion,
  kind: 'ServerAction',
  plural: 'serveractions',
  shortNames: ['sa'],
  categories: ['tycho'],
  scope: 'Namespaced',
  description: 'One request to do something to a server once, as a reboot.',
  fields: strictObject({ spec: serverActionSpec, status: Type.Optional(serverActionStatus) }),
  validate: (object: ApiObject, previous: ApiObject | undefined): readonly StatusCause[] =>
    previous !== undefined && !samePlain((previous as ServerAction).spec, (object as ServerAction).spec)
      ? [{ reason: 'FieldValueForbidden', message: 'Forbidden: an action is done once; create another', field: 'spec' }]
      : [],
  columns: [
    { name: 'Server', type: 'string', path: '.spec.server', description: 'The server.', priority: 0 },
    { name: 'Type', type: 'string', path: '.spec.type', description: 'What to do.', priority: 0 },
    { name: 'Status', type: 'string', path: '.status.phase', description: 'How far it is.', priority: 0 },
  ],
});

export type ServerActionSpec = Fields<typeof serverActionSpec>;
export type ServerActionStatus = Fields<typeof serverActionStatus>;
export type ServerAction = Resource<ServerActionSpec, ServerActionStatus>;
