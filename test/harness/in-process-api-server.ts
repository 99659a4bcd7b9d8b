import { catalog } from '#apis/catalog.ts';
import { ApiClient } from '#apis/client/api-client.ts';
import type { Interceptor } from '#apis/client/client-call.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import { silentLogger, type Logger } from '#apis/machinery/logger.ts';
import { PrometheusMetrics } from '#cmd/bootstrap/prometheus-metrics.ts';
import { RoleUpkeep } from '#cmd/api-server/authorization/role-upkeep.ts';
import type { ApiRequest, Peer } from '#cmd/api-server/exchange/api-request.ts';
import type { ApiResponse } from '#cmd/api-server/exchange/api-response.ts';
import { noConsoleLogSource } from '#cmd/api-server/console-log/no-console-log-source.ts';
import { ConsoleTokens } from '#cmd/api-server/console/console-tokens.ts';
import { createRequestChain } from '#cmd/api-server/create-request-chain.ts';
import { createRegistry, type RunningRegistry } from '#cmd/api-server/registry/create-registry.ts';
import { MemoryStorage } from '#cmd/api-server/storage/memory/memory-storage.ts';
import type { Storage } from '#cmd/api-server/storage/storage.ts';
import { InProcessTransport, operatorPeer } from './in-process-transport.ts';
import { SeededRandom } from './seeded-random.ts';

export interface InProcessApiServerOptions {
  readonly clock: Clock;
  readonly random?: SeededRandom;
  /** Default: a fresh store in memory. */
  readonly storage?: Storage;
  readonly logger?: Logger;
  /** Told when one of our own processes is refused something by its role. */
  readonly onMissingRight?: (message: string) => void;
}

/** A whole api-server without sockets: chain, registry, watch cache and storage. Wait for `ready` before use. */
export class InProcessApiServer {
  readonly storage: Storage;
  /** What our own processes asked for and their roles do not give: a fault of the roles. */
  readonly missingRights = new Set<string>();
  readonly #running: RunningRegistry;
  readonly #chain: ReturnType<typeof createRequestChain>;
  readonly #upkeep: RoleUpkeep;
  readonly #onMissingRight: ((message: string) => void) | undefined;
  readonly #ready: Promise<void>;

  constructor(options: InProcessApiServerOptions) {
    const { clock, random = new SeededRandom('api-server'), storage, logger = silentLogger } = options;
    this.#onMissingRight = options.onMissingRight;
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

  /** A connection of the operator's, or of whoever else. Each has its own cable to pull. */
  transport(peer: Peer = operatorPeer): InProcessTransport {
    return new InProcessTransport({ server: { handle: (request) => this.#handle(request) }, peer });
  }

  /** The promise of the chain itself: looking at the answer takes no turn from whoever waits for it. */
  #handle(request: ApiRequest): Promise<ApiResponse> {
    const answering = this.#chain.handle(request);
    void answering.then((response) => this.#noteRefusal(response));
    return answering;
  }

  #noteRefusal({ status, body }: ApiResponse): void {
    if (status !== 403 || body.kind !== 'Bytes') return;
    const { message } = JSON.parse(body.bytes.toString()) as { readonly message: string };
    if (!/User "tycho-(controller-manager|gateway|image-store|nova-api|openstack-services)" cannot/.test(message)) return;
    this.missingRights.add(message);
    this.#onMissingRight?.(message);
  }

  /** A client on a connection of its own. */
  client({ peer, ...options }: { readonly interceptor?: Interceptor; readonly peer?: Peer } = {}): ApiClient {
    return new ApiClient({ transport: this.transport(peer), ...options });
  }

  /** Ends all watches, as a stop does. The storage stays as it is, for another api-server. */
  close(): void {
    this.#upkeep.close();
    this.#chain.endStreams();
    this.#running.close();
  }
}
