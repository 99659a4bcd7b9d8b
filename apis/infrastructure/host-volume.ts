import { Type } from 'typebox';
import { conditionsSchema, defineKind, oneOf, strictObject, type Fields } from '../machinery/kind.ts';
import type { Resource } from '../machinery/object-meta.ts';
import { infrastructureGroup, infrastructureVersion } from './group.ts';
import { savedDisk } from './instance.ts';
import { resolvedImage } from './resolved-image.ts';

const hostVolumeSpec = strictObject({
  volume: strictObject({ name: Type.String(), uid: Type.String() }, { description: 'Whose bytes these are.' }),
  host: strictObject({ name: Type.String(), uid: Type.String() }),
  sizeGiB: Type.Integer({ minimum: 1 }),
  source: Type.Optional(resolvedImage),
  shareable: Type.Boolean(),
  save: Type.Optional(
    strictObject({ uid: Type.String() }, { description: 'The snapshot to send to the image store now; gone as soon as it is not wanted.' }),
  ),
});

const hostVolumeStatus = strictObject({
  observedGeneration: Type.Optional(Type.Integer({ description: 'The generation of the spec that the agent acted on.' })),
  phase: Type.Optional(
    oneOf(['Pending', 'Creating', 'Ready', 'Failed', 'Lost', 'Destroyed'], {
      description: 'Failed: could not be done yet, retried. Lost: its file is gone. Destroyed: nothing of it is left on the host.',
    }),
  ),
  conditions: Type.Optional(conditionsSchema),
  sizeGiB: Type.Optional(Type.Integer({ description: 'How large it is.' })),
  saved: Type.Optional(
    strictObject(
      { uid: Type.String({ description: 'Of the snapshot that was asked for.' }), disk: savedDisk },
      { description: 'What the image store has of it, for as long as that is asked for.' },
    ),
  ),
});

/** Keeps a HostVolume until its host has said that nothing of it is left. */
export const hostVolumeFinalizer = 'infrastructure.tycho.dev/agent';

/** A Volume on the one Host that keeps its bytes. Named by the Volume's uid. Written by controllers only. */
export const hostVolumeKind = defineKind({
  group: infrastructureGroup,
  version: infrastructureVersion,
  kind: 'HostVolume',
  plural: 'hostvolumes',
  categories: ['tycho'],
  scope: 'Namespaced',
  description: 'A volume on the host that keeps its bytes.',
  fields: strictObject({ spec: hostVolumeSpec, status: Type.Optional(hostVolumeStatus) }),
  finalizers: [hostVolumeFinalizer],
  columns: [
    { name: 'Volume', type: 'string', path: '.spec.volume.name', description: 'Whose bytes these are.', priority: 0 },
    { name: 'Host', type: 'string', path: '.spec.host.name', description: 'Where it is.', priority: 0 },
    { name: 'Status', type: 'string', path: '.status.phase', description: 'What the agent said last.', priority: 0 },
  ],
});

export type HostVolumeSpec = Fields<typeof hostVolumeSpec>;
export type HostVolumeStatus = Fields<typeof hostVolumeStatus>;
export type HostVolume = Resource<HostVolumeSpec, HostVolumeStatus>;
