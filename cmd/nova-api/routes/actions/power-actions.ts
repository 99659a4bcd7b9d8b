import type { Server } from '#apis/compute/server.ts';
import { changeCapabilities, powerCapabilities } from '#apis/infrastructure/capabilities-for.ts';
import type { VMState } from '../../translate/server-state.ts';
import { defaultZone } from '../../translate/zone-name.ts';
import type { NovaAnswer } from '../route.ts';
import { destinationAt, requireNamedHost } from '../destination.ts';
import { requireFeature } from '../require-feature.ts';
import { guardAction, type Guard } from '../server-guards.ts';
import { changeServer, changeServerAsSeen } from '../update-server.ts';
import type { ActionCall, ActionRoute } from './action-route.ts';
import { randomPassword } from '../random-password.ts';
import { requestAction } from './request-action.ts';
import { findBootable } from '../find-image.ts';
import { NovaFault } from '../../http/nova-fault.ts';
import { has } from '../../microversions/gates.ts';

const accepted: NovaAnswer = { code: 202 };

/** Actions that bring a server into another state of power, and back. */
export const powerActions: readonly ActionRoute[] = [
  { name: 'os-start', policy: 'member', guardName: 'start', guard: { vmStates: ['stopped'] }, handle: (call) => start(call) },
  power('os-stop', 'stop', ['active', 'error'], 'Stopped'),
  power('pause', 'pause', ['active'], 'Paused'),
  power('unpause', 'unpause', ['paused'], 'Running'),
  power('suspend', 'suspend', ['active'], 'Suspended'),
  power('resume', 'resume', ['suspended'], 'Running'),
  power('shelve', 'shelve', ['active', 'stopped', 'paused', 'suspended'], 'Shelved'),
  // What is shelved has left its host already.
  { name: 'shelveOffload', policy: 'admin', guard: { vmStates: ['shelved'] }, handle: async () => accepted },
  {
    name: 'unshelve',
    policy: 'member',
    guard: { vmStates: ['shelved', 'shelved_offloaded'] },
    handle: async (call) => change(call, { power: 'Running', ...placeOf(call) }),
  },
  { name: 'reboot', policy: 'member', handle: (call) => reboot(call) },
  {
    name: 'rescue',
    policy: 'member',
    guard: { vmStates: ['active', 'stopped', 'error'] },
    capability: changeCapabilities.rescue,
    handle: (call) => rescue(call),
  },
  {
    name: 'unrescue',
    policy: 'member',
    guard: { vmStates: ['rescued'] },
    handle: (call) => change(call, { rescue: null, power: 'Running' }),
  },
  {
    name: 'lock',
    policy: 'member',
    rule: 'os-lock-server:lock',
    handle: (call) => {
      const { details } = call;
      const reason = details['locked_reason'];
      const { caller } = call.request;
      const owner = caller.roles.has('admin') && call.server.metadata.namespace !== caller.projectID ? 'Admin' : 'Member';
      return change(call, { lock: { owner, ...(typeof reason === 'string' ? { reason } : {}) } });
    },
  },
  { name: 'unlock', policy: 'member', rule: 'os-lock-server:unlock', handle: (call) => unlock(call) },
];

function power(name: string, guardName: string, vmStates: readonly VMState[], wish: Server['spec']['power']): ActionRoute {
  return {
    name,
    policy: 'member',
    guardName,
    guard: { vmStates },
    ...needs(powerCapabilities[wish]),
    handle: (call) => change(call, { power: wish }),
  };
}

function needs(capability: string | undefined): Pick<ActionRoute, 'capability'> {
  return capability === undefined ? {} : { capability };
}

async function change({ cloud, request, server }: ActionCall, spec: object): Promise<NovaAnswer> {
  await changeServerAsSeen(cloud, request.caller, server, { spec });
  return accepted;
}

/**
 * The host that an administrator sends a shelved server to. It is bound to its zone, or to none, for as long as it lives: who asks for what is so already is
 * served.
 */
function placeOf({ cloud, request, server, facts, details }: ActionCall): Pick<Partial<Server['spec']>, 'destination'> {
  const { availability_zone: zone, host: name } = details;
  const named =
    typeof name === 'string'
      ? requireNamedHost(cloud, request.caller, { name, rule: 'os_compute_api:os-shelve:unshelve_to_host' })
      : undefined;
  const place = named === undefined ? {} : { destination: destinationAt(server, named) };
  const { pinnedZone } = facts;
  if (zone === undefined || zone === (pinnedZone ?? null) || (pinnedZone === undefined && zone === defaultZone)) return place;
  throw new NovaFault(400, `The requested availability zone is not available: instance ${server.metadata.uid} stays in its own.`);
}

/** A guest that turned itself off is to run already by its declaration: so the wish is made anew. */
async function start(call: ActionCall): Promise<NovaAnswer> {
  const { cloud, request, server } = call;
  if (server.spec.power !== 'Running') return change(call, { power: 'Running' });
  const stopped = await changeServerAsSeen(cloud, request.caller, server, { spec: { power: 'Stopped' } });
  await changeServer(cloud, request.caller, stopped, { spec: { power: 'Running' } });
  return accepted;
}

async function reboot(call: ActionCall): Promise<NovaAnswer> {
  const { facts, request, server, details } = call;
  const isHard = details['type'] === 'HARD' || details['type'] === 'hard';
  guardAction('reboot', isHard ? hardGuard : softGuard, facts, request.caller);
  requireFeature(call.cloud, server, 'reboot', isHard ? 'reboot-hard' : 'reboot-soft');
  if (facts.state.vmState !== 'active') {
    await changeServer(call.cloud, request.caller, server, { spec: { power: 'Running' } });
    if (facts.state.vmState === 'stopped' || facts.state.vmState === 'suspended' || facts.state.vmState === 'paused') return accepted;
  }
  await requestAction(call, { type: 'Reboot', reboot: { mode: isHard ? 'Hard' : 'Soft' } });
  return accepted;
}

const softGuard: Guard = { vmStates: ['active'] };
const hardGuard: Guard = {
  vmStates: ['active', 'stopped', 'paused', 'suspended', 'error'],
  taskStates: [null, 'rebooting', 'reboot_pending', 'reboot_started', 'rebooting_hard', 'resuming', 'unpausing', 'pausing', 'suspending'],
};

/** The password is the caller's to set: nobody stores one. */
async function rescue(call: ActionCall): Promise<NovaAnswer> {
  const { cloud, request, details, facts } = call;
  const imageID = details['rescue_image_ref'];
  const image = typeof imageID === 'string' ? await findBootable(cloud, request, imageID) : undefined;
  if (typeof imageID === 'string' && image === undefined) throw new NovaFault(400, `Image ${imageID} could not be found.`);
  if (facts.server.spec.bootVolume !== undefined && !has('rescueOfVolumeBacked', request.version))
    throw new NovaFault(400, 'Cannot rescue a volume-backed instance');
  await change(call, { power: 'Running', rescue: image === undefined ? {} : { image: image.metadata.name } });
  const adminPass = typeof details['adminPass'] === 'string' ? details['adminPass'] : randomPassword(cloud.random);
  return { code: 200, body: { adminPass } };
}

/** What an administrator locked, only one of them unlocks. */
async function unlock(call: ActionCall): Promise<NovaAnswer> {
  const { server, request } = call;
  if (server.spec.lock?.owner === 'Admin' && !request.caller.roles.has('admin'))
    throw new NovaFault(403, "Policy doesn't allow os_compute_api:os-lock-server:unlock:unlock_override to be performed.");
  return change(call, { lock: null });
}
