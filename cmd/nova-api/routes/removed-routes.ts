import { NovaFault } from '../http/nova-fault.ts';
import { endpointVersions } from '../microversions/endpoint-versions.ts';
import type { Route } from './route.ts';

/** Paths that Nova once had, and says of in every version that they are gone. */
export const removedRoutes: readonly Route[] = endpointVersions
  .filter(({ gone, action }) => gone !== undefined && action === undefined)
  .map(({ method, path }) => ({
    method,
    path,
    policy: 'known',
    handle: () => Promise.reject(new NovaFault(410, 'This resource is no longer available. No forwarding address is given.')),
  }));
