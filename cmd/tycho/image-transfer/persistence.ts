import type { Clock } from '#apis/machinery/clock.ts';
import { StoreRefusalError } from './link-request.ts';

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

/** Does `attempt` until it says that all is done, as long as it makes progress now and then. `attempt` gives how much is there in all. */
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

/** Errors of connections have a code; what is wrong with files has one that begins otherwise, and certificates stay as they are. */
function isOfNetwork(error: unknown): boolean {
  if (error instanceof StoreRefusalError) return true;
  const { code = '', message } = error as NodeJS.ErrnoException;
  return networkCodes.has(code) || message === 'aborted' || message.includes('nothing moved') || message.includes('bytes came');
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
