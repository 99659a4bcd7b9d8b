import type { Counter, Gauge, Histogram, Metrics } from '#apis/machinery/metrics.ts';

/** How a reconcile ended. */
export type ReconcileOutcome = 'success' | 'requeue' | 'conflict' | 'error' | 'terminal';

/** What every loop counts. */
export class LoopMetrics {
  readonly #loop: string;
  readonly #reconciles: Counter;
  readonly #durations: Histogram;
  readonly #queueLength: Gauge;

  constructor(metrics: Metrics, loop: string) {
    this.#loop = loop;
    this.#reconciles = metrics.counter({
      name: 'tycho_reconcile_total',
      help: 'Reconciles by loop and outcome.',
      labels: ['loop', 'outcome'],
    });
    this.#durations = metrics.histogram({
      name: 'tycho_reconcile_duration_seconds',
      help: 'How long reconciles took.',
      labels: ['loop'],
      buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
    });
    this.#queueLength = metrics.gauge({
      name: 'tycho_reconcile_queue_length',
      help: 'Objects that wait to be looked at.',
      labels: ['loop'],
    });
  }

  finished(outcome: ReconcileOutcome, durationMilliseconds: number): void {
    this.#reconciles.increment({ loop: this.#loop, outcome });
    this.#durations.observe(durationMilliseconds / 1000, { loop: this.#loop });
  }

  queueLength(length: number): void {
    this.#queueLength.set(length, { loop: this.#loop });
  }
}
