import type { Server } from '#apis/compute/server.ts';
import type { Instance, InstanceSpec } from '#apis/infrastructure/instance.ts';
import { findCondition, type Condition } from '#apis/machinery/condition.ts';
import { isBehind } from './observation.ts';
import { asDeclared, notTakenUp, passing, settled, type Progress } from './progress-words.ts';

/** Judges an incarnation on a host that can be heard, by the power that it is to have. */
export function incarnationProgress(server: Server, instance: Instance, power: InstanceSpec['power']): Progress {
  const drifted = leftAsItIs(instance);
  if (drifted !== undefined) return drifted;
  switch (power) {
    case 'Running':
      return instance.status?.inRescue === true ? rescued(server, instance) : wantedRunning(server, instance);
    case 'Stopped':
      return wantedStopped(server, instance);
    case 'Paused':
    case 'Suspended':
      return wantedAsleep(server, instance, power);
    case 'Shelved':
      return leaving(server, instance);
  }
}

/** Somebody changed it on its host, and its drift policy has it left so. */
function leftAsItIs(instance: Instance): Progress | undefined {
  const converged = findCondition(instance.status?.conditions, convergedCondition);
  const phase = instance.status?.phase;
  if (converged?.reason !== 'Drifted' || isBehind(instance) || !isStanding(phase)) return undefined;
  return settled(phase, 'Drifted', converged.message);
}

function isStanding(phase: string | undefined): phase is 'Running' | 'Paused' | 'Suspended' | 'Stopped' {
  return phase === 'Running' || phase === 'Paused' || phase === 'Suspended' || phase === 'Stopped';
}

function wantedRunning(server: Server, instance: Instance): Progress {
  const { status } = instance;
  if (status?.phase === 'Failed') return failed(server, instance);
  if (isBehind(instance) || status?.phase === undefined) return notTakenUp(status?.phase === 'Running' ? 'Running' : 'Starting');
  const converged = findCondition(status.conditions, convergedCondition);
  switch (status.phase) {
    case 'Pending':
    case 'Preparing':
      return preparing('Starting', instance);
    case 'Starting':
    case 'Stopping':
    case 'Pausing':
    case 'Paused':
    case 'Suspending':
    case 'Suspended':
    case 'Saving':
    case 'Shelved':
      return passing('Starting', 'Starting', converged?.message ?? 'the guest is being started');
    case 'Rebuilding':
      return rebuilding(instance);
    case 'Running':
      return converged?.status === 'False'
        ? goingOn('Running', server, instance, converged)
        : asDeclared('Running', 'Running', 'the guest runs');
    case 'Stopped':
      return ended(server, instance, converged);
    case 'Lost':
    case 'Destroyed':
      return passing('Pending', 'Recovering', 'its incarnation is lost');
  }
}

/** The guest is in its power, and something else of it is not as it is wished for yet. */
function goingOn(phase: Progress['phase'], server: Server, instance: Instance, { reason, message }: Condition): Progress {
  const progress = instance.status?.imageProgress;
  if (progress !== undefined) return passing(phase, 'PreparingImage', `${imageMessage(progress)}; the guest goes on meanwhile`);
  return passing(phase, reason, withRemedy(reason, message, server, instance));
}

function rescued(server: Server, instance: Instance): Progress {
  const base = wantedRunning(server, instance);
  if (base.ready !== 'True') return base;
  const image = instance.spec.machine.rescueImage?.name;
  return image === undefined
    ? passing('Rescued', 'LeavingRescue', 'the guest is being booted from its own disk again')
    : asDeclared(
        'Rescued',
        'Rescued',
        `runs from the rescue image "${image}", as declared; take spec.rescue away to boot from its own disk`,
      );
}

function wantedStopped(server: Server, instance: Instance): Progress {
  const { status } = instance;
  const wasRunning = ['Running', 'Stopping', 'Pausing', 'Paused', 'Suspending', 'Suspended'].includes(status?.phase ?? '');
  if (status?.phase === 'Failed') return failed(server, instance);
  if (isBehind(instance) || status?.phase === undefined) return notTakenUp(wasRunning ? 'Stopping' : 'Pending');
  if (wasRunning) return passing('Stopping', 'Stopping', 'the guest is being stopped');
  if (status.phase === 'Rebuilding') return rebuilding(instance);
  if (status.phase !== 'Stopped') return preparing('Pending', instance);
  const converged = findCondition(status.conditions, convergedCondition);
  if (converged?.status === 'False') return goingOn('Stopped', server, instance, converged);
  return asDeclared('Stopped', 'Stopped', 'stopped, as declared');
}

function wantedAsleep(server: Server, instance: Instance, power: 'Paused' | 'Suspended'): Progress {
  const { status } = instance;
  const way = power === 'Paused' ? 'Pausing' : 'Suspending';
  const converged = findCondition(status?.conditions, convergedCondition);
  if (status?.phase === 'Failed') return failed(server, instance);
  if (isBehind(instance) || status?.phase === undefined) return notTakenUp(status?.phase === undefined ? 'Starting' : way);
  switch (status.phase) {
    case power:
      if (converged?.status === 'False') return goingOn(power, server, instance, converged);
      return asDeclared(power, power, power === 'Paused' ? 'paused, as declared' : 'suspended to the disk of its host, as declared');
    case 'Running':
    case 'Pausing':
    case 'Suspending':
      return passing(way, way, converged?.message ?? `the guest is being ${power.toLowerCase()}`);
    default:
      return wantedRunning(server, instance);
  }
}

