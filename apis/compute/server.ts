import { isIPv4, isIPv6 } from 'node:net';
import { Type } from 'typebox';
import {
  conditionsSchema,
  createdBySchema,
  defineKind,
  displayName,
  effect,
  effectKeyword,
  objectName,
  oneOf,
  setOf,
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
    displayName: displayName({
      ...effect('live'),
      description:
        'What people call it, in any words; the name of the object if absent. The guest finds it as its name: at once in the metadata service, at the next start on the config drive. Its host name is another matter.',
    }),
    flavor: objectName({
      ...effect('replace'),
      description:
        'Name of the Flavor that sizes this server. Changing it resizes: the server is stopped, and goes on with its disk and its addresses in the new size, perhaps on another host; the old incarnation is kept until that is confirmed. Changing it back before reverts.',
    }),
    image: Type.Optional(
      objectName({
        ...effect('rebuild'),
        description:
          'Name of the Image to boot, looked up in the own namespace and then in `public`. Changing it rebuilds: the root disk is made anew from it, and everything else stays. Absent only with bootVolume.',
      }),
    ),
    bootVolume: Type.Optional(
      objectName({ ...effect('forbidden'), description: 'Name of the Volume that is the root disk, instead of one made from an image.' }),
    ),
    keyPair: Type.Optional(
      objectName({
        ...effect('live'),
        description:
          'Name of the KeyPair whose public key the guest gets. The guest finds another one in its metadata, and takes it when its disk is new: after the next rebuild.',
      }),
    ),
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
        ...effect('live'),
        description:
          'Host name inside the guest; the name of the server if absent. A change is seen by the metadata service at once and on the config drive at the next start.',
      }),
    ),
    description: Type.Optional(Type.String({ maxLength: 255, ...effect('none'), description: 'Words for people.' })),
    metadata: Type.Optional(
      stringMap({
        ...effect('live'),
        description: 'Pairs that the guest finds in its metadata: at once in the metadata service, at the next start on the config drive.',
      }),
    ),
    tags: Type.Optional(
      setOf(Type.String({ minLength: 1, maxLength: 60, pattern: '^[^/,]+$' }), {
        maxItems: 50,
        uniqueItems: true,
        ...effect('none'),
        description: 'Words to find the server by.',
      }),
    ),
    configDrive: Type.Optional(
      Type.Boolean({
        ...effect('forbidden'),
        description: 'False leaves the config drive out; then the guest has the metadata service alone. True or absent: it has both.',
      }),
    ),
    accessAddresses: Type.Optional(
      strictObject(
        {
          ipv4: Type.Optional(Type.String({ maxLength: 15, description: 'An IPv4 address.' })),
          ipv6: Type.Optional(Type.String({ maxLength: 45, description: 'An IPv6 address.' })),
        },
        {
          ...effect('none'),
          description: 'Where people are told to reach the server, by way of what stands before it. Nothing is done with it.',
        },
      ),
    ),
    networks: Type.Optional(
      Type.Array(
        strictObject({
          network: Type.Optional(
            objectName({
              description: 'Name of a Network in the own namespace, or else in `public`: the server gets a Port of its own there.',
            }),
          ),
          port: Type.Optional(objectName({ description: 'Name of a Port in the own namespace; it outlives the server.' })),
          ipAddress: Type.Optional(
            Type.String({ description: 'The address that the Port is to get; any free one if absent. Only with `network`.' }),
          ),
          tag: Type.Optional(
            Type.String({ minLength: 1, maxLength: 60, pattern: '^[^/,]+$', description: 'How the guest finds the card in its metadata.' }),
          ),
        }),
        {
          maxItems: 8,
          ...effect('live'),
          description:
            'What the server is plugged into, in the order of its network cards. Absent: the network `default`, where there is one when the server is first placed. Empty: nothing.',
        },
      ),
    ),
    rescue: Type.Optional(
      strictObject(
        { image: Type.Optional(objectName({ description: 'Name of the Image to boot instead; that of the server if absent.' })) },
        {
          ...effect('restart'),
          description: 'While this is here, the server is booted from a rescue image with its own root disk attached as the second.',
        },
      ),
    ),
    resize: Type.Optional(
      strictObject(
        {
          autoConfirmSeconds: Type.Optional(
            Type.Integer({
              minimum: 0,
              description:
                'Confirms a resize or a cold migration so long after the server runs again; absent: it waits for a ConfirmResize.',
            }),
          ),
        },
        { ...effect('none'), description: 'How resizes and cold migrations end.' },
      ),
    ),
    lock: Type.Optional(
      strictObject(
        {
          reason: Type.Optional(Type.String({ maxLength: 255, description: 'Words for people.' })),
          owner: Type.Optional(
            oneOf(['Member', 'Admin'], {
              description: 'Who may unlock it: any member of the project, or only who runs the cloud. Absent: Member.',
            }),
          ),
        },
        { ...effect('none'), description: 'While this is here, clients made for people refuse to change or delete the server.' },
      ),
    ),
    deletionProtection: Type.Optional(
      Type.Boolean({ ...effect('none'), description: 'While true, the api-server refuses to delete the server.' }),
    ),
    softDeleteSeconds: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 31_536_000,
        ...effect('none'),
        description: 'How long a deleted server is kept, stopped, so that a Restore can bring it back. Absent: it is gone at once.',
      }),
    ),
    power: oneOf(['Running', 'Stopped', 'Paused', 'Suspended', 'Shelved'], {
      default: 'Running',
      ...effect('live'),
      description:
        'Running; Stopped: no process, disk kept on its host. Paused: processors stand still, memory kept. Suspended: memory on the disk of its host, no process. Shelved: disk kept as an image, nothing left on a host.',
    }),
    runPolicy: oneOf(['Always', 'RerunOnFailure', 'Manual'], {
      default: 'RerunOnFailure',
      ...effect('live'),
      description:
        'What to do when the guest ends although it should run: start it again always, only after a crash, or never. A power change starts it in any case.',
    }),
    driftPolicy: Type.Optional(
      oneOf(['Ignore', 'Report', 'Heal'], {
        ...effect('none'),
        description:
          'What to do when somebody changed the guest on its host: paused or started it, or unplugged a card or a disk. Heal: undo it and say so in the condition Drifted. Report: only say so. Ignore: neither. Absent: Heal. A guest that ended is the run policy’s business.',
      }),
    ),
    destination: Type.Optional(
      strictObject(
        {
          epoch: Type.Integer({
            minimum: 1,
            description: 'Number of the incarnation that is to go there: one more than `status.epoch`, or 1.',
          }),
          hostID: Type.String({
            pattern: '^[0-9a-f]{56}$',
            description:
              'The host, as `status.hostID` tells it: the SHA-224 of the namespace and the uid of the Host, one behind the other.',
          }),
        },
        {
          ...effect('none'),
          description:
            'Where one incarnation of the server goes, and nowhere else: for operators, by the right to `place` servers. It says nothing of the one that is there, nor of those that come after.',
        },
      ),
    ),
    placement: Type.Optional(
      strictObject(
        {
          zone: Type.Optional(
            Type.String({
              minLength: 1,
              description: 'Only hosts of this availability zone. It holds at every move; absent, the server may go to any.',
            }),
          ),
          requiredTraits: Type.Optional(setOf(Type.String(), { description: 'Only hosts with all of these traits.' })),
          forbiddenTraits: Type.Optional(setOf(Type.String(), { description: 'No host with any of these traits.' })),
          serverGroup: Type.Optional(objectName({ description: 'Name of the ServerGroup this server belongs to.' })),
          differentHostFrom: Type.Optional(
            setOf(objectName(), {
              maxItems: 64,
              description: 'Names of servers of this project: no host that one of them is on, when this one is placed.',
            }),
          ),
          sameHostAs: Type.Optional(
            setOf(objectName(), {
              minItems: 1,
              maxItems: 64,
              description: 'Names of servers of this project: only a host that one of them is on, when this one is placed.',
            }),
          ),
        },
        { ...effect('forbidden'), description: 'Wishes for the choice of the host.' },
      ),
    ),
  },
  { description: 'What the server is to be.' },
);

