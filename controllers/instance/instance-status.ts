import type { Instance, InstanceStatus } from '#apis/infrastructure/instance.ts';
import type { Condition } from '#apis/machinery/condition.ts';
import type { Observed } from '#proto/transport/agent-message.ts';
import { InvalidReportError } from './host-status.ts';

/** `instance.status` as its agent reports it. Conditions of others stay. Throws {@link InvalidReportError}. */
export function reportedInstanceStatus(instance: Instance, observed: Observed): InstanceStatus {
  const reported = parseStatus(observed);
  const reportedConditions: readonly Condition[] = reported.conditions ?? [];
  const types = new Set(reportedConditions.map(({ type }) => type));
  const conditions = [...reportedConditions, ...(instance.status?.conditions ?? []).filter(({ type }) => !types.has(type))];
  return { ...reported, conditions };
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
