/** The smallest of `values` that at least `fraction` of them do not exceed; NaN of none. */
export function percentile(values: readonly number[], fraction: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(fraction * sorted.length) - 1)] ?? Number.NaN;
}

/** The middle one. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}
