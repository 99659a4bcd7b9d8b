import type { Migration } from '#apis/infrastructure/migration.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { has } from '../microversions/gates.ts';
import { lower } from '../microversions/responses.ts';
import { nextLink } from '../translate/links.ts';
import { migrationStatusOf, migrationTypeOf, migrationUpdatedAt, migrationView, liveMigrationView } from '../translate/migration-view.ts';
import { requestAction } from './actions/request-action.ts';
import { pageOf } from './page.ts';
import type { NovaAnswer, NovaRequest, Route } from './route.ts';
import { findServer } from './server-facts.ts';

/** Moves of servers: `/os-migrations` lists all, `/servers/ID/migrations` those that are under way while the server runs. */
export function migrationRoutes(cloud: Cloud): readonly Route[] {
  const [all, one] = ['/servers/:id/migrations', '/servers/:id/migrations/:migration'];
  const rule = (name: string): string => `os_compute_api:servers:migrations:${name}`;
  return [
    {
      method: 'GET',
      path: '/os-migrations',
      policy: 'manager',
      rule: 'os_compute_api:os-migrations:index',
      query: 'listMigrations',
      handle: (request) => list(cloud, request),
    },
    {
      method: 'GET',
      path: all,
      since: 23,
      policy: 'manager',
      rule: rule('index'),
      handle: (request) => ({
        code: 200,
        body: { migrations: underWay(cloud, request).map((each) => shown(each, request, 'serverMigration')) },
      }),
    },
    {
      method: 'GET',
      path: one,
      since: 23,
      policy: 'manager',
      rule: rule('show'),
      handle: (request) => ({ code: 200, body: { migration: shown(requireOne(cloud, request), request, 'serverMigration') } }),
    },
    {
      method: 'POST',
      path: `${one}/action`,
      since: 22,
      policy: 'manager',
      rule: rule('force_complete'),
      request: 'migration.force_complete',
      handle: (request) => order(cloud, request, { what: 'force_complete', type: 'ForceMigration' }),
    },
    {
      method: 'DELETE',
      path: one,
      since: 24,
      policy: 'manager',
      rule: rule('delete'),
      handle: (request) => order(cloud, request, { what: 'abort live migration', type: 'AbortMigration' }),
    },
  ];
}

/** Live ones only: the others can be confirmed or reverted, and are no business of these paths. */
function underWay(cloud: Cloud, { caller, parameters }: NovaRequest): readonly Migration[] {
  const server = findServer(cloud, caller, parameters['id'] ?? '');
  return [...cloud.known.migrations.list()].filter(
    ({ spec, status }) =>
      spec.server.uid === server.metadata.uid && spec.type === 'Live' && ['Preparing', 'Migrating'].includes(status?.phase ?? 'Preparing'),
  );
}

/** As {@link requireOne}, for what can be done to a server that moves only. Throws Nova's 409 where it does not. */
function requireMoving(cloud: Cloud, request: NovaRequest, what: string): Migration {
  if (underWay(cloud, request).length === 0)
    throw new NovaFault(409, `Instance ${request.parameters['id']} is in an invalid state for '${what}'`);
  return requireOne(cloud, request);
}

function requireOne(cloud: Cloud, request: NovaRequest): Migration {
  const { id, migration: number } = request.parameters;
  const found = underWay(cloud, request).find(({ status }) => String(status?.number) === number);
  if (found === undefined) throw new NovaFault(404, `In-progress live migration ${number} is not found for server ${id}.`);
  return found;
}

/** The move hears of it as soon as the order is there, and need not obey: one that has left cannot stay. */
async function order(
  cloud: Cloud,
  request: NovaRequest,
  { what, type }: { readonly what: string; readonly type: 'ForceMigration' | 'AbortMigration' },
): Promise<NovaAnswer> {
  requireMoving(cloud, request, what);
  await requestAction({ cloud, request, server: findServer(cloud, request.caller, request.parameters['id'] ?? '') }, { type });
  return { code: 202 };
}

function shown(migration: Migration, { version }: NovaRequest, form: 'migration' | 'serverMigration'): Record<string, unknown> {
  const body = form === 'serverMigration' ? liveMigrationView(migration) : migrationView(migration);
  lower(form, body, version);
  return body;
}

function list(cloud: Cloud, request: NovaRequest): NovaAnswer {
  const { caller, query, version, links, path } = request;
  const isAdministrator = caller.roles.has('admin');
  const wanted = [...cloud.known.migrations.list()]
    .filter(({ metadata }) => isAdministrator || metadata.namespace === caller.projectID)
    .filter(isWanted(query))
    .toSorted((one, other) => (other.status?.number ?? 0) - (one.status?.number ?? 0));
  const { page, next } = pageOf(wanted, has('pagesOfMigrations', version) ? query : new URLSearchParams(), ({ metadata }) => metadata.uid);
  const migrations = page.map((each) => {
    const body = shown(each, request, 'migration');
    // Nodes and hosts are nothing that a project knows.
    if (!isAdministrator) for (const field of placeFields) body[field] = null;
    return body;
  });
  const more =
    has('pagesOfMigrations', version) && next !== undefined
      ? { migrations_links: [nextLink(links, path.replace(/^\//, ''), query, next)] }
      : {};
  return { code: 200, body: { migrations, ...more } };
}

const placeFields = ['source_compute', 'source_node', 'dest_compute', 'dest_node', 'dest_host'];

function isWanted(query: URLSearchParams): (migration: Migration) => boolean {
  const [since, before] = ['changes-since', 'changes-before'].map((name) => {
    const text = query.get(name);
    return text === null ? undefined : Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`);
  });
  if (since !== undefined && before !== undefined && since > before)
    throw new NovaFault(400, 'The value of changes-since must be less than or equal to changes-before.');
  const is = (name: string, ...values: readonly (string | undefined)[]): boolean => {
    const wish = query.get(name);
    return wish === null || values.includes(wish);
  };
  return (migration) => {
    const { metadata, spec, status } = migration;
    const at = Date.parse(migrationUpdatedAt(migration));
    const { user_id: userID } = migrationView(migration);
    return (
      (since === undefined || at >= since) &&
      (before === undefined || at <= before) &&
      is('instance_uuid', spec.server.uid) &&
      is('source_compute', spec.source.host) &&
      is('host', spec.source.host, status?.destination?.host) &&
      is('status', migrationStatusOf(migration)) &&
      is('migration_type', migrationTypeOf(migration)) &&
      is('project_id', metadata.namespace) &&
      is('user_id', String(userID))
    );
  };
}
