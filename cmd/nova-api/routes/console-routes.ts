import type { Cloud } from '../cloud/cloud.ts';
import { NovaFault } from '../http/nova-fault.ts';
import { lower } from '../microversions/responses.ts';
import { consoleGuard, openConsole } from './actions/console-actions.ts';
import type { NovaAnswer, NovaRequest, Route } from './route.ts';
import { findServer, serverFacts } from './server-facts.ts';
import { guardAction } from './server-guards.ts';

/** Live consoles of servers. */
export function consoleRoutes(cloud: Cloud): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/servers/:id/remote-consoles',
      since: 6,
      policy: 'member',
      rule: 'os_compute_api:os-remote-consoles',
      request: 'createRemoteConsole',
      handle: (request) => open(cloud, request),
    },
    {
      method: 'GET',
      path: '/os-console-auth-tokens/:token',
      policy: 'admin',
      rule: 'os_compute_api:os-console-auth-tokens',
      // Nova says to which host and port of a hypervisor a token leads. Here nothing connects to a host: who holds a token opens the console with it, once.
      handle: () => Promise.reject(new NovaFault(404, 'Token not found')),
    },
  ];
}

async function open(cloud: Cloud, request: NovaRequest): Promise<NovaAnswer> {
  const server = findServer(cloud, request.caller, request.parameters['id'] ?? '');
  const { protocol, type } = request.body['remote_console'] as { readonly protocol: string; readonly type: string };
  if (typesByProtocol[protocol]?.includes(type) !== true) throw new NovaFault(400, `Unavailable console type ${type}.`);
  guardAction('get_console', consoleGuard, serverFacts(cloud, server), request.caller);
  const body = { protocol, type, url: await openConsole(cloud, request.caller, server, type) };
  lower('remoteConsole', body, request.version);
  return { code: 200, body: { remote_console: body } };
}

const typesByProtocol: Readonly<Record<string, readonly string[]>> = {
  vnc: ['novnc', 'xvpvnc'],
  spice: ['spice-html5'],
  rdp: ['rdp-html5'],
  serial: ['serial'],
  mks: ['webmks'],
};
