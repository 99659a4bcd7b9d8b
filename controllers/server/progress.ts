import type { Server, ServerStatus } from '#apis/compute/server.ts';
import { waitingForAgent } from '#apis/compute/waiting-for-agent.ts';
import type { Instance } from '#apis/infrastructure/instance.ts';
import { findCondition, type Condition } from '#apis/machinery/condition.ts';
import { currentInstance, type Observation } from './observation.ts';

/** Where a server stands: one word for people, and who waits for what. */
export interface Progress {
  readonly phase: NonNullable<ServerStatus['phase']>;
  readonly ready: Condition['status'];
  readonly reason: string;
  readonly message: string;
  /** `Passing`: over in a moment if all goes well, and not worth a write of its own before that moment has passed. */
  readonly pace: 'Settled' | 'Passing';
}

/** Judges a server by its newest incarnation and that one's host. */
export function progressOf(server: Server, observation: Observation): Progress {
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
      return server.spec.power === 'Running' ? wantedRunning(server, instance) : wantedStopped(server, instance);
  }
}

const unreachable: Progress = {
  phase: 'Unknown',
  ready: 'Unknown',
  reason: 'HostUnreachable',
  message: 'the agent of its host is silent: the guest may still run; an operator has to bring the host back or remove it from service',
  pace: 'Settled',
};

function terminating({ instances, host }: Observation): Progress {
  if (instances.length === 0) return passing('Terminating', 'Terminating', 'nothing of it is left');
  const message =
    host.kind === 'Lost'
      ? 'waits for its host, which is silent, to confirm that nothing of the guest is left; an operator has to bring the host back or remove it from service'
      : 'waits for the agent of its host to confirm that nothing of the guest is left';
  return passing('Terminating', waitingForAgent.reason, message);
}

function withoutInstance(server: Server, { instances }: Observation): Progress {
  if (instances.some((instance) => instance.status?.phase !== 'Destroyed')) {
    return passing('Pending', 'Recovering', 'its last incarnation is lost and is being cleared away; then it is placed anew');
  }
  const scheduled = findCondition(server.status?.conditions, 'Scheduled');
  return scheduled?.status === 'False'
    ? { ...passing('Pending', 'WaitingForPlacement', `waits for a host: ${scheduled.message}`), pace: 'Settled' }
    : passing('Pending', 'WaitingForPlacement', 'waits for the scheduling loop to choose a host');
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
    case 'Rebuilding':
      return passing('Starting', 'Starting', converged?.message ?? 'the guest is being started');
    case 'Running':
      return converged?.status === 'False'
        ? passing('Running', converged.reason, converged.message)
        : { phase: 'Running', ready: 'True', reason: 'Running', message: 'the guest runs', pace: 'Settled' };
    case 'Stopped':
      return ended(server, instance, converged);
    case 'Lost':
    case 'Destroyed':
      return passing('Pending', 'Recovering', 'its incarnation is lost');
  }
}

function wantedStopped(server: Server, instance: Instance): Progress {
  const { status } = instance;
  const wasRunning = status?.phase === 'Running' || status?.phase === 'Stopping';
  if (status?.phase === 'Failed') return failed(server, instance);
  if (isBehind(instance) || status?.phase === undefined) return notTakenUp(wasRunning ? 'Stopping' : 'Pending');
  if (wasRunning) return passing('Stopping', 'Stopping', 'the guest is being stopped');
  if (status.phase !== 'Stopped') return preparing('Pending', instance);
  return { phase: 'Stopped', ready: 'False', reason: 'Stopped', message: 'stopped, as declared', pace: 'Settled' };
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
  const { image } = instance.spec.machine;
  const file = (['source', 'kernel', 'initrd'] as const).find((name) => image[name] !== undefined && message.includes(image[name].url));
  const field = file === undefined ? '' : ` (its spec.${file})`;
  const remedy = 'put the right file there, or create a right image and then the server anew with it';
  return `spec.image: image "${spec.image}"${field}: ${message}; to help: ${remedy}`;
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

function notTakenUp(phase: Progress['phase']): Progress {
  return passing(phase, waitingForAgent.reason, waitingForAgent.message);
}

/** Whether the agent has yet to act on the Instance as it is now. */
function isBehind({ metadata, status }: Instance): boolean {
  return (status?.observedGeneration ?? 0) < metadata.generation;
}

function passing(phase: Progress['phase'], reason: string, message: string): Progress {
  return { phase, ready: 'False', reason, message, pace: 'Passing' };
}

/** The condition by which an agent says whether the guest is as it is wished for, and if not, what it waits for. */
const convergedCondition = 'Converged';
