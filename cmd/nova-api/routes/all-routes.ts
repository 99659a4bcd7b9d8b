import type { Cloud } from '../cloud/cloud.ts';
import { aggregateRoutes } from './aggregate-routes.ts';
import { auditLogRoutes } from './audit-log-routes.ts';
import { extensionRoutes } from './extension-routes.ts';
import { flavorAccessRoutes } from './flavor-access-routes.ts';
import { flavorExtraSpecRoutes } from './flavor-extra-spec-routes.ts';
import { flavorRoutes } from './flavor-routes.ts';
import { hostRoutes } from './host-routes.ts';
import { hypervisorRoutes } from './hypervisor-routes.ts';
import { consoleRoutes } from './console-routes.ts';
import { imageRoutes } from './image-routes.ts';
import { interfaceRoutes } from './interface-routes.ts';
import { keyPairRoutes } from './key-pair-routes.ts';
import { limitRoutes } from './limit-routes.ts';
import { quotaRoutes } from './quota-routes.ts';
import { migrationRoutes } from './migration-routes.ts';
import { removedRoutes } from './removed-routes.ts';
import type { Route } from './route.ts';
import { serverActionRoutes } from './server-action-routes.ts';
import { instanceActionRoutes } from './instance-action-routes.ts';
import { serverDetailRoutes } from './server-detail-routes.ts';
import { serverGroupRoutes } from './server-group-routes.ts';
import { serverMetadataRoutes } from './server-metadata-routes.ts';
import { serverRoutes } from './server-routes.ts';
import { serviceEventRoutes } from './service-event-routes.ts';
import { serverTagRoutes } from './server-tag-routes.ts';
import { serviceRoutes } from './service-routes.ts';
import { volumeAttachmentRoutes } from './volume-attachment-routes.ts';
import { usageRoutes } from './usage-routes.ts';
import { versionRoutes } from './version-routes.ts';
import { zoneRoutes } from './zone-routes.ts';

/** Every path that is served, by the resources of Nova's. */
export function allRoutes(cloud: Cloud): readonly Route[] {
  return [
    ...versionRoutes,
    ...extensionRoutes,
    ...serverRoutes(cloud),
    ...serverActionRoutes(cloud),
    ...serverMetadataRoutes(cloud),
    ...serverTagRoutes(cloud),
    ...serverDetailRoutes(cloud),
    ...instanceActionRoutes(cloud),
    ...interfaceRoutes(cloud),
    ...migrationRoutes(cloud),
    ...serviceEventRoutes(cloud),
    ...volumeAttachmentRoutes(cloud),
    ...consoleRoutes(cloud),
    ...flavorRoutes(cloud),
    ...imageRoutes(cloud),
    ...flavorExtraSpecRoutes(cloud),
    ...flavorAccessRoutes(cloud),
    ...keyPairRoutes(cloud),
    ...removedRoutes,
    ...serverGroupRoutes(cloud),
    ...aggregateRoutes(cloud),
    ...zoneRoutes(cloud),
    ...serviceRoutes(cloud),
    ...hypervisorRoutes(cloud),
    ...hostRoutes(cloud),
    ...quotaRoutes(cloud),
    ...limitRoutes(cloud),
    ...usageRoutes(cloud),
    ...auditLogRoutes(cloud),
  ];
}
