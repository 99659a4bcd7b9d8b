/**
 * Where a component counts and measures. Names follow Prometheus: `tycho_…`, units last, counters end in `_total`.
 * Asking twice for one name gives the same metric, so a component need not care who else counts in it.
 */
export interface Metrics {
  counter(description: MetricDescription): Counter;
  gauge(description: MetricDescription): Gauge;
  histogram(description: HistogramDescription): Histogram;
}

export interface MetricDescription {
  readonly name: string;
  /** One sentence. */
  readonly help: string;
  /** Names of the labels, each with few different values: never a server, a host or a message. */
  readonly labels?: readonly string[];
}

export interface HistogramDescription extends MetricDescription {
  /** Upper bounds in the unit of the name, rising. */
  readonly buckets: readonly number[];
}

export type LabelValues = Readonly<Record<string, string>>;

/** Only ever rises. */
export interface Counter {
  increment(labels?: LabelValues, by?: number): void;
}

export interface Gauge {
  set(value: number, labels?: LabelValues): void;
}

export interface Histogram {
  observe(value: number, labels?: LabelValues): void;
}

/** Counts nothing. For tests, and for processes that nobody watches. */
export const discardedMetrics: Metrics = {
  counter: () => ({ increment: () => {} }),
  gauge: () => ({ set: () => {} }),
  histogram: () => ({ observe: () => {} }),
};
