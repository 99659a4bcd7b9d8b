import type { Cloud } from '#cmd/nova-api/cloud/cloud.ts';
import { newest } from '#cmd/nova-api/microversions/microversion.ts';
import type { SchemaStep } from '#cmd/nova-api/schemas/parameter-schemas.ts';
import { inItsVersions, versionsOf } from '#cmd/nova-api/microversions/endpoint-versions.ts';
import { allRoutes } from '#cmd/nova-api/routes/all-routes.ts';
import type { Policy, Route } from '#cmd/nova-api/routes/route.ts';
import { serverActions } from '#cmd/nova-api/routes/server-action-routes.ts';
import { bodySchemas, isBodyName, querySchemas, type BodyName, type QueryName } from '#cmd/nova-api/schemas/request-schemas.ts';

/** One thing that can be asked for: a route, or one of the actions that share a route. */
export interface Target {
  readonly name: string;
  readonly method: Route['method'];
  readonly path: string;
  readonly policy: Policy;
  readonly body: BodyName | undefined;
  readonly query: QueryName | undefined;
  readonly since: number;
  readonly until: number;
  /** Whether Nova has taken it out for good. */
  readonly isGone: boolean;
  /** Versions at which something changes, and those before them. */
  readonly versions: readonly number[];
}

function targetsOf(route: Route): readonly Target[] {
  if (route.path === '/servers/:id/action') return [];
  const names = namesByPath[`${route.method} ${route.path}`];
  if (names === undefined) return [targetOf(route, route.request)];
  if (route.path === '/os-services/:id' && (route.since ?? 1) > 1) return [targetOf(route, route.request)];
  return names.map((body) => {
    const path = route.path === '/os-services/:id' ? `/os-services/${body.replace('service.', '')}` : route.path;
    return targetOf({ ...route, path, ...(body === 'service.force-down' ? { since: 11 } : {}) }, body);
  });
}

/** Bodies of routes that look themselves which one it is. */
const namesByPath: Readonly<Record<string, readonly BodyName[]>> = {
  'POST /flavors/:id/action': ['addTenantAccess', 'removeTenantAccess'],
  'POST /os-aggregates/:id/action': ['aggregate.add_host', 'aggregate.remove_host', 'aggregate.set_metadata'],
  'PUT /os-services/:id': ['service.enable', 'service.disable', 'service.disable-log-reason', 'service.force-down'],
};

function serverActionTargets(): readonly Target[] {
  return serverActions.map(({ name, policy, since, until }) => {
    const body = `action.${name}`;
    return targetOf(
      {
        method: 'POST',
        path: '/servers/:id/action',
        policy,
        ...(since === undefined ? {} : { since }),
        ...(until === undefined ? {} : { until }),
      },
      isBodyName(body) ? body : undefined,
    );
  });
}

function targetOf(route: Pick<Route, 'method' | 'path' | 'policy' | 'since' | 'until' | 'query'>, body: BodyName | undefined): Target {
  const { method, path, policy, query, since = 1, until = newest } = route;
  const steps = [...(body === undefined ? [] : bodySchemas[body]), ...(query === undefined ? [] : querySchemas[query])].map(
    (step) => step.since,
  );
  const all = [since, until, ...steps, ...steps.map((step) => step - 1)].filter((version) => version >= since && version <= until);
  const isAction = path.endsWith('/action');
  return {
    name: `${method} ${path}${isAction ? ` ${body ?? ''}` : ''} 2.${since}-2.${until}`,
    method,
    path,
    policy,
    body,
    query,
    since,
    until,
    isGone: versionsOf(method, path).gone !== undefined || body === 'action.resetNetwork',
    versions: [...new Set(all)].toSorted((one, other) => one - other),
  };
}

/** The steps of a schema that hold in some version of a target. */
export function stepsOf({ body, query, since, until }: Target): readonly string[] {
  return [body === undefined ? [] : named(body, bodySchemas[body]), query === undefined ? [] : named(query, querySchemas[query])]
    .flat()
    .filter((step) => step.since <= until && step.until >= since)
    .map(({ text }) => text);
}

/** The step of each of a target's schemas that holds in a version. */
export function stepsAt(target: Target, version: number): readonly string[] {
  return stepsOf({ ...target, since: version, until: version });
}

function named(
  name: string,
  steps: readonly SchemaStep[],
): readonly { readonly text: string; readonly since: number; readonly until: number }[] {
  return steps.map(({ since }, index) => ({ text: `${name} since 2.${since}`, since, until: (steps[index + 1]?.since ?? newest + 1) - 1 }));
}

/** Everything that can be asked for, from the tables that serve it. */
export const targets: readonly Target[] = [
  ...allRoutes({} as Cloud)
    .map(inItsVersions)
    .flatMap(targetsOf),
  ...serverActionTargets(),
];
