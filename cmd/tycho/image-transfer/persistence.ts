import type { Clock } from '#apis/machinery/clock.ts';
import { BrokenTransferError, StoreRefusalError } from './link-request.ts';

/** So often in a row without a byte more. */
const mostFailures = 8;
const firstDelayMilliseconds = 250;
const longestDelayMilliseconds = 10_000;

export interface PersistenceOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Told why it is tried again. */
  readonly onRetry: (error: Error) => void;
}

/** Does `attempt` until it succeeds, as long as it makes progress now and then, which it says by the function that it is given. */
export async function persist(
  attempt: (madeProgress: () => void) => Promise<void>,
  { clock, signal, onRetry }: PersistenceOptions,
): Promise<void> {
  let failures = 0;
  for (;;) {
    try {
      await attempt(() => (failures = 0));
      return;
    } catch (error) {
      signal.throwIfAborted();
      failures += 1;
      const isFinal = error instanceof StoreRefusalError && !error.isPassing;
      if (isFinal || failures > mostFailures || !isOfNetwork(error)) throw error;
      onRetry(error as Error);
    }
    await clock.sleep(Math.min(longestDelayMilliseconds, firstDelayMilliseconds * 2 ** failures), { signal });
  }
}

/** What is wrong with files and certificates stays so. */
function isOfNetwork(error: unknown): boolean {
  if (error instanceof StoreRefusalError || error instanceof BrokenTransferError) return true;
  return networkCodes.has((error as NodeJS.ErrnoException).code ?? '');
}

const networkCodes: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
]);
