import { Type } from 'typebox';
import { conditionsSchema, defineKind, numberSchema, setOf, strictObject, type Fields } from '../machinery/kind.ts';
import type { Resource } from '../machinery/object-meta.ts';
import { infrastructureGroup, infrastructureVersion } from './group.ts';

const resources = <Schema extends ReturnType<typeof Type.Number> | ReturnType<typeof Type.Integer>>(
  schema: () => Schema,
  description: string,
) =>
  Type.Optional(
    strictObject({ vcpus: Type.Optional(schema()), memoryMiB: Type.Optional(schema()), diskGiB: Type.Optional(schema()) }, { description }),
  );

const hostSpec = strictObject(
  {
    unschedulable: Type.Boolean({ default: false, description: 'Cordoned: no new servers come here. Those that are here stay.' }),
    zone: Type.Optional(Type.String({ minLength: 1, description: 'The availability zone.' })),
    traits: Type.Optional(
      setOf(Type.String({ pattern: '^[A-Z][A-Z0-9_]*$' }), {
        description: 'Qualities that servers can ask for, as CUSTOM_FAST_DISK.',
      }),
    ),
    reserved: resources(() => Type.Integer({ minimum: 0 }), 'Kept back for the host itself. Memory defaults to 512 MiB, as in Nova.'),
    allocationRatios: resources(
      () => Type.Number({ exclusiveMinimum: 0, maximum: 64 }),
      'How often a unit may be promised. Default 4 for virtual CPUs and 1 for the rest, as in Nova.',
    ),
    gracePeriodSeconds: Type.Integer({ minimum: 5, default: 60, description: 'How long the host may be silent before it counts as lost.' }),
  },
  { description: 'What the operator wants of the host.' },
);

/** So many are named. */
export const mostUnmatchedGuests = 1_000;

const unmatchedGuest = strictObject({
  instanceUID: Type.String({ description: 'Of the incarnation that it is.' }),
  serverUID: Type.String(),
  epoch: Type.Integer({ description: 'Number of the incarnation.' }),
  namespace: Type.Optional(Type.String({ description: 'Of the server, if the host knows it.' })),
  server: Type.Optional(Type.String({ description: 'Name of the server, if the host knows it.' })),
  addresses: Type.Optional(Type.Array(Type.String(), { description: 'That its cards were given.' })),
  ports: Type.Optional(Type.Array(Type.String(), { description: 'Uids of the Ports that it may have.' })),
  attachments: Type.Optional(Type.Array(Type.String(), { description: 'Uids of the VolumeAttachments that it may have.' })),
});

const hostStatus = strictObject({
  observedGeneration: Type.Optional(Type.Integer()),
  conditions: Type.Optional(conditionsSchema),
  number: numberSchema,
  inventory: Type.Optional(
    strictObject(
      { vcpus: Type.Integer(), memoryMiB: Type.Integer(), diskGiB: Type.Integer() },
      { description: 'What the host has in all.' },
    ),
  ),
  exclusive: Type.Optional(
    Type.Boolean({
      description: 'A machine that one server takes whole: it takes a flavor of just its CPUs and memory, and no second server.',
    }),
  ),
  driver: Type.Optional(Type.String({ description: 'The driver that the agent runs.' })),
  capabilities: Type.Optional(Type.Array(Type.String(), { description: 'Features that the driver supports, as `reboot-soft`.' })),
  architecture: Type.Optional(Type.String({ description: 'As `x86_64`.' })),
  accelerator: Type.Optional(Type.String({ description: 'How guests execute: found by running one, not by asking.' })),
  agentVersion: Type.Optional(Type.String()),
  overlayAddress: Type.Optional(Type.String({ description: 'Where other hosts send the traffic of networks that both have guests in.' })),
  bootedAt: Type.Optional(
    Type.String({
      format: 'date-time',
      description: 'When the machine was started last, by its own clock. Absent where the agent runs on another machine.',
    }),
  ),
  session: Type.Optional(
    strictObject(
      {
        number: Type.Integer({ minimum: 1, description: 'Rises with each connection. Writes about this host carry it.' }),
        gateway: Type.String({ description: 'Name of the gateway replica that holds the stream, and of its Lease.' }),
        gatewayURL: Type.Optional(Type.String({ description: 'Where that replica answers requests for logs.' })),
        connectedAt: Type.String({ format: 'date-time' }),
        disconnectedAt: Type.Optional(Type.String({ format: 'date-time', description: 'When the stream ended; absent while it lasts.' })),
      },
      { description: 'Who speaks for this host.' },
    ),
  ),
  foreignGuests: Type.Optional(
    Type.Integer({ description: 'Guests found on the host that are not ours. They are counted and never touched.' }),
  ),
  unmatchedGuests: Type.Optional(
    Type.Array(unmatchedGuest, {
      maxItems: mostUnmatchedGuests,
      description: 'Guests with our mark that the control plane has no record of. They are left alone. Absent: there are none.',
    }),
  ),
  guestsOf: Type.Optional(
    Type.Integer({
      minimum: 1,
      description:
        'How often the control plane had been restored from a backup when the agent last compared all its guests with what has a record. Absent: never yet.',
    }),
  ),
});

/**
 * Keeps a deleted Host until its agent has been silent past the grace period and no Instance is left on it. Deleting a
 * Host is the operator's word that nothing runs there any more.
 */
export const hostFinalizer = 'infrastructure.tycho.dev/instances';

/** A machine that servers run on. Its identity is the uid and a key pair; its name is a label. */
export const hostKind = defineKind({
  group: infrastructureGroup,
  version: infrastructureVersion,
  kind: 'Host',
  plural: 'hosts',
  categories: ['tycho'],
  scope: 'Cluster',
  description: 'A machine that servers run on.',
  fields: strictObject({ spec: hostSpec, status: Type.Optional(hostStatus) }),
  finalizers: [hostFinalizer],
  columns: [
    {
      name: 'Ready',
      type: 'string',
      path: '.status.conditions[type=Ready].status',
      description: 'Whether it can take servers.',
      priority: 0,
    },
    { name: 'Cordoned', type: 'boolean', path: '.spec.unschedulable', description: 'Whether new servers are kept away.', priority: 0 },
    { name: 'Driver', type: 'string', path: '.status.driver', description: 'The driver.', priority: 0 },
    { name: 'VCPUs', type: 'integer', path: '.status.inventory.vcpus', description: 'CPUs in all.', priority: 0 },
    { name: 'Memory-MiB', type: 'integer', path: '.status.inventory.memoryMiB', description: 'Memory in all.', priority: 0 },
    { name: 'Zone', type: 'string', path: '.spec.zone', description: 'The availability zone.', priority: 0 },
    { name: 'Accelerator', type: 'string', path: '.status.accelerator', description: 'How guests execute.', priority: 1 },
    { name: 'Agent', type: 'string', path: '.status.agentVersion', description: 'Version of the agent.', priority: 1 },
    { name: 'Session', type: 'integer', path: '.status.session.number', description: 'Number of the connection.', priority: 1 },
  ],
});

export type HostSpec = Fields<typeof hostSpec>;
export type HostStatus = Fields<typeof hostStatus>;
export type Host = Resource<HostSpec, HostStatus>;