/** A size, as it was when it was looked at: flavors can be edited and deleted. */
const sizeFields = {
  flavor: Type.Optional(Type.String({ description: 'Name of the flavor; absent if an early release wrote this.' })),
  flavorID: Type.Optional(
    Type.String({ description: 'The id of that flavor, if it says one: clients of OpenStack are told it when the flavor is gone.' }),
  ),
  vcpus: Type.Integer(),
  memoryMiB: Type.Integer(),
  diskGiB: Type.Integer({ description: 'Root, ephemeral and swap disk together.' }),
  ephemeralGiB: Type.Optional(Type.Integer()),
  swapMiB: Type.Optional(Type.Integer()),
  classes: Type.Optional(
    Type.Unsafe<Record<string, number>>({
      type: 'object',
      additionalProperties: { type: 'integer' },
      description: 'What the flavor asks for of resource classes, by their names.',
    }),
  ),
};

const serverStatus = strictObject(
  {
    observedGeneration: Type.Optional(Type.Integer({ description: 'The generation that this status speaks of.' })),
    createdBy: createdBySchema,
    phase: Type.Optional(
      oneOf(
        [
          'Pending',
          'Starting',
          'Running',
          'Stopping',
          'Stopped',
          'Failed',
          'Unknown',
          'Terminating',
          'Pausing',
          'Paused',
          'Suspending',
          'Suspended',
          'Shelving',
          'Shelved',
          'Resizing',
          'VerifyResize',
          'Rebuilding',
          'Rescued',
          'SoftDeleted',
        ],
        { description: 'One word for people, derived from the rest. Conditions are for machines.' },
      ),
    ),
    conditions: Type.Optional(conditionsSchema),
    epoch: Type.Optional(Type.Integer({ minimum: 1, description: 'Number of the newest incarnation; each new one gets the next.' })),
    instance: Type.Optional(Type.String({ description: 'Name of the incarnation that holds the right to run.' })),
    hostID: Type.Optional(
      Type.String({ description: 'A hash of project and host: equal for servers of one project on one host, and nothing more.' }),
    ),
    zone: Type.Optional(Type.String({ description: 'The availability zone of the host.' })),
    resources: Type.Optional(strictObject(sizeFields, { description: 'The size as placed; quotas count it.' })),
    requestedResources: Type.Optional(
      strictObject(
        { ...sizeFields, requestedBy: Type.Optional(Type.String({ description: 'The user who named it.' })) },
        {
          description:
            'The size that spec.flavor had when it was named, while no incarnation has it yet; quotas count the larger. Absent if there was no such flavor: then the size counts from its placement.',
        },
      ),
    ),
    imageSHA256: Type.Optional(
      Type.String({ description: 'Checksum of the image (of its kernel, for a kernel image) that the server was created from.' }),
    ),
    addresses: Type.Optional(
      Type.Array(
        strictObject({
          macAddress: Type.String(),
          ipAddress: Type.Optional(Type.String()),
          network: Type.Optional(Type.String({ description: 'Name of the Network.' })),
          port: Type.Optional(Type.String({ description: 'Name of the Port.' })),
        }),
        { description: 'How the guest is reached.' },
      ),
    ),
    savedImage: Type.Optional(
      Type.String({ description: 'Name of the Image that holds the root disk while no host does; the next incarnation starts from it.' }),
    ),
    resize: Type.Optional(
      strictObject(
        {
          keptInstance: Type.String({ description: 'The incarnation that is kept until the change is confirmed or reverted.' }),
          previousFlavor: Type.String({ description: 'Set spec.flavor to it to revert a resize.' }),
          actionUID: Type.Optional(
            Type.String({
              description: 'The MigrateCold that asked for it, which a RevertMigration reverts; absent: a change of spec.flavor did.',
            }),
          ),
          previousResources: Type.Optional(
            strictObject(sizeFields, {
              description: "The size of the incarnation that is kept; it stays the project's, so that going back needs no quota.",
            }),
          ),
          revertedEpoch: Type.Optional(
            Type.Integer({
              minimum: 1,
              description:
                'Number of the incarnation that was given up: the server is on its way back. The next one is placed on the host of the kept one, where that takes it.',
            }),
          ),
          runningSince: Type.Optional(
            Type.String({ format: 'date-time', description: 'When the server ran again; the window for confirming begins.' }),
          ),
        },
        { description: 'A resize or cold migration that is not confirmed yet.' },
      ),
    ),
    move: Type.Optional(
      strictObject(
        {
          actionUID: Type.String({ description: 'The MigrateLive that asked for it.' }),
          source: strictObject({ instance: Type.String(), uid: Type.String() }, { description: 'The incarnation that it leaves.' }),
          destination: Type.Optional(Type.String({ description: 'Name of the incarnation that it goes to, once it has a host.' })),
          startedAt: Type.String({ format: 'date-time' }),
          failure: Type.Optional(
            Type.String({ description: 'Why it is given up; from here on nothing comes of it, unless it has left already.' }),
          ),
        },
        { description: 'A move to another host while it runs.' },
      ),
    ),
    volumes: Type.Optional(
      Type.Array(strictObject({ volume: Type.String(), attachment: Type.String(), device: Type.Optional(Type.String()) }), {
        description: 'What is attached.',
      }),
    ),
    encryptedPassword: Type.Optional(
      Type.String({
        maxLength: 4096,
        description: 'What the guest posted to its metadata service: its password, encrypted for the key pair.',
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

/** Fields of the spec that no change may touch, by their effect class. */
const frozenFields = Object.entries(serverSpec.properties)
  .filter(([, schema]) => (schema as { readonly [effectKeyword]?: EffectClass })[effectKeyword] === 'forbidden')
  .map(([field]) => field);

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
  rules: [
    'It names an `image` or a `bootVolume`.',
    '`accessAddresses.ipv4` and `.ipv6` are addresses of their kind.',
    'Each of `networks` names either a `network` or a `port`; an `ipAddress` goes with a `network` alone.',
    `${frozenFields.map((field) => `\`${field}\``).join(', ')}: cannot be changed.`,
  ],
  validate: validateServer,
  deletion: {
    refusal: protectionCauses,
    windowSeconds: (object) => (object as Server).spec.softDeleteSeconds ?? 0,
    isRestorable: true,
  },
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
/** A size of a server, with the resource classes that quotas know. */
export type ServerSize = NonNullable<ServerStatus['resources']>;
export type Server = Resource<ServerSpec, ServerStatus>;

function validateServer(object: ApiObject, previous: ApiObject | undefined): readonly StatusCause[] {
  const { spec } = object as Server;
  const causes = [...rootDiskCauses(spec), ...networkCauses(spec), ...accessCauses(spec)];
  if (previous === undefined) return causes;
  const now = (object as Server).spec as unknown as Record<string, unknown>;
  const before = (previous as Server).spec as unknown as Record<string, unknown>;
  const frozen = frozenFields
    .filter((field) => !samePlain(now[field], before[field]))
    .map((field) => ({
      reason: 'FieldValueForbidden',
      message: 'Forbidden: cannot be changed after creation; delete the server and create it again',
      field: `spec.${field}`,
    }));
  return [...causes, ...frozen];
}

function protectionCauses(object: ApiObject): readonly StatusCause[] {
  if ((object as Server).spec.deletionProtection !== true) return [];
  const message = 'Forbidden: the server is protected; set it to false to delete it';
  return [{ reason: 'FieldValueForbidden', message, field: 'spec.deletionProtection' }];
}

function rootDiskCauses(spec: ServerSpec): readonly StatusCause[] {
  if (spec.image !== undefined || spec.bootVolume !== undefined) return [];
  return [{ reason: 'FieldValueRequired', message: 'Required value: name an image, or a bootVolume', field: 'spec.image' }];
}

function networkCauses({ networks = [] }: ServerSpec): readonly StatusCause[] {
  return networks.flatMap(({ network, port, ipAddress }, index): StatusCause[] => {
    const field = `spec.networks[${index}]`;
    if ((network === undefined) === (port === undefined))
      return [{ reason: 'FieldValueInvalid', message: 'Invalid value: name either a network or a port', field }];
    return port !== undefined && ipAddress !== undefined
      ? [{ reason: 'FieldValueForbidden', message: 'Forbidden: a port has its addresses already', field: `${field}.ipAddress` }]
      : [];
  });
}

function accessCauses({ accessAddresses: { ipv4, ipv6 } = {} }: ServerSpec): readonly StatusCause[] {
  const fault = (family: 4 | 6): StatusCause => ({
    reason: 'FieldValueInvalid',
    message: `Invalid value: must be an IPv${family} address`,
    field: `spec.accessAddresses.ipv${family}`,
  });
  return [
    ...(ipv4 !== undefined && !isIPv4(ipv4) ? [fault(4)] : []),
    // A zone says something on one machine alone.
    ...(ipv6 !== undefined && (!isIPv6(ipv6) || ipv6.includes('%')) ? [fault(6)] : []),
  ];
}
