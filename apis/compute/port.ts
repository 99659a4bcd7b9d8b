import { Type } from 'typebox';
import { conditionsSchema, defineKind, displayName, objectName, oneOf, strictObject, type Fields } from '../machinery/kind.ts';
import type { StatusCause } from '../machinery/errors.ts';
import { healthy } from '../machinery/health.ts';
import type { ApiObject, Resource } from '../machinery/object-meta.ts';
import { samePlain } from '../machinery/plain-value.ts';
import { computeGroup, computeVersion } from './group.ts';

const portSpec = strictObject(
  {
    displayName: displayName(),
    network: objectName({ description: 'Name of a Network in the own namespace, or else in `public`.' }),
    macAddress: Type.Optional(
      Type.String({
        pattern: '^[0-9a-f][02468ace](:[0-9a-f]{2}){5}$',
        description: 'In lower case, of a single card. Any free one if absent. Unique in the network.',
      }),
    ),
    ipAddress: Type.Optional(Type.String({ maxLength: 45, description: 'An address of the network; any free one of its pool if absent.' })),
    description: Type.Optional(Type.String({ maxLength: 255, description: 'Words for people.' })),
  },
  { description: 'What the port is to be. Its network and addresses cannot be changed.' },
);

const portStatus = strictObject({
  observedGeneration: Type.Optional(Type.Integer()),
  conditions: Type.Optional(conditionsSchema),
  phase: Type.Optional(
    oneOf(['Unplugged', 'Pending', 'Plugged'], { description: 'Pending: a server wants it, and it is not in its guest yet, or still is.' }),
  ),
  macAddress: Type.Optional(Type.String({ description: 'Given when the port is made, and never changed.' })),
  ipAddresses: Type.Optional(Type.Array(Type.String(), { description: 'Given when the port is made, and never changed.' })),
  networkUID: Type.Optional(Type.String({ description: 'The network that the addresses are from.' })),
  networkNamespace: Type.Optional(Type.String()),
  server: Type.Optional(Type.String({ description: 'Name of the server that has it; the first that asked.' })),
  serverUID: Type.Optional(Type.String()),
});

/** A Port is as it is to be from its first moment; who has it is another matter, told by its phase. */
export const portHealth = healthy('Allocated', 'it has its addresses');

/** Keeps a Port until no guest has it. */
export const portFinalizer = 'compute.tycho.dev/plug';

/**
 * A place in a network: a MAC address and IP addresses that stay the same whatever becomes of the server that has them. The api-server gives them in
 * the transaction that makes the port.
 */
export const portKind = defineKind({
  group: computeGroup,
  version: computeVersion,
  kind: 'Port',
  plural: 'ports',
  categories: ['tycho'],
  scope: 'Namespaced',
  description: 'A place in a network, with addresses of its own.',
  fields: strictObject({ spec: portSpec, status: Type.Optional(portStatus) }),
  finalizers: [portFinalizer],
  rules: ['`network`, `macAddress` and `ipAddress` cannot be changed.'],
  validate: validatePort,
  columns: [
    { name: 'Network', type: 'string', path: '.spec.network', description: 'Where it is.', priority: 0 },
    { name: 'MAC', type: 'string', path: '.status.macAddress', description: 'Its MAC address.', priority: 0 },
    { name: 'Address', type: 'string', path: '.status.ipAddresses[0]', description: 'Its first address.', priority: 0 },
    { name: 'Server', type: 'string', path: '.status.server', description: 'Who has it.', priority: 0 },
    { name: 'Status', type: 'string', path: '.status.phase', description: 'Whether it is plugged in.', priority: 0 },
  ],
});

export type PortSpec = Fields<typeof portSpec>;
export type PortStatus = Fields<typeof portStatus>;
export type Port = Resource<PortSpec, PortStatus>;

function validatePort(object: ApiObject, previous: ApiObject | undefined): readonly StatusCause[] {
  if (previous === undefined) return [];
  const [now, before] = [(object as Port).spec, (previous as Port).spec];
  return (['network', 'macAddress', 'ipAddress'] as const)
    .filter((field) => !samePlain(now[field], before[field]))
    .map((field) => ({
      reason: 'FieldValueForbidden',
      message: 'Forbidden: cannot be changed; make another port',
      field: `spec.${field}`,
    }));
}
