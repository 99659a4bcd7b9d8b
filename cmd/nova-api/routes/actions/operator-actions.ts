import { serverKind } from '#apis/compute/server.ts';
import { pathOf } from '#apis/client/resource-location.ts';
import { NovaFault } from '../../http/nova-fault.ts';
import { removeServer } from '../server-routes.ts';
import type { NovaAnswer } from '../route.ts';
import type { ActionCall, ActionRoute } from './action-route.ts';
import { requestAction } from './request-action.ts';

/** Actions about the life of a server, and looks inside. */
export const operatorActions: readonly ActionRoute[] = [
  {
    name: 'forceDelete',
    policy: 'member',
    rule: 'os-deferred-delete:force',
    guard: { taskStates: 'Any', mustBeLaunched: false },
    handle: async ({ cloud, request, server }) => {
      await removeServer(cloud, request, server, { gracePeriodSeconds: 0 });
      return { code: 202 };
    },
  },
  {
    name: 'restore',
    policy: 'member',
    rule: 'os-deferred-delete:restore',
    guard: { vmStates: ['soft-delete'] },
    handle: async (call) => {
      await requestAction(call, { type: 'Restore' });
      return { code: 202 };
    },
  },
  { name: 'os-getConsoleOutput', policy: 'member', rule: 'os-console-output', handle: (call) => consoleOutput(call) },
  // Nova took it out for good.
  {
    name: 'resetNetwork',
    policy: 'known',
    handle: () => Promise.reject(new NovaFault(410, 'This resource is no longer available. No forwarding address is given.')),
  },
];

/** What the guest wrote to its console last; `length` counts what stands between line ends, as Nova does, so that an end of line counts one more. */
async function consoleOutput({ cloud, request, server, details }: ActionCall): Promise<NovaAnswer> {
  if (server.status?.instance === undefined) throw new NovaFault(409, `Instance ${server.metadata.uid} is not ready`);
  const client = await cloud.as(request.caller);
  const { namespace = '', name } = server.metadata;
  const response = await client.raw({ method: 'GET', path: pathOf(serverKind, { namespace, name, subresource: 'log' }) });
  const lines = (await lastBytesOf(response.body)).split('\n');
  const length = Number(details['length'] ?? -1);
  const output = length < 0 ? lines : length === 0 ? [] : lines.slice(-length);
  return { code: 200, body: { output: output.join('\n') } };
}

async function lastBytesOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  let log = Buffer.alloc(0);
  for await (const chunk of body) {
    log = Buffer.concat([log, chunk]);
    if (log.length > longestLogBytes) log = Buffer.from(log.subarray(-longestLogBytes));
  }
  return log.toString('utf8');
}

/** Nova reads the last 100 KiB (nova/virt/libvirt/driver.py, MAX_CONSOLE_BYTES). */
const longestLogBytes = 102_400;
