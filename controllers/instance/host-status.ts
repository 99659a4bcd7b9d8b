import type { Host, HostStatus } from '#apis/infrastructure/host.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { withCondition, type Condition, type ConditionUpdate } from '#apis/machinery/condition.ts';
import { without } from '#apis/machinery/plain-value.ts';
import type { ReportedHost } from '#proto/transport/agent-message.ts';

/** The agent said something about its host that makes no sense. */
export class InvalidReportError extends Error {
  override readonly name = 'InvalidReportError';
}

/** What a report says under `conditions`. Throws {@link InvalidReportError} when that is no list of conditions. */
export function reportedConditions<Reported extends object>(conditions: readonly Reported[] | undefined): readonly Reported[] {
  const stated: unknown = conditions ?? [];
  if (Array.isArray(stated) && stated.every((item) => typeof item === 'object' && item !== null)) return stated as readonly Reported[];
  throw new InvalidReportError('the conditions of a report are no list of conditions');
}

/** The only condition of a Host that its agent may state: whether agent and driver can do their work. */
const healthyCondition = 'Healthy';

/** Says whether there are guests of ours on the host that no record speaks of. */
export const orphansCondition = 'OrphanGuests';

/** `host.status` with what its agent reports; everything else in it stays. Throws {@link InvalidReportError}. */
export function withHostReport(host: Host, report: ReportedHost, clock: Pick<Clock, 'now'>): HostStatus {
  const { conditions: reported, ...facts } = parseReport(report);
  const own = reportedConditions<ConditionUpdate>(reported).filter(({ type }) => type === healthyCondition);
  const updates: readonly ConditionUpdate[] = [...own, orphans(report.orphanInstanceUIDs)];
  const before: readonly Condition[] = host.status?.conditions ?? [];
  const { generation } = host.metadata;
  const conditions = updates.reduce((all, update) => withCondition(all, { ...update, observedGeneration: generation }, clock), before);
  return { ...without(host.status ?? {}, ['unmatchedGuests']), ...facts, conditions };
}

function orphans(instanceUIDs: readonly string[]): ConditionUpdate {
  if (instanceUIDs.length === 0) {
    return { type: orphansCondition, status: 'False', reason: 'None', message: 'every guest with our mark has a record' };
  }
  const named = instanceUIDs.slice(0, maximumNamedOrphans).join(', ');
  const rest = instanceUIDs.length > maximumNamedOrphans ? ` and ${instanceUIDs.length - maximumNamedOrphans} more` : '';
  const message = `guests of instances that have no record are on the host and are left alone: ${named}${rest}`;
  return { type: orphansCondition, status: 'True', reason: 'Found', message };
}

const maximumNamedOrphans = 10;

/** An agent may state these and nothing else: the rest of a host's status is not its business. */
const reportedFields = [
  'inventory',
  'exclusive',
  'bootedAt',
  'driver',
  'capabilities',
  'architecture',
  'accelerator',
  'agentVersion',
  'overlayAddress',
  'foreignGuests',
  'unmatchedGuests',
  'guestsOf',
  'conditions',
] as const;

type Report = Partial<Pick<HostStatus, Exclude<(typeof reportedFields)[number], 'conditions'>>> & {
  readonly conditions?: readonly ConditionUpdate[];
};

function parseReport({ statusJSON }: ReportedHost): Report {
  if (statusJSON.byteLength === 0) return {};
  const fields = parseReportedObject(statusJSON, 'host') as Readonly<Record<string, unknown>>;
  return Object.fromEntries(reportedFields.filter((field) => fields[field] !== undefined).map((field) => [field, fields[field]]));
}

/** The object that a report holds as JSON. Throws {@link InvalidReportError}. */
export function parseReportedObject(json: Uint8Array, subject: string): object {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(json).toString('utf8'));
    if (typeof parsed === 'object' && parsed !== null) return parsed;
  } catch (cause) {
    throw new InvalidReportError(`the report on ${subject} is not JSON`, { cause });
  }
  throw new InvalidReportError(`the report on ${subject} is no object`);
}
