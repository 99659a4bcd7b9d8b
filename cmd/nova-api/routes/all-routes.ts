import type { Cloud } from '../cloud/cloud.ts';
import { flavorRoutes } from './flavor-routes.ts';
import type { Route } from './route.ts';
import { serverActionRoutes } from './server-action-routes.ts';
import { serverRoutes } from './server-routes.ts';
import { versionRoutes } from './version-routes.ts';

/** Every path that is served, by the resources of Nova's. */
export function allRoutes(cloud: Cloud): readonly Route[] {
  return [...versionRoutes, ...serverRoutes(cloud), ...serverActionRoutes(cloud), ...flavorRoutes(cloud)];
}
