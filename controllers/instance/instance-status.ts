import { instanceFinalizer, type Instance, type InstanceStatus } from '#apis/infrastructure/instance.ts';
import type { Condition } from '#apis/machinery/condition.ts';
import { parseReportedObject, reportedConditions } from './host-status.ts';
import type { Report, ReportSubject } from './observed-writer.ts';

/** How what an agent reports of an Instance is written. Conditions of others stay. */
export const instanceReports: Pick<ReportSubject<Instance>, 'finalizer' | 'isDestroyed' | 'statusOf'> = {
  finalizer: instanceFinalizer,
  isDestroyed: ({ metadata }, report) => metadata.deletionTimestamp !== undefined && parse(report).phase === 'Destroyed',
  statusOf: (instance, report) => {
    const reported = parse(report);
    const stated = reportedConditions(reported.conditions).filter(isAgents);
    const others: readonly Condition[] = (instance.status?.conditions ?? []).filter((condition) => !isAgents(condition));
    return { ...reported, conditions: [...stated, ...others] };
  },
};

/** The only condition of an Instance that its agent may state: whether the guest is as it is wished for. */
function isAgents({ type }: Pick<Condition, 'type'>): boolean {
  return type === 'Converged';
}

function parse({ statusJSON, uid }: Report): InstanceStatus {
  return parseReportedObject(statusJSON, `instance ${uid}`);
}
