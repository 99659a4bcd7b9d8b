import { changeCapabilities } from '#apis/infrastructure/capabilities-for.ts';
import { flavorIDOf } from '#apis/compute/flavor.ts';
import { NovaFault } from '../../http/nova-fault.ts';
import type { NovaAnswer } from '../route.ts';
import { destinationAt, requireNamedHost } from '../destination.ts';
import { requireFlavor } from '../resolve-create.ts';
import { changeServerAsSeen } from '../update-server.ts';
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
      await sendToNamed(call);
      await requestAction(call, { type: 'MigrateCold' });
      return { code: 202 };
    },
  },
  {
    name: 'os-migrateLive',
    policy: 'manager',
    rule: 'os-migrate-server:migrate_live',
    guard: { vmStates: ['active', 'paused'] },
    capability: 'migrate-live',
    handle: (call) => migrateLive(call),
  },
];

/** What it copies is found out by itself: `block_migration` says nothing that the hosts do not know better. */
async function migrateLive(call: ActionCall): Promise<NovaAnswer> {
  const { cloud, server, facts, details } = call;
  const { host: wanted } = details;
  const { uid } = server.metadata;
  if (typeof wanted === 'string' && cloud.known.hosts.get({ name: wanted }) === undefined)
    throw new NovaFault(400, `Compute host ${wanted} could not be found.`);
  if (server.spec.power !== 'Running')
    throw new NovaFault(400, `Migration pre-check error: instance ${uid} does not run: only one that does can be migrated live.`);
  if ((facts.instance?.spec.volumes ?? []).length > 0)
    throw new NovaFault(400, `Migration pre-check error: the volumes of instance ${uid} lie on its host, and stay there.`);
  await sendToNamed(call, 'os_compute_api:os-migrate-server:migrate_live:host');
  await requestAction(call, { type: 'MigrateLive' });
  return { code: 202 };
}

/** Since 2.56 an administrator may name the host that a server is moved to. */
async function sendToNamed(
  { cloud, request, server, facts, details }: ActionCall,
  rule = 'os_compute_api:os-migrate-server:migrate:host',
): Promise<void> {
  const { host: name } = details;
  if (typeof name !== 'string') return;
  const host = requireNamedHost(cloud, request.caller, { name, rule });
  const { uid } = server.metadata;
  if (facts.instance?.spec.host.uid === host.metadata.uid)
    throw new NovaFault(400, `Cannot migrate instance ${uid} to current host (${name}).`);
  await changeServerAsSeen(cloud, request.caller, server, { spec: { destination: destinationAt(server, host) } });
}

/** The rest is a matter of the declaration: the server is to have another flavor. */
async function resize(call: ActionCall): Promise<NovaAnswer> {
  const { cloud, request, server, details } = call;
  const flavor = requireFlavor(cloud, request.caller, String(details['flavorRef']), 400);
  const before = cloud.known.flavors.get({ name: server.spec.flavor });
  if (flavor.metadata.name === server.spec.flavor) throw new NovaFault(400, 'When resizing, instances must change flavor!');
  if (before !== undefined && flavor.spec.diskGiB < before.spec.diskGiB)
    throw new NovaFault(400, `The disk of flavor ${flavorIDOf(flavor)} is smaller than the server's: a disk cannot be made smaller.`);
  const diskConfig = details['OS-DCF:diskConfig'];
  await changeServerAsSeen(cloud, request.caller, server, {
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
  else await changeServerAsSeen(cloud, request.caller, server, { spec: { flavor: kept.previousFlavor } });
  return { code: 202 };
}
