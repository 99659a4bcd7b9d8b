/** A machine, as Ironic's API tells of it. */
export interface Node {
  readonly uuid: string;
  readonly name: string | undefined;
  readonly instanceUUID: string | undefined;
  /** Whoever deploys may write here; Ironic empties it when it tears a deployment down. */
  readonly instanceInfo: Readonly<Record<string, unknown>>;
  readonly provisionState: string;
  readonly targetProvisionState: string | undefined;
  /** When {@link provisionState} became what it is. */
  readonly provisionUpdatedAt: Date | undefined;
  readonly powerState: 'power on' | 'power off' | undefined;
  readonly targetPowerState: string | undefined;
  /** The conductor that works on it. While there is one, no other order is taken. */
  readonly reservation: string | undefined;
  readonly lastError: string | undefined;
  readonly isInMaintenance: boolean;
  readonly maintenanceReason: string | undefined;
  /** Why Ironic put it in maintenance by itself, as `power failure`. */
  readonly fault: string | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly deployInterface: string | undefined;
  readonly rescueInterface: string | undefined;
  readonly consoleInterface: string | undefined;
}

/** What is asked for in lists: all that {@link readNode} reads. */
export const nodeFields = [
  'uuid',
  'name',
  'instance_uuid',
  'instance_info',
  'provision_state',
  'target_provision_state',
  'provision_updated_at',
  'power_state',
  'target_power_state',
  'reservation',
  'last_error',
  'maintenance',
  'maintenance_reason',
  'fault',
  'properties',
  'deploy_interface',
  'rescue_interface',
  'console_interface',
] as const;

/** A node out of an answer of Ironic's. Throws TypeError when it is none. */
export function readNode(json: unknown): Node {
  const fields = json as Readonly<Record<string, unknown>>;
  const text = (name: string): string | undefined => (typeof fields[name] === 'string' && fields[name] !== '' ? fields[name] : undefined);
  const record = (name: string): Readonly<Record<string, unknown>> => (fields[name] ?? {}) as Readonly<Record<string, unknown>>;
  const uuid = text('uuid');
  const updatedAt = text('provision_updated_at');
  const power = text('power_state');
  if (uuid === undefined) throw new TypeError('Ironic tells of a node without a uuid');
  return {
    uuid,
    name: text('name'),
    instanceUUID: text('instance_uuid'),
    instanceInfo: record('instance_info'),
    // Ironic's word for the state "available" was null once.
    provisionState: text('provision_state') ?? 'available',
    targetProvisionState: text('target_provision_state'),
    provisionUpdatedAt: updatedAt === undefined ? undefined : new Date(updatedAt),
    powerState: power === 'power on' || power === 'power off' ? power : undefined,
    targetPowerState: text('target_power_state'),
    reservation: text('reservation'),
    lastError: text('last_error'),
    isInMaintenance: fields['maintenance'] === true,
    maintenanceReason: text('maintenance_reason'),
    fault: text('fault'),
    properties: record('properties'),
    deployInterface: text('deploy_interface'),
    rescueInterface: text('rescue_interface'),
    consoleInterface: text('console_interface'),
  };
}
