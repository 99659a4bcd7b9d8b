import { Type } from 'typebox';
import { conditionsSchema, defineKind, oneOf, strictObject, stringMap, type Fields } from '../machinery/kind.ts';
import type { Resource } from '../machinery/object-meta.ts';
import { infrastructureGroup, infrastructureVersion } from './group.ts';
import { resolvedImage } from './resolved-image.ts';

const amounts = strictObject({
  vcpus: Type.Integer({ minimum: 0 }),
  memoryMiB: Type.Integer({ minimum: 0 }),
  diskGiB: Type.Integer({ minimum: 0 }),
});

const address = strictObject({
  ipAddress: Type.String(),
  prefixLength: Type.Integer({ minimum: 0, maximum: 128 }),
  gateway: Type.Optional(Type.String()),
});

const machinePort = strictObject(
  {
    uid: Type.String(),
    name: Type.String(),
    macAddress: Type.String(),
    addresses: Type.Array(address),
    tag: Type.Optional(Type.String()),
    network: strictObject({
      uid: Type.String(),
      name: Type.String(),
      vni: Type.Integer(),
      cidr: Type.String(),
      gateway: Type.Optional(Type.String()),
      nameServers: Type.Array(Type.String()),
      mtu: Type.Integer(),
      nat: Type.Boolean(),
    }),
  },
  { description: 'A port with its network, resolved.' },
);

const instanceVolume = strictObject(
  {
    attachment: strictObject({ name: Type.String(), uid: Type.String() }),
    epoch: Type.Integer({ minimum: 1 }),
    volume: strictObject({ name: Type.String(), uid: Type.String() }),
    readOnly: Type.Boolean(),
    shareable: Type.Boolean(),
    serial: Type.String({ description: 'What the guest sees as the serial number of the disk.' }),
    tag: Type.Optional(Type.String()),
  },
  { description: 'A volume that is to be in the guest.' },
);

const machine = strictObject(
  {
    displayName: Type.String({ description: 'What people call the server; the guest finds it as its name.' }),
    hostname: Type.String(),
    flavor: Type.String({ description: 'Name of the flavor at placement.' }),
    vcpus: Type.Integer({ minimum: 1 }),
    memoryMiB: Type.Integer({ minimum: 1 }),
    diskGiB: Type.Integer({ minimum: 0, description: 'Size of the root disk; 0: as large as the image.' }),
    ephemeralGiB: Type.Optional(Type.Integer({ minimum: 1, description: 'Size of the blank disk beside it; absent: there is none.' })),
    swapMiB: Type.Optional(Type.Integer({ minimum: 1, description: 'Size of the disk to swap to; absent: there is none.' })),
    image: resolvedImage,
    builtFrom: Type.Optional(
      strictObject(
        { name: Type.String(), uid: Type.String() },
        { description: 'The image that the user named, where `image` is a saved disk that was once made from it.' },
      ),
    ),
    rescueImage: Type.Optional(resolvedImage),
    firmware: Type.Optional(oneOf(['BIOS', 'UEFI'])),
    tpm: Type.Optional(Type.Boolean()),
    extraSpecs: Type.Optional(stringMap({ description: 'Those of the flavor.' })),
    ports: Type.Optional(
      Type.Array(machinePort, { description: 'Absent: a card that reaches nobody, with `macAddress`. Empty: no card.' }),
    ),
    bootVolumeUID: Type.Optional(Type.String({ description: 'The volume that is the root disk.' })),
    macAddress: Type.String({ description: 'Stable over all incarnations of the server.' }),
    keyPair: Type.Optional(
      strictObject({
        name: Type.String(),
        type: Type.String(),
        publicKey: Type.String(),
        object: Type.Optional(Type.String({ description: 'Name of the KeyPair; absent: release 0.1 did not note it.' })),
      }),
    ),
    userData: Type.Optional(
      strictObject(
        { secretName: Type.String(), key: Type.String() },
        { description: 'By reference: the gateway adds the bytes on the way.' },
      ),
    ),
    metadata: Type.Optional(stringMap()),
    configDrive: Type.Optional(Type.Boolean({ description: 'False: the guest gets none.' })),
    zone: Type.Optional(Type.String()),
  },
  { description: 'The machine with every reference resolved, secrets excepted.' },
);

const explanation = strictObject(
  {
    hostsConsidered: Type.Integer(),
    constraints: Type.Array(
      strictObject({
        name: Type.String(),
        removed: Type.Integer({ description: 'How many of the hosts it ruled out, whatever the others said.' }),
      }),
    ),
    hostsLeft: Type.Integer(),
    score: Type.Number({ description: 'What the weighers gave the chosen host; higher is better.' }),
  },
  { description: 'Why this host.' },
);

