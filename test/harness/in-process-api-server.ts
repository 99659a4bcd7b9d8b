import { catalog } from '#apis/catalog.ts';
import { ApiClient } from '#apis/client/api-client.ts';
import type { Interceptor } from '#apis/client/client-call.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { silentLogger, type Logger } from '#apis/machinery/logger.ts';
import { PrometheusMetrics } from '#cmd/bootstrap/prometheus-metrics.ts';
import { noConsoleLogSource } from '#cmd/api-server/console-log/no-console-log-source.ts';
import { ConsoleTokens } from '#cmd/api-server/console/console-tokens.ts';
import { createRequestChain } from '#cmd/api-server/create-request-chain.ts';
import { createRegistry, type RunningRegistry } from '#cmd/api-server/registry/create-registry.ts';
import { MemoryStorage } from '#cmd/api-server/storage/memory/memory-storage.ts';
import type { Storage } from '#cmd/api-server/storage/storage.ts';
import { controlPlanePeer, InProcessTransport } from './in-process-transport.ts';
import { SeededRandom } from './seeded-random.ts';

export interface InProcessApiServerOptions {
  readonly clock: Clock;
  readonly random?: SeededRandom;
  /** Default: a fresh store in memory. */
  readonly storage?: Storage;
  readonly logger?: Logger;
}

/** A whole api-server without sockets: chain, registry, watch cache and storage. Wait for `ready` before use. */
export class InProcessApiServer {
  readonly storage: Storage;
  readonly #running: RunningRegistry;
  readonly #chain: ReturnType<typeof createRequestChain>;

  constructor({ clock, random = new SeededRandom('api-server'), storage, logger = silentLogger }: InProcessApiServerOptions) {
    this.storage = storage ?? new MemoryStorage({ clock });
    this.#running = createRegistry({ storage: this.storage, catalog, clock, random: random.child('registry'), logger });
    this.#chain = createRequestChain({
      registry: this.#running.registry,
      catalog,
      consoleLogs: noConsoleLogSource,
      consoleTokens: new ConsoleTokens({ storage: this.storage, clock, random: random.child('tokens') }),
      healthChecks: [],
      metrics: new PrometheusMetrics({ withProcess: false }),
      clock,
      random: random.child('chain'),
      logger,
      productVersion: '0.0.0-test',
    });
  }

  /** Resolves when it has loaded its storage and made the permanent namespaces. */
  get ready(): Promise<void> {
    return this.#running.ready;
  }

  /** A connection of the control plane's own. Each has its own cable to pull. */
  transport(): InProcessTransport {
    return new InProcessTransport({ server: this.#chain, peer: controlPlanePeer });
  }

  /** A client on a connection of its own. */
  client(options: { readonly interceptor?: Interceptor } = {}): ApiClient {
    return new ApiClient({ transport: this.transport(), ...options });
  }

  /** Ends all watches, as a stop does. The storage stays as it is, for another api-server. */
  close(): void {
    this.#chain.endStreams();
    this.#running.close();
  }
}
