import { serverKind } from '#apis/compute/server.ts';
import { ConflictError } from '#apis/machinery/errors.ts';
import type { Cloud } from '../cloud/cloud.ts';
import type { KnownServer } from '../cloud/known-objects.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { raise } from '../microversions/requests.ts';
import { isBodyName, validateBody } from '../schemas/request-schemas.ts';
import { consoleActions } from './actions/console-actions.ts';
import { imageActions } from './actions/image-actions.ts';
import { moveActions } from './actions/move-actions.ts';
import { powerActions } from './actions/power-actions.ts';
import { rebuildActions } from './actions/rebuild-actions.ts';
import { operatorActions } from './actions/operator-actions.ts';
import { supportActions } from './actions/support-actions.ts';
import type { ActionRoute } from './actions/action-route.ts';
import { recordChange, recordedActions } from './record-action.ts';
import { isAllowed, type NovaAnswer, type NovaRequest, type Route } from './route.ts';
import { changeServer } from './update-server.ts';
import { resetStateAnnotation } from '../translate/server-state.ts';
import { findServer, serverFacts } from './server-facts.ts';
import { requireFeature } from './require-feature.ts';
import { guardAction } from './server-guards.ts';

/** Every key that the body may have. */
export const serverActions: readonly ActionRoute[] = [
  ...powerActions,
  ...rebuildActions,
  ...moveActions,
  ...operatorActions,
  ...imageActions,
  ...consoleActions,
  ...supportActions,
];

/** `POST /servers/ID/action`: what to do is the one key of the body. */
export function serverActionRoutes(cloud: Cloud): readonly Route[] {
  const actions = new Map(serverActions.map((action) => [action.name, action]));
  return [{ method: 'POST', path: '/servers/:id/action', policy: 'known', handle: (request) => act(cloud, actions, request) }];
}

async function act(cloud: Cloud, actions: ReadonlyMap<string, ActionRoute>, request: NovaRequest): Promise<NovaAnswer> {
  const { body, version, caller } = request;
  const names = Object.keys(body);
  const [name = ''] = names;
  const action = actions.get(name);
  if (names.length !== 1 || action === undefined) throw new NovaFault(400, `There is no such action: ${name}`);
  const { since = 1, until = 96 } = action;
  if (version < since || version > until) throw new NovaFault(404, 'The resource could not be found.');
  const schema = `action.${name}`;
  if (!isBodyName(schema)) throw new NovaFault(400, `There is no such action: ${name}`);
  validateBody(schema, version, body);
  if (!isAllowed(caller, action.policy))
    throw new NovaFault(403, `Policy doesn't allow os_compute_api:${action.rule ?? `servers:${name}`} to be performed.`);
  raise(schema, body, version);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await perform(cloud, action, request);
    } catch (error) {
      if (!(error instanceof ConflictError) || attempt === attempts) throw error;
      await lookAgain(cloud, request);
    }
  }
}

/** How often an action is judged anew because the server changed while it was. */
const attempts = 5;

/** Of two who ask at the same time, the second is judged by what the first has made of the server. */
async function lookAgain(cloud: Cloud, { caller, parameters }: NovaRequest): Promise<void> {
  const { metadata } = findServer(cloud, caller, parameters['id'] ?? '');
  const client = (await cloud.as(caller)).resourceAt<KnownServer>(serverKind);
  cloud.known.servers.absorb(await client.get({ namespace: metadata.namespace ?? '', name: metadata.name }));
}

async function perform(cloud: Cloud, action: ActionRoute, request: NovaRequest): Promise<NovaAnswer> {
  const { body, caller, parameters } = request;
  const { name } = action;
  const server = findServer(cloud, caller, parameters['id'] ?? '');
  const facts = serverFacts(cloud, server);
  if (action.guard !== undefined) guardAction(action.guardName ?? name, action.guard, facts, caller);
  if (action.capability !== undefined) requireFeature(cloud, server, name, action.capability);
  const answer = await action.handle({ cloud, request, facts, server, details: (body[name] ?? {}) as Record<string, unknown> });
  const recorded = recordedActions[name];
  if (recorded !== undefined) await recordChange(cloud, request, server, recorded);
  if (recorded !== undefined && !leavesStateAlone.has(name)) await endResetState(cloud, request, server);
  return answer;
}

/** What says nothing of how a server is. */
const leavesStateAlone: ReadonlySet<string> = new Set(['lock', 'unlock', 'os-resetState']);

/** Whoever does something to a server that was declared to be in error wants to see what becomes of that. */
async function endResetState(cloud: Cloud, { caller }: NovaRequest, { metadata }: KnownServer): Promise<void> {
  const server = cloud.byUID('servers', metadata.uid);
  if (server?.metadata.annotations?.[resetStateAnnotation] === undefined) return;
  await changeServer(cloud, caller, server, { metadata: { annotations: { [resetStateAnnotation]: null } } });
}
