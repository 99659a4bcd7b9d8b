import type { Console, ConsoleType } from '#apis/compute/console.ts';
import { computeGroup, computeVersion } from '#apis/compute/group.ts';
import { serverKind } from '#apis/compute/server.ts';
import { pathOf } from '#apis/client/resource-location.ts';
import { readJSON } from '#apis/client/response-body.ts';
import type { Caller } from '#apis/openstack/caller.ts';
import type { Cloud } from '../../cloud/cloud.ts';
import type { KnownServer } from '../../cloud/known-objects.ts';
import { NovaFault } from '../../http/nova-fault.ts';
import { requireFeature } from '../require-feature.ts';
import type { Guard } from '../server-guards.ts';
import type { ActionCall, ActionRoute } from './action-route.ts';

/** In which states there is somebody to open a console of. */
export const consoleGuard: Guard = { heedsLock: false };

/** The ways of before 2.6 to ask for a console. */
export const consoleActions: readonly ActionRoute[] = [
  'os-getVNCConsole',
  'os-getSPICEConsole',
  'os-getRDPConsole',
  'os-getSerialConsole',
].map((name) => ({
  name,
  policy: 'member',
  rule: 'os-remote-consoles',
  until: 5,
  guard: consoleGuard,
  handle: (call) => consoleOf(call, String(call.details['type'])),
}));

async function consoleOf({ cloud, request, server }: ActionCall, type: string) {
  return { code: 200, body: { console: { type, url: await openConsole(cloud, request.caller, server, type) } } };
}

/**
 * Where a console of a server opens, once. A screen is a page for browsers; a terminal is a WebSocket, which is what Nova's clients expect. Throws Nova's 400 for
 * a way that there is none here.
 */
export async function openConsole(cloud: Cloud, caller: Caller, server: KnownServer, type: string): Promise<string> {
  const kind = consoleKinds[type];
  if (kind === undefined) throw new NovaFault(400, `Unavailable console type ${type}.`);
  if (server.status?.instance === undefined) throw new NovaFault(409, `Instance ${server.metadata.uid} is not ready`);
  requireFeature(cloud, server, 'os-remote-consoles', kind === 'Serial' ? 'console-serial' : 'console-graphical');
  const client = await cloud.as(caller);
  const { namespace = '', name } = server.metadata;
  const body = { apiVersion: `${computeGroup}/${computeVersion}`, kind: 'Console', spec: { type: kind } };
  const response = await client.raw({
    method: 'POST',
    path: pathOf(serverKind, { namespace, name, subresource: 'console' }),
    query: {},
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { status } = (await readJSON(response)) as Console;
  if (status === undefined) throw new NovaFault(409, `Instance ${server.metadata.uid} is not ready`);
  const origin = cloud.consoleURL;
  if (kind === 'Serial') return `${origin.replace(/^http/, 'ws')}${status.webSocketPath}`;
  // The form of Nova's addresses: clients that are no browsers look there for the path of the WebSocket.
  const page = status.pagePath.replace(/\?.*/, '');
  return `${origin}${page}?path=${encodeURIComponent(status.webSocketPath.replace(/^\//, ''))}`;
}

const consoleKinds: Readonly<Record<string, ConsoleType>> = { novnc: 'Graphical', serial: 'Serial' };
