import type { OpenApiSchema } from './openapi-schema.ts';

/** What every object and list of the Kubernetes API carries, under the names by which its clients know it. */
const metaPrefix = 'io.k8s.apimachinery.pkg.apis.meta.v1';

export const objectMetaName = `${metaPrefix}.ObjectMeta`;
export const listMetaName = `${metaPrefix}.ListMeta`;
export const deleteOptionsName = `${metaPrefix}.DeleteOptions`;
export const statusName = `${metaPrefix}.Status`;

/** Refers to another schema of the same document. A description may stand beside it. */
export function reference(name: string, description?: string): OpenApiSchema {
  return { ...(description === undefined ? {} : { description }), allOf: [{ $ref: `#/components/schemas/${name}` }] };
}

const text = (description: string): OpenApiSchema => ({ type: 'string', description });
const time = (description: string): OpenApiSchema => ({ type: 'string', format: 'date-time', description });
const integer = (description: string): OpenApiSchema => ({ type: 'integer', format: 'int64', description });
const flag = (description: string): OpenApiSchema => ({ type: 'boolean', description });
const textMap = (description: string): OpenApiSchema => ({ type: 'object', additionalProperties: { type: 'string' }, description });

export const typeMetaProperties = {
  apiVersion: text('The group and version of the API in which this object is written, as `compute.tycho.dev/v1alpha1`.'),
  kind: text('What this object is.'),
};

/** The schemas that documents refer to, by name. */
export const machinerySchemas: Readonly<Record<string, OpenApiSchema>> = {
  [objectMetaName]: {
    type: 'object',
    description: 'Identity and bookkeeping.',
    properties: {
      name: text('Unique among the objects of its kind in one namespace. Cannot be changed.'),
      generateName: text('Where there is no name, the start of one that the server completes.'),
      namespace: text('The project that the object belongs to. Cannot be changed.'),
      uid: text('Set by the server: unique over space and time.'),
      resourceVersion: text(
        'Set by the server at each change. In a write: the state that the writer has seen; the write fails if it is not the newest.',
      ),
      generation: integer('Set by the server: rises with each change outside of metadata and status.'),
      creationTimestamp: time('Set by the server.'),
      deletionTimestamp: time('Set by the server when deletion was asked for and something has to be done first.'),
      deletionGracePeriodSeconds: integer('Set by the server together with deletionTimestamp.'),
      labels: textMap('Short pairs by which objects are selected.'),
      annotations: textMap('Pairs that mean something to somebody else.'),
      finalizers: {
        type: 'array',
        items: { type: 'string' },
        description: 'Who has something to do before the object may go. Each takes its own entry away.',
        'x-kubernetes-list-type': 'set',
        'x-kubernetes-patch-strategy': 'merge',
      },
      ownerReferences: {
        type: 'array',
        items: reference(`${metaPrefix}.OwnerReference`),
        description: 'Objects with which this one goes.',
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['uid'],
        'x-kubernetes-patch-merge-key': 'uid',
        'x-kubernetes-patch-strategy': 'merge',
      },
      managedFields: {
        type: 'array',
        items: reference(`${metaPrefix}.ManagedFieldsEntry`),
        description: 'Set by the server: who owns which field. `kubectl get --show-managed-fields` prints it.',
        'x-kubernetes-list-type': 'atomic',
      },
    },
  },
  [`${metaPrefix}.ManagedFieldsEntry`]: {
    type: 'object',
    description: 'The fields that one manager owns by one way of writing.',
    properties: {
      manager: text('Who: `fieldManager` of the write, or the first word of its User-Agent.'),
      operation: text('How: `Apply` for server-side apply, `Update` for every other write.'),
      apiVersion: text('In which version of the API the fields are named.'),
      time: time('When the entry last changed.'),
      fieldsType: text('`FieldsV1`.'),
      fieldsV1: {
        type: 'object',
        description: 'The fields: `f:` and a name, `k:` and the keys of an item, `v:` and a value of a set; `.` is the place itself.',
      },
      subresource: text('As `status`; absent: the object itself.'),
    },
  },
  [`${metaPrefix}.OwnerReference`]: {
    type: 'object',
    description: 'An object with which this one goes. It lies in the same namespace, or in none.',
    required: ['apiVersion', 'kind', 'name', 'uid'],
    properties: {
      ...typeMetaProperties,
      name: text('Its name.'),
      uid: text('Its uid.'),
      controller: flag('Whether it is the one that manages this object.'),
      blockOwnerDeletion: flag('Whether it stays until this object is gone, when it is deleted in the foreground.'),
    },
    'x-kubernetes-map-type': 'atomic',
  },
  [listMetaName]: {
    type: 'object',
    description: 'What is true of a list as a whole.',
    properties: {
      resourceVersion: text('The state of which this is a list. A watch from here on misses nothing.'),
      continue: text('Not empty: there is more; a list with this token goes on.'),
      remainingItemCount: integer('How many objects come after these.'),
    },
  },
  [deleteOptionsName]: {
    type: 'object',
    description: 'How to delete.',
    properties: {
      ...typeMetaProperties,
      propagationPolicy: text('What becomes of the objects that this one owns: `Background`, `Foreground` or `Orphan`.'),
      preconditions: {
        type: 'object',
        description: 'Delete only what is still this.',
        properties: { uid: text('Its uid.'), resourceVersion: text('Its resourceVersion.') },
      },
      dryRun: { type: 'array', items: { type: 'string' }, description: '`All`: check everything and change nothing.' },
      gracePeriodSeconds: integer('Accepted, and without effect.'),
    },
  },
  [statusName]: {
    type: 'object',
    description: 'How a request went.',
    properties: {
      ...typeMetaProperties,
      metadata: reference(listMetaName),
      status: text('`Success` or `Failure`.'),
      message: text('What went wrong, for people.'),
      reason: text('What went wrong, as one word for machines.'),
      details: { type: 'object', description: 'What it was about, and which fields were wrong.' },
      code: integer('The HTTP status.'),
    },
  },
};
