import type { Clock } from '#apis/machinery/clock.ts';

export interface StartUnlessLateOptions<Part> {
  /** Of what is started, for the error. */
  readonly name: string;
  readonly assemble: () => Promise<Part>;
  /** Undoes what was there before {@link assemble}, when that has failed. */
  readonly abandon: () => Promise<void>;
  /** From the call on. */
  readonly deadlineSeconds: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Assembles something and starts it. Rejects when it has not started in time or the signal is aborted; then nothing is left of it. */
export async function startUnlessLate<Part extends { start(): Promise<void>; kill(): void }>(
  options: StartUnlessLateOptions<Part>,
): Promise<Part> {
  const { name, assemble, abandon, deadlineSeconds, clock, signal } = options;
  let part: Part | undefined;
  const over = new AbortController();
  const late = clock.sleep(deadlineSeconds * 1000, { signal: AbortSignal.any([signal, over.signal]) }).then(() => {
    throw new Error(`${name} did not start within ${deadlineSeconds} seconds`);
  });
  // Nobody waits for it while the part is being assembled.
  late.catch(() => {});
  try {
    part = await assemble();
    signal.throwIfAborted();
    await Promise.race([part.start(), late]);
    return part;
  } catch (error) {
    if (part === undefined) await abandon();
    else part.kill();
    throw error;
  } finally {
    over.abort();
  }
}
