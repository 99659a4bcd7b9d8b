import type { Counter, Gauge, Metrics } from '#apis/machinery/metrics.ts';

/** What a gateway counts. */
export class GatewayMetrics {
  readonly #sessions: Gauge;
  readonly #begun: Counter;
  readonly #remade: Counter;
  readonly #reports: Counter;

  constructor(metrics: Metrics) {
    this.#sessions = metrics.gauge({ name: 'tycho_gateway_sessions', help: 'Hosts that this gateway speaks for.' });
    this.#begun = metrics.counter({ name: 'tycho_gateway_sessions_begun_total', help: 'Hosts that were taken.' });
    this.#remade = metrics.counter({
      name: 'tycho_gateway_streams_remade_total',
      help: 'Streams that this gateway ended because they were silent, or got nowhere.',
      labels: ['cause'],
    });
    this.#reports = metrics.counter({
      name: 'tycho_gateway_reports_total',
      help: 'Reports on instances: written, without news, refused, or to be tried again.',
      labels: ['outcome'],
    });
  }

  sessionCount(count: number): void {
    this.#sessions.set(count);
  }

  sessionBegun(): void {
    this.#begun.increment();
  }

  streamRemade(cause: 'Silent' | 'Stuck'): void {
    this.#remade.increment({ cause });
  }

  report(outcome: 'Written' | 'Unchanged' | 'Refused' | 'Retried'): void {
    this.#reports.increment({ outcome });
  }
}
