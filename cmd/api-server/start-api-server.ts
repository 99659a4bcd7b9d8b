import { ConflictError } from '#apis/machinery/errors.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { Lifecycle } from '#cmd/bootstrap/lifecycle.ts';
import { formatAddress, writePortFile, type ListenAddress } from '#cmd/bootstrap/port-file.ts';
import { PrometheusMetrics } from '#cmd/bootstrap/prometheus-metrics.ts';
import type { AuditConfiguration } from './audit-configuration.ts';
import type { AuthenticationConfiguration } from './authentication/create-authentication.ts';
import { RoleUpkeep, type RoleUpkeepOptions } from './authorization/role-upkeep.ts';
import type { RequestChain } from './chain/request-chain.ts';
import type { ConsoleLogSource } from './console-log/console-log-source.ts';
import { GatewayConsoleLogSource, type GatewayCredentials } from './console-log/gateway-console-log-source.ts';
import { noConsoleLogSource } from './console-log/no-console-log-source.ts';
import { consoleOpener } from './console/console-gateway.ts';
import { ConsoleSockets } from './console/console-sockets.ts';
import { ConsoleTokens } from './console/console-tokens.ts';
import { AuditLog } from './audit/audit-log.ts';
import { RequestAudit } from './audit/request-audit.ts';
import { RotatingFile } from './audit/rotating-file.ts';
import { createRequestChain } from './create-request-chain.ts';
import type { GateLimits } from './fairness/request-gate.ts';
import { ImageLinks, type ImageStoreAccess } from './image-links/image-links.ts';
import { HttpsServer } from './http/https-server.ts';
import { UpgradeDoor } from './http/upgrade-door.ts';
import { WatchSockets } from './http/watch-sockets.ts';
import { exposeServerMetrics } from './observability/server-metrics.ts';
import { createRegistry, type RegistryOptions, type RunningRegistry } from './registry/create-registry.ts';
import { StorageReporter } from './registry/storage-reporter.ts';
import type { RestoreOptions } from './backup/restore-backup.ts';
import type { ShiftedStorage } from './storage/shifted-storage.ts';
import { Compactor, type CompactorOptions } from './storage/compactor.ts';
import type { Storage } from './storage/storage.ts';
import { connectionOf } from './verbs/server-connection.ts';

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
  /** Absent: there is no image store. */
  readonly imageStore?: ImageStoreAccess | undefined;
  /** How much may go on at one time; absent: {@link defaultGateLimits}. */
  readonly gateLimits?: GateLimits;
  /** Who is known beside the holders of certificates. Absent: nobody. */
  readonly authentication?: AuthenticationConfiguration | undefined;
  /** Where it is recorded who did what. Absent: nowhere. */
  readonly audit?: AuditConfiguration | undefined;
  readonly openStorage: () => OpenedStorage;
  /** The same store for a restore: as it is, and through its encryption. Absent: nothing can be restored. */
  readonly openToRestore?: () => Pick<RestoreOptions, 'storage' | 'decrypting'> & { readonly storage: Storage };
  /** Every kind that is served. */
  readonly catalog: readonly KindDefinition[];
  readonly productVersion: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** A storage, and what is to be done to it now and then. */
export interface OpenedStorage {
  readonly storage: Storage;
  /** The same below its encryption: what a backup is made of. */
  readonly stored: ShiftedStorage;
  /** Gives space back that a compaction has freed. */
  readonly afterCompaction?: () => Promise<void>;
}

