/**
 * Time as an argument. Everything that waits, measures or stamps takes a {@link Clock}, so that a whole control
 * plane can run on a virtual one and a failing run can be replayed.
 */
export interface Clock {
  /** Wall-clock time. Use it for stamps that people read, never to measure a duration. */
  now(): Date;
  /** Milliseconds from an arbitrary start; never goes back. Use it to measure durations. */
  monotonicMilliseconds(): number;
  /** Calls `callback` once after at least `delayMilliseconds`. Dispose the timer to cancel it. */
  setTimer(callback: () => void, delayMilliseconds: number): Timer;
  /** Resolves after `delayMilliseconds`, or rejects with the signal's reason as soon as `signal` is aborted. */
  sleep(delayMilliseconds: number, options?: { readonly signal?: AbortSignal }): Promise<void>;
}

/** A pending call made with {@link Clock.setTimer}. Cancelling it twice, or after it fired, is harmless. */
export interface Timer {
  cancel(): void;
}

/** The machine's own clock. One of the two places that may touch `Date` and `setTimeout`; the linter enforces it. */
export class SystemClock implements Clock {
  now(): Date {
    return new Date();
  }

  monotonicMilliseconds(): number {
    return performance.now();
  }

  setTimer(callback: () => void, delayMilliseconds: number): Timer {
    const handle = setTimeout(callback, Math.min(delayMilliseconds, longestTimerMilliseconds));
    return { cancel: () => clearTimeout(handle) };
  }

  sleep(delayMilliseconds: number, options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    return sleepOn(this, delayMilliseconds, options.signal);
  }
}

/** {@link Clock.sleep} for any clock that has `setTimer`. */
export function sleepOn(clock: Pick<Clock, 'setTimer'>, delayMilliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason as Error);
      return;
    }
    const onAbort = (): void => {
      timer.cancel();
      reject(signal?.reason as Error);
    };
    const timer = clock.setTimer(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, delayMilliseconds);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/** `setTimeout` fires at once for anything longer (2^31 - 1 ms, about 25 days). */
const longestTimerMilliseconds = 2_147_483_647;
