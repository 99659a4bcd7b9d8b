import { Type } from 'typebox';
import { defineKind, numberSchema, oneOf, strictObject, type Fields } from '../machinery/kind.ts';
import type { StatusCause } from '../machinery/errors.ts';
import type { ApiObject, Resource } from '../machinery/object-meta.ts';
import { samePlain } from '../machinery/plain-value.ts';
import { infrastructureGroup, infrastructureVersion } from './group.ts';
import { transferProgress, type Instance } from './instance.ts';

const place = (description: string) =>
  strictObject(
    { instance: Type.String({ description: 'Name of the Instance there.' }), host: Type.String({ description: 'Name of the Host.' }) },
    { description },
  );

const migrationSpec = strictObject({
  type: oneOf(['Resize', 'Cold', 'Evacuation', 'Live'], {
    description:
      'Resize: to another size, perhaps on the same host. Cold: stopped, to another host. Evacuation: from a host that was given up. Live: while it runs.',
  }),
  server: strictObject({ name: Type.String(), uid: Type.String() }, { description: 'Whose move this is; it may be gone.' }),
  source: place('What the server left.'),
  oldFlavor: Type.String({ description: 'Name of the flavor that it had.' }),
  newFlavor: Type.String({ description: 'Name of the flavor that it is to have.' }),
  actionUID: Type.Optional(Type.String({ description: 'The ServerAction that asked for it, if one did.' })),
  requestedBy: Type.Optional(Type.String({ description: 'The user who asked for it, as far as that is known.' })),
});

const migrationStatus = strictObject({
  number: numberSchema,
  phase: Type.Optional(
    oneOf(['Preparing', 'Migrating', 'Finished', 'Confirmed', 'Reverted', 'Failed'], {
      description:
        'Preparing: it is being stopped and its disk saved. Migrating: it is on its way to the new place. Finished: it is there; a Resize or Cold can still be confirmed or reverted. Failed: it did not come to be. A Live is over once it is there.',
    }),
  ),
  destination: Type.Optional(place('Where it came to.')),
  message: Type.Optional(Type.String({ description: 'Why it failed, in one sentence.' })),
  progress: Type.Optional({ ...transferProgress, description: 'Of a Live: how much of it is there.' } as typeof transferProgress),
  updatedAt: Type.Optional(Type.String({ format: 'date-time', description: 'When the phase last changed.' })),
  finishedAt: Type.Optional(
    Type.String({ format: 'date-time', description: 'When it was over for good; absent while anything can still come of it.' }),
  ),
});

/**
 * The record of one move of a Server to another host or size. Named `SERVERUID-EPOCH` by the incarnation that was left, `.2` and so on for further attempts of
 * the same. Written by controllers only, and kept when the server is gone.
 */
export const migrationKind = defineKind({
  group: infrastructureGroup,
  version: infrastructureVersion,
  kind: 'Migration',
  plural: 'migrations',
  categories: ['tycho'],
  scope: 'Namespaced',
  description: 'The record of one move of a server to another host or size.',
  fields: strictObject({ spec: migrationSpec, status: Type.Optional(migrationStatus) }),
  rules: ['`spec` cannot be changed.'],
  validate: (object: ApiObject, previous: ApiObject | undefined): readonly StatusCause[] =>
    previous !== undefined && !samePlain((previous as Migration).spec, (object as Migration).spec)
      ? [{ reason: 'FieldValueForbidden', message: 'Forbidden: it is the record of one move', field: 'spec' }]
      : [],
  columns: [
    { name: 'Number', type: 'integer', path: '.status.number', description: 'Its number.', priority: 1 },
    { name: 'Type', type: 'string', path: '.spec.type', description: 'What kind of move it is.', priority: 0 },
    { name: 'Server', type: 'string', path: '.spec.server.name', description: 'Which server.', priority: 0 },
    { name: 'From', type: 'string', path: '.spec.source.host', description: 'The host that it left.', priority: 0 },
    { name: 'To', type: 'string', path: '.status.destination.host', description: 'The host that it came to.', priority: 0 },
    { name: 'Status', type: 'string', path: '.status.phase', description: 'How far it is.', priority: 0 },
    { name: 'Old-Flavor', type: 'string', path: '.spec.oldFlavor', description: 'The size that it had.', priority: 1 },
    { name: 'New-Flavor', type: 'string', path: '.spec.newFlavor', description: 'The size that it is to have.', priority: 1 },
  ],
});

export type MigrationSpec = Fields<typeof migrationSpec>;
export type MigrationStatus = Fields<typeof migrationStatus>;
export type Migration = Resource<MigrationSpec, MigrationStatus>;

/** The name of the record of a move away from an incarnation; `attempt` counts from 1. */
export function migrationName(instance: Pick<Instance, 'metadata'>, attempt: number): string {
  return attempt === 1 ? instance.metadata.name : `${instance.metadata.name}.${attempt}`;
}

/** What is to be written of a move that begins. */
export function migrationSpecOf(
  { metadata, spec: { server, host, machine } }: Instance,
  move: Pick<MigrationSpec, 'type' | 'actionUID' | 'requestedBy'> & { readonly newFlavor?: string },
): MigrationSpec {
  const { type, newFlavor = machine.flavor, actionUID, requestedBy } = move;
  return {
    type,
    server: { name: server.name, uid: server.uid },
    source: { instance: metadata.name, host: host.name },
    oldFlavor: machine.flavor,
    newFlavor,
    ...(actionUID === undefined ? {} : { actionUID }),
    ...(requestedBy === undefined ? {} : { requestedBy }),
  };
}
