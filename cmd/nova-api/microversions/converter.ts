/** What a response holds of one thing, without the key around it. */
export type Representation =
  | 'server'
  | 'serverCreated'
  | 'updatedServer'
  | 'rebuiltServer'
  | 'flavor'
  | 'flavorInList'
  | 'keypair'
  | 'keypairCreated'
  | 'keypairInList'
  | 'serverGroup'
  | 'instanceAction'
  | 'instanceActionEvent'
  | 'migration'
  | 'serverMigration'
  | 'service'
  | 'enabledService'
  | 'disabledService'
  | 'disabledServiceWithReason'
  | 'forcedDownService'
  | 'hypervisor'
  | 'hypervisorBrief'
  | 'hypervisorUptime'
  | 'aggregate'
  | 'quotaSet'
  | 'quotaSetDetail'
  | 'quotaClassSet'
  | 'limits'
  | 'volumeAttachment'
  | 'volumeAttachmentCreated'
  | 'interfaceAttachment'
  | 'tenantUsage'
  | 'diagnostics'
  | 'remoteConsole'
  | 'consoleAuthToken'
  | 'availabilityZone';

/** One thing that changed in a version, told backwards. */
export interface Converter {
  /** The version that changed it: those before get the older form. */
  readonly since: number;
  readonly of: Representation | readonly Representation[];
  /** What an older version gets, in one sentence. */
  readonly effect: string;
  /** Turns the form of `since` into the one of the version before, in place. Doing it twice is harmless. */
  readonly lower: (body: Record<string, unknown>) => void;
}

/**
 * The key under which a representation may carry what only older versions show. It never reaches a client: JSON has no symbols.
 *
 * A server carries `flavor: {id, links}`; a service and a hypervisor `id`, the integer by which they were known before 2.53, and the hypervisor also
 * `serviceID` and `statistics` (the fields that went in 2.88, with `cpu_info` as an object).
 */
export const older: unique symbol = Symbol('what only older versions show');

/** What a representation carries for older versions. */
export function olderOf(body: Record<string, unknown>): Readonly<Record<string, unknown>> {
  return (body as { readonly [older]?: Readonly<Record<string, unknown>> })[older] ?? {};
}

/** A step that takes fields away. */
export function without(...fields: readonly string[]): Converter['lower'] {
  return (body) => leaveOut(body, ...fields);
}

/**
 * Takes fields away as far as any client sees: JSON leaves out what is undefined. An object that loses its fields would be slow from then on, and a list of a
 * thousand servers with it.
 */
export function leaveOut(body: Record<string, unknown>, ...fields: readonly string[]): void {
  for (const field of fields) if (body[field] !== undefined) body[field] = undefined;
}

/** A step that leaves these fields and no others. */
export function only(...fields: readonly string[]): Converter['lower'] {
  const kept = new Set(fields);
  return (body) => {
    for (const field of Object.keys(body)) if (!kept.has(field)) delete body[field];
  };
}
