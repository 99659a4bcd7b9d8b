import { restorableUntil } from '#apis/infrastructure/action-refusals.ts';
import type { Server } from '#apis/compute/server.ts';
import { waitingForAgent } from '#apis/compute/waiting-for-agent.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { isDestroyed, isShelved } from '#apis/infrastructure/needs-placement.ts';
import type { Refusal } from '#apis/infrastructure/wish-refusals.ts';
import { findCondition } from '#apis/machinery/condition.ts';
import { timestamp } from '#apis/machinery/condition.ts';
import { goneSinceBackup, isGoneSinceBackup } from '#apis/infrastructure/restored.ts';
import { currentInstance, isGoing, isOver, isSettled, type Observation } from './observation.ts';
import { incarnationProgress } from './progress-of-incarnation.ts';
import { asDeclared, passing, settled, type Progress } from './progress-words.ts';
import { wishFor } from './wish.ts';

/** Judges a server by its newest incarnation and that one's host. */
export function progressOf(server: Server, observation: Observation, now: Date): Progress {
  const until = restorableUntil(server, now);
  if (until !== undefined) return softDeleted(observation, until);
  if (server.metadata.deletionTimestamp !== undefined) return terminating(observation);
  const instance = currentInstance(observation);
  if (instance === undefined) return withoutInstance(server, observation);
  switch (observation.host.kind) {
    case 'Lost':
      return unreachable;
    case 'Gone':
      return passing(
        'Pending',
        'HostLost',
        'its host was removed from service; its incarnation there is being released, then it is placed anew',
      );
    case 'Connected':
    case 'None':
      return placed(server, instance, observation);
  }
}

function placed(server: Server, instance: Instance, observation: Observation): Progress {
  const { wish, refusals } = wishFor(server, instance, observation);
  const power = instance.spec.power === 'Shelved' ? 'Shelved' : wish.power;
  const base = incarnationProgress(server, instance, power);
  return refused(verifying(server, instance, base), refusals);
}

/** What a host cannot do, or what is missing, is said before all else; how the guest is, stays. */
function refused(base: Progress, refusals: readonly Refusal[]): Progress {
  const [first] = refusals;
  if (first === undefined) return base;
  const isPassing = base.pace === 'Passing' || refusals.every(({ pace }) => pace === 'Passing');
  return {
    phase: base.phase,
    ready: 'False',
    reason: first.reason,
    message: refusals.map(({ message }) => message).join('; '),
    pace: isPassing ? 'Passing' : 'Settled',
  };
}

/** A server that came up after a resize, or is about to. */
function verifying({ status }: Server, instance: Instance, base: Progress): Progress {
  const resize = status?.resize;
  if (resize === undefined || resize.revertedEpoch !== undefined) return base;
  if (!isSettled(instance)) return base.phase === 'Starting' || base.phase === 'Pending' ? { ...base, phase: 'Resizing' } : base;
  const back =
    resize.actionUID === undefined
      ? `, or set spec.flavor to "${resize.previousFlavor}" to go back`
      : ', or go back with one of type RevertMigration';
  const hint = `its old incarnation is kept: confirm with a ServerAction of type ConfirmResize${back}`;
  return { ...base, phase: 'VerifyResize', message: `${base.message}; ${hint}` };
}

const unreachable: Progress = {
  phase: 'Unknown',
  ready: 'Unknown',
  reason: 'HostUnreachable',
  message: 'the agent of its host is silent: the guest may still run; an operator has to bring the host back or remove it from service',
  pace: 'Settled',
};

function softDeleted(observation: Observation, until: Date): Progress {
  const message = `deleted; it is kept, stopped, until ${timestamp(until)}: until then a ServerAction of type Restore brings it back`;
  const current = currentInstance(observation);
  const isStopping = current !== undefined && !isSettled(current) && observation.host.kind === 'Connected';
  return { ...settled('SoftDeleted', 'SoftDeleted', message), pace: isStopping ? 'Passing' : 'Settled', hope: 'Awaited' };
}

function terminating({ instances, host }: Observation): Progress {
  if (instances.length === 0) return passing('Terminating', 'Terminating', 'nothing of it is left');
  const message =
    host.kind === 'Lost'
      ? 'waits for its host, which is silent, to confirm that nothing of the guest is left; an operator has to bring the host back or remove it from service'
      : 'waits for the agent of its host to confirm that nothing of the guest is left';
  return passing('Terminating', waitingForAgent.reason, message);
}

function withoutInstance(server: Server, { instances }: Observation): Progress {
  const [newest] = instances;
  if (newest !== undefined && isShelved(newest) && !isGoing(newest)) return left(server, newest);
  const remaining = instances.filter(
    (instance) => !isDestroyed(instance) && instance.metadata.name !== server.status?.resize?.keptInstance,
  );
  if (remaining.length > 0) return lettingGo(server, remaining);
  if (server.spec.power === 'Shelved') return shelved(server);
  const isResizing = server.status?.resize !== undefined;
  return waitingForHost(server, isResizing ? 'Resizing' : 'Pending', '');
}

/** Its disk is saved, and its host has nothing to run any more. */
function left(server: Server, newest: Instance): Progress {
  const { status, spec } = server;
  const phase = spec.power === 'Shelved' ? 'Shelving' : 'Resizing';
  const { savedDisk } = newest.status ?? {};
  if (savedDisk === undefined && newest.spec.machine.bootVolumeUID === undefined)
    return passing(phase, 'SavingDisk', 'waits for the agent of its host to say where it has saved the disk');
  const resize = status?.resize;
  if (resize?.keptInstance !== newest.metadata.name)
    return passing(phase, 'SavingDisk', 'its disk is saved, and its host is letting go of it');
  const back =
    resize.actionUID === undefined && resize.revertedEpoch === undefined
      ? `; set spec.flavor to "${resize.previousFlavor}" to go back`
      : '';
  return waitingForHost(server, 'Resizing', back);
}

function lettingGo(server: Server, remaining: readonly Instance[]): Progress {
  if (remaining.some(isGoneSinceBackup)) return gone;
  if (remaining.some(isOver)) return recovering;
  if (server.spec.power === 'Shelved') return passing('Shelving', 'Shelving', 'its disk is saved, and its host is letting go of it');
  if (remaining.every(isShelved)) return passing('Pending', 'Returning', 'its last host is letting go of it; then it is placed anew');
  return server.status?.savedImage === undefined
    ? recovering
    : passing('Resizing', 'Reverting', 'its new incarnation is being given up; then it is placed as it was');
}

const gone = settled(
  'Failed',
  goneSinceBackup,
  'a backup of the control plane was restored in which the server runs, and nothing of it is where it was then: it was deleted or moved since. Delete it; or have an operator delete its Instance, and it is made anew, with a new disk',
);

const recovering = passing('Pending', 'Recovering', 'its last incarnation is lost and is being cleared away; then it is placed anew');

function shelved({ status }: Server): Progress {
  const disk = status?.savedImage === undefined ? 'it never had a disk' : `its disk is the image "${status.savedImage}"`;
  return asDeclared('Shelved', 'Shelved', `shelved, as declared: ${disk}`);
}

function waitingForHost({ status }: Server, phase: Progress['phase'], hint: string): Progress {
  const scheduled = findCondition(status?.conditions, 'Scheduled');
  return scheduled?.status === 'False'
    ? settled(phase, 'WaitingForPlacement', `waits for a host: ${scheduled.message}${hint}`)
    : passing(phase, 'WaitingForPlacement', 'waits for the scheduling loop to choose a host');
}