const departure = strictObject(
  {
    actionUID: Type.String({ description: 'The MigrateLive that asked for it.' }),
    destination: strictObject(
      { instance: Type.String({ description: 'Name of the Instance there.' }), uid: Type.String() },
      { description: 'Where the guest is to go on. A transfer is known by the uid of that Instance.' },
    ),
    address: Type.Optional(Type.String({ description: 'HOST:PORT where its agent waits; absent: it does not wait yet.' })),
    certificate: Type.Optional(Type.String({ description: 'PEM: what that agent proves itself with, made for this transfer.' })),
    bytesPerSecond: Type.Optional(Type.Integer({ minimum: 1, description: 'Most that is sent.' })),
    downtimeMilliseconds: Type.Optional(Type.Integer({ minimum: 1, description: 'How long the guest may stand still.' })),
    noAutoConverge: Type.Optional(Type.Boolean({ description: 'A guest that writes too fast is not slowed down.' })),
    forced: Type.Optional(Type.Boolean({ description: 'The guest stands still from now on until it is over.' })),
    cancelled: Type.Optional(Type.Boolean({ description: 'It is not to be, if it has not given up its right to run yet.' })),
    mayReturn: Type.Optional(
      Type.Boolean({ description: 'The other incarnation has said for good that it never ran and never will: this one may run again.' }),
    ),
  },
  { description: 'The guest is to go to another host while it runs.' },
);

const arrival = strictObject(
  {
    actionUID: Type.String({ description: 'The MigrateLive that asked for it.' }),
    source: strictObject(
      { instance: Type.String({ description: 'Name of the Instance there.' }), uid: Type.String() },
      { description: 'Where the guest comes from.' },
    ),
    certificate: Type.Optional(Type.String({ description: 'PEM: what the agent there proves itself with, made for this transfer.' })),
    sourceLeft: Type.Optional(Type.Boolean({ description: 'The agent there has given up the right to run, durably.' })),
    cancelled: Type.Optional(Type.Boolean({ description: 'It is not to be, if it has not taken the right to run yet.' })),
  },
  { description: 'The guest comes from another host while it runs: until it has, this incarnation has no right to run.' },
);

const instanceSpec = strictObject({
  server: strictObject({ name: Type.String(), uid: Type.String() }, { description: 'Whose incarnation this is.' }),
  epoch: Type.Integer({ minimum: 1, description: 'Number of this incarnation; the agent refuses an older one.' }),
  host: strictObject({ name: Type.String(), uid: Type.String() }),
  claim: { ...amounts, description: 'What it takes from the host, from now until it is gone.' } as typeof amounts,
  machine,
  power: oneOf(['Running', 'Stopped', 'Paused', 'Suspended', 'Shelved'], {
    description: 'Shelved: stopped for good, its root disk saved to the image store. What was asked for is reported as savedDisk.',
  }),
  runPolicy: oneOf(['Always', 'RerunOnFailure', 'Manual']),
  driftPolicy: Type.Optional(oneOf(['Ignore', 'Report', 'Heal'], { description: 'As in Server.spec; absent: Heal.' })),
  reboot: Type.Optional(
    strictObject(
      { actionUID: Type.String(), mode: oneOf(['Soft', 'Hard']) },
      { description: 'The newest reboot that was asked for; done once per actionUID.' },
    ),
  ),
  action: Type.Optional(
    strictObject(
      {
        uid: Type.String(),
        type: oneOf(['Snapshot', 'Rebuild', 'Reset', 'CrashDump', 'SetPassword']),
        user: Type.Optional(Type.String({ description: 'For SetPassword; the gateway adds the password on the way.' })),
        secret: Type.Optional(strictObject({ secretName: Type.String(), key: Type.String() })),
      },
      { description: 'The newest action that was asked for, reboots excepted; done once per uid.' },
    ),
  ),
  volumes: Type.Optional(Type.Array(instanceVolume)),
  departure: Type.Optional(departure),
  arrival: Type.Optional(arrival),
  powerGeneration: Type.Optional(
    Type.Integer({
      minimum: 1,
      description:
        'The newest generation that is about more than what the guest is told and what is plugged into it (name, host name, metadata, ports, volumes). A guest that ended by itself before it is started again, whatever the run policy. Absent: as if it were the present generation.',
    }),
  ),
  explanation: Type.Optional(explanation),
});

