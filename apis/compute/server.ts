import { Type } from 'typebox';
import {
  conditionsSchema,
  defineKind,
  effect,
  effectKeyword,
  objectName,
  oneOf,
  strictObject,
  stringMap,
  type EffectClass,
  type Fields,
} from '../machinery/kind.ts';
import type { StatusCause } from '../machinery/errors.ts';
import type { ApiObject, Resource } from '../machinery/object-meta.ts';
import { samePlain } from '../machinery/plain-value.ts';
import { computeGroup, computeVersion } from './group.ts';

/** The object name rule of RFC 1123, which host names follow too. */
const labelPattern = '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$';

const serverSpec = strictObject(
  {
    flavor: objectName({ ...effect('forbidden'), description: 'Name of the Flavor that sizes this server.' }),
    image: objectName({
      ...effect('forbidden'),
      description: 'Name of the Image to boot, looked up in the own namespace and then in `public`.',
    }),
    keyPair: Type.Optional(objectName({ ...effect('forbidden'), description: 'Name of the KeyPair whose public key the guest gets.' })),
    userData: Type.Optional(
      strictObject(
        {
          secretName: objectName({ description: 'Name of the Secret in the own namespace.' }),
          key: Type.String({ minLength: 1, default: 'userData', description: 'Key in that Secret.' }),
        },
        { ...effect('forbidden'), description: 'What the guest runs at its first boot; at most 65,535 bytes.' },
      ),
    ),
    hostname: Type.Optional(
      Type.String({
        pattern: labelPattern,
        ...effect('forbidden'),
        description: 'Host name inside the guest; the name of the server if absent.',
      }),
    ),
    description: Type.Optional(Type.String({ maxLength: 255, ...effect('none'), description: 'Words for people.' })),
    metadata: Type.Optional(
      stringMap({ ...effect('none'), description: 'Pairs that the guest finds in its metadata when it is next created.' }),
    ),
    power: oneOf(['Running', 'Stopped'], {
      default: 'Running',
      ...effect('live'),
      description: 'Whether the server is to run.',
    }),
    runPolicy: oneOf(['Always', 'RerunOnFailure', 'Manual'], {
      default: 'RerunOnFailure',
      ...effect('live'),
      description:
        'What to do when the guest ends although it should run: start it again always, only after a crash, or never. A power change starts it in any case.',
    }),
    placement: Type.Optional(
      strictObject(
        {
          zone: Type.Optional(Type.String({ minLength: 1, description: 'Only hosts of this availability zone.' })),
          requiredTraits: Type.Optional(Type.Array(Type.String(), { description: 'Only hosts with all of these traits.' })),
          forbiddenTraits: Type.Optional(Type.Array(Type.String(), { description: 'No host with any of these traits.' })),
          serverGroup: Type.Optional(objectName({ description: 'Name of the ServerGroup this server belongs to.' })),
        },
        { ...effect('forbidden'), description: 'Wishes for the choice of the host.' },
      ),
    ),
  },
  { description: 'What the server is to be.' },
);

const serverStatus = strictObject(
  {
    observedGeneration: Type.Optional(Type.Integer({ description: 'The generation that this status speaks of.' })),
    phase: Type.Optional(
      oneOf(['Pending', 'Starting', 'Running', 'Stopping', 'Stopped', 'Failed', 'Unknown', 'Terminating'], {
        description: 'One word for people, derived from the rest. Conditions are for machines.',
      }),
    ),
    conditions: Type.Optional(conditionsSchema),
    epoch: Type.Optional(Type.Integer({ minimum: 1, description: 'Number of the newest incarnation; each new one gets the next.' })),
    instance: Type.Optional(Type.String({ description: 'Name of the incarnation that holds the right to run.' })),
    hostID: Type.Optional(
      Type.String({ description: 'A hash of project and host: equal for servers of one project on one host, and nothing more.' }),
    ),
    zone: Type.Optional(Type.String({ description: 'The availability zone of the host.' })),
    resources: Type.Optional(
      strictObject(
        { vcpus: Type.Integer(), memoryMiB: Type.Integer(), diskGiB: Type.Integer() },
        { description: 'The size as placed; it is what quota counts.' },
      ),
    ),
    imageSHA256: Type.Optional(
      Type.String({ description: 'Checksum of the image (of its kernel, for a kernel image) that the server was created from.' }),
    ),
    addresses: Type.Optional(
      Type.Array(strictObject({ macAddress: Type.String(), ipAddress: Type.Optional(Type.String()) }), {
        description: 'How the guest is reached.',
      }),
    ),
    launchedAt: Type.Optional(Type.String({ format: 'date-time', description: 'When the guest first ran.' })),
    restartCount: Type.Optional(Type.Integer({ description: 'How often the run policy started the guest again.' })),
    lastActionUID: Type.Optional(Type.String({ description: 'The newest ServerAction that was handed down.' })),
  },
  { description: 'What is known of the server.' },
);

/** The finalizer that keeps a Server until its Instances are gone. */
export const serverFinalizer = 'compute.tycho.dev/instances';

/** Durable intent: what a user wants to have running, wherever that may be. */
export const serverKind = defineKind({
  group: computeGroup,
  version: computeVersion,
  kind: 'Server',
  plural: 'servers',
  shortNames: ['srv'],
  categories: ['all', 'tycho'],
  scope: 'Namespaced',
  nameFormat: 'Label',
  description: 'A server on demand: its size, image, network and power, wherever it may run.',
  fields: strictObject({ spec: serverSpec, status: Type.Optional(serverStatus) }),
  finalizers: [serverFinalizer],
  validate: validateServer,
  columns: [
    { name: 'Status', type: 'string', path: '.status.phase', description: 'One word for the state.', priority: 0 },
    { name: 'Power', type: 'string', path: '.spec.power', description: 'The power that is wished for.', priority: 0 },
    { name: 'Flavor', type: 'string', path: '.spec.flavor', description: 'The size.', priority: 0 },
    { name: 'Image', type: 'string', path: '.spec.image', description: 'The image.', priority: 0 },
    { name: 'Address', type: 'string', path: '.status.addresses[0].ipAddress', description: 'The first address.', priority: 0 },
    { name: 'Zone', type: 'string', path: '.status.zone', description: 'The availability zone.', priority: 1 },
    { name: 'Restarts', type: 'integer', path: '.status.restartCount', description: 'Starts by the run policy.', priority: 1 },
  ],
});

export type ServerSpec = Fields<typeof serverSpec>;
export type ServerStatus = Fields<typeof serverStatus>;
export type Server = Resource<ServerSpec, ServerStatus>;

/** Fields of the spec that no change may touch, by their effect class. */
const frozenFields = Object.entries(serverSpec.properties)
  .filter(([, schema]) => (schema as { readonly [effectKeyword]?: EffectClass })[effectKeyword] === 'forbidden')
  .map(([field]) => field);

function validateServer(object: ApiObject, previous: ApiObject | undefined): readonly StatusCause[] {
  if (previous === undefined) return [];
  const now = (object as Server).spec as unknown as Record<string, unknown>;
  const before = (previous as Server).spec as unknown as Record<string, unknown>;
  return frozenFields
    .filter((field) => !samePlain(now[field], before[field]))
    .map((field) => ({
      reason: 'FieldValueForbidden',
      message: 'Forbidden: cannot be changed after creation; delete the server and create it again',
      field: `spec.${field}`,
    }));
}
