import type { Clock } from '#apis/machinery/clock.ts';

/** A point in time after which a command stops waiting. */
export interface Deadline {
  /** Aborted when time is up, or by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Whether time is up. */
  hasPassed(): boolean;
  /** Ends the timer. */
  clear(): void;
}

/** A deadline in `seconds` from now; 0 never comes. */
export function deadlineIn(
  seconds: number,
  { clock, interrupted }: { readonly clock: Clock; readonly interrupted: AbortSignal },
): Deadline {
  const controller = new AbortController();
  const timer = seconds === 0 ? undefined : clock.setTimer(() => controller.abort(new Error('time is up')), seconds * 1000);
  return {
    signal: AbortSignal.any([controller.signal, interrupted]),
    hasPassed: () => controller.signal.aborted,
    clear: () => timer?.cancel(),
  };
}
