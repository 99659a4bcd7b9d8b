import { Type } from 'typebox';
import { conditionsSchema, createdBySchema, defineKind, objectName, oneOf, strictObject, type Fields } from '../machinery/kind.ts';
import type { StatusCause } from '../machinery/errors.ts';
import type { ApiObject, Resource } from '../machinery/object-meta.ts';
import { samePlain } from '../machinery/plain-value.ts';
import { computeGroup, computeVersion } from './group.ts';

/** All that can be done to a server once. */
export const serverActionTypes = [
  'Reboot',
  'Snapshot',
  'Backup',
  'Rebuild',
  'Reset',
  'CrashDump',
  'SetPassword',
  'ConfirmResize',
  'MigrateCold',
  'MigrateLive',
  'ForceMigration',
  'AbortMigration',
  'RevertMigration',
  'Restore',
  'Record',
] as const;

function imageUID() {
  return Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 63,
      description:
        'The uid of that Image where it is there already: made with `upload.server`, it gets the disk, and goes if this fails. Absent: the image is made when the disk is saved.',
    }),
  );
}

const serverActionSpec = strictObject(
  {
    server: objectName({ description: 'Name of the Server in the own namespace.' }),
    type: oneOf(serverActionTypes, {
      description:
        'What to do, once. Rebuild makes the root disk anew from the same image. Reset ends the waiting after a failure and tries again now. CrashDump interrupts the kernel of the guest. ConfirmResize lets go of what a resize or cold migration kept. MigrateLive brings a server to another host while it runs; ForceMigration has it stand still until it is there, and AbortMigration has it stay, as long as it has not left. RevertMigration goes back to what a cold migration kept; a resize is reverted by setting the flavor back. Restore takes back the deletion of a server within its window. Record does nothing: it notes that somebody has changed the server by its spec, and ends when that has come true.',
    }),
    snapshot: Type.Optional(
      strictObject(
        { image: objectName({ description: 'Name of the Image to make, in the own namespace.' }), imageUID: imageUID() },
        { description: 'For Snapshot.' },
      ),
    ),
    backup: Type.Optional(
      strictObject(
        {
          image: objectName({ description: 'Name of the Image to make, in the own namespace.' }),
          imageUID: imageUID(),
          series: Type.String({ minLength: 1, maxLength: 63, description: 'Backups of one series replace each other, as `daily`.' }),
          rotation: Type.Integer({
            minimum: 0,
            maximum: 1000,
            description: 'How many of the series are kept, this one included; the oldest go.',
          }),
        },
        { description: 'For Backup.' },
      ),
    ),
    record: Type.Optional(
      strictObject(
        {
          action: Type.String({ minLength: 1, maxLength: 255, description: 'What was done, in the words of the client, as `stop`.' }),
          startedAt: Type.Optional(
            Type.String({ format: 'date-time', description: 'When; the moment at which this was made, if absent.' }),
          ),
          finishedAt: Type.Optional(Type.String({ format: 'date-time', description: 'When that was over, if it is already.' })),
          generation: Type.Optional(
            Type.Integer({
              minimum: 1,
              description:
                'The generation of the server that the change made: the record ends when the server is as that generation declares, or cannot come to be. Absent: the record ends at once.',
            }),
          ),
        },
        { description: 'For Record.' },
      ),
    ),
    requestID: Type.Optional(
      Type.String({ minLength: 1, maxLength: 128, description: 'By which a client knows the request that led to this.' }),
    ),
    setPassword: Type.Optional(
      strictObject(
        {
          user: Type.String({ minLength: 1, maxLength: 32, default: 'root', description: 'A user inside the guest.' }),
          secretName: objectName({ description: 'Name of the Secret in the own namespace.' }),
          key: Type.String({ minLength: 1, default: 'password', description: 'Key in that Secret.' }),
        },
        { description: 'For SetPassword.' },
      ),
    ),
    migrateLive: Type.Optional(
      strictObject(
        {
          mebibytesPerSecond: Type.Optional(
            Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'Most that is sent; absent: what the hosts allow.' }),
          ),
          downtimeMilliseconds: Type.Optional(
            Type.Integer({
              minimum: 1,
              maximum: 60_000,
              description: 'How long the server may stand still at the end, as far as that can be foreseen; 300 if absent.',
            }),
          ),
          autoConverge: Type.Optional(
            Type.Boolean({ description: 'Whether a server that writes faster than it can be sent is slowed down; true if absent.' }),
          ),
          timeoutSeconds: Type.Optional(
            Type.Integer({ minimum: 10, maximum: 86_400, description: 'After so long it is given up, or forced; 3600 if absent.' }),
          ),
          onTimeout: Type.Optional(
            oneOf(['Abort', 'Force'], { description: 'Abort (if absent): it stays. Force: it stands still until it is there.' }),
          ),
        },
        { description: 'For MigrateLive.' },
      ),
    ),
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
  createdBy: createdBySchema,
  serverUID: Type.Optional(
    Type.String({ description: 'The server that it was made for: of that name when this was made, or was first looked at.' }),
  ),
  startedAt: Type.Optional(Type.String({ format: 'date-time' })),
  finishedAt: Type.Optional(Type.String({ format: 'date-time' })),
  message: Type.Optional(Type.String({ description: 'The outcome in one sentence.' })),
  image: Type.Optional(Type.String({ description: 'Name of the Image that was made.' })),
  events: Type.Optional(
    Type.Array(
      strictObject({
        name: Type.String({ description: 'What was done, as `SaveDisk`.' }),
        startedAt: Type.String({ format: 'date-time' }),
        finishedAt: Type.Optional(Type.String({ format: 'date-time' })),
        result: Type.Optional(oneOf(['Succeeded', 'Failed'])),
        message: Type.Optional(Type.String()),
      }),
      { maxItems: 32, description: 'The steps, in order. They are kept with the action when the server is gone.' },
    ),
  ),
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
  rules: [
    '`snapshot`, `backup`, `setPassword` and `record` are there if and only if `type` is that; `reboot` goes with the type `Reboot` alone, and `migrateLive` with `MigrateLive`.',
    '`spec` cannot be changed.',
  ],
  validate: validateServerAction,
  columns: [
    { name: 'Server', type: 'string', path: '.spec.server', description: 'The server.', priority: 0 },
    { name: 'Type', type: 'string', path: '.spec.type', description: 'What to do.', priority: 0 },
    { name: 'Status', type: 'string', path: '.status.phase', description: 'How far it is.', priority: 0 },
  ],
});

