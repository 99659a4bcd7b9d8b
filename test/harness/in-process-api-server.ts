import { catalog } from '#apis/catalog.ts';
import { ApiClient } from '#apis/client/api-client.ts';
import type { Interceptor } from '#apis/client/client-call.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { silentLogger, type Logger } from '#apis/machinery/logger.ts';
import { PrometheusMetrics } from '#cmd/bootstrap/prometheus-metrics.ts';
import { RoleUpkeep } from '#cmd/api-server/authorization/role-upkeep.ts';
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
  readonly #upkeep: RoleUpkeep;
  readonly #ready: Promise<void>;

  constructor({ clock, random = new SeededRandom('api-server'), storage, logger = silentLogger }: InProcessApiServerOptions) {
    this.storage = storage ?? new MemoryStorage({ clock });
    this.#running = createRegistry({ storage: this.storage, catalog, clock, random: random.child('registry'), logger });
    this.#chain = createRequestChain({
      registry: this.#running.registry,
      cache: this.#running.cache,
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
    this.#upkeep = new RoleUpkeep({ ...this.#running, clock, logger });
    this.#ready = this.#running.ready.then(() => this.#upkeep.start());
    this.#ready.catch(() => {});
  }

  /** Resolves when it has loaded its storage and made the permanent namespaces and roles. */
  get ready(): Promise<void> {
    return this.#ready;
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
    this.#upkeep.close();
    this.#chain.endStreams();
    this.#running.close();
  }
}