/** It is to be stopped and its disk saved, for good. */
function leaving(server: Server, instance: Instance): Progress {
  const { status } = instance;
  const phase = server.spec.power === 'Shelved' ? 'Shelving' : 'Resizing';
  if (status?.phase === 'Failed') return failed(server, instance);
  if (isBehind(instance) || status?.phase === undefined) return notTakenUp(phase);
  const converged = findCondition(status.conditions, convergedCondition)?.message;
  if (status.phase === 'Pending' || status.phase === 'Preparing') return preparing(phase, instance);
  if (status.phase === 'Saving') return passing(phase, 'SavingDisk', converged ?? 'its disk is on its way to the image store');
  return passing(phase, 'Stopping', converged ?? 'the guest is being stopped, so that its disk can be saved');
}

function rebuilding(instance: Instance): Progress {
  return { ...preparing('Rebuilding', instance), phase: 'Rebuilding' };
}

/** The guest is off although it should run. Its agent starts it again, or the run policy says that it does not. */
function ended(server: Server, { status }: Instance, converged: Condition | undefined): Progress {
  const exit = status?.lastExit;
  const startsAgain = server.spec.runPolicy === 'Always' || (server.spec.runPolicy === 'RerunOnFailure' && exit?.reason === 'Crashed');
  if (exit === undefined || exit.reason === 'Stopped' || startsAgain) {
    return passing('Starting', converged?.reason ?? 'Starting', converged?.message ?? 'the guest is about to be started');
  }
  const howTo = 'set spec.power to Stopped and back to Running to start it, or spec.runPolicy to Always to have it started every time';
  return exit.reason === 'GuestShutdown'
    ? { phase: 'Stopped', ready: 'False', reason: 'GuestShutDown', message: `the guest turned itself off; ${howTo}`, pace: 'Settled' }
    : { phase: 'Failed', ready: 'False', reason: 'GuestCrashed', message: `${exit.message}; ${howTo}`, pace: 'Settled' };
}

function failed(server: Server, instance: Instance): Progress {
  const converged = findCondition(instance.status?.conditions, convergedCondition);
  const reason = tellingReasons.find((each) => each === converged?.reason) ?? 'StartFailed';
  const message = converged?.message ?? 'the host could not do it yet and tries again';
  return {
    phase: 'Failed',
    ready: 'False',
    reason,
    message: withRemedy(reason, message, server, instance),
    pace: 'Settled',
    ...(reason === 'StartFailed' || reason === 'RestartDelay' ? { hope: 'Retried' } : {}),
  };
}

/** Reasons of agents that tell people what to do; the others mean that it did not work and is tried again. */
const tellingReasons = ['RestartDelay', 'InvalidImage', 'DiskFull', 'Unsupported'] as const;

function withRemedy(reason: string, message: string, server: Server, instance: Instance): string {
  switch (reason) {
    case 'InvalidImage':
      return wrongImageMessage(server, instance, message);
    case 'DiskFull':
      return `the disk of its host is full: ${message}; to help: an operator has to free room there`;
    default:
      return message;
  }
}

/** The agent knows only addresses of files. People need the field that they wrote, and what they can do about it. */
function wrongImageMessage({ spec }: Server, instance: Instance, message: string): string {
  const { image, rescueImage } = instance.spec.machine;
  const fileOf = (of: typeof image | undefined): string | undefined =>
    (['source', 'kernel', 'initrd'] as const).find((name) => of?.[name] !== undefined && message.includes(of[name].url));
  const isRescue = fileOf(image) === undefined && fileOf(rescueImage) !== undefined;
  const [place, name, file] = isRescue
    ? ['spec.rescue.image', rescueImage?.name, fileOf(rescueImage)]
    : ['spec.image', spec.image, fileOf(image)];
  const field = file === undefined ? '' : ` (its spec.${file})`;
  return `${place}: image "${name}"${field}: ${message}; to help: put the right file there, or name another image`;
}

function preparing(phase: Progress['phase'], { status }: Instance): Progress {
  const progress = status?.imageProgress;
  if (progress !== undefined) return passing(phase, 'PreparingImage', imageMessage(progress));
  const converged = findCondition(status?.conditions, convergedCondition);
  if (converged?.status !== 'False') return passing(phase, 'Preparing', 'the image and the disk are being prepared');
  return passing(phase, converged.reason === 'Prepare' ? 'Preparing' : converged.reason, converged.message);
}

function imageMessage({ downloadedBytes, totalBytes }: { readonly downloadedBytes: number; readonly totalBytes?: number }): string {
  const mebibytes = (bytes: number): string => `${Math.round(bytes / 1_048_576)} MiB`;
  return totalBytes === undefined
    ? `the image is being downloaded: ${mebibytes(downloadedBytes)} so far`
    : `the image is being downloaded: ${mebibytes(downloadedBytes)} of ${mebibytes(totalBytes)}`;
}

/** The condition by which an agent says whether the guest is as it is wished for, and if not, what it waits for. */
const convergedCondition = 'Converged';
