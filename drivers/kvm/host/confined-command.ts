import type { Command } from './process-runner.ts';
import type { Programs } from './programs.ts';

/** How a {@link confinedCommand} ends when somebody else holds its lock; a code that neither QEMU nor a shell uses. */
export const lockedExitCode = 75;

const lockTimeoutSeconds = 5;

export interface Confinement {
  /**
   * A file that QEMU holds a lock on for as long as it lives, so that there is never a second one: a driver that died
   * may have left one on its way that nobody sees yet. The one before may still be giving back its memory.
   */
  readonly lockPath?: string;
  readonly networkNamespacePath: string;
  /** Also the id of the group. */
  readonly userID: number;
  /** The group that owns the accelerator's device, where only a group may open it. */
  readonly deviceGroupID?: number;
}

/**
 * A program (the first of the words) as a user of its own, in the guests' network, without any right and without a way to gain one. Each program
 * replaces the one before it, so the process is the same from the first to the last.
 */
export function confinedCommand(
  programs: Pick<Programs, 'nsenter' | 'setpriv' | 'flock'>,
  confinement: Confinement,
  words: readonly string[],
): Command {
  const { lockPath, networkNamespacePath, userID, deviceGroupID } = confinement;
  const groups = deviceGroupID === undefined ? '--clear-groups' : `--groups=${deviceGroupID}`;
  const command: Command = [
    programs.nsenter,
    `--net=${networkNamespacePath}`,
    '--',
    programs.setpriv,
    userOption(userID),
    `--regid=${userID}`,
    groups,
    '--no-new-privs',
    '--inh-caps=-all',
    '--bounding-set=-all',
    '--',
    ...words,
  ];
  return lockPath === undefined
    ? command
    : [
        programs.flock,
        '--timeout',
        String(lockTimeoutSeconds),
        '--no-fork',
        '--conflict-exit-code',
        String(lockedExitCode),
        lockPath,
        ...command,
      ];
}

/** The word of a {@link confinedCommand} that says as whom QEMU is to run. */
export function userOption(userID: number): string {
  return `--reuid=${userID}`;
}
