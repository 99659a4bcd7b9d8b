export interface FuzzReport {
  readonly runs: number;
  /** By `performance.now()`. */
  readonly startedAt: number;
  readonly byStatus: ReadonlyMap<number, number>;
}

/** What people are told at the end: how often each status was answered, and how fast it went. */
export function fuzzReport({ runs, startedAt, byStatus }: FuzzReport): string {
  const seconds = (performance.now() - startedAt) / 1000;
  const counts = [...byStatus].toSorted(([left], [right]) => left - right).map(([status, count]) => `${status}: ${count}`);
  return [...counts, `${Math.round(runs / seconds)} a second`].join('\n');
}