/** A disk that the image store has. */
export const savedDisk = strictObject({
  sha256: Type.String(),
  sizeBytes: Type.Integer(),
  format: oneOf(['Raw', 'Qcow2', 'RootFS']),
  virtualSizeBytes: Type.Integer({ description: 'Least size of a disk that it can be put on; 0 for a root file system.' }),
});

/** How far a guest is that goes to another host while it runs. */
export const transferProgress = strictObject({
  stage: oneOf(['Disks', 'Memory', 'Handover']),
  diskTotalBytes: Type.Integer(),
  diskSentBytes: Type.Integer(),
  memoryTotalBytes: Type.Integer(),
  memorySentBytes: Type.Integer(),
  memoryRemainingBytes: Type.Integer(),
  throttlePercent: Type.Optional(Type.Integer({ description: 'By how much the guest is slowed down.' })),
  remainingSeconds: Type.Optional(Type.Integer({ description: 'Until it is over, if nothing changes.' })),
});

const instanceStatus = strictObject({
  observedGeneration: Type.Optional(Type.Integer({ description: 'The generation of the spec that the agent acted on.' })),
  phase: Type.Optional(
    oneOf(
      [
        'Pending',
        'Preparing',
        'Starting',
        'Running',
        'Stopping',
        'Stopped',
        'Failed',
        'Lost',
        'Destroyed',
        'Pausing',
        'Paused',
        'Suspending',
        'Suspended',
        'Saving',
        'Shelved',
        'Rebuilding',
      ],
      {
        description:
          'Preparing: image and disk. Stopped: no process, disk kept. Saving: the root disk is on its way to the image store. Shelved: it is there, and this incarnation will never run again. Failed: could not be done yet, retried. Lost: the agent found that it is gone for good. Destroyed: nothing of it is left on the host.',
      },
    ),
  ),
  conditions: Type.Optional(conditionsSchema),
  imageProgress: Type.Optional(strictObject({ downloadedBytes: Type.Integer(), totalBytes: Type.Optional(Type.Integer()) })),
  startedAt: Type.Optional(Type.String({ format: 'date-time', description: 'When the guest that runs now was started.' })),
  restartCount: Type.Optional(Type.Integer({ description: 'Starts by the run policy.' })),
  lastExit: Type.Optional(
    strictObject({
      reason: oneOf(['GuestShutdown', 'Crashed', 'Stopped'], {
        description: 'GuestShutdown: by the guest. Stopped: because it was wished for.',
      }),
      message: Type.String(),
      at: Type.String({ format: 'date-time' }),
      generation: Type.Integer({
        description: 'The generation that was in force. A newer spec.powerGeneration states the wish anew, whatever the run policy.',
      }),
    }),
  ),
  lastReboot: Type.Optional(
    strictObject({
      actionUID: Type.String(),
      outcome: oneOf(['Succeeded', 'Failed']),
      message: Type.String(),
      at: Type.String({ format: 'date-time' }),
    }),
  ),
  addresses: Type.Optional(Type.Array(strictObject({ macAddress: Type.String(), ipAddress: Type.Optional(Type.String()) }))),
  inRescue: Type.Optional(Type.Boolean({ description: 'Whether the guest runs from a rescue image.' })),
  imageUID: Type.Optional(Type.String({ description: 'The image that the root disk was last made from.' })),
  savedDisk: Type.Optional({
    ...savedDisk,
    description: 'The root disk of a shelved incarnation, in the image store.',
  } as typeof savedDisk),
  lastAction: Type.Optional(
    strictObject({
      uid: Type.String(),
      outcome: oneOf(['Succeeded', 'Failed']),
      message: Type.String(),
      startedAt: Type.Optional(Type.String({ format: 'date-time' })),
      at: Type.String({ format: 'date-time' }),
      savedDisk: Type.Optional(savedDisk),
    }),
  ),
  ports: Type.Optional(Type.Array(Type.String(), { description: 'Uids of the ports that are in the guest, or will be when it starts.' })),
  volumes: Type.Optional(
    Type.Array(
      strictObject({
        attachmentUID: Type.String(),
        epoch: Type.Integer(),
        phase: oneOf(['Attaching', 'Attached', 'Detaching', 'Failed']),
        message: Type.Optional(Type.String()),
      }),
      { description: 'Attachments that this host knows of. One that is not here has been let go of.' },
    ),
  ),
  encryptedPassword: Type.Optional(Type.String({ maxLength: 4096 })),
  departure: Type.Optional(
    strictObject({
      transfer: Type.String({ description: 'The uid of the Instance that it goes to.' }),
      phase: oneOf(['Ready', 'Sending', 'Left', 'Failed'], {
        description:
          'Ready: waits to be told where the other agent waits. Left: it has given up its right to run, durably. Failed: it goes on here, and nothing comes of it.',
      }),
      certificate: Type.Optional(Type.String({ description: 'PEM: what this agent proves itself with.' })),
      progress: Type.Optional(transferProgress),
      message: Type.Optional(Type.String()),
    }),
  ),
  arrival: Type.Optional(
    strictObject({
      phase: oneOf(['Waiting', 'Listening', 'Whole', 'Admitted', 'Refused'], {
        description:
          'Whole: all of it is here and stands still. Admitted: it has the right to run. Refused: it never ran, and never will. The last two are for good.',
      }),
      address: Type.Optional(Type.String({ description: 'HOST:PORT where this agent waits.' })),
      certificate: Type.Optional(Type.String({ description: 'PEM: what this agent proves itself with.' })),
      message: Type.Optional(Type.String()),
    }),
  ),
  drift: Type.Optional(
    Type.Array(
      strictObject({
        message: Type.String({ description: 'What is, or was, other than it is wished for.' }),
        since: Type.String({ format: 'date-time', description: 'When the agent first saw it.' }),
        healedAt: Type.Optional(Type.String({ format: 'date-time', description: 'When it was first seen to be as wished again.' })),
      }),
      { description: 'Changes that somebody made on the host, newest last, since the spec was last changed.' },
    ),
  ),
});

