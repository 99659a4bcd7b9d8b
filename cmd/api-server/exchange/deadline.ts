import type { Clock } from '#apis/machinery/clock.ts';
import { TimeoutError } from '#apis/machinery/errors.ts';

/**
 * What `work` gives, or {@link TimeoutError} once `seconds` have gone by. Work that is too late goes on by itself, and nobody hears of its outcome:
 * that is what the error says.
 */
export async function withDeadline<Result>(
  work: Promise<Result>,
  { clock, seconds }: { readonly clock: Pick<Clock, 'setTimer'>; readonly seconds: number },
): Promise<Result> {
  const { promise: expiry, reject } = Promise.withResolvers<never>();
  const timer = clock.setTimer(() => {
    reject(new TimeoutError(`the request did not complete within ${seconds} seconds; whether it took effect is not known`));
  }, seconds * 1000);
  try {
    return await Promise.race([work, expiry]);
  } finally {
    timer.cancel();
  }
}
