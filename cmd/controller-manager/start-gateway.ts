import { ApiClient } from '#apis/client/api-client.ts';
import type { Transport } from '#apis/client/transport.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { Authority, Credentials } from '#cmd/bootstrap/certificates.ts';
import { serveHealth, type HealthPlace } from '#cmd/bootstrap/health-endpoint.ts';
import type { Lifecycle } from '#cmd/bootstrap/lifecycle.ts';
import { formatAddress, writePortFile, type ListenAddress } from '#cmd/bootstrap/port-file.ts';
import { PrometheusMetrics } from '#cmd/bootstrap/prometheus-metrics.ts';
import { createConsoleUpgrade } from '#controllers/instance/console-upgrade.ts';
import { createConsoleEndpoint } from '#controllers/instance/console-endpoint.ts';
import { createGateway, type Gateway } from '#controllers/instance/gateway.ts';
import { SharedInformers } from '#controllers/runtime/shared-informers.ts';
import { serveGateway, type GatewayServer } from '#proto/transport/serve-gateway.ts';
import { AgentCertificateSigner } from './agent-certificate-signer.ts';
import { ConsoleServer } from './console-server.ts';
import { startCaches } from '#controllers/runtime/start-caches.ts';

export interface GatewayConfiguration extends HealthPlace {
  readonly transport: Transport;
  /** Name of this replica and of its Lease. */
  readonly replicaName: string;
  /** Where agents dial in. */
  readonly listen: ListenAddress;
  /** File that says which port was taken. */
  readonly portFile: string | undefined;
  /** What this replica shows, to agents and to the api-server. */
  readonly credentials: Credentials;
  /** Signs the certificates of hosts. */
  readonly agentAuthority: Authority;
  /** Where the api-server asks for logs. */
  readonly consoleListen: ListenAddress;
  /** Authority of the api-server's certificate as a client. */
  readonly consoleClientAuthorityPEM: string;
  /** What is written on Hosts for the api-server to ask at; absent: the address of `consoleListen`. */
  readonly consoleURL: string | undefined;
  /** Where hosts find the image store; absent: there is none. */
  readonly imageStoreURL: string | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** The loop `instance`. The process is ready when agents may dial in. */
export async function startGateway(configuration: GatewayConfiguration, lifecycle: Lifecycle): Promise<void> {
  const { clock, random, logger, transport, replicaName, imageStoreURL } = configuration;
  const metrics = new PrometheusMetrics({ withProcess: true });
  await lifecycle.step('transport', { start: () => transport, stop: (opened) => opened.close() });
  const client = new ApiClient({ transport });
  const informers = new SharedInformers({ client, clock, random, logger });
  const signer = new AgentCertificateSigner({ authority: configuration.agentAuthority, clock });
  const forward: { gateway?: Gateway } = {};
  const consoleAddress = await startConsole(configuration, forward, lifecycle);
  const consoleURL = configuration.consoleURL ?? `https://${formatAddress(consoleAddress)}`;
  const gateway = createGateway({
    client,
    informers,
    name: replicaName,
    consoleURL,
    imageStoreURL,
    signer,
    clock,
    random,
    logger,
    metrics,
  });
  forward.gateway = gateway;
  await serveHealth(configuration, { metrics, obstacles: () => informers.unsynced().map((kind) => `${kind}: not read yet`) }, lifecycle);
  await lifecycle.step('caches', {
    start: (signal) => startCaches(informers, signal),
    stop: (caches) => caches.stop(),
    startDeadlineSeconds: cacheDeadlineSeconds,
  });
  await lifecycle.step('gateway', {
    start: (signal) => gateway.start({ signal }),
    stop: () => gateway.stop(),
    startDeadlineSeconds: cacheDeadlineSeconds,
    stopDeadlineSeconds: 30,
  });
  await lifecycle.step('agents’ listener', { start: () => listenForAgents(configuration, gateway), stop: (server) => server.close() });
}

/** An api-server that is still starting, or is not there yet, is waited for. */
const cacheDeadlineSeconds = 300;

/** Its address is part of what the gateway writes, so it listens first. */
async function startConsole(
  configuration: GatewayConfiguration,
  forward: { gateway?: Gateway },
  lifecycle: Lifecycle,
): Promise<ListenAddress> {
  const { credentials, consoleClientAuthorityPEM, consoleListen, clock, logger } = configuration;
  const server = new ConsoleServer({
    ...credentials,
    clientAuthorityPEM: consoleClientAuthorityPEM,
    answer: createConsoleEndpoint({ consoleLog: (instanceUID, options) => forward.gateway?.consoleLog(instanceUID, options), logger }),
    upgrade: createConsoleUpgrade({ openConsole: (instanceUID, console) => forward.gateway?.openConsole(instanceUID, console), clock }),
  });
  return lifecycle.step('console endpoint', { start: () => server.listen(consoleListen), stop: () => server.close() });
}

async function listenForAgents(configuration: GatewayConfiguration, gateway: Gateway): Promise<GatewayServer> {
  const { listen, credentials, agentAuthority, clock, logger, portFile } = configuration;
  const server = await serveGateway({
    listen,
    ...credentials,
    agentAuthorityPEM: agentAuthority.certificatePEM,
    service: gateway,
    clock,
    logger,
  });
  logger.info({ address: formatAddress(server.address) }, 'gateway listens for agents');
  if (portFile !== undefined) await writePortFile(portFile, server.address);
  return server;
}
