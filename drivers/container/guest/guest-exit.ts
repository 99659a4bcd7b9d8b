import type { GuestExit } from '#drivers/contract/driver.ts';
import type { RunRecord } from './guest-record.ts';

/** How a guest's first process ended, as containerd says it: the exit code, or 128 and the number of the signal that ended it. */
export type TaskEnd =
  /** The guest called reboot(2) to start anew; the kernel tells it by a signal to the first process (pid_namespaces(7)). */
  { readonly kind: 'WantsReboot' } | { readonly kind: 'Ended'; readonly exit: Omit<GuestExit, 'at'> };

const hangup = 128 + 1;
const interrupt = 128 + 2;
const kill = 128 + 9;

export function taskEnd(exitStatus: number, run: RunRecord | undefined): TaskEnd {
  if (run?.kind === 'Stopping') {
    const isCutOff = exitStatus === kill;
    const message = isCutOff ? 'it was not off in time after it was asked to, and was ended' : 'it turned itself off when asked to';
    return { kind: 'Ended', exit: { reason: 'Stopped', message } };
  }
  switch (exitStatus) {
    case hangup:
      return { kind: 'WantsReboot' };
    case 0:
    case interrupt:
      return { kind: 'Ended', exit: { reason: 'GuestShutdown', message: 'the guest turned itself off' } };
    case kill:
      return { kind: 'Ended', exit: { reason: 'Crashed', message: 'its first process was killed, perhaps because the memory was full' } };
    default:
      return {
        kind: 'Ended',
        exit: {
          reason: 'Crashed',
          message:
            exitStatus > 128 && exitStatus <= 128 + 64
              ? `its first process was ended by signal ${exitStatus - 128}`
              : `its first process ended with exit code ${exitStatus}`,
        },
      };
  }
}

/** How a run ended of which nothing is left but its record. */
export function unseenExit(run: RunRecord | undefined): Omit<GuestExit, 'at'> | undefined {
  switch (run?.kind) {
    case 'Running':
      return { reason: 'Crashed', message: 'the host was restarted, or containerd lost it' };
    case 'Stopping':
      return { reason: 'Stopped', message: 'it was being stopped, and ended while nobody watched' };
    case 'Ended':
    case undefined:
      return undefined;
  }
}
