import { Type } from 'typebox';
import { conditionsSchema, defineKind, oneOf, strictObject, stringMap, type Fields } from '../machinery/kind.ts';
import type { StatusCause } from '../machinery/errors.ts';
import type { ApiObject } from '../machinery/object-meta.ts';
import { samePlain } from '../machinery/plain-value.ts';

/** Kinds of Kubernetes' own that its clients take for granted, with their published shapes. Only the fields that we serve. */

const namespaceFields = strictObject({
  spec: Type.Optional(strictObject({ finalizers: Type.Optional(Type.Array(Type.String())) })),
  status: Type.Optional(
    strictObject({ phase: Type.Optional(oneOf(['Active', 'Terminating'])), conditions: Type.Optional(conditionsSchema) }),
  ),
});

/** Keeps a Namespace until everything in it is gone. */
export const namespaceFinalizer = 'tycho.dev/contents';

/** A project: what belongs together and is deleted together. */
export const namespaceKind = defineKind({
  group: '',
  version: 'v1',
  kind: 'Namespace',
  plural: 'namespaces',
  shortNames: ['ns'],
  scope: 'Cluster',
  nameFormat: 'Label',
  description: 'A project.',
  fields: namespaceFields,
  finalizers: [namespaceFinalizer],
  protobuf: true,
  columns: [
    { name: 'Status', type: 'string', path: '.status.phase', description: 'Active, or Terminating while its contents go.', priority: 0 },
  ],
});

const secretFields = strictObject({
  type: Type.String({ default: 'Opaque' }),
  data: Type.Optional(stringMap({ description: 'Values in base64.' })),
  stringData: Type.Optional(stringMap({ description: 'Values as text; stored in `data`, never read back.' })),
  immutable: Type.Optional(Type.Boolean()),
});

export const secretKind = defineKind({
  group: '',
  version: 'v1',
  kind: 'Secret',
  plural: 'secrets',
  scope: 'Namespaced',
  description: 'Bytes that not everybody may read.',
  fields: secretFields,
  validate: validateData,
  protobuf: true,
  columns: [{ name: 'Type', type: 'string', path: '.type', description: 'What the secret is for.', priority: 0 }],
});

const configMapFields = strictObject({
  data: Type.Optional(stringMap()),
  binaryData: Type.Optional(stringMap()),
  immutable: Type.Optional(Type.Boolean()),
});

export const configMapKind = defineKind({
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  plural: 'configmaps',
  shortNames: ['cm'],
  scope: 'Namespaced',
  description: 'Settings.',
  fields: configMapFields,
  validate: validateData,
  protobuf: true,
});

/** Schema of a reference to any object, as Events have it. */
export const objectReference = strictObject({
  kind: Type.Optional(Type.String()),
  namespace: Type.Optional(Type.String()),
  name: Type.Optional(Type.String()),
  uid: Type.Optional(Type.String()),
  apiVersion: Type.Optional(Type.String()),
  resourceVersion: Type.Optional(Type.String()),
  fieldPath: Type.Optional(Type.String()),
});

const eventFields = strictObject({
  involvedObject: objectReference,
  reason: Type.Optional(Type.String()),
  message: Type.Optional(Type.String()),
  type: Type.Optional(Type.String()),
  source: Type.Optional(strictObject({ component: Type.Optional(Type.String()), host: Type.Optional(Type.String()) })),
  firstTimestamp: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  lastTimestamp: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  count: Type.Optional(Type.Integer()),
  eventTime: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  action: Type.Optional(Type.String()),
  related: Type.Optional(objectReference),
  reportingComponent: Type.Optional(Type.String()),
  reportingInstance: Type.Optional(Type.String()),
  series: Type.Optional(strictObject({ count: Type.Optional(Type.Integer()), lastObservedTime: Type.Optional(Type.String()) })),
});

