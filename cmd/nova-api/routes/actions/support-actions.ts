import { isConditionTrue } from '#apis/machinery/condition.ts';
import { NovaFault } from '../../http/nova-fault.ts';
import { resetStateAnnotation } from '../../translate/server-state.ts';
import type { NovaAnswer } from '../route.ts';
import { addCard, networkFor, removeCard, serverCards } from '../server-ports.ts';
import { changeServer } from '../update-server.ts';
import type { ActionCall, ActionRoute } from './action-route.ts';

const accepted: NovaAnswer = { code: 202 };
/** The last version with addresses as actions. */
const lastWithAddresses = 43;

/** What operators do to servers in trouble, and what only Nova's old networks knew. */
export const supportActions: readonly ActionRoute[] = [
  { name: 'os-resetState', policy: 'admin', rule: 'os-admin-actions:reset_state', handle: (call) => resetState(call) },
  {
    name: 'evacuate',
    policy: 'admin',
    rule: 'os-evacuate',
    guard: { vmStates: ['active', 'stopped', 'error'], taskStates: 'Any', heedsLock: false },
    handle: async (call) => evacuate(call),
  },
  { name: 'injectNetworkInfo', policy: 'admin', rule: 'os-admin-actions:inject_network_info', guard: {}, handle: async () => accepted },
  { name: 'addSecurityGroup', policy: 'member', rule: 'os-security-groups:add', handle: async (call) => addSecurityGroup(call) },
  { name: 'removeSecurityGroup', policy: 'member', rule: 'os-security-groups:remove', handle: async (call) => removeSecurityGroup(call) },
  {
    name: 'addFixedIp',
    policy: 'member',
    rule: 'os-multinic:add',
    until: lastWithAddresses,
    guard: { vmStates: ['active', 'paused', 'stopped'] },
    handle: async ({ cloud, request, server, details }) => {
      await addCard(cloud, request.caller, server, { network: networkFor(cloud, server, String(details['networkId'])) });
      return accepted;
    },
  },
  {
    name: 'removeFixedIp',
    policy: 'member',
    rule: 'os-multinic:remove',
    until: lastWithAddresses,
    guard: { vmStates: ['active', 'paused', 'stopped'] },
    handle: (call) => removeFixedIP(call),
  },
  ...['addFloatingIp', 'removeFloatingIp'].map((name): ActionRoute => ({
    name,
    policy: 'member',
    rule: 'os-floating-ips',
    until: lastWithAddresses,
    handle: async ({ details }) => {
      throw new NovaFault(404, `floating IP not found: ${String(details['address'])}`);
    },
  })),
];

/** Nothing real is touched: it is only said of the server, until something is done to it or it is reset to active. */
async function resetState({ cloud, request, server, details }: ActionCall): Promise<NovaAnswer> {
  const state = details['state'] === 'error' ? 'error' : null;
  const current = server.metadata.annotations?.[resetStateAnnotation] ?? null;
  if (current !== state)
    await changeServer(cloud, request.caller, server, { metadata: { annotations: { [resetStateAnnotation]: state } } });
  return accepted;
}

/** What was lost with a host comes up elsewhere when its Host is deleted: that is the operator's word that it will not come back. */
function evacuate({ cloud, server, facts, details }: ActionCall): NovaAnswer {
  const wanted = details['host'];
  if (typeof wanted === 'string' && cloud.known.hosts.get({ name: wanted }) === undefined)
    throw new NovaFault(404, `Compute host ${wanted} could not be found.`);
  const name = facts.instance?.spec.host.name;
  if (name === undefined) throw new NovaFault(409, `Instance ${server.metadata.uid} is not ready`);
  const host = cloud.known.hosts.get({ name });
  if (isConditionTrue(host?.status?.conditions, 'Ready')) throw new NovaFault(400, `Compute service of ${name} is still in use.`);
  throw new NovaFault(
    409,
    `Instance ${server.metadata.uid} cannot be evacuated by itself: delete the host ${name} and all of its servers are.`,
  );
}

/** Each server is in the one group that lets everything through. */
function addSecurityGroup(call: ActionCall): NovaAnswer {
  requireDefaultGroup(call);
  return accepted;
}

function removeSecurityGroup(call: ActionCall): NovaAnswer {
  requireDefaultGroup(call);
  throw new NovaFault(409, `The security group default cannot be taken from instance ${call.server.metadata.uid}.`);
}

function requireDefaultGroup({ details, server }: ActionCall): void {
  const name = String(details['name']);
  if (name !== 'default') throw new NovaFault(404, `Security group ${name} not found for project ${server.metadata.namespace}.`);
}

async function removeFixedIP({ cloud, request, server, details }: ActionCall): Promise<NovaAnswer> {
  const address = String(details['address']);
  const card = serverCards(cloud, server).find(({ port }) => port?.status?.ipAddresses?.includes(address) === true);
  if (card?.port === undefined) throw new NovaFault(400, `Instance ${server.metadata.uid} has no fixed IP ${address}.`);
  await removeCard(cloud, request.caller, server, card.port.metadata.uid);
  return accepted;
}
