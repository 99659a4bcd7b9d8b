import type { Command } from './process-runner.ts';
import type { Programs } from './programs.ts';

export interface Confinement {
  readonly networkNamespacePath: string;
  /** Also the id of the group. */
  readonly userID: number;
  /** The group that owns the accelerator's device, where only a group may open it. */
  readonly deviceGroupID?: number;
}

/**
 * QEMU as a user of its own, in the guests' network, without any right and without a way to gain one. Each program
 * replaces the one before it, so the process is the same from the first to QEMU.
 */
export function confinedCommand(programs: Programs, confinement: Confinement, theArguments: readonly string[]): Command {
  const { networkNamespacePath, userID, deviceGroupID } = confinement;
  const groups = deviceGroupID === undefined ? '--clear-groups' : `--groups=${deviceGroupID}`;
  return [
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
    programs.qemu,
    ...theArguments,
  ];
}

/** The word of a {@link confinedCommand} that says as whom QEMU is to run. */
export function userOption(userID: number): string {
  return `--reuid=${userID}`;
}
