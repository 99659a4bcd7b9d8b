import type { Cloud } from '../cloud/cloud.ts';
import { flavorAccessRoutes } from './flavor-access-routes.ts';
import { flavorExtraSpecRoutes } from './flavor-extra-spec-routes.ts';
import { flavorRoutes } from './flavor-routes.ts';
import { imageRoutes } from './image-routes.ts';
import { keyPairRoutes } from './key-pair-routes.ts';
import { removedRoutes } from './removed-routes.ts';
import type { Route } from './route.ts';
import { serverActionRoutes } from './server-action-routes.ts';
import { instanceActionRoutes } from './instance-action-routes.ts';
import { serverDetailRoutes } from './server-detail-routes.ts';
import { serverMetadataRoutes } from './server-metadata-routes.ts';
import { serverRoutes } from './server-routes.ts';
import { serverTagRoutes } from './server-tag-routes.ts';
import { versionRoutes } from './version-routes.ts';

/** Every path that is served, by the resources of Nova's. */
export function allRoutes(cloud: Cloud): readonly Route[] {
  return [
    ...versionRoutes,
    ...serverRoutes(cloud),
    ...serverActionRoutes(cloud),
    ...serverMetadataRoutes(cloud),
    ...serverTagRoutes(cloud),
    ...serverDetailRoutes(cloud),
    ...instanceActionRoutes(cloud),
    ...flavorRoutes(cloud),
    ...imageRoutes(cloud),
    ...flavorExtraSpecRoutes(cloud),
    ...flavorAccessRoutes(cloud),
    ...keyPairRoutes(cloud),
    ...removedRoutes,
  ];
}
