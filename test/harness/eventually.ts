/**
 * Waits until `check` passes, looking again every few milliseconds, and throws its last failure if that takes too long. For real components.
 * A look that takes long, as with a program started for it, is followed by a pause as long (of at most a second), or looking would take the
 * processor from what is waited for.
 */
export async function eventually<Value>(
  check: () => Promise<Value> | Value,
  { withinMilliseconds = 20_000, intervalMilliseconds = 20 } = {},
): Promise<Value> {
  const endsAt = performance.now() + withinMilliseconds;
  for (;;) {
    const beganAt = performance.now();
    try {
      return await check();
    } catch (error) {
      if (performance.now() > endsAt) throw error;
    }
    const tookMilliseconds = Math.min(performance.now() - beganAt, 1000);
    await new Promise((resolve) => setTimeout(resolve, Math.max(intervalMilliseconds, tookMilliseconds)));
  }
}
