import { ApiClient } from '#apis/client/api-client.ts';
import type { Transport } from '#apis/client/transport.ts';
import type { Clock } from '#apis/machinery/clock.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import { ProjectSetup } from '#apis/openstack/project-setup.ts';
import { serveHealth, type HealthPlace } from '#cmd/bootstrap/health-endpoint.ts';
import type { Lifecycle } from '#cmd/bootstrap/lifecycle.ts';
import { formatAddress, writePortFile, type ListenAddress } from '#cmd/bootstrap/port-file.ts';
import { PrometheusMetrics } from '#cmd/bootstrap/prometheus-metrics.ts';
import type { ReloadedFiles } from '#cmd/bootstrap/reloaded-files.ts';
import { identityFault, imageFault, networkFault, volumeFault } from './http/fault-bodies.ts';
import { openApp, type Service } from './http/open-app.ts';
import { ProjectClients, type TokenJudge } from './http/project-client.ts';
import type { ServicePlaces } from './identity/catalog.ts';
import type { Directory } from './identity/directory.ts';
import { addIdentityRoutes } from './identity/identity-routes.ts';
import { Identity } from './identity/identity.ts';
import { LoginLimits } from './identity/login-limits.ts';
import { Tokens } from './identity/tokens.ts';
import { addImageRoutes } from './image/image-routes.ts';
import { addNetworkRoutes } from './network/network-routes.ts';
import { addVolumeRoutes } from './volume/volume-routes.ts';

/** Who says whose a token is. */
export type IdentityConfiguration =
  /** We do, for the users of a file. */
  | { readonly kind: 'Own'; readonly directory: ReloadedFiles<Directory>; readonly tokenKey: Uint8Array }
  /** A Keystone somewhere else, of which clients get their catalogue too. */
  | { readonly kind: 'Elsewhere'; readonly url: string; readonly tokens: TokenJudge; readonly close: () => Promise<void> };

export interface OpenStackServicesConfiguration extends HealthPlace {
  readonly transport: Transport;
  readonly listen: ListenAddress;
  readonly portFile: string | undefined;
  readonly identity: IdentityConfiguration;
  /** How clients reach us; by the address where we listen if absent. */
  readonly publicURL: string | undefined;
  readonly computeURL: string | undefined;
  readonly region: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** The process is ready as soon as it listens: all that it knows it reads when it is asked. */
export async function startOpenStackServices(configuration: OpenStackServicesConfiguration, lifecycle: Lifecycle): Promise<void> {
  const { transport, identity, listen, portFile, logger } = configuration;
  await lifecycle.step('transport', { start: () => transport, stop: (opened) => opened.close() });
  if (identity.kind === 'Elsewhere') await lifecycle.step('identity', { start: () => {}, stop: () => identity.close() });
  const metrics = new PrometheusMetrics({ withProcess: true });
  await serveHealth(configuration, { metrics, obstacles: () => [] }, lifecycle);
  const place = { url: configuration.publicURL ?? '' };
  const app = openApp({ services: servicesOf(configuration, place), logger, random: configuration.random });
  const address = await lifecycle.step('listener', {
    start: async () => {
      await app.listen(listen);
      const [taken] = app.addresses();
      return { host: listen.host, port: typeof taken === 'object' ? taken.port : listen.port };
    },
    stop: () => app.close(),
  });
  place.url ||= `http://${formatAddress(address)}`;
  logger.info({ address: formatAddress(address), url: place.url }, 'openstack services listen');
  if (portFile !== undefined) await writePortFile(portFile, address);
}

function servicesOf(configuration: OpenStackServicesConfiguration, place: { readonly url: string }): readonly Service[] {
  const { identity, transport, random, clock, region, computeURL } = configuration;
  const own =
    identity.kind === 'Own'
      ? new Identity({
          directory: identity.directory,
          tokens: new Tokens({ key: identity.tokenKey, clock, random }),
          limits: new LoginLimits({ clock }),
          clock,
        })
      : undefined;
  const tokens = identity.kind === 'Own' ? own! : identity.tokens;
  const clients = new ProjectClients({ tokens, projects: new ProjectSetup({ client: new ApiClient({ transport }) }), transport });
  const places = (): ServicePlaces => ({ publicURL: place.url, computeURL, region });
  const challenge = (): string => `Keystone uri="${identity.kind === 'Own' ? `${place.url}/identity` : identity.url}"`;
  const options = { clients, random };
  return [
    ...(own === undefined
      ? []
      : [
          {
            prefix: '/identity',
            challenge,
            faultBody: identityFault,
            addRoutes: (app) => addIdentityRoutes(app, { identity: own, places }),
          } satisfies Service,
        ]),
    {
      prefix: '/image',
      challenge,
      faultBody: imageFault,
      addRoutes: (app) => addImageRoutes(app, { ...options, baseURL: () => `${place.url}/image` }),
    },
    {
      prefix: '/network',
      challenge,
      faultBody: networkFault,
      addRoutes: (app) => addNetworkRoutes(app, { ...options, clock, baseURL: () => `${place.url}/network` }),
    },
    {
      prefix: '/volume',
      challenge,
      faultBody: volumeFault,
      addRoutes: (app) => addVolumeRoutes(app, { ...options, baseURL: () => `${place.url}/volume` }),
    },
  ];
}
