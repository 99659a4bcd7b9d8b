/** Waits until `check` passes, looking again every few milliseconds, and throws its last failure if that takes too long. For real components. */
export async function eventually<Value>(
  check: () => Promise<Value> | Value,
  { withinMilliseconds = 20_000, intervalMilliseconds = 20 } = {},
): Promise<Value> {
  const endsAt = performance.now() + withinMilliseconds;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > endsAt) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, intervalMilliseconds));
  }
}
