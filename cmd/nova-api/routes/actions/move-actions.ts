import { changeCapabilities } from '#apis/infrastructure/capabilities-for.ts';
import { NovaFault } from '../../http/nova-fault.ts';
import type { NovaAnswer } from '../route.ts';
import { requireFlavor } from '../resolve-create.ts';
import { changeServer } from '../update-server.ts';
import { diskConfigAnnotation } from '../../translate/server-view.ts';
import type { ActionCall, ActionRoute } from './action-route.ts';
import { requestAction } from './request-action.ts';

/** Actions that bring a server into another size or to another host. */
export const moveActions: readonly ActionRoute[] = [
  {
    name: 'resize',
    policy: 'member',
    guard: { vmStates: ['active', 'stopped'] },
    capability: changeCapabilities.flavor,
    handle: (call) => resize(call),
  },
  {
    name: 'confirmResize',
    policy: 'member',
    rule: 'servers:confirm_resize',
    guard: { vmStates: ['resized'] },
    handle: async (call) => {
      await requestAction(call, { type: 'ConfirmResize' });
      return { code: 204 };
    },
  },
  {
    name: 'revertResize',
    policy: 'member',
    rule: 'servers:revert_resize',
    guard: { vmStates: ['resized'] },
    handle: (call) => revert(call),
  },
  {
    name: 'migrate',
    policy: 'manager',
    rule: 'os-migrate-server:migrate',
    guard: { vmStates: ['active', 'stopped'] },
    capability: 'migrate-cold',
    handle: async (call) => {
      await requestAction(call, { type: 'MigrateCold' });
      return { code: 202 };
    },
  },
];

/** The rest is a matter of the declaration: the server is to have another flavor. */
async function resize(call: ActionCall): Promise<NovaAnswer> {
  const { cloud, request, server, details } = call;
  const flavor = requireFlavor(cloud, request.caller, String(details['flavorRef']), 400);
  const before = cloud.known.flavors.get({ name: server.spec.flavor });
  if (flavor.metadata.name === server.spec.flavor) throw new NovaFault(400, 'When resizing, instances must change flavor!');
  if (before !== undefined && flavor.spec.diskGiB < before.spec.diskGiB)
    throw new NovaFault(400, 'Resize to zero disk flavor is not allowed.');
  const diskConfig = details['OS-DCF:diskConfig'];
  await changeServer(cloud, request.caller, server, {
    ...(typeof diskConfig === 'string' ? { metadata: { annotations: { [diskConfigAnnotation]: diskConfig } } } : {}),
    spec: { flavor: flavor.metadata.name },
  });
  return { code: 202 };
}

async function revert(call: ActionCall): Promise<NovaAnswer> {
  const { cloud, request, server } = call;
  const { resize: kept } = server.status ?? {};
  if (kept === undefined) throw new NovaFault(400, 'Instance has not been resized.');
  if (kept.actionUID !== undefined) await requestAction(call, { type: 'RevertMigration' });
  else await changeServer(cloud, request.caller, server, { spec: { flavor: kept.previousFlavor } });
  return { code: 202 };
}
