import * as prometheus from 'prom-client';
import type { Counter, Gauge, Histogram, HistogramDescription, LabelValues, MetricDescription, Metrics } from '#apis/machinery/metrics.ts';

const plainText = prometheus.Registry.PROMETHEUS_CONTENT_TYPE;
const openMetrics = prometheus.Registry.OPENMETRICS_CONTENT_TYPE;

/** {@link Metrics} that a Prometheus server can read. */
export class PrometheusMetrics implements Metrics {
  readonly #registry = new prometheus.Registry<prometheus.RegistryContentType>();
  #lastTold: Promise<unknown> = Promise.resolve();
  readonly #known = new Map<string, Counter | Gauge | Histogram>();

  /** `withProcess` adds what is the same for every process: CPU time, memory, garbage collection, event-loop delay. */
  constructor(options: { readonly withProcess: boolean }) {
    if (options.withProcess) prometheus.collectDefaultMetrics({ register: this.#registry });
  }

  counter(description: MetricDescription): Counter {
    return this.#once(description, () => {
      const counter = new prometheus.Counter(this.#definition(description));
      const child = remembering(description, (labels) => counter.labels(labels));
      return { increment: (labels = {}, by = 1) => child(labels).inc(by) };
    });
  }

  gauge(description: MetricDescription): Gauge {
    return this.#once(description, () => {
      const gauge = new prometheus.Gauge(this.#definition(description));
      const child = remembering(description, (labels) => gauge.labels(labels));
      return { set: (value, labels = {}) => child(labels).set(value) };
    });
  }

  histogram(description: HistogramDescription): Histogram {
    return this.#once(description, () => {
      const histogram = new prometheus.Histogram({ ...this.#definition(description), buckets: [...description.buckets] });
      const child = remembering(description, (labels) => histogram.labels(labels));
      return { observe: (value, labels = {}) => child(labels).observe(value) };
    });
  }

  /** A gauge that is read when somebody looks. While `read` fails it is absent. */
  readGauge(description: MetricDescription, read: () => Readings | Promise<Readings>): void {
    const gauge: prometheus.Gauge = new prometheus.Gauge({
      ...this.#definition(description),
      collect: async () => {
        const readings = await readingsOf(read);
        forget(gauge, description);
        for (const { value, labels = {} } of readings) gauge.set({ ...labels }, value);
      },
    });
  }

  /** A counter that somebody else counts, read when somebody looks. While `read` fails it is absent. */
  readCounter(description: MetricDescription, read: () => Readings | Promise<Readings>): void {
    const counter: prometheus.Counter = new prometheus.Counter({
      ...this.#definition(description),
      collect: async () => {
        const readings = await readingsOf(read);
        forget(counter, description);
        for (const { value, labels = {} } of readings) counter.inc({ ...labels }, value);
      },
    });
  }

  /** Everything, as OpenMetrics if the reader says that it takes that (header `Accept`), or else as every Prometheus reads it. */
  async text(accept = ''): Promise<{ readonly contentType: string; readonly text: string }> {
    // The library keeps the form as a state of the registry, so one is told after the other.
    const told = this.#lastTold.then(() => this.#textAs(accept.includes('application/openmetrics-text') ? openMetrics : plainText));
    this.#lastTold = told.catch(() => undefined);
    return told;
  }

  async #textAs(form: prometheus.RegistryContentType): Promise<{ readonly contentType: string; readonly text: string }> {
    this.#registry.setContentType(form);
    return { contentType: form, text: await this.#registry.metrics() };
  }

  #definition({ name, help, labels = [] }: MetricDescription): {
    name: string;
    help: string;
    labelNames: string[];
    registers: prometheus.Registry<prometheus.RegistryContentType>[];
  } {
    return { name, help, labelNames: [...labels], registers: [this.#registry] };
  }

  #once<Metric extends Counter | Gauge | Histogram>({ name }: MetricDescription, create: () => Metric): Metric {
    const known = this.#known.get(name);
    if (known !== undefined) return known as Metric;
    const created = create();
    this.#known.set(name, created);
    return created;
  }
}

/** A metric without labels would otherwise stand at 0. */
function forget(metric: { reset(): void; remove(): void }, { labels = [] }: MetricDescription): void {
  metric.reset();
  if (labels.length === 0) metric.remove();
}

/** One number, or one for each set of labels. */
export type Readings = number | readonly Reading[];

export interface Reading {
  readonly value: number;
  readonly labels?: LabelValues;
}

async function readingsOf(read: () => Readings | Promise<Readings>): Promise<readonly Reading[]> {
  try {
    const readings = await read();
    return typeof readings === 'number' ? [{ value: readings }] : readings;
  } catch {
    return [];
  }
}

/** Finding the child of a set of labels costs the library more than counting does. */
function remembering<Child>(
  { labels: names = [] }: MetricDescription,
  find: (labels: Record<string, string>) => Child,
): (labels: LabelValues) => Child {
  const children = new Map<string, Child>();
  return (labels) => {
    let key = '';
    for (const name of names) key += `${labels[name]}\n`;
    const known = children.get(key);
    if (known !== undefined) return known;
    const child = find({ ...labels });
    children.set(key, child);
    return child;
  };
}
