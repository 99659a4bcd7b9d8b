import type { Clock } from '#apis/machinery/clock.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { Lifecycle } from '#cmd/bootstrap/lifecycle.ts';
import { formatAddress, writePortFile, type ListenAddress } from '#cmd/bootstrap/port-file.ts';
import { PrometheusMetrics } from '#cmd/bootstrap/prometheus-metrics.ts';
import { GatewayConsoleLogSource, type GatewayCredentials } from './console-log/gateway-console-log-source.ts';
import { noConsoleLogSource } from './console-log/no-console-log-source.ts';
import { createRequestChain } from './create-request-chain.ts';
import { HttpsServer } from './http/https-server.ts';
import { exposeServerMetrics } from './observability/server-metrics.ts';
import { createRegistry, type RegistryOptions, type RunningRegistry } from './registry/create-registry.ts';
import type { Storage } from './storage/storage.ts';

export interface ApiServerConfiguration {
  readonly listen: ListenAddress;
  /** File that says which port was taken. */
  readonly portFile: string | undefined;
  /** PEM, as all that follow. */
  readonly certificate: string;
  readonly key: string;
  readonly clientCA: string;
  /** Absent: logs of servers are not served. */
  readonly gateway: GatewayCredentials | undefined;
  readonly openStorage: () => Storage | Promise<Storage>;
  /** Every kind that is served. */
  readonly catalog: readonly KindDefinition[];
  readonly productVersion: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** Starts an api-server, part by part, each on top of the one before. */
export async function startApiServer(configuration: ApiServerConfiguration, lifecycle: Lifecycle): Promise<void> {
  const { catalog, clock, random, logger, productVersion, gateway } = configuration;
  const storage = await lifecycle.step('storage', { start: configuration.openStorage, stop: (opened) => opened.close() });
  const running = await lifecycle.step('registry', {
    start: () => openRegistry({ storage, catalog, clock, random, logger }),
    stop: (registry) => registry.close(),
  });
  const metrics = new PrometheusMetrics({ withProcess: true });
  const consoleLogs = gateway === undefined ? undefined : new GatewayConsoleLogSource({ credentials: gateway, clock });
  const chain = createRequestChain({
    registry: running.registry,
    catalog,
    consoleLogs: consoleLogs ?? noConsoleLogSource,
    healthChecks: [
      { name: 'storage', check: () => checkStorage(running) },
      { name: 'cache', check: () => running.ready },
    ],
    metrics,
    clock,
    random,
    logger,
    productVersion,
  });
  exposeServerMetrics(metrics, { chain, registry: running, storage });
  await lifecycle.step('https server', {
    start: () => listen(configuration, new HttpsServer({ ...configuration, chain })),
    stop: async (server) => {
      await server.close({ graceSeconds: stopGraceSeconds });
      consoleLogs?.close();
    },
    stopDeadlineSeconds: stopGraceSeconds + 5,
  });
  // It answers while it loads, with 503 for what it cannot know yet; it is ready when everything is there.
  await lifecycle.step('first load', { start: () => running.ready, startDeadlineSeconds: firstLoadDeadlineSeconds });
}

function openRegistry(options: RegistryOptions): RunningRegistry {
  const running = createRegistry(options);
  // Who waits for it hears of a failure; until somebody does, it is nobody's unhandled rejection.
  running.ready.catch(() => {});
  return running;
}

/** What is under way when the server is told to stop has so long to finish. */
const stopGraceSeconds = 10;

/** A hundred thousand objects take a few seconds. A storage that is still starting may take longer. */
const firstLoadDeadlineSeconds = 300;

async function listen({ listen: wanted, portFile, logger }: ApiServerConfiguration, server: HttpsServer): Promise<HttpsServer> {
  const address = await server.listen(wanted);
  logger.info({ address: formatAddress(address) }, 'api-server listens');
  if (portFile !== undefined) await writePortFile(portFile, address);
  return server;
}

/** A store that is full or does not answer takes no writes. */
async function checkStorage(running: RunningRegistry): Promise<void> {
  const { reason, message } = await running.storageCondition();
  if (reason === 'Alarm') throw new Error(message);
}
