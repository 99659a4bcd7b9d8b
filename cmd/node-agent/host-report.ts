import type { ConditionUpdate } from '#apis/machinery/condition.ts';
import type { HostStatus } from '#apis/infrastructure/host.ts';
import type { HostDescription } from '#drivers/contract/driver.ts';
import type { ReportedHost } from '#proto/transport/agent-message.ts';

/** The part of Host.status that an agent knows. The gateway adds the times of the conditions. */
export type ReportedHostStatus = Pick<
  HostStatus,
  | 'inventory'
  | 'exclusive'
  | 'driver'
  | 'capabilities'
  | 'architecture'
  | 'accelerator'
  | 'agentVersion'
  | 'foreignGuests'
  | 'overlayAddress'
  | 'bootedAt'
> & {
  readonly conditions: readonly ConditionUpdate[];
};

/** Says whether agent and driver can do their work on this host. */
export const healthyCondition = 'Healthy';

export interface HostFacts {
  /** Undefined when the driver could not say; then the host keeps its last description. */
  readonly description: HostDescription | undefined;
  /** What an operator should know; the driver's own problem if this is absent. */
  readonly problem: { readonly reason: string; readonly message: string } | undefined;
  readonly agentVersion: string;
  /** Where other hosts send the traffic of networks; undefined: nowhere. */
  readonly overlayAddress?: string | undefined;
  /** When the machine was started, as RFC 3339; undefined: nobody knows. */
  readonly bootedAt?: string | undefined;
  readonly foreignGuestCount: number;
  readonly orphanInstanceUIDs: readonly string[];
}

/** What the agent says about its host. Equal facts give equal bytes. */
export function hostReport(facts: HostFacts): ReportedHost {
  const { description, agentVersion, overlayAddress, bootedAt, foreignGuestCount } = facts;
  const problem = facts.problem ?? description?.problem;
  const condition: ConditionUpdate =
    problem === undefined
      ? { type: healthyCondition, status: 'True', reason: 'Healthy', message: 'the agent and its driver work' }
      : { type: healthyCondition, status: 'False', ...problem };
  const status: ReportedHostStatus = {
    ...(description === undefined
      ? {}
      : {
          inventory: description.inventory,
          ...(description.isExclusive === true && { exclusive: true }),
          driver: description.driver,
          capabilities: [...description.capabilities].sort(),
          architecture: description.architecture,
          accelerator: description.accelerator,
        }),
    agentVersion,
    ...(overlayAddress === undefined ? {} : { overlayAddress }),
    ...(bootedAt === undefined ? {} : { bootedAt }),
    foreignGuests: foreignGuestCount,
    conditions: [condition],
  };
  return { statusJSON: Buffer.from(JSON.stringify(status)), orphanInstanceUIDs: [...facts.orphanInstanceUIDs].sort() };
}
