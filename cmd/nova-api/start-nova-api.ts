import { ApiClient } from '#apis/client/api-client.ts';
import type { Transport } from '#apis/client/transport.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import { GlanceClient } from '#apis/openstack/glance-client.ts';
import { IdentityClient } from '#apis/openstack/identity-client.ts';
import { ProjectSetup } from '#apis/openstack/project-setup.ts';
import { TokenVerifier } from '#apis/openstack/token-verifier.ts';
import { serveHealth, type HealthPlace } from '#cmd/bootstrap/health-endpoint.ts';
import type { Lifecycle } from '#cmd/bootstrap/lifecycle.ts';
import { formatAddress, writePortFile, type ListenAddress } from '#cmd/bootstrap/port-file.ts';
import { PrometheusMetrics } from '#cmd/bootstrap/prometheus-metrics.ts';
import { Cloud } from './cloud/cloud.ts';
import { followObjects, runInformers, unsynced, whenSynced, type KnownObjects } from './cloud/known-objects.ts';
import { NovaServer } from './nova-server.ts';
import { allRoutes } from './routes/all-routes.ts';

export interface NovaConfiguration extends HealthPlace {
  readonly transport: Transport;
  readonly listen: ListenAddress;
  /** File that says which port was taken. */
  readonly portFile: string | undefined;
  /** What links begin with; absent: by what the client called us. */
  readonly publicURL: string | undefined;
  /** What URLs of consoles begin with: where people reach the api-server. */
  readonly consoleURL: string;
  readonly identity: IdentityPlace;
  /** Whose images servers may be made from, beside ours. */
  readonly glanceURL: string | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** Where tokens are asked about, and as whom. */
export interface IdentityPlace {
  readonly url: string;
  readonly userName: string;
  readonly password: string;
  readonly projectName: string;
  readonly domainName: string;
}

/** An api-server that is still starting, or is not there yet, is waited for. */
const cacheDeadlineSeconds = 300;

/** The process is ready when it knows the whole cloud, and listens. */
export async function startNovaAPI(configuration: NovaConfiguration, lifecycle: Lifecycle): Promise<void> {
  const { clock, random, logger, transport, publicURL } = configuration;
  const metrics = new PrometheusMetrics({ withProcess: true });
  await lifecycle.step('transport', { start: () => transport, stop: (opened) => opened.close() });
  const client = new ApiClient({ transport });
  const known = followObjects({ client, clock, random, logger });
  await serveHealth(configuration, { metrics, obstacles: () => unsynced(known).map((name) => `${name}: not read yet`) }, lifecycle);
  await lifecycle.step('caches', {
    start: (signal) => follow(known, signal),
    stop: (following) => following.stop(),
    startDeadlineSeconds: cacheDeadlineSeconds,
  });
  const identity = await lifecycle.step('identity', { start: () => identityOf(configuration), stop: (opened) => opened.close() });
  const { glanceURL } = configuration;
  const glance =
    glanceURL === undefined
      ? undefined
      : await lifecycle.step('glance', { start: () => new GlanceClient({ url: glanceURL }), stop: (opened) => opened.close() });
  const cloud = new Cloud({
    known,
    transport,
    projects: new ProjectSetup({ client }),
    consoleURL: configuration.consoleURL,
    glance,
    clock,
    random,
  });
  const server = new NovaServer({
    routes: allRoutes(cloud),
    tokens: new TokenVerifier({ identity, clock }),
    publicURL,
    random,
    logger,
  });
  await lifecycle.step('listener', { start: () => listen(server, configuration), stop: () => server.close() });
}

function identityOf({ identity: { url, userName, password, projectName, domainName }, clock }: NovaConfiguration): IdentityClient {
  const credentials = { userName, password, projectName, userDomainName: domainName, projectDomainName: domainName };
  return new IdentityClient({ url, credentials, clock });
}

async function listen(server: NovaServer, { listen: place, portFile, logger }: NovaConfiguration): Promise<void> {
  const address = await server.listen(place);
  logger.info({ address: formatAddress(address) }, 'nova api listens');
  if (portFile !== undefined) await writePortFile(portFile, address);
}

async function follow(known: KnownObjects, signal: AbortSignal): Promise<{ readonly stop: () => Promise<void> }> {
  const controller = new AbortController();
  const running = runInformers(known, controller.signal);
  const stop = async (): Promise<void> => {
    controller.abort(new Error('the process is stopping'));
    await running;
  };
  try {
    await whenSynced(known, signal);
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}
