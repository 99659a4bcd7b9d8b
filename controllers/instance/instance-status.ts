import type { Instance, InstanceStatus } from '#apis/infrastructure/instance.ts';
import type { Condition } from '#apis/machinery/condition.ts';
import type { Observed } from '#proto/transport/agent-message.ts';
import { InvalidReportError, reportedConditions } from './host-status.ts';

/** `instance.status` as its agent reports it. Conditions of others stay. Throws {@link InvalidReportError}. */
export function reportedInstanceStatus(instance: Instance, observed: Observed): InstanceStatus {
  const reported = parseStatus(observed);
  const stated = reportedConditions(reported.conditions).filter(isAgents);
  const others: readonly Condition[] = (instance.status?.conditions ?? []).filter((condition) => !isAgents(condition));
  return { ...reported, conditions: [...stated, ...others] };
}

/** The only condition of an Instance that its agent may state: whether the guest is as it is wished for. */
function isAgents({ type }: Pick<Condition, 'type'>): boolean {
  return type === 'Converged';
}

/** Whether the agent says that nothing is left of an instance that was to be destroyed. */
export function isDestroyed(instance: Instance, observed: Observed): boolean {
  return instance.metadata.deletionTimestamp !== undefined && parseStatus(observed).phase === 'Destroyed';
}

function parseStatus({ statusJSON, instanceUID }: Observed): InstanceStatus {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(statusJSON).toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null) return parsed;
  } catch (cause) {
    throw new InvalidReportError(`the report on instance ${instanceUID} is not JSON`, { cause });
  }
  throw new InvalidReportError(`the report on instance ${instanceUID} is no object`);
}
