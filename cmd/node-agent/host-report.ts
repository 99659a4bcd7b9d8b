import type { ConditionUpdate } from '#apis/machinery/condition.ts';
import { mostUnmatchedGuests, type HostStatus } from '#apis/infrastructure/host.ts';
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
  | 'unmatchedGuests'
  | 'guestsOf'
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
  /** Guests with our mark that no record speaks of. */
  readonly unmatchedGuests: readonly UnmatchedGuest[];
  /** How often the control plane had been restored when all guests were last compared with what it has a record of; 0: never, or not compared yet. */
  readonly guestsOf: number;
}

type UnmatchedGuest = NonNullable<HostStatus['unmatchedGuests']>[number];

/** What the agent says about its host. Equal facts give equal bytes. */
export function hostReport(facts: HostFacts): ReportedHost {
  const { description, agentVersion, overlayAddress, bootedAt, foreignGuestCount, unmatchedGuests, guestsOf } = facts;
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
    ...(unmatchedGuests.length === 0 ? {} : { unmatchedGuests: named(unmatchedGuests) }),
    ...(guestsOf === 0 ? {} : { guestsOf }),
    conditions: [condition],
  };
  return {
    statusJSON: Buffer.from(JSON.stringify(status)),
    orphanInstanceUIDs: unmatchedGuests.map(({ instanceUID }) => instanceUID).toSorted(),
  };
}

function named(guests: readonly UnmatchedGuest[]): UnmatchedGuest[] {
  return guests.toSorted((one, other) => (one.instanceUID < other.instanceUID ? -1 : 1)).slice(0, mostUnmatchedGuests);
}