export type ServerActionSpec = Fields<typeof serverActionSpec>;
export type ServerActionStatus = Fields<typeof serverActionStatus>;
export type ServerAction = Resource<ServerActionSpec, ServerActionStatus>;

/** The field that holds the details of a type, and whether it must be there. */
const detailFields: Readonly<Partial<Record<ServerActionSpec['type'], Detail>>> = {
  Reboot: { field: 'reboot', isRequired: false },
  Snapshot: { field: 'snapshot', isRequired: true },
  Backup: { field: 'backup', isRequired: true },
  SetPassword: { field: 'setPassword', isRequired: true },
  MigrateLive: { field: 'migrateLive', isRequired: false },
  Record: { field: 'record', isRequired: true },
};

interface Detail {
  readonly field: 'reboot' | 'snapshot' | 'backup' | 'setPassword' | 'migrateLive' | 'record';
  readonly isRequired: boolean;
}

function validateServerAction(object: ApiObject, previous: ApiObject | undefined): readonly StatusCause[] {
  const { spec } = object as ServerAction;
  if (previous !== undefined) {
    return samePlain((previous as ServerAction).spec, spec)
      ? []
      : [{ reason: 'FieldValueForbidden', message: 'Forbidden: an action is done once; create another', field: 'spec' }];
  }
  const own = detailFields[spec.type];
  const foreign = Object.values(detailFields).filter(({ field }) => field !== own?.field && spec[field] !== undefined);
  return [
    ...(own?.isRequired === true && spec[own.field] === undefined
      ? [{ reason: 'FieldValueRequired', message: `Required value: the type ${spec.type} needs it`, field: `spec.${own.field}` }]
      : []),
    ...foreign.map(({ field }) => ({
      reason: 'FieldValueForbidden',
      message: `Forbidden: the type ${spec.type} does not take it`,
      field: `spec.${field}`,
    })),
  ];
}

/** The name of the record of how a server came to be or went: whoever notes it, it is one. */
export function endRecordName({ name, uid }: { readonly name: string; readonly uid: string }, action: 'create' | 'delete'): string {
  return `${name}-record-${action}-${uid.slice(0, 8)}`;
}

/** When a server came to be, as a record of it says it. */
export function creationRecord({ metadata, status }: Born): NonNullable<ServerActionSpec['record']> {
  const { creationTimestamp } = metadata;
  return { action: 'create', startedAt: creationTimestamp, finishedAt: status?.launchedAt ?? creationTimestamp };
}

/** What of a Server that takes. */
interface Born {
  readonly metadata: { readonly creationTimestamp: string };
  readonly status?: { readonly launchedAt?: string } | undefined;
}
