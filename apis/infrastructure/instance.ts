import { Type } from 'typebox';
import { conditionsSchema, defineKind, oneOf, strictObject, stringMap, type Fields } from '../machinery/kind.ts';
import type { Resource } from '../machinery/object-meta.ts';
import { infrastructureGroup, infrastructureVersion } from './group.ts';

const amounts = strictObject({
  vcpus: Type.Integer({ minimum: 0 }),
  memoryMiB: Type.Integer({ minimum: 0 }),
  diskGiB: Type.Integer({ minimum: 0 }),
});

const imageFile = strictObject({ url: Type.String(), sha256: Type.String() });

const machine = strictObject(
  {
    displayName: Type.String({ description: 'Name of the server.' }),
    hostname: Type.String(),
    flavor: Type.String({ description: 'Name of the flavor at placement.' }),
    vcpus: Type.Integer({ minimum: 1 }),
    memoryMiB: Type.Integer({ minimum: 1 }),
    diskGiB: Type.Integer({ minimum: 0, description: 'Size of the root disk; 0: as large as the image.' }),
    image: strictObject({
      name: Type.String(),
      uid: Type.String(),
      format: oneOf(['Raw', 'Qcow2', 'Kernel']),
      source: Type.Optional(imageFile),
      kernel: Type.Optional(imageFile),
      initrd: Type.Optional(imageFile),
      kernelArguments: Type.Optional(Type.String()),
    }),
    macAddress: Type.String({ description: 'Stable over all incarnations of the server.' }),
    keyPair: Type.Optional(strictObject({ name: Type.String(), type: Type.String(), publicKey: Type.String() })),
    userData: Type.Optional(
      strictObject(
        { secretName: Type.String(), key: Type.String() },
        { description: 'By reference: the gateway adds the bytes on the way.' },
      ),
    ),
    metadata: Type.Optional(stringMap()),
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

const instanceSpec = strictObject({
  server: strictObject({ name: Type.String(), uid: Type.String() }, { description: 'Whose incarnation this is.' }),
  epoch: Type.Integer({ minimum: 1, description: 'Number of this incarnation; the agent refuses an older one.' }),
  host: strictObject({ name: Type.String(), uid: Type.String() }),
  claim: { ...amounts, description: 'What it takes from the host, from now until it is gone.' } as typeof amounts,
  machine,
  power: oneOf(['Running', 'Stopped']),
  runPolicy: oneOf(['Always', 'RerunOnFailure', 'Manual']),
  reboot: Type.Optional(
    strictObject(
      { actionUID: Type.String(), mode: oneOf(['Soft', 'Hard']) },
      { description: 'The newest reboot that was asked for; done once per actionUID.' },
    ),
  ),
  explanation: Type.Optional(explanation),
});

const instanceStatus = strictObject({
  observedGeneration: Type.Optional(Type.Integer({ description: 'The generation of the spec that the agent acted on.' })),
  phase: Type.Optional(
    oneOf(['Pending', 'Preparing', 'Starting', 'Running', 'Stopping', 'Stopped', 'Failed', 'Lost', 'Destroyed'], {
      description:
        'Preparing: image and disk. Stopped: no process, disk kept. Failed: could not be done yet, retried. Lost: the agent found that it is gone for good. Destroyed: nothing of it is left on the host.',
    }),
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
        description: 'The generation that was in force. A newer one states the wish anew, whatever the run policy.',
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
