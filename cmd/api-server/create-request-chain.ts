import type { Clock } from '#apis/machinery/clock.ts';
import type { KindDefinition } from '#apis/machinery/kind.ts';
import type { Logger } from '#apis/machinery/logger.ts';
import type { Random } from '#apis/machinery/random.ts';
import type { PrometheusMetrics } from '#cmd/bootstrap/prometheus-metrics.ts';
import { createAuthentication, type AuthenticationConfiguration } from './authentication/create-authentication.ts';
import { issuerEndpoints } from './authentication/service-account/issuer-endpoints.ts';
import { RbacAuthorizer } from './authorization/rbac-authorizer.ts';
import { jsonResponse } from './exchange/api-response.ts';
import { PathEndpoints } from './exchange/path-endpoints.ts';
import { backupEndpoint } from './backup/backup-endpoint.ts';
import type { ShiftedStorage } from './storage/shifted-storage.ts';
import type { RequestAudit } from './audit/request-audit.ts';
import { RequestChain } from './chain/request-chain.ts';
import type { ConsoleLogSource } from './console-log/console-log-source.ts';
import { consolePages } from './console/console-pages.ts';
import type { ConsoleTokens } from './console/console-tokens.ts';
import { discoveryEndpoints } from './discovery/discovery-endpoints.ts';
import { defaultGateLimits, RequestGate, type GateLimits } from './fairness/request-gate.ts';
import { healthEndpoints, type HealthCheck } from './observability/health-endpoints.ts';
import { metricsEndpoint } from './observability/metrics-endpoint.ts';
import { RequestRecorder } from './observability/request-recorder.ts';
import { versionDocument } from './observability/version-document.ts';
import type { ImageLinks } from './image-links/image-links.ts';
import { openApiEndpoints } from './openapi/openapi-endpoints.ts';
import { Planner } from './plan/planner.ts';
import type { Registry } from './registry/registry.ts';
import { Representations } from './representation/representations.ts';
import { ServedResources } from './resources/served-resources.ts';
import type { WatchCache } from './watch-cache/watch-cache.ts';

export interface RequestChainParts {
  readonly registry: Registry;
  /** Of the registry. Rights follow from the roles in it. */
  readonly cache: WatchCache;
  readonly catalog: readonly KindDefinition[];
  readonly consoleLogs: ConsoleLogSource;
  readonly consoleTokens: ConsoleTokens;
  /** Absent: there is no image store. */
  readonly imageLinks?: ImageLinks | undefined;
  /** Who is known beside the holders of certificates. Absent: nobody. */
  readonly authentication?: AuthenticationConfiguration | undefined;
  /** Absent: nothing is recorded of who did what. */
  readonly audit?: RequestAudit | undefined;
  /** What a backup is made of. Absent: none can be made. */
  readonly stored?: ShiftedStorage | undefined;
  /** What must be so for the server to call itself ready. */
  readonly healthChecks: readonly HealthCheck[];
  readonly metrics: PrometheusMetrics;
  /** Default {@link defaultGateLimits}. */
  readonly gateLimits?: GateLimits;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** As in package.json. */
  readonly productVersion: string;
}

/** Puts together everything between a transport and the registry. `handle` of the result answers requests, with or without sockets. */
export function createRequestChain(parts: RequestChainParts): RequestChain {
  const { registry, catalog, consoleLogs, consoleTokens, imageLinks, metrics, clock, random, logger, productVersion } = parts;
  const resources = new ServedResources(catalog);
  const authorizer = new RbacAuthorizer(parts.cache);
  const { authenticator, accountTokens, bearerTokens } = createAuthentication(parts.authentication ?? {}, {
    registry,
    clock,
    random,
    logger,
  });
  return new RequestChain({
    authenticator,
    authorizer,
    resources,
    paths: new PathEndpoints(
      healthEndpoints({ checks: parts.healthChecks, clock, logger }),
      metricsEndpoint(metrics),
      parts.stored === undefined ? new Map() : backupEndpoint({ stored: parts.stored, clock, productVersion }),
      consolePages(),
      issuerEndpoints(parts.authentication?.serviceAccounts),
      discoveryEndpoints(resources.groupVersions),
      openApiEndpoints(resources.groupVersions, { productVersion }),
      new Map([['/version', () => jsonResponse(200, versionDocument(productVersion))]]),
    ),
    endpoints: {
      registry,
      representations: new Representations({ clock }),
      consoleLogs,
      consoleTokens,
      imageLinks,
      authorizer,
      planner: new Planner({ registry, catalog, authorizer, clock }),
      accountTokens,
      bearerTokens,
    },
    recorder: new RequestRecorder({ metrics, logger, resources }),
    audit: parts.audit,
    gate: new RequestGate({ limits: parts.gateLimits ?? defaultGateLimits, clock, metrics }),
    clock,
    random,
    logger,
  });
}