/** Something that happened. Goes by itself after an hour. */
export const eventKind = defineKind({
  group: '',
  version: 'v1',
  kind: 'Event',
  plural: 'events',
  shortNames: ['ev'],
  scope: 'Namespaced',
  description: 'Something that happened.',
  fields: eventFields,
  protobuf: true,
  fieldOwnersSince: 'FirstApply',
  columns: [
    { name: 'Last Seen', type: 'date', path: '.lastTimestamp', description: 'When it last happened.', priority: 0 },
    { name: 'Type', type: 'string', path: '.type', description: 'Normal or Warning.', priority: 0 },
    { name: 'Reason', type: 'string', path: '.reason', description: 'One word.', priority: 0 },
    { name: 'Object', type: 'string', path: '.involvedObject.name', description: 'To what.', priority: 0 },
    { name: 'Message', type: 'string', path: '.message', description: 'One sentence.', priority: 0 },
  ],
});

/** How long an Event is kept, in seconds. */
export const eventTimeToLiveSeconds = 3600;

const leaseFields = strictObject({
  spec: Type.Optional(
    strictObject({
      holderIdentity: Type.Optional(Type.String()),
      leaseDurationSeconds: Type.Optional(Type.Integer()),
      acquireTime: Type.Optional(Type.String()),
      renewTime: Type.Optional(Type.String()),
      leaseTransitions: Type.Optional(Type.Integer()),
    }),
  ),
});

export const leaseKind = defineKind({
  group: 'coordination.k8s.io',
  version: 'v1',
  kind: 'Lease',
  plural: 'leases',
  scope: 'Namespaced',
  description: 'Who holds something, and until when.',
  fields: leaseFields,
  protobuf: true,
  fieldOwnersSince: 'FirstApply',
  columns: [{ name: 'Holder', type: 'string', path: '.spec.holderIdentity', description: 'Who holds it.', priority: 0 }],
});

export type Namespace = ApiObject & Fields<typeof namespaceFields>;
export type Secret = ApiObject & Fields<typeof secretFields>;
export type ConfigMap = ApiObject & Fields<typeof configMapFields>;
export type Event = ApiObject & Fields<typeof eventFields>;
export type Lease = ApiObject & Fields<typeof leaseFields>;

interface DataObject extends ApiObject {
  readonly type?: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly binaryData?: Readonly<Record<string, string>>;
  readonly immutable?: boolean;
}

/** Kubernetes' rules for Secrets and ConfigMaps: keys that can be file names, bytes in base64, and what `immutable` and `type` freeze. */
function validateData(object: ApiObject, previous: ApiObject | undefined): readonly StatusCause[] {
  const now = object as DataObject;
  const bytesField = now.kind === 'Secret' ? 'data' : 'binaryData';
  const causes: StatusCause[] = [];
  for (const field of ['data', 'binaryData'] as const) {
    for (const [key, value] of Object.entries(now[field] ?? {})) {
      if (!/^[-._a-zA-Z0-9]{1,253}$/.test(key) || key === '.' || key === '..') {
        causes.push({
          reason: 'FieldValueInvalid',
          message: `Invalid value: ${JSON.stringify(key)}: must be letters, digits, '-', '_' or '.'`,
          field: `${field}[${key}]`,
        });
      }
      if (field === bytesField && !isBase64(value)) {
        causes.push({
          reason: 'FieldValueInvalid',
          message: 'Invalid value: not in base64 (use stringData for text)',
          field: `${field}[${key}]`,
        });
      }
    }
  }
  return previous === undefined ? causes : [...causes, ...frozenCauses(now, previous)];
}

function frozenCauses(now: DataObject, before: DataObject): readonly StatusCause[] {
  const forbidden = (field: string, message: string): StatusCause => ({
    reason: 'FieldValueForbidden',
    message: `Forbidden: ${message}`,
    field,
  });
  const causes = now.type === before.type ? [] : [forbidden('type', 'cannot be changed; create another')];
  if (before.immutable !== true) return causes;
  if (now.immutable !== true) causes.push(forbidden('immutable', 'field is immutable when `immutable` is set'));
  for (const field of ['data', 'binaryData'] as const) {
    if (!samePlain(now[field] ?? {}, before[field] ?? {})) causes.push(forbidden(field, 'field is immutable when `immutable` is set'));
  }
  return causes;
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}
