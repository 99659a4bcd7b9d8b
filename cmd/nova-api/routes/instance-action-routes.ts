import type { Cloud } from '../cloud/cloud.ts';
import type { KnownServer } from '../cloud/known-objects.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { has } from '../microversions/gates.ts';
import { lower } from '../microversions/responses.ts';
import { parseTime } from '../schemas/formats.ts';
import {
  creationOf,
  instanceActionEventViews,
  instanceActionView,
  pastActionOf,
  type PastAction,
} from '../translate/instance-action-view.ts';
import { nextLink } from '../translate/links.ts';
import { pageOf } from './page.ts';
import type { NovaAnswer, NovaRequest, Route } from './route.ts';
import { findServer } from './server-facts.ts';

/** `/servers/ID/os-instance-actions`: what was done to a server. It stays when the server is gone. */
export function instanceActionRoutes(cloud: Cloud): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/servers/:id/os-instance-actions',
      policy: 'reader',
      rule: 'os_compute_api:os-instance-actions:list',
      query: 'listInstanceActions',
      handle: (request) => list(cloud, request),
    },
    {
      method: 'GET',
      path: '/servers/:id/os-instance-actions/:request',
      policy: 'reader',
      rule: 'os_compute_api:os-instance-actions:show',
      handle: (request) => show(cloud, request),
    },
  ];
}

interface History {
  readonly server: KnownServer | undefined;
  /** The newest first. */
  readonly actions: readonly PastAction[];
}

function historyOf(cloud: Cloud, { caller, parameters, version }: NovaRequest): History {
  const id = parameters['id'] ?? '';
  const isAdministrator = caller.roles.has('admin');
  const records = cloud.actionsOfUID(id).filter(({ metadata }) => isAdministrator || metadata.namespace === caller.projectID);
  const isGone = cloud.byUID('servers', id) === undefined;
  const server = isGone && has('actionsOfDeletedServers', version) && records.length > 0 ? undefined : findServer(cloud, caller, id);
  const recorded = records.map(pastActionOf);
  const isCreationRecorded = recorded.some(({ action }) => action === 'create');
  const all = server === undefined || isCreationRecorded ? recorded : [creationOf(server), ...recorded];
  return { server, actions: all.toSorted((one, other) => Date.parse(other.startedAt) - Date.parse(one.startedAt)) };
}

function list(cloud: Cloud, request: NovaRequest): NovaAnswer {
  const { parameters, version, query, links, path } = request;
  const { actions } = historyOf(cloud, request);
  const hasQuery = has('pagesOfInstanceActions', version);
  const wanted = hasQuery ? actions.filter(isWithin(query)) : actions;
  const { page, next } = pageOf(wanted, hasQuery ? query : new URLSearchParams(), ({ requestID }) => requestID);
  const views = page.map((past) => {
    const view = instanceActionView(past, parameters['id'] ?? '');
    lower('instanceAction', view, version);
    return view;
  });
  const more = hasQuery && next !== undefined ? { links: [nextLink(links, path.replace(/^\//, ''), query, next)] } : {};
  return { code: 200, body: { instanceActions: views, ...more } };
}

function isWithin(query: URLSearchParams): (past: PastAction) => boolean {
  const [since, before] = ['changes-since', 'changes-before'].map((name) => {
    const text = query.get(name);
    return text === null ? undefined : parseTime(text)?.getTime();
  });
  if (since !== undefined && before !== undefined && since > before)
    throw new NovaFault(400, 'The value of changes-since must be less than or equal to changes-before.');
  return ({ updatedAt }) => {
    const at = Date.parse(updatedAt);
    return (since === undefined || at >= since) && (before === undefined || at <= before);
  };
}

function show(cloud: Cloud, request: NovaRequest): NovaAnswer {
  const { caller, parameters, version } = request;
  const wanted = parameters['request'] ?? '';
  const { server, actions } = historyOf(cloud, request);
  const past = actions.find(({ requestID }) => requestID === wanted);
  if (past === undefined) throw new NovaFault(404, `Action ${wanted} not found`);
  const view = instanceActionView(past, parameters['id'] ?? '');
  lower('instanceAction', view, version);
  const isAdministrator = caller.roles.has('admin');
  if (!isAdministrator && !has('eventsForEverybody', version)) return { code: 200, body: { instanceAction: view } };
  const host = server === undefined ? undefined : cloud.instanceOf(server)?.spec.host.name;
  const events = instanceActionEventViews(past, { hostID: server?.status?.hostID ?? '', host, isAdministrator });
  for (const event of events) lower('instanceActionEvent', event, version);
  return { code: 200, body: { instanceAction: { ...view, events } } };
}
