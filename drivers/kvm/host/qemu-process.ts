import { basename } from 'node:path';
import type { ProcessEntry } from './process-table.ts';

/** Whether a process is QEMU, anybody's, by the names that distributions give it. */
export function isQEMU({ commandLine }: ProcessEntry): boolean {
  return /^(qemu-system-|qemu-kvm|kvm$)/.test(basename(commandLine[0] ?? ''));
}

/** Whether it is one of the programs that become QEMU one after the other (confined-command.ts). */
export function isOnItsWayToQEMU({ commandLine }: ProcessEntry): boolean {
  return /^(flock|nsenter|setpriv)$/.test(basename(commandLine[0] ?? ''));
}
