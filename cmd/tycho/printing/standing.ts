import { ageOf } from './duration.ts';
import { printable } from './table.ts';
import type { AnyObject } from '../api/any-object.ts';

/** A condition as any kind may carry it. */
export interface AnyCondition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: string;
  readonly observedGeneration?: number;
}

/** The conditions of an object of any kind. */
export function conditionsOf(object: AnyObject): readonly AnyCondition[] {
  const { conditions } = statusOf(object);
  return Array.isArray(conditions) ? (conditions as readonly AnyCondition[]) : [];
}

/** Whether a condition says that all is well: most do by being True, and those that are named for a trouble by being False. */
export function isWell({ type, status }: Pick<AnyCondition, 'type' | 'status'>): boolean {
  return status === (troubles.has(type) ? 'False' : 'True');
}

const troubles: ReadonlySet<string> = new Set(['OrphanGuests']);

/** The word in `status.phase`, if the kind has one. */
export function phaseOf(object: AnyObject): string | undefined {
  const { phase } = statusOf(object);
  return typeof phase === 'string' ? phase : undefined;
}

/** One line about how an object stands: its phase, and the first condition that is not as it should be, with its age. */
export function standingOf(object: AnyObject, now: Date): string {
  const held =
    object.metadata.deletionTimestamp === undefined ? undefined : `is being deleted for ${ageOf(object.metadata.deletionTimestamp, now)}`;
  const obstacle = conditionsOf(object).find((condition) => !isWell(condition));
  const why =
    obstacle === undefined
      ? undefined
      : `${obstacle.type} is ${obstacle.status}${wordsOf(obstacle)} (${ageOf(obstacle.lastTransitionTime, now)})`;
  const parts = [held ?? phaseOf(object), why].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join('; ') : 'nothing is known of it yet';
}

/** `: Reason, message`, as far as there are any. */
export function wordsOf(condition: Pick<AnyCondition, 'reason' | 'message'>): string {
  const words = [condition.reason, condition.message].filter((word) => word !== undefined && word !== '').join(', ');
  return words === '' ? '' : `: ${printable(words)}`;
}

function statusOf(object: AnyObject): Readonly<Record<string, unknown>> {
  const { status } = object;
  return typeof status === 'object' && status !== null ? (status as Record<string, unknown>) : {};
}
