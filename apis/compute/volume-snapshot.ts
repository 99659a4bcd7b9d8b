import { Type } from 'typebox';
import { conditionsSchema, defineKind, displayName, objectName, oneOf, strictObject, type Fields } from '../machinery/kind.ts';
import type { StatusCause } from '../machinery/errors.ts';
import type { ApiObject, Resource } from '../machinery/object-meta.ts';
import { samePlain } from '../machinery/plain-value.ts';
import { computeGroup, computeVersion } from './group.ts';

const volumeSnapshotSpec = strictObject(
  {
    displayName: displayName(),
    volume: objectName({ description: 'Name of the Volume in the own namespace.' }),
    image: Type.Optional(
      objectName({ description: 'Name of the Image to make, in the own namespace; if absent, the name of the snapshot itself.' }),
    ),
  },
  { description: 'One request to copy a volume once. It cannot be changed: make another.' },
);

const volumeSnapshotStatus = strictObject({
  observedGeneration: Type.Optional(Type.Integer()),
  phase: Type.Optional(
    oneOf(['Pending', 'Saving', 'Succeeded', 'Failed'], { description: 'Saving: its host copies the volume, or waits for its turn to.' }),
  ),
  message: Type.Optional(Type.String({ description: 'The state or the outcome in one sentence.' })),
  finishedAt: Type.Optional(Type.String({ format: 'date-time' })),
  image: Type.Optional(Type.String({ description: 'Name of the Image that was made. It outlives the volume and the snapshot.' })),
  volumeUID: Type.Optional(Type.String({ description: 'The volume that it is a copy of.' })),
  conditions: Type.Optional(conditionsSchema),
});

/**
 * One request to copy a volume to an Image. The copy is of one moment; when a server writes to the volume meanwhile, it is what a power cut at that
 * moment would have left.
 */
export const volumeSnapshotKind = defineKind({
  group: computeGroup,
  version: computeVersion,
  kind: 'VolumeSnapshot',
  plural: 'volumesnapshots',
  shortNames: ['vs'],
  categories: ['tycho'],
  scope: 'Namespaced',
  description:
    'One request to copy a volume to an Image, as it is at one moment. If a server is writing to it, the copy is crash-consistent: what a power cut would have left.',
  fields: strictObject({ spec: volumeSnapshotSpec, status: Type.Optional(volumeSnapshotStatus) }),
  rules: ['`spec` cannot be changed.'],
  validate: (object: ApiObject, previous: ApiObject | undefined): readonly StatusCause[] =>
    previous !== undefined && !samePlain((previous as VolumeSnapshot).spec, (object as VolumeSnapshot).spec)
      ? [{ reason: 'FieldValueForbidden', message: 'Forbidden: a snapshot is made once; create another', field: 'spec' }]
      : [],
  columns: [
    { name: 'Volume', type: 'string', path: '.spec.volume', description: 'Which volume.', priority: 0 },
    { name: 'Status', type: 'string', path: '.status.phase', description: 'How far it is.', priority: 0 },
    { name: 'Image', type: 'string', path: '.status.image', description: 'The Image that was made.', priority: 0 },
  ],
});

export type VolumeSnapshotSpec = Fields<typeof volumeSnapshotSpec>;
export type VolumeSnapshotStatus = Fields<typeof volumeSnapshotStatus>;
export type VolumeSnapshot = Resource<VolumeSnapshotSpec, VolumeSnapshotStatus>;
