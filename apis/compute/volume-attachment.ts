import { Type } from 'typebox';
import { conditionsSchema, defineKind, objectName, oneOf, strictObject, type Fields } from '../machinery/kind.ts';
import type { StatusCause } from '../machinery/errors.ts';
import type { ApiObject, Resource } from '../machinery/object-meta.ts';
import { samePlain } from '../machinery/plain-value.ts';
import { computeGroup, computeVersion } from './group.ts';

const volumeAttachmentSpec = strictObject(
  {
    server: objectName({ description: 'Name of the Server in the own namespace.' }),
    volume: objectName({ description: 'Name of the Volume in the own namespace.' }),
    readOnly: Type.Optional(Type.Boolean({ description: 'Whether the guest may only read.' })),
    tag: Type.Optional(
      Type.String({ minLength: 1, maxLength: 60, pattern: '^[^/,]+$', description: 'How the guest finds the disk in its metadata.' }),
    ),
  },
  { description: 'Which volume is to be in which server. It cannot be changed: delete it to detach.' },
);

const volumeAttachmentStatus = strictObject({
  observedGeneration: Type.Optional(Type.Integer()),
  conditions: Type.Optional(conditionsSchema),
  phase: Type.Optional(
    oneOf(['Pending', 'Attaching', 'Attached', 'Detaching', 'Failed'], {
      description: 'Attached: the guest has it, or will have it as soon as it is started.',
    }),
  ),
  epoch: Type.Optional(
    Type.Integer({
      minimum: 1,
      description: 'Rises whenever the attachment is handed to another incarnation: what an older one says is not heard.',
    }),
  ),
  device: Type.Optional(Type.String({ description: 'The serial number of the disk, by which the guest can find it.' })),
  instance: Type.Optional(Type.String({ description: 'Name of the incarnation that it is handed to.' })),
  serverUID: Type.Optional(Type.String()),
  volumeUID: Type.Optional(Type.String()),
});

/** Keeps a VolumeAttachment until the guest has let go. */
export const volumeAttachmentFinalizer = 'compute.tycho.dev/detach';

/** The wish that a volume is in a server. */
export const volumeAttachmentKind = defineKind({
  group: computeGroup,
  version: computeVersion,
  kind: 'VolumeAttachment',
  plural: 'volumeattachments',
  shortNames: ['va'],
  categories: ['tycho'],
  scope: 'Namespaced',
  description: 'The wish that a volume is in a server.',
  fields: strictObject({ spec: volumeAttachmentSpec, status: Type.Optional(volumeAttachmentStatus) }),
  finalizers: [volumeAttachmentFinalizer],
  rules: ['`spec` cannot be changed.'],
  validate: (object: ApiObject, previous: ApiObject | undefined): readonly StatusCause[] =>
    previous !== undefined && !samePlain((previous as VolumeAttachment).spec, (object as VolumeAttachment).spec)
      ? [{ reason: 'FieldValueForbidden', message: 'Forbidden: cannot be changed; delete it and make another', field: 'spec' }]
      : [],
  columns: [
    { name: 'Volume', type: 'string', path: '.spec.volume', description: 'Which volume.', priority: 0 },
    { name: 'Server', type: 'string', path: '.spec.server', description: 'In which server.', priority: 0 },
    { name: 'Status', type: 'string', path: '.status.phase', description: 'How far it is.', priority: 0 },
  ],
});

export type VolumeAttachmentSpec = Fields<typeof volumeAttachmentSpec>;
export type VolumeAttachmentStatus = Fields<typeof volumeAttachmentStatus>;
export type VolumeAttachment = Resource<VolumeAttachmentSpec, VolumeAttachmentStatus>;
