import { Type } from 'typebox';
import { conditionsSchema, defineKind, displayName, objectName, oneOf, strictObject, type Fields } from '../machinery/kind.ts';
import type { StatusCause } from '../machinery/errors.ts';
import type { ApiObject, Resource } from '../machinery/object-meta.ts';
import { samePlain } from '../machinery/plain-value.ts';
import { computeGroup, computeVersion } from './group.ts';

const volumeSpec = strictObject(
  {
    displayName: displayName(),
    sizeGiB: Type.Integer({ minimum: 1, maximum: 1_048_576, description: 'It can be made larger at any time, and never smaller.' }),
    source: Type.Optional(
      strictObject(
        { image: objectName({ description: 'Name of an Image in the own namespace, or else in `public`.' }) },
        { description: 'What is on it at first; nothing if absent. A snapshot of another volume is an Image too.' },
      ),
    ),
    shareable: Type.Optional(
      Type.Boolean({ description: 'Whether several servers may have it at the same time. They have to know how to share it.' }),
    ),
    description: Type.Optional(Type.String({ maxLength: 255, description: 'Words for people.' })),
  },
  { description: 'What the volume is to be.' },
);

const volumeStatus = strictObject({
  observedGeneration: Type.Optional(Type.Integer()),
  conditions: Type.Optional(conditionsSchema),
  phase: Type.Optional(
    oneOf(['Pending', 'Creating', 'Available', 'InUse', 'Failed', 'Terminating'], {
      description: 'Pending: it is made on the host of the first server that attaches it.',
    }),
  ),
  sizeGiB: Type.Optional(Type.Integer({ description: 'How large it is now.' })),
  hostID: Type.Optional(
    Type.String({ description: 'The hash of project and host, as on servers: only a server with the same can attach it.' }),
  ),
  attachments: Type.Optional(
    Type.Array(strictObject({ name: Type.String(), server: Type.String() }), { description: 'Its VolumeAttachments.' }),
  ),
});

/** Keeps a Volume until nothing of it is left on a host. */
export const volumeFinalizer = 'compute.tycho.dev/storage';

/** A disk that outlives servers. */
export const volumeKind = defineKind({
  group: computeGroup,
  version: computeVersion,
  kind: 'Volume',
  plural: 'volumes',
  shortNames: ['vol'],
  categories: ['tycho'],
  scope: 'Namespaced',
  description: 'A disk that outlives servers.',
  fields: strictObject({ spec: volumeSpec, status: Type.Optional(volumeStatus) }),
  finalizers: [volumeFinalizer],
  rules: ['`sizeGiB` can only grow; `source` cannot be changed.'],
  validate: validateVolume,
  columns: [
    { name: 'Size-GiB', type: 'integer', path: '.spec.sizeGiB', description: 'How large it is to be.', priority: 0 },
    { name: 'Status', type: 'string', path: '.status.phase', description: 'One word for the state.', priority: 0 },
    { name: 'Server', type: 'string', path: '.status.attachments[0].server', description: 'Who has it.', priority: 0 },
  ],
});

export type VolumeSpec = Fields<typeof volumeSpec>;
export type VolumeStatus = Fields<typeof volumeStatus>;
export type Volume = Resource<VolumeSpec, VolumeStatus>;

function validateVolume(object: ApiObject, previous: ApiObject | undefined): readonly StatusCause[] {
  if (previous === undefined) return [];
  const [now, before] = [(object as Volume).spec, (previous as Volume).spec];
  const causes: StatusCause[] = [];
  if (now.sizeGiB < before.sizeGiB)
    causes.push({ reason: 'FieldValueForbidden', message: `Forbidden: must not be below ${before.sizeGiB}`, field: 'spec.sizeGiB' });
  if (!samePlain(now.source, before.source))
    causes.push({ reason: 'FieldValueForbidden', message: 'Forbidden: cannot be changed after creation', field: 'spec.source' });
  return causes;
}