/** Keeps an Instance until its host has said that nothing of it is left. */
export const instanceFinalizer = 'infrastructure.tycho.dev/agent';

/** One incarnation of a Server on one Host. Named `SERVERUID-EPOCH`. Written by controllers only. */
export const instanceKind = defineKind({
  group: infrastructureGroup,
  version: infrastructureVersion,
  kind: 'Instance',
  plural: 'instances',
  shortNames: ['inst'],
  categories: ['tycho'],
  scope: 'Namespaced',
  description: 'One incarnation of a server on one host.',
  fields: strictObject({ spec: instanceSpec, status: Type.Optional(instanceStatus) }),
  fieldOwnersSince: 'FirstApply',
  finalizers: [instanceFinalizer],
  columns: [
    { name: 'Server', type: 'string', path: '.spec.server.name', description: 'Whose incarnation it is.', priority: 0 },
    { name: 'Epoch', type: 'integer', path: '.spec.epoch', description: 'Its number.', priority: 0 },
    { name: 'Host', type: 'string', path: '.spec.host.name', description: 'Where it is.', priority: 0 },
    { name: 'Status', type: 'string', path: '.status.phase', description: 'What the agent said last.', priority: 0 },
    { name: 'VCPUs', type: 'integer', path: '.spec.claim.vcpus', description: 'What it takes.', priority: 1 },
    { name: 'Memory-MiB', type: 'integer', path: '.spec.claim.memoryMiB', description: 'What it takes.', priority: 1 },
  ],
});

export type InstanceSpec = Fields<typeof instanceSpec>;
export type InstanceStatus = Fields<typeof instanceStatus>;
export type Instance = Resource<InstanceSpec, InstanceStatus>;
export type Machine = Fields<typeof machine>;
export type MachinePort = Fields<typeof machinePort>;
export type InstanceVolume = Fields<typeof instanceVolume>;
export type InstanceDeparture = Fields<typeof departure>;
export type InstanceArrival = Fields<typeof arrival>;
export type TransferProgress = Fields<typeof transferProgress>;
export type SavedDisk = Fields<typeof savedDisk>;
export type PlacementExplanation = Fields<typeof explanation>;

/** The name of a server's incarnation. */
export function instanceName(serverUID: string, epoch: number): string {
  return `${serverUID}-${epoch}`;
}

/**
 * Body of `POST …/servers/NAME/placement`: makes the server's next incarnation on a host, in one transaction that
 * checks capacity, quota and group. Never stored.
 */
export const placementSchema = strictObject({
  apiVersion: Type.Literal(`${infrastructureGroup}/${infrastructureVersion}`),
  kind: Type.Literal('Placement'),
  metadata: Type.Optional(strictObject({ name: Type.Optional(Type.String()), namespace: Type.Optional(Type.String()) })),
  serverResourceVersion: Type.String({ description: 'The Server as it was when the decision was made; another one is a Conflict.' }),
  host: strictObject({ name: Type.String(), uid: Type.String() }),
  machine,
  explanation: Type.Optional(explanation),
});

export type Placement = Fields<typeof placementSchema>;
