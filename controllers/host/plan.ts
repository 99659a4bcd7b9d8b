import { hostFinalizer, type Host } from '#apis/infrastructure/host.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { findCondition, type ConditionUpdate } from '#apis/machinery/condition.ts';
import type { Connection } from './connection.ts';

/** All that the host loop decides from. */
export interface HostObservation {
  readonly host: Host;
  readonly connection: Connection;
  /** Everything placed on the host. */
  readonly instances: readonly Instance[];
}

/** What to do about a host. */
export interface HostPlan {
  /** What is to be said of it; conditions that are left out stay as they are. */
  readonly conditions: readonly ConditionUpdate[];
  readonly removal: Removal;
  /** Time alone will change the plan after so long. */
  readonly lookAgainAfterSeconds: number | undefined;
}

export type Removal =
  | { readonly kind: 'None' }
  /** Delete these and let them go without their agent's word: the operator has given theirs. */
  | { readonly kind: 'ReleaseInstances'; readonly instances: readonly Instance[] }
  /** Nothing holds the host any more. */
  | { readonly kind: 'ReleaseHost' };

/**
 * The invariant of this loop: a host is Ready if and only if its agent speaks to a gateway that is alive, but for a
 * silence of a few seconds, as when a gateway or an agent is restarted, which is no news. A host that was silent for
 * its grace period is lost; nothing is written to what is on it, since it may still run.
 *
 * A Host that was deleted goes when its agent has been silent for the grace period: its Instances are let go, so that
 * their servers come back elsewhere. While the agent is connected it stays, and a condition says so: what the operator
 * attests by deleting it, that nothing runs there any more, would not be true.
 */
export function planHost({ host, connection, instances }: HostObservation): HostPlan {
  const readiness = readinessOf(host, connection);
  const isGoing = host.metadata.deletionTimestamp !== undefined && host.metadata.finalizers?.includes(hostFinalizer) === true;
  if (!isGoing) return { ...readiness, removal: { kind: 'None' } };
  const { removal, condition } = planRemoval(host, connection, instances);
  return { ...readiness, removal, conditions: [...readiness.conditions, ...(condition === undefined ? [] : [condition])] };
}

/** For how long a silence is no news, in seconds: long enough for a restart of a gateway or an agent. */
function toleranceSeconds(host: Host): number {
  return Math.min(10, host.spec.gracePeriodSeconds / 4);
}

function readinessOf(host: Host, connection: Connection): Omit<HostPlan, 'removal'> {
  const { generation } = host.metadata;
  const ready = (
    condition: Pick<ConditionUpdate, 'status' | 'reason' | 'message'>,
    lookAgainAfterSeconds?: number,
  ): Omit<HostPlan, 'removal'> => ({
    conditions: [{ type: 'Ready', ...condition, observedGeneration: generation }],
    lookAgainAfterSeconds,
  });
  switch (connection.kind) {
    case 'NeverConnected':
      return ready({
        status: 'False',
        reason: 'NeverConnected',
        message: 'no agent of this host has connected yet: start one there that has joined',
      });
    case 'Connected':
      return ready({ status: 'True', reason: 'AgentConnected', message: 'its agent is connected' });
    case 'Silent':
      return silence(host, connection, ready);
  }
}

function silence(
  host: Host,
  { forSeconds, because }: Connection & { readonly kind: 'Silent' },
  ready: (condition: Pick<ConditionUpdate, 'status' | 'reason' | 'message'>, lookAgainAfterSeconds?: number) => Omit<HostPlan, 'removal'>,
): Omit<HostPlan, 'removal'> {
  const existing = findCondition(host.status?.conditions, 'Ready');
  const { gracePeriodSeconds } = host.spec;
  const why = because === 'StreamEnded' ? 'the connection of its agent ended' : 'the gateway that its agent was connected to is not alive';
  if (forSeconds >= gracePeriodSeconds || existing?.reason === 'HostLost') {
    const lookAgainAfterSeconds = forSeconds >= gracePeriodSeconds ? undefined : gracePeriodSeconds - forSeconds;
    const message = `${why}, and nothing was heard for ${gracePeriodSeconds} s: see to the host and its agent, or delete the Host once it is certain that nothing runs there any more`;
    return ready({ status: 'False', reason: 'HostLost', message }, lookAgainAfterSeconds);
  }
  if (forSeconds < toleranceSeconds(host) && existing?.status === 'True') {
    return { conditions: [], lookAgainAfterSeconds: toleranceSeconds(host) - forSeconds };
  }
  const message = `${why}; it counts as lost when nothing is heard for ${gracePeriodSeconds} s`;
  return ready({ status: 'Unknown', reason: 'AgentSilent', message }, gracePeriodSeconds - forSeconds);
}

function planRemoval(
  host: Host,
  connection: Connection,
  instances: readonly Instance[],
): { readonly removal: Removal; readonly condition?: ConditionUpdate } {
  const waits = (reason: string, message: string): { readonly removal: Removal; readonly condition: ConditionUpdate } => ({
    removal: { kind: 'None' },
    condition: { type: 'Removable', status: 'False', reason, message, observedGeneration: host.metadata.generation },
  });
  if (connection.kind === 'Connected') {
    const onIt =
      instances.length === 0
        ? 'stop the agent there'
        : `${instances.length} instances are on it: delete their servers, or turn the machine off`;
    return waits('AgentConnected', `it is deleted, but its agent is connected: ${onIt}`);
  }
  if (instances.length === 0) return { removal: { kind: 'ReleaseHost' } };
  if (connection.kind === 'Silent' && connection.forSeconds < host.spec.gracePeriodSeconds) {
    return waits('AgentSilent', `it is deleted; what is on it is let go when nothing is heard of it for ${host.spec.gracePeriodSeconds} s`);
  }
  return { removal: { kind: 'ReleaseInstances', instances } };
}
