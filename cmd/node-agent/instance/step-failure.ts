import type { Random } from '#apis/machinery/random.ts';
import { DriverError, type DriverErrorReason } from '#drivers/contract/driver.ts';

/** How a step went wrong, and when it may be tried again. */
export interface StepFailure {
  /** The generation that it was tried for: a newer one is tried at once. */
  readonly generation: number;
  readonly reason: DriverErrorReason;
  readonly message: string;
  /** Tries in a row that failed. */
  readonly attempts: number;
  readonly retryAt: Date;
}

/** The failure after one more try of a step that ended in `error`; `previous` is how the try before it failed. What is no DriverError counts as Temporary. */
export function nextFailure(previous: StepFailure | undefined, attempt: FailedAttempt): StepFailure {
  const { generation, error, now, random } = attempt;
  const attempts = previous?.generation === generation ? previous.attempts + 1 : 1;
  const reason = error instanceof DriverError ? error.reason : 'Temporary';
  const { firstSeconds, mostSeconds } = delays[reason];
  const delaySeconds = Math.min(mostSeconds, firstSeconds * 2 ** Math.min(attempts - 1, 20));
  const retryAt = new Date(now.getTime() + delaySeconds * 1000 * (0.75 + random.fraction() / 2));
  const message = error instanceof Error ? error.message : String(error);
  return { generation, reason, message, attempts, retryAt };
}

export interface FailedAttempt {
  readonly generation: number;
  readonly error: unknown;
  readonly now: Date;
  readonly random: Pick<Random, 'fraction'>;
}

/** The delay doubles from the first to the most; a quarter more or less, so that hosts do not move in step. */
const delays: Readonly<Record<DriverErrorReason, { readonly firstSeconds: number; readonly mostSeconds: number }>> = {
  Temporary: { firstSeconds: 1, mostSeconds: 300 },
  DiskFull: { firstSeconds: 30, mostSeconds: 600 },
  HostBroken: { firstSeconds: 30, mostSeconds: 600 },
  InvalidImage: { firstSeconds: 60, mostSeconds: 3600 },
  Unsupported: { firstSeconds: 300, mostSeconds: 3600 },
};
