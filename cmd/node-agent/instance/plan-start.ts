import type { InstanceObservation } from './instance-observation.ts';
import { wait, type InstancePlan, type Waiting } from './instance-plan.ts';
import { endedByReboot, pendingReboot } from './plan-reboot.ts';

/** Whether a guest that is to run and does not is started now. */
export function planStart(observation: InstanceObservation, now: Date): InstancePlan {
  const { record, rivals, guest } = observation;
  const { desired, progress } = record;
  const restart = planAfterExit(observation, now);
  if (restart.kind !== 'Start') return restart;
  if (!observation.isConfirmed)
    return wait('Unconfirmed', 'the host was restarted: it starts no guest before the control plane has been heard');
  const [rival] = rivals;
  if (rival !== undefined) {
    return wait('OtherIncarnationRuns', `epoch ${rival.epoch} of the server (instance ${rival.instanceUID}) may still run on this host`);
  }
  // One that was suspended goes on where it was, which is no reboot.
  const fulfilsReboot = guest.kind === 'Stopped' ? pendingReboot(desired.instance.spec, progress)?.actionUID : undefined;
  return missingVolume(observation) ?? { ...restart, fulfilsReboot };
}

/** Whether a stopped guest is to be started, now that its last run ended as it did. */
function planAfterExit({ record, guest }: InstanceObservation, now: Date): InstancePlan {
  const { desired, progress } = record;
  const byWish: InstancePlan = { kind: 'Start', because: 'Wish', fulfilsReboot: undefined };
  const exit = guest.kind === 'Stopped' && guest.exit !== undefined ? progress.lastExit : undefined;
  if (exit === undefined || exit.reason === 'Stopped') return byWish;
  // A newer wish for power counts whatever the run policy; news of ports or metadata are none. Where nobody says which is which, all are.
  const wishGeneration = desired.instance.spec.powerGeneration ?? desired.generation;
  if (wishGeneration > exit.generation) return byWish;
  if (endedByReboot(progress, exit.at)) return byWish;
  const { runPolicy } = desired.instance.spec;
  const wasReset = progress.resetAt !== undefined && exit.at <= progress.resetAt;
  if (wasReset && exit.reason === 'Crashed') return byWish;
  const restarts = runPolicy === 'Always' || (runPolicy === 'RerunOnFailure' && exit.reason === 'Crashed');
  if (!restarts) return wait('GuestEnded', `${exit.message}; the run policy ${runPolicy} does not start it again`);
  const until = new Date(Date.parse(exit.at) + restartDelaySeconds(progress.restartsInARow) * 1000);
  if (now < until && !wasReset) return wait('RestartDelay', `${exit.message}; it is started again at ${until.toISOString()}`, until);
  return { kind: 'Start', because: 'RunPolicy', fulfilsReboot: undefined };
}

/** A guest finds all its disks when it starts, or it does not start. */
function missingVolume({ record, volumes }: InstanceObservation): Waiting | undefined {
  for (const { volume } of record.desired.instance.spec.volumes ?? []) {
    const hosted = volumes.get(volume.uid);
    if (hosted?.kind === 'Ready') continue;
    return wait('VolumeNotReady', `volume ${volume.name}: ${hosted?.message ?? 'this host does not know it yet'}`);
  }
  return undefined;
}

/** 1, 2, 4, … seconds, at most five minutes. */
function restartDelaySeconds(restartsInARow: number): number {
  return Math.min(300, 2 ** Math.min(restartsInARow, 10));
}