/** Starts an api-server, part by part, each on top of the one before. */
export async function startApiServer(configuration: ApiServerConfiguration, lifecycle: Lifecycle): Promise<void> {
  const { catalog, clock, random, logger, gateway } = configuration;
  const opened = await lifecycle.step('storage', { start: configuration.openStorage, stop: (each) => each.storage.close() });
  const { storage, stored } = opened;
  const running = await lifecycle.step('registry', {
    start: () => openRegistry({ storage, catalog, clock, random, logger }),
    stop: (registry) => registry.close(),
  });
  const consoleLogs = gateway === undefined ? undefined : new GatewayConsoleLogSource({ credentials: gateway, clock });
  const consoleTokens = new ConsoleTokens({ storage, clock, random });
  const metrics = new PrometheusMetrics({ withProcess: true });
  const audit = await startAudit(configuration, metrics, lifecycle);
  const chain = measuredChain(configuration, {
    running,
    storage,
    stored,
    consoleLogs: consoleLogs ?? noConsoleLogSource,
    consoleTokens,
    metrics,
    audit,
  });
  const upgrades = new UpgradeDoor({
    consoles: gateway === undefined ? undefined : consoleSockets({ running, consoleTokens, gateway, logger }),
    watches: new WatchSockets({ chain, logger }),
  });
  await lifecycle.step('https server', {
    start: () => listen(configuration, new HttpsServer({ ...configuration, chain, upgrades })),
    stop: async (server) => {
      await server.close({ graceSeconds: stopGraceSeconds });
      consoleLogs?.close();
    },
    stopDeadlineSeconds: stopGraceSeconds + 5,
  });
  // It answers while it loads, with 503 for what it cannot know yet; it is ready when everything is there.
  await lifecycle.step('first load', { start: () => running.ready, startDeadlineSeconds: firstLoadDeadlineSeconds });
  await lifecycle.step('roles', {
    start: () => startRoleUpkeep({ ...running, clock, logger }),
    stop: (upkeep) => upkeep.close(),
    startDeadlineSeconds: firstLoadDeadlineSeconds,
  });
  await lifecycle.step('compactor', {
    start: () => startCompactor({ ...opened, clock, random, logger, historySeconds }, lifecycle.signal),
    stop: (compacting) => compacting.ended,
  });
  await lifecycle.step('storage reporter', {
    start: () => ({ ended: new StorageReporter({ ...running, clock, random, logger }).run({ signal: lifecycle.signal }) }),
    stop: (reporting) => reporting.ended,
  });
}

async function startRoleUpkeep(options: RoleUpkeepOptions): Promise<RoleUpkeep> {
  const upkeep = new RoleUpkeep(options);
  await upkeep.start();
  return upkeep;
}

/** Told to stop by the signal, which comes before its own stop. */
function startCompactor(options: CompactorOptions, signal: AbortSignal): { readonly ended: Promise<void> } {
  return { ended: new Compactor(options).run({ signal }) };
}

/** How long the pages of a list can be gone on with, as in Kubernetes. Watches that resume do not need it: their past is kept in memory. */
const historySeconds = 300;

function measuredChain(
  configuration: ApiServerConfiguration,
  {
    running,
    storage,
    stored,
    consoleLogs,
    consoleTokens,
    metrics,
    audit,
  }: {
    readonly running: RunningRegistry;
    readonly storage: Storage;
    readonly stored: ShiftedStorage;
    readonly consoleLogs: ConsoleLogSource;
    readonly consoleTokens: ConsoleTokens;
    readonly metrics: PrometheusMetrics;
    readonly audit: RequestAudit | undefined;
  },
): RequestChain {
  const chain = createRequestChain({
    ...configuration,
    registry: running.registry,
    cache: running.cache,
    consoleLogs,
    consoleTokens,
    imageLinks: imageLinksOf(configuration),
    stored,
    healthChecks: [
      { name: 'storage', check: () => checkStorage(running) },
      { name: 'cache', check: () => running.ready },
    ],
    metrics,
    audit,
  });
  exposeServerMetrics(metrics, { chain, registry: running, storage });
  return chain;
}

/** Who cannot write the record does not begin: a wrong path is told at once, and not when somebody looks for what was never written. */
async function startAudit(
  { audit, clock, logger }: ApiServerConfiguration,
  metrics: PrometheusMetrics,
  lifecycle: Lifecycle,
): Promise<RequestAudit | undefined> {
  if (audit === undefined) return undefined;
  const file = new RotatingFile({ ...audit.file, clock });
  const log = new AuditLog({ file, clock, metrics, logger });
  await lifecycle.step('audit log', { start: () => file.append(''), stop: () => log.close() });
  return new RequestAudit({ log, policy: audit.policy, clock });
}

interface ConsoleParts {
  readonly running: RunningRegistry;
  readonly consoleTokens: ConsoleTokens;
  readonly gateway: GatewayCredentials;
  readonly logger: Logger;
}

/** A token opens the guest that it was made for: one that has moved meanwhile has another console. */
function consoleSockets({ running, consoleTokens, gateway, logger }: ConsoleParts): ConsoleSockets {
  const open = consoleOpener(gateway);
  return new ConsoleSockets({
    tokens: consoleTokens,
    logger,
    open: async ({ namespace, server, instanceUID, type }) => {
      const { instance, gatewayURL } = await connectionOf({ namespace, name: server }, 'console', running.registry);
      if (instance.metadata.uid !== instanceUID) throw new ConflictError('the server was moved meanwhile: ask for another token');
      return open({ gatewayURL, instanceUID, type });
    },
  });
}

function imageLinksOf({ imageStore, clock, random }: ApiServerConfiguration): ImageLinks | undefined {
  return imageStore === undefined ? undefined : new ImageLinks({ ...imageStore, clock, random });
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
