import type { Server, ServerStatus } from '#apis/compute/server.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { withCondition } from '#apis/machinery/condition.ts';

/** The server's status when it waits to be placed. Only the Scheduled condition is this loop's to say; the rest stays. */
export function waitingStatus(
  server: Server,
  waitsFor: { readonly reason: string; readonly message: string },
  clock: Pick<Clock, 'now'>,
): ServerStatus {
  const condition = {
    type: 'Scheduled',
    status: 'False',
    reason: waitsFor.reason,
    message: waitsFor.message,
    observedGeneration: server.metadata.generation,
  } as const;
  return { ...server.status, conditions: [...withCondition(server.status?.conditions ?? [], condition, clock)] };
}
